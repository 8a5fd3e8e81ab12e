"""Back-up: downloads of the wardrobe, restoring a back-up, and importing sorted photos."""

import math
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Literal, Protocol

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app_pages.parts import details_upload, display, done_bar, resources, widget_keys
from app_pages.parts.i18n import language, local, text, translate
from app_pages.parts.state import session
from data.messages import Message
from data.photos.decoding import MAX_BYTES, SUFFIXES
from wardrobe.store.errors import WardrobeError
from wardrobe.store.integrity import without_photo
from wardrobe.store.items import Filters, utc_now
from wardrobe.store.settings import LOCAL, storage
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.backup import restore_backup, write_backup
from wardrobe.transfer.bulk_io import ImportResult, Progress, undo_import
from wardrobe.transfer.exporting import export_folders, items_csv
from wardrobe.transfer.importing import import_photos, photos_of_upload, photos_of_zip

_MANY = 2000  # items
_PROGRESS_PERIOD = 0.1  # seconds; a step costs more than refusing a file, of which a ZIP may hold thousands
_MAX_MESSAGES = 100  # of refused files: more than anybody reads


def main() -> None:
    """Draws the page; nothing is packed, written or read before the user clicks."""
    st.title(text("backup-title"), anchor=False)
    _report_stopped_import()
    done_bar.show()
    _show_refused()
    with st.container(border=True):
        _show_downloads()
    with st.container(border=True):
        _show_restore()
    with st.container(border=True):
        _show_import()
    if resources.wardrobe().ids(resources.ALL_ITEMS):
        with st.container(border=True):
            details_upload.show()


def _show_downloads() -> None:
    st.subheader(text("backup-download"), anchor=False)
    wardrobe = resources.wardrobe()
    items, in_bin = len(wardrobe.ids(resources.ALL_ITEMS)), len(wardrobe.ids(Filters(deleted=True)))
    if not items + in_bin:
        st.info(text("backup-empty"), icon=":material/inventory_2:")
        return
    st.markdown(text("backup-what", items=items, bin=in_bin))
    # Streamlit makes each file when its button is clicked, on a thread without a session: hence the arguments.
    missing = session().backup.missing
    with st.container(horizontal=True):
        _download("zip", partial(_packed, write_backup, wardrobe, missing), "wardrobe", "primary")
        _download("folders", partial(_packed, export_folders, wardrobe, missing), "sorted")
        _download("csv", partial(_table, wardrobe), "items")
    st.caption(text("backup-which"))
    if items > _MANY and storage() == LOCAL:
        st.caption(text("backup-many", command="python -m wardrobe backup wardrobe.zip"))
    # A download does not redraw the page, so lost photos are listed before it; each file lists what else it lacks.
    lost = [Message("store-photo-gone", file=item.file_name) for item in without_photo(wardrobe)[:_MAX_MESSAGES]]
    if absent := {str(message): message for message in (*lost, *missing)}:
        st.warning(text("backup-missing"), icon=":material/broken_image:")
        _show_messages(list(absent.values()))


def _show_messages(messages: list[Message]) -> None:
    shown = "\n".join(map(translate, messages[:_MAX_MESSAGES]))  # plain text: file names in it may hold Markdown
    st.text(shown)


def _download(
    name: str, data: Callable[[], bytes], stem: str, kind: Literal["primary", "secondary"] = "secondary"
) -> None:
    suffix, mime = ("csv", "text/csv") if name == "csv" else ("zip", "application/zip")
    file_name = f"{stem}-{local(utc_now()):%Y-%m-%d}.{suffix}"  # several back-ups in a folder stay apart
    label = text(f"backup-download-{name}")
    icon = ":material/download:"
    # "ignore", because redrawing the page would discard the file while it is being made.
    st.download_button(label, data, file_name, mime, f"download-{name}", icon=icon, type=kind, on_click="ignore")


class _Written(Protocol):
    @property
    def missing(self) -> tuple[Message, ...]: ...


def _packed(write: Callable[[Wardrobe, BinaryIO], _Written], wardrobe: Wardrobe, missing: list[Message]) -> bytes:
    with tempfile.TemporaryFile() as stream:  # so that memory holds the file once
        missing[:] = write(wardrobe, stream).missing
        stream.seek(0)
        return stream.read()


def _table(wardrobe: Wardrobe) -> bytes:
    return items_csv(wardrobe).encode("utf-8-sig")  # the byte order mark tells Excel that it is UTF-8


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
            key=widget_keys.uploader("import-folder", session().backup.upload_round),
            max_upload_size=MAX_BYTES // 2**20,
        )
    if uploads and st.button(text("backup-import-now"), type="primary", icon=":material/move_to_inbox:", key="import"):
        _run("import", partial(_import, source, uploads))


def _upload_zip(name: str, label: str) -> UploadedFile | None:
    return st.file_uploader(label, type="zip", key=widget_keys.uploader(name, session().backup.upload_round))


def _import(source: str, uploads: list[UploadedFile], added: ImportResult, progress: Progress) -> ImportResult:
    if source == "zip":
        with photos_of_zip(uploads[0]) as photos:
            return import_photos(resources.wardrobe(), photos, added, progress, language())
    photos = photos_of_upload([(upload.name, upload.getvalue()) for upload in uploads])
    return import_photos(resources.wardrobe(), photos, added, progress, language())


def _run(name: str, work: Callable[[ImportResult, Progress], ImportResult]) -> None:
    """Runs a restore or an import with a progress bar, and remembers what it added in case the user stops it."""
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0)
        st.button(text("stop"), icon=":material/stop_circle:", key=f"stop-{name}")

    shown = -math.inf

    def progress(done: int, of: int) -> None:
        nonlocal shown
        if done < of and time.monotonic() < shown + _PROGRESS_PERIOD:
            return
        shown = time.monotonic()
        bar.progress(done / of if of else 1.0, text("backup-progress", number=done, of=of))

    backup = session().backup
    backup.missing.clear()  # the new files may be the ones that were missing
    added = backup.adding = ImportResult()
    try:
        _report_added(name, work(added, progress))
    except WardrobeError as error:
        if added.items:
            _report_added("stopped", added)
        backup.adding = None
        display.show_error(error)
        return
    finally:
        controls.empty()
    backup.adding = None
    backup.upload_round += 1
    st.rerun()


def _report_stopped_import() -> None:
    """Reports what a restore or import added before a click on Stop or on another page ended it."""
    backup = session().backup
    added, backup.adding = backup.adding, None
    if added is not None and added.items:
        _report_added("stopped", added)


def _report_added(name: str, added: ImportResult) -> None:
    wardrobe = resources.wardrobe()
    sentences = [text(f"backup-done-{name}", count=len(added.items))]
    for kind, count in (("known", added.known), ("refused", len(added.refused)), ("skipped", added.skipped)):
        if count:
            sentences.append(text(f"backup-done-{kind}", count=count))
    anything = added.items or added.drawers or added.settings
    undo = partial(undo_import, wardrobe, added) if anything else None
    message = " ".join(sentences)
    done_bar.report(message, undo, next_page="wardrobe" if added.items else None)
    session().backup.refused = message, added.refused


def _show_refused() -> None:
    """Lists what the last import refused, as long as the done bar reports that import."""
    message, refused = session().backup.refused
    notice = session().notice
    if refused and notice and notice.message == message:
        with st.expander(text("backup-refused", count=len(refused)), expanded=True, icon=":material/report:"):
            _show_messages(refused)


main()
