"""What pages share: the loaded classifiers and the answers to photos, each made once for all sessions."""

import contextlib
import dataclasses
import hashlib
import re
from pathlib import Path

import streamlit as st

from model.card import Card, ExportError
from model.classifier import Classifier
from model.exports import find_export, list_exports
from wardrobe.preview import Preview, preview
from wardrobe.sorting import classify_photo

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:])")

OUTCOMES = {
    "sorted": ("Sorted", ":material/check_circle:", "green"),
    "unsure": ("Unsure: please look", ":material/help:", "orange"),
    "not_clothing": ("None of the ten", ":material/block:", "violet"),
    "error": ("Not read", ":material/error:", "red"),
}
"""What an outcome is called on a page, its icon and its colour; the words carry the meaning, the colour repeats it."""


def export_cards() -> dict[str, Card]:
    """The cards of all exports by ``NAME/VERSION``; the one for photos comes first."""
    first = find_export("photo")
    directories = [first, *(directory for directory in list_exports() if directory != first)]
    cards = {}
    for directory in directories:
        # One export that is damaged must not take the others away; the first one's error is the page's own.
        with contextlib.suppress(ExportError) if directory != first else contextlib.nullcontext():
            card = Card.read(directory)
            cards[card.id] = card
    return cards


@st.cache_resource(show_spinner=False)
def classifier(model: str) -> Classifier:
    """The classifier of an export by its id, loaded once for all sessions."""
    return Classifier(find_export(model))


@st.cache_data(show_spinner=False, max_entries=1000)
def _answer(sha256: str, model: str, _content: bytes) -> Preview:
    return preview(classify_photo("", _content, classifier(model)))


def answer(file: str, content: bytes, model: str) -> Preview:
    """The answer to a photo, in the form that a page shows; kept by the SHA-256 of its bytes."""
    kept = _answer(hashlib.sha256(content).hexdigest(), model, content)
    return dataclasses.replace(kept, file=file)


@st.cache_data(show_spinner=False)
def sample_photos() -> list[tuple[str, bytes]]:
    """Drawn garments as files: name and JPEG bytes."""
    from data.scenes import draw_samples
    from wardrobe.pictures import jpeg

    return [(name, jpeg(scene.image)) for name, scene in draw_samples()]


def plain(text: str) -> str:
    """A file's name with Markdown's characters escaped: names come from outside, and are to be seen as they are."""
    return _MARKDOWN.sub(r"\\\1", Path(text).name or text)
