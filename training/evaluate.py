"""How good an export or a run is, on the test images and on real photos."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.fashion_mnist import load_fashion_mnist
from data.folders import LabelledPhoto
from data.photos.decoding import PhotoError
from data.photos.recipes import RECIPES, read_photo_file
from model.calibration import Thresholds
from model.exports.card import CARD_FILE, ExportError
from model.garments import read_garment
from model.metrics import BatchPredictions, classification_report
from model.networks.config import ModelConfig
from model.predictor import Predictor
from model.startup import available_cores
from training.photos.metrics import photo_report
from training.run import Run

_PHOTOS_AT_ONCE = 256


@dataclass(frozen=True)
class Subject:
    """An export or a run that is evaluated.

    Attributes:
        name: ``NAME/VERSION`` of an export, or the directory of a run.
        config: its network; the input recipe included.
        class_names: in the order of the probabilities.
        predict: from images, uint8 (N, size, size, channels), to their predictions. For photos, the second argument is
            the SHA-256 of each file; for other images it is empty.
        thresholds: between the outcomes.
        trained_on: SHA-256 of the photos it was trained on, which are left out of its figures.
        run: None for an export.
    """

    name: str
    config: ModelConfig
    class_names: tuple[str, ...]
    predict: Callable[[np.ndarray, Sequence[str]], BatchPredictions]
    thresholds: Thresholds
    trained_on: frozenset[str]
    run: Run | None


def is_run(name: str) -> bool:
    """Whether ``name`` is the directory of a run, not an export."""
    return (Path(name) / "config.json").is_file() and not (Path(name) / CARD_FILE).exists()


def load_subject(name: str) -> Subject:
    """An export (path, job, NAME or NAME/VERSION) or the directory of a finished run.

    In a run on photos with folds, every photo is classified by the network of the fold that held it out.

    Raises:
        ExportError: it is neither, or the export is damaged.
        RunError: the run is not finished.
    """
    if is_run(name):
        return _run_as_subject(Run(Path(name)))
    predictor = Predictor.load(name)
    card = predictor.card
    return Subject(
        card.id,
        card.architecture,
        card.class_names,
        lambda images, digests: predictor.predict_images(images),
        card.thresholds,
        frozenset(card.photos),
        None,
    )


def _run_as_subject(run: Run) -> Subject:
    from training.callbacks import predict_logits
    from training.fitting import load_trained

    result, config, source = run.read("result"), run.config(), run.read("config")
    fold_of: dict[str, int] = source.get("photos", {}).get("fold_of", {})
    networks = {part.name: load_trained(Run(part), config.model) for part in run.path.glob("fold-*")}
    main = load_trained(run.exported_part, config.model)
    has_folds = len(networks) > 1
    class_names = run.class_names

    def predict(images: np.ndarray, digests: Sequence[str]) -> BatchPredictions:
        if not has_folds or not digests:
            logits = predict_logits(main, images)
        else:
            logits = np.zeros((len(images), config.model.outputs), np.float32)
            names = np.array([f"fold-{fold_of[digest]}" if digest in fold_of else "" for digest in digests])
            for name in np.unique(names):
                logits[names == name] = predict_logits(networks.get(name, main), images[names == name])
        return BatchPredictions.from_logits(logits, result["temperature"], len(class_names))

    return Subject(
        str(run.path),
        config.model,
        class_names,
        predict,
        Thresholds(**result["thresholds"]),
        frozenset() if has_folds else frozenset(digest for digest, fold in fold_of.items() if fold != 1),
        run,
    )


def evaluate_test(subject: Subject, data_dir: Path | None = None) -> dict[str, Any]:
    """Scores the test images: `classification_report` with ``model`` and ``dataset``.

    Without ``data_dir``, a run is scored on the data set it was trained on.

    Raises:
        RunError: it is a run, and its data are not on this machine.
        ExportError: its classes do not begin with those of the test images.
    """
    splits = subject.run.splits() if subject.run and not data_dir else load_fashion_mnist(data_dir)
    if not splits.has_labels_of(subject.class_names):
        raise ExportError(
            f"{subject.name} has the classes {', '.join(subject.class_names)}; the test images have other labels. "
            "Score it on photos with --photos."
        )
    images = RECIPES[subject.config.recipe].from_dataset(
        splits.test.images, subject.config.input_size, subject.config.channels
    )
    report = classification_report(subject.predict(images, ()).probabilities, splits.test.labels, subject.class_names)
    return {"model": subject.name, "dataset": splits.name, **report}


@dataclass(frozen=True)
class PhotoPredictions:
    """The predictions for the readable photos of a folder that the subject was not trained on.

    ``group_sure``, bool (N,), is that of `Thresholds.groups_are_sure`. ``left_out`` counts the photos it was trained
    on, ``unreadable`` those that cannot be read.
    """

    photos: tuple[LabelledPhoto, ...]
    predictions: BatchPredictions
    outcomes: tuple[str, ...]
    group_sure: np.ndarray
    left_out: int
    unreadable: int


def predict_photos(
    subject: Subject, photos: Sequence[LabelledPhoto], progress: Callable[[int, int], None] = lambda done, total: None
) -> PhotoPredictions:
    """Predictions for labelled photos, except those that ``subject`` was trained on.

    Args:
        subject: what predicts.
        photos: from `data.folders.read_photo_folder`.
        progress: called with the number of photos done, and of all.
    """
    kept: list[LabelledPhoto] = []
    classes = len(subject.class_names)
    parts = [BatchPredictions(np.zeros((0, classes)), np.zeros(0), np.zeros(0))]
    is_clear: list[bool] = []
    is_worn: list[bool] = []
    left_out = unreadable = 0
    with ThreadPoolExecutor(available_cores()) as pool:
        for start in range(0, len(photos), _PHOTOS_AT_ONCE):
            chunk = photos[start : start + _PHOTOS_AT_ONCE]
            # Decoding and segmentation release the interpreter lock, so threads use every core.
            inputs = list(pool.map(lambda photo: _photo_input(photo, subject), chunk))
            good = [number for number, one in enumerate(inputs) if one.image is not None]
            left_out += sum(one.trained_on for one in inputs)
            unreadable += sum(one.image is None and not one.trained_on for one in inputs)
            if good:
                kept += [chunk[number] for number in good]
                is_clear += [inputs[number].is_clear for number in good]
                is_worn += [inputs[number].is_worn for number in good]
                images = np.stack([image for one in inputs if (image := one.image) is not None])
                parts.append(subject.predict(images, [inputs[number].sha256 for number in good]))
            progress(start + len(chunk), len(photos))
    predictions = BatchPredictions(
        np.concatenate([part.probabilities for part in parts]),
        np.concatenate([part.confidences for part in parts]),
        np.concatenate([part.in_distribution for part in parts]),
    )
    clear_and_worn = np.array(is_clear, bool), np.array(is_worn, bool)
    outcomes = subject.thresholds.outcomes(predictions, *clear_and_worn)
    group_sure = subject.thresholds.groups_are_sure(predictions, subject.class_names, *clear_and_worn)
    return PhotoPredictions(tuple(kept), predictions, outcomes, group_sure, left_out, unreadable)


def report_predictions(subject: Subject, predicted: PhotoPredictions) -> dict[str, Any]:
    """`photo_report` of predictions, with ``model``, ``dataset`` and the number of photos that were left out."""
    report = photo_report(
        predicted.photos,
        predicted.predictions,
        predicted.outcomes,
        predicted.group_sure,
        subject.class_names,
        predicted.unreadable,
    )
    return {"model": subject.name, "dataset": "photos", **report, "trained_on_left_out": predicted.left_out}


@dataclass(frozen=True)
class _Input:
    sha256: str
    image: np.ndarray | None = None
    trained_on: bool = False
    is_clear: bool = True
    is_worn: bool = False


def _photo_input(photo: LabelledPhoto, subject: Subject) -> _Input:
    digest = ""
    try:
        content = read_photo_file(photo.path)
        digest = hashlib.sha256(content).hexdigest()
        if digest in subject.trained_on:
            return _Input(digest, trained_on=True)
        garment = read_garment(content)
    except PhotoError:
        return _Input(digest)
    config = subject.config
    image = RECIPES[config.recipe].from_garment(garment, config.input_size, config.channels)
    return _Input(digest, image, is_clear=garment.is_clear, is_worn=garment.is_worn)
