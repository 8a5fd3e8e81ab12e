"""Classifies the photos in files and folders, one result per file."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from data.photo_walk import LeftOut, walk_photos
from data.photos.turns import Turns, giving_up_the_turn
from model.photo_result import PhotoResult
from model.predictor import Predictor
from model.startup import available_cores

TURNS = Turns(available_cores())
"""The turns at classifying in a server: each session of the app has a thread for every core, and so has the API."""

_AHEAD = 32  # photos

T = TypeVar("T")
R = TypeVar("R")


def map_ahead(function: Callable[[T], R], values: Iterable[T], ahead: int) -> Iterator[R]:
    """The results of a function for values, in their order, computed on all cores.

    Args:
        function: called in several threads.
        values: what it is called with.
        ahead: how many results may wait to be taken; bounds the memory, and the work that is lost when the user stops.
    """
    with ThreadPoolExecutor(available_cores()) as pool:
        waiting: deque[Future[R]] = deque()
        for value in values:
            waiting.append(pool.submit(function, value))
            if len(waiting) > ahead:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def _result(future: Future[R]) -> R:
    with giving_up_the_turn():
        return future.result()


def classify_files(files: Iterable[Path], predictor: Predictor) -> Iterator[PhotoResult]:
    """The results for files, in their order, on all cores; an unreadable file has the outcome ``error``.

    Raises:
        ExportError: the export gives values that are not finite.
    """
    return map_ahead(predictor.predict, files, _AHEAD)


def find_photos(paths: Iterable[Path]) -> tuple[list[Path], int]:
    """The photos that paths name, in the order given, folders walked by `walk_photos`; and how many files were skipped.

    A file that is named is taken whatever it is; in a folder, junk and other files that are not photos are skipped.
    Junk is not counted.
    """
    photos: list[Path] = []
    left_out: list[LeftOut] = []
    for path in paths:
        # os.path.isdir returns False for a path that is too long or that may not be read; reading it then says why.
        photos += walk_photos(path, skipped=left_out) if os.path.isdir(path) else [path]  # noqa: PTH112
    return photos, sum(file.kind != "junk" for file in left_out)
