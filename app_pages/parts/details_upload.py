"""Reads names and details of items from the table that the user downloaded and filled in."""

import streamlit as st

from app_pages.parts import display, done_bar, resources, widget_keys
from app_pages.parts.i18n import text, translate
from app_pages.parts.state import session
from wardrobe.store.errors import WardrobeError
from wardrobe.transfer.details_table import DetailsResult, import_details

_LARGEST = 20  # MiB: a row of 10,000 items has a few hundred bytes
_NAMED = 5  # rows that a report names


def show() -> None:
    """Draws the uploader; nothing is changed before the user clicks."""
    st.subheader(text("details-title"), anchor=False)
    st.markdown(text("details-what"))
    upload = st.file_uploader(
        text("details-file"),
        type="csv",
        key=widget_keys.uploader("details", session().backup.upload_round),
        max_upload_size=_LARGEST,
    )
    icon = ":material/table_edit:"
    if upload and st.button(text("details-now"), type="primary", icon=icon, key="details"):
        try:
            _report(import_details(resources.wardrobe(), upload.getvalue()))
        except WardrobeError as error:
            display.show_error(error)
            return
        session().backup.upload_round += 1
        st.rerun()


def _report(done: DetailsResult) -> None:
    wardrobe = resources.wardrobe()
    parts = [text("details-done", count=len(done.changes))]
    if done.unknown:
        parts.append(text("details-unknown", count=done.unknown))
    parts += [display.escaped(translate(message)) for message in done.refused[:_NAMED]]
    if len(done.refused) > _NAMED:
        parts.append(text("and-more", count=len(done.refused) - _NAMED))
    undo = (lambda: wardrobe.undo(done.changes)) if done.changes else None
    done_bar.report(" ".join(parts), undo, next_page="wardrobe", failed=bool(done.refused))
