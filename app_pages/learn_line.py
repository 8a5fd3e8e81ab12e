"""Lesson: fitting a line, step by step down the surface of the cost."""

import streamlit as st

from app_pages.parts import lesson_pages, line_charts, state, widget_keys
from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import figure, show_chart, show_snippet
from lessons import line

_LINES = {"y = x": (1.0, 0.0), "y = 2x + 2": (2.0, 2.0), "y = 3x": (3.0, 0.0), "y = 4x": (4.0, 0.0)}
_ANSWER = "y = 4x − 4"


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn_line"), anchor=False)
    _fit()
    lesson_pages.show_neighbours("learn_line")


@st.fragment
def _fit() -> None:
    st.subheader(text("learn-fit"), anchor=False)
    st.markdown(text("learn-fit-what"))
    lines = {**_LINES, _ANSWER: line.ANSWER}
    st.pills(text("learn-lines"), list(lines), key=widget_keys.LESSON_LINE, on_change=_take_line, args=(lines,))
    charts, figures = st.columns([3, 1])
    left, right = charts.columns(2)
    with figures:
        w = st.slider(text("learn-slope"), *line_charts.SLOPES, line.START[0], 0.25, key=widget_keys.LESSON_SLOPE)
        b = st.slider(
            text("learn-intercept"), *line_charts.INTERCEPTS, line.START[1], 0.5, key=widget_keys.LESSON_INTERCEPT
        )
        cost = float(line.cost(w, b))
        st.metric(text("learn-cost"), figure(cost))
        down_w, down_b = line.gradient(w, b)
        st.markdown(text("learn-gradient", w=figure(down_w), b=figure(down_b)))
    told = text("learn-fit-alt", w=figure(w), b=figure(b), cost=figure(cost))
    with left:
        show_chart(line_charts.fit(w, b), "fit", told)
    with right:
        show_chart(line_charts.place(w, b), "fit-surface", told)
    show_snippet("line", w=w, b=b)


def _take_line(lines: dict[str, tuple[float, float]]) -> None:
    """Sets the sliders to the line that was chosen."""
    chosen = state.widget_value(widget_keys.LESSON_LINE)
    if chosen in lines:
        w, b = lines[chosen]
        state.set_widget(widget_keys.LESSON_SLOPE, w)
        state.set_widget(widget_keys.LESSON_INTERCEPT, b)


main()
