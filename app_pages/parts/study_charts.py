"""The figures of studies as charts, and how their columns and values are named."""

from typing import Any

import altair as alt
import pandas as pd

from app_pages.parts.i18n import text
from model.study_results import Chart, Figure, Point, Value

_COLOUR = {"color": "#3f8f7a"}  # seen on light and on dark; where series have their own, these hold
_SHORT = 13  # letters: two columns of names as short as this fit a phone
_TICKS = 12
_LEAST = 1e-9  # what is smaller is drawn like nought, which a logarithmic scale has no place for


def draw(chart: Chart) -> alt.LayerChart:
    """Dots for variants, or lines with the band of their deviation, each with its figures where one points."""
    table = pd.DataFrame([_row(chart.figure, point) for point in chart.points])
    return _dots(chart.figure, table) if chart.figure.kind == "bar" else _lines(chart.figure, table)


def _row(figure: Figure, point: Point) -> dict[str, Value | None]:
    deviation = point.deviation or 0.0
    return {
        "x": spelled(point.x) if figure.kind == "bar" else point.x,
        "series": spelled(point.color),
        "measure": measure(point.measure),
        "mean": point.mean,
        "low": point.mean - deviation,
        "high": point.mean + deviation,
        "deviation": point.deviation,
        "runs": point.runs,
        "diverged": point.diverged,
    }


def _dots(figure: Figure, table: pd.DataFrame) -> alt.LayerChart:
    """A dot and its deviation for each variant: bars would have to begin at nought, where differences are lost."""
    base = alt.Chart(table, height=20 * len(table) + _legend_height(table) + 90).encode(
        y=alt.Y("x:N", sort=None, title=measure(figure.x), axis=alt.Axis(labelLimit=130, labelFlush=False)),
        tooltip=_tooltips(figure),
        **_color(figure, table),
    )
    if figure.color:
        base = base.encode(yOffset=alt.YOffset("series:N", sort=None))
    axis = _axis(figure)
    whiskers = base.mark_rule(strokeWidth=2, **_COLOUR).encode(x=alt.X("low:Q", **axis), x2="high:Q")
    dots = base.mark_point(filled=True, size=90, opacity=1, **_COLOUR)
    return whiskers + dots.encode(x=alt.X("mean:Q", **axis), **_shape(figure, table))


def _lines(figure: Figure, table: pd.DataFrame) -> alt.LayerChart:
    """A line for each series, in the band of its deviation; what is beside ``y`` is dashed."""
    base = alt.Chart(table, height=300 + _legend_height(table)).encode(
        x=_x_axis(figure, table), tooltip=_tooltips(figure), **_color(figure, table)
    )
    y = _axis(figure)
    band = base.mark_area(opacity=0.15).encode(y=alt.Y("low:Q", **y), y2="high:Q", detail="measure:N")
    dash = alt.StrokeDash("measure:N", sort=None, title=None, legend=alt.Legend(orient="top", columns=1))
    line = base.mark_line().encode(y=alt.Y("mean:Q", **y), **({"strokeDash": dash} if figure.dashed else {}))
    points = base.mark_point(filled=True, size=60, opacity=1).encode(y=alt.Y("mean:Q", **y), **_shape(figure, table))
    return (line if figure.log_y else band + line) + points


def _x_axis(figure: Figure, table: pd.DataFrame) -> alt.X:
    title = measure(figure.x)
    if not pd.api.types.is_numeric_dtype(table["x"]):
        return alt.X("x:O", sort=None, title=title)
    # Where only a few values were tried, the axis names these.
    tried = list(dict.fromkeys(table["x"]))
    few = len(tried) <= _TICKS
    axis = alt.Axis(values=tried, labelExpr="datum.value") if few else alt.Axis(tickMinStep=1, format="~s")
    return alt.X("x:Q", title=title, axis=axis, scale=alt.Scale(type="log") if figure.log_x else alt.Scale(zero=False))


def _legend_height(table: pd.DataFrame) -> int:
    """Pixels that the legend takes from the height of a chart."""
    series = table["series"].nunique()
    return 24 * -(-series // _legend_columns(table)) + 50 if series > 1 else 0


def _legend_columns(table: pd.DataFrame) -> int:
    return 2 if table["series"].str.len().max() <= _SHORT else 1


def _color(figure: Figure, table: pd.DataFrame) -> dict[str, alt.Color]:
    return {"color": alt.Color("series:N", **_legend(figure, table))} if figure.color else {}


def _shape(figure: Figure, table: pd.DataFrame) -> dict[str, alt.Shape]:
    """Beside the colour, which alone does not tell many series apart, or any to some."""
    return {"shape": alt.Shape("series:N", **_legend(figure, table))} if figure.color else {}


def _legend(figure: Figure, table: pd.DataFrame) -> dict[str, Any]:
    legend = alt.Legend(orient="bottom", columns=_legend_columns(table), symbolOpacity=1, symbolStrokeWidth=0)
    return {"sort": None, "title": measure(figure.color), "legend": legend}


def _axis(figure: Figure) -> dict[str, Any]:
    """The axis of the means."""
    title = " / ".join(measure(name) for name in (figure.y, figure.dashed) if name)
    if figure.log_y:
        powers = [0, *(10.0**power for power in range(-8, 9, 2))]
        scale = alt.Scale(type="symlog", constant=_LEAST)
        return {"title": title, "axis": alt.Axis(values=powers, format="~e"), "scale": scale}
    return {"title": title, "axis": alt.Axis(format=format_of(figure.y)), "scale": alt.Scale(zero=False)}


def _tooltips(figure: Figure) -> list[alt.Tooltip]:
    form = format_of(figure.y)
    return [
        alt.Tooltip("x", title=measure(figure.x)),
        *([alt.Tooltip("series:N", title=measure(figure.color))] if figure.color else []),
        *([alt.Tooltip("measure:N", title=text("models-measure-shown"))] if figure.dashed else []),
        alt.Tooltip("mean:Q", title=text("models-mean"), format=form),
        alt.Tooltip("deviation:Q", title=text("models-deviation"), format=form),
        alt.Tooltip("runs:Q", title=text("models-runs")),
        alt.Tooltip("diverged:Q", title=text("models-diverged")),
    ]


def measure(name: str) -> str:
    """A column of the results in the reader's words; an option, which has none, is spelled as `--set` spells it."""
    found = text(f"models-measure-{name}")
    return name if found == f"models-measure-{name}" else found


def spelled(value: Value) -> str:
    """A value of an axis as it is spelled on the command line."""
    return f"{value:g}" if isinstance(value, float) else value


def format_of(name: str) -> str:
    """How a mean is written: a share in per cent."""
    return ".1%" if is_share(name) else ".3g"


def is_share(name: str) -> bool:
    """Whether a column holds shares."""
    return name.endswith("accuracy")
