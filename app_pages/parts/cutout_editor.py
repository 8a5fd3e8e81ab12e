"""Corrects a cut-out: turns the photo, cuts out within a rectangle or not at all, and predicts again."""

import dataclasses

import numpy as np
import streamlit as st

from app_pages.parts import confidence, display, done_bar, resources, widget_keys
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import text
from app_pages.parts.state import session, widget_value
from data.photos.garment import CutoutOverride, Garment
from model.exports.card import ExportError
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item, StoredPrediction
from wardrobe.store.pictures import cut_out, jpeg

_SHOWN_SIDE = 480  # pixels
_CHOICES = ("automatic", "off", "rectangle")
_FIRST_RECTANGLE = (0.1, 0.1, 0.9, 0.9)


def show(item: Item, model: str, *, move: bool) -> None:
    """Draws the controls and, once they differ from what is saved, the result and a button that applies it.

    Args:
        item: the item whose photo it is.
        model: the id of the export that predicts again.
        move: whether the item moves to the drawer that is then predicted.
    """
    override = _choose(item)
    if override is None or override == item.override:
        return
    try:
        garment = resources.wardrobe().photos.garment(item, override)
        predictor = resources.predictor(model)
        prediction = StoredPrediction.of(predictor.predict_garment(garment))
    except StoreError as error:
        display.show_error(error)
        return
    except ExportError as error:
        display.show_export_error(error)
        return
    with st.container(horizontal=True):
        for picture, caption in (
            (jpeg(_outlined(garment), _SHOWN_SIDE), text("cutout-found")),
            (cut_out(garment, _SHOWN_SIDE), text("cutout-alone")),
        ):
            st.image(display.source(picture), caption, width=200, alt=f"{item.file_name}: {caption}")
    st.markdown(text("cutout-then", drawer=drawer_label(prediction.label), sure=confidence.sure(prediction)))
    key = widget_keys.cutout_apply(item.id)
    if st.button(text("cutout-apply"), icon=":material/content_cut:", key=key, type="primary"):
        _apply(item, prediction, override, move=move)


def _apply(item: Item, prediction: StoredPrediction, override: CutoutOverride, *, move: bool) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.record({item.id: prediction}, move=move, override=override)
    session().cutout_drafts.pop(_state(item), None)  # after an undo, the editor starts anew
    message = text("cutout-applied")
    if move and prediction.label != item.drawer:
        message = text("cutout-moved", drawer=drawer_label(prediction.label))
    done_bar.report(message, undo=lambda: wardrobe.undo(before))
    st.rerun()


def _choose(item: Item) -> CutoutOverride | None:
    """Draws the controls; None if the rectangle is empty."""
    draft = _draft(item)
    choice = st.segmented_control(
        text("cutout-choice"),
        _CHOICES,
        default="off" if item.override.off else "rectangle" if item.override.rectangle else "automatic",
        required=True,
        format_func=lambda name: text(f"cutout-{name}"),
        key=widget_keys.cutout_choice(_state(item)),
    )
    _show_turn_buttons(item)
    if choice == "off":
        return CutoutOverride(off=True, turns=draft.turns)
    if choice == "automatic":
        return CutoutOverride(turns=draft.turns)
    left, top, right, bottom = draft.rectangle or _FIRST_RECTANGLE
    across_key, down_key = _slider_keys(item, draft)
    across = st.slider(text("cutout-across"), 0, 100, _percent(left, right), format="%d %%", key=across_key)
    down = st.slider(text("cutout-down"), 0, 100, _percent(top, bottom), format="%d %%", key=down_key)
    if across[0] == across[1] or down[0] == down[1]:
        st.warning(text("cutout-empty"), icon=":material/crop:")
        return None
    return CutoutOverride(rectangle=_rectangle(across, down), turns=draft.turns)


def _show_turn_buttons(item: Item) -> None:
    st.caption(text("cutout-turn"))
    with st.container(horizontal=True):
        for side, icon, quarters in (("left", "ccw", 3), ("right", "cw", 1)):
            st.button(
                text(f"cutout-{side}"),
                key=widget_keys.cutout_turn(side, _state(item)),
                icon=f":material/rotate_90_degrees_{icon}:",
                on_click=_turn,
                args=(item, quarters),
            )


def _turn(item: Item, quarters: int) -> None:
    """Turns the draft clockwise, with the rectangle that the sliders show."""
    draft = _draft(item)
    across, down = map(widget_value, _slider_keys(item, draft))
    if across and down and across[0] < across[1] and down[0] < down[1]:
        draft = dataclasses.replace(draft, rectangle=_rectangle(across, down))
    session().cutout_drafts[_state(item)] = draft.turned(quarters)


def _state(item: Item) -> str:
    # Each prediction, and each undo of one, is a new state, so that the widgets start from the item's current cut-out.
    return f"{item.id}-{len(item.predictions)}"


def _draft(item: Item) -> CutoutOverride:
    """How far the photo has been turned, and where the sliders start."""
    return session().cutout_drafts.setdefault(_state(item), item.override)


def _slider_keys(item: Item, draft: CutoutOverride) -> tuple[str, str]:
    return (
        widget_keys.cutout_slider("across", _state(item), draft.turns),
        widget_keys.cutout_slider("down", _state(item), draft.turns),
    )


def _percent(start: float, end: float) -> tuple[int, int]:
    return round(start * 100), round(end * 100)


def _rectangle(across: tuple[int, int], down: tuple[int, int]) -> tuple[float, float, float, float]:
    return across[0] / 100, down[0] / 100, across[1] / 100, down[1] / 100


def _outlined(garment: Garment) -> np.ndarray:
    """The photo with everything but the garment faded: uint8 (H, W, 3)."""
    opacity = garment.opacity[..., None].astype(np.float32) / 255
    return np.asarray(garment.image * opacity + (garment.image // 4 + 191) * (1 - opacity), np.uint8)
