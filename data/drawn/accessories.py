"""The outlines of shoes and bags. Shoes point to the left."""

import numpy as np

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


def sneaker(rng: np.random.Generator) -> list[Part]:
    """A low shoe with a pale sole, laces and a toe cap; its side has stripes, a wave or nothing."""
    t, sole = rng.uniform(-0.02, 0.05), rng.uniform(0.07, 0.1)  # t makes it higher
    # fmt: off
    upper: Points = [
        *corner(-.475, -.05), (-.475, -.13), (-.40, -.175), (-.25, -.205 - t / 2), (-.08, -.285 - t),
        *corner(.07, -.37 - t), (.12, -.335 - t), (.24, -.285 - t), (.36, -.31 - t), *corner(.445, -.375 - t),
        (.475, -.33 - t), (.465, -.2), *corner(.485, -.05),
    ]
    cap = [*corner(-.475, -.05), (-.472, -.13), (-.40, -.172), *corner(-.31, -.187 - t / 3), (-.31, -.12),
           *corner(-.26, -.06)]
    heel = [*corner(.484, -.05), (.466, -.2), (.474, -.30 - t), *corner(.45, -.345 - t), (.39, -.24),
            *corner(.31, -.06)]
    bed = [
        *corner(-.497, -sole), (-.3, -sole + .008), (.1, -sole), *corner(.493, -sole - .03), (.5, -.05), (.485, 0),
        (.1, 0), (-.38, 0), (-.47, -.012), (-.498, -.045),
    ]
    stay = [*corner(-.25, -.2 - t / 2), (-.08, -.28 - t), *corner(.068, -.362 - t), *corner(.105, -.31 - t),
            (-.03, -.215 - t), (-.19, -.14)]
    inside = [(.05, -.35 - t), (.12, -.375 - t), (.3, -.345 - t), (.44, -.365 - t), (.4, -.2), (.1, -.2)]
    tongue = [(0, -.31 - t), *corner(.045, -.43 - t), *corner(.1, -.42 - t), (.14, -.3 - t), (.06, -.25)]
    collar = [(.13, -.325 - t), (.24, -.278 - t), (.36, -.303 - t), (.44, -.36 - t)]
    # fmt: on
    laces = [
        stroke(PALE, [(x - 0.012, y - 0.022), (x + 0.028, y + 0.008), (x + 0.052, y + 0.05)], 0.017)
        for x, y in zip(np.linspace(-0.2, 0.03, 5), np.linspace(-0.215, -0.345, 5) - t * 0.9, strict=True)
    ]
    stripes = [stroke(PALE, [(x, -0.075), (x - 0.02, -0.15), (x - 0.065, -0.24 - t / 2)], 0.026) for x in (0.1, 0.18)]
    wave = [stroke(PALE, [(-0.22, -0.1), (-0.02, -0.15), (0.16, -0.12), (0.34, -0.16)], 0.024)]
    return [
        fill(INSIDE, inside),
        fill(TRIM, tongue, 0.5),
        fill(CLOTH, upper, 1.2),
        *folds(rng, [(-0.3, -0.11, -0.18, -0.18)], 4),
        fill(TRIM, cap, 1.0),
        fill(TRIM, heel),
        *(stripes, wave, [])[int(rng.integers(3))],
        fill(TRIM, stay, 1.0),
        *laces,
        stroke(TRIM, collar, 0.026),
        fill(PALE, bed, np.pi / 2),
        stroke(DARK, [(-0.46, -0.008), (0, -0.006), (0.488, -0.006)], 0.018),
        stroke(SEAM, [(-0.49, -sole * 0.55), (0, -sole * 0.5), (0.495, -sole * 0.6)], 0.006),
    ]


