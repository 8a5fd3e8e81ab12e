"""The plots of studies. Each takes axes and returns them, and is given means and deviations: it computes nothing."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator, PercentFormatter
from matplotlib.transforms import Bbox

from model.palette import CATEGORICAL, MARKERS

_DIVERGED = "diverged"
_CLEARANCE = 4  # pixels around a point
_SIDES = (
    ((6, 0), "left", "center"),
    ((-6, 0), "right", "center"),
    ((0, 6), "center", "bottom"),
    ((0, -6), "center", "top"),
)


def plot_points(ax: Axes, summary: pd.DataFrame, *, x: str, y: str, color: str = "") -> Axes:
    """One row per value of ``x``, from top to bottom, with mean and deviation of ``y``.

    Bars would have to begin at zero, where a difference between 89 % and 91 % is invisible.
    """
    places = list(dict.fromkeys(summary[x]))
    groups = _groups(summary, color)
    for number, (label, rows) in enumerate(groups):
        offset = (number - (len(groups) - 1) / 2) * 0.6 / len(groups)
        at = [places.index(value) + offset for value in rows[x]]
        ax.errorbar(rows[y], at, xerr=rows[f"{y}_deviation"], label=label, **_style(number) | {"linestyle": "none"})
        _mark_diverged(ax, rows[y], pd.Series(at, rows.index), rows)
    ax.set_yticks(range(len(places)), [str(place) for place in places])
    ax.set_ylim(len(places) - 0.5, -0.5)
    ax.set_xlabel(_words(y))
    if y.endswith("accuracy"):
        ax.xaxis.set_major_formatter(PercentFormatter(1))
    return _finished(ax, color)


def plot_lines(ax: Axes, summary: pd.DataFrame, *, x: str, y: str, color: str = "", dashed: str = "") -> Axes:
    """One line over ``x`` per value of ``color``, with the deviation; ``dashed`` is a second figure, drawn dashed."""
    for number, (label, rows) in enumerate(_groups(summary, color)):
        style = _style(number)
        ax.errorbar(rows[x], rows[y], yerr=rows[f"{y}_deviation"], label=label, **style)
        if dashed:
            ax.errorbar(rows[x], rows[dashed], yerr=rows[f"{dashed}_deviation"], **style | {"linestyle": "dashed"})
        _mark_diverged(ax, rows[x], rows[y], rows)
    return _over(ax, x, y, color, dashed)


def plot_curves(ax: Axes, summary: pd.DataFrame, *, x: str, y: str, color: str = "", dashed: str = "") -> Axes:
    """`plot_lines` for many values of ``x``, with the deviation as a band."""
    for number, (label, rows) in enumerate(_groups(summary, color)):
        for column, linestyle in ((y, "solid"), (dashed, "dashed")):
            if column:
                shade = _style(number)["color"]
                mean, deviation = rows[column], rows[f"{column}_deviation"]
                ax.plot(rows[x], mean, color=shade, linestyle=linestyle, label=label if column == y else None)
                ax.fill_between(rows[x], mean - deviation, mean + deviation, color=shade, alpha=0.2, linewidth=0)
    return _over(ax, x, y, color, dashed)


def plot_learning_of(ax: Axes, means: pd.DataFrame, figure: str) -> Axes:
    """The ``figure``, "loss" or "accuracy", of one variant by epoch, the index: validation solid, training dashed."""
    for part, shade, linestyle in (("val", CATEGORICAL[0], "solid"), ("train", CATEGORICAL[1], "dashed")):
        ax.plot(means.index, means[f"{part}_{figure}"], color=shade, linestyle=linestyle, linewidth=1.3)
    ax.set(xlabel="epoch", ylabel=figure)
    ax.xaxis.set_major_locator(MaxNLocator(3, integer=True))
    if figure == "accuracy":
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    ax.grid(alpha=0.3)
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def plot_histograms(ax: Axes, histograms: pd.DataFrame) -> Axes:
    """The ``share`` of the values of a layer over ``value``, one line for each ``depth``, the first dark."""
    layers = list(histograms.groupby("depth"))
    for number, (depth, rows) in enumerate(layers):
        shade = colormaps["viridis"](number / len(layers))
        ax.plot(rows["value"], rows["share"], color=shade, linewidth=1.2, label=str(depth))
    ax.set_yticks([])
    ax.ticklabel_format(axis="x", scilimits=(-2, 3))
    ax.tick_params(labelsize="small")
    ax.spines[["top", "right", "left"]].set_visible(False)
    return ax


def plot_depth(ax: Axes, start: pd.DataFrame, end: pd.DataFrame, *, y: str, color: str) -> Axes:
    """``y`` of every layer by its depth, logarithmic down to 1e-9: solid before training, dashed after it."""
    plot_lines(ax, start, x="depth", y=y, color=color)
    for number, (_, rows) in enumerate(_groups(end, color)):
        ax.plot(rows["depth"], rows[y], color=_style(number)["color"], linestyle="dashed")
    ax.set_yscale("symlog", linthresh=1e-9)
    ax.yaxis.set_major_locator(FixedLocator([0, *(10.0**power for power in range(-8, 9, 2))]))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    return ax


def label_points(
    ax: Axes, x: Sequence[float], y: Sequence[float], names: Sequence[str], fontsize: Any = "small"
) -> Axes:
    """A name beside each point, on the first side where it covers no other point or name.

    The scales of ``ax`` have to be set before.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()  # gives the axes their final place, in which overlaps are measured
    centres = ax.transData.transform(np.column_stack([x, y]))
    taken = [Bbox([centre - _CLEARANCE, centre + _CLEARANCE]) for centre in centres]
    for place, name in zip(zip(x, y, strict=True), names, strict=True):
        for offset, ha, va in _SIDES:
            text = ax.annotate(name, place, offset, textcoords="offset points", ha=ha, va=va, fontsize=fontsize)
            box = text.get_window_extent()
            if ax.bbox.containsx(box.x1) and ax.bbox.containsx(box.x0) and not box.count_overlaps(taken):
                break
            text.remove()
        else:
            text = ax.annotate(name, place, _SIDES[0][0], textcoords="offset points", fontsize=fontsize)
        taken.append(box)
    return ax


