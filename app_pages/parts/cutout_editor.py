"""Nudges what went wrong: the photo is turned, cut out within a rectangle or not at all; the model is asked again."""

import dataclasses

import numpy as np
import streamlit as st

from app_pages.parts import confidence, resources
from app_pages.parts.i18n import drawer, text
from data.photos.garment import CutoutOverride, Garment
from model.exports.card import ExportError
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item, StoredPrediction
from wardrobe.store.pictures import jpeg

_SHOWN_SIDE = 480
_CHOICES = ("automatic", "off", "rectangle")
_FIRST_RECTANGLE = (0.1, 0.1, 0.9, 0.9)


def show(item: Item, model: str, *, move: bool) -> None:
    """The choices, what each would give, and a button that keeps it.

    Args:
        item: whose photo it is.
        model: the export that is asked about it again.
        move: whether the item goes where the model then says.
    """
    override = _choose(item)
    if override is None or override == item.override:
        return
    try:
        garment = resources.wardrobe().photos.garment(item, override)
        answer = StoredPrediction.of(resources.predictor(model).predict_garment(garment))
    except StoreError as error:
        resources.explain(error)
        return
    except ExportError as error:
        st.error(text("model-wrong", reason=resources.escaped(str(error))), icon=":material/error:")
        return
    with st.container(horizontal=True):
        for picture, caption in ((_outlined(garment), text("nudge-found")), (garment.on_white(), text("nudge-alone"))):
            st.image(jpeg(picture, _SHOWN_SIDE), caption, width=200, alt=f"{item.file_name}: {caption}")
    st.markdown(text("nudge-then", drawer=_shown(answer.label), sure=confidence.sure(answer)))
    if st.button(text("nudge-keep"), icon=":material/content_cut:", key=f"nudge-keep-{item.id}", type="primary"):
        wardrobe = resources.wardrobe()
        before = wardrobe.record({item.id: answer}, move=move, override=override)
        st.session_state.pop(_draft_key(item), None)  # undone, it begins anew
        moved = text("nudge-moved", drawer=_shown(answer.label)) if move and answer.label != item.drawer else None
        resources.done(moved or text("nudge-kept"), undo=lambda: wardrobe.put_back(before))
        st.rerun()


def _choose(item: Item) -> CutoutOverride | None:
    draft = _draft(item)
    choice = st.segmented_control(
        text("nudge-cut-out"),
        _CHOICES,
        default="off" if item.override.off else "rectangle" if item.override.rectangle else "automatic",
        required=True,
        format_func=lambda name: text(f"nudge-{name}"),
        key=f"nudge-{_state(item)}",
    )
    _show_turning(item)
    if choice == "off":
        return CutoutOverride(off=True, turns=draft.turns)
    if choice == "automatic":
        return CutoutOverride(turns=draft.turns)
    left, top, right, bottom = draft.rectangle or _FIRST_RECTANGLE
    across_key, down_key = _slider_keys(item, draft)
    across = st.slider(text("nudge-across"), 0, 100, _percent(left, right), format="%d %%", key=across_key)
    down = st.slider(text("nudge-down"), 0, 100, _percent(top, bottom), format="%d %%", key=down_key)
    if across[0] == across[1] or down[0] == down[1]:
        st.warning(text("nudge-empty"), icon=":material/crop:")
        return None
    return CutoutOverride(rectangle=_shares(across, down), turns=draft.turns)


def _show_turning(item: Item) -> None:
    st.caption(text("nudge-turn"))
    with st.container(horizontal=True):
        for name, icon, by in (("left", "ccw", 3), ("right", "cw", 1)):
            st.button(
                text(f"nudge-{name}"),
                key=f"turn-{name}-{_state(item)}",
                icon=f":material/rotate_90_degrees_{icon}:",
                on_click=_turn,
                args=(item, by),
            )


def _turn(item: Item, by: int) -> None:
    """Turns what is being drawn, with the rectangle as its sliders stand."""
    draft = _draft(item)
    across, down = (st.session_state.get(key) for key in _slider_keys(item, draft))
    if across and down and across[0] < across[1] and down[0] < down[1]:
        draft = dataclasses.replace(draft, rectangle=_shares(across, down))
    st.session_state[_draft_key(item)] = draft.turned(by)


def _state(item: Item) -> str:
    # Another answer, or one that was taken back, is another state: the widgets begin from what the item has then.
    return f"{item.id}-{len(item.predictions)}"


def _draft_key(item: Item) -> str:
    return f"draft-{_state(item)}"


def _draft(item: Item) -> CutoutOverride:
    """How far the photo has been turned, and where the sliders begin then."""
    draft: CutoutOverride = st.session_state.setdefault(_draft_key(item), item.override)
    return draft


def _slider_keys(item: Item, draft: CutoutOverride) -> tuple[str, str]:
    # Sliders of their own for each way the photo lies: a slider's first value cannot be changed later.
    return f"across-{_state(item)}-{draft.turns}", f"down-{_state(item)}-{draft.turns}"


def _shown(label: str) -> str:
    return resources.escaped(drawer(label))


def _percent(start: float, end: float) -> tuple[int, int]:
    return round(start * 100), round(end * 100)


def _shares(across: tuple[int, int], down: tuple[int, int]) -> tuple[float, float, float, float]:
    return across[0] / 100, down[0] / 100, across[1] / 100, down[1] / 100


def _outlined(garment: Garment) -> np.ndarray:
    """The photo, everything but the garment faded: uint8 (H, W, 3)."""
    return np.where(garment.mask[..., None], garment.image, garment.image // 4 + 191)
