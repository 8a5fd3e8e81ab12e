"""The colours of a garment, with names."""

from dataclasses import dataclass

import cv2
import numpy as np

from data.photos.garment import Garment, bounds

_SIDE = 64  # pixels: enough to estimate shares, and k-means takes a millisecond
_CLUSTERS = 6
_SMALLEST_SHARE = 0.08
_MOST = 4
_WEIGHT_OF_LIGHTNESS = 0.4  # shadows of folds change lightness much more than hue
_SHADE = 14.0  # CIELAB distance with the weight above

PALETTE: dict[str, str] = {
    "black": "#1a1a1c",
    "charcoal": "#45464a",
    "grey": "#8b8c8e",
    "light grey": "#c3c4c6",
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


@dataclass(frozen=True)
class Colour:
    """A colour of a garment: its name, its exact value as ``#rrggbb``, and its share of the garment's pixels."""

    name: str
    hex: str
    share: float


def garment_colours(garment: Garment) -> tuple[Colour, ...]:
    """The main colours of a garment, largest share first: at most four, each with a share of at least 8 %.

    The pixels are clustered with k-means (Lloyd 1982) in CIELAB, whose distances match perceived differences. Clusters
    that differ mainly in lightness are merged, since folds cast shadows. Each colour gets the nearest name of
    `PALETTE`; colours with the same name are one.
    """
    rows, columns = bounds(garment.mask)
    image, mask = garment.image[rows, columns], garment.mask[rows, columns].astype(np.float32)
    scale = min(1.0, _SIDE / max(mask.shape))
    size = max(1, round(mask.shape[1] * scale)), max(1, round(mask.shape[0] * scale))
    image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    inside = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    # Pixels on the edge are mixed with the background.
    pixels = _lab(image)[inside >= min(0.95, float(inside.max()))]
    centres, shares = _join_shades(*_clusters(pixels))
    names = list(PALETTE)
    colours: dict[str, Colour] = {}
    for centre, nearest, share in zip(centres, _distances(centres, _PALETTE_LAB).argmin(axis=1), shares, strict=True):
        name = names[nearest]
        if not colours or share >= _SMALLEST_SHARE:
            before = colours.get(name, Colour(name, _hex(centre), 0.0))
            colours[name] = Colour(name, before.hex, round(before.share + float(share), 4))
    return tuple(sorted(colours.values(), key=lambda colour: (-colour.share, colour.name))[:_MOST])


def _clusters(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cluster centres of pixels, float32 (N, 3): float32 (K, 3), and each cluster's share of the pixels, (K,)."""
    count = min(_CLUSTERS, len(np.unique(pixels, axis=0)))
    if count == 1:
        return pixels[:1], np.ones(1)
    cv2.setRNGSeed(0)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    _, nearest, centres = cv2.kmeans(pixels, count, np.empty(0), stop, 1, cv2.KMEANS_PP_CENTERS)
    return centres, np.bincount(nearest.ravel(), minlength=count) / len(pixels)


def _join_shades(centres: np.ndarray, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Merges each cluster into a larger one of which it is a shade; the rest, largest first."""
    kept: list[int] = []
    total = np.zeros(len(shares))
    for index in np.argsort(-shares):
        difference = (centres[kept] - centres[index]) * (_WEIGHT_OF_LIGHTNESS, 1, 1)
        distances = np.linalg.norm(difference, axis=1)
        if kept and distances.min() < _SHADE:
            total[kept[distances.argmin()]] += shares[index]
        else:
            kept.append(index)
            total[index] += shares[index]
    return centres[kept], total[kept]


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


def _lab(image: np.ndarray) -> np.ndarray:
    """CIELAB, float32, of uint8 RGB."""
    lab: np.ndarray = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return lab


def _hex(lab: np.ndarray) -> str:
    rgb = cv2.cvtColor(lab.astype(np.float32)[None, None], cv2.COLOR_LAB2RGB)[0, 0]
    return "#" + "".join(f"{round(float(value) * 255):02x}" for value in rgb.clip(0, 1))


_PALETTE_LAB = _lab(np.array([[list(bytes.fromhex(code[1:])) for code in PALETTE.values()]], np.uint8))[0]
