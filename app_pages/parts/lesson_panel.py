"""What the panels of all lessons share: numbers, the code that computes a panel, and colours."""

import streamlit as st

from app_pages.parts.i18n import text
from lessons.snippets import snippet

GREEN, ORANGE, VIOLET = "#3f8f7a", "#c98a3a", "#7a6fb0"
"""Readable on light and on dark."""

GREY = "#8a8f8d"
"""What is drawn for comparison."""

CHART_HEIGHT = 320
"""Pixels; with its sliders and figures, a chart of this height fits a phone's screen."""


def figure(value: float) -> str:
    """A number as the language writes it: whole, or with four significant digits."""
    return text("learn-whole", value=round(value)) if value == round(value) else text("learn-number", value=value)


def formula(value: float) -> str:
    """A number within a formula in LaTeX, where a comma alone would be followed by a space."""
    return figure(value).replace(",", "{,}")


def show_snippet(name: str, **values: object) -> None:
    """The program that computes the panel's figures, with the panel's values; folded, so that the panel stays short."""
    _show_code(text("learn-code"), snippet(name, **values))


def show_keras(name: str) -> None:
    """A program that computes the same in Keras."""
    _show_code(text("learn-code-keras"), snippet(name))


def show_command(command: str) -> None:
    """The command that writes the panel's pictures to a file, with those of the whole data set."""
    with st.expander(text("learn-command"), icon=":material/terminal:"):
        st.code(command, language="bash")


def _show_code(title: str, source: str) -> None:
    with st.expander(title, icon=":material/code:"):
        st.code(source, language="python")
