"""Figures made of plots: their sizes, their type, and how they become files."""

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from training.report import plots
from training.studies.config import Study
from training.studies.pictures import plot_figure, plot_layers

WIDTH = 3.4
"""Inches: half the text of an A4 page, and all of a telephone's, so that type is 7 points on both."""

_STYLE: dict[str, Any] = {
    "axes.edgecolor": plots.INK,
    "axes.labelcolor": plots.INK,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 7.5,
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same everywhere
    "font.size": 7,
    "legend.fontsize": 6.5,
    "legend.frameon": False,
    "legend.handlelength": 1.4,
    "lines.linewidth": 1.3,
    "svg.fonttype": "none",
    "svg.hashsalt": "report",  # names inside the file by content, not by chance
    "text.color": plots.INK,
    "xtick.color": plots.INK,
    "ytick.color": plots.INK,
}
_PAPER_DPI = 240
_ADAPTIVE = "<style>svg{color:#1b1c1f}@media screen and (prefers-color-scheme:dark){svg{color:#e4e6ea}}</style></svg>"


def as_svg(figure: Figure) -> str:
    """A data address of an SVG whose ink is dark on a light page and light on a dark one."""
    stream = io.StringIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = stream.getvalue().replace(plots.INK, "currentColor").replace("</svg>", _ADAPTIVE)
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


def as_png(figure: Figure) -> bytes:
    """A PNG for paper."""
    stream = io.BytesIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(stream, format="png", dpi=_PAPER_DPI, metadata={"Software": None})
    return stream.getvalue()


@contextmanager
def _figure(height: float, width: float = WIDTH) -> Iterator[Figure]:
    with mpl.rc_context(_STYLE):
        yield Figure((width, height))


def draw_tiles(images: np.ndarray, names: Sequence[str], **shown: Any) -> Figure:
    """Rows of images (R, K, H, W[, 3]) with a name each, as high as their shape asks; ``shown`` as for the plot."""
    rows, columns, height, width = images.shape[:4]
    beside = 0.062 * max(map(len, names), default=0) + 0.1  # inches that the longest name takes
    high = (WIDTH - beside) * rows * height / (columns * width) + 0.1
    with _figure(high) as figure:
        plots.plot_tiles(figure.subplots(), images, names, **shown)
    return figure


def draw_captioned(images: Sequence[np.ndarray], captions: Sequence[str], columns: int, **shown: Any) -> Figure:
    """Images with a caption of a line or two under each; ``shown`` as for the plot."""
    rows = -(-len(images) // columns)
    lines = max(caption.count("\n") + 1 for caption in captions)
    height, width = images[0].shape[:2]
    tile = (WIDTH / columns - 0.1) * height / width
    with _figure(rows * (tile + 0.12 * lines + 0.08)) as figure:
        plots.plot_captioned(figure.subplots(rows, columns, squeeze=False), images, captions, **shown)
    return figure


def draw_plain(images: Sequence[np.ndarray], columns: int, **shown: Any) -> Figure:
    """Images close together, without captions; ``shown`` as for the plot."""
    rows = -(-len(images) // columns)
    with _figure(rows * WIDTH / columns) as figure:
        figure.get_layout_engine().set(w_pad=0.02, h_pad=0.02, wspace=0, hspace=0)
        plots.plot_captioned(figure.subplots(rows, columns, squeeze=False), images, [""] * len(images), **shown)
    return figure


def draw_confusion(shares: np.ndarray, names: Sequence[str]) -> Figure:
    """The confusion matrix, its cells square."""
    with _figure(3.5) as figure:
        plots.plot_confusion(figure.subplots(), shares, names)
    return figure


def draw_balance_and_pixels(
    names: Sequence[str], shares: Mapping[str, np.ndarray], edges: np.ndarray, pixels: np.ndarray
) -> Figure:
    """The share of each class in each part, above how frequent grey levels are."""
    with _figure(3.6) as figure:
        above, below = figure.subplots(2, height_ratios=(2.2, 1))
        plots.plot_shares(above, names, shares)
        plots.plot_pixels(below, edges, pixels)
    return figure


Curves = Mapping[str, tuple[Sequence[float], Sequence[float]]]
"""By name: epochs and values."""


def draw_learning(losses: Curves, accuracies: Curves) -> Figure:
    """Loss and accuracy over the epochs, side by side."""
    with _figure(1.9) as figure:
        left, right = figure.subplots(1, 2)
        plots.plot_curves(left, losses, "loss (nats)")
        plots.plot_curves(right, accuracies, "accuracy").legend(loc="lower right")
        right.yaxis.set_major_formatter("{x:.0%}")
    return figure


def draw_curves(accuracies: Curves) -> Figure:
    """Accuracies over the epochs."""
    with _figure(2.6) as figure:
        ax = plots.plot_curves(figure.subplots(), accuracies, "validation accuracy")
        ax.yaxis.set_major_formatter("{x:.0%}")
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return figure


def draw_accuracies(
    names: Sequence[str], means: Mapping[str, np.ndarray], deviations: Mapping[str, np.ndarray]
) -> Figure:
    """Accuracies by name, with their deviations."""
    with _figure(0.8 + 0.16 * len(names)) as figure:
        plots.plot_accuracies(figure.subplots(), names, means, deviations)
    return figure


def draw_study(study: Study, table: pd.DataFrame) -> Figure:
    """The figure that a study names, as wide as the text."""
    with _figure(2.6, 2 * WIDTH) as figure:
        plot_figure(figure, study, table)
    return figure


def draw_study_layers(study: Study, layers: pd.DataFrame) -> Figure:
    """Activations and gradients by depth, as wide as the text."""
    with _figure(0.3 + 1.7 * layers[study.figure.x].nunique(), 2 * WIDTH) as figure:
        plot_layers(figure, study, layers)
    return figure


def draw_reliability(bins: Sequence[Mapping[str, float]], total: int) -> Figure:
    """The reliability diagram, under how many answers each of its bins holds."""
    with _figure(3.5) as figure:
        above, below = figure.subplots(2, height_ratios=(1, 3.2))
        plots.plot_bin_sizes(above, bins, total)
        plots.plot_reliability(below, bins)
    return figure
