"""The colours of a garment, with names."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from data.photos.garment import DATASET_FORM, WHOLE_FRAME, Garment, bounds
from data.photos.lighting import estimate_lighting

_SIDE = 112  # pixels of the garment: stripes stay apart
_LARGEST_SIDE = 320  # pixels of the frame, for a small garment in it
_MOST_PIXELS = 3000  # enough to estimate shares, and k-means takes a few milliseconds
_CLUSTERS = 6
_SMALLEST_SHARE = 0.08
_WEIGHT_OF_LIGHTNESS = 0.4  # shadows of folds change lightness much more than hue
_SHADE = 14.0  # CIELAB distance with the weight above
_MIXED = 9.0  # CIELAB distance from the line between two colours, whose mixture is at the edges of stripes
_LIT = (30, 95)  # percentiles of lightness between which a cloth's pixels are neither in shadow nor shine
_BORDER = 0.06  # of the frame, on each side
_AS_BORDER = 12.0  # CIELAB distance with the weight above
_LEAST_INSIDE = 0.05  # of the frame
_NEUTRAL = ("black", "charcoal", "grey", "light grey", "white")
_LIGHTER = (27.0, 45.0, 66.0, 78.0)  # CIELAB lightness at which the next of them begins
_COLOURFUL = 14.0  # CIELAB chroma: above, no neutral name is given
# CIELAB lightness, and the chroma below which a colour of that lightness has a neutral name.
_HUELESS = (8, 25, 60, 88), (10.0, 4.5, 8.0, 9.5)
_PINK = 1.5  # the weight of a* above 0 against b*

PALETTE: dict[str, str] = {
    "black": "#1a1a1c",
    "charcoal": "#45464a",
    "grey": "#8b8c8e",
    "light grey": "#b4b5b7",
    "white": "#f3f3f1",
    "cream": "#efe5cd",
    "beige": "#cdb592",
    "tan": "#b1834f",
    "brown": "#6a452d",
    "dark brown": "#3d2b22",
    "burgundy": "#641c2b",
    "red": "#c22a2c",
    "rust": "#a9552f",
    "coral": "#ec7a68",
    "orange": "#e67f28",
    "mustard": "#c7982c",
    "yellow": "#f0d34a",
    "lime": "#a6c84c",
    "olive": "#6b6a38",
    "green": "#3b8a4c",
    "dark green": "#24452f",
    "mint": "#b0dcc4",
    "teal": "#24787c",
    "turquoise": "#4fbdbd",
    "light blue": "#a4c8e2",
    "blue": "#3470b8",
    "denim": "#4d6480",
    "navy": "#1e2946",
    "plum": "#5c3a58",
    "purple": "#6d4491",
    "lilac": "#bfa9d4",
    "magenta": "#b8317f",
    "pink": "#efb2c2",
}
"""Colour names that are usual for clothes, each with a typical sRGB value."""


MOST = 4
"""Colours of one garment."""


@dataclass(frozen=True)
class Colour:
    """A colour of a garment: its name, its exact value as ``#rrggbb``, and its share of the garment's pixels."""

    name: str
    hex: str
    share: float


