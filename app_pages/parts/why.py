"""Why the model says what it says of a photo: computed and drawn once the user asks for it."""

from collections.abc import Callable

import streamlit as st

from app_pages.parts import display, resources, why_answers, why_maps, widget_keys
from app_pages.parts.i18n import text
from app_pages.parts.state import WhyState, session
from data.photos.decoding import PhotoError
from data.photos.garment import Garment
from model.exports.card import ExportError
from model.garments import read_garment
from wardrobe.explaining import explain_photo
from wardrobe.preview import Preview
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item


def show_for_item(item: Item) -> None:
    """Explains what a model says of an item's cover, cut out as the user said, against the drawer that it is in."""
    model = resources.model_of(item)
    asked = item.prediction.model if item.prediction else model
    _show(
        f"item-{item.id}",
        (item.photo, item.override, model, item.drawer),
        lambda: resources.wardrobe().photos.garment(item),
        model,
        item.drawer,
        missing=asked if asked != model else None,
    )


def show_for_preview(number: int, preview: Preview) -> None:
    """Explains the prediction for a photo that is not saved yet, against the drawer that the user chose for it."""
    if preview.prediction is None:
        return
    model = preview.prediction.model
    decision = session().sort.decisions.get(preview.sha256)

    def find() -> Garment:
        for photo in session().sort.chosen:
            if photo.sha256 == preview.sha256:
                return read_garment(photo.content)
        raise PhotoError("why-photo-gone", file=preview.file)

    _show(f"{number}-{preview.sha256}", (preview.sha256, model, decision), find, model, decision)


def _show(
    name: str,
    key: tuple[object, ...],
    find: Callable[[], Garment],
    model: str,
    said: str | None,
    missing: str | None = None,
) -> None:
    """An expander with the explanation in it.

    Args:
        name: of the photo or item, for the expander's key.
        key: of what is explained.
        find: returns the garment; may raise PhotoError and StoreError.
        model: the export's id.
        said: the drawer that the user chose.
        missing: the export that made the prediction, if it is no longer there.
    """
    opened = display.lazy_expander(widget_keys.why(name), text("why-title"), "help_center")
    if opened is None:
        return
    with opened:
        if missing:
            note = text("why-model-missing", missing=display.escaped(missing), model=display.escaped(model))
            st.caption(note)
        try:
            _explain((*key, resources.chosen_runtime()), find, model, said)
        except (PhotoError, StoreError) as error:
            display.show_error(error)
        except ExportError as error:
            display.show_export_error(error)


def _explain(key: tuple[object, ...], find: Callable[[], Garment], model: str, said: str | None) -> None:
    if session().why.key != key:
        session().why = WhyState(key)
    why, found = session().why, list[Garment]()

    def garment() -> Garment:
        """Found once, and only if something is still to be computed."""
        if not found:
            found.append(find())
        return found[0]

    if why.explained is None:
        with st.spinner(text("why-working")):
            why.explained = explain_photo(resources.predictor(model), garment(), said)
    why_maps.show(why.explained, said)
    why_answers.show_neighbours(why, garment, model)
    why_answers.show_models(why, garment)
