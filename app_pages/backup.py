"""Back-up: the wardrobe as a file, and files of sorted photos into the wardrobe."""

import tempfile
from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app_pages.parts import resources
from app_pages.parts.i18n import text, translate
from data.messages import Message
from data.photos.decoding import MAX_BYTES, SUFFIXES
from wardrobe.store.errors import WardrobeError
from wardrobe.store.integrity import without_photo
from wardrobe.store.items import Filters
from wardrobe.store.settings import LOCAL, storage
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.backup import restore_backup, write_backup
from wardrobe.transfer.bulk_io import ImportResult, Progress, undo_import
from wardrobe.transfer.exporting import export_folders, items_csv
from wardrobe.transfer.importing import import_photos, photos_of_upload, photos_of_zip

_MANY = 2000  # items
_SENTENCES = 100  # of what was refused: more than anybody reads


def main() -> None:
    """Draws the page; nothing is written, packed or read before somebody asks for it."""
    st.title(text("backup-title"), anchor=False)
    _note_what_was_stopped()
    resources.show_done()
    _show_refused()
    with st.container(border=True):
        _show_downloads()
    with st.container(border=True):
        _show_restore()
    with st.container(border=True):
        _show_import()


def _show_downloads() -> None:
    st.subheader(text("backup-download"), anchor=False)
    wardrobe = resources.wardrobe()
    items, in_bin = len(wardrobe.ids(resources.EVERYTHING)), len(wardrobe.ids(Filters(deleted=True)))
    if not items + in_bin:
        st.info(text("backup-empty"), icon=":material/inventory_2:")
        return
    st.markdown(text("backup-what", items=items, bin=in_bin))
    # Each is made when it is asked for, on a thread of its own, which knows of no session: hence the arguments.
    missing: list[Message] = st.session_state.setdefault("missing", [])
    with st.container(horizontal=True):
        _download("zip", partial(_packed, write_backup, wardrobe, missing), "wardrobe.zip", "primary")
        _download("folders", partial(_packed, export_folders, wardrobe, missing), "sorted.zip")
        _download("csv", partial(_table, wardrobe), "items.csv")
    st.caption(text("backup-which"))
    if items > _MANY and storage() == LOCAL:
        st.caption(text("backup-many", command="python -m wardrobe backup wardrobe.zip"))
    # No page is drawn after a download: what is gone is said before, and the file says itself what else it lacks.
    gone = [Message("store-photo-gone", file=item.file_name) for item in without_photo(wardrobe)[:_SENTENCES]]
    if lost := {str(message): message for message in (*gone, *missing)}:
        st.warning(text("backup-missing"), icon=":material/broken_image:")
        _show_sentences(list(lost.values()))


def _show_sentences(messages: list[Message]) -> None:
    shown = "\n".join(map(translate, messages[:_SENTENCES]))  # as they are: names in them come from outside
    st.text(shown)


def _download(name: str, data: Callable[[], bytes], file_name: str, kind: str = "secondary") -> None:
    mime = "text/csv" if file_name.endswith(".csv") else "application/zip"
    label = text(f"backup-download-{name}")
    icon = ":material/download:"
    # Without drawing the page again: that would forget what is being made while it is made.
    st.download_button(label, data, file_name, mime, f"download-{name}", icon=icon, type=kind, on_click="ignore")


def _packed(write: Callable[..., object], wardrobe: Wardrobe, missing: list[Message]) -> bytes:
    with tempfile.TemporaryFile() as stream:  # so that the memory holds it once
        missing[:] = write(wardrobe, stream).missing
        stream.seek(0)
        return stream.read()


def _table(wardrobe: Wardrobe) -> bytes:
    return items_csv(wardrobe).encode("utf-8-sig")  # the mark tells a spreadsheet that it is UTF-8


