"""Drawn garments: the ten classes of Fashion-MNIST from seeds, and a data set of them in the official file format.

`sketch` says what a garment consists of (parts, back to front), `draw_shape` paints that at any size and angle, and
`draw_garment` makes it a Fashion-MNIST image. `data.scenes` turns the same shapes into photographs.

    python -m data.drawn DIR [--train N] [--test N] [--seed N]
"""

import argparse
import gzip
import hashlib
import json
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Points = Sequence[tuple[float, float]]

MATERIALS = ("cloth", "trim", "inside", "pale", "dark")
CLOTH, TRIM, INSIDE, PALE, DARK = range(len(MATERIALS))
SEAM, FOLD = -1, -2  # not materials: a seam darkens what lies below it, a fold lifts it


@dataclass(frozen=True)
class Part:
    """A closed outline, float (N, 2) in garment units (x right, y down, longest edge about 1)."""

    outline: NDArray[np.float64]
    material: int = CLOTH
    angle: float = 0.0  # of the thread against the vertical, radians, positive towards the right below
    lift: float = 1.0  # of a fold: negative presses a valley


@dataclass(frozen=True)
class Shape:
    """A painted garment. Every map is float32 (H, W); `materials` is (H, W, 5) and sums to `mask`."""

    mask: Floats  # 0..1 with soft edges
    materials: Floats
    shade: Floats  # 0..1: what seams and parts lying above take from the light
    relief: Floats  # height of the cloth, about 0..1
    across: Floats  # position on the cloth in garment units, square to the thread ...
    along: Floats  # ... and along it: textures and stripes follow sleeves and legs
    scale: float  # pixels a garment unit


# Ranges from which a top takes its measures: half widths from the axis, lengths from the shoulder, degrees of spread.
MEASURES = ("length", "shoulder", "chest", "waist", "hem", "neck", "scoop", "sleeve", "spread", "armhole", "cuff")
TOPS: dict[int, tuple[tuple[float, float], ...]] = {
    0: ((.70, .80), (.20, .23), (.20, .235), (.19, .23), (.20, .24), (.08, .11), (.06, .11), (.17, .24), (34, 50),
        (.18, .21), (.13, .16)),
    2: ((.68, .74), (.20, .23), (.21, .24), (.21, .235), (.19, .225), (.07, .09), (.05, .075), (.60, .68), (7, 14),
        (.20, .23), (.085, .10)),
    3: ((1.0, 1.0), (.11, .14), (.13, .155), (.10, .125), (.17, .27), (.07, .09), (.09, .16), (.08, .14), (20, 32),
        (.13, .15), (.09, .11)),
    4: ((.84, 1.0), (.19, .215), (.19, .215), (.17, .20), (.205, .25), (.06, .075), (.10, .12), (.62, .70), (9, 14),
        (.20, .23), (.105, .125)),
    6: ((.74, .82), (.195, .22), (.20, .225), (.185, .215), (.20, .225), (.065, .08), (.055, .07), (.58, .66), (7, 14),
        (.19, .22), (.085, .10)),
}  # fmt: skip


STEPS = np.linspace(0, 1, 10, endpoint=False)[None, :, None]
HERMITE = (  # weights of a start point, its tangent, an end point and its tangent along a cubic
    (1 + 2 * STEPS) * (1 - STEPS) ** 2, STEPS * (1 - STEPS) ** 2, STEPS**2 * (3 - 2 * STEPS), STEPS**2 * (STEPS - 1),
)  # fmt: skip
LENS = np.sin(np.linspace(0, np.pi, 9))[:, None]  # the half width of a fold along its length
CIRCLE = np.exp(2j * np.pi * np.arange(20) / 20).view(np.float64).reshape(-1, 2)


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return vectors / np.maximum(np.hypot(vectors[..., :1], vectors[..., 1:]), 1e-9)


def smooth(points: Points, closed: bool = True) -> NDArray[np.float64]:
    """A curve through `points`, float (N, 2); a point given twice in a row is a corner."""
    at = np.asarray(points, dtype=np.float64)
    ring = at[np.arange(-1, len(at) + 1) % len(at)] if closed else np.concatenate([at[:1], at, at[-1:]])
    step = np.diff(ring, axis=0)  # into each point, and out of the last one
    into, out = step[:-1], step[1:]
    leaving = _unit(np.where((into == 0).all(1, keepdims=True), out, into + out))
    arriving = _unit(np.where((out == 0).all(1, keepdims=True), into, into + out))
    if not closed:
        arriving, leaving = arriving[1:], leaving[:-1]
        start, end = at[:-1], at[1:]
    else:
        arriving, start, end = np.roll(arriving, -1, axis=0), at, np.roll(at, -1, axis=0)
    length = np.hypot(*(end - start).T)[:, None]
    knots = (start, leaving * length, end, arriving * length)
    curve = sum((w * k[:, None] for w, k in zip(HERMITE, knots, strict=True)), np.zeros(())).reshape(-1, 2)
    return curve if closed else np.concatenate([curve, at[-1:]])


def fill(material: int, points: Points, angle: float = 0.0) -> Part:
    return Part(smooth(points), material, angle)


def stroke(material: int, points: Points, width: float) -> Part:
    """A band of one width along an open curve."""
    line = smooth(points, closed=False)
    side = _unit(np.gradient(line, axis=0))[:, ::-1] * (-width / 2, width / 2)
    ends = line[-1] - line[0]
    return Part(np.concatenate([line + side, (line - side)[::-1]]), material, float(np.arctan2(ends[0], ends[1])))


