"""From a photo to what a network is fed. A recipe is one function here; its card names the recipe of a network.

`decode_photo` and `cut_out` come before a recipe and are offered here too, so that this module is the whole way.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from data.photos.decoding import SUFFIXES, PhotoError, decode_photo
from data.photos.garment import AS_IT_STANDS, AUTOMATIC, CutoutOverride, Garment, bounds, cut_out, upright

__all__ = [
    "CUTOUT_MARGIN",
    "RECIPES",
    "SUFFIXES",
    "Garment",
    "PhotoError",
    "Recipe",
    "cut_out",
    "dataset_to_cutout_input",
    "dataset_to_model_input",
    "decode_photo",
    "frame_garment",
    "read_garment",
    "to_cutout_input",
    "to_model_input",
]

_READING_SIDE = 800  # pixels; plenty for every recipe and for a page to show

_WORKING_SIDE = 112  # four times the data set's: enough for area averaging, little enough to be quick
_USUAL_GREY = 160.0  # mean grey of the data set's garments, of 0–255
_EXPOSURE_PULL = 0.7

CUTOUT_MARGIN = 1.12
"""Side of the square that the recipe ``cut-out`` shows, as a multiple of the garment's longest edge."""


def read_garment(content: bytes, override: CutoutOverride = AUTOMATIC) -> Garment:
    """Bytes of a file to the garment in it, at most 800 pixels a side; raises PhotoError.

    Evaluation, the app and the command line all read photos here, so that what is measured is what people get.
    """
    return cut_out(upright(decode_photo(content, reduce_to=_READING_SIDE), override.turns), override)


def to_model_input(garment: Garment, size: int = 28, channels: int = 1) -> np.ndarray:
    """Fashion-MNIST's own recipe: uint8 (size, size, channels), the garment bright on black.

    Trimmed, longest edge to ``size``, centred, negated, grey: section 2 of arXiv 1708.07747, which starts from shop
    pictures in studio light. A photo has whatever light there was, so its mean grey is first pulled towards the data
    set's. The paper's sharpening is left out: phones sharpen already, and twice was measured to cost a point of
    accuracy. A picture that is in the data set's form already is taken as it stands.
    """
    if garment.method == AS_IT_STANDS:
        grey = cv2.cvtColor(garment.image, cv2.COLOR_RGB2GRAY)
        return _with_channels(_fit(grey, size), channels)
    rows, columns = bounds(garment.mask)
    image, mask = garment.image[rows, columns], garment.mask[rows, columns]
    scale = min(1.0, _WORKING_SIDE / max(mask.shape))
    small = max(1, round(mask.shape[1] * scale)), max(1, round(mask.shape[0] * scale))
    image = cv2.resize(image, small, interpolation=cv2.INTER_AREA)
    coverage = cv2.resize(mask.astype(np.float32), small, interpolation=cv2.INTER_AREA)
    negative = 255.0 - cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)
    mean = float(np.average(negative, weights=coverage))
    negative = (negative + _EXPOSURE_PULL * (_USUAL_GREY - mean)).clip(0, 255)
    return _with_channels(_fit(negative * coverage, size).astype(np.uint8), channels)


def dataset_to_model_input(images: np.ndarray, size: int = 28, channels: int = 1) -> np.ndarray:
    """Images of the data set, uint8 (N, 28, 28), in the same form: uint8 (N, size, size, channels)."""
    if size != images.shape[1]:
        images = np.stack([_fit(image, size) for image in images])
    return np.repeat(images[..., None], channels, axis=3)


def to_cutout_input(garment: Garment, size: int = 96, channels: int = 4) -> np.ndarray:
    """A recipe for photos: uint8 (size, size, channels), the photo around the garment, and where the garment is.

    A square around the garment's bounds. The first three channels are the photo itself, background included, so that
    a cut-out that went wrong hides nothing; the fourth is the mask, 0–255, so that one that went right is of use.
    With three channels, the photo alone.
    """
    if garment.method == AS_IT_STANDS:
        garment = _as_photographed(cv2.cvtColor(garment.image, cv2.COLOR_RGB2GRAY))
    return frame_garment(garment, CUTOUT_MARGIN, size)[..., :channels]


def dataset_to_cutout_input(images: np.ndarray, size: int = 96, channels: int = 4) -> np.ndarray:
    """Images of the data set, uint8 (N, 28, 28), in the same form: as they were photographed, dark cloth on white."""
    framed = [frame_garment(_as_photographed(image), CUTOUT_MARGIN, size) for image in images]
    return np.stack(framed)[..., :channels] if framed else np.zeros((0, size, size, channels), np.uint8)


def frame_garment(garment: Garment, margin: float, size: int) -> np.ndarray:
    """The square around a garment, ``margin`` times its longest edge wide: RGB and mask, uint8 (size, size, 4).

    Beyond the photo's edge its last pixels are repeated, and there is no garment.
    """
    rows, columns = bounds(garment.mask)
    side = max(2, round(margin * max(rows.stop - rows.start, columns.stop - columns.start)))
    top = round((rows.start + rows.stop - side) / 2)
    left = round((columns.start + columns.stop - side) / 2)
    height, width = garment.mask.shape
    inside = slice(max(0, top), min(height, top + side)), slice(max(0, left), min(width, left + side))
    beyond = max(0, -top), max(0, top + side - height), max(0, -left), max(0, left + side - width)
    image = cv2.copyMakeBorder(garment.image[inside], *beyond, cv2.BORDER_REPLICATE)
    mask = cv2.copyMakeBorder(garment.mask[inside].astype(np.uint8) * 255, *beyond, cv2.BORDER_CONSTANT, value=0)
    method = cv2.INTER_AREA if side > size else cv2.INTER_LINEAR
    return np.dstack([cv2.resize(part, (size, size), interpolation=method) for part in (image, mask)])


def _as_photographed(image: np.ndarray) -> Garment:
    """An image of the data set, uint8 (28, 28), before it was negated: the garment on white, found where it is."""
    mask = image > 0
    photo = np.repeat(255 - image[..., None], 3, axis=2)
    return Garment(photo, mask if mask.any() else np.ones_like(mask), AS_IT_STANDS)


@dataclass(frozen=True)
class Recipe:
    """How a photo's garment, and an image of the data set, become what a network is fed."""

    from_garment: Callable[[Garment, int, int], np.ndarray]
    from_dataset: Callable[[np.ndarray, int, int], np.ndarray]


RECIPES = {
    "fashion-mnist": Recipe(to_model_input, dataset_to_model_input),
    "cut-out": Recipe(to_cutout_input, dataset_to_cutout_input),
}


def _fit(grey: np.ndarray, size: int) -> np.ndarray:
    """The picture, (H, W), with its longest edge ``size`` long, in the middle of black: (size, size)."""
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