def _show_restore() -> None:
    st.subheader(text("backup-restore"), anchor=False)
    st.markdown(text("backup-restore-what"))
    upload = _upload_zip("restore", text("backup-restore-file"))
    if upload and st.button(text("backup-restore-now"), type="primary", icon=":material/unarchive:", key="restore"):
        _run("restore", lambda added, progress: restore_backup(resources.wardrobe(), upload, progress))
    if storage() == LOCAL:
        st.caption(text("backup-restore-large", command="python -m wardrobe restore wardrobe.zip"))


def _show_import() -> None:
    st.subheader(text("backup-import"), anchor=False)
    st.markdown(text("backup-import-what"))
    source = st.segmented_control(
        text("backup-import-source"),
        ("folder", "zip"),
        default="folder",
        required=True,
        format_func=lambda name: text(f"backup-import-{name}"),
        key="import-source",
        label_visibility="collapsed",
    )
    if source == "zip":
        upload = _upload_zip("import-zip", text("backup-import-zip-file"))
        uploads = [upload] if upload else []
    else:
        uploads = st.file_uploader(
            text("backup-import-folder-file"),
            type=[suffix.lstrip(".") for suffix in SUFFIXES],
            accept_multiple_files="directory",
            key=f"import-folder-{_batch()}",
            max_upload_size=MAX_BYTES // 2**20,
        )
    if uploads and st.button(text("backup-import-now"), type="primary", icon=":material/move_to_inbox:", key="import"):
        _run("import", partial(_import, source, uploads))


def _upload_zip(name: str, label: str) -> UploadedFile | None:
    return st.file_uploader(label, type="zip", key=f"{name}-{_batch()}")


def _import(source: str, uploads: list[UploadedFile], added: ImportResult, progress: Progress) -> ImportResult:
    if source == "zip":
        with photos_of_zip(uploads[0]) as photos:
            return import_photos(resources.wardrobe(), photos, added, progress)
    photos = photos_of_upload([(upload.name, upload.getvalue()) for upload in uploads])
    return import_photos(resources.wardrobe(), photos, added, progress)


def _run(name: str, work: Callable[[ImportResult, Progress], ImportResult]) -> None:
    """Does long work with its progress in sight; what it added is noted as it goes, in case somebody stops it."""
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        st.button(text("stop"), icon=":material/stop_circle:", key=f"stop-{name}")

    def progress(done: int, of: int) -> None:
        bar.progress(done / of if of else 1.0, text("backup-progress", number=done, of=of))

    st.session_state.pop("missing", None)  # what comes in may be just that
    added = st.session_state["adding"] = ImportResult()
    try:
        _say_what_was_added(name, work(added, progress))
    except WardrobeError as error:
        if added.items:
            _say_what_was_added("stopped", added)
        resources.explain(error)
        return
    finally:
        controls.empty()
    del st.session_state["adding"]
    # A new key is a new, empty uploader.
    st.session_state["backup-batch"] = _batch() + 1
    st.rerun()


def _batch() -> int:
    batch: int = st.session_state.get("backup-batch", 0)
    return batch


def _note_what_was_stopped() -> None:
    """What a run before this one added until it was stopped, by the button or by going to another page."""
    added = st.session_state.pop("adding", None)
    if added is not None and added.items:
        _say_what_was_added("stopped", added)


def _say_what_was_added(name: str, added: ImportResult) -> None:
    wardrobe = resources.wardrobe()
    words = [text(f"backup-done-{name}", count=len(added.items))]
    for kind, count in (("known", added.known), ("refused", len(added.refused)), ("skipped", added.skipped)):
        if count:
            words.append(text(f"backup-done-{kind}", count=count))
    anything = added.items or added.drawers or added.settings
    undo = partial(undo_import, wardrobe, added) if anything else None
    message = " ".join(words)
    resources.done(message, undo, then="wardrobe" if added.items else None)
    st.session_state["refused"] = message, added.refused


def _show_refused() -> None:
    """What was not taken, as long as it is said what was."""
    message, refused = st.session_state.get("refused", ("", []))
    if refused and st.session_state.get("done", {}).get("message") == message:
        with st.expander(text("backup-refused", count=len(refused)), expanded=True, icon=":material/report:"):
            _show_sentences(refused)


main()
