"""The lessons: hidden pages of the navigation, to which the Learn page and the lessons themselves lead."""

import streamlit as st

from app_pages.parts.i18n import text

LESSONS = {
    "learn_data": "dataset",
    "learn_line": "show_chart",
    "learn_perceptron": "splitscreen_left",
    "learn_backpropagation": "account_tree",
    "learn_layers": "layers",
    "learn_images": "grid_on",
}
"""The icon of each lesson by the name of its page, in order."""

_CARD = 400  # pixels


def show_all() -> None:
    """Each lesson with a sentence on what it shows."""
    with st.container(horizontal=True):
        for name, icon in LESSONS.items():
            with st.container(border=True, width=_CARD, key=f"lesson-{name}"):
                _link(name, icon)
                st.markdown(text(f"learn-about-{name}"))


def show_neighbours(name: str) -> None:
    """Links to the lessons before and after this one, and to all of them."""
    names = list(LESSONS)
    place = names.index(name)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="neighbours"):
        if place:
            _link(names[place - 1], "arrow_back")
        _link("learn", "school")
        if place + 1 < len(names):
            _link(names[place + 1], "arrow_forward")


def _link(name: str, icon: str) -> None:
    st.page_link(f"app_pages/{name}.py", label=text(f"page-{name}"), icon=f":material/{icon}:")
