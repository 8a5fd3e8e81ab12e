"""Saves photos after their preview: the ones the user agrees to become items of the wardrobe."""

import logging
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.messages import Message, UserError
from wardrobe.preview import Preview
from wardrobe.store.failures import reason_of
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
        changed: the item before and after, if it existed and saving took it out of the bin or moved it.
    """

    item_id: int
    sha256: str
    state: str
    known: bool
    changed: ItemDiff | None = None


def worth_saving(previews: Iterable[Preview], *, not_clothing: bool, decided: Collection[str] = ()) -> list[Preview]:
    """The previews whose photos can be saved, each photo once.

    Args:
        previews: of all photos that were chosen.
        not_clothing: whether photos of none of the classes are saved too, for review.
        decided: the SHA-256 of photos whose drawers the user chose. They are saved in any case.
    """
    left_out = {"error"} if not_clothing else {"error", "not_clothing"}
    return list({one.sha256: one for one in previews if verdict(one) not in left_out or one.sha256 in decided}.values())


def verdict(preview: Preview) -> str:
    """The outcome that is shown: `StoredPrediction.verdict` where there is a prediction."""
    return preview.prediction.verdict if preview.prediction else preview.outcome


def save(
    wardrobe: Wardrobe,
    previews: Iterable[Preview],
    drawer: str | None = None,
    decisions: Mapping[str, str] | None = None,
) -> Iterator[SaveResult]:
    """Saves photos one at a time, as the iterator is advanced: sorted ones in their drawers, the others for review.

    Args:
        wardrobe: where the items go.
        previews: of readable photos.
        drawer: where photos without a prediction go.
        decisions: the drawers that the user chose, by SHA-256. Such photos are filed, whatever the prediction.
    """
    previews, decisions = list(previews), decisions or {}
    known = wardrobe.known([one.sha256 for one in previews])
    binned = wardrobe.find(Filters(ids=tuple(known.values()), deleted=True))
    unbinned = {item.id: ItemDiff(item, replace(item, deleted_at=None)) for item in binned}
    for one in previews:
        if one.prepared is None:
            raise ValueError(f"Expected the preview of a readable photo. Received: {one.file!r}, {one.error}")
        decision = decisions.get(one.sha256)
        item, is_new = wardrobe.add_or_find(
            one.prepared,
            one.file,
            prediction=one.prediction,
            drawer=decision or (None if one.prediction else drawer),
            state=FILED if decision or one.outcome == "sorted" else REVIEW,
            decided=decision is not None,
        )
        changed = unbinned.get(item.id)
        if decision and not is_new:
            # Whoever puts it into a drawer has it again.
            [moved] = wardrobe.change([item.id], drawer=decision, state=FILED, archived=None)
            item, changed = moved.after, ItemDiff(changed.before if changed else moved.before, moved.after)
        yield SaveResult(item.id, item.sha256, item.state, not is_new, changed)


class SaveJob:
    """Saves photos in a thread, so that the page can be used meanwhile.

    Attributes:
        previews: what is saved.
        results: of the photos saved so far; the thread only appends.
        error: why saving ended before all photos were saved.
    """

    def __init__(
        self,
        wardrobe: Wardrobe,
        previews: Sequence[Preview],
        drawer: str | None = None,
        decisions: Mapping[str, str] | None = None,
    ) -> None:
        self.previews = tuple(previews)
        self.results: list[SaveResult] = []
        self.error: Message | None = None
        self._saving = save(wardrobe, self.previews, drawer, dict(decisions or {}))
        # Not a daemon: a server that stops in the regular way finishes what it was told to save.
        self._thread = threading.Thread(target=self._run, name="save")
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Waits until everything is saved, at most this long; returns whether the job has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def unsaved(self) -> list[Preview]:
        """The previews that were not saved, once the job has ended."""
        return list(self.previews[len(self.results) :])

    def _run(self) -> None:
        try:
            for result in self._saving:
                self.results.append(result)
        except UserError as error:
            self.error = error.message
        except Exception as error:
            logging.getLogger(__name__).exception("Photos could not be saved")
            self.error = Message("store-unwritten", reason=reason_of(error))


@dataclass(frozen=True)
class Duplicate:
    """What a photo repeats.

    Attributes:
        kind: ``twice`` (the same file among these photos), ``known`` (the same file in the wardrobe),
            ``similar-here`` or ``similar`` (almost the same picture among these photos, or in the wardrobe).
        item_id: the item of the wardrobe, if it is one.
        preview: the earlier one of these photos, if it is one.
    """

    kind: str
    item_id: int | None = None
    preview: Preview | None = None


class DuplicateDetector:
    """Tells what each of several photos repeats: an item of the wardrobe, or an earlier one of these photos."""

    def __init__(self, wardrobe: Wardrobe) -> None:
        known = wardrobe.fingerprints()
        self._items = {sha256: number for number, sha256, _ in known}
        self._photos: dict[str, Preview] = {}
        self._owners: list[int | Preview] = [number for number, _, _ in known]
        self._hashes = hash_bits([similarity for _, _, similarity in known])

    def find(self, one: Preview) -> Duplicate | None:
        """The photo or item that a photo repeats, or None. The photo is remembered for the calls that follow."""
        if one.outcome == "error":
            return None
        found = None
        if earlier := self._photos.get(one.sha256):
            return Duplicate("twice", preview=earlier)
        if (number := self._items.get(one.sha256)) is not None:
            found = Duplicate("known", number)
        elif places := closest(one.similarity, self._hashes):
            owner = self._owners[places[0]]
            found = Duplicate("similar", owner) if isinstance(owner, int) else Duplicate("similar-here", preview=owner)
        self._photos[one.sha256] = one
        self._owners.append(one)
        self._hashes = np.append(self._hashes, hash_bits([one.similarity]))
        return found
