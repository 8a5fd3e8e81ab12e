"""Lesson: the perceptron and its rule, what a line cannot do, and networks of two layers."""

import math

import streamlit as st

from app_pages.parts import boundary_charts, charts, lesson_pages
from app_pages.parts.i18n import percent, text
from app_pages.parts.lesson_panel import figure, formula, show_snippet
from lessons import boundary, perceptron
from lessons.boundary import Snapshot
from lessons.perceptron import Step, Training

_SETS = ("and", "or", "clouds", "xor")
_STRENGTHS = (0.0, 0.0003, 0.001, 0.003, 0.01, 0.1)
_EPOCHS, _RATE = 1000, 0.3
_UNITS = 16
_NEW, _NEW_SEED = 1000, 99  # points that the network was not trained on


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn_perceptron"), anchor=False)
    _rule()
    _xor()
    _penalty()
    lesson_pages.show_neighbours("learn_perceptron")


@st.fragment
def _rule() -> None:
    st.subheader(text("learn-rule"), anchor=False)
    st.markdown(text("learn-rule-what"))
    names = {name: text(f"learn-set-{name}") for name in _SETS}
    chosen = st.segmented_control(
        text("learn-points"),
        _SETS,
        default="and",
        required=True,
        format_func=names.__getitem__,
        key="rule-points",
        wrap=True,
    )
    points, labels = perceptron.points_of(chosen)
    training = perceptron.train(points, labels)
    told, chart = st.columns([2, 3], gap="large")
    with told:
        start = next(number for number, step in enumerate(training.steps, start=1) if step.new_weights.any())
        number = st.slider(text("learn-step"), 1, len(training.steps), start, key=f"rule-step-{chosen}")
        step = training.steps[number - 1]
        right = perceptron.accuracy(points, labels, step.new_weights, step.new_bias)
        _show_step(step, int(labels[step.point]), points[step.point])
        st.markdown(text("learn-rule-right", right=right, points=len(points)))
        if number == len(training.steps):
            st.info(_ending(training), icon=":material/flag:")
    with chart:
        described = text("learn-rule-alt", step=number, right=right, points=len(points))
        charts.show(boundary_charts.line_step(points, labels, step), "rule", described)
    if chosen != "clouds":
        show_snippet("perceptron", labels=labels.tolist())


def _show_step(step: Step, label: int, x: perceptron.Array) -> None:
    """The rule with the numbers of a step."""
    (x1, x2), (w1, w2), (new1, new2) = ([formula(one) for one in row] for row in (x, step.weights, step.new_weights))
    output, bias, new_bias = formula(step.output), formula(step.bias), formula(step.new_bias)
    predicted = label - step.error
    rows = (
        rf"x &= ({x1},\ {x2}), \quad y = {label}",
        rf"w \cdot x + b &= {output} {'≥' if predicted else '<'} 0 \;\Rightarrow\; \hat y = {predicted}",
        rf"\mathrm{{err}} &= y - \hat y = {step.error}",
        rf"w &:\ ({w1},\ {w2}) \;\rightarrow\; ({new1},\ {new2})",
        rf"b &:\ {bias} \;\rightarrow\; {new_bias}",
    )
    st.latex(r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}")


def _ending(training: Training) -> str:
    epoch = training.steps[-1].epoch
    return text("learn-rule-converged", epochs=epoch) if training.converged else text("learn-rule-cycles", epochs=epoch)


@st.cache_data(show_spinner=False, max_entries=20)
def _trained(points: str, activation: str, units: int, l2: float) -> list[Snapshot]:
    """The snapshots of a network on ``xor`` or ``moons``."""
    x, labels = boundary.moons() if points == "moons" else perceptron.points_of(points)
    return boundary.train(x, labels, units=units, activation=activation, l2=l2, learning_rate=_RATE, epochs=_EPOCHS)


@st.fragment
def _xor() -> None:
    st.subheader(text("learn-xor"), anchor=False)
    st.markdown(text("learn-xor-what"))
    points, labels = perceptron.points_of("xor")
    told, chart = st.columns([2, 3], gap="large")
    with told:
        names = {name: text(f"learn-hidden-{name}") for name in ("tanh", "identity")}
        activation = st.segmented_control(
            text("learn-hidden"),
            names,
            default="tanh",
            required=True,
            format_func=names.__getitem__,
            key="xor-hidden",
            wrap=True,
        )
        snapshots = {one.epoch: one for one in _trained("xor", activation, 2, 0.0)}
        epoch = st.select_slider(text("learn-epoch"), list(snapshots), list(snapshots)[-1], key="xor-epoch")
        one = snapshots[epoch]
        right = one.network.right(points, labels)
        left, beside = st.columns(2)
        left.metric(text("learn-right"), text("learn-of", right=right, points=len(points)))
        beside.metric(text("learn-loss"), figure(one.loss))
        if activation == "identity":
            st.markdown(text("learn-xor-line", chance=figure(math.log(2))))
        else:
            st.markdown(text("learn-xor-bent"))
    with chart:
        described = text("learn-xor-alt", epoch=epoch, right=right, points=len(points))
        charts.show(boundary_charts.region(points, labels, one.network.probabilities), "xor", described)
    show_snippet("xor", activation=activation, epochs=epoch)


@st.fragment
def _penalty() -> None:
    st.subheader(text("learn-penalty"), anchor=False)
    st.markdown(text("learn-penalty-what", units=_UNITS))
    points, labels = boundary.moons()
    fresh, fresh_labels = boundary.moons(_NEW, seed=_NEW_SEED)
    told, chart = st.columns([2, 3], gap="large")
    with told:
        l2 = st.select_slider(text("learn-l2"), _STRENGTHS, _STRENGTHS[0], key="penalty", format_func=figure)
        network = _trained("moons", "tanh", _UNITS, l2)[-1].network
        shares = [percent(network.right(x, y) / len(y)) for x, y in ((points, labels), (fresh, fresh_labels))]
        left, beside = st.columns(2)
        left.metric(text("learn-on-training"), shares[0])
        beside.metric(text("learn-on-new"), shares[1])
        st.markdown(text("learn-penalty-then"))
    with chart:
        described = text("learn-penalty-alt", l2=figure(l2), training=shares[0], new=shares[1])
        charts.show(boundary_charts.region(points, labels, network.probabilities), "penalty", described)
    show_snippet("weight_decay", l2=l2)


main()
