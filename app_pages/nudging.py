"""Nudges what went wrong: the photo is turned, cut out within a rectangle or not at all; the model is asked again."""

import numpy as np
import streamlit as st

from app_pages import confidence, shared
from app_pages.texts import drawer, text
from data.cutout import Garment, Nudge
from wardrobe.asking import ask
from wardrobe.items import Item
from wardrobe.pictures import jpeg

_SHOWN_SIDE = 480
_CHOICES = ("automatic", "off", "rectangle")


def show(item: Item, model: str, *, move: bool) -> None:
    """The choices, what each would give, and a button that keeps it.

    Args:
        item: whose cut-out it is.
        model: the export that is asked about it again.
        move: whether the item goes where the model then says.
    """
    nudge = _choose(item)
    if nudge is None or nudge == item.nudge:
        return
    garment = shared.wardrobe().garment(item, nudge)
    answer = ask(garment, shared.classifier(model))
    with st.container(horizontal=True):
        for picture, caption in ((_outlined(garment), text("nudge-found")), (garment.on_white(), text("nudge-alone"))):
            st.image(jpeg(picture, _SHOWN_SIDE), caption, width=200, alt=f"{item.file_name}: {caption}")
    st.markdown(text("nudge-then", drawer=_shown(answer.label), sure=confidence.sure(answer)))
    if st.button(text("nudge-keep"), icon=":material/content_cut:", key=f"nudge-keep-{item.id}", type="primary"):
        wardrobe = shared.wardrobe()
        before = wardrobe.record({item.id: answer}, move=move, nudge=nudge)
        st.session_state.pop(_turns_key(item), None)  # undone, it begins anew
        moved = text("nudge-moved", drawer=_shown(answer.label)) if move and answer.label != item.drawer else None
        shared.done(moved or text("nudge-kept"), undo=lambda: wardrobe.put_back(before))
        st.rerun()


def _choose(item: Item) -> Nudge | None:
    # Another answer, or one that was taken back, is another state: the widgets begin from what the item has then.
    state = f"{item.id}-{len(item.predictions)}"
    now = "off" if item.nudge.off else "rectangle" if item.nudge.rectangle else "automatic"
    choice = st.segmented_control(
        text("nudge-cut-out"),
        _CHOICES,
        default=now,
        required=True,
        format_func=lambda name: text(f"nudge-{name}"),
        key=f"nudge-{state}",
    )
    turns = _turns(item)
    if choice == "off":
        return Nudge(off=True, turns=turns)
    if choice == "automatic":
        return Nudge(turns=turns)
    left, top, right, bottom = item.nudge.rectangle or (0.1, 0.1, 0.9, 0.9)
    across = st.slider(text("nudge-across"), 0, 100, _percent(left, right), format="%d %%", key=f"across-{state}")
    down = st.slider(text("nudge-down"), 0, 100, _percent(top, bottom), format="%d %%", key=f"down-{state}")
    if across[0] == across[1] or down[0] == down[1]:
        st.warning(text("nudge-empty"), icon=":material/crop:")
        return None
    return Nudge(rectangle=(across[0] / 100, down[0] / 100, across[1] / 100, down[1] / 100), turns=turns)


def _turns(item: Item) -> int:
    """Two buttons, and how many quarter turns clockwise they have come to."""
    key = _turns_key(item)
    turns: int = st.session_state.setdefault(key, item.nudge.turns)
    st.caption(text("nudge-turn"))
    with st.container(horizontal=True):
        for name, by in (("left", 3), ("right", 1)):
            st.button(
                text(f"nudge-{name}"),
                key=f"{name}-{key}",
                icon=f":material/rotate_90_degrees_{'ccw' if name == 'left' else 'cw'}:",
                on_click=_turn,
                args=(key, by),
            )
    return turns


def _turns_key(item: Item) -> str:
    return f"turns-{item.id}-{len(item.predictions)}"


def _turn(key: str, by: int) -> None:
    st.session_state[key] = (st.session_state[key] + by) % 4


def _shown(label: str) -> str:
    return shared.escaped(drawer(label))


def _percent(start: float, end: float) -> tuple[int, int]:
    return round(start * 100), round(end * 100)


def _outlined(garment: Garment) -> np.ndarray:
    """The photo, everything but the garment faded: uint8 (H, W, 3)."""
    return np.where(garment.mask[..., None], garment.image, garment.image // 4 + 191)
