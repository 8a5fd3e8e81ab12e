"""Figures about the data set: balance, pixels, near duplicates, and labels that may be wrong."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from data.fashion_mnist import Dataset, Splits
from data.fashion_mnist_files import OFFICIAL_NAME
from data.labels import CLASS_NAMES, PHOTO_CLASS_NAMES
from model.metrics import BatchPredictions
from training.report import figures
from training.report.findings import NEAR, Pairs, near_duplicates, suspicious_labels

_EXAMPLES = 6
_PAIRS = _SUSPECTS = 8
_LEVELS = np.arange(0, 257, 8)  # edges of the bins of grey levels


def data_section(splits: Splits, predictions: BatchPredictions | None) -> dict[str, Any]:
    """The values of `data.html`; ``predictions`` are those on the validation images, if there are some."""
    parts = {"train": splits.train, "validation": splits.validation, "test": splits.test}
    shares = {name: _shares(part) for name, part in parts.items()}
    means = _class_means(splits.train)
    pixels = np.histogram(splits.train.images, _LEVELS)[0] / splits.train.images.size
    suspects = None if predictions is None else _suspects(splits.validation, predictions)
    return {
        "name": splits.name,
        "official": splits.name == OFFICIAL_NAME,
        "sizes": {name: len(part) for name, part in parts.items()},
        "total": sum(map(len, parts.values())),
        **_balance(shares["train"]),
        **_pixels(splits.train.images, means),
        "samples": figures.draw_tiles(_samples(splits.train, means), CLASS_NAMES),
        "examples": _EXAMPLES,
        "distributions": figures.draw_balance_and_pixels(CLASS_NAMES, shares, _LEVELS, pixels),
        "duplicates": _duplicates(splits),
        "suspects": suspects,
    }


def _shares(dataset: Dataset) -> np.ndarray:
    counts = np.bincount(dataset.labels, minlength=len(CLASS_NAMES))
    shares: np.ndarray = counts / counts.sum()
    return shares


def _balance(shares: np.ndarray) -> dict[str, Any]:
    return {
        "balanced": bool(shares.max() < 1.2 * shares.min()),
        "most_frequent": (CLASS_NAMES[shares.argmax()], shares.max()),
        "least_frequent": (CLASS_NAMES[shares.argmin()], shares.min()),
    }


def _class_means(dataset: Dataset) -> np.ndarray:
    """float (C, 28, 28); black for a class without images."""
    by_class = [dataset.images[dataset.labels == number] for number in range(len(CLASS_NAMES))]
    return np.stack([images.mean(axis=0) if len(images) else np.zeros((28, 28)) for images in by_class])


def _pixels(images: np.ndarray, means: np.ndarray) -> dict[str, Any]:
    levels = means.mean(axis=(1, 2))
    gaps = np.sqrt(np.square(means[:, None] - means[None]).mean(axis=(2, 3)))
    gaps[np.tril_indices(len(gaps))] = np.inf
    alike = np.unravel_index(gaps.argmin(), gaps.shape)
    return {
        "pixel_mean": images.mean(),
        "pixel_deviation": images.std(),
        "black": (images == 0).mean(),
        "brightest": (CLASS_NAMES[levels.argmax()], levels.max()),
        "darkest": (CLASS_NAMES[levels.argmin()], levels.min()),
        "most_alike": [CLASS_NAMES[number] for number in alike],
    }


def _samples(dataset: Dataset, means: np.ndarray) -> np.ndarray:
    """The mean image of each class and its first examples, float (C, 1 + examples, 28, 28)."""
    samples = np.zeros((len(means), 1 + _EXAMPLES, 28, 28))
    samples[:, 0] = means
    for number in range(len(means)):
        examples = dataset.images[dataset.labels == number][:_EXAMPLES]
        samples[number, 1 : 1 + len(examples)] = examples
    return samples


def _duplicates(splits: Splits) -> dict[str, Any]:
    parts = (splits.train, splits.validation, splits.test)
    images, labels = (np.concatenate([getattr(part, name) for part in parts]) for name in ("images", "labels"))
    pairs = near_duplicates(images)
    names = np.repeat(["train", "valid.", "test"], [len(part) for part in parts])
    across = (names[pairs.first] == "test") != (names[pairs.second] == "test")
    seen = len(np.unique(pairs.second[across]))  # the second of a pair, since test images come last
    return {
        "limit": NEAR,
        "pairs": len(pairs),
        "equal": int((pairs.distance == 0).sum()),
        "differing": int((labels[pairs.first] != labels[pairs.second]).sum()),
        "seen": seen,
        "seen_share": seen / len(splits.test),
        "shown": min(len(pairs), _PAIRS),
        "figure": _pairs_figure(images, labels, names, pairs) if len(pairs) else None,
    }


def _pairs_figure(images: np.ndarray, labels: np.ndarray, names: np.ndarray, pairs: Pairs) -> Figure:
    shown = list(zip(pairs.first[:_PAIRS].tolist(), pairs.second[:_PAIRS].tolist(), strict=True))
    classes = [" / ".join(dict.fromkeys((CLASS_NAMES[labels[a]], CLASS_NAMES[labels[b]]))) for a, b in shown]
    captions = [f"{names[a]}, {names[b]}\n{both}" for (a, b), both in zip(shown, classes, strict=True)]
    return figures.draw_gallery([np.concatenate([images[a], images[b]], axis=1) for a, b in shown], captions, 4)


def _suspects(dataset: Dataset, predictions: BatchPredictions) -> dict[str, Any]:
    suspects = suspicious_labels(predictions.probabilities, dataset.labels)
    return {
        "n": len(suspects),
        "wrong": float((predictions.probabilities.argmax(axis=1) != dataset.labels).mean()),
        "shown": min(len(suspects), _SUSPECTS),
        "figure": draw_predictions(dataset, predictions, suspects[:_SUSPECTS]) if len(suspects) else None,
    }


def draw_predictions(dataset: Dataset, predictions: BatchPredictions, chosen: Sequence[int] | np.ndarray) -> Figure:
    """The ``chosen`` images, each above its label, its prediction and the confidence of that."""
    predicted = predictions.probabilities.argmax(axis=1)
    captions = [
        f"{CLASS_NAMES[dataset.labels[n]]}\n→ {PHOTO_CLASS_NAMES[predicted[n]]} {predictions.confidences[n]:.0%}"
        for n in chosen
    ]
    return figures.draw_gallery([dataset.images[n] for n in chosen], captions, 4)
