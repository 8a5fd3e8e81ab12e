"""What the pages do in the browser that Streamlit's options cannot say: a style sheet, and one script for all pages."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

_STYLES = Path(__file__).with_suffix(".css")
_HERE = ("localhost", "127.0.0.1", "::1")

_run_script = st.components.v2.component("page-script", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def adapt() -> None:
    """Styles the page and runs the script. Call it after the page was drawn: phones show the first element as title."""
    st.html(_STYLES)
    _run_script(key="page-script")


def may_use_camera() -> bool:
    """Whether the browser lets this page use the camera: only over HTTPS, or on the computer that serves it."""
    address = urlsplit(st.context.url or "")
    return address.scheme != "http" or address.hostname in _HERE or (address.hostname or "").endswith(".localhost")
