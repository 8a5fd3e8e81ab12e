"""The offer, made once for each new export, to cut out and classify again what an earlier one sorted."""

import streamlit as st

from app_pages.parts import done_bar, resources
from app_pages.parts.i18n import text

_SETTING = "model_offered"


def show() -> None:
    """Draws the offer if another export than the live one sorted most items, and the user has not answered it yet."""
    wardrobe, live = resources.wardrobe(), next(iter(resources.export_cards()))
    if wardrobe.setting(_SETTING) == live:
        return
    by_others = wardrobe.sorted_by_others(live)
    if not by_others:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/auto_awesome: {text('new-model-offer', model=live, count=by_others)}", width="stretch")
        if st.button(text("new-model-look"), key="new-model-look", type="primary"):
            _answer(live)
            st.switch_page("app_pages/reclassify.py")
        st.button(text("new-model-later"), key="new-model-later", on_click=_answer, args=(live,))


@done_bar.callback
def _answer(live: str) -> None:
    resources.wardrobe().set_setting(_SETTING, live)
