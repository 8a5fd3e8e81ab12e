"""Dialogs that stay open until they are used or dismissed, even when the page is redrawn."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from app_pages.parts.display import showing_errors
from app_pages.parts.state import session


def open_dialog(name: str) -> None:
    """Opens the dialog with this name; a callback for a button."""
    session().dialog = name


def show(name: str, title: str, body: Callable[..., None], *arguments: Any) -> None:
    """Draws the dialog if it is open."""
    if session().dialog == name:
        # When a widget in it is used, Streamlit runs the dialog alone, without what `app.py` puts around pages.
        st.dialog(title, on_dismiss=close)(showing_errors()(body))(*arguments)


def close() -> None:
    """Closes the open dialog; the page has to be redrawn afterwards."""
    session().dialog = None
