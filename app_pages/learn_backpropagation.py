"""Lesson: backpropagation, by the chain rule, by hand, and in matrices."""

import numpy as np
import streamlit as st

from app_pages.parts import computation_graph, lesson_pages
from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import figure, formula, show_keras, show_snippet
from lessons import backpropagation as lesson
from lessons.backpropagation import Array

_MOST_STEPS = 50
_W1 = np.array([(1.0, -1.0), (1.0, -1.0), (-0.5, 1.5)])
_W2 = np.array([(1.0,), (1.0,)])


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn_backpropagation"), anchor=False)
    _chain()
    _by_hand()
    _matrices()
    lesson_pages.show_neighbours("learn_backpropagation")


@st.fragment
def _chain() -> None:
    st.subheader(text("learn-chain"), anchor=False)
    st.markdown(text("learn-chain-what"))
    controls, graph = st.columns([2, 5], gap="large")
    with controls:
        with_v = st.toggle(text("learn-chain-longer"), key="chain-longer")
        if with_v:
            start = st.slider("v", 0.0, 2.0, 0.8, 0.1, key="chain-v")
        else:
            start = st.slider("x", -2.0, 4.0, 2.0, 0.5, key="chain-x")
        nodes = lesson.chain(start, with_v=with_v)
        factors = r" \cdot ".join(_signed(node.factor) for node in reversed(nodes[1:]))
        first, last = nodes[0].name, nodes[-1].name
        st.latex(rf"\frac{{d{last}}}{{d{first}}} = {factors} = {formula(nodes[0].gradient)}")
    with graph:
        computation_graph.show_chain(nodes, f"chain-{len(nodes)}")
    show_snippet("chain_rule_v" if with_v else "chain_rule", start=start)


def _signed(factor: float) -> str:
    """A factor of a product: negative ones in brackets."""
    return f"({formula(factor)})" if factor < 0 else formula(factor)


@st.fragment
def _by_hand() -> None:
    st.subheader(text("learn-hand"), anchor=False)
    st.markdown(text("learn-hand-what"))
    controls, graph = st.columns([2, 5], gap="large")
    with controls:
        names = {name: text(f"learn-hand-{name}") for name in ("descent", "lecture")}
        way = st.segmented_control(
            text("learn-hand-way"),
            names,
            default="descent",
            required=True,
            format_func=names.__getitem__,
            key="way",
            wrap=True,
        )
        step = st.slider(text("learn-step"), 1, _MOST_STEPS, key="hand-step")
        with_updated = way == "lecture"
        one = lesson.passes_by_hand(step, with_updated=with_updated)[-1]
        st.markdown(
            text(f"learn-hand-{way}-why", error=figure(one.hidden_error[0]), back=figure(one.output_weights[1]))
        )
        st.caption(text("learn-hand-same"))
    with graph:
        computation_graph.show_network(one, "by-hand")
    show_snippet("by_hand", with_updated=with_updated, steps=step)
    show_keras("by_keras")


@st.fragment
def _matrices() -> None:
    st.subheader(text("learn-matrices"), anchor=False)
    st.markdown(text("learn-matrices-what"))
    names = {name: text(f"learn-function-{name}") for name in ("step", "sigmoid")}
    function = st.segmented_control(
        text("learn-function"),
        names,
        default="sigmoid",
        required=True,
        format_func=names.__getitem__,
        key="function",
        wrap=True,
    )
    inputs = np.concatenate([lesson.XOR_INPUTS, np.ones((4, 1))], axis=1)
    one = lesson.two_layers(inputs, lesson.XOR_TARGETS, _W1, _W2, function)
    forward, backward = st.columns(2, gap="large")
    with forward:
        st.markdown(text("learn-forwards"))
        st.latex(rf"H_{{in}} = X W_1 = {_matrix(one.h_in)}")
        st.latex(rf"H_{{out}} = f(H_{{in}}) = {_matrix(one.h_out)}")
        st.latex(rf"O_{{in}} = H_{{out}} W_2 = {_matrix(one.o_in)}")
        st.latex(rf"O_{{out}} = f(O_{{in}}) = {_matrix(one.o_out)}")
    with backward:
        st.markdown(text("learn-backwards"))
        st.latex(rf"E = {formula(round(one.loss, 4))}")
        st.latex(
            rf"\frac{{\partial E}}{{\partial W_2}} = H_{{out}}^T \, \frac{{\partial E}}{{\partial O_{{in}}}}"
            rf" = {_matrix(one.by_w2)}"
        )
        st.latex(
            rf"\frac{{\partial E}}{{\partial W_1}} = X^T \, \frac{{\partial E}}{{\partial H_{{in}}}}"
            rf" = {_matrix(one.by_w1)}"
        )
        st.markdown(text(f"learn-function-{function}-why"))
    show_snippet("two_layers", function=function)


def _matrix(values: Array) -> str:
    """A matrix in LaTeX, with three decimals."""
    rows = (" & ".join(formula(round(float(one), 3)) for one in row) for row in values)
    return r"\begin{bmatrix}" + r" \\ ".join(rows) + r"\end{bmatrix}"


main()
