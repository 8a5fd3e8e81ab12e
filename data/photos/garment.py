"""A garment in a photo: its pixels, and how a user may correct them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

DATASET_FORM, SEGMENTED, WHOLE_FRAME = "data set form", "segmented", "whole frame"

_DATASET_SIDE = 32
_DARK, _GREY = 48, 12
_FULL = 255


@dataclass(frozen=True)
class Cutout:
    """What segmentation finds in a picture.

    Attributes:
        opacity: uint8 (H, W), from 0, background, to 255, with soft edges: of the garment, or of all garments.
        pieces: the same for each garment, if there are several; otherwise empty.
        is_clear: whether one garment is clearly the subject, if there are several.
        is_worn: whether a person is seen, so that the garment is one of those that this person wears.
    """

    opacity: np.ndarray
    pieces: tuple[np.ndarray, ...] = ()
    is_clear: bool = True
    is_worn: bool = False


Segment = Callable[[np.ndarray], Cutout | None]
"""Segments a picture, uint8 (H, W, 3) RGB of any size; None where it is not sure that it found a garment."""


@dataclass(frozen=True)
class Garment:
    """A photo and the garment in it.

    Attributes:
        image: uint8 (H, W, 3) RGB.
        opacity: uint8 (H, W), from 0, background, to 255, on the garment; at least one pixel is above 127.
        method: how it was found: ``segmented``, ``whole frame``, or ``data set form`` for a picture in the form of the
            data set, which needs no segmentation.
        pieces: the opacity of each garment, if several were found.
        is_clear: whether one of them is clearly the subject.
        is_worn: whether somebody wears it.
    """

    image: np.ndarray
    opacity: np.ndarray
    method: str
    pieces: tuple[np.ndarray, ...] = ()
    is_clear: bool = True
    is_worn: bool = False

    @cached_property
    def mask(self) -> np.ndarray:
        """Where the garment is: bool (H, W)."""
        return np.asarray(self.opacity > _FULL // 2)

    def cropped(self) -> np.ndarray:
        """The garment with an alpha channel, cropped to its bounds: RGBA, uint8 (h, w, 4)."""
        rows, columns = bounds(self.mask)
        return np.dstack([self.image[rows, columns], self.opacity[rows, columns]])

    def on_white(self) -> np.ndarray:
        """The garment on a white background, cropped to its bounds: uint8 (h, w, 3)."""
        cropped = self.cropped()
        alpha = cropped[..., 3:].astype(np.float32) / _FULL
        return np.asarray(cropped[..., :3] * alpha + _FULL * (1 - alpha) + 0.5, np.uint8)


@dataclass(frozen=True)
class CutoutOverride:
    """A user's corrections of the segmentation of a photo.

    Attributes:
        off: no segmentation: the whole frame is the garment.
        rectangle: where the garment is: left, top, right, bottom as shares of the upright photo's width and height,
            each in [0, 1].
        turns: the quarter turns clockwise that make the photo upright, 0 to 3.

    Raises:
        ValueError: the rectangle is empty or outside the photo, or ``turns`` is not 0 to 3.
    """

    off: bool = False
    rectangle: tuple[float, float, float, float] | None = None
    turns: int = 0

    def __post_init__(self) -> None:
        if self.turns not in range(4):
            raise ValueError(f"Expected 0 to 3 quarter turns. Received: {self.turns!r}.")
        if self.rectangle is not None:
            left, top, right, bottom = self.rectangle
            if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
                raise ValueError(
                    f"Expected a rectangle as left < right and top < bottom in [0, 1]. Received: {self.rectangle}."
                )

    def turned(self, turns: int) -> "CutoutOverride":
        """The override after further quarter turns clockwise; the rectangle keeps its content."""
        override = self
        for _ in range(turns % 4):
            rectangle = override.rectangle
            if rectangle is not None:
                left, top, right, bottom = rectangle
                rectangle = 1 - bottom, left, 1 - top, right
            override = CutoutOverride(override.off, rectangle, (override.turns + 1) % 4)
        return override


AUTOMATIC = CutoutOverride()


def upright(image: np.ndarray, turns: int) -> np.ndarray:
    """A photo, uint8 (H, W, 3), turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(image, -turns))


def cut_out(image: np.ndarray, segment: Segment, override: CutoutOverride = AUTOMATIC) -> Garment:
    """Finds the garment in an upright photo, uint8 (H, W, 3) RGB of any size.

    Where segmentation is not sure, the whole frame is the garment. With a rectangle in ``override``, only the part
    inside it is segmented, and there the whole rectangle takes the frame's place.
    """
    whole = np.full(image.shape[:2], _FULL, np.uint8)
    if override.off:
        return Garment(image, whole, WHOLE_FRAME)
    if not override.rectangle and is_dataset_form(image):
        form = np.where(image.max(axis=2) > 0, whole, np.uint8(0))
        return Garment(image, form if form.any() else whole, DATASET_FORM)
    part = _part(image.shape[:2], override.rectangle or (0, 0, 1, 1))
    found = segment(np.ascontiguousarray(image[part]))
    if found is None:
        return Garment(image, _within(whole, part, whole[part]), WHOLE_FRAME)
    pieces = tuple(_within(whole, part, piece) for piece in found.pieces)
    opacity = _within(whole, part, found.opacity)
    return Garment(image, opacity, SEGMENTED, pieces, found.is_clear, found.is_worn)


def _within(frame: np.ndarray, part: tuple[slice, slice], inside: np.ndarray) -> np.ndarray:
    """The opacity of a part of the frame, 0 elsewhere."""
    opacity = np.zeros_like(frame)
    opacity[part] = inside
    return opacity


def is_dataset_form(image: np.ndarray) -> bool:
    """Whether a picture, uint8 (H, W, 3), looks like Fashion-MNIST: at most 32 pixels a side, grey, dark corners."""
    if max(image.shape[:2]) > _DATASET_SIDE:
        return False
    grey = int(np.ptp(image.astype(np.int16), axis=2).max()) <= _GREY
    corners = image[[0, 0, -1, -1], [0, -1, 0, -1]].max(axis=1)
    # Three of four, since a few garments of the data set reach into a corner.
    return grey and int((corners <= _DARK).sum()) >= 3


def bounds(mask: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns of the bounding box of a mask, bool (H, W), with at least one true pixel."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def box_of(mask: np.ndarray) -> tuple[float, float, float, float]:
    """The left, top, right and bottom edge of a mask's bounding box as shares of its sides; as for `bounds`."""
    rows, columns = bounds(mask)
    height, width = mask.shape
    return columns.start / width, rows.start / height, columns.stop / width, rows.stop / height


def _part(shape: tuple[int, int], rectangle: tuple[float, float, float, float]) -> tuple[slice, slice]:
    """Rows and columns inside a rectangle, at least one of each."""
    (height, width), (left, top, right, bottom) = shape, rectangle
    first_row, first_column = min(height - 1, int(top * height)), min(width - 1, int(left * width))
    last_row, last_column = max(first_row + 1, round(bottom * height)), max(first_column + 1, round(right * width))
    return slice(first_row, last_row), slice(first_column, last_column)
