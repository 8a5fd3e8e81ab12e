"""Out-of-distribution samples in the form of the data set: digits like handwriting, and noise.

A classifier of garments should recognise that they are none. The usual choice is MNIST (van Amersfoort et al., arXiv
2003.02037, section 5); these digits need no download.
"""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Images = NDArray[np.uint8]

# Fonts that Matplotlib contains; the families come in several weights and slants.
_FAMILIES = ("DejaVuSans", "DejaVuSerif", "STIXGeneral")
_SINGLE = ("cmb10", "cmr10", "cmss10", "cmti10", "cmtt10", "cmmi10")
_FINE = 112  # pixels; digits are drawn large and reduced to 28
_HEIGHT = 20  # pixels of a digit in MNIST (LeCun et al. 1998, section III-A)


@cache
def digit_fonts() -> tuple[Path, ...]:
    """The sorted files of the 22 fonts that digits are drawn in."""
    import matplotlib as mpl

    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    of_families = {path for path in folder.glob("*.ttf") if path.stem.startswith(_FAMILIES)}
    signs = set(folder.glob("*Display.ttf"))  # symbols without digits
    return tuple(sorted(of_families - signs | {folder / f"{name}.ttf" for name in _SINGLE}))


def draw_digits(count: int, seed: int) -> Images:
    """Digits, uint8 (count, 28, 28), bright on black: shifted, slanted, with uneven strokes like handwriting."""
    rng = np.random.default_rng(seed)
    return np.stack([_draw_digit(rng) for _ in range(count)])


def draw_noise(count: int, seed: int) -> Images:
    """Noise, uint8 (count, 28, 28), from single pixels to soft spots, with random brightness and contrast."""
    rng = np.random.default_rng(seed)
    return np.stack([_draw_noise(rng) for _ in range(count)])


def _draw_digit(rng: np.random.Generator) -> Images:
    fonts = digit_fonts()
    font = ImageFont.truetype(str(fonts[rng.integers(len(fonts))]), _FINE * 2 // 3)
    page = Image.new("L", (_FINE, _FINE))
    middle = (_FINE / 2, _FINE / 2)
    stroke = int(rng.integers(0, 6))
    ImageDraw.Draw(page).text(middle, str(rng.integers(10)), 255, font, anchor="mm", stroke_width=stroke)
    written = _by_hand(rng, np.asarray(page))
    rows, columns = np.flatnonzero(written.any(axis=1)), np.flatnonzero(written.any(axis=0))
    cut = written[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = _HEIGHT * rng.uniform(0.85, 1.1) / max(cut.shape)
    shift = 14 - scale * np.array(cut.shape[::-1]) / 2 + rng.uniform(-2, 2, 2)
    # Reduced by area averaging, then shifted by a fraction of a pixel.
    size = [max(1, round(scale * side)) for side in cut.shape[::-1]]
    small = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    moved = cv2.warpAffine(small, np.array([[1, 0, shift[0]], [0, 1, shift[1]]]), (28, 28))
    return np.asarray(cv2.convertScaleAbs(moved, alpha=rng.uniform(0.8, 1.3)), np.uint8)


def _by_hand(rng: np.random.Generator, page: Images) -> Images:
    """Slants and rotates the digit, and bends its strokes."""
    turn, slant = np.radians(rng.normal(0, 8)), rng.normal(0.1, 0.25)
    linear = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) @ [[1, slant], [0, 1]]
    linear = linear / rng.uniform(0.85, 1.2, 2)
    places = np.stack(np.meshgrid(np.arange(_FINE), np.arange(_FINE)), axis=-1) - _FINE / 2
    coarse = rng.normal(0, 4, (2, *rng.integers(5, 9, 2))).astype(np.float32)
    wander = np.stack([cv2.resize(field, (_FINE, _FINE), interpolation=cv2.INTER_CUBIC) for field in coarse], axis=-1)
    source = (places @ linear.T + rng.uniform(0.2, 0.7) * wander + _FINE / 2).astype(np.float32)
    return np.asarray(cv2.remap(page, source[..., 0], source[..., 1], cv2.INTER_LINEAR), np.uint8)


def _draw_noise(rng: np.random.Generator) -> Images:
    grain = int(rng.choice([28, 14, 7, 4]))
    field = rng.normal(0, 1, (grain, grain)) if rng.random() < 0.5 else rng.uniform(-1.7, 1.7, (grain, grain))
    large = cv2.resize(field.astype(np.float32), (28, 28), interpolation=cv2.INTER_CUBIC)
    return (rng.uniform(40, 215) + rng.uniform(20, 90) * large).clip(0, 255).astype(np.uint8)
