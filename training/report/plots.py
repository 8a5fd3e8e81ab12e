"""The plots of a report. Each draws what it is given on an axes and returns it; none computes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

INK = "#1b1c1f"
"""Of text and axes; the page puts its own colour in its place."""

GREY = "#8a8d93"
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Told apart with every kind of colour blindness (Okabe and Ito, Color Universal Design, 2008)."""

PAPER = "Greys"
"""The colour map of images: black ground as white paper, bright garments as ink."""


def plot_shares(ax: Axes, names: Sequence[str], shares: Mapping[str, np.ndarray]) -> Axes:
    """A bar a class and part, float (C,) each, in 0–1."""
    places = np.arange(len(names))
    for number, (part, values) in enumerate(shares.items()):
        offset = 0.22 * (number - (len(shares) - 1) / 2)
        ax.barh(places + offset, values, 0.22, color=COLOURS[number], label=part)
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("share of the images")
    _legend_above(ax, len(shares))
    return ax


def plot_pixels(ax: Axes, edges: np.ndarray, shares: np.ndarray) -> Axes:
    """How frequent grey levels are: ``edges`` (B + 1,) of 0–255, ``shares`` (B,) in 0–1."""
    ax.stairs(shares, edges, fill=True, color=COLOURS[0])
    ax.set_xlabel("grey level")
    ax.set_ylabel("share of the pixels")
    ax.set_yscale("log")
    return ax


def plot_tiles(ax: Axes, images: np.ndarray, names: Sequence[str], cmap: str = PAPER, low: float = 0.0) -> Axes:
    """Rows of images, (R, K, H, W) grey or (R, K, H, W, 3), each row with its name at the left.

    Grey ones are coloured by ``cmap`` from ``low`` to their largest value.
    """
    rows, columns, height, width = images.shape[:4]
    canvas = np.concatenate([np.concatenate(list(row), axis=1) for row in images], axis=0)
    ax.imshow(canvas, cmap=cmap, interpolation="none", vmin=low, vmax=images.max())
    for place in range(1, rows):
        ax.axhline(place * height - 0.5, color=GREY, linewidth=0.4)
    for place in range(1, columns):
        ax.axvline(place * width - 0.5, color=GREY, linewidth=0.4)
    ax.set_yticks((np.arange(len(names)) + 0.5) * height - 0.5, names)
    ax.set_xticks([])
    return _bare(ax)


def plot_captioned(axes: np.ndarray, images: Sequence[np.ndarray], captions: Sequence[str], **shown: Any) -> np.ndarray:
    """An image an axes with its caption underneath, ``shown`` as `imshow` takes it; axes left over stay empty."""
    for ax in axes.flat:
        ax.set_axis_off()
    for ax, image, caption in zip(axes.flat, images, captions, strict=False):
        ax.set_axis_on()
        ax.imshow(image, interpolation="none", **{"cmap": PAPER, **shown})
        ax.set_xticks([])
        ax.set_yticks([])
        ax.set_xlabel(caption, fontsize=6, labelpad=2)
        ax.spines[:].set(visible=True, color=GREY, linewidth=0.4)
    return axes


def plot_curves(ax: Axes, curves: Mapping[str, tuple[Sequence[float], Sequence[float]]], label: str) -> Axes:
    """A line a name: its epochs and its values."""
    for number, (name, (epochs, values)) in enumerate(curves.items()):
        style = {"marker": "os^Dv"[number % 5], "markersize": 3} if len(epochs) < 12 else {}
        ax.plot(epochs, values, color=COLOURS[number], linestyle=("-", "--")[number % 2], label=name, **style)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set_xlabel("epoch")
    ax.set_ylabel(label)
    ax.grid(color=GREY, linewidth=0.3, alpha=0.5)
    return ax


def plot_accuracies(
    ax: Axes, names: Sequence[str], means: Mapping[str, np.ndarray], deviations: Mapping[str, np.ndarray]
) -> Axes:
    """A row a name with a point for each part, float (N,) in 0–1, and its deviation to both sides."""
    places = np.arange(len(names))
    for number, (part, values) in enumerate(means.items()):
        style = {"color": COLOURS[number], "fmt": "os"[number % 2], "markersize": 4, "capsize": 2}
        ax.errorbar(values, places, xerr=deviations[part], label=part, **style)
    ax.set_yticks(places, names)
    ax.invert_yaxis()
    ax.grid(axis="x", color=GREY, linewidth=0.3, alpha=0.5)
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("accuracy")
    _legend_above(ax, len(means))
    return ax


def plot_confusion(ax: Axes, shares: np.ndarray, names: Sequence[str]) -> Axes:
    """Answers by class, float (C, C) in 0–1, rows summing to 1; each cell says how many in a hundred."""
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.argwhere(shares >= 0.005):
        ink = "white" if shares[row, column] > 0.5 else "black"
        ax.text(column, row, f"{100 * shares[row, column]:.0f}", ha="center", va="center", color=ink, fontsize=6.5)
    ax.set_xticks(range(len(names)), names, rotation=90)
    ax.set_yticks(range(len(names)), names)
    ax.set_xlabel("answer")
    ax.set_ylabel("label")
    return _bare(ax)


def plot_reliability(ax: Axes, bins: Sequence[Mapping[str, float]]) -> Axes:
    """Accuracy over confidence: the bins of `model.metrics.reliability` as mappings."""
    ax.plot([0, 1], [0, 1], color=GREY, linestyle=":", label="confidence = accuracy")
    for row in bins:
        ax.bar(row["low"], row["accuracy"], 0.9 * (row["high"] - row["low"]), align="edge", color=COLOURS[5])
    confidences, accuracies = [row["confidence"] for row in bins], [row["accuracy"] for row in bins]
    ax.plot(confidences, accuracies, color=COLOURS[1], marker="o", markersize=3, label="of this network")
    ax.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share that is right")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:.0%}")
    _legend_above(ax, 2)
    return ax


def plot_bin_sizes(ax: Axes, bins: Sequence[Mapping[str, float]], total: int) -> Axes:
    """How many of the ``total`` answers lie in each bin."""
    for row in bins:
        ax.bar(row["low"], row["n"] / total, 0.9 * (row["high"] - row["low"]), align="edge", color=GREY)
    ax.set(xlim=(0, 1), ylabel="answers")
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.set_xticklabels([])
    return ax


def _legend_above(ax: Axes, columns: int) -> None:
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, borderaxespad=0.2)


def _bare(ax: Axes) -> Axes:
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return ax
