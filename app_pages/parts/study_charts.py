"""The studies' figures as charts, and the names of their columns and values."""

from typing import TypeVar

import altair as alt
import pandas as pd

from app_pages.parts.i18n import text
from model.study_results import Chart, Figure, Point, Value

_COLOUR = "#3f8f7a"  # readable on light and on dark; series have colours of their own
_SHORT = 13  # letters: two columns of names up to this length fit a phone
_TICKS = 12
_LEAST = 1e-9  # smaller values are drawn as zero, which a logarithmic scale cannot show


def draw(chart: Chart) -> alt.LayerChart:
    """Dots for variants, or lines in the band of their deviation; each shows its figures when pointed at."""
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
    """A dot with its deviation for each variant; bars would have to start at zero, which hides differences."""
    y = alt.Y("x:N", sort=None, title=measure(figure.x), axis=alt.Axis(labelLimit=130, labelFlush=False))
    base = alt.Chart(table, height=20 * len(table) + _legend_height(table) + 90).encode(y=y, tooltip=_tooltips(figure))
    if figure.color:
        base = base.encode(color=_color(figure, table), yOffset=alt.YOffset("series:N", sort=None))
    whiskers = base.mark_rule(strokeWidth=2, color=_COLOUR).encode(x=_mean_axis(alt.X("low:Q"), figure), x2="high:Q")
    dots = base.mark_point(filled=True, size=90, opacity=1, color=_COLOUR)
    dots = dots.encode(x=_mean_axis(alt.X("mean:Q"), figure))
    return alt.LayerChart(layer=[whiskers, _with_shapes(dots, figure, table)])


def _lines(figure: Figure, table: pd.DataFrame) -> alt.LayerChart:
    """A line for each series in the band of its deviation; the measure beside ``y`` is dashed."""
    base = alt.Chart(table, height=300 + _legend_height(table)).encode(
        x=_x_axis(figure, table), tooltip=_tooltips(figure)
    )
    if figure.color:
        base = base.encode(color=_color(figure, table))
    mean = _mean_axis(alt.Y("mean:Q"), figure)
    low = _mean_axis(alt.Y("low:Q"), figure)
    band = base.mark_area(opacity=0.15).encode(y=low, y2="high:Q", detail="measure:N")
    line = base.mark_line().encode(y=mean)
    if figure.dashed:
        legend = alt.Legend(orient="top", columns=1)
        line = line.encode(strokeDash=alt.StrokeDash("measure:N", sort=None, title=None, legend=legend))
    points = _with_shapes(base.mark_point(filled=True, size=60, opacity=1).encode(y=mean), figure, table)
    return alt.LayerChart(layer=[line, points] if figure.log_y else [band, line, points])


def _x_axis(figure: Figure, table: pd.DataFrame) -> alt.X:
    title = measure(figure.x)
    if not pd.api.types.is_numeric_dtype(table["x"]):
        return alt.X("x:O", sort=None, title=title)
    # If the study tried only a few values, the axis names exactly these.
    tried = list(dict.fromkeys(table["x"]))
    few = len(tried) <= _TICKS
    axis = alt.Axis(values=tried, labelExpr="datum.value") if few else alt.Axis(tickMinStep=1, format="~s")
    return alt.X("x:Q", title=title, axis=axis, scale=alt.Scale(type="log") if figure.log_x else alt.Scale(zero=False))


def _legend_height(table: pd.DataFrame) -> int:
    """Pixels that the legend takes from the chart's height."""
    series = table["series"].nunique()
    return 24 * -(-series // _legend_columns(table)) + 50 if series > 1 else 0


def _legend_columns(table: pd.DataFrame) -> int:
    return 2 if table["series"].str.len().max() <= _SHORT else 1


def _color(figure: Figure, table: pd.DataFrame) -> alt.Color:
    return alt.Color("series:N", sort=None, title=measure(figure.color), legend=_legend(table))


def _with_shapes(chart: alt.Chart, figure: Figure, table: pd.DataFrame) -> alt.Chart:
    """The chart with a shape for each series: colour alone does not tell many series apart for everybody."""
    if not figure.color:
        return chart
    shape = alt.Shape("series:N", sort=None, title=measure(figure.color), legend=_legend(table))
    return chart.encode(shape=shape)


def _legend(table: pd.DataFrame) -> alt.Legend:
    return alt.Legend(orient="bottom", columns=_legend_columns(table), symbolOpacity=1, symbolStrokeWidth=0)


_Channel = TypeVar("_Channel", alt.X, alt.Y)


def _mean_axis(channel: _Channel, figure: Figure) -> _Channel:
    """The channel with the title, axis and scale of the means."""
    channel = channel.title(" / ".join(measure(name) for name in (figure.y, figure.dashed) if name))
    if figure.log_y:
        powers = [0, *(10.0**power for power in range(-8, 9, 2))]
        axis = alt.Axis(values=powers, format="~e")
        return channel.axis(axis).scale(alt.Scale(type="symlog", constant=_LEAST))
    return channel.axis(alt.Axis(format=format_of(figure.y))).scale(alt.Scale(zero=False))


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
    """A column of the results in the user's language; an option is named as `--set` names it."""
    found = text(f"models-measure-{name}")
    return name if found == f"models-measure-{name}" else found


def spelled(value: Value) -> str:
    """A value of an axis, written as on the command line."""
    return f"{value:g}" if isinstance(value, float) else value


def format_of(name: str) -> str:
    """The format of a mean: shares as per cent."""
    return ".1%" if is_share(name) else ".3g"


def is_share(name: str) -> bool:
    """Whether a column holds shares."""
    return name.endswith("accuracy")
