"""The teacher of a distillation (arXiv 1503.02531): logits for the training images, read from a file.

`training.distillation` writes such a file.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.errors import DataError
from model.metrics import softmax
from training.options import Objective

SHIPPED = "shipped"
"""The name of the file that comes with the project."""

_SHIPPED_FILE = Path(__file__).with_name("teacher.npz")


@dataclass(frozen=True)
class Teacher:
    """``probabilities`` float32 (N, K), for every image of the official training file; ``sha256`` of the file."""

    probabilities: np.ndarray
    sha256: str


def load_teacher(objective: Objective, images: int, classes: int) -> Teacher | None:
    """softmax(logits / temperature) from the file that ``objective`` names; None if it names none.

    Raises:
        DataError: the file cannot be read, or does not hold ``logits`` of the shape (images, classes).
    """
    if not objective.teacher:
        return None
    file, content = _file(objective), _content(objective)
    try:
        with np.load(io.BytesIO(content)) as stored:
            logits = stored["logits"].astype(np.float32)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DataError(f"The teacher {file} cannot be read ({error}). Name a file with logits.") from error
    if logits.shape != (images, classes) or not np.isfinite(logits).all():
        raise DataError(
            f"Expected finite logits of shape {(images, classes)}, one row per image of the training file. Received: "
            f"shape {logits.shape} in {file}. Name another teacher, or none with --set teacher="
        )
    probabilities = softmax(logits, objective.teacher_temperature).astype(np.float32)
    return Teacher(probabilities, hashlib.sha256(content).hexdigest())


def teacher_digest(objective: Objective) -> str:
    """The SHA-256 of the file that ``objective`` names, empty if it names none; raises DataError if it is missing."""
    return hashlib.sha256(_content(objective)).hexdigest() if objective.teacher else ""


def _content(objective: Objective) -> bytes:
    file = _file(objective)
    try:
        return file.read_bytes()
    except OSError as error:
        raise DataError(f"The teacher {file} cannot be read ({error}). Name a file with logits.") from error


def _file(objective: Objective) -> Path:
    return _SHIPPED_FILE if objective.teacher == SHIPPED else Path(objective.teacher)
