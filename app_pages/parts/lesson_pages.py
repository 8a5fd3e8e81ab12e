"""The lessons: the pages of the navigation's section Learn, and the way from one to the next."""

import streamlit as st

from app_pages.parts.i18n import text

LESSONS = {
    "learn_line": "show_chart",
    "learn_perceptron": "splitscreen_left",
    "learn_backpropagation": "account_tree",
    "learn_layers": "layers",
    "learn_images": "grid_on",
}
"""The icon of each lesson by the name of its page, in order."""


def show_neighbours(name: str) -> None:
    """Links to the lessons before and after this one."""
    names = list(LESSONS)
    place = names.index(name)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="neighbours"):
        for other, icon in ((place - 1, "arrow_back"), (place + 1, "arrow_forward")):
            if 0 <= other < len(names):
                page = f"app_pages/{names[other]}.py"
                st.page_link(page, label=text(f"page-{names[other]}"), icon=f":material/{icon}:")
