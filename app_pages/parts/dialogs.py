"""Dialogs that stay until they are answered or dismissed, whatever else draws the page again."""

from collections.abc import Callable
from typing import Any

import streamlit as st

_OPEN = "dialog"


def open_it(name: str) -> None:
    """Opens the dialog with this name: a callback for a button."""
    st.session_state[_OPEN] = name


def show(name: str, title: str, body: Callable[..., None], *arguments: Any) -> None:
    """Draws the dialog, if it is open."""
    if st.session_state.get(_OPEN) == name:
        st.dialog(title, on_dismiss=close)(body)(*arguments)


def close() -> None:
    """Closes whichever is open; the page has to be drawn again after that."""
    st.session_state[_OPEN] = None
