"""Figures about preparation, the network, its training, and what is inside it: first weights and feature maps."""

from typing import Any

import cv2
import keras
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.networks.cost import multiply_adds
from model.networks.registry import model_description, model_options
from training.augmentation import augmented
from training.report import figures
from training.report.evidence import Evidence
from training.report.techniques import explain, flat_options
from training.train import network_inputs, training_indices

_OPTIONS = ("epochs", "batch_size", "optimizer", "learning_rate", "weight_decay", "seed")
_CONVOLUTIONS = (keras.layers.Conv2D, keras.layers.SeparableConv2D, keras.layers.DepthwiseConv2D)
_AUGMENTED, _MOST_WEIGHTS, _MAPS = 8, 32, 7


def model_section(evidence: Evidence) -> dict[str, Any]:
    """The values that `model.html` needs beside the evidence."""
    config, history = evidence.config, pd.DataFrame(evidence.history)
    options = {**model_options(config.model.name), **flat_options(config.to_json())}  # defaults included
    layers = pd.DataFrame(
        [(type(layer).__name__, layer.count_params()) for layer in evidence.network.layers if layer.weights],
        columns=["layer", "parameters"],
    ).groupby("layer", sort=False)["parameters"]
    curves = {"loss (nats)": _curves(history, "loss"), "accuracy": _curves(history, "accuracy")}
    # Earlier versions measured only the objective, which is no loss to compare with that on validation images.
    measured = "train_accuracy" if "train_accuracy" in history else "accuracy"
    accuracies = history.get("val_accuracy", pd.Series(dtype=float)).tolist()
    return {
        "preparation": explain(options, "preparation"),
        "used": len(evidence.splits.train) if evidence.photos else len(training_indices(config, evidence.splits)),
        "description": model_description(config.model.name),
        "augmented": None if evidence.photos else _draw_augmented(evidence),
        "techniques": explain(options, "model", "learning"),
        "multiply_adds": multiply_adds(evidence.network) * config.model.passes_per_image,
        "layers": [(kind, len(sizes), f"{sizes.sum():,}") for kind, sizes in layers],
        "options": [(key, str(options[key])) for key in _OPTIONS if options.get(key) is not None],
        "learning": figures.draw_curves(curves),
        "measured": measured == "train_accuracy",
        "train_accuracy": history[measured].iloc[-1],
        "gap": history[measured].iloc[-1] - accuracies[-1] if accuracies else None,
        # By how much the last epoch exceeds the best of the first four fifths.
        "late_gain": accuracies[-1] - max(accuracies[: len(accuracies) * 4 // 5 or 1]) if len(accuracies) > 1 else None,
    }


def _curves(history: pd.DataFrame, figure: str) -> pd.DataFrame:
    """A figure of each epoch on training and on validation images, or else of the objective."""
    training = {f"train_{figure}": "training images"} if f"train_{figure}" in history else {figure: "the objective"}
    names = {**training, f"val_{figure}": "validation images"}
    return history.set_index(history["epoch"] + 1).reindex(columns=[*names]).rename(columns=names).dropna(axis=1)


def _draw_augmented(evidence: Evidence) -> Figure | None:
    """Some training images above what two epochs make of them; None without augmentation."""
    config, some = evidence.config, evidence.splits.train.take(np.arange(_AUGMENTED))
    images, targets = network_inputs(config, some), np.eye(10, dtype=np.float32)[some.labels]
    changed = [augmented(config.augmentation, images, targets, config.seed, epoch)[0] for epoch in range(2)]
    rows = [images, *changed]
    if all((row == images).all() for row in rows):
        return None
    return figures.draw_tiles(np.stack(rows)[..., 0], ("original", "one epoch", "another"))


def inside_section(evidence: Evidence) -> dict[str, Any]:
    """The values of `inside.html`: the weights on the pixels, and the feature maps of the first test image."""
    if not evidence.has_weights:
        return {"weights": None, "maps": 0, "maps_figure": None, "maps_label": ""}
    network, test = evidence.config.model, evidence.splits.test
    image = RECIPES[network.recipe].from_dataset(test.images[:1], network.input_size, network.channels)[0]
    maps = feature_maps(evidence.network, image)
    return {
        "weights": first_weights(evidence.network),
        "maps": len(maps),
        "maps_figure": figures.draw_tiles(np.stack(list(maps.values())), list(maps)) if maps else None,
        "maps_label": CLASS_NAMES[test.labels[0]],
    }


def first_weights(model: keras.Model) -> dict[str, Any] | None:
    """The weights of the layer that sees the pixels; None if the first layer with weights is of another kind.

    The ``figure`` shows a filter each if it is a ``convolution``, else the weights of each unit, which stands for a
    class if ``of_classes``: in colour, or from orange (negative) to violet (positive). Of the ``units``, it shows those
    ``shown`` with the largest weights.
    """
    _, height, width, channels = model.input_shape
    layer = next(layer for layer in model.layers if layer.trainable_weights)
    kernel = keras.ops.convert_to_numpy(layer.trainable_weights[0])
    if isinstance(layer, keras.layers.Conv2D):
        images = kernel.transpose(3, 0, 1, 2)
    elif isinstance(layer, keras.layers.Dense) and len(kernel) == height * width * channels:
        images = kernel.T.reshape(-1, height, width, channels)
    else:
        return None
    in_colour, of_classes, units = channels >= 3, layer.name == "logits", len(images)
    strength = np.abs(images).sum(axis=(1, 2, 3))
    chosen = range(units) if of_classes else np.sort(np.argsort(-strength, kind="stable")[:_MOST_WEIGHTS])
    limit = float(np.abs(images[chosen]).max())
    shown: dict[str, Any] = {} if in_colour else {"cmap": "PuOr", "vmin": -limit, "vmax": limit}
    pixels = images[chosen][..., :3] / (2 * limit) + 0.5 if in_colour else images[chosen][..., 0]
    figure = figures.draw_gallery(list(pixels), CLASS_NAMES if of_classes else (), 5 if of_classes else 8, **shown)
    is_convolution = isinstance(layer, keras.layers.Conv2D)
    return {
        "figure": figure,
        "layer": layer.name,
        "convolution": is_convolution,
        "of_classes": of_classes,
        "units": units,
        "shown": len(pixels),
        "in_colour": in_colour,
    }


def feature_maps(model: keras.Model, image: np.ndarray) -> dict[str, np.ndarray]:
    """The outputs of the first and the last convolution for ``image``, uint8 (size, size, channels).

    By the name of the layer, the maps with the largest values before the activation: float (7, size, size), each
    scaled to 0–1 and enlarged without smoothing, with zeros where a layer has fewer. Empty without convolutions.
    """
    names = [layer.name for layer in model.layers if isinstance(layer, _CONVOLUTIONS)]
    chosen = list(dict.fromkeys([*names[:1], *names[-1:]]))
    if not chosen:
        return {}
    outputs = keras.Model(model.inputs, [model.get_layer(name).output for name in chosen]).predict_on_batch(image[None])
    maps = {name: np.zeros((_MAPS, *image.shape[:2]), np.float32) for name in chosen}
    for name, output in zip(chosen, outputs, strict=True):
        strongest = np.argsort(-output[0].max(axis=(0, 1)), kind="stable")[:_MAPS]
        for place, one in enumerate(output[0][..., strongest].transpose(2, 0, 1)):
            scaled = (one - one.min()) / max(np.ptp(one), 1e-6)
            maps[name][place] = cv2.resize(scaled, image.shape[:2], interpolation=cv2.INTER_NEAREST)
    return maps
