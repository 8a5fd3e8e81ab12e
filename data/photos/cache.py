"""A cache of cut-out garments on disk: a second training on the same photos starts at once."""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from data.files import read_bounded, wardrobe_home, write_atomically
from data.photos.decoding import MAX_BYTES
from data.photos.recipes import PhotoError, frame_garment, read_garment

RECIPE_VERSION = 2
"""Goes up whenever `read_garment` or `frame_garment` gives other pixels: older caches are ignored."""


@dataclass(frozen=True)
class FramedPhoto:
    """One photo: ``frame`` uint8 (side, side, 4), RGB and mask, or None with the ``error`` that says why not."""

    sha256: str
    frame: np.ndarray | None
    error: str | None = None


def frame_photos(
    paths: Sequence[Path], margin: float, side: int, progress: Callable[[int, int], None] = lambda done, total: None
) -> list[FramedPhoto]:
    """The garments in photos, framed by `frame_garment`, in the order of ``paths``; from the cache where possible.

    Args:
        paths: the files.
        margin: width of the frame as a multiple of the garment's longest edge.
        side: pixels of the frame.
        progress: called with the number of photos done and the number of all.

    Raises:
        OSError: the cache cannot be written.
    """
    folder = wardrobe_home() / "cache" / "garments" / f"v{RECIPE_VERSION}-{margin:g}-{side}"
    folder.mkdir(parents=True, exist_ok=True)

    framed = []
    # Decoding and cutting out release the interpreter, so threads use every core.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for one in pool.map(lambda path: _frame_photo(path, folder, margin, side), paths):
            framed.append(one)
            progress(len(framed), len(paths))
    return framed


def _frame_photo(path: Path, folder: Path, margin: float, side: int) -> FramedPhoto:
    try:
        content = read_bounded(path, MAX_BYTES)
    except OSError as error:
        return FramedPhoto("", None, f"The file cannot be read: {error.strerror}.")
    digest = hashlib.sha256(content).hexdigest()
    cached = folder / f"{digest}.png"
    stored = cv2.imread(str(cached), cv2.IMREAD_UNCHANGED) if cached.exists() else None
    if stored is not None and stored.shape == (side, side, 4):
        return FramedPhoto(digest, stored)
    try:
        framed = frame_garment(read_garment(content), margin, side)
    except PhotoError as error:
        return FramedPhoto(digest, None, str(error))
    # PNG stores four channels; that it takes them for blue, green, red and opacity does not matter.
    write_atomically(cached, cv2.imencode(".png", framed)[1].tobytes())
    return FramedPhoto(digest, framed)
