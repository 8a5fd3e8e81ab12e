"""Classifies photos again that are in the wardrobe already."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from model.predictor import Predictor
from model.startup import available_cores
from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.items import Filters, Item, ItemSummary, StoredPrediction
from wardrobe.store.store import Wardrobe

_PER_CORE = 4  # items at a time: enough to keep all cores busy, few enough to stop between them


@dataclass(frozen=True)
class ProposedMove:
    """An item that a new prediction would move to another drawer."""

    summary: ItemSummary
    prediction: StoredPrediction

    @property
    def drawers(self) -> tuple[str, str]:
        """The drawer the item is in, and the one it would move to."""
        return self.summary.drawer, self.prediction.label


class ReclassifyJob:
    """One model's predictions for a whole wardrobe, as far as it has got.

    It holds one prediction per item and no pixels, so a page can keep it between runs. A prediction is valid until its
    item changes: another cut-out needs another prediction, and a move that was applied needs none.
    """

    def __init__(self) -> None:
        # Keyed by photo as well, because restoring a back-up into another wardrobe may reuse item numbers.
        self._predictions: dict[tuple[int, str], StoredPrediction] = {}
        self._unreadable: set[tuple[int, str]] = set()

    def predictions(self, summaries: Iterable[ItemSummary]) -> dict[int, StoredPrediction]:
        """The valid predictions, by item number."""
        return {
            summary.id: prediction
            for summary in summaries
            if (prediction := self._predictions.get((summary.id, summary.photo)))
            and prediction.made_at > summary.changed_at
        }

    def waiting(self, summaries: Iterable[ItemSummary]) -> list[int]:
        """The numbers of the items that have no valid prediction yet."""
        summaries = list(summaries)
        done = {*self.predictions(summaries), *self.unreadable(summaries)}
        return [summary.id for summary in summaries if summary.id not in done]

    def unreadable(self, summaries: Iterable[ItemSummary]) -> list[int]:
        """The numbers of the items whose photos could not be read."""
        return [summary.id for summary in summaries if (summary.id, summary.photo) in self._unreadable]

    def retry_unreadable(self) -> None:
        """Makes unreadable items wait again: a back-up may have restored their photos."""
        self._unreadable.clear()

    def run(self, wardrobe: Wardrobe, ids: Collection[int], predictor: Predictor) -> Iterator[int]:
        """Classifies items on all cores and yields, every few items, how many are done; the wardrobe is not changed.

        Raises:
            ExportError: the export gives values that are not finite.
            StorageError: the database or the photos cannot be reached.
        """
        numbers, done = list(ids), 0
        size = _PER_CORE * available_cores()
        with ThreadPoolExecutor(available_cores()) as pool:
            for part in (numbers[i : i + size] for i in range(0, len(numbers), size)):
                items = wardrobe.find(Filters(state=None, ids=tuple(part)))
                for item, made in pool.map(lambda item: (item, _predict_item(wardrobe, item, predictor)), items):
                    if made:
                        self._predictions[item.id, item.photo] = made
                    else:
                        self._unreadable.add((item.id, item.photo))
                done += len(part)
                yield done


def proposed_moves(summaries: Iterable[ItemSummary], predictions: Mapping[int, StoredPrediction]) -> list[ProposedMove]:
    """The items whose prediction names another drawer, the most confident prediction first."""
    moves = [
        ProposedMove(summary, predictions[summary.id])
        for summary in summaries
        if summary.id in predictions and predictions[summary.id].label != summary.drawer
    ]
    return sorted(moves, key=lambda move: (-move.prediction.confidence, move.summary.id))


def _predict_item(wardrobe: Wardrobe, item: Item, predictor: Predictor) -> StoredPrediction | None:
    """None for an item whose photo is missing or damaged."""
    try:
        garment = wardrobe.photos.garment(item)
    except StorageError:  # it is not the photo's fault
        raise
    except StoreError:
        return None
    return StoredPrediction.of(predictor.predict_garment(garment, file=item.file_name))
