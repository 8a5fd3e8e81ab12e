"""A drawing of a network: slabs of images and bars of values, as papers on convolutional networks have them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Polygon

from model.palette import CATEGORICAL, GREY, INK
from training.figure_style import WIDTH, styled

_COLUMNS = 8
_SLOT = 2 * WIDTH / _COLUMNS  # inches
_TALLEST, _DEEPEST = 0.62, 0.34  # inches
_ABOVE, _BELOW = 0.34, 0.72  # inches of a row, for arrows and for texts
_ARC = 0.2  # inches that the way past some steps rises
_COLORS = {
    "image": GREY,
    "convolution": CATEGORICAL[0],
    "dense": CATEGORICAL[2],
    "add": CATEGORICAL[3],
    "other": CATEGORICAL[4],
}


@dataclass(frozen=True)
class Stage:
    """A step of a network.

    Attributes:
        title: what it is.
        family: one of image, convolution, dense, add and other; it decides the colour.
        notes: what follows directly on it.
        shape: of its output without the batch: (height, width, channels) or (values,).
        parameters: their number, those of the notes included.
        sources: the places of the steps that it takes its input from.
    """

    title: str
    family: str
    notes: tuple[str, ...]
    shape: tuple[int, ...]
    parameters: int
    sources: tuple[int, ...]


@styled
def draw_network(stages: Sequence[Stage]) -> Figure:
    """The steps from left to right, eight in a row; arrows lead to a step from all that are not drawn before it."""
    rows = -(-len(stages) // _COLUMNS)
    lines = max(len(stage.notes) for stage in stages)
    row_height = _ABOVE + _TALLEST + _BELOW + 0.09 * lines
    figure = Figure((width := _SLOT * min(_COLUMNS, len(stages)), rows * row_height))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(-rows * row_height, 0))
    ax.set_axis_off()
    highest = max(stage.shape[0] for stage in stages if len(stage.shape) > 1)
    most = max(stage.shape[-1] for stage in stages)
    places = [
        (_SLOT * (number % _COLUMNS + 0.5), -row_height * (number // _COLUMNS) - _ABOVE - _TALLEST)
        for number in range(len(stages))
    ]
    for number, (stage, (x, base)) in enumerate(zip(stages, places, strict=True)):
        _draw_stage(ax, stage, x, base, highest, most)
        for source in stage.sources:
            if source == number - 1 and number % _COLUMNS:
                _arrow(ax, (x - 0.63 * _SLOT, base + _TALLEST / 2), (x - 0.4 * _SLOT, base + _TALLEST / 2))
            elif source < number - 1:
                _draw_skip(ax, places[source], (x, base), stages[source].title)
    return figure


def _draw_stage(ax: Axes, stage: Stage, x: float, base: float, highest: int, most: int) -> None:
    color = _COLORS[stage.family]
    depth = _DEEPEST * math.log2(1 + stage.shape[-1]) / math.log2(1 + most)
    if len(stage.shape) > 1:
        side = max(0.06, _TALLEST * 0.72 * stage.shape[0] / highest)
        _draw_slab(ax, x - (side * 0.55 + depth) / 2, base + (_TALLEST - side - depth * 0.5) / 2, side, depth, color)
    else:
        tall = _TALLEST * math.log2(1 + stage.shape[0]) / math.log2(1 + most)
        _draw_slab(ax, x - 0.04, base + (_TALLEST - tall) / 2, tall, 0.0, color, width=0.08)
    texts: list[tuple[str, dict[str, Any]]] = [
        (stage.title, {"fontsize": 6, "weight": "bold"}),
        ("×".join(map(str, stage.shape)), {"fontsize": 6}),
        (f"{stage.parameters:,}" if stage.parameters else "", {"fontsize": 6, "color": GREY}),
        *((note, {"fontsize": 5.5, "style": "italic"}) for note in stage.notes),
    ]
    for line, (text, style) in enumerate(texts):
        ax.text(x, base - 0.06 - 0.105 * line, text, ha="center", va="top", color=style.pop("color", INK), **style)


def _draw_slab(
    ax: Axes, left: float, bottom: float, side: float, depth: float, color: str, width: float | None = None
) -> None:
    """A box seen from the side: its front is ``side`` inches high, and ``depth`` inches of channels lie behind it."""
    wide = 0.55 * side if width is None else width
    up = 0.5 * depth
    front = [(left, bottom), (left + wide, bottom), (left + wide, bottom + side), (left, bottom + side)]
    roof = [front[3], (left + depth, bottom + side + up), (left + wide + depth, bottom + side + up), front[2]]
    flank = [front[1], (left + wide + depth, bottom + up), roof[2], front[2]]
    for corners, share in ((flank, 0.55), (roof, 0.75), (front, 0.35)) if depth else ((front, 0.35),):
        ax.add_patch(Polygon(corners, facecolor=_tinted(color, share), edgecolor=color, linewidth=0.6))


def _draw_skip(ax: Axes, source: tuple[float, float], target: tuple[float, float], title: str) -> None:
    """The way past some steps: an arc, or words where it comes from another row."""
    top = target[1] + _TALLEST + 0.05
    if source[1] == target[1]:
        arc = f"arc3,rad={-2 * _ARC / (target[0] - source[0])}"
        ax.add_patch(
            FancyArrowPatch(
                (source[0], top), (target[0], top), arrowstyle="->", mutation_scale=6, color=GREY, connectionstyle=arc
            )
        )
    else:
        ax.text(target[0], top, f"+ {title},\nrow above", ha="right", va="bottom", fontsize=5.5, color=GREY)


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="->", mutation_scale=6, color=GREY, linewidth=0.8))


def _tinted(color: str, share: float) -> tuple[float, ...]:
    """``color`` mixed with white; opaque, so that what lies behind does not show."""
    return tuple(1 - share * (1 - part) for part in to_rgb(color))
