"""Lesson: activations, losses, initialisation, batch normalisation and dropout, layer by layer."""

import numpy as np
import streamlit as st

from app_pages.parts import charts, layer_charts, lesson_pages
from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import figure, show_snippet
from lessons import layers
from lessons.activations import ACTIVATIONS, LEAKY_SLOPE, LOSSES, PRELU_SLOPE, Array, Function
from model.networks.options import CHOICES

_INITIALIZERS = tuple(name for name in CHOICES["initializer"] if not name.endswith("_uniform"))
_SLOPES = {"identity": 1.0, "leaky_relu": LEAKY_SLOPE, "prelu": PRELU_SLOPE}
_BETWEEN = ("tanh", "relu", "leaky_relu", "sigmoid", "softsign")  # the layers of the third panel
_VANISHED, _EXPLODED, _SATURATED = 0.1, 10.0, 0.9
_UNITS = 100


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn_layers"), anchor=False)
    left, right = st.columns(2, gap="large")
    with left:
        _activations()
    with right:
        _losses()
    _initialization()
    _dropout()
    lesson_pages.show_neighbours("learn_layers")


@st.fragment
def _activations() -> None:
    st.subheader(text("learn-activations"), anchor=False)
    st.markdown(text("learn-activations-what"))
    name = _pills(text("learn-activation"), CHOICES["activation"], "tanh", "activation")
    st.latex(ACTIVATIONS[name].formula)
    _show_function(ACTIVATIONS[name], name, "x", "f")
    show_snippet("activation", activation=name)


@st.fragment
def _losses() -> None:
    st.subheader(text("learn-losses"), anchor=False)
    st.markdown(text("learn-losses-what"))
    name = _pills(text("learn-loss-name"), tuple(LOSSES), "cross_entropy", "loss")
    st.latex(LOSSES[name].formula)
    _show_function(LOSSES[name], name, "z", "L")
    show_snippet("loss", loss=name)


def _pills(label: str, names: tuple[str, ...], start: str, key: str) -> str:
    """The name that is chosen of those that options of networks and losses take."""
    return st.pills(label, names, default=start, required=True, key=key, wrap=True)


def _show_function(shown: Function, name: str, variable: str, symbol: str) -> None:
    x = np.linspace(-5, 5, 101)
    values, slopes = shown.value(x), shown.derivative(x)
    described = text(
        "learn-function-alt",
        name=name,
        low=figure(float(values.min())),
        high=figure(float(values.max())),
        steepest=figure(float(slopes.max())),
    )
    charts.show(layer_charts.function(shown, name, variable, symbol), f"function-{symbol}", described)


@st.fragment
def _initialization() -> None:
    st.subheader(text("learn-layers"), anchor=False)
    st.markdown(text("learn-layers-what"))
    controls, chart = st.columns([2, 3], gap="large")
    with controls:
        initializer = _pills(text("learn-initializer"), _INITIALIZERS, "normal", "initializer")
        activation = _pills(text("learn-activation"), _BETWEEN, "tanh", "layers-activation")
        names = {name: text(f"learn-quantity-{name}") for name in ("activations", "gradients")}
        quantity = st.segmented_control(
            text("learn-quantity"),
            names,
            default="activations",
            required=True,
            format_func=names.__getitem__,
            key="layers-quantity",
            wrap=True,
        )
        normalize = st.toggle(text("learn-normalize"), key="layers-normalize")
        slope = _SLOPES.get(activation, 0.0)
        passed = layers.pass_through(initializer, activation, normalize=normalize, slope=slope)
        values = [getattr(layer, quantity) for layer in passed]
        first, last = (figure(float(values[place].std())) for place in (0, -1))
        st.markdown(text("learn-layers-first-last", first=first, last=last))
        st.markdown(_found(values, activation, quantity))
    with chart:
        described = text("learn-layers-first-last", first=first, last=last).replace("**", "")
        charts.show(layer_charts.histograms(values), "layers", described)
    show_snippet("initialization", initializer=initializer, activation=activation, normalize=normalize)


def _found(values: list[Array], activation: str, quantity: str) -> str:
    """What happens to the values from layer to layer: gradients run from the last to the first."""
    spreads = [float(layer.std()) for layer in (values if quantity == "activations" else values[::-1])]
    bounded = quantity == "activations" and activation in ("tanh", "softsign")
    if bounded and float((np.abs(values[-1]) > _SATURATED).mean()) > 0.5:
        return text("learn-layers-saturate")
    change = spreads[-1] / spreads[0] if spreads[0] else 0.0
    if change < _VANISHED:
        return text("learn-layers-vanish")
    return text("learn-layers-explode") if change > _EXPLODED else text("learn-layers-keep")


@st.fragment
def _dropout() -> None:
    st.subheader(text("learn-dropout"), anchor=False)
    st.markdown(text("learn-dropout-what"))
    controls, chart = st.columns([2, 3], gap="large")
    with controls:
        rate = st.slider(text("learn-dropout-rate"), 0.0, 0.8, 0.5, 0.05, key="dropout-rate")
        names = {name: text(f"learn-dropout-{name}") for name in ("inverted", "plain")}
        kind = st.segmented_control(
            text("learn-dropout-kind"),
            names,
            default="inverted",
            required=True,
            format_func=names.__getitem__,
            key="dropout-kind",
            wrap=True,
        )
        inverted = kind == "inverted"
        values = layers.dropout(np.ones(_UNITS), rate, inverted=inverted)
        mean = float(values.mean())
        left, right = st.columns(2)
        left.metric(text("learn-dropout-mean"), figure(mean))
        through = layers.means_through_dropout(rate, inverted=inverted)[-1]
        right.metric(text("learn-dropout-through"), figure(through))
    with chart:
        kept = int((values > 0).sum())
        described = text("learn-dropout-alt", kept=kept, value=figure(float(values.max())), mean=figure(mean))
        charts.show(layer_charts.units(values), "dropout", described)
        st.caption(described)
    show_snippet("dropout", rate=rate)


main()
