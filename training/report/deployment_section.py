"""Figures about the use of a network: what it would sort by itself, and how well it does on photos."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from data.folders import load_photo_folder
from model.calibration import Thresholds
from model.garments import read_garment
from training.evaluate import PhotoPredictions, Subject, load_subject, predict_photos, report_predictions
from training.photos.evaluation import scored_photos
from training.report import figures
from training.report.evidence import Evidence

_FAILURES = 8
_TILE = 96  # pixels


def wardrobe_section(evidence: Evidence, photos: Path | None) -> dict[str, Any]:
    """The values of `wardrobe.html`; the network is tried on the folder ``photos`` if there is one.

    Raises:
        DataError: ``photos`` holds no labelled photos.
    """
    values = {"outcomes": _outcomes(evidence), "photos": evidence.result.get("photos"), "failures": None}
    if photos is None:
        return values
    subject = load_subject(str(evidence.run.path))
    predicted = predict_photos(subject, scored_photos(load_photo_folder(photos, subject.class_names)))
    return {**values, "photos": report_predictions(subject, predicted), "failures": _failures(subject, predicted)}


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


def _failures(subject: Subject, predicted: PhotoPredictions) -> dict[str, Any] | None:
    """The wrong predictions of the highest confidence on photos of known classes."""
    photos, confidences = predicted.photos, predicted.predictions.confidences
    predictions = predicted.predictions.probabilities.argmax(axis=1)
    wrong = [n for n, photo in enumerate(photos) if photo.classes and predictions[n] not in photo.classes]
    shown = sorted(wrong, key=lambda n: -confidences[n])[:_FAILURES]
    if not shown:
        return None
    cutouts = [Image.fromarray(read_garment(photos[n].path.read_bytes()).on_white()) for n in shown]
    tiles = [np.asarray(ImageOps.pad(cutout, (_TILE, _TILE), color="white")) for cutout in cutouts]
    captions = [f"{photos[n].label}\n→ {subject.class_names[predictions[n]]} {confidences[n]:.0%}" for n in shown]
    return {"n": len(shown), "figure": figures.draw_gallery(tiles, captions, 4)}
