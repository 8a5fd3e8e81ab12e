"""The steps before and after a network, for a photo: a garment to the network's inputs, its logits to a result.

`Predictor` takes them, and so can a program that asks a network elsewhere, such as on TensorFlow Serving.
"""

from dataclasses import replace

import numpy as np

from data.photos.garment import Garment, box_of
from data.photos.recipes import RECIPES
from model.exports.card import Card
from model.metrics import BatchPredictions
from model.photo_result import PhotoResult, Piece


def photo_inputs(garment: Garment, card: Card) -> np.ndarray:
    """What a network is fed for a photo: uint8 (1 + pieces, size, size, channels).

    The first image shows the whole garment; one for each of its pieces follows. The channels are red, green, blue and,
    for a network of four, the garment's mask.

    Args:
        garment: of `model.garments.read_garment`.
        card: of the export; it names the recipe and the size.
    """
    config = card.architecture
    recipe = RECIPES[config.recipe]
    return np.stack([recipe.from_garment(one, config.input_size, config.channels) for one in _parts(garment)])


def photo_result(
    card: Card, garment: Garment, inputs: np.ndarray, logits: np.ndarray, *, file: str = ""
) -> PhotoResult:
    """The result for a photo.

    Args:
        card: of the export.
        garment: of `model.garments.read_garment`.
        inputs: as `photo_inputs` gives them.
        logits: what the network gives for the inputs, float (1 + pieces, outputs).
        file: the name in the result.
    """
    predictions = BatchPredictions.from_logits(logits, card.temperature, len(card.class_names))
    probabilities = predictions.probabilities[0]
    of_photo = predictions[:1], card.class_names, garment.is_clear, garment.is_worn
    return PhotoResult(
        file,
        card.thresholds.outcomes(predictions[:1], garment.is_clear, garment.is_worn)[0],
        card.id,
        label=card.class_names[int(probabilities.argmax())],
        confidence=float(predictions.confidences[0]),
        probabilities=dict(zip(card.class_names, probabilities.tolist(), strict=True)),
        garment=garment,
        model_input=inputs[0],
        pieces=_pieces(card, garment, predictions[1:]),
        group_is_sure=bool(card.thresholds.groups_are_sure(*of_photo)[0]),
    )


def _parts(garment: Garment) -> list[Garment]:
    """The garment itself, and each of its pieces."""
    pieces = (replace(garment, opacity=opacity, pieces=(), is_clear=True) for opacity in garment.pieces)
    return [garment, *pieces]


def _pieces(card: Card, garment: Garment, predictions: BatchPredictions) -> tuple[Piece, ...]:
    """What the pieces of a photo are, but for those that are none of the classes."""
    outcomes = card.thresholds.outcomes(predictions)
    return tuple(
        Piece(card.class_names[int(predictions.probabilities[n].argmax())], float(predictions.confidences[n]), box)
        for n, box in enumerate(box_of(piece.mask) for piece in _parts(garment)[1:])
        if outcomes[n] != "not_clothing"
    )
