"""Classifies photos in a worker process, one photo at a time on one core; the engines start as many as there are cores.

A network gives a photo the same numbers alone as in a batch and on one core as on several, to the last bit. So all
engines give the same results.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from data.photos import decode_memory
from model.startup import use_cores
from wardrobe.folders.sort_log import Row

if TYPE_CHECKING:  # imports OpenCV, which `python -m wardrobe --help` does not need
    from model.predictor import Predictor


class Worker:
    """An export in a process of its own.

    Args:
        directory: the export, ``…/NAME/VERSION``.
        runtime: one of `model.runtimes.RUNTIMES`.
        workers: how many there are; they share the memory for decoding.

    Raises:
        ExportError: the export cannot be loaded.
    """

    def __init__(self, directory: str, runtime: str, workers: int) -> None:
        import cv2

        use_cores(1)
        cv2.setNumThreads(1)
        budget = max(1, decode_memory.budget_bytes() // workers // 2**20)
        os.environ[decode_memory.SETTING] = str(budget)
        from model.predictor import Predictor

        self._predictor = Predictor(Path(directory), runtime)

    def rows(self, files: Iterable[str]) -> list[Row]:
        """The rows of photos, in their order, without copies."""
        return [row_of(Path(file), self._predictor) for file in files]


def row_of(file: Path, predictor: "Predictor") -> Row:
    """The row of a photo, before there is a copy; ``file`` is the path."""
    return Row.of(predictor.predict(file), str(file))