def ankle_boot(rng: np.random.Generator) -> list[Part]:
    """A boot on a block heel: a Chelsea boot or one with laces."""
    h, heel = rng.uniform(0.62, 0.82), rng.uniform(0.05, 0.16)
    floor = -heel  # the sole rises from the ball of the foot to the heel
    # fmt: off
    upper: Points = [
        *corner(-.475, -.035), (-.475, -.115), (-.39, -.19), (-.22, -.25), (-.09, -.34), (-.035, -.48),
        *corner(-.045, -h), (.15, -h + .02), *corner(.37, -h - .025), (.365, -.5), (.395, -.33), (.44, -.2),
        *corner(.43, floor), (.1, floor * .7), (-.1, -.035),
    ]
    bed = [
        (-.49, -.055), (-.3, -.05), (-.1, -.05), (.08, floor * .8 - .025), *corner(.44, floor - .028),
        *corner(.445, floor), (.2, floor), (0, -.012), (-.2, 0), (-.42, 0), (-.485, -.025),
    ]
    block = corners([(.445, floor - .005), (.435, 0), (.24, 0), (.19, floor - .005)])
    inside = [*corner(-.045, -h), (.15, -h - .055), *corner(.37, -h - .025), (.15, -h + .06)]
    creases = [(-.06, -.38, .12, -.3), (-.03, -.45, .2, -.4), (-.28, -.1, -.18, -.22), (.38, -.4, .24, -.34)]
    elastic = [*corner(.07, -h + .015), *corner(.25, -h + .012), (.235, -.42), (.19, -.3), (.13, -.3), (.1, -.42)]
    stay = [*corner(-.2, -.258), (-.09, -.34), (-.035, -.48), *corner(-.045, -h), *corner(.045, -h + .014),
            (.05, -.48), (-.02, -.29), (-.14, -.19)]
    # fmt: on
    parts = [
        fill(DARK, block),
        fill(INSIDE, inside),
        fill(CLOTH, upper),
        fill(DARK, bed, np.pi / 2),
        *folds(rng, creases),
        stroke(SEAM, [(-0.2, -0.255), (-0.14, -0.16), (0.02, -0.1)], 0.006),
        stroke(SEAM, [(0.27, -0.12), (0.3, -0.24), (0.4, -0.32)], 0.006),
        stroke(SEAM, [(-0.04, -h + 0.03), (0.15, -h + 0.05), (0.37, -h + 0.005)], 0.006),
    ]
    if rng.random() < 0.5:  # a Chelsea boot has an elastic side and a loop to pull
        loop = [(0.335, -h + 0.05), (0.35, -h - 0.075), (0.385, -h + 0.03)]
        return [*parts, fill(TRIM, elastic), stroke(TRIM, loop, 0.02)]
    rows = [(-0.17 + 0.135 * np.sin(k * np.pi / 2), -0.275 - (h - 0.33) * k**1.3) for k in np.linspace(0, 1, 7)]
    laces = [
        stroke(PALE, [(x - 0.012, y - 0.012), (x + 0.04, y + 0.014), (x + 0.072, y + 0.03)], 0.016) for x, y in rows
    ]
    return [*parts, fill(TRIM, stay), *laces]


def sandal(rng: np.random.Generator) -> list[Part]:
    """A flat or heeled sole with two to four straps, and usually a buckled one around the ankle."""
    lift = float(rng.choice((0.0, 0.0, rng.uniform(0.12, 0.34))))
    thick = rng.uniform(0.05, 0.08) if lift == 0 else 0.035

    def ground(x: float) -> float:
        """Height of the foot bed at x: flat to the ball of the foot, then rising to the heel."""
        return float(-thick - lift * np.clip((x + 0.2) / 0.55, 0, 1) ** 1.4)

    def instep(x: float) -> float:
        """Height at x of the top of the (invisible) foot in the sandal."""
        return ground(x) - float(np.interp(x, (-0.48, -0.3, -0.1, 0.1, 0.4), (0.07, 0.12, 0.16, 0.22, 0.3)))

    def strap(material: int, x0: float, x1: float, width: float) -> Part:
        """A strap from the sole at x0 to the top of the foot at x1."""
        foot, w = ground(x0) + thick * 0.4, width / 2
        xm, ym = (x0 + x1) / 2 - 0.035, (ground(x0) + instep(x1)) / 2 - 0.03
        left = [*corner(x0 - w, foot), (xm - w, ym), *corner(x1 - w * 0.8, instep(x1 - w))]
        return fill(material, [*left, *corner(x1 + w * 0.8, instep(x1 + w)), (xm + w, ym), *corner(x0 + w, foot)])

    xs = np.linspace(-0.49, 0.47, 9).tolist()
    upper, lower = ([(x, ground(x) + down) for x in xs] for down in (-0.006, thick))
    sole = fill(PALE, [*upper, *corner(0.49, ground(0.5) + thick), *lower[::-1]], np.pi / 2)
    tread = stroke(DARK, [(x, ground(x) + thick - 0.008) for x in xs], 0.02)

    ankle, rear = rng.uniform(0.22, 0.3), ground(0.45)
    # fmt: off
    heel = [*corner(.485, ground(.48) + .01), *corner(.45, 0), *corner(.39, 0), (.36, ground(.4) / 2),
            *corner(.28, ground(.3) + .02)]
    cap = [
        *corner(.27, ground(.27) + thick * .4), (.36, rear - ankle * .4), *corner(.425, rear - ankle - .03),
        *corner(.475, rear - ankle - .03), (.485, rear - ankle / 2), *corner(.487, rear + thick * .4),
    ]
    # fmt: on
    parts = [fill(DARK, heel)] if lift else []
    closed = rng.random() < 0.8  # a strap around the ankle, from a cap behind the heel
    if closed:
        parts.append(stroke(INSIDE, [(0.45, rear - ankle), (0.3, rear - ankle - 0.05), (0.13, rear - ankle)], 0.04))
    places = np.linspace(-0.36, rng.uniform(-0.14, 0.0), int(rng.integers(2, 5))).tolist()
    width, slant = rng.uniform(0.4, 0.9) * (places[1] - places[0]), rng.uniform(0.02, 0.12)
    parts += [strap(INSIDE, x + 0.16, x + slant, width * 0.9) for x in places]
    parts += [sole, tread, *(strap(CLOTH, x, x + slant, width) for x in places)]
    if closed:
        front = [(0.45, rear - ankle), (0.3, rear - ankle + 0.045), (0.13, rear - ankle)]
        buckle = [dot(PALE, 0.26, rear - ankle + 0.04, 0.026), dot(DARK, 0.26, rear - ankle + 0.04, 0.012)]
        parts += [fill(CLOTH, cap), stroke(CLOTH, front, 0.045), *buckle]
    return parts


