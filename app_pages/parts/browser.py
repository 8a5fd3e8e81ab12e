"""What the pages do in the browser that Streamlit's options cannot say: a style sheet, and one script for all pages."""

from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from app_pages.parts.i18n import language

_STYLES = Path(__file__).with_suffix(".css")
_HERE = ("localhost", "127.0.0.1", "::1")

# Drawn in the page itself: within an image, browsers would not know whether the user wants less motion.
_DESCRIBE = (
    "export default ({data, parentElement}) => parentElement.querySelector('svg').setAttribute('aria-label', data)"
)
_picture = st.components.v2.component(
    "pile-to-drawers",
    html=Path(__file__).with_name("pile-to-drawers.svg").read_text("utf-8"),
    js=_DESCRIBE,
)
_script = st.components.v2.component("page-script", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def style() -> None:
    """Styles the page; call it before the page is drawn."""
    st.html(_STYLES)


def run_script() -> None:
    """Runs the script; call it after the page was drawn, whose first element phones show as the title."""
    _script(key="page-script", data={"language": language()})


def show_pile_to_drawers(label: str) -> None:
    """A picture of clothes that move from a pile into drawers, with its description for screen readers."""
    _picture(data=label, key="pile-to-drawers")


def may_use_camera() -> bool:
    """Whether the browser lets this page use the camera: only over HTTPS, or on the computer that serves it."""
    address = urlsplit(st.context.url or "")
    return address.scheme != "http" or address.hostname in _HERE or (address.hostname or "").endswith(".localhost")
