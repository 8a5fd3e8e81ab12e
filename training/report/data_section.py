"""Figures about the data set: balance, pixels, near duplicates, and labels that may be wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from data.fashion_mnist import Dataset, Splits
from data.fashion_mnist_files import OFFICIAL_NAME
from data.labels import CLASS_NAMES, PHOTO_CLASS_NAMES
from model.metrics import BatchPredictions
from training.report import figures
from training.report.findings import NEAR, near_duplicates, suspicious_labels

_EXAMPLES = 6
_SHOWN = 8  # pairs, and suspicious labels
_LEVELS = np.arange(0, 257, 8)  # edges of the bins of grey levels
_CLASSES = range(len(CLASS_NAMES))


def data_section(splits: Splits, predictions: BatchPredictions | None) -> dict[str, Any]:
    """The values of `data.html`; ``predictions`` are those on the validation images, if there are some."""
    parts = {"train": splits.train, "validation": splits.validation, "test": splits.test}
    shares = {name: np.bincount(part.labels, minlength=10) / len(part) for name, part in parts.items()}
    table, images = pd.DataFrame(shares, index=CLASS_NAMES), splits.train.images
    pixels = np.histogram(images, _LEVELS)[0] / images.size
    by_class = [images[splits.train.labels == number] for number in _CLASSES]
    means = np.stack([some.mean(axis=0) if len(some) else np.zeros((28, 28)) for some in by_class])
    gaps = np.sqrt(np.square(means[:, None] - means[None]).mean(axis=(2, 3)))
    gaps[np.tril_indices(len(gaps))] = np.inf
    samples = np.zeros((len(means), 1 + _EXAMPLES, 28, 28))
    samples[:, 0] = means
    for row, some in zip(samples, by_class, strict=True):
        row[1 : 1 + len(some)] = some[:_EXAMPLES]
    return {
        "name": splits.name,
        "official": splits.name == OFFICIAL_NAME,
        "sizes": {name: len(part) for name, part in parts.items()},
        "shares": table["train"],
        "levels": pd.Series(means.mean(axis=(1, 2)), CLASS_NAMES),
        "pixel_mean": images.mean(),
        "pixel_deviation": images.std(),
        "black": (images == 0).mean(),
        "most_alike": [CLASS_NAMES[number] for number in np.unravel_index(gaps.argmin(), gaps.shape)],
        "samples": figures.draw_tiles(samples, CLASS_NAMES),
        "examples": _EXAMPLES,
        "distributions": figures.draw_distributions(table, _LEVELS, pixels),
        "duplicates": _duplicates(parts),
        "suspects": None if predictions is None else _suspects(splits.validation, predictions),
    }


def _duplicates(parts: Mapping[str, Dataset]) -> dict[str, Any]:
    images = np.concatenate([part.images for part in parts.values()])
    labels = np.concatenate([part.labels for part in parts.values()])
    names = np.repeat(["train", "valid.", "test"], [len(part) for part in parts.values()])
    pairs = near_duplicates(images)
    first, second = pairs["first"].to_numpy(), pairs["second"].to_numpy()
    across = (names[first] == "test") != (names[second] == "test")
    shown = list(zip(first[:_SHOWN].tolist(), second[:_SHOWN].tolist(), strict=True))
    classes = [" / ".join(dict.fromkeys(CLASS_NAMES[labels[n]] for n in pair)) for pair in shown]
    captions = [f"{names[a]}, {names[b]}\n{both}" for (a, b), both in zip(shown, classes, strict=True)]
    return {
        "limit": NEAR,
        "pairs": len(pairs),
        "equal": int((pairs["distance"] == 0).sum()),
        "differing": int((labels[first] != labels[second]).sum()),
        "seen": len(np.unique(second[across])),  # the second of a pair, since test images come last
        "shown": len(shown),
        "figure": figures.draw_gallery([np.hstack([images[a], images[b]]) for a, b in shown], captions),
    }


def _suspects(dataset: Dataset, predictions: BatchPredictions) -> dict[str, Any]:
    suspects = suspicious_labels(predictions.probabilities, dataset.labels)
    return {
        "n": len(suspects),
        "wrong": float((predictions.probabilities.argmax(axis=1) != dataset.labels).mean()),
        "shown": min(len(suspects), _SHOWN),
        "figure": draw_predictions(dataset, predictions, suspects[:_SHOWN]),
    }


def draw_predictions(
    dataset: Dataset, predictions: BatchPredictions, chosen: Sequence[int] | np.ndarray
) -> Figure | None:
    """The ``chosen`` images, each above its label, its prediction and the confidence of that; None of no images."""
    predicted = predictions.probabilities.argmax(axis=1)
    captions = [
        f"{CLASS_NAMES[dataset.labels[n]]}\n→ {PHOTO_CLASS_NAMES[predicted[n]]} {predictions.confidences[n]:.0%}"
        for n in chosen
    ]
    return figures.draw_gallery([dataset.images[n] for n in chosen], captions)
