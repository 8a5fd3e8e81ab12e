"""The pictures of a study: `results.png`, `curves.png`, and if layers were measured, `layers.png`, `histograms.png`."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure as Canvas

from training.studies.config import RESULT_FIGURES, Study
from training.studies.plots import (
    label_points,
    plot_curves,
    plot_depth,
    plot_histograms,
    plot_learning_of,
    plot_lines,
    plot_points,
)
from training.studies.tables import summarize

_WIDTH = 8.0  # inches
_DPI = 110  # 880 pixels: as wide as a README is shown
_CURVES_ACROSS, _MOST_CURVES = 5, 20
_DEPTH_FIGURES = ("activation_deviation", "gradient_deviation")


def draw_figure(study: Study, table: pd.DataFrame, data_name: str, out: Path) -> None:
    """Writes `results.png`, the figure of the study from ``table``."""
    values = table.groupby([key for key in (study.figure.color, study.figure.x) if key]).ngroups
    canvas = _canvas(study, 1.5 + 0.4 * values if study.figure.kind == "bar" else 4.5, data_name)
    plot_figure(canvas, study, table)
    canvas.savefig(out / "results.png", dpi=_DPI)


def draw_layers(study: Study, layers: pd.DataFrame, data_name: str, out: Path) -> None:
    """Writes `layers.png`: one row of plots per value of the figure's ``x``, one colour per value of its ``color``."""
    rows = layers[study.figure.x].nunique()
    canvas = _canvas(study, 1 + 3 * rows, data_name, "; solid before training, dashed after it")
    plot_layers(canvas, study, layers)
    canvas.savefig(out / "layers.png", dpi=_DPI)


