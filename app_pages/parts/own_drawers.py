"""Drawers that a person makes beside the classes of the model."""

import streamlit as st

from app_pages.parts import dialogs, resources
from app_pages.parts.i18n import text
from wardrobe.store.errors import StoreError


def button() -> None:
    """Opens the list of own drawers."""
    icon = ":material/create_new_folder:"
    opener = {"key": "own-drawers", "on_click": dialogs.open_it, "args": ("own-drawers",)}
    st.button(text("own-drawers"), icon=icon, type="tertiary", **opener)
    dialogs.show("own-drawers", text("own-drawers"), _show)


def _show() -> None:
    wardrobe = resources.wardrobe()
    st.markdown(text("own-drawers-what"))
    with st.form("new-drawer", clear_on_submit=True, border=False):
        name = st.text_input(text("drawer-name"), max_chars=40, key="drawer-name")
        if st.form_submit_button(text("drawer-add"), icon=":material/add:", key="drawer-add"):
            _add(name)
    for own in wardrobe.own_drawers():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(resources.escaped(own), width="stretch")
            if st.button(text("drawer-remove"), icon=":material/delete:", type="tertiary", key=f"remove-{own}"):
                _remove(own)


def _add(name: str) -> None:
    try:
        kept = resources.wardrobe().add_drawer(name)
    except StoreError as error:
        resources.explain(error)
        return
    resources.done(text("drawer-added", drawer=resources.escaped(kept)))
    dialogs.close()
    st.rerun()


def _remove(name: str) -> None:
    wardrobe = resources.wardrobe()
    try:
        wardrobe.remove_drawer(name)
    except StoreError as error:
        resources.explain(error)
        return
    resources.done(text("drawer-removed", drawer=resources.escaped(name)), undo=lambda: wardrobe.add_drawer(name))
    dialogs.close()
    st.rerun()
