"""How good an export or a run is, on the test images and on real photos."""

import hashlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.fashion_mnist import load_fashion_mnist
from data.folders import LabelledPhoto, load_photo_folder
from data.labels import CLASS_NAMES
from data.photos import RECIPES, PhotoError, read_garment
from model.calibration import Thresholds
from model.card import CARD_FILE
from model.classifier import Classifier
from model.config import ModelConfig
from model.exports import find_export
from model.metrics import accuracy_interval, auroc, classification_report, expected_calibration_error, softmax
from training.environment import available_cores
from training.run import Run

_PHOTOS_AT_ONCE = 256


@dataclass(frozen=True)
class Subject:
    """What is evaluated: ``probabilities`` takes uint8 (N, size, size, channels) and gives float (N, C)."""

    name: str
    config: ModelConfig
    probabilities: Callable[[np.ndarray], np.ndarray]
    thresholds: Thresholds
    trained_on: frozenset[str]
    data_dir: Path | None


def load_subject(name: str) -> Subject:
    """An export (path, NAME or NAME/VERSION) or the directory of a finished run.

    Raises:
        ExportError: it is neither, or a damaged export.
        RunError: it is a run that is not finished.
    """
    if (Path(name) / "config.json").is_file() and not (Path(name) / CARD_FILE).exists():
        from training.train import load_trained, predict_logits

        run = Run(Path(name))
        result, model = run.read("result"), load_trained(run)
        return Subject(
            name,
            run.config().model,
            lambda images: softmax(predict_logits(model, images), result["temperature"]),
            Thresholds(**result["thresholds"]),
            frozenset(),
            Path(run.read("config")["data"]["directory"]),
        )
    classifier = Classifier(find_export(name))
    return Subject(
        classifier.card.id,
        classifier.card.architecture,
        lambda images: classifier.outputs(images)["probabilities"],
        classifier.card.thresholds,
        frozenset(classifier.card.photos),
        None,
    )


def evaluate_test(subject: Subject, data_dir: Path | None = None) -> dict[str, Any]:
    """Scores the test images: `classification_report` with ``model`` and ``dataset``.

    A run that is not told otherwise is scored on the data folder that it was trained from.
    """
    splits = load_fashion_mnist(data_dir or subject.data_dir)
    images = RECIPES[subject.config.recipe].from_dataset(
        splits.test.images, subject.config.input_size, subject.config.channels
    )
    report = classification_report(subject.probabilities(images), splits.test.labels, CLASS_NAMES)
    return {"model": subject.name, "dataset": splits.name, **report}


def evaluate_photos(
    subject: Subject, directory: Path, advance: Callable[[int], None] = lambda photos: None
) -> dict[str, Any]:
    """Scores a labelled photo folder, without the photos that ``subject`` was trained on.

    ``accuracy`` is over the ``n`` garments of a known kind, by the most probable class. ``ece``, ``outcomes`` and what
    is ``right_among_sorted`` are over all readable photos, with unknown kinds counted as wrong. ``unknown_auroc`` is
    how well confidence tells known kinds from unknown ones.

    Args:
        advance: called with the number of photos done since its last call.
    """
    photos = load_photo_folder(directory)
    kept, rows, left_out, unreadable = [], [], 0, 0
    with ThreadPoolExecutor(available_cores()) as pool:
        for start in range(0, len(photos), _PHOTOS_AT_ONCE):
            chunk = photos[start : start + _PHOTOS_AT_ONCE]
            # Decoding and cutting out release the interpreter, so threads use every core.
            inputs = list(pool.map(lambda photo: _photo_input(photo, subject), chunk))
            good = [(photo, image) for photo, image in zip(chunk, inputs, strict=True) if isinstance(image, np.ndarray)]
            left_out += sum(image == "trained on" for image in inputs if isinstance(image, str))
            unreadable += sum(image == "unreadable" for image in inputs if isinstance(image, str))
            if good:
                kept += [photo for photo, _ in good]
                rows.append(subject.probabilities(np.stack([image for _, image in good])))
            advance(len(chunk))
    probabilities = np.concatenate(rows) if rows else np.zeros((0, len(CLASS_NAMES)))
    return {
        "model": subject.name,
        "dataset": "photos",
        **photo_report(kept, probabilities, subject.thresholds, unreadable),
        "trained_on_left_out": left_out,
    }


def _photo_input(photo: LabelledPhoto, subject: Subject) -> np.ndarray | str:
    content = photo.path.read_bytes()
    if hashlib.sha256(content).hexdigest() in subject.trained_on:
        return "trained on"
    try:
        garment = read_garment(content)
    except PhotoError:
        return "unreadable"
    config = subject.config
    return RECIPES[config.recipe].from_garment(garment, config.input_size, config.channels)


def photo_report(
    photos: list[LabelledPhoto], probabilities: np.ndarray, thresholds: Thresholds, unreadable: int = 0
) -> dict[str, Any]:
    """The figures of `evaluate_photos` from the answers, float (N, C), to ``photos``."""
    predictions, confidences = probabilities.argmax(axis=1), probabilities.max(axis=1)
    known = np.array([bool(photo.classes) for photo in photos], bool)
    right = np.array([p in photo.classes for p, photo in zip(predictions, photos, strict=True)], bool)
    outcomes = np.array([thresholds.outcome(float(confidence)) for confidence in confidences])
    is_sorted = outcomes == "sorted"
    confusion: dict[str, Counter[str]] = {}
    for photo, prediction in zip(photos, predictions, strict=True):
        confusion.setdefault(photo.label, Counter())[CLASS_NAMES[prediction]] += 1
    n = int(known.sum())
    return {
        "n": n,
        "accuracy": float(right[known].mean()) if n else None,
        "accuracy_interval": list(accuracy_interval(int(right[known].sum()), n)),
        "per_class": {
            label: {
                "n": sum(answers.values()),
                "accuracy": float(np.mean([r for r, photo in zip(right, photos, strict=True) if photo.label == label])),
                "known": any(photo.classes for photo in photos if photo.label == label),
            }
            for label, answers in sorted(confusion.items())
        },
        "confusion": {label: dict(answers.most_common()) for label, answers in sorted(confusion.items())},
        "unknown_n": int((~known).sum()),
        "unknown_auroc": _number(auroc(confidences[known], confidences[~known])),
        "ece": _number(expected_calibration_error(confidences, right)),
        "outcomes": {
            **{name: int((outcomes == name).sum()) for name in ("sorted", "unsure", "not_clothing")},
            "error": unreadable,
        },
        "coverage": float(is_sorted.mean()) if len(photos) else None,
        "right_among_sorted": float(right[is_sorted].mean()) if is_sorted.any() else None,
    }


def _number(value: float) -> float | None:
    """None for what could not be measured: JSON has no NaN."""
    return None if np.isnan(value) else value
