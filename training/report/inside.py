"""What lies behind the figures: the surest failures, and what the network looks at."""

import keras
import numpy as np

from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.metrics import BatchPredictions
from training.report import figures, sources
from training.report.content import Block, Item, Paragraph, Picture, Row
from training.report.evidence import Evidence
from training.report.weights import FirstWeights, feature_maps, first_weights
from training.report.wording import counted, sentences

_FAILURES = 12
_WEIGHT_COLOURS = "PuOr"  # orange below zero, violet above


def failure_pictures(evidence: Evidence, answered: BatchPredictions) -> tuple[Item, ...]:
    """The surest wrong answers to the test images, whose answers ``answered`` are; nothing if all are right."""
    labels, images = evidence.splits.test.labels, evidence.splits.test.images
    predictions = answered.probabilities.argmax(axis=1)
    wrong = np.flatnonzero(predictions != labels)
    shown = wrong[np.argsort(-answered.confidences[wrong], kind="stable")][:_FAILURES]
    if not len(shown):
        return ()
    captions = [
        f"{CLASS_NAMES[labels[n]]}\n→ {CLASS_NAMES[predictions[n]]} {answered.confidences[n]:.0%}" for n in shown
    ]
    caption = (
        f"The {counted(len(shown), 'surest failure')} on test images: the label, then the answer, how sure it was."
    )
    picture = figures.draw_captioned([images[n] for n in shown], captions, 4)
    return (Picture(picture, caption, "Test images that are named wrongly."),)


def inside_blocks(evidence: Evidence, model: keras.Model, failures: tuple[Item, ...]) -> tuple[Block, ...]:
    """The failures beside what the network looks at, and what to make of both."""
    weights = first_weights(model)
    network = evidence.config.model
    image = evidence.splits.test.images[:1]
    maps = feature_maps(model, RECIPES[network.recipe].from_dataset(image, network.input_size, network.channels)[0])
    looks: list[Item] = []
    if weights:
        looks.append(_weights_picture(weights))
    if maps:
        looks.append(_maps_picture(maps, CLASS_NAMES[evidence.splits.test.labels[0]]))
    columns = tuple(column for column in (failures, tuple(looks)) if column)
    text = sentences([_on_failures(failures), _on_weights(weights), _on_maps(maps)])
    return (*((Paragraph(text),) if text else ()), *((Row(columns),) if columns else ()))


def _on_failures(failures: tuple[Item, ...]) -> str | None:
    if not failures:
        return None
    return (
        "The surest failures are worth looking at one by one: each is a wrong label, a garment that fits two classes "
        "at 28×28 pixels, or something that the network has yet to learn; only the last can be mended by training."
    )


def _on_weights(weights: FirstWeights | None) -> str | None:
    if weights is None:
        return None
    if weights.of_classes:
        return "Each class has one image of weights: what speaks for it, and what against it, pixel by pixel."
    if weights.convolution:
        return "Filters that look like edges, bars or spots have found a use; those that look like noise may not have."
    return "Weights that form smooth shapes have found a use; those that look like noise may not have."


def _on_maps(maps: dict[str, np.ndarray]) -> str | None:
    if len(maps) < 2:
        return None
    return (
        "Early feature maps still show the garment, edge by edge; the last ones only where on it something was found "
        f"({sources.FEATURE_MAPS})."
    )


def _weights_picture(weights: FirstWeights) -> Picture:
    kind = "filters" if weights.convolution else "units, as images of their weights on the pixels"
    colour = weights.images.ndim == 4
    limit = float(np.abs(weights.images).max())
    images = (weights.images / (2 * limit) + 0.5) if colour else weights.images
    shown = {} if colour else {"cmap": _WEIGHT_COLOURS, "vmin": -limit, "vmax": limit}
    if weights.of_classes:
        figure = figures.draw_captioned(list(images), CLASS_NAMES, 5, **shown)
    else:
        figure = figures.draw_plain(list(images), 8, **shown)
    number = f"{len(images)} of the {weights.units}" if len(images) < weights.units else f"The {weights.units}"
    legend = "its red, green and blue" if colour else "violet is above zero, orange below"
    return Picture(
        figure, f"{number} {kind} of the first layer, {weights.layer}: {legend}.", "Small images of weights."
    )


def _maps_picture(maps: dict[str, np.ndarray], label: str) -> Picture:
    return Picture(
        figures.draw_tiles(np.stack(list(maps.values())), list(maps)),
        f"Feature maps of the first test image ({label}), before the activation: the strongest of each layer, each "
        "scaled for itself.",
        "Rows of feature maps, one row for a layer.",
    )
