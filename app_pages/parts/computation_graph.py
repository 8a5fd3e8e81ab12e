"""Computation graphs as drawings: values forwards in green, gradients backwards in orange."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import figure
from lessons.backpropagation import INPUT, TARGET, Node, Pass

_WIDTH = 400  # of the drawings, in their own units: about a phone's pixels
_RADIUS = 22
_CSS = Path(__file__).with_suffix(".css")
_SHOW = """
export default ({data, parentElement}) => {
  const host = parentElement.querySelector('.graph')
  host.innerHTML = data.drawing
  host.firstElementChild.setAttribute('aria-label', data.label)
}
"""
_component = st.components.v2.component(
    "computation-graph", html='<div class="graph"></div>', css=_CSS.read_text("utf-8"), js=_SHOW
)


def show_chain(nodes: Sequence[Node], key: str) -> None:
    """The nodes in a row. Above each arrow the function; below it the factor by which the gradient is multiplied."""
    gap = (_WIDTH - 2 * _RADIUS - 12) / (len(nodes) - 1)
    y = 62
    parts = []
    for number, node in enumerate(nodes):
        x = _RADIUS + 6 + number * gap
        if number:
            middle = x - gap / 2
            parts += [
                _arrow(x - gap + _RADIUS + 3, y - 5, x - _RADIUS - 5, y - 5, "forward"),
                _arrow(x - _RADIUS - 3, y + 7, x - gap + _RADIUS + 5, y + 7, "backward"),
                _words(middle, y - 13, node.formula, "formula"),
                _words(middle, y + 24, f"· {figure(node.factor)}", "backward"),
            ]
        parts += [
            _node(x, y, figure(node.value)),
            _words(x, y - 30, node.name, "name"),
            _words(x, y + 44, f"d{nodes[-1].name}/d{node.name} = {figure(node.gradient)}", "backward"),
        ]
    words = "; ".join(
        text("learn-node", name=node.name, value=figure(node.value), gradient=figure(node.gradient)) for node in nodes
    )
    _draw(parts, 116, words, key)


def show_network(one: Pass, key: str) -> None:
    """The lecture's network: activations in the units, weights on the edges, errors below the units."""
    columns = (34, 200, 366)
    inputs = {"1": (columns[0], 50), "x₁": (columns[0], 150), "x₂": (columns[0], 250)}
    hidden = {"h₁": (columns[1], 100), "h₂": (columns[1], 210)}
    bias, output = (columns[1], 22), (columns[2], 155)
    parts = []
    for row, start in enumerate(inputs.values()):
        for unit, end in enumerate(hidden.values()):
            weight, change = one.hidden_weights[row, unit], one.hidden_change[row, unit]
            parts.append(_edge(start, end, weight, change, 0.27 + 0.1 * unit))
    for row, start in enumerate((bias, *hidden.values())):
        parts.append(_edge(start, output, one.output_weights[row], one.output_change[row], 0.5))
    for (name, (x, y)), value in zip(inputs.items(), (1.0, *INPUT), strict=True):
        parts += [_node(x, y, figure(value)), _words(x, y - 28, name, "name")]
    parts += [_node(*bias, figure(1.0), small=True)]
    for (name, (x, y)), value, error in zip(hidden.items(), one.hidden, one.hidden_error, strict=True):
        parts += [
            _node(x, y, figure(value)),
            _words(x, y - 28, name, "name"),
            _words(x, y + 36, f"δ = {figure(error)}", "backward"),
        ]
    parts += [
        _node(*output, figure(one.output)),
        _words(output[0], output[1] - 28, "o", "name"),
        _words(output[0] - 6, output[1] + 38, f"δ = {figure(one.output_error)}", "backward"),
        _words(output[0] - 6, output[1] + 56, text("learn-target", target=figure(TARGET)), "formula"),
    ]
    words = text(
        "learn-network-alt",
        output=figure(one.output),
        error=figure(one.output_error),
        hidden=figure(one.hidden[0]),
        back=figure(one.hidden_error[0]),
    )
    _draw(parts, 282, words, key)


def _draw(parts: Sequence[str], height: int, label: str, key: str) -> None:
    arrows = "".join(
        f'<marker id="{kind}-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path class="{kind}-head" d="M0 0 L8 4 L0 8 z"/></marker>'
        for kind in ("forward", "backward")
    )
    drawing = f'<svg viewBox="0 0 {_WIDTH} {height}" role="img"><defs>{arrows}</defs>{"".join(parts)}</svg>'
    _component(key=key, data={"drawing": drawing, "label": label})


def _node(x: float, y: float, value: str, *, small: bool = False) -> str:
    radius = _RADIUS - 6 if small else _RADIUS
    return f'<circle class="node" cx="{x}" cy="{y}" r="{radius}"/>' + _words(x, y + 4.5, value, "value")


def _words(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="middle">{escape(words)}</text>'


def _arrow(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}-line" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" marker-end="url(#{kind}-end)"/>'


def _edge(start: tuple[float, float], end: tuple[float, float], weight: float, change: float, where: float) -> str:
    """A line from unit to unit, with its weight and, if it changes, the change, at this share of its length."""
    x, y = (a + (b - a) * where for a, b in zip(start, end, strict=True))
    line = f'<line class="edge" x1="{start[0]}" y1="{start[1]}" x2="{end[0]}" y2="{end[1]}"/>'
    labels = f'<tspan class="weight">{escape(figure(weight))}</tspan>'
    if change:
        sign = "+" if change > 0 else "−"
        labels += f' <tspan class="change">{sign}{escape(figure(abs(change)))}</tspan>'
    return line + f'<text class="on-edge" x="{x}" y="{y - 3}" text-anchor="middle">{labels}</text>'
