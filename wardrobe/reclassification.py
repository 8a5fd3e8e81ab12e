"""Asks a model about photos that are in the wardrobe already."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from data.photos.garment import Garment
from model.predictor import Predictor
from model.startup import available_cores
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters, Item, ItemSummary, StoredPrediction
from wardrobe.store.store import Wardrobe

_AT_ONCE = 4  # items a core: enough to keep all cores busy, little enough to stop between


@dataclass(frozen=True)
class ProposedMove:
    """What another answer would change of an item."""

    summary: ItemSummary
    answer: StoredPrediction

    @property
    def drawers(self) -> tuple[str, str]:
        """Where the item is, and where it would go."""
        return self.summary.drawer, self.answer.label


class ReclassifyJob:
    """What a model says of a whole wardrobe, as far as it has been asked.

    It holds one answer an item and no pixels, so that a page can keep it between runs. An answer holds until its item
    is changed: another cut-out asks for another answer, and what was agreed to is done.
    """

    def __init__(self) -> None:
        # By number and photo: numbers come again when another wardrobe is restored from a back-up.
        self._answers: dict[tuple[int, str], StoredPrediction] = {}
        self._unreadable: set[tuple[int, str]] = set()

    def answers(self, summaries: Iterable[ItemSummary]) -> dict[int, StoredPrediction]:
        """The answers that hold, by item number."""
        return {
            summary.id: answer
            for summary in summaries
            if (answer := self._answers.get((summary.id, summary.photo))) and answer.made_at > summary.changed_at
        }

    def open(self, summaries: Iterable[ItemSummary]) -> list[int]:
        """The items that the model is still to be asked about."""
        summaries = list(summaries)
        done = {*self.answers(summaries), *self.unreadable(summaries)}
        return [summary.id for summary in summaries if summary.id not in done]

    def unreadable(self, summaries: Iterable[ItemSummary]) -> list[int]:
        """The items whose photos could not be looked at."""
        return [summary.id for summary in summaries if (summary.id, summary.photo) in self._unreadable]

    def try_again(self) -> None:
        """Forgets which photos could not be looked at: a back-up may have brought them back."""
        self._unreadable.clear()

    def go_on(self, wardrobe: Wardrobe, ids: Collection[int], predictor: Predictor) -> Iterator[int]:
        """Asks about items on all cores, and tells after every few how many that were; nothing is changed."""
        numbers, done = list(ids), 0
        size = _AT_ONCE * available_cores()
        with ThreadPoolExecutor(available_cores()) as pool:
            for part in (numbers[i : i + size] for i in range(0, len(numbers), size)):
                items = wardrobe.find(Filters(state=None, ids=tuple(part)))
                for item, answer in pool.map(lambda item: (item, _predict_item(wardrobe, item, predictor)), items):
                    if answer:
                        self._answers[item.id, item.photo] = answer
                    else:
                        self._unreadable.add((item.id, item.photo))
                done += len(part)
                yield done


def changes(summaries: Iterable[ItemSummary], answers: Mapping[int, StoredPrediction]) -> list[ProposedMove]:
    """The items that would go to another drawer, the surest first."""
    moving = [
        ProposedMove(summary, answers[summary.id])
        for summary in summaries
        if summary.id in answers and answers[summary.id].label != summary.drawer
    ]
    return sorted(moving, key=lambda change: (-change.answer.confidence, change.summary.id))


def predict_garment(garment: Garment, predictor: Predictor) -> StoredPrediction:
    """What a model says of a garment that was cut out."""
    [prediction] = predictor.predict(predictor.input_of(garment)[None])
    return StoredPrediction.of(prediction, predictor.card)


def _predict_item(wardrobe: Wardrobe, item: Item, predictor: Predictor) -> StoredPrediction | None:
    """None for an item whose photo is gone or damaged."""
    try:
        return predict_garment(wardrobe.photos.garment(item), predictor)
    except StoreError:
        return None
