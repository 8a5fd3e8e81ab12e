"""The prediction for a photo that is not saved yet, small in a grid or in full."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from app_pages.parts import (
    confidence,
    display,
    drawer_list,
    group_question,
    item_details,
    photo_input,
    photo_pieces,
    resources,
    why,
    widget_keys,
)
from app_pages.parts.i18n import group, text, translate
from app_pages.parts.state import session
from data.messages import Message
from wardrobe.preview import Preview
from wardrobe.saving import Duplicate, verdict
from wardrobe.store.errors import StoreError

_HINT_WIDTH = 44  # pixels
_PICTURE_WIDTH = 130  # pixels: three side by side on a screen, two on a phone


def show_small(number: int, preview: Preview, hint: Duplicate | None, drawers: Sequence[str]) -> None:
    """One cell of a grid, with the drawers to choose from; its button opens the full card."""
    with st.container(border=True, gap="xsmall"):
        if preview.error:
            _show_error(preview.file, preview.error)
            return
        st.image(display.source(preview.thumbnail), width="stretch", alt=text("alt-cut-out", file=preview.file))
        st.markdown(f"**{_title(preview)}**")
        _show_outcome(preview)
        st.caption(_sure(preview))
        _show_hint(number, hint)
        photo_pieces.show(number, preview)
        _show_drawers(number, preview, drawers)
        if st.button(text("details"), key=widget_keys.details(number), width="stretch", type="tertiary"):
            # Called rather than used as a decorator, because its title is in the user's language.
            st.dialog(text("details"), width="medium")(display.showing_errors()(_show_details))(number, preview, hint)


def show_in_full(number: int, preview: Preview, hint: Duplicate | None, drawers: Sequence[str]) -> None:
    """The drawers to choose from, and all details."""
    with st.container(border=True, key=f"prediction-{number}"):
        if preview.error:
            _show_error(preview.file, preview.error)
            return
        _show_details(number, preview, hint, drawers)


def _show_details(number: int, preview: Preview, hint: Duplicate | None, drawers: Sequence[str] = ()) -> None:
    """The photo, the cut-out, the model's input, and the confidence in every class."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_title(preview), anchor=False, width="content")
        _show_outcome(preview)
        st.caption(_sure(preview), width="content")
    _show_hint(number, hint)
    if drawers:
        photo_pieces.show(number, preview)
        _show_drawers(number, preview, drawers)
    _show_pictures(preview)
    if preview.prediction:
        confidence.show(preview.prediction, key=widget_keys.chart(number))
        why.show_for_preview(number, preview)
    icon, key = ":material/close:", widget_keys.leave_out(number)
    if st.button(text("sort-leave-out"), icon=icon, key=key, on_click=photo_input.leave_out, args=(preview.sha256,)):
        st.rerun()  # closes the dialog


def outcome(preview: Preview) -> str:
    """The outcome; a photo is sorted once the user has chosen its drawer.

    It is ``group`` where the model is sure of the group and one question is left.
    """
    if preview.sha256 in session().sort.decisions:
        return "sorted"
    return "group" if group_question.is_asked(preview.prediction) else verdict(preview)


def _show_outcome(preview: Preview) -> None:
    if preview.sha256 in session().sort.decisions:
        st.badge(text("said-so"), icon=":material/person_check:", color="green")
    else:
        display.outcome_badge(outcome(preview))


def _show_drawers(number: int, preview: Preview, drawers: Sequence[str]) -> None:
    """A list that moves the photo to another drawer before it is saved."""
    key = widget_keys.decision(number, preview.sha256)
    decision = session().sort.decisions.get(preview.sha256)
    choose = partial(_decide, preview.sha256)
    asked = decision is None and group_question.is_asked(preview.prediction)
    if asked and preview.prediction:
        group_question.show(preview.prediction, key, choose)
    elif preview.outcome == "not_clothing" and decision is None:
        drawer_list.show_ready(key, choose)
    ranked = preview.prediction.probabilities if preview.prediction else {}
    # The likeliest first, so that a correction is mostly one tap away.
    names = sorted(drawers, key=lambda name: -ranked.get(name, 0.0))
    drawer_list.set_value(key, decision)
    drawer_list.show(
        text("sort-decide", file=display.file_label(preview.file)),
        names,
        key,
        grouped=False,
        choose=choose,
        placeholder=text("sort-decide-other") if asked else text("sort-decide-placeholder"),
        label_visibility="collapsed",
    )


def _decide(sha256: str, name: str | None) -> None:
    decisions = session().sort.decisions
    if name is None:
        decisions.pop(sha256, None)
    else:
        decisions[sha256] = name


def _show_pictures(preview: Preview) -> None:
    with st.container(horizontal=True):
        st.image(preview.photo, text("the-photo"), width=_PICTURE_WIDTH, alt=text("alt-photo", file=preview.file))
        method = preview.method.replace(" ", "-")
        st.image(
            display.source(preview.cut_out),
            text(f"method-{method}"),
            width=_PICTURE_WIDTH,
            alt=text("alt-cut-out", file=preview.file),
        )
        if preview.seen:
            st.image(preview.seen, text("what-it-sees"), width=_PICTURE_WIDTH, alt=text("alt-seen", file=preview.file))


def _title(preview: Preview) -> str:
    if decision := session().sort.decisions.get(preview.sha256):
        return display.drawer_label(decision)
    if preview.prediction is None:
        return text("not-classified")
    if group_question.is_asked(preview.prediction):
        return group(preview.prediction.sure_group or "")
    if verdict(preview) == "not_clothing":
        return text("outcome-not_clothing")
    return display.drawer_label(preview.prediction.label)


def _sure(preview: Preview) -> str:
    name = display.file_label(preview.file)
    if preview.prediction is None or preview.sha256 in session().sort.decisions:
        return name
    if verdict(preview) == "not_clothing":
        return f"{confidence.none_or(preview.prediction)} · {name}"
    of_group = group_question.is_asked(preview.prediction)
    sure = confidence.sure_of_group(preview.prediction) if of_group else confidence.sure(preview.prediction)
    return f"{sure} · {name}"


def _show_hint(number: int, hint: Duplicate | None) -> None:
    """What the photo repeats, with its picture; an item that is archived can be taken back."""
    if hint is None:
        return
    archived = None
    if hint.preview:
        file, thumbnail = hint.preview.file, hint.preview.thumbnail
    else:
        try:
            item = resources.wardrobe().get(hint.item_id or 0)
            file, thumbnail = item.file_name, resources.wardrobe().photos.thumbnail(item)
            archived = item.archived
        except StoreError:  # deleted meanwhile, or its photo is lost
            file, thumbnail = "", b""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if thumbnail:
            st.image(display.source(thumbnail), width=_HINT_WIDTH, alt=text("alt-cut-out", file=file))
        label = text(f"hint-{hint.kind}", file=display.file_label(file))
        st.caption(f":material/content_copy: {label}", width="content")
        if archived and hint.item_id:
            st.caption(f":material/inventory: {text(f'archived-{archived}')}", width="content")
            st.button(
                text("archived-take-back"),
                icon=":material/unarchive:",
                key=widget_keys.archived_hint(number),
                on_click=item_details.change,
                args=(hint.item_id, "taken-back"),
                kwargs={"archived": None},
            )


def _show_error(file: str, message: Message) -> None:
    st.error(f"**{display.file_label(file)}** {display.escaped(translate(message))}", icon=display.OUTCOMES["error"][0])