def draw_histograms(study: Study, histograms: pd.DataFrame, data_name: str, out: Path) -> None:
    """Writes `histograms.png`: of each variant, activations and gradients of every layer before training.

    The layers are lines from dark, the first, to light.
    """
    groups = list(histograms.groupby(["variant", "figure"], sort=False))
    canvas = _canvas(study, 0.8 + 1.3 * -(-len(groups) // 4), data_name, "; before training, first layer dark", "first")
    grid = canvas.subplots(-(-len(groups) // 4), 4, squeeze=False)
    for ax in grid.flat[len(groups) :]:
        ax.set_axis_off()
    for ax, ((variant, figure), rows) in zip(grid.flat, groups, strict=False):
        plot_histograms(ax, rows).set_title(f"{variant}\n{figure}s", fontsize="small")
    canvas.savefig(out / "histograms.png", dpi=_DPI)


def draw_curves(study: Study, curves: pd.DataFrame, data_name: str, out: Path) -> None:
    """Writes `curves.png`: loss and accuracy of every variant by epoch, or of some if there are many."""
    names = [variant.name for variant in study.variants if variant.name in set(curves["variant"])]
    chosen = names if len(names) <= _MOST_CURVES else curve_choice(curves)
    rows = -(-len(chosen) // _CURVES_ACROSS)
    canvas = _canvas(study, 0.7 + 3 * rows, data_name, "; dashed: training images", "mean")
    plot_learning(canvas, curves, chosen)
    canvas.savefig(out / "curves.png", dpi=_DPI)


def curve_choice(curves: pd.DataFrame) -> list[str]:
    """By their last epoch the two best variants on validation, the one that over-fits most, the middle and the last."""
    last = curves[curves["epoch"] == curves.groupby(["variant", "seed"])["epoch"].transform("max")]
    means = last.groupby("variant", sort=False)[["val_loss", "val_accuracy", "train_loss"]].mean()
    ranked = means.sort_values("val_accuracy", ascending=False, kind="stable").index.tolist()
    gaps = (means["val_loss"] - means["train_loss"]).dropna()
    widest = [gaps.idxmax()] if len(gaps) else []
    return list(dict.fromkeys([*ranked[:2], *widest, ranked[len(ranked) // 2], ranked[-1]]))


def plot_learning(canvas: Canvas, curves: pd.DataFrame, variants: Sequence[str]) -> None:
    """For each of ``variants`` its loss above its accuracy by epoch, means over the seeds; training images are dashed.

    All plots of a figure have the same scale, so that over-fitting is seen by comparing them.
    """
    columns = ["val_loss", "train_loss", "val_accuracy", "train_accuracy"]
    means = curves.groupby(["variant", "epoch"])[columns].mean()
    across = min(len(variants), _CURVES_ACROSS)
    grid = canvas.subplots(2 * -(-len(variants) // across), across, squeeze=False, sharex=True)
    # Without the few worst values, which a network that is starting or diverging has.
    highest = means[columns[:2]].melt()["value"].quantile(0.98)
    lowest = means[columns[2:]].melt()["value"].quantile(0.02)
    limits = {"loss": (0.0, float(1.05 * highest or 1)), "accuracy": (max(0.0, float(lowest) - 0.02), 1.005)}
    for number, ax in enumerate(grid.flat):
        pair, column = divmod(number, across)
        place, figure = pair // 2 * across + column, ("loss", "accuracy")[pair % 2]
        if place >= len(variants):
            ax.set_axis_off()
            continue
        plot_learning_of(ax, means.loc[[variants[place]]].droplevel(0), figure)
        low, high = limits[figure]
        if np.isfinite([low, high]).all():  # not if every run diverged
            ax.set_ylim(low, high)
        if figure == "loss":
            ax.set_xlabel("")
            ax.set_title(textwrap.fill(variants[place], 18), fontsize="small")
        if column:
            ax.set_ylabel("")
            ax.tick_params(labelleft=False)


def plot_figure(canvas: Canvas, study: Study, table: pd.DataFrame) -> None:
    """Draws the figure of the study from ``table`` on an empty canvas."""
    figure = study.figure
    keys = [key for key in (figure.color, figure.x) if key]
    shown = [column for column in (figure.y, figure.dashed, "diverged") if column in table]
    if figure.x in RESULT_FIGURES:  # measured, like the seconds, and so a mean over the seeds too
        keys.remove(figure.x)
        shown.append(figure.x)
    summary = summarize(table, keys, shown)
    names = {"x": figure.x, "y": figure.y, "color": figure.color}
    ax = canvas.subplots()
    if figure.kind == "bar":
        plot_points(ax, summary, **names)
        return
    plot = plot_curves if figure.kind == "curve" else plot_lines
    plot(ax, summary, **names, dashed=figure.dashed)
    if figure.log_x:
        ax.set_xscale("log")
    if figure.log_y:
        ax.set_yscale("log")
    if figure.color and not figure.dashed and summary[figure.color].is_unique:  # points, which need no legend
        if legend := ax.get_legend():
            legend.remove()
        labels = summary[figure.color].astype(str).tolist()
        label_points(ax, summary[figure.x].tolist(), summary[figure.y].tolist(), labels)


def plot_layers(canvas: Canvas, study: Study, layers: pd.DataFrame) -> None:
    """Draws the deviations of activations and gradients by depth on an empty canvas."""
    figure = study.figure
    summary = summarize(layers, ["when", figure.x, figure.color, "depth"], _DEPTH_FIGURES)
    values = list(dict.fromkeys(summary[figure.x]))
    grid = canvas.subplots(len(values), len(_DEPTH_FIGURES), squeeze=False, sharex=True, sharey="col")
    for axes, value in zip(grid, values, strict=True):
        rows = summary[summary[figure.x] == value]
        start, end = (rows[rows["when"] == when] for when in ("start", "end"))
        for ax, column in zip(axes, _DEPTH_FIGURES, strict=True):
            plot_depth(ax, start, end, y=column, color=figure.color).set_title(
                f"{figure.x}: {value}", fontsize="medium"
            )
            if ax is not grid[0, -1]:
                ax.get_legend().remove()
            if value != values[-1]:
                ax.set_xlabel("")


def _canvas(
    study: Study, height: float, data_name: str, note: str = "", figures: str = "mean and standard deviation"
) -> Canvas:
    canvas = Canvas((_WIDTH, height), layout="constrained")
    runs = f"{figures} of {len(study.seeds)} runs" if len(study.seeds) > 1 else "one run each"
    canvas.suptitle(f"{study.title}\n{data_name}, {runs}{note}", fontsize="medium")
    return canvas
