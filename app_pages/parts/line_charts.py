"""The charts of the lesson on fitting a line: the points with a line, and the surface of the cost from above."""

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import CHART_HEIGHT, GREEN, GREY, ORANGE, VIOLET
from lessons import line
from lessons.line import Walk

_X, _Y = (0.0, 7.0), (-15.0, 30.0)
SLOPES, INTERCEPTS = (0.0, 8.0), (-14.0, 10.0)
"""The part of the surface that the map shows."""

_LEVELS = (1.0, 5.0, 20.0, 68.0, 150.0, 318.0)
_CORNERS = 90
_MOST_DOTS = 210
_LEGEND_ROW = 22  # pixels
_COLOURS = [ORANGE, VIOLET, GREEN]


def fit(w: float, b: float) -> alt.LayerChart:
    """The lecture's points, the line y = w·x + b, and the errors between them."""
    x, y = line.POINTS.T
    table = pd.DataFrame({"x": x, "y": y, "predicted": w * x + b})
    ends = pd.DataFrame({"x": _X, "y": [w * end + b for end in _X]})
    base = alt.Chart(table, height=CHART_HEIGHT).encode(
        x=alt.X("x:Q", scale=alt.Scale(domain=_X), axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("y:Q", scale=alt.Scale(domain=_Y), title="y"),
    )
    straight = alt.Chart(ends).mark_line(color=GREEN, strokeWidth=3, clip=True).encode(x="x:Q", y="y:Q")
    errors = base.mark_rule(color=ORANGE, strokeWidth=3, clip=True).encode(y2="predicted:Q")
    points = base.mark_point(filled=True, size=140, opacity=1, color=GREY, stroke="white", strokeWidth=1)
    return alt.LayerChart(layer=[errors, straight, points])


def place(w: float, b: float) -> alt.LayerChart:
    """The surface of the cost with one place on it."""
    here = alt.Chart(pd.DataFrame([{"w": w, "b": b}])).mark_point(filled=True, size=180, color=ORANGE, opacity=1)
    return alt.LayerChart(layer=[*_surface(line.POINTS), here.encode(x="w:Q", y="b:Q")], height=CHART_HEIGHT)


def paths(walks: Mapping[str, Walk], points: line.Array = line.POINTS) -> alt.LayerChart:
    """The surface with named paths on it, each a line with a dot for each update where they are few enough."""
    rows = [
        {"w": w, "b": b, "step": step, "cost": cost, "path": name}
        for name, walk in reversed(list(walks.items()))  # the first, with the fewest updates, on top
        for step, ((w, b), cost) in enumerate(zip(walk.path, walk.costs, strict=True))
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x="w:Q",
        y="b:Q",
        color=_colour(walks),
        order="step:Q",
        tooltip=[
            alt.Tooltip("step:Q", title=text("learn-step")),
            alt.Tooltip("cost:Q", title=text("learn-cost"), format=".4~g"),
        ],
    )
    few = max(len(walk.path) for walk in walks.values()) <= _MOST_DOTS
    dots = base.mark_point(filled=True, size=22, opacity=0.9 if few else 0, clip=True)
    lines = base.mark_line(strokeWidth=1.5, opacity=1 if few else 0.7, clip=True)
    return alt.LayerChart(layer=[*_surface(points), lines, dots], height=_height(walks))


def costs(walks: Mapping[str, Walk], length: int, title: str, powers: range) -> alt.Chart:
    """The cost of named paths from their start to their end, which lie ``length`` apart on the axis with this title.

    The cost is on a logarithmic scale between the least and the greatest of these ``powers`` of ten.
    """
    low, high = 10.0 ** powers[0], 10.0 ** powers[-1]
    rows = [
        {"step": step * length / walk.planned, "cost": min(max(cost, low), high), "path": name}
        for name, walk in walks.items()
        for step, cost in enumerate(walk.costs)
    ]
    scale = alt.Scale(type="log", domain=[low, high])
    chart: alt.Chart = (
        alt.Chart(pd.DataFrame(rows), height=_height(walks))
        .mark_line(strokeWidth=2.5)
        .encode(
            x=alt.X(
                "step:Q", title=title, scale=alt.Scale(domain=[0, length]), axis=alt.Axis(tickCount=5, tickMinStep=1)
            ),
            y=alt.Y(
                "cost:Q",
                title=text("learn-cost"),
                scale=scale,
                axis=alt.Axis(values=[10.0**power for power in powers], format="~g"),
            ),
            color=_colour(walks),
        )
    )
    return chart


def _surface(points: line.Array) -> list[alt.Chart]:
    """Places of equal cost over slope and intercept: ellipses around the best line."""
    per_point = len(points) / len(line.POINTS)
    rows = [
        {"w": w, "b": b, "level": level, "corner": corner}
        for level in reversed(_LEVELS)
        for corner, (w, b) in enumerate(line.contour(level * per_point, _CORNERS, points))
    ]
    rings = (
        alt.Chart(pd.DataFrame(rows))
        .mark_line(filled=True, fill=GREEN, fillOpacity=0.1, stroke=GREEN, strokeOpacity=0.5, strokeWidth=1, clip=True)
        .encode(
            x=alt.X("w:Q", scale=alt.Scale(domain=SLOPES), title=text("learn-slope")),
            y=alt.Y("b:Q", scale=alt.Scale(domain=INTERCEPTS), title=text("learn-intercept")),
            order="corner:Q",
            detail="level:N",
        )
    )
    best = np.mean(line.contour(0.0, 1, points), axis=0)
    cross = alt.Chart(pd.DataFrame([{"w": best[0], "b": best[1]}]))
    return [rings, cross.mark_point(shape="cross", size=120, filled=True, color=GREEN, opacity=1).encode(x="w", y="b")]


def _height(walks: Mapping[str, Walk]) -> int:
    """Pixels, with the legend, which takes its own from the chart's height."""
    return CHART_HEIGHT + _LEGEND_ROW * len(walks)


def _colour(walks: Mapping[str, Walk]) -> alt.Color:
    legend = alt.Legend(
        orient="top", columns=1, labelLimit=0, symbolType="stroke", symbolSize=200, symbolOpacity=1, symbolStrokeWidth=3
    )
    return alt.Color("path:N", title=None, scale=alt.Scale(domain=list(walks), range=_COLOURS), legend=legend)
