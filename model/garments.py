"""Garments in photos, found by the segmenter that is live."""

from functools import cache
from threading import Lock

import numpy as np

from data.photos.garment import AUTOMATIC, Cutout, CutoutOverride, Garment, cut_out, upright
from data.photos.recipes import read_picture, reduced
from model.segmenter import Segmenter

_LOADING = Lock()


def find_garment(picture: np.ndarray, override: CutoutOverride = AUTOMATIC) -> Garment:
    """The garment in a picture of `data.photos.recipes.read_picture`, in a copy of at most 800 pixels a side.

    Raises:
        ExportError: there is no segmenter, or it is damaged.
    """
    return cut_out(upright(reduced(picture), override.turns), _segment, override)


def read_garment(content: bytes, override: CutoutOverride = AUTOMATIC) -> Garment:
    """The garment in a photo's bytes; raises PhotoError, and ExportError as `find_garment` does."""
    return find_garment(read_picture(content), override)


def live_segmenter() -> Segmenter:
    """The segmenter that is live, loaded once in a process."""
    with _LOADING:  # the threads that classify a pile's first photos ask at once
        return _loaded()


@cache
def _loaded() -> Segmenter:
    return Segmenter.load()


def _segment(picture: np.ndarray) -> Cutout | None:
    return live_segmenter().segment(picture).cutout(picture.shape[:2])
