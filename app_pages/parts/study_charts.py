"""The studies' figures as charts, labelled where the eye is, and the names of their columns and values."""

import altair as alt
import pandas as pd

from app_pages.parts import charts
from app_pages.parts.i18n import decimal, percent, text
from app_pages.parts.study_labels import LABEL_FONT, Labels, is_best, place_labels, range_of_most
from model.study_results import Chart, Figure, Point, Value

_BEST, _OTHER, _POINTED = "#3f8f7a", "#8a8f8d", "#c98a3a"  # readable on light and on dark
# Text inside a chart does not follow the theme: that of the best, of others, and the page below it.
_INKS = {"light": ("#1d6b57", "#3b4240", "#fbfaf7"), "dark": ("#7fc4b0", "#d5d8d4", "#161a19")}
_ROW = 22  # pixels
_HEIGHT = 300  # pixels
_TICKS = 12
_LEAST = 1e-9  # smaller values are drawn as zero, which a logarithmic scale cannot show


def draw(chart: Chart) -> alt.LayerChart:
    """Dots for variants, or lines in the band of their deviation; each shows its figures when pointed at.

    All have one hue, but for the best and those within its deviation.
    """
    table = pd.DataFrame([_row(chart.figure, point) for point in chart.points])
    table["colour"] = [_BEST if best else _OTHER for best in is_best(chart.figure, table)]
    return _dots(chart.figure, table) if chart.figure.kind == "bar" else _lines(chart.figure, table)


def _row(figure: Figure, point: Point) -> dict[str, Value | None]:
    deviation = point.deviation or 0.0
    return {
        "x": spelled(point.x) if figure.kind == "bar" else point.x,
        "series": spelled(point.color),
        "measure": measure(point.measure),
        "of_y": point.measure == figure.y,
        "mean": point.mean,
        "low": point.mean - deviation,
        "high": point.mean + deviation,
        "deviation": point.deviation,
        "runs": point.runs,
        "diverged": point.diverged,
    }


def _dots(figure: Figure, table: pd.DataFrame) -> alt.LayerChart:
    """A dot with its deviation for each variant; bars would have to start at zero, which hides differences.

    A variant far from all others stands at the edge as an arrow, so that they have the room. The figures are part of
    the labels.
    """
    pairs = zip(map(str, table["x"]), map(str, table["series"]), strict=True)
    names = [", ".join(filter(None, pair)) for pair in pairs]
    table["label"] = [f"{name}  {figure_of(figure.y, mean)}" for name, mean in zip(names, table["mean"], strict=True)]
    low, high = range_of_most(table)
    table["shape"] = "circle"
    table.loc[table["mean"] < low, "shape"] = "triangle-left"
    table.loc[table["mean"] > high, "shape"] = "triangle-right"
    for column in ("low", "high"):
        table[column] = table[column].clip(low, high)
    table["shown"] = table["mean"].clip(low, high)
    base = alt.Chart(table, height=_ROW * len(table) + 60).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=230, labelFlush=False, grid=True)),
        color=alt.Color("colour:N", scale=None),
        tooltip=_tooltips(figure),
    )
    margin = (high - low) / 30 or 1.0
    scale = alt.Scale(domain=[low - margin, high + margin], nice=False)
    axis = alt.Axis(format=format_of(figure.y), tickCount=5)
    whiskers = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q")
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(
        x=alt.X("shown:Q", title=measure(figure.y), scale=scale, axis=axis),
        shape=alt.Shape("shape:N", scale=None),
    )
    return alt.LayerChart(layer=[whiskers, dots])


def _lines(figure: Figure, table: pd.DataFrame) -> alt.LayerChart:
    """A line for each series, its name beside its best point; the measure beside ``y`` is dashed.

    Pointing at a line brings it out.
    """
    labels = place_labels(figure, table, _HEIGHT, _LEAST)
    pointed = alt.selection_point("pointed", fields=["series"], on="pointerover", clear="pointerout", empty=False)
    colour = alt.when(pointed).then(alt.value(_POINTED)).otherwise(alt.Color("colour:N", scale=None))
    base = alt.Chart(table, height=labels.height).encode(
        x=_x_axis(figure, table), detail=["series:N", "measure:N"], color=colour, tooltip=_tooltips(figure)
    )
    band = base.mark_area(opacity=0.12).encode(y=_mean_axis("low:Q", figure, labels), y2="high:Q")
    line = base.mark_line(strokeWidth=2.5).encode(y=_mean_axis("mean:Q", figure, labels))
    if figure.dashed:
        legend = alt.Legend(orient="top", columns=1)
        line = line.encode(strokeDash=alt.StrokeDash("measure:N", sort=None, title=None, legend=legend))
    points = base.mark_point(filled=True, size=60, opacity=1).encode(y=_mean_axis("mean:Q", figure, labels))
    layers = [line] if figure.log_y else [band, line]
    return alt.LayerChart(layer=[*layers, points.add_params(pointed), *_label_layers(figure, table, labels)])