def garment_colours(garment: Garment) -> tuple[Colour, ...]:
    """The main colours of a garment, largest share first: at most four, each with a share of at least 8 %.

    The colours are those in neutral light: `data.photos.lighting` takes out the light of the photo. The pixels are
    clustered with k-means (Lloyd 1982) in CIELAB, whose distances match perceived differences. Clusters that differ
    mainly in lightness are merged, since folds cast shadows, and the lit part of the cloth gives its colour. Each
    colour gets the nearest name of `PALETTE`; colours with the same name are one.

    Of a photo in which no garment was found, the pixels count that differ from those on the border.
    """
    linear, inside = _small_copy(garment)
    lab = _lab(linear)
    if garment.method == WHOLE_FRAME and inside.min() > 0:
        inside = inside * _differs_from_border(lab)
    if garment.method != DATASET_FORM:
        lab = _lab(estimate_lighting(linear, inside > 0.5).removed(linear))
    # Pixels on the edge are mixed with the background.
    pixels = lab[inside >= min(0.95, float(inside.max()))]
    pixels = pixels[:: -(-len(pixels) // _MOST_PIXELS)]
    centres, shares = _main_colours(pixels)
    colours: dict[str, Colour] = {}
    for centre, name, share in zip(centres, _names(centres), shares, strict=True):
        if not colours or share >= _SMALLEST_SHARE:
            before = colours.get(name, Colour(name, _hex(centre), 0.0))
            colours[name] = Colour(name, before.hex, round(before.share + float(share), 4))
    return tuple(sorted(colours.values(), key=lambda colour: (-colour.share, colour.name))[:MOST])


def chosen_colours(names: Sequence[str], known: Sequence[Colour] = ()) -> tuple[Colour, ...]:
    """Colours that a user names, the main one first; each has the value that it has in ``known``, or a typical one.

    Raises:
        ValueError: a name is not in `PALETTE` or given twice, or there are none or more than `MOST` names.
    """
    unknown = [name for name in names if name not in PALETTE]
    if unknown or not 0 < len(names) <= MOST or len(set(names)) < len(names):
        raise ValueError(f"Expected 1 to {MOST} different colours of the palette. Received: {', '.join(names)!r}.")
    values = PALETTE | {colour.name: colour.hex for colour in known}
    # Nobody says how large the parts are: they are about equal, and large enough to be main colours in a search.
    shares = [1 / len(names) + 0.01 * (len(names) - 1 - 2 * place) for place in range(len(names))]
    return tuple(Colour(name, values[name], round(share, 4)) for name, share in zip(names, shares, strict=True))


def _small_copy(garment: Garment) -> tuple[np.ndarray, np.ndarray]:
    """The whole frame in linear RGB, float32 (h, w, 3), and the share of each pixel in the garment, float32 (h, w)."""
    rows, columns = bounds(garment.mask)
    height, width = garment.mask.shape
    largest = max(rows.stop - rows.start, columns.stop - columns.start)
    scale = min(1.0, max(_SIDE / max(height, width), min(_SIDE / largest, _LARGEST_SIDE / max(height, width))))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    linear = _LINEAR[cv2.resize(garment.image, size, interpolation=cv2.INTER_AREA)]
    inside = cv2.resize(garment.mask.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    return linear, inside.astype(np.float32) / 255


def _differs_from_border(lab: np.ndarray) -> np.ndarray:
    """Where a frame, Lab (h, w, 3), has none of its border's colours: float32 (h, w) of 0 and 1; 1 everywhere if that
    is almost nowhere."""
    height, width = lab.shape[:2]
    edge = max(1, round(_BORDER * min(height, width)))
    border = np.ones((height, width), bool)
    border[edge:-edge, edge:-edge] = False
    if height <= 2 * edge or width <= 2 * edge:
        return np.ones((height, width), np.float32)
    centres, nearest = _clusters(lab[border])
    usual = centres[np.bincount(nearest, minlength=len(centres)) >= _SMALLEST_SHARE * len(nearest)]
    weights = np.array([_WEIGHT_OF_LIGHTNESS, 1, 1], np.float32)
    distances = np.linalg.norm((lab[:, :, None] - usual) * weights, axis=3).min(axis=2)
    inside = (distances > _AS_BORDER) & ~border
    return np.asarray(inside if inside.mean() >= _LEAST_INSIDE else np.ones_like(inside), np.float32)


def _clusters(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cluster centres of pixels, float32 (N, 3): float32 (K, 3), and each pixel's cluster, int (N,)."""
    count = min(_CLUSTERS, len(np.unique(pixels, axis=0)))
    if count == 1:
        return pixels[:1], np.zeros(len(pixels), np.int32)
    cv2.setRNGSeed(0)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    _, nearest, centres = cv2.kmeans(pixels, count, np.empty(0), stop, 1, cv2.KMEANS_PP_CENTERS)
    return centres, nearest.ravel()


def _main_colours(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The colours of pixels, Lab (N, 3), largest first: Lab (K, 3), and each one's share of the pixels, (K,)."""
    centres, nearest = _clusters(pixels)
    counts = np.bincount(nearest, minlength=len(centres))
    shades = _shades(centres, counts)
    of_pixel = shades[nearest]
    colours = {number: _lit_colour(pixels[of_pixel == number]) for number in np.unique(of_pixel)}
    shares = {number: float((of_pixel == number).mean()) for number in colours}
    ranked = sorted(colours, key=lambda number: -shares[number])
    for number in ranked[:1:-1]:
        between = _mixture(number, ranked[: ranked.index(number)], colours)
        if between:
            for one in between:
                shares[one] += shares[number] / 2
            ranked.remove(number)
    ranked.sort(key=lambda number: -shares[number])
    return np.stack([colours[number] for number in ranked]), np.array([shares[number] for number in ranked])


def _shades(centres: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """For each cluster, int (K,), the larger one of which it is a shade, or itself."""
    kept: list[int] = []
    shade_of = np.arange(len(centres))
    for index in np.argsort(-counts, kind="stable"):
        difference = (centres[kept] - centres[index]) * (_WEIGHT_OF_LIGHTNESS, 1, 1)
        distances = np.linalg.norm(difference, axis=1)
        if kept and distances.min() < _SHADE:
            shade_of[index] = kept[distances.argmin()]
        else:
            kept.append(int(index))
    return shade_of


def _lit_colour(pixels: np.ndarray) -> np.ndarray:
    """The mean of the pixels, Lab (N, 3), that are neither in shadow nor shine: (3,)."""
    lightness = pixels[:, 0]
    low, high = np.percentile(lightness, _LIT)
    lit = (lightness >= low) & (lightness <= high)
    return np.asarray(pixels[lit if lit.any() else slice(None)].mean(axis=0))


def _mixture(number: int, larger: list[int], colours: dict[int, np.ndarray]) -> tuple[int, int] | None:
    """The two larger colours between which a colour lies in CIELAB, or None."""
    for place, one in enumerate(larger):
        for other in larger[place + 1 :]:
            line = colours[other] - colours[one]
            along = float((colours[number] - colours[one]) @ line / max(float(line @ line), 1e-6))
            off = np.linalg.norm(colours[one] + along * line - colours[number])
            if 0.15 < along < 0.85 and off < _MIXED:
                return one, other
    return None


def _names(colours: np.ndarray) -> list[str]:
    """The name of `PALETTE` for each colour, Lab (N, 3).

    What has almost no chroma is black, grey or white by its lightness alone: the nearest name of a pale grey would
    otherwise be a colour of the same lightness.
    """
    names = list(PALETTE)
    neutral = np.isin(names, _NEUTRAL)
    chroma = np.hypot(colours[:, 1], colours[:, 2])
    excluded = neutral & (chroma[:, None] > _COLOURFUL)
    nearest = np.where(excluded, np.inf, _distances(colours, _PALETTE_LAB)).argmin(axis=1)
    by_lightness = np.digitize(colours[:, 0], _LIGHTER)
    # What is left of the light is yellow, blue or green; pink is the cloth's.
    pink = np.where(colours[:, 1] > 0, _PINK, 1) * colours[:, 1]
    hueless = np.hypot(pink, colours[:, 2]) < np.interp(colours[:, 0], *_HUELESS)
    # A nearest name that is neutral only tells that the colour is; which one it is depends on the lightness.
    return [
        _NEUTRAL[by_lightness[n]] if hueless[n] or names[place] in _NEUTRAL else names[place]
        for n, place in enumerate(nearest)
    ]


def _distances(colours: np.ndarray, others: np.ndarray) -> np.ndarray:
    """CIE94 distances (graphic arts) between Lab colours, (N, 3) and (M, 3): (N, M).

    Euclidean distances in CIELAB overrate differences between saturated colours.
    """
    lightness = colours[:, None, 0] - others[None, :, 0]
    chroma = np.hypot(colours[:, 1], colours[:, 2])[:, None]
    others_chroma = np.hypot(others[:, 1], others[:, 2])[None]
    chroma_difference = chroma - others_chroma
    squares = ((colours[:, None, 1:] - others[None, :, 1:]) ** 2).sum(axis=2)
    hue = np.maximum(0, squares - chroma_difference**2)
    squared = (
        lightness**2 + (chroma_difference / (1 + 0.045 * others_chroma)) ** 2 + hue / (1 + 0.015 * others_chroma) ** 2
    )
    distances: np.ndarray = np.sqrt(squared)
    return distances


def _lab(linear: np.ndarray) -> np.ndarray:
    """CIELAB, float32, of linear RGB, float32."""
    lab: np.ndarray = cv2.cvtColor(linear, cv2.COLOR_LRGB2LAB)
    return lab


def _hex(lab: np.ndarray) -> str:
    rgb = cv2.cvtColor(lab.astype(np.float32)[None, None], cv2.COLOR_LAB2RGB)[0, 0]
    return "#" + "".join(f"{round(float(value) * 255):02x}" for value in rgb.clip(0, 1))


_CODES = np.arange(256, dtype=np.float32) / 255
_LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""Linear light by sRGB code."""

_PALETTE_LAB = _lab(_LINEAR[[[list(bytes.fromhex(code[1:])) for code in PALETTE.values()]]])[0]
