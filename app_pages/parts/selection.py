"""Which pieces are picked, to do the same with all of them."""

from collections.abc import Iterable

import streamlit as st

_SELECTED = "picked"


def selected() -> set[int]:
    """The numbers of the picked items."""
    chosen: set[int] = st.session_state.setdefault(_SELECTED, set())
    return chosen


def select_only(ids: Iterable[int]) -> None:
    """Picks these and no others."""
    st.session_state[_SELECTED] = set(ids)


def box(item_id: int, label: str) -> None:
    """A checkbox that picks an item; it stands as it was left when its page is seen again."""
    key = f"pick-{item_id}"
    st.session_state[key] = item_id in selected()
    st.checkbox(label, key=key, on_change=_toggle, args=(item_id,))


def _toggle(item_id: int) -> None:
    st.session_state[_SELECTED] = selected() ^ {item_id}
