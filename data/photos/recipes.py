"""From a photo, or an image of the data set, to what a network is fed.

A `Recipe` owns the framing, the size, the channels and the pixel statistics. Training, evaluation, the app and the
command line all use it, so that a network is fed the same bytes everywhere. An export's card names its recipe.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from data.files import read_bounded
from data.photos.decoding import MAX_BYTES, PhotoError, decode_photo
from data.photos.garment import DATASET_FORM, Garment, bounds

PICTURE_SIDE = 1600
"""Pixels of a decoded photo's longer side, at most: what the wardrobe stores."""

_GARMENT_SIDE = 800  # pixels; enough for every recipe and for a page to show

_WORKING_SIDE = 112  # four times the data set's: enough for area averaging, small enough to be quick
_USUAL_GREY = 160.0  # mean grey of the data set's garments, in 0–255
_EXPOSURE_PULL = 0.7

CUTOUT_MARGIN = 1.12
"""Side of the square that the recipe ``cut-out`` shows, as a multiple of the garment's longest edge."""

FRAME_MARGIN = 1.5
"""Side of a frame, as a multiple of the garment's longest edge: room to turn, shift and shrink it in training."""

_SMALLEST_FRAME = 144  # pixels


def read_photo_file(path: Path) -> bytes:
    """The bytes of a file, up to one more than `decode_photo` allows; raises PhotoError if it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise PhotoError("file-no-file")
        return read_bounded(path, MAX_BYTES)
    except OSError as error:
        raise PhotoError("file-unreadable", reason=error.strerror or "") from error


def read_picture(content: bytes) -> np.ndarray:
    """The picture in a photo's bytes: uint8 (H, W, 3) RGB, at most 1600 pixels a side; raises PhotoError."""
    return decode_photo(content, reduce_to=PICTURE_SIDE)


def reduced(picture: np.ndarray) -> np.ndarray:
    """A picture of `read_picture` as garments are found in it: at most 800 pixels a side."""
    scale = _GARMENT_SIDE / max(picture.shape[:2])
    if scale >= 1:
        return picture
    size = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def to_model_input(garment: Garment, size: int = 28, channels: int = 1) -> np.ndarray:
    """Fashion-MNIST's own recipe: uint8 (size, size, channels), the garment bright on black.

    Trimmed, longest edge scaled to ``size``, centred, negated, grey: section 2 of arXiv 1708.07747, which starts from
    shop pictures in studio light. A photo may be dark or bright, so its mean grey is first pulled towards the data
    set's. The paper's sharpening is left out: phones sharpen already, and sharpening twice cost a point of accuracy.
    A picture that already has the data set's form is only resized.
    """
    if garment.method == DATASET_FORM:
        grey = cv2.cvtColor(garment.image, cv2.COLOR_RGB2GRAY)
        return _with_channels(_fit(grey, size), channels)
    rows, columns = bounds(garment.mask)
    image, opacity = garment.image[rows, columns], garment.opacity[rows, columns]
    scale = min(1.0, _WORKING_SIDE / max(opacity.shape))
    small = max(1, round(opacity.shape[1] * scale)), max(1, round(opacity.shape[0] * scale))
    image = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    coverage = cv2.resize(opacity.astype(np.float32) / 255, small, interpolation=cv2.INTER_AREA)
    negative = 255.0 - cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    mean = float(np.average(negative, weights=coverage))
    negative = (negative + _EXPOSURE_PULL * (_USUAL_GREY - mean)).clip(0, 255)
    return _with_channels(_fit(negative * coverage, size).astype(np.uint8), channels)


def dataset_to_model_input(images: np.ndarray, size: int = 28, channels: int = 1) -> np.ndarray:
    """Images of the data set, uint8 (N, 28, 28), in the same form: uint8 (N, size, size, channels)."""
    if size != images.shape[1]:
        resized = [_fit(image, size) for image in images]
        images = np.stack(resized) if resized else np.zeros((0, size, size), np.uint8)
    return np.repeat(images[..., None], channels, axis=3)


def to_cutout_input(garment: Garment, size: int = 96, channels: int = 4) -> np.ndarray:
    """The recipe for photos: uint8 (size, size, channels), the photo around the garment, and the garment's mask.

    The first three channels are the photo itself, background included, so that a wrong mask hides nothing. The fourth
    is the mask, 0–255. With three channels, the photo alone.
    """
    if garment.method == DATASET_FORM:
        garment = _as_photographed(cv2.cvtColor(garment.image, cv2.COLOR_RGB2GRAY))
    return frame_to_cutout_input(frame_garment(garment, FRAME_MARGIN, frame_side(size)), size, channels)


def dataset_to_cutout_input(images: np.ndarray, size: int = 96, channels: int = 4) -> np.ndarray:
    """Images of the data set, uint8 (N, 28, 28), in the same form: as they were photographed, dark cloth on white."""
    framed = [frame_garment(_as_photographed(image), FRAME_MARGIN, frame_side(size)) for image in images]
    inputs = [frame_to_cutout_input(frame, size, channels) for frame in framed]
    return np.stack(inputs) if inputs else np.zeros((0, size, size, channels), np.uint8)


def to_picture_input(garment: Garment, size: int = 192, channels: int = 3) -> np.ndarray:
    """The whole picture, squeezed to a square: uint8 (size, size, 3)."""
    return picture_to_input(garment.image, size)[..., :channels]


