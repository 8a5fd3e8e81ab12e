"""The user's own drawers, beside the classes of the model."""

import streamlit as st

from app_pages.parts import dialogs, display, done_bar, resources, widget_keys
from app_pages.parts.i18n import text
from wardrobe.store.errors import StoreError


def button() -> None:
    """A button that opens the list of the user's drawers."""
    icon = ":material/create_new_folder:"
    name = "own-drawers"
    st.button(text(name), icon=icon, type="tertiary", key=name, on_click=dialogs.open_dialog, args=(name,))
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
            st.markdown(display.escaped(own), width="stretch")
            key = widget_keys.remove_drawer(own)
            if st.button(text("drawer-remove"), icon=":material/delete:", type="tertiary", key=key):
                _remove(own)


def _add(name: str) -> None:
    try:
        added = resources.wardrobe().add_drawer(name)
    except StoreError as error:
        display.show_error(error)
        return
    done_bar.report(text("drawer-added", drawer=display.escaped(added)))
    dialogs.close()
    st.rerun()


def _remove(name: str) -> None:
    wardrobe = resources.wardrobe()
    try:
        wardrobe.remove_drawer(name)
    except StoreError as error:
        display.show_error(error)
        return
    done_bar.report(text("drawer-removed", drawer=display.escaped(name)), undo=lambda: wardrobe.add_drawer(name))
    dialogs.close()
    st.rerun()
