"""An export or a run scored on a folder of labelled photos."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from data.folders import LabelledPhoto, read_photo_folder
from training.evaluate import Subject, predict_photos, report_predictions
from training.photos.failures import draw_failures
from training.photos.negatives import NO_NEGATIVES, Negatives
from training.printing import photo_progress


def score_photos(
    subject: Subject,
    directory: Path,
    negatives: Negatives = NO_NEGATIVES,
    failures: Path | None = None,
    console: Console | None = None,
) -> dict[str, Any]:
    """Scores the labelled photos of ``directory``, except those that ``subject`` was trained on.

    Of a folder with a part ``test``, that part alone is scored.

    Args:
        subject: the export or run.
        directory: the photo folder.
        negatives: labels and folders of photos that are none of the classes.
        failures: a picture of the most confident errors to write, if any.
        console: where progress is shown, if anywhere.

    Returns:
        `training.photos.metrics.photo_report` with ``model`` and ``dataset``.

    Raises:
        DataError: there is no such folder, it holds no labelled photos, or a label is unknown.
    """
    folder = read_photo_folder(directory, subject.class_names, negatives.labels)
    photos = scored_photos([*folder.photos, *negatives.photos({photo.sha256 for photo in folder.photos})])
    with photo_progress(console or Console(quiet=True)) as progress:
        predicted = predict_photos(subject, photos, progress)
    if failures:
        draw_failures(subject, predicted, failures)
    report = report_predictions(subject, predicted)
    report["outcomes"]["error"] += sum(one.kind == "unreadable" for one in folder.left_out)
    return report


def scored_photos(photos: Sequence[LabelledPhoto]) -> list[LabelledPhoto]:
    """The photos of the part ``test``, if there is one; all photos otherwise."""
    test = [photo for photo in photos if photo.part == "test"]
    return test or list(photos)
