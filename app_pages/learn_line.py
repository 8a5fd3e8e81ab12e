"""Lesson: fitting a line, step by step down the surface of the cost."""

import streamlit as st

from app_pages.parts import charts, lesson_pages, line_charts, state, widget_keys
from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import figure, show_snippet
from lessons import batches, line
from lessons.line import Walk

_LINES = {"y = x": (1.0, 0.0), "y = 2x + 2": (2.0, 2.0), "y = 3x": (3.0, 0.0), "y = 4x": (4.0, 0.0)}
_ANSWER = "y = 4x − 4"
_RATES = (0.0005, 0.002, 0.005, 0.01, 0.014, 0.015, 0.0155, 0.016, 0.02)
_RATE, _MOMENTUM, _STEPS = 0.01, 0.8, 100
_BATCH_RATES = (0.002, 0.005, 0.01, 0.02, 0.03)
_CLOSE = 0.95
"""From this share of the largest rate on, each step crosses the valley to almost the same height."""

_SLOW = 2.0
"""A cost above which a walk of all steps has not arrived."""


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn_line"), anchor=False)
    _fit()
    _walk()
    _batches()
    lesson_pages.show_neighbours("learn_line")


@st.fragment
def _fit() -> None:
    st.subheader(text("learn-fit"), anchor=False)
    st.markdown(text("learn-fit-what"))
    lines = {**_LINES, _ANSWER: line.ANSWER}
    st.pills(
        text("learn-lines"), list(lines), key=widget_keys.LESSON_LINE, wrap=True, on_change=_take_line, args=(lines,)
    )
    controls, left, right = st.columns([2, 3, 3], gap="medium")
    with controls:
        w = st.slider(text("learn-slope"), *line_charts.SLOPES, line.START[0], 0.25, key=widget_keys.LESSON_SLOPE)
        b = st.slider(
            text("learn-intercept"), *line_charts.INTERCEPTS, line.START[1], 0.5, key=widget_keys.LESSON_INTERCEPT
        )
        cost = float(line.cost(w, b))
        down_w, down_b = line.gradient(w, b)
        st.metric(text("learn-cost"), figure(cost))
        st.markdown(text("learn-gradient", w=figure(down_w), b=figure(down_b)))
    told = text("learn-fit-alt", w=figure(w), b=figure(b), cost=figure(cost))
    with left:
        charts.show(line_charts.fit(w, b), "fit", told)
    with right:
        charts.show(line_charts.place(w, b), "fit-surface", told)
    show_snippet("line", w=w, b=b)


def _take_line(lines: dict[str, tuple[float, float]]) -> None:
    """Sets the sliders to the line that was chosen."""
    chosen = state.widget_value(widget_keys.LESSON_LINE)
    if chosen in lines:
        w, b = lines[chosen]
        state.set_widget(widget_keys.LESSON_SLOPE, w)
        state.set_widget(widget_keys.LESSON_INTERCEPT, b)


@st.fragment
def _walk() -> None:
    st.subheader(text("learn-walk"), anchor=False)
    st.markdown(text("learn-walk-what"))
    controls, left, right = st.columns([2, 3, 3], gap="medium")
    with controls:
        rate = st.select_slider(text("learn-rate"), _RATES, _RATE, key="walk-rate", format_func=figure)
        momentum = st.slider(text("learn-momentum"), 0.0, 0.95, _MOMENTUM, 0.05, key="walk-momentum")
        steps = st.slider(text("learn-steps"), 1, 200, _STEPS, key="walk-steps")
        plain, pushed = line.descend(rate, steps), line.descend(rate, steps, momentum)
        st.markdown(_verdict(rate, plain))
    walks = {text("learn-plain"): plain, text("learn-with-momentum"): pushed}
    told = text("learn-walk-alt", steps=steps, plain=figure(plain.costs[-1]), momentum=figure(pushed.costs[-1]))
    with left:
        charts.show(line_charts.paths(walks), "walk", told)
    with right:
        charts.show(line_charts.costs(walks, steps, text("learn-step"), range(-6, 7, 2)), "walk-costs", told)
    show_snippet("gradient_descent", learning_rate=rate, momentum=momentum, steps=steps)


def _verdict(rate: float, plain: Walk) -> str:
    """What the learning rate does to plain gradient descent."""
    limit = line.largest_rate()
    if rate > limit:
        return text("learn-rate-diverges", limit=figure(limit))
    if rate > _CLOSE * limit:
        return text("learn-rate-zigzags", limit=figure(limit), cost=figure(plain.costs[-1]))
    if plain.costs[-1] > _SLOW:
        return text("learn-rate-slow", cost=figure(plain.costs[-1]))
    return text("learn-rate-right", cost=figure(plain.costs[-1]))


@st.fragment
def _batches() -> None:
    st.subheader(text("learn-batches"), anchor=False)
    st.markdown(text("learn-batches-what", points=batches.COUNT))
    controls, left, right = st.columns([2, 3, 3], gap="medium")
    with controls:
        rate = st.select_slider(text("learn-rate"), _BATCH_RATES, 0.01, key="batches-rate", format_func=figure)
        epochs = st.slider(text("learn-epochs"), 1, 20, 10, key="batches-epochs")
    points = batches.noisy_points()
    walks = {}
    for size in batches.SIZES:
        walk = batches.descend(points, size, rate, epochs)
        kind = {batches.COUNT: "batch", 1: "online"}.get(size, "mini")
        name = text(f"learn-size-{kind}", size=size, updates=len(walk.path) - 1, cost=figure(walk.costs[-1]))
        walks[name] = walk
    with left:
        charts.show(line_charts.paths(walks, points), "batches", "; ".join(walks))
    with right:
        charted = line_charts.costs(walks, epochs, text("learn-epochs"), range(0, 3))
        charts.show(charted, "batches-costs", "; ".join(walks))
    show_snippet("batches", batch_size=batches.SIZES[1], learning_rate=rate, epochs=epochs)


main()
