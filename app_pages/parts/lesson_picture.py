"""The picture of a lesson: the learner's own photo, a drawn one, or an image of Fashion-MNIST."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from app_pages.parts import display, widget_keys
from app_pages.parts.i18n import drawer, text
from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from data.photos.decoding import MAX_BYTES, SUFFIXES, PhotoError
from data.photos.garment import Garment, cut_out
from lessons.why_bag import prepare
from model.garments import find_garment, read_garment
from model.neighbours import reference_images
from wardrobe.store.pictures import jpeg

SEED = 3
"""Of the drawn photo; the program below the panel draws the same."""

_SOURCES = ("drawn", "photo", "dataset")
_SHOWN = 240  # pixels


@dataclass(frozen=True)
class LessonPicture:
    """What the panels need of a picture.

    Attributes:
        shown: JPEG of the photo.
        prepared: the photo as images of 28×28 pixels, as `lessons.why_bag.prepare` makes them.
        label: its class, as a position in `data.labels.CLASS_NAMES`, if that is known.
        number: the image's in the file of reference images; None for a photo.
    """

    shown: bytes
    prepared: dict[str, NDArray[np.uint8]]
    label: int | None
    number: int | None

    @property
    def program_values(self) -> dict[str, object]:
        """What the programs below the panels are told of it; a learner puts in a photo of their own."""
        return {"label": self.label or 0, "number": self.number}

    @property
    def image(self) -> NDArray[np.uint8]:
        """The garment as Fashion-MNIST would show it: uint8 (28, 28), bright on black."""
        return self.prepared["cut-out"]


def choose() -> LessonPicture | None:
    """Draws the choice; None until there is a photo that can be read."""
    source = st.segmented_control(
        text("images-source"),
        _SOURCES,
        default="drawn",
        required=True,
        format_func=lambda name: text(f"images-source-{name}"),
        key=widget_keys.LESSON_SOURCE,
    )
    if source == "photo":
        return _uploaded()
    label = st.selectbox(
        text("images-class"),
        range(len(CLASS_NAMES)),
        format_func=lambda number: drawer(CLASS_NAMES[number]),
        key=widget_keys.LESSON_CLASS,
    )
    if source == "drawn":
        return _of(find_garment(draw_scene(label, SEED).image), label, None)
    reference = reference_images()
    number = int(np.flatnonzero(reference.labels == label)[0])
    picture = np.repeat(reference.images[number][..., None], 3, axis=2)
    return _of(cut_out(picture, lambda _: None), label, number)


def _uploaded() -> LessonPicture | None:
    suffixes = [suffix.lstrip(".") for suffix in SUFFIXES]
    upload = st.file_uploader(
        text("images-upload"), ["image/*", *suffixes], key=widget_keys.LESSON_UPLOAD, max_upload_size=MAX_BYTES // 2**20
    )
    if upload is None:
        return None
    try:
        return _of(read_garment(upload.getvalue()), None, None)
    except PhotoError as error:
        display.show_error(error)
        return None


def _of(garment: Garment, label: int | None, number: int | None) -> LessonPicture:
    # Only small pictures go to the panels: Streamlit keeps what a fragment was called with.
    return LessonPicture(jpeg(garment.image, _SHOWN), prepare(garment), label, number)
