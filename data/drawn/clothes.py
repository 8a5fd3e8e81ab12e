"""The outlines of clothes, and `sketch`, which gives the parts of a garment of any of the ten classes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from data.drawn.accessories import ankle_boot, bag, sandal, sneaker
from data.drawn.drawing import (
    CLOTH,
    DARK,
    INSIDE,
    PALE,
    SEAM,
    TRIM,
    Part,
    Points,
    corner,
    corners,
    dot,
    fill,
    folds,
    mirrored,
    pair,
    stroke,
)

T_SHIRT, TROUSERS, PULLOVER, DRESS, COAT, SANDAL, SHIRT, SNEAKER, BAG, ANKLE_BOOT = range(10)

_SLOPE = 0.045  # from the neck down to the shoulder


@dataclass
class _Measures:
    """Measures of a top: half widths from the axis and lengths in garment units, the sleeves' angle in degrees."""

    length: float
    shoulder: float
    chest: float
    waist: float
    hem: float
    neck: float
    scoop: float  # depth of the neckline
    sleeve: float  # length, 0 for none
    spread: float  # of a sleeve from the vertical
    armhole: float
    cuff: float  # width of a sleeve at its end


# fmt: off
_TOPS = (T_SHIRT, PULLOVER, DRESS, COAT, SHIRT)
_SPANS = {  # the range of each measure for each kind of top
    "length":   ((.70, .80),  (.68, .74),  (1.0, 1.0),   (.84, 1.0),   (.74, .82)),
    "shoulder": ((.20, .23),  (.20, .23),  (.11, .14),   (.19, .215),  (.195, .22)),
    "chest":    ((.20, .235), (.21, .24),  (.13, .155),  (.19, .215),  (.20, .225)),
    "waist":    ((.19, .23),  (.21, .235), (.10, .125),  (.17, .20),   (.185, .215)),
    "hem":      ((.20, .24),  (.19, .225), (.17, .27),   (.205, .25),  (.20, .225)),
    "neck":     ((.08, .11),  (.07, .09),  (.07, .09),   (.06, .075),  (.065, .08)),
    "scoop":    ((.06, .11),  (.05, .075), (.09, .16),   (.10, .12),   (.055, .07)),
    "sleeve":   ((.17, .24),  (.60, .68),  (.08, .14),   (.62, .70),   (.58, .66)),
    "spread":   ((34, 50),    (7, 14),     (20, 32),     (9, 14),      (7, 14)),
    "armhole":  ((.18, .21),  (.20, .23),  (.13, .15),   (.20, .23),   (.19, .22)),
    "cuff":     ((.13, .16),  (.085, .10), (.09, .11),   (.105, .125), (.085, .10)),
}
# fmt: on


def _measures(label: int, rng: np.random.Generator) -> _Measures:
    column = _TOPS.index(label)
    m = _Measures(**{name: float(rng.uniform(*spans[column])) for name, spans in _SPANS.items()})
    if label == SHIRT and rng.random() < 0.3:  # short sleeves
        m.sleeve, m.cuff, m.spread = m.sleeve * 0.36, m.cuff * 1.55, m.spread + 18
    if label == DRESS and rng.random() < 0.7:  # sleeveless
        m.sleeve, m.shoulder = 0, m.neck + rng.uniform(0.02, 0.035)
    return m


