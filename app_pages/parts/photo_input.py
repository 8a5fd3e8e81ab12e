"""Where the photos to sort come from: files, a folder, the camera, or drawn samples."""

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app_pages.parts import resources, widget_keys
from app_pages.parts.i18n import text
from app_pages.parts.state import forget_widget, session, widget_value
from data.photos.decoding import MAX_BYTES, SUFFIXES
from wardrobe.preview import Photo


def choose_photos() -> list[Photo]:
    """Draws the inputs, and returns all photos on the page, those from before another page was opened included."""
    sort = session().sort
    source = st.segmented_control(
        text("sort-source"),
        ("files", "folder", "camera"),
        default="files",
        required=True,
        format_func=lambda name: text(f"sort-source-{name}"),
        key=widget_keys.SOURCE,
        label_visibility="collapsed",
        on_change=_change_source,
    )
    if source == "camera":
        photos = _take_photos()
    else:
        uploads = st.file_uploader(
            text(f"sort-upload-{source}"),
            type=[suffix.lstrip(".") for suffix in SUFFIXES],
            accept_multiple_files=True if source == "files" else "directory",
            key=widget_keys.uploader(source, sort.upload_round),
            max_upload_size=MAX_BYTES // 2**20,
            on_change=go_on,
        )
        photos = _read(uploads or ())
    if st.toggle(text("sort-samples"), key=widget_keys.uploader("samples", sort.upload_round), on_change=go_on):
        photos = photos + resources.sample_photos()
    _show_earlier_photos()
    there = {(photo.name, photo.sha256) for photo in sort.earlier}
    sort.chosen = sort.earlier + [photo for photo in photos if (photo.name, photo.sha256) not in there]
    return sort.chosen


def forget() -> None:
    """Removes all photos from the page."""
    # The camera still shows its last picture, which would come back at once.
    session().sort.forget_photos(taken=widget_value(widget_keys.SOURCE) != "camera")
    forget_widget(widget_keys.SHOWN_OUTCOME)


def go_on() -> None:
    """Continues after a stop."""
    session().sort.stopped = False


def _read(uploads: Iterable[UploadedFile]) -> list[Photo]:
    """The uploads as photos, each read and hashed once rather than at every click."""
    sort = session().sort
    sort.uploads = {
        upload.file_id: sort.uploads.get(upload.file_id) or Photo.of(upload.name, upload.getvalue())
        for upload in uploads
    }
    return list(sort.uploads.values())


def _show_earlier_photos() -> None:
    """Says how many photos come from before another page or source was opened, and offers to remove them."""
    sort = session().sort
    if session().page_entered:
        sort.earlier = sort.chosen
    if sort.earlier:
        with st.container(horizontal=True, vertical_alignment="center"):
            label = text("sort-earlier", count=len(sort.earlier))
            st.markdown(f":material/photo_library: {label}", width="content")
            st.button(text("sort-forget"), icon=":material/close:", key="forget", type="tertiary", on_click=forget)


def _change_source() -> None:
    sort = session().sort
    # Samples are left out: their switch stays as it is and adds them again.
    with_samples = widget_value(widget_keys.uploader("samples", sort.upload_round))
    samples = resources.sample_photos() if with_samples else []
    sort.earlier = [photo for photo in sort.chosen if photo not in samples]


def _take_photos() -> list[Photo]:
    """The pictures taken so far: each new one is added, so that a pile can be photographed item by item."""
    sort = session().sort
    picture = st.camera_input(
        text("sort-camera"), key=widget_keys.uploader("camera", sort.upload_round), on_change=go_on
    )
    if picture is not None and all(picture.getvalue() != photo.content for photo in sort.taken):
        sort.taken.append(Photo.of(text("sort-camera-name", number=len(sort.taken) + 1), picture.getvalue()))
    return sort.taken
