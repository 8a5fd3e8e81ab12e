"""Lesson: how a network sees an image, on the learner's own garment."""

import streamlit as st

from app_pages.parts import bag_panel, convolution_panel, lesson_pages, lesson_picture
from app_pages.parts.i18n import text


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn_images"), anchor=False)
    st.markdown(text("images-intro"))
    if picture := lesson_picture.choose():
        bag_panel.show(picture)
        convolution_panel.show_kernel(picture)
        convolution_panel.show_layers(picture)
    lesson_pages.show_neighbours("learn_images")


main()