def dot(material: int, x: float, y: float, radius: float) -> Part:
    return Part(CIRCLE * radius + (x, y), material)


def mirrored(half: Points) -> list[tuple[float, float]]:
    """The right half of an outline, from top to bottom, closed by its mirror image."""
    return [*half, *((-x, y) for x, y in reversed(half))]


def pair(*parts: Part) -> list[Part]:
    """Each part and its mirror image about the axis."""
    return [twin for p in parts for twin in (p, replace(p, outline=p.outline * (-1, 1), angle=-p.angle))]


def folds(
    rng: np.random.Generator, lines: Sequence[tuple[float, float, float, float]], each: int = 3, both: bool = False
) -> list[Part]:
    """Some folds along each line (x0, y0, x1, y1), and with `both` on the other side too, no two of them alike."""
    ends = np.repeat(
        np.array([*lines, *((-a, b, -c, d) for a, b, c, d in lines if both)]).reshape(-1, 2, 2), each, axis=0
    )
    reach = np.hypot(*(ends[:, 1] - ends[:, 0]).T)[:, None, None]
    start, middle, end = np.moveaxis(
        np.stack([ends[:, 0], ends.mean(axis=1), ends[:, 1]], axis=1) + reach * rng.normal(0, 0.12, (len(ends), 3, 2)),
        1,
        0,
    )[:, :, None]
    t = np.linspace(0, 1, len(LENS))[:, None]
    curves = (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end  # quadratic Bezier curves, (n, 9, 2)
    side = _unit(end - start)[..., ::-1] * (-1, 1) * LENS * rng.uniform(0.006, 0.014, (len(ends), 1, 1))
    outlines = np.concatenate([curves + side, (curves - side)[:, ::-1]], axis=1)
    return [Part(o, FOLD, lift=1.0 if rng.random() < 0.6 else -1.0) for o in outlines]


def _top(label: int, rng: np.random.Generator) -> list[Part]:
    """T-shirt, pullover, dress, coat and shirt: sleeves below, body above, then what tells them apart."""
    m = {name: float(rng.uniform(*span)) for name, span in zip(MEASURES, TOPS[label], strict=True)}
    length, neck, scoop, hem, sleeve, cuff = (m[k] for k in ("length", "neck", "scoop", "hem", "sleeve", "cuff"))
    if label == 6 and rng.random() < 0.3:  # a short-sleeved shirt
        sleeve, cuff = sleeve * 0.36, cuff * 1.55
        m["spread"] += 18
    slope, long = 0.045, sleeve > 0.4
    sleeveless = label == 3 and rng.random() < 0.7
    shoulder, pit = np.array([m["shoulder"], slope]), np.array([m["chest"], slope + m["armhole"]])
    if sleeveless:
        shoulder[0] = neck + rng.uniform(0.02, 0.035)
    turn = np.radians(m["spread"])
    down, out = np.array([np.sin(turn), np.cos(turn)]), np.array([np.cos(turn), -np.sin(turn)])

    def arm(t: float, side: float) -> tuple[float, float]:
        """A point of the sleeve: t along it, side 0 outer edge, 1 inner edge."""
        edge = shoulder + down * sleeve * t + out * (0.02 * np.sin(np.pi * t) + (0.012 if long else 0) * t)
        inner = (1 - t) * pit + t * (shoulder + down * sleeve - out * cuff)
        x, y = (1 - side) * edge + side * inner
        return float(x), float(y)

    parts: list[Part] = []
    if not sleeveless:
        top, low = (float(shoulder[0]), slope), (float(pit[0]), float(pit[1]))
        edge = [(top[0] - 0.05, slope), top, arm(0.3, 0), arm(0.65, 0), *[arm(1, 0)] * 2, *[arm(1, 1)] * 2]
        parts += pair(fill(CLOTH, [*edge, arm(0.6, 1), low, (low[0] - 0.06, low[1])], turn))
        end = 0.9 if long else 0.88
        if label in (2, 6) and long:
            parts += pair(
                fill(TRIM, [*[arm(end, 0)] * 2, *[arm(1.0, 0)] * 2, *[arm(1.0, 1)] * 2, *[arm(end, 1)] * 2], turn)
            )
        else:
            parts += pair(stroke(SEAM, [arm(end, 0.02), arm(end, 0.98)], 0.006))
        bends = [(*arm(0.45, 0.95), *arm(0.55, 0.3)), (*arm(0.62, 0.1), *arm(0.5, 0.7))] if long else []
        parts += folds(rng, [(*arm(0.15, 0.9), *arm(0.5, 0.4)), *bends], both=True)

    back = -0.012 if label in (2, 4, 6) else 0.018
    parts += [
        fill(INSIDE, [*[(-neck, 0)] * 2, (0, back), *[(neck, 0)] * 2, (0, scoop + 0.06)]),
        fill(PALE, [*[(-0.018, back + 0.016)] * 2, *[(0.018, back + 0.016)] * 2, *[(0.018, back + 0.036)] * 2,
                    *[(-0.018, back + 0.036)] * 2]),
        stroke(TRIM, [(-neck, 0), (0, back), (neck, 0)], 0.024),
    ]  # fmt: skip
    open_front = label in (4, 6)
    vee = open_front or rng.random() < 0.25
    dip = [(0.0, scoop)] * (2 if vee else 1)
    bottom = length + (0.03 if label in (3, 6) else 0.008)
    tail = (hem * 0.55, bottom) if label != 6 else (hem * 0.6, length + 0.028)
    flank = length - (0.035 if label == 6 else 0)
    waist_at = 0.4 if label == 3 else 0.55
    half = [*dip, *([] if vee else [(neck * 0.72, scoop * 0.62)]), *[(neck, 0.0)] * 2, *[(float(shoulder[0]),
            slope)] * 2,
            (float(min(shoulder[0], pit[0])) - 0.012, slope + 0.6 * m["armhole"]), *[(float(pit[0]),
                    float(pit[1]))] * 2,
            (m["waist"], waist_at), *([(hem * 0.86, 0.78)] if label == 3 else []), *[(hem, flank)] * 2, tail,
                    (0, bottom)]  # fmt: skip
    parts.append(fill(CLOTH, mirrored(half)))

    x, y = float(pit[0]), float(pit[1])
    tugs = [(x - 0.02, y + 0.03, x * 0.35, y + 0.17), (m["waist"], waist_at + 0.03, m["waist"] * 0.3, waist_at + 0.08)]
    if label == 3:
        tugs += [(m["waist"] * k, waist_at + 0.04, hem * k * 1.1, length - 0.03) for k in (0.15, 0.5, 0.8)]
    else:
        tugs += [(m["waist"] * 0.7, length - 0.25, hem * 0.5, length - 0.06)]
    parts += folds(rng, tugs, both=True)

    hemline = [(hem, flank - 0.028), (tail[0], tail[1] - 0.028), (0, bottom - 0.028), (-tail[0], tail[1] - 0.028),
               (-hem, flank - 0.028)]  # fmt: skip
    curve = [(neck, 0.0), *([] if vee else [(neck * 0.72, scoop * 0.62)]), (0.0, scoop)]
    curve += [] if vee else [(-x, y) for x, y in curve[-2::-1]]

    def neckband(width: float) -> list[Part]:
        return (
            pair(stroke(TRIM, [*curve[:-1], (-0.004, scoop + 0.004)], width)) if vee else [stroke(TRIM, curve, width)]
        )

    if label == 2:
        parts += [fill(TRIM, mirrored([(0, length - 0.055), *[(hem + 0.004, length - 0.058)] * 2,
                *[(hem - 0.006, length)] * 2,
                                       (0, length + 0.01)])), *neckband(0.036)]  # fmt: skip
    else:
        parts.append(stroke(SEAM, hemline, 0.005))
    if label in (0, 3):
        parts += neckband(0.022 if label == 0 else 0.014)
    if label == 3:
        parts += [
            stroke(
                TRIM if rng.random() < 0.4 else SEAM,
                [(-m["waist"], waist_at), (0, waist_at + 0.012), (m["waist"], waist_at)],
                0.014,
            )
        ]
    if label == 0 and rng.random() < 0.35:  # a print on the chest
        w, h = rng.uniform(0.06, 0.11), rng.uniform(0.03, 0.09)
        parts += [fill(PALE, mirrored([*[(w, 0.24 - h)] * 2, *[(w, 0.24 + h)] * 2]))]
    if open_front:
        parts += _front(label, rng, length, neck, scoop, hem)
    return parts


def _front(label: int, rng: np.random.Generator, length: float, neck: float, scoop: float, hem: float) -> list[Part]:
    """Collar, opening, buttons and pockets of a shirt (6) or a coat (4)."""
    if label == 6:
        rows = np.linspace(scoop + 0.045, length - 0.08, 7)
        wing = [*[(0.004, scoop + 0.004)] * 2, *[(neck * 0.55, scoop + 0.06)] * 2, *[(neck + 0.028,
                0.035)] * 2, (neck + 0.006, -0.012),
                (neck * 0.7, -0.004)]  # fmt: skip
        strip = [
            *[(-0.02, scoop)] * 2,
            *[(0.02, scoop)] * 2,
            *[(0.02, length + 0.026)] * 2,
            *[(-0.02, length + 0.026)] * 2,
        ]
        pocket = [
            p for p in ((0.06, 0.21), (0.06, 0.29), (0.1, 0.31), (0.14, 0.29), (0.14, 0.21), (0.06, 0.21)) for _ in "ab"
        ]
        return [
            fill(CLOTH, strip), *(dot(PALE, 0, float(y), 0.0085) for y in rows), *pair(fill(TRIM, wing, 0.6)),
            *([stroke(SEAM, pocket, 0.005)] if rng.random() < 0.6 else []),
        ]  # fmt: skip
    lapel = scoop + rng.uniform(0.14, 0.22)
    overlap, double = rng.uniform(0.02, 0.045), rng.random() < 0.4
    collar = [*[(0.0, lapel)] * 2, (neck * 0.75, 0.09), *[(neck * 0.7, -0.012)] * 2, (neck + 0.02, -0.005),
            *[(neck + 0.06, 0.085)] * 2,
              *[(neck + 0.03, 0.1)] * 2, *[(neck + 0.065, 0.12)] * 2, (neck * 0.75, lapel * 0.72)]  # fmt: skip
    columns = (overlap * -1.0, overlap * 2.2) if double else (overlap * 0.3,)
    rows = np.linspace(lapel + 0.04, length * 0.72, int(rng.integers(3, 6)))
    flap = [*[(0.09, 0.6)] * 2, *[(0.165, 0.59)] * 2, *[(0.165, 0.625)] * 2, *[(0.09, 0.635)] * 2]
    return [
        stroke(SEAM, [(-overlap * 0.7, lapel), (-overlap, length * 0.6), (-overlap * 1.1, length)], 0.011),
        *(dot(DARK, x, float(y), 0.014) for x in columns for y in rows),
        *pair(fill(CLOTH, flap), fill(TRIM, collar, 0.4)),
    ]  # fmt: skip


def _trouser(label: int, rng: np.random.Generator) -> list[Part]:
    waist, hip, ankle = rng.uniform(0.115, 0.14), rng.uniform(0.15, 0.175), rng.uniform(0.09, 0.15)
    wide, fork = rng.uniform(0.055, 0.095), rng.uniform(0.27, 0.33)
    knee, half = (hip + ankle) / 2, (wide + 0.085) / 2
    leg = [*[(-0.006, 0.02)] * 2, *[(waist, 0.02)] * 2, (hip, 0.2), (knee + half * 0.75, 0.6),
            *[(ankle + wide * 0.75, 0.99)] * 2,
           *[(ankle - wide * 0.75, 1.0)] * 2, (knee - half * 1.1, 0.6), *[(0.004, fork)] * 2]  # fmt: skip
    lean = float(np.arctan2(ankle - waist / 2, 0.9))
    band = [*[(0.0, 0.008)] * 1, *[(waist, -0.006)] * 2, *[(waist + 0.006, 0.044)] * 2, (0, 0.058)]
    tugs = [(0.02, fork - 0.03, hip * 0.8, fork - 0.1), (0.03, fork + 0.03, hip * 0.9, fork + 0.08),
            (knee - half, 0.58, knee + half * 0.6, 0.62), (ankle - wide * 0.6, 0.9, ankle + wide * 0.5, 0.93),
            (knee, 0.38, ankle, 0.88)]  # fmt: skip
    return [
        fill(INSIDE, mirrored([(0, -0.008), *[(waist - 0.004, -0.014)] * 2, *[(waist, 0.03)] * 2, (0, 0.03)])),
        *pair(fill(CLOTH, leg, lean)),
        *folds(rng, tugs, both=True),
        *pair(stroke(SEAM, [(waist * 0.55, 0.05), (waist * 0.68, 0.11), (hip * 0.92, 0.14)], 0.006)),
        *pair(stroke(SEAM, [(ankle - wide * 0.75, 0.972), (ankle + wide * 0.75, 0.962)], 0.005)),
        stroke(SEAM, [(0.0, 0.05), (0.0, fork)], 0.006),
        stroke(SEAM, [(0.032, 0.05), (0.032, 0.16), (0.004, 0.205)], 0.005),
        fill(TRIM, mirrored(band)),
        *pair(stroke(CLOTH, [(waist * 0.6, -0.004), (waist * 0.62, 0.062)], 0.014)),
        dot(DARK, 0.0, 0.032, 0.011),
    ]  # fmt: skip


def _sneaker(label: int, rng: np.random.Generator) -> list[Part]:
    t, sole = rng.uniform(-0.02, 0.05), rng.uniform(0.07, 0.1)
    upper = [*[(-0.475, -0.05)] * 2, (-0.475, -0.13), (-0.40, -0.175), (-0.25, -0.205 - t / 2), (-0.08,
            -0.285 - t), *[(0.07, -0.37 - t)] * 2,
             (0.12, -0.335 - t), (0.24, -0.285 - t), (0.36, -0.31 - t), *[(0.445, -0.375 - t)] * 2, (0.475,
                     -0.33 - t), (0.465, -0.2),
             *[(0.485, -0.05)] * 2]  # fmt: skip
    cap = [
        *[(-0.475, -0.05)] * 2,
        (-0.472, -0.13),
        (-0.40, -0.172),
        *[(-0.31, -0.187 - t / 3)] * 2,
        (-0.31, -0.12),
        *[(-0.26, -0.06)] * 2,
    ]
    heel = [
        *[(0.484, -0.05)] * 2,
        (0.466, -0.2),
        (0.474, -0.30 - t),
        *[(0.45, -0.345 - t)] * 2,
        (0.39, -0.24),
        *[(0.31, -0.06)] * 2,
    ]
    bed = [*[(-0.497, -sole)] * 2, (-0.3, -sole + 0.008), (0.1, -sole), *[(0.493, -sole - 0.03)] * 2, (0.5,
            -0.05), (0.485, 0), (0.1, 0.0),
           (-0.38, 0.0), (-0.47, -0.012), (-0.498, -0.045)]  # fmt: skip
    stay = [*[(-0.25, -0.2 - t / 2)] * 2, (-0.08, -0.28 - t), *[(0.068, -0.362 - t)] * 2, *[(0.105,
            -0.31 - t)] * 2, (-0.03, -0.215 - t),
            (-0.19, -0.14)]  # fmt: skip
    laces = [stroke(PALE, [(x - 0.012, y - 0.022), (x + 0.028, y + 0.008), (x + 0.052, y + 0.05)], 0.017)
             for x, y in zip(np.linspace(-0.2, 0.03, 5), np.linspace(-0.215, -0.345, 5) - t * 0.9,
                     strict=True)]  # fmt: skip
    stripes = [stroke(PALE, [(x, -0.075), (x - 0.02, -0.15), (x - 0.065, -0.24 - t / 2)], 0.026) for x in (0.1, 0.18)]
    wave = [stroke(PALE, [(-0.22, -0.1), (-0.02, -0.15), (0.16, -0.12), (0.34, -0.16)], 0.024)]
    return [
        fill(INSIDE, [(0.05, -0.35 - t), (0.12, -0.375 - t), (0.3, -0.345 - t), (0.44, -0.365 - t), (0.4,
                -0.2), (0.1, -0.2)]),
        fill(TRIM, [(0.0, -0.31 - t), *[(0.045, -0.43 - t)] * 2, *[(0.1, -0.42 - t)] * 2, (0.14, -0.3 - t),
                (0.06, -0.25)], 0.5),
        fill(CLOTH, upper, 1.2),
        *folds(rng, [(-0.3, -0.11, -0.18, -0.18)], 4),
        fill(TRIM, cap, 1.0), fill(TRIM, heel), *(stripes, wave, [])[int(rng.integers(3))],
        fill(TRIM, stay, 1.0), *laces,
        stroke(TRIM, [(0.13, -0.325 - t), (0.24, -0.278 - t), (0.36, -0.303 - t), (0.44, -0.36 - t)], 0.026),
        fill(PALE, bed, np.pi / 2), stroke(DARK, [(-0.46, -0.008), (0, -0.006), (0.488, -0.006)], 0.018),
        stroke(SEAM, [(-0.49, -sole * 0.55), (0, -sole * 0.5), (0.495, -sole * 0.6)], 0.006),
    ]  # fmt: skip


def _boot(label: int, rng: np.random.Generator) -> list[Part]:
    h, heel = rng.uniform(0.62, 0.82), rng.uniform(0.05, 0.16)
    floor = -heel  # the sole rises from the ball of the foot to the heel
    upper = [*[(-0.475, -0.035)] * 2, (-0.475, -0.115), (-0.39, -0.19), (-0.22, -0.25), (-0.09, -0.34),
            (-0.035, -0.48), *[(-0.045, -h)] * 2,
             (0.15, -h + 0.02), *[(0.37, -h - 0.025)] * 2, (0.365, -0.5), (0.395, -0.33), (0.44, -0.2),
                     *[(0.43, floor)] * 2, (0.1, floor * 0.7),
             (-0.1, -0.035)]  # fmt: skip
    bed = [(-0.49, -0.055), (-0.3, -0.05), (-0.1, -0.05), (0.08, floor * 0.8 - 0.025), *[(0.44,
            floor - 0.028)] * 2, *[(0.445, floor)] * 2,
           (0.2, floor), (0.0, -0.012), (-0.2, 0.0), (-0.42, 0.0), (-0.485, -0.025)]  # fmt: skip
    block = [*[(0.445, floor - 0.005)] * 2, *[(0.435, 0.0)] * 2, *[(0.24, 0.0)] * 2, *[(0.19, floor - 0.005)] * 2]
    parts = [
        fill(DARK, block), fill(INSIDE, [*[(-0.045, -h)] * 2, (0.15, -h - 0.055), *[(0.37, -h - 0.025)] * 2,
                (0.15, -h + 0.06)]),
        fill(CLOTH, upper), fill(DARK, bed, np.pi / 2),
        *folds(rng, [(-0.06, -0.38, 0.12, -0.3), (-0.03, -0.45, 0.2, -0.4), (-0.28, -0.1, -0.18, -0.22), (0.38,
                -0.4, 0.24, -0.34)]),
        stroke(SEAM, [(-0.2, -0.255), (-0.14, -0.16), (0.02, -0.1)], 0.006), stroke(SEAM, [(0.27, -0.12), (0.3,
                -0.24), (0.4, -0.32)], 0.006),
        stroke(SEAM, [(-0.04, -h + 0.03), (0.15, -h + 0.05), (0.37, -h + 0.005)], 0.006),
    ]  # fmt: skip
    if rng.random() < 0.5:  # Chelsea boot: an elastic side and a loop to pull
        side = [
            *[(0.07, -h + 0.015)] * 2,
            *[(0.25, -h + 0.012)] * 2,
            (0.235, -0.42),
            (0.19, -0.3),
            (0.13, -0.3),
            (0.1, -0.42),
        ]
        return [
            *parts,
            fill(TRIM, side),
            stroke(TRIM, [(0.335, -h + 0.05), (0.35, -h - 0.075), (0.385, -h + 0.03)], 0.02),
        ]
    rows = [(-0.17 + 0.135 * np.sin(k * np.pi / 2), -0.275 - (h - 0.33) * k**1.3) for k in np.linspace(0, 1, 7)]
    stay = [*[(-0.2, -0.258)] * 2, (-0.09, -0.34), (-0.035, -0.48), *[(-0.045, -h)] * 2, *[(0.045,
            -h + 0.014)] * 2, (0.05, -0.48), (-0.02, -0.29),
            (-0.14, -0.19)]  # fmt: skip
    laces = [
        stroke(PALE, [(x - 0.012, y - 0.012), (x + 0.04, y + 0.014), (x + 0.072, y + 0.03)], 0.016) for x, y in rows
    ]
    return [*parts, fill(TRIM, stay), *laces]


def _sandal(label: int, rng: np.random.Generator) -> list[Part]:
    lift = float(rng.choice((0.0, 0.0, rng.uniform(0.12, 0.34))))
    thick = rng.uniform(0.05, 0.08) if lift == 0 else 0.035

    def ground(x: float) -> float:
        """Height of the foot bed at x: flat to the ball of the foot, then rising to the heel."""
        return float(-thick - lift * np.clip((x + 0.2) / 0.55, 0, 1) ** 1.4)

    xs = np.linspace(-0.49, 0.47, 9)
    bed = [
        *((float(x), ground(x) - 0.006) for x in xs),
        *[(0.49, ground(0.5) + thick)] * 2,
        *((float(x), ground(x) + thick) for x in xs[::-1]),
    ]
    tread = stroke(DARK, [(float(x), ground(x) + thick - 0.008) for x in xs], 0.02)

    def top(x: float) -> float:
        """Height at x of the upper side of a foot in the sandal, which nobody sees."""
        return ground(x) - float(np.interp(x, (-0.48, -0.3, -0.1, 0.1, 0.4), (0.07, 0.12, 0.16, 0.22, 0.3)))

    def band(material: int, x0: float, x1: float, width: float) -> Part:
        """A strap from the sole at x0 to the top of the foot at x1."""
        xm, w = (x0 + x1) / 2 - 0.035, width / 2
        ym = (ground(x0) + top(x1)) / 2 - 0.03
        return fill(material, [*[(x0 - w, ground(x0) + thick * 0.4)] * 2, (xm - w, ym), *[(x1 - w * 0.8,
                top(x1 - w))] * 2,
                               *[(x1 + w * 0.8, top(x1 + w))] * 2, (xm + w, ym), *[(x0 + w,
                                       ground(x0) + thick * 0.4)] * 2])  # fmt: skip

    ankle, rear = rng.uniform(0.22, 0.3), ground(0.45)
    parts = [fill(DARK, [*[(0.485, ground(0.48) + 0.01)] * 2, *[(0.45, 0.0)] * 2, *[(0.39, 0.0)] * 2, (0.36,
            ground(0.4) / 2),
                         *[(0.28, ground(0.3) + 0.02)] * 2])] if lift else []  # fmt: skip
    closed = rng.random() < 0.8  # a strap around the ankle, from a cap behind the heel
    if closed:
        parts.append(stroke(INSIDE, [(0.45, rear - ankle), (0.3, rear - ankle - 0.05), (0.13, rear - ankle)], 0.04))
    straps = np.linspace(-0.36, rng.uniform(-0.14, 0.0), int(rng.integers(2, 5)))
    width, slant = rng.uniform(0.4, 0.9) * (straps[1] - straps[0]), rng.uniform(0.02, 0.12)
    parts += [band(INSIDE, float(x) + 0.16, float(x) + slant, width * 0.9) for x in straps]
    parts += [fill(PALE, bed, np.pi / 2), tread, *(band(CLOTH, float(x), float(x) + slant, width) for x in straps)]
    if closed:
        cap = [*[(0.27, ground(0.27) + thick * 0.4)] * 2, (0.36, rear - ankle * 0.4), *[(0.425,
                rear - ankle - 0.03)] * 2,
               *[(0.475, rear - ankle - 0.03)] * 2, (0.485, rear - ankle / 2), *[(0.487,
                       rear + thick * 0.4)] * 2]  # fmt: skip
        parts += [fill(CLOTH, cap), stroke(CLOTH, [(0.45, rear - ankle), (0.3, rear - ankle + 0.045), (0.13,
                rear - ankle)], 0.045),
                  dot(PALE, 0.26, rear - ankle + 0.04, 0.026), dot(DARK, 0.26, rear - ankle + 0.04, 0.012)]  # fmt: skip
    return parts


def _bag(label: int, rng: np.random.Generator) -> list[Part]:
    top, low = rng.uniform(0.3, 0.42), rng.uniform(0.36, 0.45)
    tall, grip, rise = rng.uniform(0.45, 0.68), rng.uniform(0.12, 0.2), rng.uniform(0.16, 0.42)
    half = [(0, 0.0), (top * 0.9, 0.0), (top, 0.03), (low, tall - 0.07), (low - 0.03, tall - 0.008), (0, tall)]
    arch = [(-grip, 0.06), (-grip * 0.92, -rise * 0.55), (-grip * 0.5, -rise), (0, -rise * 1.1), (grip * 0.5,
            -rise), (grip * 0.92, -rise * 0.55),
            (grip, 0.06)]  # fmt: skip
    behind = Part(stroke(INSIDE, arch, 0.034).outline * (0.86, 0.93) + (0.02, -0.02), INSIDE)
    parts = [
        behind,
        fill(CLOTH, mirrored(half)),
        *folds(rng, [(low * 0.9, tall * 0.85, low * 0.4, tall * 0.6)], 2, True),
    ]
    seam = stroke(
        SEAM,
        [
            (-low + 0.035, tall - 0.1),
            (-low * 0.85, tall - 0.035),
            (low * 0.85, tall - 0.035),
            (low - 0.035, tall - 0.1),
        ],
        0.006,
    )
    parts.append(seam)
    if rng.random() < 0.5:  # a flap with a clasp
        reach = tall * rng.uniform(0.42, 0.6)
        flap = mirrored(
            [
                (0, -0.008),
                (top * 0.9, -0.006),
                *[(top + 0.012, 0.04)] * 1,
                (top * 1.02, reach * 0.6),
                (top * 0.75, reach * 0.95),
                (0, reach),
            ]
        )
        line = [(x * 0.95, y * 0.95) for x, y in ((top * 1.0, reach * 0.5), (top * 0.74, reach * 0.94), (0,
                reach), (-top * 0.74, reach * 0.94),
                                                   (-top * 1.0, reach * 0.5))]  # fmt: skip
        clasp = [
            *[(-0.035, reach - 0.04)] * 2,
            *[(0.035, reach - 0.04)] * 2,
            *[(0.035, reach + 0.035)] * 2,
            *[(-0.035, reach + 0.035)] * 2,
        ]
        parts += [fill(TRIM, flap), stroke(SEAM, line, 0.005), fill(PALE, clasp), dot(DARK, 0, reach, 0.012)]
    else:  # an outer pocket, and a zip along the top
        pocket = [
            (x * low * 0.66, y * tall)
            for x, y in ((-1, 0.42), (-1, 0.86), (1, 0.86), (1, 0.42), (-1, 0.42))
            for _ in "ab"
        ]
        parts += [
            stroke(SEAM, pocket, 0.007),
            stroke(DARK, [(-top * 0.9, 0.028), (0, 0.034), (top * 0.9, 0.028)], 0.012),
        ]
    return [*parts, stroke(TRIM, arch, 0.038), *pair(fill(TRIM, [(grip - 0.035, 0.03), (grip + 0.035, 0.03),
            (grip + 0.03, 0.12), (grip, 0.15),
            (grip - 0.03, 0.12)]), dot(PALE, grip, 0.06, 0.016))]  # fmt: skip


SKETCHES = (_top, _trouser, _top, _top, _top, _sandal, _top, _sneaker, _bag, _boot)


def sketch(label: int, rng: np.random.Generator) -> list[Part]:
    """The parts of one garment, back to front, centred on (0, 0) with a longest edge of 1."""
    if not 0 <= label < len(SKETCHES):
        raise ValueError(f"Expected a label from 0 to {len(SKETCHES) - 1}. Received: label={label}")
    parts = SKETCHES[label](label, rng)
    solid = np.concatenate([p.outline for p in parts if p.material >= 0])
    low, high = solid.min(axis=0), solid.max(axis=0)
    return [replace(p, outline=(p.outline - (low + high) / 2) / (high - low).max()) for p in parts]


def draw_shape(parts: Sequence[Part], matrix: NDArray[np.float64], height: int, width: int) -> Shape:
    """Paint `parts` on an empty frame; `matrix`, float (2, 3),
    takes garment units to pixels (rotation and one scale)."""
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    shade, relief, angle = range(len(MATERIALS), len(MATERIALS) + 3)
    maps = np.zeros((height, width, len(MATERIALS) + 3), dtype=np.float32)
    maps[..., shade] = 1
    creases = np.zeros((2, height, width), dtype=np.uint8)  # ridges and valleys
    joined = np.concatenate([p.outline for p in parts])  # all at once: a garment has up to sixty parts
    starts = np.cumsum([0, *(len(p.outline) for p in parts[:-1])])
    span = np.maximum.reduceat(joined, starts) - np.minimum.reduceat(joined, starts)
    round_edges = np.clip(0.1 * span.min(axis=1), 0.004, 0.018) * scale
    pixels = joined @ matrix[:, :2].T + matrix[:, 2]
    reach = 2.5 * round_edges[:, None] + 1
    lows = np.clip(np.minimum.reduceat(pixels, starts) - reach, 0, (width, height)).astype(int)
    highs = np.clip(np.maximum.reduceat(pixels, starts) + reach + 1, 0, (width, height)).astype(int)
    corners = np.round(pixels * 256).astype(np.int32)
    for part, start, low, high, round_edge in zip(parts, starts, lows, highs, round_edges.tolist(), strict=True):
        outline = corners[start : start + len(part.outline)]
        if part.material == FOLD:
            cv2.fillPoly(creases[int(part.lift < 0)], [outline], 255, cv2.LINE_AA, 8)
            continue
        if low[0] >= high[0] or low[1] >= high[1]:
            continue
        box = np.s_[low[1] : high[1], low[0] : high[0]]
        stamp = np.zeros((high[1] - low[1], high[0] - low[0]), dtype=np.uint8)
        cv2.fillPoly(stamp, [outline - np.int32(256) * low.astype(np.int32)], 255, cv2.LINE_AA, 8)
        alpha = stamp.astype(np.float32) / 255
        below = maps[box]
        if part.material == SEAM:
            below[..., shade] *= 1 - 0.4 * alpha
            below[..., relief] -= 0.25 * alpha
        else:
            soft = np.asarray(cv2.GaussianBlur(alpha, (0, 0), round_edge), dtype=np.float32)
            below[..., shade] *= 1 - 0.5 * soft  # what lies beside an edge is in its shadow
            below *= (1 - alpha)[..., None]
            below[..., part.material] += alpha
            below[..., shade] += alpha
            below[..., relief] += alpha * soft
            below[..., angle] += alpha * part.angle
    materials = maps[..., : len(MATERIALS)]
    mask = np.minimum(materials @ np.ones(len(MATERIALS), dtype=np.float32), 1)
    crease = cv2.GaussianBlur((creases[0].astype(np.float32) - creases[1]) / 255, (0, 0), max(0.011 * scale, 0.5))
    hills = maps[..., relief] + materials[..., CLOTH] * crease  # collars, soles and buttons are stiff
    back = np.linalg.inv(matrix[:, :2])
    down, right = np.mgrid[:height, :width].astype(np.float32)
    right, down = right - np.float32(matrix[0, 2]), down - np.float32(matrix[1, 2])
    x, y = (np.float32(back[i, 0]) * right + np.float32(back[i, 1]) * down for i in range(2))
    cos, sin = np.cos(maps[..., angle]), np.sin(maps[..., angle])
    return Shape(mask, materials, maps[..., shade], hills, x * cos - y * sin, x * sin + y * cos, scale)


def lit(relief: Floats, scale: float, strength: float = 0.02) -> Floats:
    """Brightness, float32 (H, W) around 1, of a relief in soft light from the upper left."""
    slope = 0.5 * cv2.Sobel(relief, cv2.CV_32F, 1, 0) + 0.85 * cv2.Sobel(relief, cv2.CV_32F, 0, 1)
    return np.asarray(1 + 0.45 * np.tanh(strength / 0.45 * scale / 8 * slope), dtype=np.float32)


def dye(shape: Shape, pattern: str, pitch: float) -> Floats:
    """How much of a second colour the cloth takes, float32 (H, W), 0..1; `pitch` in garment units."""
    edge = max(shape.scale * pitch / 4, 1.0)  # stripes are smooth over about two pixels, so they do not alias
    warp = 0.012 * shape.relief
    bands = [np.clip(0.5 + edge * np.sin(2 * np.pi * (at + warp) / pitch), 0, 1) for at in (shape.along, shape.across)]
    if pattern == "striped":
        return np.asarray(bands[0], dtype=np.float32)
    if pattern == "checked":
        return np.asarray(0.5 * (bands[0] + bands[1]), dtype=np.float32)
    return np.zeros_like(shape.mask)


def choose_pattern(label: int, rng: np.random.Generator) -> str:
    """Stripes and checks are for tops; everything may be plain."""
    odds = {0: (0.25, 0.0), 2: (0.25, 0.0), 3: (0.1, 0.08), 6: (0.2, 0.35)}.get(label, (0.0, 0.0))
    return str(rng.choice(("striped", "checked", "plain"), p=(*odds, 1 - sum(odds))))


def draw_garment(label: int, seed: int, size: int = 28) -> NDArray[np.uint8]:
    """One garment in the form of Fashion-MNIST: uint8 (size, size), bright on black, longest edge filling the frame."""
    rng = np.random.default_rng(seed)
    parts = sketch(label, rng)
    fine = size * max(1, round(56 / size))  # drawn large and reduced, so that thin straps stay grey instead of breaking
    shape = draw_shape(
        parts, np.array([[fine, 0, fine / 2 - 0.5], [0, fine, fine / 2 - 0.5]], dtype=np.float64), fine, fine
    )
    cloth = rng.uniform(80, 235)
    greys = np.array(
        [cloth, min(cloth * rng.uniform(0.7, 1.2), 245), cloth * 0.45, rng.uniform(190, 250), 55], dtype=np.float32
    )
    second = rng.uniform(-0.6, 0.35) * dye(shape, choose_pattern(label, rng), rng.uniform(0.07, 0.15))
    grain = 1 + rng.uniform(0, 0.1) * rng.standard_normal((fine, fine), dtype=np.float32)
    greys_here = shape.materials @ greys + shape.materials[..., CLOTH] * cloth * second
    picture = greys_here * shape.shade * lit(shape.relief, fine, 0.012) * grain
    return np.clip(cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA), 0, 255).astype(np.uint8)