def top(label: int, rng: np.random.Generator) -> list[Part]:
    """T-shirt, pullover, dress, coat or shirt: the sleeves, the body over them, then the details of each kind."""
    m = _measures(label, rng)
    parts = [*(_sleeves(label, rng, m) if m.sleeve else []), *_neck_hole(label, m)]
    vee = label in (COAT, SHIRT) or rng.random() < 0.25
    waist_at = 0.4 if label == DRESS else 0.55
    flank = m.length - (0.035 if label == SHIRT else 0)
    bottom = m.length + (0.03 if label in (DRESS, SHIRT) else 0.008)
    tail = (m.hem * 0.6, m.length + 0.028) if label == SHIRT else (m.hem * 0.55, bottom)
    pit = (m.chest, _SLOPE + m.armhole)
    neckline = corner(0.0, m.scoop) if vee else [(0.0, m.scoop), (m.neck * 0.72, m.scoop * 0.62)]
    # fmt: off
    half = [
        *neckline, *corner(m.neck, 0.0), *corner(m.shoulder, _SLOPE),
        (min(m.shoulder, m.chest) - 0.012, _SLOPE + 0.6 * m.armhole), *corner(*pit), (m.waist, waist_at),
        *([(m.hem * 0.86, 0.78)] if label == DRESS else []), *corner(m.hem, flank), tail, (0, bottom),
    ]
    # fmt: on
    parts.append(fill(CLOTH, mirrored(half)))

    tugs = [
        (pit[0] - 0.02, pit[1] + 0.03, pit[0] * 0.35, pit[1] + 0.17),
        (m.waist, waist_at + 0.03, m.waist * 0.3, waist_at + 0.08),
    ]
    if label == DRESS:
        tugs += [(m.waist * k, waist_at + 0.04, m.hem * k * 1.1, m.length - 0.03) for k in (0.15, 0.5, 0.8)]
    else:
        tugs += [(m.waist * 0.7, m.length - 0.25, m.hem * 0.5, m.length - 0.06)]
    parts += folds(rng, tugs, both=True)

    if label == PULLOVER:
        hem = [(0, m.length - 0.055), *corner(m.hem + 0.004, m.length - 0.058), *corner(m.hem - 0.006, m.length)]
        parts.append(fill(TRIM, mirrored([*hem, (0, m.length + 0.01)])))
    else:
        hemline = mirrored([(m.hem, flank - 0.028), (tail[0], tail[1] - 0.028)], (0, bottom - 0.028))
        parts.append(stroke(SEAM, hemline, 0.005))
    if label in (T_SHIRT, PULLOVER, DRESS):
        parts += _neckband(m, vee, {T_SHIRT: 0.022, PULLOVER: 0.036, DRESS: 0.014}[label])
    if label == DRESS:
        belt = [(-m.waist, waist_at), (0, waist_at + 0.012), (m.waist, waist_at)]
        parts.append(stroke(TRIM if rng.random() < 0.4 else SEAM, belt, 0.014))
    if label == T_SHIRT and rng.random() < 0.35:  # a print on the chest
        w, h = rng.uniform(0.06, 0.11), rng.uniform(0.03, 0.09)
        parts.append(fill(PALE, mirrored(corners([(w, 0.24 - h), (w, 0.24 + h)]))))
    if label == SHIRT:
        parts += _shirt_front(rng, m)
    if label == COAT:
        parts += _coat_front(rng, m)
    return parts


def _sleeves(label: int, rng: np.random.Generator, m: _Measures) -> list[Part]:
    long, turn = m.sleeve > 0.4, np.radians(m.spread)
    down, out = np.array([np.sin(turn), np.cos(turn)]), np.array([np.cos(turn), -np.sin(turn)])
    shoulder, pit = np.array([m.shoulder, _SLOPE]), np.array([m.chest, _SLOPE + m.armhole])

    def at(t: float, side: float) -> tuple[float, float]:
        """A point of the right sleeve at ``t`` along it; ``side`` is 0 on the outer edge and 1 on the inner one."""
        outer = shoulder + down * m.sleeve * t + out * (0.02 * np.sin(np.pi * t) + (0.012 if long else 0) * t)
        inner = (1 - t) * pit + t * (shoulder + down * m.sleeve - out * m.cuff)
        x, y = (1 - side) * outer + side * inner
        return float(x), float(y)

    outer_edge = [(m.shoulder - 0.05, _SLOPE), (m.shoulder, _SLOPE), at(0.3, 0), at(0.65, 0), *corner(*at(1, 0))]
    inner_edge = [*corner(*at(1, 1)), at(0.6, 1), (float(pit[0]), float(pit[1])), (m.chest - 0.06, float(pit[1]))]
    parts = pair(fill(CLOTH, [*outer_edge, *inner_edge], turn))
    end = 0.9 if long else 0.88
    if long and label in (PULLOVER, SHIRT):
        parts += pair(fill(TRIM, corners([at(end, 0), at(1, 0), at(1, 1), at(end, 1)]), turn))
    else:
        parts += pair(stroke(SEAM, [at(end, 0.02), at(end, 0.98)], 0.006))
    bends = [(*at(0.45, 0.95), *at(0.55, 0.3)), (*at(0.62, 0.1), *at(0.5, 0.7))] if long else []
    return parts + folds(rng, [(*at(0.15, 0.9), *at(0.5, 0.4)), *bends], both=True)


