"""Figures of one or two plots: their sizes, their style, and how they become files."""

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from model.palette import INK
from training.report import plots
from training.report.weights import FirstWeights
from training.studies.config import Study
from training.studies.pictures import plot_figure, plot_layers

WIDTH = 3.4
"""Inches: half the text width of an A4 page and all of a phone's, so that type measures 7 points on both."""

_STYLE: Any = {
    **dict.fromkeys(("axes.edgecolor", "axes.labelcolor", "text.color", "xtick.color", "ytick.color"), INK),
    **dict.fromkeys(("axes.spines.right", "axes.spines.top", "legend.frameon"), False),
    "axes.linewidth": 0.6,
    "axes.titlesize": 7.5,
    "font.family": "DejaVu Sans",  # ships with matplotlib, so it is the same everywhere
    "font.size": 7,
    "legend.fontsize": 6.5,
    "legend.handlelength": 1.4,
    "lines.linewidth": 1.3,
    "svg.fonttype": "none",
    "svg.hashsalt": "report",  # ids inside the file follow from the content, not from chance
}
_PAPER_DPI = 220
_ADAPTIVE = (
    f"<style>svg{{color:{INK}}}@media screen and (prefers-color-scheme:dark){{svg{{color:#e4e6ea}}}}</style></svg>"
)


def as_svg(figure: Figure) -> str:
    """A data URI of an SVG whose ink is dark on a light page and light on a dark one."""
    stream = io.StringIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = stream.getvalue().replace(INK, "currentColor").replace("</svg>", _ADAPTIVE)
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


def as_png(figure: Figure) -> bytes:
    """A PNG for print."""
    stream = io.BytesIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(stream, format="png", dpi=_PAPER_DPI, metadata={"Software": None})
    return stream.getvalue()


def _draw(height: float, *plot: Callable[[Axes], object], columns: int = 1, **grid: Any) -> Figure:
    """The plots of a figure, ``height`` inches high, one below the other or in ``columns``."""
    with mpl.rc_context(_STYLE):
        figure = Figure((WIDTH, height), layout="constrained")
        for draw, ax in zip(
            plot, figure.subplots(len(plot) // columns, columns, squeeze=False, **grid).flat, strict=True
        ):
            draw(ax)
    return figure


def draw_tiles(images: np.ndarray, names: Sequence[str]) -> Figure:
    """Named rows of images (R, K, H, W); the figure is as high as the images need."""
    rows, columns, height, width = images.shape
    beside = 0.062 * max(map(len, names), default=0) + 0.1  # inches that the longest name takes
    high = (WIDTH - beside) * rows * height / (columns * width) + 0.1
    return _draw(high, partial(plots.plot_tiles, images=images, names=names))


def draw_gallery(images: Sequence[np.ndarray], captions: Sequence[str], columns: int, **shown: Any) -> Figure:
    """Images of one shape with a caption of up to two lines under each; without captions they stand close together."""
    lines = max(caption.count("\n") + 1 if caption else 0 for caption in captions)
    height, width = images[0].shape[:2]
    across = 1.15 if lines else 1.12
    down = height / width + across - 1 + 0.11 * lines * columns * across / WIDTH
    with mpl.rc_context(_STYLE):
        figure = Figure((WIDTH, WIDTH * -(-len(images) // columns) * down / (columns * across)))
        ax = figure.add_axes((0, 0, 1, 1))
        plots.plot_gallery(ax, images, captions, columns, (across, down), **shown)
    return figure


def draw_weights(weights: FirstWeights, class_names: Sequence[str]) -> Figure:
    """The images of weights: in colour, or from orange (negative) to violet (positive)."""
    limit = float(np.abs(weights.images).max())
    in_colour = weights.in_colour
    images = list(weights.images / (2 * limit) + 0.5 if in_colour else weights.images)
    shown = {} if in_colour else {"cmap": "PuOr", "vmin": -limit, "vmax": limit}
    if weights.of_classes:
        return draw_gallery(images, class_names, 5, **shown)
    return draw_gallery(images, [""] * len(images), 8, **shown)


def draw_balance_and_pixels(
    names: Sequence[str], shares: Mapping[str, np.ndarray], edges: np.ndarray, pixels: np.ndarray
) -> Figure:
    """The share of each class in each part, above a histogram of grey levels."""
    balance = partial(plots.plot_shares, names=names, shares=shares)
    return _draw(3.9, balance, partial(plots.plot_pixels, edges=edges, shares=pixels), height_ratios=(2.4, 1))


def draw_learning(losses: plots.Curves, accuracies: plots.Curves) -> Figure:
    """Loss and accuracy over the epochs, side by side."""
    left = partial(plots.plot_curves, curves=losses, label="loss (nats)")
    right = partial(plots.plot_curves, curves=accuracies, label="accuracy", legend={"loc": "lower right"})
    return _draw(1.9, left, right, columns=2)


def draw_curves(accuracies: plots.Curves) -> Figure:
    """Validation accuracies over the epochs."""
    legend = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": 2}
    return _draw(2.6, partial(plots.plot_curves, curves=accuracies, label="validation accuracy", legend=legend))


def draw_accuracies(
    names: Sequence[str], means: Mapping[str, np.ndarray], deviations: Mapping[str, np.ndarray]
) -> Figure:
    """Accuracies and their deviations by name."""
    plot = partial(plots.plot_accuracies, names=names, means=means, deviations=deviations)
    return _draw(0.8 + 0.16 * max(3, len(names)), plot)


def draw_confusion(counts: np.ndarray, names: Sequence[str]) -> Figure:
    """The confusion matrix, int (C, C), in square cells of percentages."""
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return _draw(3.5, partial(plots.plot_confusion, shares=shares, names=names))


def draw_reliability(bins: Sequence[Mapping[str, float]], total: int) -> Figure:
    """The reliability diagram, below the share of the ``total`` predictions in each bin."""
    sizes = partial(plots.plot_bin_sizes, bins=bins, total=total)
    return _draw(3.5, sizes, partial(plots.plot_reliability, bins=bins), height_ratios=(1, 3.2))


def draw_study(study: Study, table: pd.DataFrame, *, layers: bool = False) -> Figure:
    """The figure that the study's file describes, or activations and gradients by depth; as wide as the text."""
    with mpl.rc_context(_STYLE):
        height = 0.3 + 1.7 * table[study.figure.x].nunique() if layers else 2.6
        figure = Figure((2 * WIDTH, height), layout="constrained")
        (plot_layers if layers else plot_figure)(figure, study, table)
    return figure
