"""Saves photos after their preview: the ones the user agrees to become items of the wardrobe."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from wardrobe.preview import Preview
from wardrobe.store.items import FILED, REVIEW, Filters
from wardrobe.store.pictures import closest, hash_bits
from wardrobe.store.store import Wardrobe
from wardrobe.store.undo import ItemDiff


@dataclass(frozen=True)
class SaveResult:
    """The result of saving one photo.

    Attributes:
        item_id: the number of its item.
        sha256: of the file.
        state: of the item.
        known: whether the item existed before.
        unbinned: the item before and after, if saving took it out of the bin.
    """

    item_id: int
    sha256: str
    state: str
    known: bool
    unbinned: ItemDiff | None = None


def worth_saving(previews: Iterable[Preview], *, not_clothing: bool) -> list[Preview]:
    """The previews whose photos can be saved, each photo once.

    Args:
        previews: of all photos that were chosen.
        not_clothing: whether photos of none of the classes are saved too, for review.
    """
    left_out = {"error"} if not_clothing else {"error", "not_clothing"}
    return list({one.sha256: one for one in previews if one.outcome not in left_out}.values())


def save(wardrobe: Wardrobe, previews: Iterable[Preview], drawer: str | None = None) -> Iterator[SaveResult]:
    """Saves photos one at a time, as the iterator is advanced: sorted ones in their drawers, the others for review.

    Args:
        wardrobe: where the items go.
        previews: of readable photos.
        drawer: where photos without a prediction go.
    """
    previews = list(previews)
    known = wardrobe.known([one.sha256 for one in previews])
    binned = wardrobe.find(Filters(ids=tuple(known.values()), deleted=True))
    unbinned = {item.sha256: ItemDiff(item, replace(item, deleted_at=None)) for item in binned}
    for one in previews:
        if one.prepared is None:
            raise ValueError(f"Expected the preview of a readable photo. Received: {one.file!r}, {one.error}")
        item, is_new = wardrobe.add_or_find(
            one.prepared,
            one.file,
            prediction=one.prediction,
            drawer=None if one.prediction else drawer,
            state=FILED if one.outcome == "sorted" else REVIEW,
        )
        yield SaveResult(item.id, item.sha256, item.state, not is_new, unbinned.get(one.sha256))


class DuplicateDetector:
    """Tells whether each of several photos was seen before: in the wardrobe, or earlier among these photos."""

    def __init__(self, wardrobe: Wardrobe) -> None:
        known = wardrobe.fingerprints()
        self._in_wardrobe = {sha256 for _, sha256, _ in known}
        self._in_batch: set[str] = set()
        self._hashes = hash_bits([similarity for _, _, similarity in known])

    def hint(self, one: Preview) -> str | None:
        """``twice``, ``known`` (the wardrobe has the same file), ``similar`` (a photo looks almost the same), or None.

        Each call also remembers the photo for the calls that follow.
        """
        if one.outcome == "error":
            return None
        hint = None
        if one.sha256 in self._in_batch:
            hint = "twice"
        elif one.sha256 in self._in_wardrobe:
            hint = "known"
        elif closest(one.similarity, self._hashes):
            hint = "similar"
        self._in_batch.add(one.sha256)
        self._hashes = np.append(self._hashes, hash_bits([one.similarity]))
        return hint