def _neck_hole(label: int, m: _Measures) -> list[Part]:
    """The visible inside of the back: cloth, a label and the neckband."""
    back = -0.012 if label in (PULLOVER, COAT, SHIRT) else 0.018
    tag = [(-0.018, back + 0.016), (0.018, back + 0.016), (0.018, back + 0.036), (-0.018, back + 0.036)]
    return [
        fill(INSIDE, [*corner(-m.neck, 0), (0, back), *corner(m.neck, 0), (0, m.scoop + 0.06)]),
        fill(PALE, corners(tag)),
        stroke(TRIM, [(-m.neck, 0), (0, back), (m.neck, 0)], 0.024),
    ]


def _neckband(m: _Measures, vee: bool, width: float) -> list[Part]:
    if vee:
        return pair(stroke(TRIM, [(m.neck, 0.0), (-0.004, m.scoop + 0.004)], width))
    return [stroke(TRIM, mirrored([(m.neck, 0), (m.neck * 0.72, m.scoop * 0.62)], (0, m.scoop)), width)]


def _shirt_front(rng: np.random.Generator, m: _Measures) -> list[Part]:
    """A collar, a strip with buttons, and sometimes a pocket."""
    # fmt: off
    wing = [*corner(.004, m.scoop + .004), *corner(m.neck * .55, m.scoop + .06), *corner(m.neck + .028, .035),
            (m.neck + .006, -.012), (m.neck * .7, -.004)]
    strip = corners([(-.02, m.scoop), (.02, m.scoop), (.02, m.length + .026), (-.02, m.length + .026)])
    pocket = corners([(.06, .21), (.06, .29), (.1, .31), (.14, .29), (.14, .21), (.06, .21)])
    # fmt: on
    buttons = [dot(PALE, 0, float(y), 0.0085) for y in np.linspace(m.scoop + 0.045, m.length - 0.08, 7)]
    parts = [fill(CLOTH, strip), *buttons, *pair(fill(TRIM, wing, 0.6))]
    return [*parts, stroke(SEAM, pocket, 0.005)] if rng.random() < 0.6 else parts


def _coat_front(rng: np.random.Generator, m: _Measures) -> list[Part]:
    """Lapels, an overlap with one or two columns of buttons, and the flaps of two pockets."""
    lapel = m.scoop + rng.uniform(0.14, 0.22)
    overlap, double = rng.uniform(0.02, 0.045), rng.random() < 0.4
    # fmt: off
    collar = [*corner(0, lapel), (m.neck * .75, .09), *corner(m.neck * .7, -.012), (m.neck + .02, -.005),
              *corner(m.neck + .06, .085), *corner(m.neck + .03, .1), *corner(m.neck + .065, .12),
              (m.neck * .75, lapel * .72)]
    opening = [(-overlap * .7, lapel), (-overlap, m.length * .6), (-overlap * 1.1, m.length)]
    flap = corners([(.09, .6), (.165, .59), (.165, .625), (.09, .635)])
    # fmt: on
    columns = (-overlap, overlap * 2.2) if double else (overlap * 0.3,)
    rows = np.linspace(lapel + 0.04, m.length * 0.72, int(rng.integers(3, 6)))
    buttons = [dot(DARK, x, float(y), 0.014) for x in columns for y in rows]
    return [stroke(SEAM, opening, 0.011), *buttons, *pair(fill(CLOTH, flap), fill(TRIM, collar, 0.4))]


