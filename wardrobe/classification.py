"""Classifies the photos in files and folders, one result per file."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from data.photos.recipes import SUFFIXES
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


def find_photos(paths: Iterable[Path], leave_out: Path | None = None) -> tuple[list[Path], int]:
    """The photos that paths name, in the order given, folders walked in sorted order; and how many files were skipped.

    A file that is named is taken whatever its suffix; in a folder only files with an image suffix are.

    Args:
        paths: files and folders.
        leave_out: a folder that is not walked.
    """
    photos: list[Path] = []
    skipped = 0
    for path in paths:
        # os.path.isdir returns False for a path that is too long or that may not be read; reading it then says why.
        if not os.path.isdir(path):  # noqa: PTH112
            photos.append(path)
            continue
        inside = sorted(_walk(path, leave_out if leave_out and leave_out.exists() else None))
        images = [file for file in inside if file.suffix.lower() in SUFFIXES or file.is_dir()]
        photos += images
        skipped += len(inside) - len(images)
    return photos, skipped


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    """All files of a folder, except in hidden folders; and the folders that may not be read, which reading reports."""
    closed: list[Path] = []
    for directory, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if leave_out:
            folders[:] = [name for name in folders if not Path(directory, name).samefile(leave_out)]
        # A broken link is listed among the files; reading it reports that.
        yield from (Path(directory) / name for name in files)
    yield from closed
