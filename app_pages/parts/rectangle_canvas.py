"""A picture on which the user draws a rectangle: a component of ours, without a build step or a server of its own."""

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from app_pages.parts.state import widget_value

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom edge as shares of the picture's width and height."""

_HTML = """
<div class="canvas" tabindex="0" role="application">
  <img draggable="false" alt=""><div class="mark" hidden></div>
</div>
"""
_CSS = """
.canvas { position: relative; overflow: hidden; touch-action: none; cursor: crosshair; user-select: none;
  border-radius: 0.5rem; line-height: 0; }
.canvas:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
img { width: 100%; pointer-events: none; }
.mark { position: absolute; box-sizing: border-box; border: 2px solid #ffffff; pointer-events: none;
  box-shadow: 0 0 0 1px #000000, 0 0 0 4000px rgb(0 0 0 / 45%); }
"""
_canvas = st.components.v2.component(
    "rectangle_canvas", html=_HTML, css=_CSS, js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def show(
    picture: bytes,
    rectangle: Rectangle | None,
    label: str,
    alt: str,
    key: str,
    on_draw: Callable[[Rectangle | None], None],
) -> None:
    """Draws the picture and the rectangle on it.

    Args:
        picture: a JPEG.
        rectangle: what is drawn on it; None for nothing.
        label: says what to do, for screen readers.
        alt: what the picture shows, for screen readers.
        key: the component's.
        on_draw: called with the rectangle that the user has drawn, or None after a tap that took it away.
    """
    source = f"data:image/jpeg;base64,{base64.b64encode(picture).decode('ascii')}"
    _canvas(
        key=key,
        data={"picture": source, "rectangle": rectangle, "label": label, "alt": alt},
        on_rectangle_change=lambda: on_draw(drawn(widget_value(key))),
        width=480,
    )


def drawn(state: Mapping[str, Any] | None) -> Rectangle | None:
    """The rectangle in the component's state; None for none, and for anything else that a browser may send."""
    edges = (state or {}).get("rectangle")
    if not isinstance(edges, list | tuple) or len(edges) != 4:
        return None
    if not all(isinstance(edge, int | float) and 0 <= edge <= 1 for edge in edges):
        return None
    left, top, right, bottom = map(float, edges)
    return (left, top, right, bottom) if left < right and top < bottom else None
