"""Asks a model about photos that are in the wardrobe already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.cutout import Garment, Nudge, cut_out
from data.decoding import decode_photo
from data.photos import PhotoError
from model.classifier import Classifier
from wardrobe.items import Item, StoredPrediction
from wardrobe.store import StoreError, Wardrobe


@dataclass(frozen=True)
class Change:
    """What another answer would change of an item; ``moves`` where it would go to another drawer."""

    item: Item
    answer: StoredPrediction

    @property
    def moves(self) -> bool:
        return self.answer.label != self.item.drawer


def ask(garment: Garment, classifier: Classifier) -> StoredPrediction:
    """What a model says of a garment that was cut out."""
    [prediction] = classifier.predict(classifier.input_of(garment)[None])
    return StoredPrediction.of(prediction, classifier.card)


def cut_out_anew(wardrobe: Wardrobe, item: Item, nudge: Nudge) -> Garment:
    """The garment in an item's photo, found as a person says; raises StoreError if the photo is gone."""
    return cut_out(decode_photo(wardrobe.photo(item)), nudge)


def ask_again(wardrobe: Wardrobe, items: Iterable[Item], classifier: Classifier) -> Iterator[Change]:
    """What a model says of items, one at a time; nothing is changed. Items whose photo is gone are left out."""
    for item in items:
        try:
            yield Change(item, ask(wardrobe.garment(item), classifier))
        except (StoreError, PhotoError):
            continue
