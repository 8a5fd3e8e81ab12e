"""The plots of a report. Each draws given values on given axes and returns the axes; none computes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from model.palette import CATEGORICAL, GREY, MARKERS, ORANGE, SKY

PAPER = "Greys"
"""The colour map of images: the black background becomes white paper, bright garments become ink."""

Curves = Mapping[str, tuple[Sequence[float], Sequence[float]]]
"""Epochs and values by name."""


def plot_shares(ax: Axes, names: Sequence[str], shares: Mapping[str, np.ndarray]) -> Axes:
    """A bar for each class and part; ``shares`` float (C,) in 0–1 by part."""
    places = np.arange(len(names))
    for number, (part, values) in enumerate(shares.items()):
        offset = 0.26 * (number - (len(shares) - 1) / 2)
        ax.barh(places + offset, values, 0.24, color=CATEGORICAL[number], label=part)
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("share of the images")
    return _legend_above(ax, len(shares))


def plot_pixels(ax: Axes, edges: np.ndarray, shares: np.ndarray) -> Axes:
    """A histogram of grey levels: ``edges`` (B + 1,) in 0–255, ``shares`` (B,) in 0–1."""
    ax.stairs(shares, edges, fill=True, color=CATEGORICAL[0])
    ax.set(xlabel="grey level", ylabel="share of pixels", yscale="log")
    ax.yaxis.set_minor_formatter("")
    return ax


def plot_tiles(ax: Axes, images: np.ndarray, names: Sequence[str]) -> Axes:
    """Rows of grey images, (R, K, H, W), with the name of each row at its left."""
    rows, columns, height, width = images.shape
    ax.imshow(images.swapaxes(1, 2).reshape(rows * height, columns * width), cmap=PAPER, interpolation="none", vmin=0)
    for place in range(1, rows):
        ax.axhline(place * height - 0.5, color=GREY, linewidth=0.4)
    for place in range(1, columns):
        ax.axvline(place * width - 0.5, color=GREY, linewidth=0.4)
    ax.set_yticks((np.arange(len(names)) + 0.5) * height - 0.5, names)
    ax.set_xticks([])
    return _bare(ax)


def plot_gallery(
    ax: Axes,
    images: Sequence[np.ndarray],
    captions: Sequence[str],
    columns: int,
    pitch: tuple[float, float],
    **shown: Any,
) -> Axes:
    """Images of one shape in rows, a caption under each; ``pitch`` is the distance of two images, (x, y), in widths.

    ``shown`` is passed to `imshow`.
    """
    height, width = images[0].shape[:2]
    across, down = pitch
    for place, (image, caption) in enumerate(zip(images, captions, strict=True)):
        left, top = place % columns * across, place // columns * down
        ax.imshow(
            image, extent=(left, left + 1, top + height / width, top), interpolation="none", **{"cmap": PAPER, **shown}
        )
        ax.plot(
            [left, left + 1, left + 1, left, left],
            top + np.array([0, 0, 1, 1, 0]) * height / width,
            color=GREY,
            linewidth=0.4,
        )
        ax.text(left + 0.5, top + height / width + 0.04, caption, ha="center", va="top", fontsize=6, linespacing=1.1)
    ax.set(xlim=(-0.02, columns * across), ylim=(-(-len(images) // columns) * down, -0.02), xticks=[], yticks=[])
    return _bare(ax)


def plot_curves(ax: Axes, curves: Curves, label: str, legend: Mapping[str, Any] | None = None) -> Axes:
    """A line for each name, with markers where there are few epochs; ``legend`` is passed to `Axes.legend`."""
    for number, (name, (epochs, values)) in enumerate(curves.items()):
        style: dict[str, Any] = {"marker": MARKERS[number % len(MARKERS)], "markersize": 3} if len(epochs) < 12 else {}
        ax.plot(epochs, values, color=CATEGORICAL[number], linestyle=("-", "--")[number % 2], label=name, **style)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set(xlabel="epoch", ylabel=label)
    if "accuracy" in label:
        ax.yaxis.set_major_formatter("{x:.0%}")
    ax.grid(color=GREY, linewidth=0.3, alpha=0.5)
    if legend:
        ax.legend(**legend)
    return ax


def plot_accuracies(
    ax: Axes, names: Sequence[str], means: Mapping[str, np.ndarray], deviations: Mapping[str, np.ndarray]
) -> Axes:
    """A row for each name, with a point and its deviation for each part; float (N,) in 0–1 by part."""
    for number, (part, values) in enumerate(means.items()):
        style: dict[str, Any] = {"color": CATEGORICAL[number], "fmt": MARKERS[number], "markersize": 4, "capsize": 2}
        ax.errorbar(values, np.arange(len(names)), xerr=deviations[part], label=part, **style)
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.grid(axis="x", color=GREY, linewidth=0.3, alpha=0.5)
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("accuracy")
    return _legend_above(ax, len(means))


def plot_confusion(ax: Axes, shares: np.ndarray, names: Sequence[str]) -> Axes:
    """Predictions by label, float (C, C) in 0–1, rows summing to 1; each cell shows a percentage."""
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.argwhere(shares >= 0.005):
        ink = "white" if shares[row, column] > 0.5 else "black"
        ax.text(column, row, f"{100 * shares[row, column]:.0f}", ha="center", va="center", color=ink, fontsize=6.5)
    ax.set_xticks(range(len(names)), names, rotation=90)
    ax.set_yticks(range(len(names)), names)
    ax.set(xlabel="prediction", ylabel="label")
    return _bare(ax)


def plot_reliability(ax: Axes, bins: Sequence[Mapping[str, float]]) -> Axes:
    """Accuracy over confidence; ``bins`` as in `classification_report`."""
    ax.plot([0, 1], [0, 1], color=GREY, linestyle=":", label="confidence = accuracy")
    for row in bins:
        ax.bar(row["low"], row["accuracy"], 0.9 * (row["high"] - row["low"]), align="edge", color=SKY)
    confidences, accuracies = [row["confidence"] for row in bins], [row["accuracy"] for row in bins]
    ax.plot(confidences, accuracies, color=ORANGE, marker="o", markersize=3, label="this network")
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="accuracy")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:.0%}")
    return _legend_above(ax, 2)


def plot_bin_sizes(ax: Axes, bins: Sequence[Mapping[str, float]], total: int) -> Axes:
    """The share of the ``total`` predictions in each bin."""
    for row in bins:
        ax.bar(row["low"], row["n"] / total, 0.9 * (row["high"] - row["low"]), align="edge", color=GREY)
    ax.set(xlim=(0, 1), ylabel="predictions")
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.set_xticklabels([])
    return ax


def _legend_above(ax: Axes, columns: int) -> Axes:
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, borderaxespad=0.2)
    return ax


def _bare(ax: Axes) -> Axes:
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return ax
