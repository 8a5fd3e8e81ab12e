"""Why an export says what it says of a photo: the places in the picture on which its answer rests.

One place after the other is covered, and the network is asked again: occlusion, Zeiler and Fergus, "Visualizing and
Understanding Convolutional Networks", 2014, section 4.2. It needs nothing but the network's logits, so that it works
for every export on every runtime.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from data.photos.garment import Garment
from data.photos.recipes import RECIPES
from model.metrics import softmax
from model.photo_result import PhotoResult
from model.predictor import Predictor

NONE = ""
"""The answer of an export that rejects: none of the classes."""

ROWS, COLUMNS = ("top", "middle", "bottom"), ("left", "centre", "right")
"""The nine parts of a picture, by which `place_of` names a place."""

SECONDS = 1.5
"""Time for the network, by default. A slow machine gets a coarser grid."""

_GRIDS = (8, 6, 4)
_AT_ONCE = 4  # images: LiteRT keeps the memory of its largest batch, 300 MB for 64 images of 160 pixels
_FEW_POINTS = 0.05  # of the share: an answer that no single place changes by more rests on many places at once
_STRONG = 1.5  # log-odds: a confidence of 50% becomes 18%
_ON_GARMENT = 0.1  # of a window's pixels


@dataclass(frozen=True)
class Explanation:
    """What an answer rests on. The maps are float (g, g): a row for each row of places, from the top, left to right.

    Attributes:
        result: the prediction that is explained, without its pixels.
        shares: the confidence in every class and, from an export that rejects, in `NONE`; they sum to 1.
        answer: the class that is explained, or `NONE` where the outcome is ``not_clothing``.
        rival: the class that the answer is compared with.
        support: by how much each place, once it is covered, lowers the log-odds of the answer; negative where it
            raises them.
        difference: by how much each place, once it is covered, lowers the answer's logit against the rival's: positive
            where it speaks for the answer, negative where it speaks for the rival.
        covered_shares: the confidence in the answer with each place covered.
        on_garment: bool (g, g), whether a place shows a part of the garment.
    """

    result: PhotoResult
    shares: dict[str, float]
    answer: str
    rival: str
    support: np.ndarray
    difference: np.ndarray
    covered_shares: np.ndarray
    on_garment: np.ndarray

    @property
    def lowest_share(self) -> float:
        """The confidence in the answer that is left when the most important place is covered."""
        return float(self.covered_shares.min())

    @property
    def rests_on_one_place(self) -> bool:
        """Whether covering one place alone changes the confidence noticeably."""
        return self.shares[self.answer] - self.lowest_share >= _FEW_POINTS

    @property
    def strongest(self) -> float:
        """The value that both maps are drawn with in the strongest colour; weak maps of a sure answer stay pale."""
        return max(_STRONG, float(np.abs([self.support, self.difference]).max()))

    @property
    def share_beside_garment(self) -> float:
        """How much of all support, 0–1, comes from places that show nothing of the garment."""
        positive = self.support.clip(min=0)
        return float(positive[~self.on_garment].sum() / max(positive.sum(), 1e-9))


def explain(
    predictor: Predictor,
    garment: Garment,
    *,
    rival: str | None = None,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.perf_counter,
) -> Explanation:
    """Covers one place of the network's input after the other and measures how its answer changes.

    A covered place is as grey as the recipe's background and, in an input of four channels, no part of the garment's
    mask. Places overlap by half.

    Args:
        predictor: the export.
        garment: as `model.garments.read_garment` finds it. Several garments are explained together.
        rival: the class to compare the answer with; by default, or if it is the answer itself, the next likeliest one.
        seconds: for the network, as far as the coarsest grid allows.
        clock: gives seconds.

    Raises:
        ExportError: the export gives values that are not finite.
    """
    result = predictor.predict_garment(garment)
    image = predictor.input_of(garment) if result.model_input is None else result.model_input
    started = clock()
    [plain] = _logits(predictor, image[None])
    grid = _grid_for(seconds, clock() - started)
    covered, on_garment = _cover(image, grid, RECIPES[predictor.card.architecture.recipe].background)
    logits = _logits(predictor, covered)

    names = [*predictor.class_names, NONE][: len(plain)]
    shares = dict(zip(names, softmax(plain).tolist(), strict=True))
    rejected = result.outcome == "not_clothing" and NONE in shares
    answer = NONE if rejected else str(result.label)
    if rival is None or rival not in shares or rival == answer:
        rival = max((name for name in predictor.class_names if name != answer), key=lambda name: shares[name])
    first, second = names.index(answer), names.index(rival)
    lost = plain - logits  # (N, outputs)
    return Explanation(
        replace(result, garment=None, model_input=None),
        shares,
        answer,
        rival,
        support=(_log_odds(plain, first) - _log_odds(logits, first)).reshape(grid, grid),
        difference=(lost[:, first] - lost[:, second]).reshape(grid, grid),
        covered_shares=softmax(logits)[:, first].reshape(grid, grid),
        on_garment=on_garment,
    )


def place_of(values: np.ndarray) -> str:
    """Where a map, float (g, g), has its highest value, one of nine parts: for example ``top-left``."""
    row, column = np.unravel_index(int(values.argmax()), values.shape)
    parts = [int(3 * (place + 0.5) / len(values)) for place in (int(row), int(column))]
    return f"{ROWS[parts[0]]}-{COLUMNS[parts[1]]}"


def windows(size: int, grid: int) -> list[tuple[slice, slice]]:
    """The rows and columns of each place in a square of ``size`` pixels, row by row; each overlaps its neighbours."""
    edges = [
        (max(0, round((place - 0.5) * size / grid)), min(size, round((place + 1.5) * size / grid)))
        for place in range(grid)
    ]
    return [(slice(*rows), slice(*columns)) for rows in edges for columns in edges]


def _logits(predictor: Predictor, images: np.ndarray) -> np.ndarray:
    """The calibrated logits, float (N, outputs), a few images at a time."""
    parts = [images[first : first + _AT_ONCE] for first in range(0, len(images), _AT_ONCE)]
    logits = np.concatenate([predictor.outputs(part, ("logits",))["logits"] for part in parts])
    return np.asarray(logits / predictor.card.temperature, np.float64)


def _grid_for(seconds: float, seconds_per_image: float) -> int:
    return next((grid for grid in _GRIDS if grid * grid * seconds_per_image <= seconds), _GRIDS[-1])


def _cover(image: np.ndarray, grid: int, background: int) -> tuple[np.ndarray, np.ndarray]:
    """Copies of an input, uint8 (size, size, channels), each with one place covered, and `Explanation.on_garment`."""
    size, _, channels = image.shape
    garment = image[..., 3] > 127 if channels == 4 else image.max(axis=2) != background
    covered = np.repeat(image[None], grid * grid, axis=0)
    places = windows(size, grid)
    for copy, place in zip(covered, places, strict=True):
        copy[place] = background
        if channels == 4:
            copy[(*place, 3)] = 0
    on_garment = [bool(garment[place].mean() > _ON_GARMENT) for place in places]
    return covered, np.array(on_garment).reshape(grid, grid)


def _log_odds(logits: np.ndarray, index: int) -> np.ndarray:
    """ln(p / (1 - p)) of one output, float (…,), from logits, float (…, outputs)."""
    others = np.delete(logits, index, axis=-1)
    highest = others.max(axis=-1, keepdims=True)
    result: np.ndarray = logits[..., index] - highest[..., 0] - np.log(np.exp(others - highest).sum(axis=-1))
    return result
