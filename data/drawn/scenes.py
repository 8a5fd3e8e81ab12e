"""Drawn photos: the garments of `data.drawn.clothes` in colour, on a floor, a bed sheet or a white page.

The app's samples and the tests use them in place of real photos. Each has the exact mask of its garment.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from data.drawn.clothes import (
    ANKLE_BOOT,
    BAG,
    COAT,
    DRESS,
    PULLOVER,
    SANDAL,
    SHIRT,
    SNEAKER,
    T_SHIRT,
    TROUSERS,
    choose_pattern,
    sketch,
)
from data.drawn.drawing import CLOTH, TRIM, Floats, Shape, draw_shape, dye, lit

# fmt: off
# RGB colours of usual clothes, and of shoes and bags.
COLOURS = ((38, 56, 96), (150, 40, 48), (214, 206, 190), (64, 92, 74), (196, 150, 60), (60, 62, 70), (140, 166, 196),
           (208, 130, 120), (110, 84, 120), (232, 228, 222), (44, 110, 120), (172, 98, 62))
DENIM = ((52, 74, 116), (96, 124, 160), (44, 48, 60), (150, 130, 100), (84, 88, 72))
LEATHER = ((112, 66, 38), (52, 42, 40), (160, 104, 58), (124, 38, 40), (70, 84, 96), (190, 150, 108))
SHEETS = ((226, 224, 220), (178, 196, 214), (214, 196, 184), (186, 200, 182), (150, 146, 160))
WOODS = ((176, 128, 82), (138, 92, 58), (196, 160, 116), (150, 128, 106))
# fmt: on
_STIFF = (SANDAL, SNEAKER, BAG, ANKLE_BOOT)


@dataclass(frozen=True)
class Scene:
    """A drawn photo: ``image`` uint8 (H, W, 3) RGB, ``mask`` bool (H, W), true on the garment, ``label`` 0–9."""

    image: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    label: int


def _noise(rng: np.random.Generator, height: int, width: int, cell_y: float, cell_x: float) -> Floats:
    """Smooth noise, float32 (H, W), with a standard deviation of about 1 and the cell (in pixels) as its grain."""
    rows, columns = int(np.ceil(height / cell_y)) + 3, int(np.ceil(width / cell_x)) + 3
    coarse = rng.standard_normal((rows, columns), dtype=np.float32)
    matrix = np.array([[cell_x, 0, -cell_x * rng.uniform(0.5, 1.5)], [0, cell_y, -cell_y * rng.uniform(0.5, 1.5)]])
    hills = cv2.warpAffine(coarse, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(hills, dtype=np.float32) * np.float32(1.4)


def _blur(image: Floats, sigma: float) -> Floats:
    """Gaussian blur; a wide one is computed on a small copy, with the same look in a tenth of the time."""
    if sigma < 6:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.float32)
    small = cv2.resize(image, None, fx=3 / sigma, fy=3 / sigma, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 3)
    return np.asarray(cv2.resize(small, image.shape[1::-1], interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _floor(rng: np.random.Generator, height: int, width: int) -> Floats:
    """Vertical wooden planks, each with its own grain, and dark joints between them."""
    unit = max(height, width) / 640
    plank, long = rng.uniform(76, 100) * unit, 420 * unit
    y, x = np.mgrid[:height, :width].astype(np.float32)
    column = np.floor((x + plank * rng.uniform()) / plank).astype(int)
    starts = rng.uniform(0, long, column.max() + 1).astype(np.float32)[column]
    row = np.floor((y + starts) / long).astype(int)
    board = (column * (row.max() + 1) + row).astype(np.intp)
    own = rng.standard_normal((3, board.max() + 1)).astype(np.float32)
    inside = x - column * np.float32(plank) + 18 * unit * own[0][board]
    wander = _noise(rng, height, width, 210 * unit, 40 * unit)  # growth rings bend slowly along a board
    rings = np.sin(inside / (7 * unit) + 1.6 * wander + 5 * own[1][board])
    fibre = _noise(rng, height, width, 45 * unit, 1.3 * unit) + 0.6 * _noise(rng, height, width, 12 * unit, 1.0)
    tone = 1 + 0.07 * own[2][board] + 0.035 * rings + 0.035 * fibre + 0.02 * wander
    joint = np.zeros((height, width), dtype=np.float32)
    joint[:, 1:] = column[:, 1:] != column[:, :-1]
    joint[1:] = np.maximum(joint[1:], row[1:] != row[:-1])
    tone *= 1 - 0.75 * np.clip(_blur(joint, 0.8 * unit + 0.3) * 1.6, 0, 1)
    tone += 0.07 * np.roll(_blur(joint, 0.8), (1, 2), axis=(0, 1))
    colour = np.array(WOODS[rng.integers(len(WOODS))], dtype=np.float32)
    deep = np.array([0.55, 0.85, 1.2], dtype=np.float32)  # dark wood is redder: blue falls faster than red
    return np.asarray(colour * np.clip(tone, 0.05, 1.4)[..., None] ** deep, dtype=np.float32)


def _sheet(rng: np.random.Generator, height: int, width: int) -> Floats:
    """A crumpled bed sheet: long, soft, bent folds and a fine weave."""
    unit = max(height, width) / 640
    y, x = np.mgrid[:height, :width].astype(np.float32) / np.float32(unit)
    bend = 40 * _noise(rng, height, width, 260 * unit, 260 * unit)
    hills = _noise(rng, height, width, 190 * unit, 190 * unit)
    relief = 1.2 * hills
    for _ in range(3):
        turn, pitch = rng.uniform(0, np.pi), rng.uniform(90, 190)
        wave = np.sin((x * np.cos(turn) + y * np.sin(turn) + bend) * 2 * np.pi / pitch + rng.uniform(0, 6))
        relief += 0.5 * (1 - np.abs(wave)) ** 2 * np.clip(_noise(rng, height, width, 160 * unit, 160 * unit), 0, 1.5)
    creases = 1 - np.minimum(np.abs(_noise(rng, height, width, 60 * unit, 60 * unit) + 0.02 * bend), 1)
    relief += 0.05 * creases**4 + 0.06 * _noise(rng, height, width, 24 * unit, 24 * unit)
    light = lit(_blur(np.asarray(relief, dtype=np.float32), 2.5 * unit), 640 * unit, 0.008)
    weave = 1 + 0.012 * np.sin(x * 2.2) * np.sin(y * 2.2)
    tone = (light * weave * (0.94 + 0.03 * hills))[..., None]
    colour = np.array(SHEETS[rng.integers(len(SHEETS))], dtype=np.float32)
    return np.asarray(colour * tone ** np.array([1.1, 1.0, 0.85], dtype=np.float32), dtype=np.float32)


def _page(rng: np.random.Generator, height: int, width: int) -> Floats:
    """White studio paper, slightly darker towards the bottom."""
    fall = np.linspace(1.0, rng.uniform(0.93, 0.97), height, dtype=np.float32)[:, None, None]
    grain = 1 + 0.004 * _noise(rng, height, width, 3, 3)[..., None]
    return np.asarray(rng.uniform(238, 248) * fall * grain * np.array([1, 0.997, 0.985]), dtype=np.float32)


_DRAW_SURFACE: dict[str, Callable[[np.random.Generator, int, int], Floats]] = {
    "floor": _floor,
    "sheet": _sheet,
    "page": _page,
}
SURFACES = tuple(_DRAW_SURFACE)


def draw_surface(kind: str, height: int, width: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """An empty background, uint8 (height, width, 3) RGB. Raises ValueError for a kind that is not in `SURFACES`."""
    if kind not in _DRAW_SURFACE:
        raise ValueError(f"Expected a surface from {', '.join(SURFACES)}. Received: kind={kind!r}")
    return np.clip(_DRAW_SURFACE[kind](rng, height, width), 0, 255).astype(np.uint8)


def _texture(shape: Shape, label: int, rng: np.random.Generator) -> Floats:
    """The texture of the material, float32 (H, W) around 1: knitted, twill, woven or leather; ribs on the trim."""
    height, width = shape.mask.shape
    fine = np.float32(2 * np.pi * min(120.0, shape.scale / 4))  # threads thinner than four pixels would alias
    across, along = shape.across * fine, shape.along * fine
    speckle = _noise(rng, height, width, 2, 2)
    if label in _STIFF:
        skin = _noise(rng, height, width, 5, 5) * 0.02 + speckle * 0.015
    elif label == PULLOVER:  # rows of knitted stitches, each a small V
        skin = (
            0.09 * np.sin(0.55 * (along + 2.4 * np.abs(np.sin(0.3 * across))))
            + 0.05 * np.cos(0.6 * across)
            + 0.03 * speckle
        )
    elif label in (TROUSERS, COAT):
        skin = 0.05 * np.sin(0.7 * (across + along)) + 0.035 * speckle
    else:
        skin = 0.022 * np.sin(across) * np.sin(along) + 0.014 * speckle
    ribs = 0.1 * np.sin(0.5 * across) if label in (T_SHIRT, PULLOVER) else skin
    trim = shape.materials[..., TRIM]
    return np.asarray(1 + skin * (1 - trim) + ribs * trim, dtype=np.float32)


def _coloured(shape: Shape, label: int, rng: np.random.Generator, cloth: Floats | None) -> Floats:
    """The lit and coloured garment, float32 (H, W, 3), on black; plain if its colour is given."""
    height, width = shape.mask.shape
    choice = {TROUSERS: DENIM, SANDAL: LEATHER, BAG: LEATHER, ANKLE_BOOT: LEATHER}.get(label, COLOURS)
    drawn = np.array(choice[rng.integers(len(choice))], dtype=np.float32)
    pattern = choose_pattern(label, rng)
    if cloth is None:
        cloth = drawn
    else:
        pattern = "plain"
    trims = (cloth * 0.9, cloth * 0.75, np.minimum(cloth * 1.25 + 10, 240))
    trim = trims[0] if label in (TROUSERS, DRESS, COAT, SHIRT) else trims[rng.integers(3)]
    pale = (196, 176, 140) if label in (SANDAL, BAG) else (232, 229, 222)
    palette = np.stack([cloth, trim, cloth * 0.42 + 6, np.array(pale), np.array((46, 38, 34))]).astype(np.float32)
    second = np.array((236, 230, 218) if cloth.mean() < 150 else (52, 62, 92), dtype=np.float32)
    part = (dye(shape, pattern, rng.uniform(0.05, 0.11)) * shape.materials[..., CLOTH] * 0.85)[..., None]
    wear = 1 + 0.025 * _noise(rng, height, width, shape.scale / 6, shape.scale / 6)
    wrinkles = 1 - np.minimum(np.abs(_noise(rng, height, width, shape.scale / 9, shape.scale / 9)), 1)
    stiff = 0.03 if label in _STIFF else 0.06
    relief = shape.relief + np.float32(stiff) * shape.materials[..., CLOTH] * wrinkles**2
    light = lit(np.asarray(relief, dtype=np.float32), shape.scale, 0.019)
    tone = shape.shade * light * wear * _texture(shape, label, rng)
    colour = shape.materials @ palette + part * (second - cloth)
    sheen = 26 * np.clip(light - 1.04, 0, 1) * (2.2 if label in (SANDAL, BAG, ANKLE_BOOT) else 0.8)
    return np.asarray(colour * tone[..., None] + (sheen * shape.mask)[..., None], dtype=np.float32)


def draw_scene(
    label: int,
    seed: int,
    surface: str = "floor",
    height: int = 640,
    width: int = 480,
    cloth: tuple[int, int, int] | None = None,
) -> Scene:
    """A photo of one garment, slightly rotated, with its shadow, uneven light, and a camera's blur and noise.

    The garment has a colour and a pattern of its kind or, if an RGB ``cloth`` is given, that colour and no pattern.

    Raises ValueError for a label that is not one of the ten or a surface that is not in `SURFACES`.
    """
    rng = np.random.default_rng(seed)
    parts = sketch(label, rng)
    ground = draw_surface(surface, height, width, rng).astype(np.float32)
    turn = np.radians(rng.uniform(-12, 12))
    cos, sin = np.cos(turn), np.sin(turn)
    outline = np.concatenate([p.outline for p in parts if p.material >= 0]) @ np.array([[cos, sin], [-sin, cos]])
    low, high = outline.min(axis=0), outline.max(axis=0)
    scale = rng.uniform(0.8, 0.88) * float(np.min((width, height) / (high - low)))
    scale = min(scale, 0.8 * max(height, width))
    middle = np.array((width, height)) * (0.5 + rng.uniform(-0.02, 0.02, 2)) - scale * (low + high) / 2
    matrix = np.array([[scale * cos, -scale * sin, middle[0]], [scale * sin, scale * cos, middle[1]]])
    shape = draw_shape(parts, matrix, height, width)

    thick = scale * (0.02 if label in _STIFF else 0.012)
    shadow = np.zeros((height, width), dtype=np.float32)
    for far, soft, dark in ((0.3, 0.35, 0.4), (1.0, 1.1, 0.32), (2.2, 3.5, 0.22)):  # contact, near and wide shadow
        shift = np.array([[1, 0, far * thick * 0.6], [0, 1, far * thick]])
        shadow += dark * _blur(np.asarray(cv2.warpAffine(shape.mask, shift, (width, height)), np.float32), soft * thick)
    ground *= 1 - np.minimum(shadow, 0.85)[..., None] * np.array([1.0, 0.98, 0.93], dtype=np.float32)
    image = ground * (1 - shape.mask[..., None]) + _coloured(
        shape, label, rng, None if cloth is None else np.array(cloth, dtype=np.float32)
    )

    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    towards = rng.uniform(-0.09, 0.09, 2).astype(np.float32)
    light = (
        1.02 + towards[0] * x + towards[1] * y - 0.07 * (x * x + y * y) + 0.03 * _noise(rng, height, width, 300, 300)
    )
    warmth = 1 + rng.uniform(-0.03, 0.05) * np.array([1, 0.2, -1], dtype=np.float32)
    image = _blur(np.asarray(image * light[..., None] * warmth, dtype=np.float32), 0.6)
    image += 2.2 * rng.standard_normal((height, width, 1), dtype=np.float32)
    return Scene(np.clip(image, 0, 255).astype(np.uint8), shape.mask > 0.5, label)


# Chosen by eye: name, label, seed, surface.
_SAMPLES = (
    ("t-shirt-on-floor.jpg", T_SHIRT, 4, "floor"),
    ("trousers-on-sheet.jpg", TROUSERS, 6, "sheet"),
    ("pullover-on-sheet.jpg", PULLOVER, 7, "sheet"),
    ("dress-on-page.jpg", DRESS, 5, "page"),
    ("coat-on-floor.jpg", COAT, 6, "floor"),
    ("sandal-on-page.jpg", SANDAL, 5, "page"),
    ("shirt-on-sheet.jpg", SHIRT, 4, "sheet"),
    ("sneaker-on-floor.jpg", SNEAKER, 2, "floor"),
    ("bag-on-sheet.jpg", BAG, 6, "sheet"),
    ("ankle-boot-on-page.jpg", ANKLE_BOOT, 4, "page"),
)


def draw_samples() -> list[tuple[str, Scene]]:
    """Ten sample photos with their file names: every class once, all surfaces, always the same."""
    return [(name, draw_scene(label, seed, surface)) for name, label, seed, surface in _SAMPLES]


def draw_scenes(each: int = 3) -> list[Scene]:
    """Photos to compare programs with: every class ``each`` times on changing surfaces, always the same."""
    return [
        draw_scene(label, 100 * number + label, SURFACES[(label + number) % len(SURFACES)], 320, 240)
        for number in range(each)
        for label in range(10)
    ]
