"""Several garments in a photo on the Sort page: what they are, and a button that makes a photo of each."""

import streamlit as st

from app_pages.parts import display, done_bar, widget_keys
from app_pages.parts.i18n import drawer, text
from app_pages.parts.state import Pile, session
from wardrobe.pieces import photos_of_pieces
from wardrobe.preview import Preview


def show(number: int, preview: Preview) -> None:
    """The names of the pieces, and the button, if there are several and the user has chosen no drawer for the photo."""
    if len(preview.pieces) < 2 or preview.sha256 in session().sort.decisions:
        return
    names = [drawer(piece.label) for piece in preview.pieces]
    st.caption(f":material/view_cozy: {text('pieces-seen', pieces=', '.join(names))}")
    key = widget_keys.pieces(number, preview.sha256)
    st.button(text("pieces-split"), key=key, icon=":material/content_cut:", on_click=_split, args=(preview,))


def _split(preview: Preview) -> None:
    """Puts a photo of each piece in the photo's place."""
    sort = session().sort
    whole = sort.take({preview.sha256})
    pieces = photos_of_pieces(whole.photos[0], preview.pieces)
    sort.put_back(Pile(pieces, {}, {}))
    if preview.sha256 in sort.examples:
        sort.examples |= {photo.sha256 for photo in pieces}

    def undo() -> None:
        sort.take({photo.sha256 for photo in pieces})
        sort.put_back(whole)

    done_bar.report(text("pieces-made", file=display.file_label(preview.file), count=len(pieces)), undo)
