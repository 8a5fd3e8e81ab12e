"""Figures about the use of a network: what it would sort by itself, how well it does on photos, and its size."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.folders import load_photo_folder
from data.photos.recipes import read_garment
from model.calibration import Thresholds
from training.evaluate import PhotoAnswers, Subject, answer_photos, load_subject, report_answers
from training.report import figures
from training.report.evidence import Evidence

_FAILURES = 8
_BYTES_PER_WEIGHT = 2


def wardrobe_section(evidence: Evidence, photos: Path | None) -> dict[str, Any]:
    """The values of `wardrobe.html`, with the network tried on the folder ``photos`` if there is one.

    Raises:
        DataError: ``photos`` holds no labelled photos.
    """
    values = {"outcomes": _outcomes(evidence), "held_out": photos is None, "failures": None}
    if photos is None:
        return {**values, "photos": evidence.result.get("photos")}
    subject = load_subject(str(evidence.run.path))
    answered = answer_photos(subject, load_photo_folder(photos, subject.class_names))
    return {**values, "photos": report_answers(subject, answered), "failures": _failures(subject, answered)}


def _outcomes(evidence: Evidence) -> dict[str, float | None] | None:
    """Shares of the test images by outcome, and how many of the sorted ones are right."""
    predictions = evidence.test
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


def _failures(subject: Subject, answered: PhotoAnswers) -> dict[str, Any] | None:
    """The wrong predictions of the highest confidence on photos of known classes."""
    predictions = answered.answers.probabilities.argmax(axis=1)
    wrong = [n for n, photo in enumerate(answered.photos) if photo.classes and predictions[n] not in photo.classes]
    shown = sorted(wrong, key=lambda n: -answered.answers.confidences[n])[:_FAILURES]
    if not shown:
        return None
    garments = [_on_square(read_garment(answered.photos[n].path.read_bytes()).on_white()) for n in shown]
    captions = [_caption(subject.class_names, answered, n, predictions[n]) for n in shown]
    return {"n": len(shown), "figure": figures.draw_gallery(garments, captions, 4)}


def _caption(class_names: Sequence[str], answered: PhotoAnswers, number: int, prediction: int) -> str:
    confidence = answered.answers.confidences[number]
    return f"{answered.photos[number].label}\n→ {class_names[prediction]} {confidence:.0%}"


def _on_square(image: np.ndarray) -> np.ndarray:
    """uint8 (s, s, 3): ``image``, uint8 (h, w, 3), in the middle of white."""
    height, width = image.shape[:2]
    side = max(height, width)
    square = np.full((side, side, 3), 255, np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = image
    return square


def deployment_section(evidence: Evidence) -> dict[str, Any]:
    """The values of `deployment.html`."""
    test = evidence.test_report
    return {
        "run": str(evidence.run.path),
        "megabytes": evidence.result["parameters"] * _BYTES_PER_WEIGHT / 1e6,
        "classes": len(evidence.class_names),
        "rejects": evidence.config.model.rejects,
        "weakest": test and min(((row["recall"], name) for name, row in test["per_class"].items())),
        "data": None if evidence.official else evidence.splits.name,
    }
