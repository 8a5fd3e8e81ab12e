"""Cut-out garments kept on disk, so that a second training on the same photos starts at once."""

import hashlib
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from data.fashion_mnist import wardrobe_home
from data.photos.decoding import MAX_BYTES
from data.photos.recipes import PhotoError, frame_garment, read_garment

RECIPE_VERSION = 2
"""Counts up whenever `read_garment` or `frame_garment` gives other pixels: older caches are not looked at."""


@dataclass(frozen=True)
class FramedPhoto:
    """One photo: ``frame`` uint8 (side, side, 4), RGB and mask, or None with the ``error`` that says why not."""

    sha256: str
    frame: np.ndarray | None
    error: str | None = None


def frame_photos(
    paths: Sequence[Path], margin: float, side: int, progress: Callable[[int, int], None] = lambda done, total: None
) -> list[FramedPhoto]:
    """The garments in photos, framed by `frame_garment`, in the order of ``paths``, from the cache where it has them.

    Args:
        progress: called with how many photos are done, and of how many.
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
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return FramedPhoto("", None, f"The file cannot be read: {error.strerror}.")
    digest = hashlib.sha256(content).hexdigest()
    kept = folder / f"{digest}.png"
    stored = cv2.imread(str(kept), cv2.IMREAD_UNCHANGED) if kept.exists() else None
    if stored is not None and stored.shape == (side, side, 4):
        return FramedPhoto(digest, stored)
    try:
        framed = frame_garment(read_garment(content), margin, side)
    except PhotoError as error:
        return FramedPhoto(digest, None, str(error))
    # Of two identical files, two threads may be at work.
    aside = folder / f".{digest}-{os.getpid()}-{threading.get_ident()}.png"
    # PNG holds the four channels as they are; that it takes them for blue, green, red and opacity does not matter.
    if cv2.imwrite(str(aside), framed):
        aside.replace(kept)
    return FramedPhoto(digest, framed)
