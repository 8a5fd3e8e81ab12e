"""Why a prediction is what it is, for pages: pictures to show and figures to name, each made in a turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from data.photos.garment import Garment
from data.photos.turns import giving_up_the_turn
from model.explanation import Explanation, explain
from model.heat_map import draw_map, ground_picture
from model.neighbours import Neighbours, find_neighbours
from model.predictor import Predictor
from wardrobe.classification import TURNS
from wardrobe.preview import input_picture
from wardrobe.store.pictures import jpeg


@dataclass(frozen=True)
class ExplainedPhoto:
    """An explanation and its maps.

    Attributes:
        explanation: what the answer rests on.
        support: JPEG, what speaks for the answer in orange, and against it in blue.
        difference: JPEG, what speaks for the answer in orange, and for its rival in blue.
    """

    explanation: Explanation
    support: bytes
    difference: bytes


@dataclass(frozen=True)
class ExportAnswer:
    """What one export says of a photo.

    Attributes:
        model: the export's id.
        seen: PNG of what its network receives.
        answer: the likeliest class, or nothing where it says that the photo shows none of them.
        share: the confidence in the answer.
        sure: whether the outcome is ``sorted``.
    """

    model: str
    seen: bytes
    answer: str
    share: float
    sure: bool


def explain_photo(predictor: Predictor, garment: Garment, rival: str | None = None) -> ExplainedPhoto:
    """The explanation of a photo with its maps, as `model.explanation.explain` makes it; raises ExportError."""
    with _turn():
        explanation = explain(predictor, garment, rival=rival)
        ground = ground_picture(garment, predictor.card)
        maps = (explanation.support, explanation.difference)
        return ExplainedPhoto(explanation, *(jpeg(draw_map(ground, one, explanation.strongest)) for one in maps))


def similar_images(predictor: Predictor, garment: Garment) -> Neighbours | None:
    """The most similar images of Fashion-MNIST, as `model.neighbours.find_neighbours` finds them."""
    with _turn():
        return find_neighbours(predictor, garment)


def answer_of(predictor: Predictor, garment: Garment) -> ExportAnswer:
    """What an export says of a photo, and what it receives of it; raises ExportError."""
    with _turn():
        result = predictor.predict_garment(garment)
        assert result.label is not None and result.confidence is not None and result.probabilities is not None
        none = 1 - result.confidence / result.probabilities[result.label]
        rejected = result.outcome == "not_clothing" and predictor.card.architecture.rejects
        return ExportAnswer(
            predictor.card.id,
            input_picture(predictor.input_of(garment)),
            "" if rejected else result.label,
            none if rejected else result.confidence,
            result.outcome == "sorted",
        )


@contextmanager
def _turn() -> Iterator[None]:
    """A turn at the network, without the turn at drawing pages that this thread may have."""
    with giving_up_the_turn(), TURNS.taking():
        yield
