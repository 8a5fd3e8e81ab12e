"""Lesson: the data set in pictures, what networks answer to single images, and what augmentation makes of one."""

import streamlit as st

from app_pages.parts import dataset_panels, lesson_pages
from app_pages.parts.i18n import text


def main() -> None:
    """Draws the page."""
    st.title(text("page-learn_data"), anchor=False)
    dataset_panels.show_images()
    dataset_panels.show_answers()
    dataset_panels.show_augmentation()
    lesson_pages.show_neighbours("learn_data")


main()
