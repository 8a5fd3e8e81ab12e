"""Figures about the test images, and a look into the network."""

from itertools import combinations
from typing import Any

import numpy as np

from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.metrics import BatchPredictions
from model.spread import spread
from training.report import figures
from training.report.data_section import draw_predictions
from training.report.evidence import Evidence, seed_accuracies
from training.report.weights import feature_maps, first_weights

_CONFUSED = 6
_FAILURES = 12
_TOPS = ("T-shirt/top", "Pullover", "Dress", "Coat", "Shirt")
_SHOES = ("Sandal", "Sneaker", "Ankle boot")


def result_section(evidence: Evidence) -> dict[str, Any] | None:
    """The values of `result.html`; None for a network with classes of its own, which the test images do not have."""
    test, validation = evidence.result.get("test"), evidence.result.get("validation")
    if test is None:
        return None
    low, high = validation["accuracy_interval"] if validation else (0, 1)
    counts, predictions = np.array(test["confusion"]), evidence.predictions("test")
    names = tuple(test["per_class"])
    recalls = {name: row["recall"] for name, row in test["per_class"].items() if row["support"]}
    return {
        **test,
        "wrong": test["n"] - round(test["accuracy"] * test["n"]),
        "seeds": spread(seed_accuracies(evidence)),
        "agrees": low <= test["accuracy"] <= high,
        "mean_confidence": sum(row["n"] * row["confidence"] for row in test["reliability"]) / test["n"],
        "best": max(recalls, key=lambda name: recalls[name]),
        "worst": min(recalls, key=lambda name: recalls[name]),
        **_confusions(counts, names),
        "confusion_figure": figures.draw_confusion(counts, names),
        "reliability_figure": figures.draw_reliability(test["reliability"], test["n"]),
        "failures": _failures(evidence, predictions) if predictions else None,
    }


def _confusions(counts: np.ndarray, names: tuple[str, ...]) -> dict[str, Any]:
    """What the errors of a confusion matrix, int (C, C), have in common."""
    errors = max(int(counts.sum() - np.trace(counts)), 1)
    both = {(a, b): int(counts[a, b] + counts[b, a]) for a, b in combinations(range(len(counts)), 2)}
    pairs = sorted((pair for pair in both if both[pair]), key=lambda pair: -both[pair])
    return {
        "pairs": [(*(names[n] for n in (a, b)), counts[a, b], counts[b, a]) for a, b in pairs[:_CONFUSED]],
        "pairs_total": len(both),
        "share_of_three": sum(both[pair] for pair in pairs[:3]) / errors,
        "share_of_tops": _errors_among(counts, _TOPS) / errors,
        "share_of_shoes": _errors_among(counts, _SHOES) / errors,
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


def inside_section(evidence: Evidence) -> dict[str, Any]:
    """The values of `inside.html`: the weights on the pixels, and the feature maps of the first test image."""
    network, test = evidence.config.model, evidence.splits.test
    image = RECIPES[network.recipe].from_dataset(test.images[:1], network.input_size, network.channels)[0]
    maps, weights = feature_maps(evidence.network, image), first_weights(evidence.network)
    return {
        "weights": weights,
        "weights_figure": figures.draw_weights(weights, CLASS_NAMES) if weights else None,
        "maps": len(maps),
        "maps_figure": figures.draw_tiles(np.stack(list(maps.values())), list(maps)) if maps else None,
        "maps_label": CLASS_NAMES[test.labels[0]],
    }
