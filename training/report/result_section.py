"""Figures about the test images: accuracy and its uncertainty, confusions, calibration; and a look into the network."""

import statistics
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.metrics import BatchPredictions
from training.report import figures
from training.report.data_section import draw_predictions
from training.report.evidence import Evidence, seed_accuracies
from training.report.weights import FirstWeights, feature_maps, first_weights

_CONFUSED = 6
_FAILURES = 12
_TOPS = ("T-shirt/top", "Pullover", "Dress", "Coat", "Shirt")
_SHOES = ("Sandal", "Sneaker", "Ankle boot")


def result_section(evidence: Evidence) -> dict[str, Any]:
    """The values of `result.html`."""
    return {"test": _test(evidence), "inside": _inside(evidence)}


def _test(evidence: Evidence) -> dict[str, Any] | None:
    test, predictions = evidence.test_report, evidence.test
    if test is None or predictions is None:
        return None
    validation = evidence.result.get("validation")
    accuracies = seed_accuracies(evidence)
    counts = np.array(test["confusion"])
    return {
        **test,
        "stored": "test" in evidence.result,
        "wrong": test["n"] - round(test["accuracy"] * test["n"]),
        "runs": len(accuracies),
        "mean": statistics.fmean(accuracies),
        "deviation": statistics.stdev(accuracies) if len(accuracies) > 1 else None,
        "validation": validation,
        "agrees": validation and _within(test["accuracy"], validation["accuracy_interval"]),
        "validation_chose": evidence.config.checkpoint == "best",
        "parts": {"validation": validation, "test": test} if validation else {"test": test},
        "temperature": evidence.result["temperature"],
        "mean_confidence": sum(row["n"] * row["confidence"] for row in test["reliability"]) / test["n"],
        "confusion_figure": figures.draw_confusion(
            counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), CLASS_NAMES
        ),
        "reliability_figure": figures.draw_reliability(test["reliability"], test["n"]),
        "failures": _failures(evidence, predictions),
        **_confusions(counts, {name: row["recall"] for name, row in test["per_class"].items()}),
    }


def _within(value: float, interval: tuple[float, float]) -> bool:
    return interval[0] <= value <= interval[1]


def _confusions(counts: np.ndarray, recalls: dict[str, float]) -> dict[str, Any]:
    """What the errors of a confusion matrix, int (C, C), have in common."""
    errors = max(int(counts.sum() - np.trace(counts)), 1)
    pairs = [
        (int(counts[a, b]), int(counts[b, a]), CLASS_NAMES[a], CLASS_NAMES[b])
        for a, b in combinations(range(len(counts)), 2)
    ]
    pairs = sorted((pair for pair in pairs if pair[0] + pair[1]), key=lambda pair: -(pair[0] + pair[1]))
    return {
        "pairs": pairs[:_CONFUSED],
        "pairs_total": len(CLASS_NAMES) * (len(CLASS_NAMES) - 1) // 2,
        "share_of_three": sum(pair[0] + pair[1] for pair in pairs[:3]) / errors,
        "share_of_tops": _errors_among(counts, _TOPS) / errors,
        "share_of_shoes": _errors_among(counts, _SHOES) / errors,
        "best": max(recalls.items(), key=lambda item: item[1]),
        "worst": min(recalls.items(), key=lambda item: item[1]),
    }


def _errors_among(counts: np.ndarray, names: tuple[str, ...]) -> int:
    numbers = [CLASS_NAMES.index(name) for name in names]
    part = counts[np.ix_(numbers, numbers)]
    return int(part.sum() - np.trace(part))


def _failures(evidence: Evidence, predictions: BatchPredictions) -> dict[str, Any] | None:
    """The wrong predictions of the highest confidence."""
    test = evidence.splits.test
    wrong = np.flatnonzero(predictions.probabilities.argmax(axis=1) != test.labels)
    shown = wrong[np.argsort(-predictions.confidences[wrong], kind="stable")][:_FAILURES]
    return {"n": len(shown), "figure": draw_predictions(test, predictions, shown)} if len(shown) else None


def _inside(evidence: Evidence) -> dict[str, Any]:
    """The weights on the pixels, and the feature maps of the first test image."""
    network, test = evidence.config.model, evidence.splits.test
    image = RECIPES[network.recipe].from_dataset(test.images[:1], network.input_size, network.channels)[0]
    maps, weights = feature_maps(evidence.network, image), first_weights(evidence.network)
    return {
        "weights": weights,
        "weights_figure": _draw_weights(weights) if weights else None,
        "maps": len(maps),
        "maps_figure": figures.draw_tiles(np.stack(list(maps.values())), list(maps)) if maps else None,
        "maps_label": CLASS_NAMES[test.labels[0]],
    }


def _draw_weights(weights: FirstWeights) -> Figure:
    limit = float(np.abs(weights.images).max())
    if weights.in_colour:
        images, shown = list(weights.images / (2 * limit) + 0.5), {}
    else:
        images, shown = list(weights.images), {"cmap": "PuOr", "vmin": -limit, "vmax": limit}
    if weights.of_classes:
        return figures.draw_gallery(images, CLASS_NAMES, 5, **shown)
    return figures.draw_gallery(images, [""] * len(images), 8, **shown)
