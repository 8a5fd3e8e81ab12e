"""From answers to items: what a person agreed to keep goes into the wardrobe."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from wardrobe.preview import Preview
from wardrobe.store.items import FILED, REVIEW, Filters
from wardrobe.store.pictures import closest, hash_bits
from wardrobe.store.store import Wardrobe
from wardrobe.store.undo import ItemDiff


@dataclass(frozen=True)
class SaveResult:
    """What became of one photo: its item's number, its file's SHA-256, its state, and whether it was there already.

    ``unbinned`` is the item in the bin and out of it, if this took it out of there.
    """

    item_id: int
    sha256: str
    state: str
    known: bool
    unbinned: ItemDiff | None = None


def worth_saving(answers: Iterable[Preview], *, not_clothing: bool) -> list[Preview]:
    """The answers whose photos go into the wardrobe, each photo once.

    Args:
        answers: all of them.
        not_clothing: whether photos of none of the classes are kept too, to be looked at.
    """
    left_out = {"error"} if not_clothing else {"error", "not_clothing"}
    return list({answer.sha256: answer for answer in answers if answer.outcome not in left_out}.values())


def save(
    wardrobe: Wardrobe, answers: Iterable[Preview], contents: Mapping[str, bytes], drawer: str | None = None
) -> Iterator[SaveResult]:
    """Keeps photos one at a time: sorted ones in their drawers, the others in the review queue.

    Args:
        wardrobe: where to.
        answers: for photos that can be read.
        contents: the bytes of each, by their SHA-256.
        drawer: where those go that no model was asked about.
    """
    answers = list(answers)
    known = wardrobe.known([answer.sha256 for answer in answers])
    binned = wardrobe.find(Filters(ids=tuple(known.values()), deleted=True))
    unbinned = {item.sha256: ItemDiff(item, replace(item, deleted_at=None)) for item in binned}
    for answer in answers:
        item, is_new = wardrobe.add_or_find(
            contents[answer.sha256],
            answer.file,
            prediction=answer.prediction,
            drawer=None if answer.prediction else drawer,
            state=FILED if answer.outcome == "sorted" else REVIEW,
        )
        yield SaveResult(item.id, item.sha256, item.state, not is_new, unbinned.get(answer.sha256))


class DuplicateDetector:
    """Tells of photos, one after another, whether they were seen before: in the wardrobe, or earlier in the batch."""

    def __init__(self, wardrobe: Wardrobe) -> None:
        known = wardrobe.fingerprints()
        self._in_wardrobe = {sha256 for _, sha256, _ in known}
        self._in_batch: set[str] = set()
        self._hashes = hash_bits([similarity for _, _, similarity in known])

    def hint(self, answer: Preview) -> str | None:
        """``twice``, ``known`` (the wardrobe has the very file), ``similar`` (something looks almost the same)."""
        if answer.outcome == "error":
            return None
        hint = None
        if answer.sha256 in self._in_batch:
            hint = "twice"
        elif answer.sha256 in self._in_wardrobe:
            hint = "known"
        elif closest(answer.similarity, self._hashes):
            hint = "similar"
        self._in_batch.add(answer.sha256)
        self._hashes = np.append(self._hashes, hash_bits([answer.similarity]))
        return hint
