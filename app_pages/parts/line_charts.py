"""The charts of the lesson on fitting a line: the points with a line, and the surface of the cost from above."""

import altair as alt
import pandas as pd

from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import CHART_HEIGHT, GREEN, GREY, ORANGE
from lessons import line

_X, _Y = (0.0, 7.0), (-12.0, 30.0)
SLOPES, INTERCEPTS = (0.0, 8.0), (-14.0, 10.0)
"""The part of the surface that the map shows."""

_LEVELS = (1.0, 5.0, 20.0, 68.0, 150.0, 318.0)
_CORNERS = 90


def fit(w: float, b: float) -> alt.LayerChart:
    """The lecture's points, the line y = w·x + b, and the errors between them."""
    x, y = line.POINTS.T
    table = pd.DataFrame({"x": x, "y": y, "predicted": w * x + b})
    ends = pd.DataFrame({"x": _X, "y": [w * end + b for end in _X]})
    base = alt.Chart(table, height=CHART_HEIGHT).encode(
        x=alt.X("x:Q", scale=alt.Scale(domain=_X)), y=alt.Y("y:Q", scale=alt.Scale(domain=_Y), title="y")
    )
    straight = alt.Chart(ends).mark_line(color=GREEN, strokeWidth=3, clip=True).encode(x="x:Q", y="y:Q")
    errors = base.mark_rule(color=ORANGE, strokeWidth=3, clip=True).encode(y2="predicted:Q")
    points = base.mark_point(filled=True, size=140, opacity=1, color=GREY, stroke="white", strokeWidth=1)
    return alt.LayerChart(layer=[errors, straight, points])


def surface() -> alt.LayerChart:
    """Places of equal cost over slope and intercept: ellipses around the answer, the lower the darker."""
    rows = [
        {"w": w, "b": b, "level": level, "corner": corner}
        for level in reversed(_LEVELS)
        for corner, (w, b) in enumerate(line.contour(level, _CORNERS))
    ]
    w = alt.X("w:Q", scale=alt.Scale(domain=SLOPES), title=text("learn-slope"))
    b = alt.Y("b:Q", scale=alt.Scale(domain=INTERCEPTS), title=text("learn-intercept"))
    rings = (
        alt.Chart(pd.DataFrame(rows), height=CHART_HEIGHT)
        .mark_line(filled=True, fill=GREEN, fillOpacity=0.1, stroke=GREEN, strokeOpacity=0.5, strokeWidth=1, clip=True)
        .encode(
            x=w, y=b, order="corner:Q", detail="level:N", tooltip=[alt.Tooltip("level:Q", title=text("learn-cost"))]
        )
    )
    goal = pd.DataFrame([dict(zip("wb", line.ANSWER, strict=True))])
    cross = alt.Chart(goal).mark_point(shape="cross", size=120, filled=True, color=GREEN, opacity=1)
    return alt.LayerChart(layer=[rings, cross.encode(x="w:Q", y="b:Q")])


def place(w: float, b: float) -> alt.LayerChart:
    """The surface with one place on it."""
    here = alt.Chart(pd.DataFrame([{"w": w, "b": b}])).mark_point(filled=True, size=180, color=ORANGE, opacity=1)
    return alt.LayerChart(layer=[surface(), here.encode(x="w:Q", y="b:Q")])