def trousers(rng: np.random.Generator) -> list[Part]:
    """Two legs below a waistband, with a fly, pockets and belt loops."""
    waist, hip, ankle = rng.uniform(0.115, 0.14), rng.uniform(0.15, 0.175), rng.uniform(0.09, 0.15)
    wide, fork = rng.uniform(0.055, 0.095), rng.uniform(0.27, 0.33)
    knee, half = (hip + ankle) / 2, (wide + 0.085) / 2
    lean = float(np.arctan2(ankle - waist / 2, 0.9))
    # fmt: off
    leg: Points = [
        *corner(-.006, .02), *corner(waist, .02), (hip, .2), (knee + half * .75, .6), *corner(ankle + wide * .75, .99),
        *corner(ankle - wide * .75, 1.0), (knee - half * 1.1, .6), *corner(.004, fork),
    ]
    inside = [(0, -.008), *corner(waist - .004, -.014), *corner(waist, .03), (0, .03)]
    band = [(0, .008), *corner(waist, -.006), *corner(waist + .006, .044), (0, .058)]
    tugs = [
        (.02, fork - .03, hip * .8, fork - .1), (.03, fork + .03, hip * .9, fork + .08),
        (knee - half, .58, knee + half * .6, .62), (ankle - wide * .6, .9, ankle + wide * .5, .93),
        (knee, .38, ankle, .88),
    ]
    # fmt: on
    return [
        fill(INSIDE, mirrored(inside)),
        *pair(fill(CLOTH, leg, lean)),
        *folds(rng, tugs, both=True),
        *pair(stroke(SEAM, [(waist * 0.55, 0.05), (waist * 0.68, 0.11), (hip * 0.92, 0.14)], 0.006)),
        *pair(stroke(SEAM, [(ankle - wide * 0.75, 0.972), (ankle + wide * 0.75, 0.962)], 0.005)),
        stroke(SEAM, [(0, 0.05), (0, fork)], 0.006),
        stroke(SEAM, [(0.032, 0.05), (0.032, 0.16), (0.004, 0.205)], 0.005),
        fill(TRIM, mirrored(band)),
        *pair(stroke(CLOTH, [(waist * 0.6, -0.004), (waist * 0.62, 0.062)], 0.014)),
        dot(DARK, 0, 0.032, 0.011),
    ]


_SKETCHES: dict[int, Callable[[np.random.Generator], list[Part]]] = {
    **{label: partial(top, label) for label in _TOPS},
    TROUSERS: trousers,
    SANDAL: sandal,
    SNEAKER: sneaker,
    BAG: bag,
    ANKLE_BOOT: ankle_boot,
}


def sketch(label: int, rng: np.random.Generator) -> list[Part]:
    """The parts of one garment, back to front, centred on (0, 0) with a longest edge of 1.

    Raises ValueError for a label that is not one of the ten.
    """
    if label not in _SKETCHES:
        raise ValueError(f"Expected a label from 0 to {len(_SKETCHES) - 1}. Received: label={label}")
    parts = _SKETCHES[label](rng)
    solid = np.concatenate([p.outline for p in parts if p.material >= 0])
    low, high = solid.min(axis=0), solid.max(axis=0)
    outlines = (np.concatenate([p.outline for p in parts]) - (low + high) / 2) / (high - low).max()
    ends = np.cumsum([len(p.outline) for p in parts])
    return [replace(p, outline=outlines[end - len(p.outline) : end]) for p, end in zip(parts, ends, strict=True)]


def choose_pattern(label: int, rng: np.random.Generator) -> str:
    """The name of a random pattern for `drawing.dye`; only tops are striped or checked."""
    odds = {T_SHIRT: (0.25, 0.0), PULLOVER: (0.25, 0.0), DRESS: (0.1, 0.08), SHIRT: (0.2, 0.35)}
    striped, checked = odds.get(label, (0.0, 0.0))
    return str(rng.choice(("striped", "checked", "plain"), p=(striped, checked, 1 - (striped + checked))))
