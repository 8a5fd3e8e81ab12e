"""Charts of functions with their derivatives, of values layer by layer, and of what dropout leaves of a layer."""

import altair as alt
import numpy as np
import pandas as pd

from app_pages.parts.i18n import decimal, text
from app_pages.parts.lesson_panel import CHART_HEIGHT, GREEN, GREY, ORANGE
from lessons.activations import Array, Function

_REACH = 5.0
_PLACES = 401
_BINS = 61
_TALL = 0.92  # the height of a layer's histogram, in rows
_ROW = 46  # pixels
_COLUMNS = 20


def function(shown: Function, name: str, variable: str, symbol: str) -> alt.Chart:
    """A function and its derivative between -5 and 5."""
    x = np.linspace(-_REACH, _REACH, _PLACES)
    names = [f"{symbol}({variable})", f"{symbol}′({variable}), {text('learn-derivative')}"]
    parts = [
        pd.DataFrame({"x": x, "y": values(x), "part": part})
        for part, values in zip(names, (shown.value, shown.derivative), strict=True)
    ]
    legend = alt.Legend(orient="top", title=None, labelLimit=0, symbolStrokeWidth=3)
    scale = alt.Scale(domain=names, range=[GREEN, ORANGE])
    dashes = alt.Scale(domain=names, range=[[1, 0], [6, 4]])
    chart: alt.Chart = (
        alt.Chart(pd.concat(parts), height=CHART_HEIGHT)
        .mark_line(strokeWidth=3, clip=True)
        .encode(
            x=alt.X(
                "x:Q", title=variable, scale=alt.Scale(domain=[-_REACH, _REACH], nice=False), axis=alt.Axis(tickCount=5)
            ),
            y=alt.Y("y:Q", title=None),
            color=alt.Color("part:N", scale=scale, legend=legend),
            strokeDash=alt.StrokeDash("part:N", scale=dashes, legend=legend),
            tooltip=["part:N", alt.Tooltip("x:Q", format=".2f"), alt.Tooltip("y:Q", format=".3f")],
        )
    )
    return chart


def histograms(values: list[Array]) -> alt.LayerChart:
    """The values of each layer as a histogram in a row of its own, all on one axis, with the standard deviation."""
    reach = max(1e-3, *(float(np.quantile(np.abs(layer), 0.999)) for layer in values))
    edges = np.linspace(-reach, reach, _BINS + 1)
    middles = (edges[:-1] + edges[1:]) / 2
    rows = []
    for number, layer in enumerate(values):
        counts, _ = np.histogram(layer.clip(-reach, reach), edges)
        heights = _TALL * counts / counts.max()
        rows.append(pd.DataFrame({"x": middles, "row": -number, "top": -number + heights, "layer": number + 1}))
    labels = {
        -number: text("learn-layer-label", layer=number + 1, deviation=decimal(float(layer.std())))
        for number, layer in enumerate(values)
    }
    named = "{" + ", ".join(f"'{row}': '{label}'" for row, label in labels.items()) + "}"
    axis = alt.Axis(
        values=[float(row) for row in labels],
        labelExpr=f"({named})['' + datum.value]",
        labelLimit=0,
        grid=True,
        ticks=False,
    )
    base = alt.Chart(pd.concat(rows), height=_ROW * len(values))
    areas = base.mark_area(interpolate="step", color=GREEN, opacity=0.8, line={"color": GREEN}).encode(
        x=alt.X("x:Q", title=text("learn-value"), scale=alt.Scale(domain=[-reach, reach], nice=False)),
        y=alt.Y(
            "row:Q", title=text("learn-layer"), axis=axis, scale=alt.Scale(domain=[1 - len(values), 1], nice=False)
        ),
        y2="top:Q",
        detail="layer:N",
    )
    return alt.LayerChart(layer=[areas])


def units(values: Array) -> alt.LayerChart:
    """A layer as a square for each unit, the larger its activation the larger the square; dropped ones are outlined."""
    places = np.arange(len(values))
    table = pd.DataFrame({"x": places % _COLUMNS, "y": -(places // _COLUMNS), "value": values})
    base = alt.Chart(table, height=160).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.7, _COLUMNS - 0.3], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-len(values) / _COLUMNS + 0.3, 0.7], nice=False)),
        tooltip=[alt.Tooltip("value:Q", title=text("learn-value"), format=".3~g")],
    )
    kept = base.transform_filter("datum.value > 0").mark_point(filled=True, shape="square", color=GREEN, opacity=1)
    size = alt.Size("value:Q", legend=None, scale=alt.Scale(domain=[0, 4], range=[0, 480]))
    dropped = base.transform_filter("datum.value === 0").mark_point(shape="square", size=60, color=GREY, opacity=0.6)
    return alt.LayerChart(layer=[dropped, kept.encode(size=size)])
