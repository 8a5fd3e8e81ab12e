"""The studies' figures as charts that one can point at, each with the sentence that it teaches."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from app_pages import shared, tables
from app_pages.texts import text
from model import studies
from model.studies import Figure, Point, Study, Value

_COLOUR = {"color": "#3f8f7a"}  # seen on light and on dark; where series have their own, these hold
_LEGEND_COLUMNS = 2  # as many as fit a phone
_TICKS = 12
_COMPARE = "`python -m training compare STUDY`"


def show() -> None:
    """All studies that have results; a sentence if none has."""
    st.header(text("models-studies"), anchor=False)
    found, damaged = studies.read_studies(studies.STUDIES)
    for reason in damaged:
        st.warning(text("models-study-damaged", reason=shared.escaped(reason)), icon=":material/broken_image:")
    if not found:
        with st.container(border=True, horizontal_alignment="center", key="no-studies"):
            st.subheader(f":material/science: {text('models-no-studies')}", anchor=False, width="content")
            st.markdown(text("models-no-studies-why", command=_COMPARE), text_alignment="center")
        return
    st.markdown(text("models-studies-what"))
    for study in found:
        with st.container(border=True, key=f"study-{study.name}"):
            _show_study(study)


def _show_study(study: Study) -> None:
    st.subheader(study.title, anchor=False)
    st.markdown(study.teaches)
    table = pd.DataFrame([_row(study.figure, point) for point in study.points])
    chart = _dots(study.figure, table) if study.figure.kind == "bar" else _lines(study.figure, table)
    st.altair_chart(chart, key=f"chart-{study.name}", alt=_in_words(study))
    with st.expander(text("models-as-table"), icon=":material/table:"):
        _show_table(study)


def _row(figure: Figure, point: Point) -> dict[str, Value | None]:
    deviation = point.deviation or 0.0
    return {
        "x": _spelled(point.x) if figure.kind == "bar" else point.x,
        "series": _spelled(point.color),
        "mean": point.mean,
        "low": point.mean - deviation,
        "high": point.mean + deviation,
        "deviation": point.deviation,
        "runs": point.runs,
        "diverged": point.diverged,
    }


def _dots(figure: Figure, table: pd.DataFrame) -> alt.LayerChart:
    """A dot and its deviation for each variant: bars would have to begin at nought, where differences are lost."""
    base = alt.Chart(table, height=26 * len(table) + _legend_height(table) + 60).encode(
        y=alt.Y("x:N", sort=None, title=_measure(figure.x), axis=alt.Axis(labelLimit=130, labelFlush=False)),
        tooltip=_tooltips(figure),
        **_color(figure),
    )
    if figure.color:
        base = base.encode(yOffset=alt.YOffset("series:N", sort=None))
    axis = _axis(figure.y)
    whiskers = base.mark_rule(strokeWidth=2, **_COLOUR).encode(x=alt.X("low:Q", **axis), x2="high:Q")
    return whiskers + base.mark_point(filled=True, size=90, opacity=1, **_COLOUR).encode(
        x=alt.X("mean:Q", **axis), **_shape(figure)
    )


def _lines(figure: Figure, table: pd.DataFrame) -> alt.LayerChart:
    """A line for each series, in the band of its deviation."""
    kind = "Q" if pd.api.types.is_numeric_dtype(table["x"]) else "O"
    scale = alt.Scale(type="log") if figure.log_x else alt.Scale(zero=False)
    # Where only a few values were tried, the axis names these.
    tried = list(dict.fromkeys(table["x"]))
    axis = alt.Axis(values=tried, labelExpr="datum.value") if len(tried) <= _TICKS else alt.Axis(tickMinStep=1)
    x = alt.X(
        f"x:{kind}", title=_measure(figure.x), **({"scale": scale, "axis": axis} if kind == "Q" else {"sort": None})
    )
    base = alt.Chart(table, height=300 + _legend_height(table)).encode(x=x, tooltip=_tooltips(figure), **_color(figure))
    y = _axis(figure.y)
    band = base.mark_area(opacity=0.15).encode(y=alt.Y("low:Q", **y), y2="high:Q")
    line = base.mark_line().encode(y=alt.Y("mean:Q", **y))
    points = base.mark_point(filled=True, size=60, opacity=1).encode(y=alt.Y("mean:Q", **y), **_shape(figure))
    return band + line + points


def _legend_height(table: pd.DataFrame) -> int:
    """Pixels that the legend takes from the height of a chart."""
    series = table["series"].nunique()
    return 24 * -(-series // _LEGEND_COLUMNS) + 50 if series > 1 else 0


def _color(figure: Figure) -> dict[str, alt.Color]:
    return {"color": alt.Color("series:N", **_legend(figure))} if figure.color else {}


def _shape(figure: Figure) -> dict[str, alt.Shape]:
    """Beside the colour, which alone does not tell many series apart, or any to some."""
    return {"shape": alt.Shape("series:N", **_legend(figure))} if figure.color else {}


def _legend(figure: Figure) -> dict[str, Any]:
    return {
        "sort": None,
        "title": _measure(str(figure.color)),
        "legend": alt.Legend(orient="bottom", columns=_LEGEND_COLUMNS, symbolOpacity=1),
    }


def _axis(name: str) -> dict[str, Any]:
    return {"title": _measure(name), "axis": alt.Axis(format=_form(name)), "scale": alt.Scale(zero=False)}


def _tooltips(figure: Figure) -> list[alt.Tooltip]:
    form = _form(figure.y)
    return [
        alt.Tooltip("x", title=_measure(figure.x)),
        *([alt.Tooltip("series:N", title=_measure(figure.color))] if figure.color else []),
        alt.Tooltip("mean:Q", title=_measure(figure.y), format=form),
        alt.Tooltip("deviation:Q", title=text("models-deviation"), format=form),
        alt.Tooltip("runs:Q", title=text("models-runs")),
        alt.Tooltip("diverged:Q", title=text("models-diverged")),
    ]


def _in_words(study: Study) -> str:
    figure = study.figure
    lowest, highest = (choose(study.points, key=lambda point: point.mean) for choose in (min, max))
    return text(
        "models-study-alt",
        title=study.title,
        y=_measure(figure.y),
        high=f"{highest.mean:{_form(figure.y)}}",
        highest=_which(figure, highest),
        low=f"{lowest.mean:{_form(figure.y)}}",
        lowest=_which(figure, lowest),
    )


def _which(figure: Figure, point: Point) -> str:
    """What sets a point apart: ``learning_rate 0.01, optimizer adam``."""
    named = ((figure.x, point.x), (figure.color, point.color))
    return ", ".join(f"{_measure(name)} {_spelled(value)}" for name, value in named if name)


def _show_table(study: Study) -> None:
    figure = study.figure
    scale, form = (100, "%.1f %%") if _is_share(figure.y) else (1, "%.4g")
    columns = {
        "x": tables.name(_measure(figure.x)),
        **({"series": tables.words(_measure(figure.color))} if figure.color else {}),
        "mean": tables.number(_measure(figure.y), form),
        "deviation": tables.number(text("models-deviation"), form),
        "runs": tables.number(text("models-runs")),
        "diverged": tables.number(text("models-diverged")),
    }
    rows = [
        {
            "x": _spelled(point.x),
            "series": _spelled(point.color),
            "mean": scale * point.mean,
            "deviation": None if point.deviation is None else scale * point.deviation,
            "runs": point.runs,
            "diverged": point.diverged,
        }
        for point in study.points
    ]
    tables.show(rows, columns, study.title, f"table-{study.name}")


def _measure(name: str) -> str:
    """A column of the results in the reader's words; an option, which has none, is spelled as `--set` spells it."""
    found = text(f"models-measure-{name}")
    return name if found == f"models-measure-{name}" else found


def _spelled(value: Value | None) -> str:
    return f"{value:g}" if isinstance(value, float) else value or ""


def _form(name: str) -> str:
    return ".1%" if _is_share(name) else ".3g"


def _is_share(name: str) -> bool:
    return name.endswith("accuracy")
