"""Figures about the test images, about what a network would sort by itself, and how well it does on photos."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from PIL import Image, ImageOps

from data.folders import load_photo_folder
from data.labels import CLASS_NAMES
from model.calibration import Thresholds
from model.garments import read_garment
from model.metrics import BatchPredictions
from model.spread import spread
from training.evaluate import PhotoPredictions, Subject, load_subject, predict_photos, report_predictions
from training.photos.evaluation import scored_photos
from training.report import figures
from training.report.baselines import Baselines, networks_compared, seed_accuracies
from training.report.data_section import draw_predictions
from training.report.evidence import Evidence
from training.report.rendering import percent

_CONFUSED = 6
_SHOWN = 8
_TILE = 96  # pixels
_TOPS = ("T-shirt/top", "Pullover", "Dress", "Coat", "Shirt")
_SHOES = ("Sandal", "Sneaker", "Ankle boot")
_NONE = np.zeros(0, int)


def result_section(evidence: Evidence, baselines: Baselines) -> dict[str, Any] | None:
    """The values of `result.html`; ``baselines`` are those of `baseline_accuracies`.

    None for a network with classes of its own, which the test images do not have.
    """
    test, validation = evidence.result.get("test"), evidence.result.get("validation")
    if test is None:
        return None
    low, high = validation["accuracy_interval"] if validation else (0, 1)
    counts, predictions = np.array(test["confusion"]), evidence.predictions("test")
    recalls = {name: row["recall"] for name, row in test["per_class"].items() if row["support"]}
    parts = {"validation": validation, "test": test}
    right, failures = _examples(predictions, evidence.splits.test.labels) if predictions else (_NONE, _NONE)
    return {
        **test,
        "wrong": test["n"] - round(test["accuracy"] * test["n"]),
        "seeds": spread(seed_accuracies(evidence)),
        "agrees": low <= test["accuracy"] <= high,
        "mean_confidence": sum(row["n"] * row["confidence"] for row in test["reliability"]) / test["n"],
        "best": max(recalls, key=lambda name: recalls[name]),
        "worst": min(recalls, key=lambda name: recalls[name]),
        "scores": [_scores(name, report) for name, report in parts.items() if report],
        "classes": [
            (name, *(percent(row[figure]) for figure in ("precision", "recall", "f1")))
            for name, row in test["per_class"].items()
        ],
        **_confusions(counts, tuple(test["per_class"])),
        "confusion_figure": figures.draw_confusion(counts, tuple(test["per_class"])),
        "reliability_figure": figures.draw_reliability(test["reliability"]),
        "baselines": baselines,
        "networks": networks_compared(evidence, baselines),
        "right": len(right),
        "right_figure": predictions and draw_predictions(evidence.splits.test, predictions, right),
        "failures": len(failures),
        "failures_figure": predictions and draw_predictions(evidence.splits.test, predictions, failures),
    }


def _scores(part: str, report: Mapping[str, Any]) -> tuple[str, ...]:
    interval = " to ".join(percent(end, 2) for end in report["accuracy_interval"])
    accuracy, ece = percent(report["accuracy"], 2), percent(report["ece"], 2)
    return part, f"{report['n']:,}", accuracy, interval, f"{report['loss']:.3f}", ece


def _confusions(counts: np.ndarray, names: tuple[str, ...]) -> dict[str, Any]:
    """What the errors of a confusion matrix, int (C, C), have in common."""
    wrong = counts - np.diag(np.diag(counts))
    total = max(int(wrong.sum()), 1)
    tops, shoes = ([CLASS_NAMES.index(name) for name in group] for group in (_TOPS, _SHOES))
    both = {(a, b): int(wrong[a, b] + wrong[b, a]) for a, b in combinations(range(len(counts)), 2)}
    pairs = sorted((pair for pair in both if both[pair]), key=lambda pair: -both[pair])
    return {
        "pairs": [(f"{names[a]}, {names[b]}", wrong[a, b], wrong[b, a], both[a, b]) for a, b in pairs[:_CONFUSED]],
        "pairs_total": len(both),
        "share_of_three": sum(both[pair] for pair in pairs[:3]) / total,
        "share_of_tops": wrong[np.ix_(tops, tops)].sum() / total,
        "share_of_shoes": wrong[np.ix_(shoes, shoes)].sum() / total,
    }


def _examples(predictions: BatchPredictions, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Indices of right predictions, the first ones, and of the wrong ones of the highest confidence."""
    is_right = predictions.probabilities.argmax(axis=1) == labels
    wrong = np.flatnonzero(~is_right)
    surest = wrong[np.argsort(-predictions.confidences[wrong], kind="stable")]
    return np.flatnonzero(is_right)[:_SHOWN], surest[:_SHOWN]


def wardrobe_section(evidence: Evidence, photos: Path | None) -> dict[str, Any]:
    """The values of `wardrobe.html`; the network is tried on the folder ``photos`` if there is one.

    Raises:
        DataError: ``photos`` holds no labelled photos.
    """
    report: dict[str, Any] = evidence.result.get("photos", {})
    failures: dict[str, Any] = {"failures": 0, "figure": None}
    if photos is not None:
        subject = load_subject(str(evidence.run.path))
        predicted = predict_photos(subject, scored_photos(load_photo_folder(photos, subject.class_names)))
        report, failures = report_predictions(subject, predicted), _photo_failures(subject, predicted)
    labels = []
    for label, row in report.get("per_class", {}).items():
        right = percent(row["accuracy"]) if row["known"] else "unknown"
        labels.append((label, f"{row['n']:,}", right, next(iter(report["confusion"][label]), "")))
    return {"outcomes": _outcomes(evidence), "photos": report, "labels": labels, **failures}


def _outcomes(evidence: Evidence) -> dict[str, float | None] | None:
    """Shares of the test images by outcome, and how many of the sorted ones are right."""
    predictions = evidence.predictions("test")
    if predictions is None:
        return None
    outcomes = np.array(Thresholds(**evidence.result["thresholds"]).outcomes(predictions))
    right = predictions.probabilities.argmax(axis=1) == evidence.splits.test.labels
    is_sorted = outcomes == "sorted"
    return {
        "sorted": is_sorted.mean(),
        "right": right[is_sorted].mean() if is_sorted.any() else None,
        "unsure": (outcomes == "unsure").mean(),
    }


def _photo_failures(subject: Subject, predicted: PhotoPredictions) -> dict[str, int | Figure | None]:
    """The wrong predictions of the highest confidence on photos of known classes."""
    photos, confidences = predicted.photos, predicted.predictions.confidences
    labels = predicted.predictions.probabilities.argmax(axis=1)
    wrong = [n for n, photo in enumerate(photos) if photo.classes and labels[n] not in photo.classes]
    shown = sorted(wrong, key=lambda n: -confidences[n])[:_SHOWN]
    cutouts = [Image.fromarray(read_garment(photos[n].path.read_bytes()).on_white()) for n in shown]
    tiles = [np.asarray(ImageOps.pad(cutout, (_TILE, _TILE), color="white")) for cutout in cutouts]
    captions = [f"{photos[n].label}\n→ {subject.class_names[labels[n]]} {confidences[n]:.0%}" for n in shown]
    return {"failures": len(shown), "figure": figures.draw_gallery(tiles, captions)}
