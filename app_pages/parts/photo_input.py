"""Where the photos to sort come from: files, a folder, the camera, drawn samples."""

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app_pages.parts import resources
from app_pages.parts.i18n import text
from data.photos.decoding import MAX_BYTES
from data.photos.recipes import SUFFIXES
from wardrobe.preview import Photo


def choose_photos() -> list[Photo]:
    """Draws what photos come in by, and returns those that are there, from before another page was opened too."""
    source = st.segmented_control(
        text("sort-source"),
        ("files", "folder", "camera"),
        default="files",
        required=True,
        format_func=lambda name: text(f"sort-source-{name}"),
        key="source",
        label_visibility="collapsed",
        on_change=_turn_to_another_source,
    )
    # A new key is a new, empty uploader: what was kept is not offered again.
    batch = st.session_state.setdefault("batch", 0)
    if source == "camera":
        photos = _photograph(batch)
    else:
        uploads = st.file_uploader(
            text(f"sort-upload-{source}"),
            type=[suffix.lstrip(".") for suffix in SUFFIXES],
            accept_multiple_files=True if source == "files" else "directory",
            key=f"{source}-{batch}",
            max_upload_size=MAX_BYTES // 2**20,
            on_change=go_on,
        )
        photos = _read(uploads or ())
    if st.toggle(text("sort-samples"), key=f"samples-{batch}", on_change=go_on):
        photos = photos + resources.sample_photos()
    earlier = _photos_from_before()
    there = {(photo.name, photo.sha256) for photo in earlier}
    photos = earlier + [photo for photo in photos if (photo.name, photo.sha256) not in there]
    st.session_state["chosen"] = photos
    return photos


def forget() -> None:
    """Begins with no photos, once those that were here are kept or put away."""
    for name in ("answers", "chosen", "earlier", "read", "shown-outcome"):
        st.session_state.pop(name, None)
    if st.session_state.get("source") != "camera":  # there, the last of these is still in sight
        st.session_state.pop(f"taken-{st.session_state['batch']}", None)


def go_on() -> None:
    """Goes on looking at photos after somebody stopped it."""
    st.session_state["stopped"] = False


def _read(uploads: Iterable[UploadedFile]) -> list[Photo]:
    """The uploads, each read and summed once and not at every click."""
    before: dict[str, Photo] = st.session_state.get("read", {})
    read = {
        upload.file_id: before.get(upload.file_id) or Photo.of(upload.name, upload.getvalue()) for upload in uploads
    }
    st.session_state["read"] = read
    return list(read.values())


def _photos_from_before() -> list[Photo]:
    """What was chosen before another page was opened, or from another source, which empties the uploader."""
    if resources.entered():
        st.session_state["earlier"] = st.session_state.get("chosen", [])
    earlier: list[Photo] = st.session_state.setdefault("earlier", [])
    if earlier:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/photo_library: {text('sort-earlier', count=len(earlier))}", width="content")
            st.button(text("sort-forget"), icon=":material/close:", key="forget", type="tertiary", on_click=forget)
    return earlier


def _turn_to_another_source() -> None:
    samples = resources.sample_photos() if st.session_state.get(f"samples-{st.session_state['batch']}") else []
    # The samples come and go with their switch, which stays as it is.
    st.session_state["earlier"] = [photo for photo in st.session_state.get("chosen", []) if photo not in samples]


def _photograph(batch: int) -> list[Photo]:
    """The pictures taken so far: each is added to those before, so that a pile can be photographed piece by piece."""
    taken: list[Photo] = st.session_state.setdefault(f"taken-{batch}", [])
    picture = st.camera_input(text("sort-camera"), key=f"camera-{batch}", on_change=go_on)
    if picture is not None and all(picture.getvalue() != photo.content for photo in taken):
        taken.append(Photo.of(text("sort-camera-name", number=len(taken) + 1), picture.getvalue()))
    return taken
