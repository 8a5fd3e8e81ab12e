"""Corrects a cut-out: turns the photo, cuts out within a rectangle or not at all, and predicts again."""

import dataclasses
from functools import partial

import numpy as np
import streamlit as st

from app_pages.parts import confidence, display, done_bar, rectangle_canvas, resources, widget_keys
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import text
from app_pages.parts.state import session
from data.photos.decoding import PhotoError, decode_photo
from data.photos.garment import CutoutOverride, Garment, upright
from model.exports.card import ExportError
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item, StoredPrediction
from wardrobe.store.pictures import cut_out, jpeg

_SHOWN_SIDE = 480  # pixels
_CHOICES = ("automatic", "off", "rectangle")


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
    """Draws the controls; None if a rectangle is still to be drawn."""
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
    _show_canvas(item, draft)
    return CutoutOverride(rectangle=draft.rectangle, turns=draft.turns) if draft.rectangle else None


def _show_canvas(item: Item, draft: CutoutOverride) -> None:
    """The photo, on which the user draws the rectangle around the garment."""
    try:
        photo = decode_photo(resources.wardrobe().photos.read(item))
    except (StoreError, PhotoError) as error:
        display.show_error(error)
        return
    st.caption(text("cutout-redraw") if draft.rectangle else text("cutout-draw"))
    rectangle_canvas.show(
        jpeg(upright(photo, draft.turns), _SHOWN_SIDE),
        draft.rectangle,
        text("cutout-draw-label"),
        text("alt-photo", file=item.file_name),
        widget_keys.cutout_canvas(_state(item), draft.turns),
        partial(_draw, item),
    )


def _draw(item: Item, rectangle: rectangle_canvas.Rectangle | None) -> None:
    session().cutout_drafts[_state(item)] = dataclasses.replace(_draft(item), rectangle=rectangle)


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
    """Turns the draft clockwise, with its rectangle."""
    session().cutout_drafts[_state(item)] = _draft(item).turned(quarters)


def _state(item: Item) -> str:
    # Each prediction, and each undo of one, is a new state, so that the widgets start from the item's current cut-out.
    return f"{item.id}-{len(item.predictions)}"


def _draft(item: Item) -> CutoutOverride:
    """How far the photo has been turned, and the rectangle on it."""
    return session().cutout_drafts.setdefault(_state(item), item.override)


def _outlined(garment: Garment) -> np.ndarray:
    """The photo with everything but the garment faded: uint8 (H, W, 3)."""
    opacity = garment.opacity[..., None].astype(np.float32) / 255
    return np.asarray(garment.image * opacity + (garment.image // 4 + 191) * (1 - opacity), np.uint8)