def _label_layers(figure: Figure, table: pd.DataFrame, labels: Labels) -> list[alt.Chart]:
    """The names of the series, with a line to the point wherever a name had to give way to another."""
    named = measure(figure.color)
    places = labels.places.assign(name=[_with_unit(one, named) for one in labels.places["series"]])
    base = alt.Chart(places).encode(x=_x_axis(figure, table))
    moved = base.transform_filter("datum.moved").mark_rule(aria=False, color=_OTHER, strokeWidth=1, opacity=0.6)
    layers = [moved.encode(y=_mean_axis("at:Q", figure, labels), y2="y:Q")]
    best, other, ground = _INKS[charts.scheme()]
    ink = alt.when(alt.FieldOneOfPredicate("series", _best_series(table))).then(alt.value(best))
    words = base.encode(y=_mean_axis("y:Q", figure, labels), text="name:N")
    for side in labels.places["side"].unique():
        of_side = words.transform_filter(alt.datum.side == side)
        options = {"align": side, "baseline": "bottom", "dy": -5, "fontSize": LABEL_FONT}
        # A rim in the page's colour, so that lines do not strike a name through.
        layers.append(of_side.mark_text(aria=False, stroke=ground, strokeWidth=4, strokeJoin="round", **options))
        layers.append(of_side.mark_text(**options).encode(color=ink.otherwise(alt.value(other))))
    return layers


def _best_series(table: pd.DataFrame) -> list[str]:
    return list(table.loc[table["colour"] == _BEST, "series"].unique())


def _with_unit(series: str, named: str) -> str:
    """A number with the name of what it is the value of."""
    return f"{named} {series}" if series.replace(".", "").isdecimal() else series


def _x_axis(figure: Figure, table: pd.DataFrame) -> alt.X:
    title = measure(figure.x)
    if not pd.api.types.is_numeric_dtype(table["x"]):
        return alt.X("x:O", sort=None, title=title)
    # If the study tried only a few values, the axis names exactly these.
    tried = list(dict.fromkeys(table["x"]))
    few = len(tried) <= _TICKS and (len(tried) < len(table) or not figure.color)  # else each series has its own
    axis = alt.Axis(values=tried, labelExpr="datum.value") if few else alt.Axis(tickMinStep=1, format="~s")
    scale = alt.Scale(zero=False)
    if figure.log_x:
        low, high = float(table["x"].min()), float(table["x"].max())
        margin = (high / low) ** 0.05
        scale = alt.Scale(type="log", domain=[low / margin, high * margin], nice=False)
    return alt.X("x:Q", title=title, axis=axis, scale=scale)


def _mean_axis(field: str, figure: Figure, labels: Labels) -> alt.Y:
    """A column on the axis of the means, which has room for the names."""
    channel = alt.Y(field, title=" / ".join(measure(name) for name in (figure.y, figure.dashed) if name))
    domain = [labels.bottom, labels.top]
    if figure.log_y:
        powers = [0, *(10.0**power for power in range(-8, 9, 2))]
        scale = alt.Scale(type="symlog", constant=_LEAST, domain=domain, nice=False)
        return channel.axis(alt.Axis(values=powers, format="~e")).scale(scale)
    return channel.axis(alt.Axis(format=format_of(figure.y))).scale(alt.Scale(domain=domain, nice=False))


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


def figure_of(name: str, mean: float) -> str:
    """A mean as the user's language writes it: shares as per cent."""
    return percent(mean) if is_share(name) else decimal(mean)


def format_of(name: str) -> str:
    """The format of a mean: shares as per cent."""
    return ".1%" if is_share(name) else ".3g"


def is_share(name: str) -> bool:
    """Whether a column holds shares."""
    return name.endswith("accuracy")
