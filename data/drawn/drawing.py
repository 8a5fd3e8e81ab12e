"""Primitives for drawing garments: parts with smooth outlines, and a painter that shades them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Points = Sequence[tuple[float, float]]

MATERIALS = ("cloth", "trim", "inside", "pale", "dark")
CLOTH, TRIM, INSIDE, PALE, DARK = range(len(MATERIALS))
SEAM, FOLD = -1, -2  # not materials: a seam darkens the cloth below it, a fold raises it

_STEPS = np.linspace(0, 1, 10, endpoint=False)[:, None]
_HERMITE = (  # weights of a start point, its tangent, an end point and its tangent along a cubic
    (1 + 2 * _STEPS) * (1 - _STEPS) ** 2,
    _STEPS * (1 - _STEPS) ** 2,
    _STEPS**2 * (3 - 2 * _STEPS),
    _STEPS**2 * (_STEPS - 1),
)
_ALONG_FOLD = np.linspace(0, 1, 9)[:, None]
_FOLD_WIDTH = np.sin(np.pi * _ALONG_FOLD)
_CIRCLE = np.exp(2j * np.pi * np.arange(20) / 20).view(np.float64).reshape(-1, 2)


@dataclass(frozen=True)
class Part:
    """A closed outline, float64 (N, 2) in garment units (x right, y down, longest edge about 1)."""

    outline: NDArray[np.float64]
    material: int = CLOTH
    angle: float = 0.0  # of the thread against the vertical, radians, positive towards the right below
    lift: float = 1.0  # of a fold: negative presses a valley


@dataclass(frozen=True)
class Shape:
    """A painted garment. Every map is float32 (H, W); `materials` is (H, W, 5) and sums to `mask`."""

    mask: Floats  # 0..1 with soft edges
    materials: Floats
    shade: Floats  # 0–1: the light that seams and parts above leave
    relief: Floats  # height of the cloth, about 0..1
    across: Floats  # position on the cloth in garment units, square to the thread ...
    along: Floats  # ... and along it: textures and stripes follow sleeves and legs
    scale: float  # pixels a garment unit


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return vectors / np.maximum(np.hypot(vectors[..., :1], vectors[..., 1:]), 1e-9)


def _directions(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """The directions of a line of N points at its inner points: unit vectors, float64 (N - 2, 2)."""
    return _unit(line[2:] - line[:-2])


def smooth(points: Points, closed: bool = True) -> NDArray[np.float64]:
    """A curve through `points`, float64 (N, 2); a point given twice in a row is a corner."""
    at = np.asarray(points, dtype=np.float64)
    padded = np.concatenate([at[-1:], at, at[:2]] if closed else [at[:1], at, at[-1:]])
    start, end = padded[1:-2, None], padded[2:-1, None]
    tangent = _directions(padded)[:, None]
    length = np.hypot(*(end - start).T).T[..., None]
    from_start, leaving, to_end, arriving = _HERMITE
    curve = from_start * start + leaving * (tangent[:-1] * length) + to_end * end + arriving * (tangent[1:] * length)
    return curve.reshape(-1, 2) if closed else np.concatenate([curve.reshape(-1, 2), at[-1:]])


def corner(x: float, y: float) -> Points:
    """A corner for `smooth`: the point twice."""
    return [(x, y)] * 2


def corners(points: Points) -> list[tuple[float, float]]:
    """Makes every point a corner, for outlines and lines with straight edges."""
    return [point for point in points for _ in range(2)]


def fill(material: int, points: Points, angle: float = 0.0) -> Part:
    """The area within a closed curve through `points`."""
    return Part(smooth(points), material, angle)


def stroke(material: int, points: Points, width: float) -> Part:
    """A band of constant width along an open curve through `points`."""
    line = smooth(points, closed=False)
    side = _directions(np.concatenate([line[:1], line, line[-1:]]))[:, ::-1] * (-width / 2, width / 2)
    ends = line[-1] - line[0]
    return Part(np.concatenate([line + side, (line - side)[::-1]]), material, float(np.arctan2(ends[0], ends[1])))


def dot(material: int, x: float, y: float, radius: float) -> Part:
    """A disc: a button or an eyelet."""
    return Part(_CIRCLE * radius + (x, y), material)


def mirrored(right: Points, *middle: tuple[float, float]) -> list[tuple[float, float]]:
    """A symmetrical line: the right half from the outside to the axis, `middle`, and the mirror image."""
    return [*right, *middle, *((-x, y) for x, y in reversed(right))]


def pair(*parts: Part) -> list[Part]:
    """Each part and its mirror image about the axis."""
    return [twin for p in parts for twin in (p, replace(p, outline=p.outline * (-1, 1), angle=-p.angle))]


def folds(
    rng: np.random.Generator, lines: Iterable[tuple[float, float, float, float]], each: int = 3, both: bool = False
) -> list[Part]:
    """Random folds along each line (x0, y0, x1, y1); with `both`, also along its mirror image."""
    lines = list(lines)
    lines += [(-x0, y0, -x1, y1) for x0, y0, x1, y1 in lines] if both else []
    ends = np.repeat(np.array(lines).reshape(-1, 2, 2), each, axis=0)
    reach = np.hypot(*(ends[:, 1] - ends[:, 0]).T)[:, None, None]
    knots = np.stack([ends[:, 0], ends.mean(axis=1), ends[:, 1]], axis=1) + reach * rng.normal(
        0, 0.12, (len(ends), 3, 2)
    )
    start, middle, end = np.moveaxis(knots, 1, 0)[:, :, None]
    t = _ALONG_FOLD
    curves = (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end  # quadratic Bezier curves, (n, 9, 2)
    side = _unit(end - start)[..., ::-1] * (-1, 1) * _FOLD_WIDTH * rng.uniform(0.006, 0.014, (len(ends), 1, 1))
    outlines = np.concatenate([curves + side, (curves - side)[:, ::-1]], axis=1)
    return [Part(outline, FOLD, lift=1.0 if rng.random() < 0.6 else -1.0) for outline in outlines]


def draw_shape(parts: Sequence[Part], matrix: NDArray[np.float64], height: int, width: int) -> Shape:
    """Paints `parts`, back to front, on an empty frame of `height` × `width` pixels.

    `matrix`, float64 (2, 3), takes garment units to pixels: a rotation, one scale and a shift.
    """
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    maps = np.zeros((len(MATERIALS) + 3, height, width), dtype=np.float32)
    shade, relief, angle = range(len(MATERIALS), len(maps))
    maps[shade] = 1
    ridges, valleys = np.zeros((2, height, width), dtype=np.uint8)

    joined = np.concatenate([p.outline for p in parts])  # measured together, since a garment has up to sixty parts
    ends = np.cumsum([len(p.outline) for p in parts])
    starts = np.concatenate([[0], ends[:-1]])
    span = np.maximum.reduceat(joined, starts) - np.minimum.reduceat(joined, starts)
    round_edges = np.clip(0.1 * span.min(axis=1), 0.004, 0.018) * scale
    pixels = joined @ matrix[:, :2].T + matrix[:, 2]
    reach = 2.5 * round_edges[:, None] + 1
    lows = np.clip(np.minimum.reduceat(pixels, starts) - reach, 0, (width, height)).astype(np.int32)
    highs = np.clip(np.maximum.reduceat(pixels, starts) + reach + 1, 0, (width, height)).astype(np.int32)
    pixels_256 = np.round(pixels * 256).astype(np.int32)  # fillPoly takes eight fractional bits

    for part, end, low, high, round_edge in zip(parts, ends, lows, highs, round_edges.tolist(), strict=True):
        outline = pixels_256[end - len(part.outline) : end]
        if part.material == FOLD:
            cv2.fillPoly(ridges if part.lift > 0 else valleys, [outline], 255, cv2.LINE_AA, 8)
            continue
        (left, top), (right, bottom) = low.tolist(), high.tolist()
        if left >= right or top >= bottom:
            continue
        stamp = np.zeros((bottom - top, right - left), dtype=np.uint8)
        cv2.fillPoly(stamp, [outline - np.int32(256) * low], 255, cv2.LINE_AA, 8)
        alpha = stamp.astype(np.float32) / 255
        below = maps[:, top:bottom, left:right]
        if part.material == SEAM:
            below[shade] *= 1 - 0.4 * alpha
            below[relief] -= 0.25 * alpha
        else:
            soft = np.asarray(cv2.GaussianBlur(alpha, (0, 0), round_edge), dtype=np.float32)
            below[shade] *= 1 - 0.5 * soft  # the edge casts a shadow on what is beside it
            below *= 1 - alpha
            below[part.material] += alpha
            below[shade] += alpha
            below[relief] += alpha * soft
            below[angle] += alpha * part.angle

    materials = np.ascontiguousarray(np.moveaxis(maps[: len(MATERIALS)], 0, -1))
    mask = np.minimum(materials @ np.ones(len(MATERIALS), dtype=np.float32), 1)
    crease = cv2.GaussianBlur((ridges.astype(np.float32) - valleys) / 255, (0, 0), max(0.011 * scale, 0.5))
    hills = maps[relief] + maps[CLOTH] * crease  # collars, soles and buttons are stiff
    across, along = _thread_coordinates(maps[angle], matrix)
    return Shape(mask, materials, maps[shade], hills, across, along, scale)


def _thread_coordinates(angle: Floats, matrix: NDArray[np.float64]) -> tuple[Floats, Floats]:
    """Where each pixel lies across and along the thread, in garment units, each float32 (H, W)."""
    back = np.linalg.inv(matrix[:, :2]).astype(np.float32)
    down, right = np.mgrid[: angle.shape[0], : angle.shape[1]].astype(np.float32)
    right, down = right - np.float32(matrix[0, 2]), down - np.float32(matrix[1, 2])
    x, y = (row[0] * right + row[1] * down for row in back)
    cos, sin = np.cos(angle), np.sin(angle)
    return x * cos - y * sin, x * sin + y * cos


def lit(relief: Floats, scale: float, strength: float = 0.02) -> Floats:
    """Brightness, float32 (H, W) around 1, of a relief in soft light from the upper left."""
    slope = 0.5 * cv2.Sobel(relief, cv2.CV_32F, 1, 0) + 0.85 * cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    return np.asarray(1 + 0.45 * np.tanh(strength / 0.45 * scale / 8 * slope), dtype=np.float32)


def dye(shape: Shape, pattern: str, pitch: float) -> Floats:
    """The share of the second colour in the cloth, float32 (H, W), 0–1.

    `pattern` is "plain", "striped" or "checked", `pitch` the distance from stripe to stripe in garment units.
    """
    if pattern == "plain":
        return np.zeros_like(shape.mask)
    edge = max(shape.scale * pitch / 4, 1.0)  # stripes are smooth over about two pixels, so they do not alias
    warp = 0.012 * shape.relief
    rows, columns = (
        np.clip(0.5 + edge * np.sin(2 * np.pi * (at + warp) / pitch), 0, 1) for at in (shape.along, shape.across)
    )
    return np.asarray(rows if pattern == "striped" else 0.5 * (rows + columns), dtype=np.float32)