def _idx(array: NDArray[np.uint8]) -> bytes:
    """An IDX file of unsigned bytes: magic number 0x0800 + dimensions, each length big-endian, then the data."""
    return struct.pack(f">{array.ndim + 1}I", 0x0800 + array.ndim, *array.shape) + array.tobytes()


def write_drawn_dataset(directory: Path, train: int = 2000, test: int = 500, seed: int = 0) -> None:
    """Write the four files of Fashion-MNIST, drawn, and `dataset.json` with their MD5 sums.

    Images are uint8 (N, 28, 28), labels uint8 (N,), classes balanced and shuffled. The same arguments give the same
    bytes. Train and test garments never share a seed: training takes the even ones, testing the odd ones.
    """
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    sums = {}
    for odd, (prefix, count) in enumerate((("train", train), ("t10k", test))):
        labels = np.random.default_rng((seed, odd)).permutation(np.arange(count) % 10).astype(np.uint8)
        images = np.zeros((count, 28, 28), dtype=np.uint8)
        for i, label in enumerate(labels):
            images[i] = draw_garment(int(label), seed * 10_000_000 + 2 * i + odd)
        for kind, array in (("images-idx3", images), ("labels-idx1", labels)):
            content = gzip.compress(_idx(array), mtime=0)
            (directory / f"{prefix}-{kind}-ubyte.gz").write_bytes(content)
            sums[f"{prefix}-{kind}-ubyte.gz"] = hashlib.md5(content, usedforsecurity=False).hexdigest()
    text = json.dumps({"name": "drawn-garments", "files": sums}, indent=2) + "\n"
    (directory / "dataset.json").write_text(text, encoding="utf-8")  # last: a folder that has it is complete


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m data.drawn", description="Write a data set of drawn garments.")
    parser.add_argument("directory", type=Path, metavar="DIR", help="a new or empty folder")
    parser.add_argument("--train", type=int, default=2000, metavar="N", help="training images (2000)")
    parser.add_argument("--test", type=int, default=500, metavar="N", help="test images (500)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another seed draws other garments (0)")
    options = parser.parse_args(arguments)
    if options.directory.exists() and not (options.directory.is_dir() and not any(options.directory.iterdir())):
        print(f"{options.directory} is not an empty folder; name a new one.", file=sys.stderr)
        return 2
    write_drawn_dataset(options.directory, options.train, options.test, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
