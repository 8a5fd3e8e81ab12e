"""Points of two classes in a plane, with the line or the curve that separates them."""

from collections.abc import Callable

import altair as alt
import numpy as np
import pandas as pd

from app_pages.parts import charts
from app_pages.parts.lesson_panel import GREEN, GREY, ORANGE, VIOLET
from lessons.perceptron import Array, Labels, Step

_HEIGHT = 360  # pixels
_MARGIN = 0.6
_CELLS = 44
# Class 0, a probability of a half, and class 1, by theme: charts do not follow it by themselves.
_GROUNDS = {"light": ("#8cc0b2", "#faf7f0", "#e6bd84"), "dark": ("#2f6f60", "#1d2422", "#8c6530")}


def line_step(points: Array, labels: Labels, step: Step) -> alt.LayerChart:
    """The line before a step of the perceptron, dashed, and after it; the step's point is ringed."""
    sides = _sides(points)
    layers = []
    for weights, bias, colour, dash in (
        (step.weights, step.bias, GREY, [5, 4]),
        (step.new_weights, step.new_bias, VIOLET, [1, 0]),
    ):
        ends = _line(weights, bias, sides)
        if ends.empty:
            continue
        mark = alt.Chart(ends).mark_line(color=colour, strokeWidth=3, strokeDash=dash, clip=True)
        layers.append(mark.encode(x="x:Q", y="y:Q", order="x:Q"))
    ring = alt.Chart(_table(points[step.point : step.point + 1], labels[step.point : step.point + 1]))
    ringed = ring.mark_point(size=700, strokeWidth=3, color=VIOLET, opacity=1).encode(x="x:Q", y="y:Q")
    return alt.LayerChart(layer=[*layers, ringed, _points(points, labels, sides)])


def region(points: Array, labels: Labels, probabilities: Callable[[Array], Array]) -> alt.LayerChart:
    """The probability of class 1 everywhere, the boundary where it is a half, and the points.

    Args:
        points, labels: float (N, 2) and int (N,).
        probabilities: from places, float (..., 2), to float (...).
    """
    sides = _sides(points)
    (left, right), (bottom, top) = sides
    across, up = (right - left) / _CELLS, (top - bottom) / _CELLS
    x, y = np.meshgrid(left + across * np.arange(_CELLS), bottom + up * np.arange(_CELLS))
    middles = np.stack([x + across / 2, y + up / 2], axis=-1)
    table = pd.DataFrame({"x": x.ravel(), "y": y.ravel(), "p": probabilities(middles).ravel().round(3)})
    table["x2"], table["y2"] = table["x"] + across, table["y"] + up
    scale = alt.Scale(domain=[0, 0.5, 1], range=list(_GROUNDS[charts.scheme()]))
    cells = (
        alt.Chart(table)
        .mark_rect(strokeWidth=1)
        .encode(
            x=_axis("x", sides[0]),
            x2="x2:Q",
            y=_axis("y", sides[1]),
            y2="y2:Q",
            fill=alt.Fill("p:Q", legend=None, scale=scale),
            stroke=alt.Stroke("p:Q", legend=None, scale=scale),  # hides the seams between the cells
        )
    )
    return alt.LayerChart(layer=[cells, _points(points, labels, sides)])


def _points(points: Array, labels: Labels, sides: tuple[tuple[float, float], tuple[float, float]]) -> alt.Chart:
    """Circles for class 0 and triangles for class 1."""
    size = 260 if len(points) <= 4 else 90
    chart: alt.Chart = (
        alt.Chart(_table(points, labels), height=_HEIGHT)
        .mark_point(filled=True, size=size, opacity=1, stroke="white", strokeWidth=1.5)
        .encode(
            x=_axis("x", sides[0]),
            y=_axis("y", sides[1]),
            fill=alt.Fill("label:N", legend=None, scale=alt.Scale(domain=["0", "1"], range=[GREEN, ORANGE])),
            shape=alt.Shape(
                "label:N", title=None, scale=alt.Scale(domain=["0", "1"], range=["circle", "triangle-up"]), legend=None
            ),
            tooltip=["x:Q", "y:Q", "label:N"],
        )
    )
    return chart


def _axis(name: str, side: tuple[float, float]) -> alt.X | alt.Y:
    title, scale = {"x": "x₁", "y": "x₂"}[name], alt.Scale(domain=side, nice=False, zero=False)
    axis = alt.Axis(tickCount=5, grid=False)
    if name == "x":
        return alt.X("x:Q", title=title, scale=scale, axis=axis)
    return alt.Y("y:Q", title=title, scale=scale, axis=axis)


def _table(points: Array, labels: Labels) -> pd.DataFrame:
    return pd.DataFrame({"x": points[:, 0], "y": points[:, 1], "label": labels.astype(str)})


def _sides(points: Array) -> tuple[tuple[float, float], tuple[float, float]]:
    """What is shown of each axis: all points, and a margin."""
    low, high = points.min(axis=0) - _MARGIN, points.max(axis=0) + _MARGIN
    return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))


def _line(weights: Array, bias: float, sides: tuple[tuple[float, float], tuple[float, float]]) -> pd.DataFrame:
    """Two far ends of the line w·x + b = 0; none without weights."""
    length = float(np.hypot(*weights))
    if not length:
        return pd.DataFrame({"x": [], "y": []})
    near = -bias * weights / length**2
    along = np.array([-weights[1], weights[0]]) / length * 100
    ends = np.stack([near - along, near + along])
    return pd.DataFrame({"x": ends[:, 0], "y": ends[:, 1]})
