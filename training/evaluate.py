"""How good an export or a run is, on the test images and on real photos."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.fashion_mnist import load_fashion_mnist
from data.folders import LabelledPhoto, load_photo_folder
from data.labels import CLASS_NAMES
from data.photos.decoding import MAX_BYTES
from data.photos.recipes import RECIPES, PhotoError, read_garment
from model.calibration import Thresholds
from model.exports.card import CARD_FILE, ExportError
from model.exports.store import find_export
from model.metrics import BatchPredictions, answers, classification_report
from model.networks.config import ModelConfig
from model.predictor import Predictor
from model.startup import available_cores
from training.photos.metrics import photo_report
from training.run import Run

_PHOTOS_AT_ONCE = 256


@dataclass(frozen=True)
class Subject:
    """What is evaluated.

    ``logits`` takes uint8 (N, size, size, channels), and the SHA-256 of each photo where it is one, and gives float
    (N, outputs). A photo in ``trained_on`` says nothing about it.
    """

    name: str
    config: ModelConfig
    class_names: tuple[str, ...]
    logits: Callable[[np.ndarray, Sequence[str]], np.ndarray]
    temperature: float
    thresholds: Thresholds
    trained_on: frozenset[str]
    run: Run | None

    def answers(self, images: np.ndarray, digests: Sequence[str] = ()) -> BatchPredictions:
        """What it says of images in its own form."""
        return answers(self.logits(images, digests), self.temperature, len(self.class_names))


def load_subject(name: str) -> Subject:
    """An export (path, NAME or NAME/VERSION) or the directory of a finished run.

    A run on photos with folds answers every photo by the network of the fold that held it out.

    Raises:
        ExportError: it is neither, or a damaged export.
        RunError: it is a run that is not finished.
    """
    if (Path(name) / "config.json").is_file() and not (Path(name) / CARD_FILE).exists():
        return _run_as_subject(Run(Path(name)))
    predictor = Predictor(find_export(name))
    card = predictor.card
    return Subject(
        card.id,
        card.architecture,
        card.class_names,
        lambda images, digests: predictor.outputs(images)["logits"],
        card.temperature,
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

    def logits(images: np.ndarray, digests: Sequence[str]) -> np.ndarray:
        if not has_folds or not digests:
            return predict_logits(main, images)
        result = np.zeros((len(images), config.model.outputs), np.float32)
        names = np.array([f"fold-{fold_of[digest]}" if digest in fold_of else "" for digest in digests])
        for name in np.unique(names):
            result[names == name] = predict_logits(networks.get(name, main), images[names == name])
        return result

    return Subject(
        str(run.path),
        config.model,
        tuple(source.get("photos", {}).get("class_names", CLASS_NAMES)),
        logits,
        result["temperature"],
        Thresholds(**result["thresholds"]),
        frozenset() if has_folds else frozenset(digest for digest, fold in fold_of.items() if fold != 1),
        run,
    )


def evaluate_test(subject: Subject, data_dir: Path | None = None) -> dict[str, Any]:
    """Scores the test images: `classification_report` with ``model`` and ``dataset``.

    A run that is not told otherwise is scored on the data that it learnt from.

    Raises:
        RunError: it is a run, and its data are not on this machine.
        ExportError: its classes are a person's own drawers, not the ten of the test images.
    """
    if subject.class_names != CLASS_NAMES:
        raise ExportError(
            f"{subject.name} sorts into {', '.join(subject.class_names)}, which the test images are not labelled with. "
            "Give --photos, to score it on photos."
        )
    splits = subject.run.splits() if subject.run and not data_dir else load_fashion_mnist(data_dir)
    images = RECIPES[subject.config.recipe].from_dataset(
        splits.test.images, subject.config.input_size, subject.config.channels
    )
    report = classification_report(subject.answers(images).probabilities, splits.test.labels, CLASS_NAMES)
    return {"model": subject.name, "dataset": splits.name, **report}


@dataclass(frozen=True)
class PhotoAnswers:
    """The readable photos of a folder that the subject was not trained on, and its answers to them."""

    photos: tuple[LabelledPhoto, ...]
    answers: BatchPredictions
    outcomes: tuple[str, ...]
    left_out: int
    unreadable: int


def answer_photos(
    subject: Subject, photos: Sequence[LabelledPhoto], progress: Callable[[int, int], None] = lambda done, total: None
) -> PhotoAnswers:
    """Answers to labelled photos, without those that ``subject`` was trained on.

    Args:
        progress: called with how many photos are done, and of how many.
    """
    kept: list[LabelledPhoto] = []
    logits = [np.zeros((0, subject.config.outputs))]
    left_out = unreadable = 0
    with ThreadPoolExecutor(available_cores()) as pool:
        for start in range(0, len(photos), _PHOTOS_AT_ONCE):
            chunk = photos[start : start + _PHOTOS_AT_ONCE]
            # Decoding and cutting out release the interpreter, so threads use every core.
            inputs = list(pool.map(lambda photo: _photo_input(photo, subject), chunk))
            good = [number for number, one in enumerate(inputs) if one.image is not None]
            left_out += sum(one.trained_on for one in inputs)
            unreadable += sum(one.image is None and not one.trained_on for one in inputs)
            if good:
                kept += [chunk[number] for number in good]
                images = np.stack([image for one in inputs if (image := one.image) is not None])
                logits.append(subject.logits(images, [inputs[number].sha256 for number in good]))
            progress(start + len(chunk), len(photos))
    answered = answers(np.concatenate(logits), subject.temperature, len(subject.class_names))
    return PhotoAnswers(tuple(kept), answered, subject.thresholds.outcomes(answered), left_out, unreadable)


def evaluate_photos(subject: Subject, directory: Path) -> dict[str, Any]:
    """Scores a labelled photo folder: `photo_report` of `answer_photos`, with ``model`` and ``dataset``."""
    return report_answers(subject, answer_photos(subject, load_photo_folder(directory, subject.class_names)))


def report_answers(subject: Subject, answered: PhotoAnswers) -> dict[str, Any]:
    """`photo_report` of answers, with ``model``, ``dataset`` and how many photos were left out."""
    report = photo_report(
        answered.photos,
        answered.answers,
        answered.outcomes,
        subject.class_names,
        answered.unreadable,
    )
    return {"model": subject.name, "dataset": "photos", **report, "trained_on_left_out": answered.left_out}


@dataclass(frozen=True)
class _Input:
    sha256: str
    image: np.ndarray | None = None
    trained_on: bool = False


def _photo_input(photo: LabelledPhoto, subject: Subject) -> _Input:
    try:
        with photo.path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError:
        return _Input("")
    digest = hashlib.sha256(content).hexdigest()
    if digest in subject.trained_on:
        return _Input(digest, trained_on=True)
    try:
        garment = read_garment(content)
    except PhotoError:
        return _Input(digest)
    config = subject.config
    return _Input(digest, RECIPES[config.recipe].from_garment(garment, config.input_size, config.channels))
