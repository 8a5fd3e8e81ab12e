"""Single images with what a network predicts, as TensorFlow's basic classification tutorial shows them."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.fashion_mnist import Dataset, load_fashion_mnist
from data.photos.recipes import RECIPES
from model.exports.card import Card, ExportError
from model.exports.store import find_export
from model.metrics import BatchPredictions
from model.networks.config import ConfigError
from training.evaluate import Subject, load_subject
from training.printing import counted
from training.run import RunError
from training.show.drawing import Prediction, draw_predictions
from training.show.shown import Picture, Shown, Table

_MOST = 60


def image_numbers(text: str) -> list[int]:
    """The numbers that ``0..14``, ``3,7,12`` or ``0..4,9`` means, each once, in that order.

    Raises:
        ConfigError: the text is written otherwise, or means more than 60 images.
    """
    numbers: dict[int, None] = {}
    for part in text.split(","):
        found = re.fullmatch(r"\s*(\d{1,6})(?:\.\.(\d{1,6}))?\s*", part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise ConfigError(f"Expected --images like 0..14, or 3,7,12. Received: {text!r}.")
        numbers |= dict.fromkeys(range(first, min(last, first + _MOST) + 1))
    if len(numbers) > _MOST:
        raise ConfigError(f"Expected --images to name at most {_MOST} images. Received: {text!r}.")
    return list(numbers)


def show_predictions(name: str, numbers: Sequence[int], *, test: bool = False, data_dir: Path | None = None) -> Shown:
    """The images ``numbers`` of the validation part, or of the test part, with the predictions of a run or an export.

    Nothing is scored and nothing counted: single images are shown, by their place and not by their result. Those of
    the test part are shown only once `training evaluate` has scored them, so that nobody looks at test images while
    there is still something to choose.

    Raises:
        RunError, ExportError: the run is not finished, has other classes than the data set, or its test images were
            not scored yet.
        DataError: the data set is missing or altered.
        ConfigError: the part has fewer images.
    """
    subject = load_subject(name)
    splits = subject.run.splits(data_dir) if subject.run else load_fashion_mnist(data_dir)
    names = splits.class_names
    if subject.class_names[: len(names)] != names:
        raise ExportError(
            f"{subject.name} has the classes {', '.join(subject.class_names)}; the images of {splits.name} have others."
        )
    part = "test" if test else "validation"
    figures = _figures(subject, name, part)
    if test and not figures:
        raise RunError(
            f"The test images of {subject.name} have not been scored. Look at validation images as long as there is "
            f"something to choose; then: python -m training evaluate {subject.name}"
        )
    dataset: Dataset = getattr(splits, part)
    if max(numbers) >= len(dataset):
        raise ConfigError(f"There are {len(dataset):,} {part} images, from 0. Received: --images with {max(numbers)}.")
    chosen = np.array(numbers)
    probabilities = _predictions(subject, part, dataset, chosen).probabilities
    predictions = [
        Prediction(number, dataset.images[number], row, int(dataset.labels[number]))
        for number, row in zip(numbers, probabilities, strict=True)
    ]
    right, shown = sum(prediction.is_right for prediction in predictions), counted(len(predictions), f"{part} image")
    return Shown(
        f"predictions-{Path(subject.name).resolve().name if subject.run else subject.name.replace('/', '-')}",
        f"Predictions of {subject.name}",
        f"{right} of {shown} of {splits.name} predicted rightly. {_of_all(part, figures)}",
        (
            Picture(
                draw_predictions(predictions, subject.class_names),
                _spoken(predictions, subject.class_names),
                "Under each image: the prediction with its probability, and the label in brackets; blue where it is "
                "right, red where it is wrong. Beside it: the probabilities of all classes, that of the label in blue, "
                "of a wrong prediction in red. At its left: the number of the image.",
            ),
        ),
        (_table(part, predictions, subject.class_names),),
    )


def _figures(subject: Subject, name: str, part: str) -> dict[str, float]:
    """What is known of the part: ``accuracy`` and ``n``; empty if it was not scored."""
    known = subject.run.figures() if subject.run else Card.read(find_export(name)).metrics
    figures = known.get(part) or {}
    return {key: figures[key] for key in ("accuracy", "n")} if figures.get("accuracy") is not None else {}


def _of_all(part: str, figures: dict[str, float]) -> str:
    if not figures:
        return ""
    of_all = f"Of all {figures['n']:,} {part} images: {figures['accuracy']:.2%}."
    seen = " `training evaluate` has scored them; looking at them counts no further time." if part == "test" else ""
    return of_all + seen


def _predictions(subject: Subject, part: str, dataset: Dataset, chosen: np.ndarray) -> BatchPredictions:
    """The calibrated predictions for some images: those that the run stored, or else new ones."""
    if subject.run and (logits := subject.run.read_predictions().get(part)) is not None and len(logits) == len(dataset):
        temperature = subject.run.figures()["temperature"]
        return BatchPredictions.from_logits(logits[chosen], temperature, len(subject.class_names))
    config = subject.config
    inputs = RECIPES[config.recipe].from_dataset(dataset.images[chosen], config.input_size, config.channels)
    return subject.predict(inputs, ())


def _table(part: str, predictions: Sequence[Prediction], names: Sequence[str]) -> Table:
    rows = []
    for prediction in predictions:
        second = int(np.argsort(-prediction.probabilities, kind="stable")[1])
        rows.append(
            (
                str(prediction.number),
                names[prediction.label],
                f"{names[prediction.predicted]} {prediction.probabilities[prediction.predicted]:.1%}",
                "right" if prediction.is_right else "wrong",
                f"{names[second]} {prediction.probabilities[second]:.1%}",
            )
        )
    return Table("Predictions", (f"{part} image", "label", "prediction", "", "second"), rows)


def _spoken(predictions: Sequence[Prediction], names: Sequence[str]) -> str:
    wrong = [
        f"image {prediction.number}, {names[prediction.label]} taken for {names[prediction.predicted]}"
        for prediction in predictions
        if not prediction.is_right
    ]
    said = f"wrong: {'; '.join(wrong)}" if wrong else "all predictions are right"
    return f"{len(predictions)} images, each beside a bar for the probability of every class; {said}."