def _groups(summary: pd.DataFrame, color: str) -> list[tuple[str, pd.DataFrame]]:
    if not color:
        return [("", summary)]
    return [(str(value), rows) for value, rows in summary.groupby(color, sort=False)]


def _style(number: int) -> dict[str, Any]:
    marker, shade = MARKERS[number % len(MARKERS)], CATEGORICAL[number % len(CATEGORICAL)]
    return {"color": shade, "marker": marker, "markersize": 5, "capsize": 3, "linewidth": 1.5}


def _mark_diverged(ax: Axes, x: pd.Series, y: pd.Series, rows: pd.DataFrame) -> None:
    """A cross on each mean over runs of which some diverged."""
    if "diverged" in rows and (some := rows["diverged"] > 0).any():
        ax.plot(x[some], y[some], linestyle="none", marker="x", markersize=12, color="black", label=_DIVERGED)


def _over(ax: Axes, x: str, y: str, color: str, dashed: str) -> Axes:
    ax.set_xlabel(_words(x))
    ax.set_ylabel(f"{_words(y)}\n(dashed: {_words(dashed)})" if dashed else _words(y))
    if y.endswith("accuracy"):
        ax.yaxis.set_major_formatter(PercentFormatter(1))
    return _finished(ax, color)


def _finished(ax: Axes, color: str) -> Axes:
    ax.grid(alpha=0.3)
    ax.spines[["top", "right"]].set_visible(False)
    handles, labels = ax.get_legend_handles_labels()
    # Each label once, crosses last.
    entries = {label: handle for handle, label in sorted(zip(handles, labels, strict=True), key=_is_cross) if label}
    if entries:
        ax.legend(
            entries.values(), entries, title=_words(color), frameon=False, loc="upper left", bbox_to_anchor=(1, 1)
        )
    return ax


def _is_cross(entry: tuple[Any, str]) -> bool:
    return entry[1] == _DIVERGED


def _words(column: str) -> str:
    return column.replace("val_", "validation_").replace("_", " ")
