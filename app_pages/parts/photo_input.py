"""Where the photos to sort come from: files, the camera, a folder, or the drawn example."""

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app_pages.parts import browser, done_bar, resources, widget_keys
from app_pages.parts.i18n import text
from app_pages.parts.state import Pile, forget_widget, session, widget_value
from data.photos.decoding import MAX_BYTES, SUFFIXES
from wardrobe.preview import Photo

_SOURCES = ("files", "camera", "folder")
_PHONE_CAMERA = "phone-camera"  # `browser.js` lets uploaders with such keys open the phone's own camera


def choose_photos() -> list[Photo]:
    """Draws the inputs, and returns all photos on the page, those from before another page was opened included.

    The inputs fold up as soon as there are photos, so that a small screen shows the answers.
    """
    sort = session().sort
    if session().page_entered:
        sort.earlier, sort.taken = sort.chosen, []
    count, source = _count(), widget_value(widget_keys.SOURCE, "files")
    label = text("sort-more", count=count) if count else text("sort-add")
    with st.expander(label, expanded=not count or source == "camera", icon=":material/photo_library:"):
        photos = _choose_new()
    if photos:  # the user's own clothes and drawn ones are never mixed
        sort.earlier = [photo for photo in sort.earlier if photo.sha256 not in sort.examples]
    there = {(photo.name, photo.sha256) for photo in sort.earlier}
    new = [photo for photo in photos if (photo.name, photo.sha256) not in there]
    # The picture that was just taken comes first, below the camera.
    sort.chosen = new[::-1] + sort.earlier if source == "camera" else sort.earlier + new
    _show_what_is_there()
    return sort.chosen


def show_welcome() -> None:
    """What the app is, for the first visit: its name, a sentence, a picture, and an example."""
    with st.container(horizontal=True, vertical_alignment="center", key="welcome"):
        with st.container(width=380):
            browser.show_pile_to_drawers(text("welcome-picture"))
        with st.container(width=380, gap="small"):
            st.subheader(text("app-title"), anchor=False)
            st.markdown(text("welcome"))
            show_example_button()


def show_example_button() -> None:
    """The button that shows the drawn example."""
    st.button(text("sort-example"), icon=":material/draw:", key="example", on_click=_show_example)


def only_examples() -> bool:
    """Whether all photos on the page are drawn."""
    sort = session().sort
    return bool(sort.chosen) and all(photo.sha256 in sort.examples for photo in sort.chosen)


def leave_out(sha256: str) -> None:
    """Takes a photo off the page."""
    _take_off({sha256})


def go_on() -> None:
    """Continues after a stop."""
    session().sort.stopped = False


def _choose_new() -> list[Photo]:
    """The photos that the inputs hold."""
    source = st.segmented_control(
        text("sort-source"),
        _SOURCES,
        default="files",
        required=True,
        format_func=lambda name: text(f"sort-source-{name}"),
        key=widget_keys.SOURCE,
        label_visibility="collapsed",
        on_change=_change_source,
    )
    if source != "camera":
        return _upload(source or "files", folder=source == "folder")
    if browser.may_use_camera():
        return _take_photos()
    st.info(text("sort-no-camera", command="make app PHONE=1"), icon=":material/no_photography:")
    return _upload(_PHONE_CAMERA)


def _upload(name: str, *, folder: bool = False) -> list[Photo]:
    """The uploads as photos, each read and hashed once rather than at every click."""
    sort = session().sort
    suffixes = [suffix.lstrip(".") for suffix in SUFFIXES]
    uploads: Iterable[UploadedFile] | None = st.file_uploader(
        text(f"sort-upload-{name}"),
        # With the general type, a phone offers its camera beside its photos. Files that are none are named on the page.
        type=suffixes if folder else ["image/*", *suffixes],
        accept_multiple_files="directory" if folder else True,
        key=widget_keys.uploader(name, sort.upload_round),
        max_upload_size=MAX_BYTES // 2**20,
        on_change=_begin,
    )
    sort.uploads = {
        upload.file_id: sort.uploads.get(upload.file_id) or Photo.of(upload.name, upload.getvalue())
        for upload in uploads or ()
    }
    return list(sort.uploads.values())


def _take_photos() -> list[Photo]:
    """The pictures taken so far. After each one, the camera is ready for the next garment of a pile."""
    sort = session().sort
    key = widget_keys.camera(sort.pictures)
    st.camera_input(text("sort-camera"), key=key, resolution="1080p", on_change=_keep_picture, args=(key,))
    return sort.taken


def _keep_picture(key: str) -> None:
    sort, picture = session().sort, widget_value(key)
    if picture is not None:
        sort.pictures += 1
        sort.taken.append(Photo.of(text("sort-camera-name", number=sort.pictures), picture.getvalue()))
    _begin()


def _begin() -> None:
    """There are other photos: the report on the last ones is over."""
    go_on()
    done_bar.end_report()


def _count() -> int:
    """How many photos are on the page; the inputs say so before they are drawn."""
    sort, source = session().sort, widget_value(widget_keys.SOURCE, "files")
    name = _PHONE_CAMERA if source == "camera" else source
    return len(sort.earlier) + len(sort.taken) + len(widget_value(widget_keys.uploader(name, sort.upload_round)) or ())


def _show_what_is_there() -> None:
    """Says where photos come from that the inputs do not show, and offers to remove them."""
    sort = session().sort
    if not sort.earlier:
        return
    label = text("sort-examples") if only_examples() else text("sort-earlier", count=len(sort.earlier))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(label, width="content")
        icon = ":material/close:"
        earlier = {photo.sha256 for photo in sort.earlier}
        st.button(text("sort-forget"), icon=icon, key="forget", type="tertiary", on_click=_take_off, args=(earlier,))


def _show_example() -> None:
    sort, photos = session().sort, resources.example_photos()
    sort.examples = {photo.sha256 for photo in photos}
    sort.put_back(Pile(photos, {}, {}))
    _begin()


def _take_off(sha256s: set[str]) -> None:
    sort = session().sort
    pile = sort.take(sha256s)
    forget_widget(widget_keys.SHOWN_OUTCOME)
    done_bar.report(text("sort-forgotten", count=len(pile.photos)), undo=lambda: sort.put_back(pile))


def _change_source() -> None:
    sort = session().sort
    sort.earlier = sort.chosen
    sort.taken = []