def bag(rng: np.random.Generator) -> list[Part]:
    """A handbag with two handles, and either a flap with a clasp or a zip and an outer pocket."""
    top, low = rng.uniform(0.3, 0.42), rng.uniform(0.36, 0.45)
    tall, grip, rise = rng.uniform(0.45, 0.68), rng.uniform(0.12, 0.2), rng.uniform(0.16, 0.42)
    # fmt: off
    half = [(0, 0), (top * .9, 0), (top, .03), (low, tall - .07), (low - .03, tall - .008), (0, tall)]
    arch = [
        (-grip, .06), (-grip * .92, -rise * .55), (-grip * .5, -rise), (0, -rise * 1.1), (grip * .5, -rise),
        (grip * .92, -rise * .55), (grip, .06),
    ]
    base = [(-low + .035, tall - .1), (-low * .85, tall - .035), (low * .85, tall - .035), (low - .035, tall - .1)]
    mount = [(grip - .035, .03), (grip + .035, .03), (grip + .03, .12), (grip, .15), (grip - .03, .12)]
    # fmt: on
    parts = [
        Part(stroke(INSIDE, arch, 0.034).outline * (0.86, 0.93) + (0.02, -0.02), INSIDE),  # the rear handle
        fill(CLOTH, mirrored(half)),
        *folds(rng, [(low * 0.9, tall * 0.85, low * 0.4, tall * 0.6)], 2, both=True),
        stroke(SEAM, base, 0.006),
    ]
    if rng.random() < 0.5:
        y = tall * rng.uniform(0.42, 0.6)
        # fmt: off
        flap = mirrored([(0, -.008), (top * .9, -.006), (top + .012, .04), (top * 1.02, y * .6), (top * .75, y * .95),
                         (0, y)])
        edge = [(top, y * .5), (top * .74, y * .94), (0, y), (-top * .74, y * .94), (-top, y * .5)]
        clasp = corners([(-.035, y - .04), (.035, y - .04), (.035, y + .035), (-.035, y + .035)])
        # fmt: on
        seam = stroke(SEAM, [(x * 0.95, y * 0.95) for x, y in edge], 0.005)
        parts += [fill(TRIM, flap), seam, fill(PALE, clasp), dot(DARK, 0, y, 0.012)]
    else:
        ring = corners([(-1, 0.42), (-1, 0.86), (1, 0.86), (1, 0.42), (-1, 0.42)])
        pocket = stroke(SEAM, [(x * low * 0.66, y * tall) for x, y in ring], 0.007)
        parts += [pocket, stroke(DARK, [(-top * 0.9, 0.028), (0, 0.034), (top * 0.9, 0.028)], 0.012)]
    return [*parts, stroke(TRIM, arch, 0.038), *pair(fill(TRIM, mount), dot(PALE, grip, 0.06, 0.016))]
