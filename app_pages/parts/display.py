"""How outcomes, names and errors look on every page."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts import state, visitor
from app_pages.parts.i18n import drawer, text, translate
from data.messages import UserError
from model.exports.card import ExportError
from wardrobe.store.errors import StorageError
from wardrobe.store.settings import SESSION, session_minutes, storage

NO_PICTURE = str(Path(__file__).with_name("no-picture.png"))
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:&=^])")
# What the front end looks for in the text itself, where a backslash hides nothing: addresses, :emoji: and :material/…:,
# mail addresses, and arrows.
_SEEN_IN_TEXT = re.compile(r":(?=[\w+/-])|@(?=[\w-])|\bwww(?=\.)|[<>~-](?=[->=])", re.IGNORECASE)
_WORD_JOINER = "\u2060"
# Controls, which change the direction of what follows too, and lone surrogates; joiners belong to some scripts.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

OUTCOMES: dict[str, tuple[str, Literal["green", "blue", "orange", "violet", "red"]]] = {
    "sorted": (":material/check_circle:", "green"),
    "group": (":material/alt_route:", "blue"),  # unsure of the drawer, but sure of its group
    "unsure": (":material/help:", "orange"),
    "not_clothing": (":material/block:", "violet"),
    "error": (":material/error:", "red"),
}
"""Icon and colour of each outcome; its text is the message ``outcome-…``."""


def outcome_badge(outcome: str, count: int | None = None) -> None:
    """An outcome with its icon and colour, on request with a count."""
    icon, colour = OUTCOMES[outcome]
    label = text(f"outcome-{outcome}")
    st.badge(label if count is None else f"{label}: {count}", icon=icon, color=colour)


def escaped(words: str) -> str:
    """Text that users or files bring along, so that the front end shows it as it is, on one line.

    Everything else that pages show is Markdown: names and files reach a page through this function, `file_label` or
    `drawer_label` alone. An invisible joiner splits what would become a link or a symbol all the same.
    """
    line = " ".join(_UNSEEN.sub(" ", words).split())
    return _MARKDOWN.sub(r"\\\1", _SEEN_IN_TEXT.sub(rf"\g<0>{_WORD_JOINER}", line))


def code(words: str) -> str:
    """A value as code, on one line; a dash if there is none. In code, only its own marks have to be told apart."""
    line = " ".join(_UNSEEN.sub(" ", words).split())
    marks = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    space = " " if len(marks) > 1 else ""
    return f"{marks}{space}{line}{space}{marks}" if line else "–"


def file_label(name: str) -> str:
    """The last part of a file's name, escaped for Markdown."""
    return escaped(Path(name).name or name)


def drawer_label(name: str) -> str:
    """A drawer's name in the user's language, escaped for Markdown: a user's own drawer may have any name."""
    return escaped(drawer(name))


def show_error(error: UserError) -> None:
    """Says why something cannot be done."""
    st.error(escaped(translate(error.message)), icon=":material/error:")


def show_export_error(error: ExportError) -> None:
    """Says why a model cannot be used."""
    st.error(text("model-wrong", reason=escaped(str(error))), icon=":material/error:")


@contextmanager
def showing_errors() -> Iterator[None]:
    """Shows an `ExportError` or a `StorageError` of the body as a message instead of raising it."""
    try:
        yield
    except StorageError as error:
        show_error(error)
    except ExportError as error:
        show_export_error(error)


def session_note() -> str:
    """Who sees a session's wardrobe, how long it is kept, and how to keep it longer."""
    if visitor.session_key():
        return text("session-note", minutes=session_minutes())
    return text("session-note-tab")


def show_session_note() -> None:
    """Says on every page how long a session's wardrobe is kept."""
    if storage() == SESSION:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f":material/hourglass: {session_note()}", width="stretch")
            st.page_link("app_pages/backup.py", label=text("page-backup"), icon=":material/archive:")


def lazy_expander(key: str, label: str, icon: str) -> DeltaGenerator | None:
    """An expander if it is open, else None, so that its contents are computed and sent only once it is opened."""
    state.set_widget(key, state.widget_value(key, default=False))  # keeps it open when its label changes
    expander = st.expander(label, key=key, icon=f":material/{icon}:", on_change="rerun")
    return expander if expander.open else None


def source(picture: bytes) -> bytes | str:
    """What `st.image` is given for a picture; a WebP goes as an address, since Streamlit would convert its bytes."""
    if picture[8:12] != b"WEBP":
        return picture
    return f"data:image/webp;base64,{base64.b64encode(picture).decode('ascii')}"
