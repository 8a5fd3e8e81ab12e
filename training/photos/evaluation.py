"""An export or a run scored on a folder of labelled photos."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from data.folders import load_photo_folder
from training.evaluate import Subject, answer_photos, report_answers
from training.photos.failures import draw_failures
from training.printing import photo_progress


def score_photos(
    subject: Subject, directory: Path, negatives: Sequence[str], failures: Path | None, console: Console
) -> dict[str, Any]:
    """Scores the labelled photos of ``directory``, except those that ``subject`` was trained on.

    Args:
        subject: the export or run.
        directory: the photo folder.
        negatives: labels, or folders of photos, that are none of the classes.
        failures: a picture of the most confident errors to write, if any.
        console: where progress is shown.

    Returns:
        `training.photos.metrics.photo_report` with ``model`` and ``dataset``.

    Raises:
        DataError: there is no such folder, it holds no labelled photos, or a label is unknown.
    """
    photos = load_photo_folder(directory, subject.class_names)
    with photo_progress(console) as progress:
        answered = answer_photos(subject, photos, progress)
    if failures:
        draw_failures(subject, answered, failures)
    return report_answers(subject, answered)
