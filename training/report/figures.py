"""The figures of a report: how each is drawn. None computes."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from model.palette import CATEGORICAL, GREY, MARKERS, ORANGE, SKY
from training.figure_style import PAPER, WIDTH, styled
from training.studies.config import Study
from training.studies.pictures import plot_figure, plot_layers, plot_learning
from training.studies.plots import plot_points

_ABOVE: Any = {"loc": "lower left", "bbox_to_anchor": (0, 1), "borderaxespad": 0.2, "title": None}


@styled
def draw_tiles(images: np.ndarray, names: Sequence[str]) -> Figure:
    """Named rows of grey images (R, K, H, W); the figure is as high as the images need."""
    rows, columns, height, width = images.shape
    beside = 0.062 * max(map(len, names), default=0) + 0.1  # inches that the longest name takes
    figure = Figure((WIDTH, (WIDTH - beside) * rows * height / (columns * width) + 0.1), layout="constrained")
    ax = _bare(figure.subplots())
    ax.imshow(images.swapaxes(1, 2).reshape(rows * height, columns * width), **PAPER, vmin=0)
    ax.hlines(np.arange(1, rows) * height - 0.5, -0.5, columns * width - 0.5, color=GREY, linewidth=0.4)
    ax.vlines(np.arange(1, columns) * width - 0.5, -0.5, rows * height - 0.5, color=GREY, linewidth=0.4)
    ax.set_yticks((np.arange(rows) + 0.5) * height - 0.5, names)
    return figure


@styled
def draw_gallery(
    images: Sequence[np.ndarray], captions: Sequence[str] = (), columns: int = 4, **shown: Any
) -> Figure | None:
    """Images of one shape, with a caption of up to two lines under each; ``shown`` is passed to `imshow`.

    Without images, there is no figure.
    """
    if not len(images):
        return None
    rows, (height, width) = -(-len(images) // columns), images[0].shape[:2]
    lines = max((caption.count("\n") + 1 for caption in captions), default=0)
    figure = Figure((WIDTH, rows * (0.87 * WIDTH / columns * height / width + 0.12 * lines + 0.04)))
    grid = figure.subplots(rows, columns, squeeze=False)
    figure.subplots_adjust(0.005, 0.12 * lines / figure.get_figheight(), 0.995, 0.995, 0.12, 0.06 + 0.17 * lines)
    for ax in grid.flat[len(images) :]:
        ax.set_axis_off()
    for ax, image, caption in zip(grid.flat, images, captions or [""] * len(images), strict=False):
        ax.imshow(image, **{**PAPER, **shown})
        ax.set(xticks=[], yticks=[])
        ax.set_xlabel(caption, fontsize=6, labelpad=1.5, linespacing=1.1)
        for spine in ax.spines.values():
            spine.set(visible=True, color=GREY, linewidth=0.4)
    return figure


@styled
def draw_distributions(shares: pd.DataFrame, edges: np.ndarray, pixels: np.ndarray) -> Figure:
    """The share of each class, a row, in each part, a column; below it a histogram of grey levels."""
    figure = Figure((WIDTH, 3.9), layout="constrained")
    balance, levels = figure.subplots(2, height_ratios=(2.4, 1))
    shares.plot.barh(ax=balance, width=0.78, color=list(CATEGORICAL[: shares.shape[1]]))
    balance.invert_yaxis()
    balance.set(xlabel="share of the images", ylabel="")
    balance.xaxis.set_major_formatter("{x:.0%}")
    balance.legend(**_ABOVE, ncols=shares.shape[1])
    levels.stairs(pixels, edges, fill=True, color=CATEGORICAL[0])
    levels.set(xlabel="grey level", ylabel="share of pixels", yscale="log")
    levels.yaxis.set_minor_formatter("")
    return figure


@styled
def draw_curves(plots: Mapping[str, pd.DataFrame]) -> Figure:
    """By the label of its axis, a plot over the epochs, with a line for each column."""
    figure = Figure((WIDTH, 2.1), layout="constrained")
    axes = figure.subplots(1, len(plots), squeeze=False).flat
    for ax, (label, lines) in zip(axes, plots.items(), strict=True):
        for (name, values), color, marker in zip(lines.items(), CATEGORICAL, cycle(MARKERS)):
            few = {"marker": marker, "markersize": 3} if len(values) < 12 else {}
            ax.plot(values.index, values, color=color, label=str(name), **few)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.set(xlabel="epoch", ylabel=label)
        if label == "accuracy":
            ax.yaxis.set_major_formatter("{x:.0%}")
        ax.grid()
    figure.legend(*ax.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return figure


@styled
def draw_learning(curves: pd.DataFrame, variants: Sequence[str]) -> Figure:
    """Loss and accuracy of some variants of a study by epoch, training images dashed; as wide as the text."""
    figure = Figure((2 * WIDTH, 2.5), layout="constrained")
    plot_learning(figure, curves, variants)
    return figure


@styled
def draw_accuracies(table: pd.DataFrame) -> Figure:
    """A row for each ``variant``, with a point and its deviation for each ``part``."""
    figure = Figure((WIDTH, 0.8 + 0.16 * max(3, table["variant"].nunique())), layout="constrained")
    plot_points(figure.subplots(), table, x="variant", y="accuracy", color="part").legend(**_ABOVE, ncols=2)
    return figure


@styled
def draw_confusion(counts: np.ndarray, names: Sequence[str]) -> Figure:
    """The confusion matrix, int (C, C), in square cells of percentages."""
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = Figure((WIDTH, 3.5), layout="constrained")
    ax = _bare(figure.subplots())
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.argwhere(shares >= 0.005):
        ink = "white" if shares[row, column] > 0.5 else "black"
        ax.text(column, row, f"{100 * shares[row, column]:.0f}", ha="center", va="center", color=ink, fontsize=6.5)
    ax.set_xticks(range(len(names)), names, rotation=90)
    ax.set_yticks(range(len(names)), names)
    ax.set(xlabel="prediction", ylabel="label")
    return figure


@styled
def draw_reliability(bins: Sequence[Mapping[str, float]]) -> Figure:
    """Accuracy over confidence, below the share of the predictions in each bin of `classification_report`."""
    rows = pd.DataFrame(bins)
    figure = Figure((WIDTH, 3.5), layout="constrained")
    sizes, ax = figure.subplots(2, sharex=True, height_ratios=(1, 3.2))
    width = 0.9 * (rows["high"] - rows["low"])
    sizes.bar(rows["low"], rows["n"] / rows["n"].sum(), width, align="edge", color=GREY)
    sizes.set(ylabel="predictions")
    ax.plot([0, 1], [0, 1], color=GREY, linestyle=":", label="confidence = accuracy")
    ax.bar(rows["low"], rows["accuracy"], width, align="edge", color=SKY)
    ax.plot(rows["confidence"], rows["accuracy"], color=ORANGE, marker="o", markersize=3, label="this network")
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="accuracy")
    for axis in (ax.xaxis, ax.yaxis, sizes.yaxis):
        axis.set_major_formatter("{x:.0%}")
    ax.legend(**_ABOVE, ncols=2)
    return figure


@styled
def draw_study(study: Study, table: pd.DataFrame, *, layers: bool = False) -> Figure:
    """The figure that the study's file describes, or activations and gradients by depth; as wide as the text."""
    height = 0.3 + 1.7 * table[study.figure.x].nunique() if layers else 2.6
    figure = Figure((2 * WIDTH, height), layout="constrained")
    (plot_layers if layers else plot_figure)(figure, study, table)
    return figure


def _bare(ax: Axes) -> Axes:
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.set(xticks=[])
    return ax
