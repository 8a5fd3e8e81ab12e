"""Figures of one or two plots: their sizes, their style, and how they become files."""

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from model.palette import INK
from training.report import plots
from training.report.plots import Curves
from training.studies.config import Study
from training.studies.pictures import plot_figure, plot_layers

WIDTH = 3.4
"""Inches: half the text width of an A4 page and all of a phone's, so that type measures 7 points on both."""

_STYLE: Any = {
    **dict.fromkeys(("axes.edgecolor", "axes.labelcolor", "text.color", "xtick.color", "ytick.color"), INK),
    **dict.fromkeys(("axes.spines.right", "axes.spines.top", "legend.frameon"), False),
    "axes.linewidth": 0.6,
    "axes.titlesize": 7.5,
    "figure.constrained_layout.use": True,
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


@contextmanager
def _figure(height: float, width: float = WIDTH) -> Iterator[Figure]:
    with mpl.rc_context(_STYLE):
        yield Figure((width, height))


def draw_tiles(images: np.ndarray, names: Sequence[str]) -> Figure:
    """Named rows of images (R, K, H, W); the figure is as high as the images need."""
    rows, columns, height, width = images.shape
    beside = 0.062 * max(map(len, names), default=0) + 0.1  # inches that the longest name takes
    with _figure((WIDTH - beside) * rows * height / (columns * width) + 0.1) as figure:
        plots.plot_tiles(figure.subplots(), images, names)
    return figure


def draw_gallery(images: Sequence[np.ndarray], captions: Sequence[str], columns: int, **shown: Any) -> Figure:
    """Images of one shape with a caption of up to two lines under each; without captions they stand close together."""
    lines = max(caption.count("\n") + 1 if caption else 0 for caption in captions)
    height, width = images[0].shape[:2]
    across = 1.15 if lines else 1.06
    down = height / width + across - 1 + 0.11 * lines * columns * across / WIDTH
    rows = -(-len(images) // columns)
    with _figure(WIDTH * rows * down / (columns * across)) as figure:
        ax = figure.add_axes((0, 0, 1, 1))
        plots.plot_gallery(ax, images, captions, columns, (across, down), **shown)
    return figure


def draw_balance_and_pixels(
    names: Sequence[str], shares: Mapping[str, np.ndarray], edges: np.ndarray, pixels: np.ndarray
) -> Figure:
    """The share of each class in each part, above a histogram of grey levels."""
    with _figure(3.9) as figure:
        above, below = figure.subplots(2, height_ratios=(2.4, 1))
        plots.plot_shares(above, names, shares)
        plots.plot_pixels(below, edges, pixels)
    return figure


def draw_learning(losses: Curves, accuracies: Curves) -> Figure:
    """Loss and accuracy over the epochs, side by side."""
    with _figure(1.9) as figure:
        left, right = figure.subplots(1, 2)
        plots.plot_curves(left, losses, "loss (nats)")
        plots.plot_curves(right, accuracies, "accuracy").legend(loc="lower right")
        right.yaxis.set_major_formatter("{x:.0%}")
    return figure


def draw_curves(accuracies: Curves) -> Figure:
    """Validation accuracies over the epochs."""
    with _figure(2.6) as figure:
        ax = plots.plot_curves(figure.subplots(), accuracies, "validation accuracy")
        ax.yaxis.set_major_formatter("{x:.0%}")
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return figure


def draw_accuracies(
    names: Sequence[str], means: Mapping[str, np.ndarray], deviations: Mapping[str, np.ndarray]
) -> Figure:
    """Accuracies and their deviations by name."""
    with _figure(0.8 + 0.16 * max(3, len(names))) as figure:
        plots.plot_accuracies(figure.subplots(), names, means, deviations)
    return figure


def draw_study(study: Study, table: pd.DataFrame) -> Figure:
    """The figure that the study's file describes, as wide as the text."""
    with _figure(2.6, 2 * WIDTH) as figure:
        plot_figure(figure, study, table)
    return figure


def draw_study_layers(study: Study, layers: pd.DataFrame) -> Figure:
    """Activations and gradients by depth, as wide as the text."""
    with _figure(0.3 + 1.7 * layers[study.figure.x].nunique(), 2 * WIDTH) as figure:
        plot_layers(figure, study, layers)
    return figure


def draw_confusion(shares: np.ndarray, names: Sequence[str]) -> Figure:
    """The confusion matrix in square cells."""
    with _figure(3.5) as figure:
        plots.plot_confusion(figure.subplots(), shares, names)
    return figure


def draw_reliability(bins: Sequence[Mapping[str, float]], total: int) -> Figure:
    """The reliability diagram, below the share of the ``total`` predictions in each bin."""
    with _figure(3.5) as figure:
        above, below = figure.subplots(2, height_ratios=(1, 3.2))
        plots.plot_bin_sizes(above, bins, total)
        plots.plot_reliability(below, bins)
    return figure
