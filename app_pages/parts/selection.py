"""The items selected for a bulk action."""

from collections.abc import Iterable

import streamlit as st

from app_pages.parts import widget_keys
from app_pages.parts.state import session, set_widget


def selected() -> set[int]:
    """The numbers of the selected items."""
    return session().selected_items


def select_only(ids: Iterable[int]) -> None:
    """Selects these items and no others."""
    session().selected_items = set(ids)


def box(item_id: int, label: str) -> None:
    """A checkbox that selects an item; it keeps its value while another page of the grid is shown."""
    key = widget_keys.select_box(item_id)
    set_widget(key, item_id in selected())
    st.checkbox(label, key=key, on_change=_toggle, args=(item_id,))


def _toggle(item_id: int) -> None:
    session().selected_items ^= {item_id}
