"""Learn: all lessons at a glance."""

import streamlit as st

from app_pages.parts import lesson_pages
from app_pages.parts.i18n import text


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn"), anchor=False)
    st.markdown(text("learn-intro"))
    lesson_pages.show_all()


main()
