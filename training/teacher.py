"""A teacher's answers to the training images, read from a file (arXiv 1503.02531)."""

import hashlib
import zipfile
from pathlib import Path

import numpy as np

from data.fashion_mnist import DataError
from model.metrics import softmax


def teacher_sha256(file: Path) -> str:
    """The SHA-256 of a teacher's file; raises DataError if it cannot be read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise DataError(f"The teacher {file} cannot be read ({error.strerror}). Name a file with logits.") from error


def teacher_probabilities(file: Path, count: int, classes: int, temperature: float) -> np.ndarray:
    """softmax(logits / temperature), float32 (count, classes), of ``logits`` in a .npz file.

    Raises:
        DataError: it holds no such array, or one of another shape.
    """
    try:
        with np.load(file) as stored:
            logits = stored["logits"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DataError(f"The teacher {file} cannot be read ({error}). Name a file with logits.") from error
    if logits.shape != (count, classes):
        raise DataError(
            f"The teacher {file} holds logits of shape {logits.shape}; expected {(count, classes)}, "
            "for every training image in the order of the official file. Name one of this data set."
        )
    return softmax(logits.astype(np.float32), temperature).astype(np.float32)
