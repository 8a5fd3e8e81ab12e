"""Segmentation: which pixels of a photo belong to the garment."""

from dataclasses import dataclass

import cv2
import numpy as np

AS_IT_STANDS, GRABCUT, BORDER_COLOUR, WHOLE_FRAME = "as it stands", "grabcut", "border colour", "whole frame"

_WORKING_SIDE = 80  # GrabCut's cost grows with the pixels: 86 ms at 160, 13 ms at 80, at the same accuracy
_ITERATIONS = 3
_SMALLEST_SIDE = 12  # with fewer pixels GrabCut cannot estimate colours
_PLAUSIBLE_SHARE = (0.04, 0.97)  # of the frame
_KEPT_PART = 0.1  # of the largest part's area: keeps the second shoe of a pair, drops specks
_SMALL_HOLE = 0.03  # of the garment's area, such as a white print before white paper
_DATASET_SIDE = 32
_DARK, _GREY = 48, 12
_NO_RECTANGLE = (0, 0, 0, 0)  # GrabCut starts from a mask instead


@dataclass(frozen=True)
class Garment:
    """A photo and the mask of the garment in it.

    Attributes:
        image: uint8 (H, W, 3) RGB.
        mask: bool (H, W), true on the garment.
        method: how the mask was found: ``grabcut``, ``border colour``, ``whole frame``, or ``as it stands`` for a
            picture in the form of the data set, which needs no segmentation.
    """

    image: np.ndarray
    mask: np.ndarray
    method: str

    def on_white(self) -> np.ndarray:
        """The garment on a white background, cropped to its bounds: uint8 (h, w, 3)."""
        rows, columns = bounds(self.mask)
        cut = np.where(self.mask[..., None], self.image, np.uint8(255))
        return cut[rows, columns]


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


def cut_out(image: np.ndarray, override: CutoutOverride = AUTOMATIC) -> Garment:
    """Segments the garment in an upright photo, uint8 (H, W, 3) RGB of any size.

    GrabCut (Rother et al., SIGGRAPH 2004) runs on a small copy with the border as background. If its mask is not
    plausible, everything that differs from the border's colour is the garment; if that fails too, the whole frame is.
    With a rectangle in ``override``, only the part inside it is segmented.
    """
    if override.off:
        return Garment(image, np.ones(image.shape[:2], bool), WHOLE_FRAME)
    if override.rectangle:
        part = _part(image.shape[:2], override.rectangle)
        # A part of a photo is not a data set image, even if it is small and dark.
        inside = cut_out(image[part]) if is_dataset_form(image) else _found(image[part])
        mask = np.zeros(image.shape[:2], bool)
        mask[part] = inside.mask
        return Garment(image, mask, inside.method)
    if is_dataset_form(image):
        mask = image.max(axis=2) > 0
        return Garment(image, mask if mask.any() else np.ones_like(mask), AS_IT_STANDS)
    return _found(image)


def _found(image: np.ndarray) -> Garment:
    """Segments a photo or a part of one."""
    height, width = image.shape[:2]
    scale = min(1.0, _WORKING_SIDE / max(height, width))
    small_size = max(1, round(width * scale)), max(1, round(height * scale))
    if min(small_size) >= _SMALLEST_SIDE:
        small = cv2.resize(image, small_size, interpolation=cv2.INTER_AREA)
        for method, find in ((GRABCUT, _grabcut), (BORDER_COLOUR, _unlike_border)):
            mask = _tidy(find(small))
            if _PLAUSIBLE_SHARE[0] <= mask.mean() <= _PLAUSIBLE_SHARE[1]:
                full = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
                return Garment(image, full >= 0.5, method)
    return Garment(image, np.ones((height, width), bool), WHOLE_FRAME)


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


def _part(shape: tuple[int, int], rectangle: tuple[float, float, float, float]) -> tuple[slice, slice]:
    """Rows and columns inside a rectangle, at least one of each."""
    (height, width), (left, top, right, bottom) = shape, rectangle
    first_row, first_column = min(height - 1, int(top * height)), min(width - 1, int(left * width))
    last_row, last_column = max(first_row + 1, round(bottom * height)), max(first_column + 1, round(right * width))
    return slice(first_row, last_row), slice(first_column, last_column)


def _grabcut(small: np.ndarray) -> np.ndarray:
    mask = np.full(small.shape[:2], cv2.GC_PR_FGD, np.uint8)
    mask[[0, -1]] = cv2.GC_BGD
    mask[:, [0, -1]] = cv2.GC_BGD
    models = np.zeros((1, 65)), np.zeros((1, 65))
    # GrabCut's k-means uses OpenCV's generator of this thread: seeded, the same photo has the same mask.
    cv2.setRNGSeed(0)
    cv2.grabCut(small, mask, _NO_RECTANGLE, *models, _ITERATIONS, cv2.GC_INIT_WITH_MASK)
    garment: np.ndarray = (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)
    return garment


def _unlike_border(small: np.ndarray) -> np.ndarray:
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)
    border = np.concatenate([lab[0], lab[-1], lab[:, 0], lab[:, -1]])
    distance = np.linalg.norm(lab - np.median(border, axis=0), axis=2).clip(0, 255).astype(np.uint8)
    _, mask = cv2.threshold(distance, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(mask, bool)


def _tidy(mask: np.ndarray) -> np.ndarray:
    """The largest parts of a mask, bool (H, W), with small holes filled; large ones, as in a bag's handle, stay."""
    count, parts, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    if count == 1:
        return mask
    kept = np.isin(parts, 1 + np.flatnonzero(areas >= _KEPT_PART * areas.max()))
    # A border of background connects everything outside; other regions of background are holes.
    outside = cv2.copyMakeBorder((~kept).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, regions, sizes, _ = cv2.connectedComponentsWithStats(outside, connectivity=4)
    is_small = sizes[:, cv2.CC_STAT_AREA] < _SMALL_HOLE * kept.sum()
    is_small[[0, regions[0, 0]]] = False
    filled: np.ndarray = kept | is_small[regions][1:-1, 1:-1]
    return filled