def picture_to_input(picture: np.ndarray, size: int) -> np.ndarray:
    """A picture, uint8 (H, W, 3), squeezed to a square: uint8 (size, size, 3)."""
    method = cv2.INTER_AREA if min(picture.shape[:2]) > size else cv2.INTER_LINEAR
    squeezed: np.ndarray = cv2.resize(picture, (size, size), interpolation=method)
    return squeezed


def dataset_to_picture_input(images: np.ndarray, size: int = 192, channels: int = 3) -> np.ndarray:
    """Images of the data set, uint8 (N, 28, 28), in the same form: uint8 (N, size, size, 3)."""
    inputs = [picture_to_input(np.repeat(image[..., None], 3, axis=2), size)[..., :channels] for image in images]
    return np.stack(inputs) if inputs else np.zeros((0, size, size, channels), np.uint8)


def frame_side(size: int) -> int:
    """Pixels of the frame from which an input of ``size`` pixels is cut: the cut is a little larger than the input."""
    return max(_SMALLEST_FRAME, round(FRAME_MARGIN * size))


def frame_to_cutout_input(frame: np.ndarray, size: int, channels: int) -> np.ndarray:
    """The middle of a frame, uint8 (side, side, 4), as a network's input: uint8 (size, size, channels).

    Training stores frames and augments them; without augmentation it uses this function, as the app does.
    """
    edge = round(len(frame) * (1 - CUTOUT_MARGIN / FRAME_MARGIN) / 2)
    inner = frame[edge : len(frame) - edge, edge : len(frame) - edge]
    method = cv2.INTER_AREA if len(inner) > size else cv2.INTER_LINEAR
    resized: np.ndarray = cv2.resize(inner, (size, size), interpolation=method)
    return resized[..., :channels]


def frame_garment(garment: Garment, margin: float, side: int) -> np.ndarray:
    """A square around a garment, ``margin`` times its longest edge wide: RGB and mask, uint8 (side, side, 4).

    Beyond the photo's edge its last pixels are repeated, and the mask is 0.
    """
    rows, columns = bounds(garment.mask)
    width_shown = max(2, round(margin * max(rows.stop - rows.start, columns.stop - columns.start)))
    top = round((rows.start + rows.stop - width_shown) / 2)
    left = round((columns.start + columns.stop - width_shown) / 2)
    height, width = garment.mask.shape
    bottom, right = top + width_shown, left + width_shown
    inside = slice(max(0, top), min(height, bottom)), slice(max(0, left), min(width, right))
    beyond = max(0, -top), max(0, bottom - height), max(0, -left), max(0, right - width)
    image = cv2.copyMakeBorder(garment.image[inside], *beyond, cv2.BORDER_REPLICATE)
    mask = cv2.copyMakeBorder(garment.opacity[inside], *beyond, cv2.BORDER_CONSTANT, value=0)
    method = cv2.INTER_AREA if width_shown > side else cv2.INTER_LINEAR
    return np.dstack([cv2.resize(part, (side, side), interpolation=method) for part in (image, mask)])


def _as_photographed(image: np.ndarray) -> Garment:
    """An image of the data set, uint8 (28, 28), before it was negated: the garment on white, with its mask."""
    opacity = np.where(image > 0, 255, 0).astype(np.uint8)
    photo = np.repeat(255 - image[..., None], 3, axis=2)
    return Garment(photo, opacity if opacity.any() else np.full_like(opacity, 255), DATASET_FORM)


@dataclass(frozen=True)
class Recipe:
    """How a photo's garment and an image of the data set become what a network is fed.

    Attributes:
        from_garment: a garment, the size and the number of channels to uint8 (size, size, channels).
        from_dataset: images of the data set, uint8 (N, 28, 28), to uint8 (N, size, size, channels).
        mean, deviation: of the pixels, in levels of 0–255. The first layer of a network subtracts the one and divides
            by the other.
        background: the grey, in levels of 0–255, of a place that shows nothing.
    """

    from_garment: Callable[[Garment, int, int], np.ndarray]
    from_dataset: Callable[[np.ndarray, int, int], np.ndarray]
    mean: float
    deviation: float
    background: int = 128


RECIPES = {
    # The statistics of Fashion-MNIST's training images.
    "fashion-mnist": Recipe(to_model_input, dataset_to_model_input, mean=72.94, deviation=90.02, background=0),
    # The statistics of photos in general.
    "cut-out": Recipe(to_cutout_input, dataset_to_cutout_input, mean=127.5, deviation=64.0),
    "picture": Recipe(to_picture_input, dataset_to_picture_input, mean=127.5, deviation=64.0),
}


def _fit(grey: np.ndarray, size: int) -> np.ndarray:
    """A picture, (H, W), with its longest edge scaled to ``size``, centred on black: (size, size)."""
    height, width = grey.shape
    scale = size / max(height, width)
    inner = max(1, round(height * scale)), max(1, round(width * scale))
    if inner != (height, width):
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        grey = cv2.resize(grey, (inner[1], inner[0]), interpolation=method)
    top, left = (size - inner[0]) // 2, (size - inner[1]) // 2
    framed = np.zeros((size, size), grey.dtype)
    framed[top : top + inner[0], left : left + inner[1]] = grey
    return framed


def _with_channels(grey: np.ndarray, channels: int) -> np.ndarray:
    return np.repeat(grey[..., None], channels, axis=2)
