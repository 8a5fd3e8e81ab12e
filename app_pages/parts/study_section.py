"""The studies: each with its finding, its charts with a description, and its figures as a table."""

import streamlit as st

from app_pages.parts import charts, display, tables
from app_pages.parts.i18n import text
from app_pages.parts.study_charts import draw, figure_of, is_share, measure, spelled
from model import study_results
from model.study_results import Chart, Figure, Point, Study


def show() -> None:
    """Draws all studies that have results, or how to run one."""
    st.header(text("models-studies"), anchor=False)
    found, damaged = study_results.read_studies(study_results.STUDIES)
    for reason in damaged:
        st.warning(text("models-study-damaged", reason=display.escaped(reason)), icon=":material/broken_image:")
    if not found:
        with st.container(border=True, horizontal_alignment="center", key="no-studies"):
            st.subheader(f":material/science: {text('models-no-studies')}", anchor=False, width="content")
            command = "`python -m training compare STUDY`"
            st.markdown(text("models-no-studies-why", command=command), text_alignment="center")
        return
    st.markdown(text("models-studies-what"))
    for study in found:
        with st.container(border=True, key=f"study-{study.name}"):
            _show_study(study)


def _show_study(study: Study) -> None:
    st.subheader(study.title, anchor=False)
    st.markdown(study.conclusion)
    own, *of_layers = study.charts
    _show_chart(own, study, f"chart-{study.name}")
    if of_layers:
        st.markdown(text("models-layers-what"))
        with st.grid(min_column_width=420):
            for number, chart in enumerate(of_layers):
                with st.container(gap="xsmall"):
                    st.markdown(f"**{text('models-layers-of', measure=measure(chart.figure.y), of=chart.of)}**")
                    _show_chart(chart, study, f"layers-{study.name}-{number}")
    if study.data:
        st.caption(text("models-study-data", dataset=study.data))
    with st.expander(text("models-as-table"), icon=":material/table:"):
        for number, chart in enumerate(study.charts):
            _show_table(chart, f"table-{study.name}-{number}")


def _show_chart(chart: Chart, study: Study, key: str) -> None:
    charts.show(draw(chart), key, _description(chart, study))


def _description(chart: Chart, study: Study) -> str:
    figure = chart.figure
    shown = [point for point in chart.points if point.measure == figure.y]
    lowest, highest = min(shown, key=_mean), max(shown, key=_mean)
    return text(
        "models-study-alt",
        title=f"{study.title}, {chart.of}" if chart.of else study.title,
        y=measure(figure.y),
        high=figure_of(figure.y, highest.mean),
        highest=_which(figure, highest),
        low=figure_of(figure.y, lowest.mean),
        lowest=_which(figure, lowest),
    )


def _mean(point: Point) -> float:
    return point.mean


def _which(figure: Figure, point: Point) -> str:
    """A point's place in the study: ``learning_rate 0.01, optimizer adam``."""
    named = ((figure.x, point.x), (figure.color, point.color))
    return ", ".join(f"{measure(name)} {spelled(value)}" for name, value in named if name)


def _show_table(chart: Chart, key: str) -> None:
    figure = chart.figure
    scale, form = (100, "%.1f %%") if is_share(figure.y) else (1, "%.3g")
    columns = {
        "x": tables.name(measure(figure.x)),
        **({"series": tables.label(measure(figure.color))} if figure.color else {}),
        **({"of": tables.label(text("models-of"))} if chart.of else {}),
        "measure": tables.label(text("models-measure-shown")),
        "mean": tables.number(text("models-mean"), form),
        "deviation": tables.number(text("models-deviation"), form),
        "runs": tables.number(text("models-runs")),
        "diverged": tables.number(text("models-diverged")),
    }
    rows = [
        {
            "x": spelled(point.x),
            "series": spelled(point.color),
            "of": chart.of,
            "measure": measure(point.measure),
            "mean": scale * point.mean,
            "deviation": None if point.deviation is None else scale * point.deviation,
            "runs": point.runs,
            "diverged": point.diverged,
        }
        for point in chart.points
    ]
    tables.show(rows, columns, text("models-as-table"), key)
