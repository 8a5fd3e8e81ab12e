"""Classifies the photos in files and folders, one result per file."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from data.folders import LeftOut, walk_photos
from model.photo_result import PhotoResult
from model.predictor import Predictor
from model.startup import available_cores

_AHEAD = 32  # photos submitted before the first result is taken; bounds the memory


def classify_files(files: Iterable[Path], predictor: Predictor) -> Iterator[PhotoResult]:
    """The results for files, in their order, on all cores; an unreadable file has the outcome ``error``.

    Raises:
        ExportError: the export gives values that are not finite.
    """
    with ThreadPoolExecutor(available_cores()) as pool:
        waiting: deque[Future[PhotoResult]] = deque()
        for path in files:
            waiting.append(pool.submit(predictor.predict, path))
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


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
