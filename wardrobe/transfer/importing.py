"""Imports photos that are sorted into folders already: a folder's name is the drawer, and nothing is classified."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from sqlalchemy import exc

from data.labels import CLASS_NAMES, PHOTO_CLASS_NAMES, class_named, display_name, find_name
from data.messages import FALLBACK, Message
from data.photo_walk import is_junk
from data.photos.decoding import HEAD_BYTES, MAX_BYTES, SUFFIXES, TOO_COSTLY, PhotoError, check_photo, looks_like_photo
from data.vocabulary import class_in
from wardrobe.classification import TURNS
from wardrobe.folders.names import drawer_named
from wardrobe.store.errors import StorageError, WardrobeError
from wardrobe.store.failures import reason_of
from wardrobe.store.item_making import prepare_photo
from wardrobe.store.photo_files import PHOTOS
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.archive import ArchiveError, open_archive
from wardrobe.transfer.backup import ITEMS, is_backup
from wardrobe.transfer.backup_header import HEADER
from wardrobe.transfer.bulk_io import ImportResult, Progress, ignore_progress

_DEEPEST = 16  # folders in one another that are looked at; a path may have thousands
MOST_COSTLY = 3
"""Photos of an import that may take too long to decode; each takes two seconds."""

MOST_BAD = 500
"""Photos of an import that may be refused for any reason, if no more than those were sound."""

_STORED = re.compile(r"[0-9a-f]{64}\.jpg")  # the name of a photo in a back-up


@dataclass(frozen=True)
class SortedPhoto:
    """A file that may be a photo.

    Attributes:
        path: its path below a drawer's folder, with ``/``; empty for a file of a ZIP that has no name.
        read: returns its bytes; raises PhotoError or WardrobeError.
        head: returns its first `HEAD_BYTES` bytes, which tell photos from other files; raises ArchiveError.
    """

    path: str
    read: Callable[[], bytes]
    head: Callable[[], bytes]


def import_photos(
    wardrobe: Wardrobe,
    photos: Iterable[SortedPhoto],
    added: ImportResult | None = None,
    progress: Progress = ignore_progress,
    language: str = FALLBACK,
) -> ImportResult:
    """Adds photos to the drawers that their folders name; a drawer that does not exist is made.

    A photo that the wardrobe has already stays as it is, in its drawer or in the bin. After `MOST_COSTLY` photos that
    take too long to decode, or `MOST_BAD` that cannot be read if no more could, the others are refused unread: a small
    file may hold thousands of them.

    Args:
        wardrobe: where the photos go.
        photos: what `photos_of_zip` or `photos_of_upload` found.
        added: updated after every photo, so that an import that was stopped can be undone.
        progress: called before each photo and at the end.
        language: the code of a language in which folders may be named, beside English.

    Raises:
        StorageError: the wardrobe cannot be written. The photos added before stay.
    """
    added = ImportResult() if added is None else added
    waiting = [photo for photo in photos if _is_photo(photo, added)]
    folders = _drawer_folders([photo.path for photo in waiting], wardrobe.own_drawers(), language)
    drawers: dict[str, str] = {}
    sound = bad = costly = 0

    def drawer_of_folder(folder: str) -> str:
        if folder not in drawers:
            drawers[folder] = _made_drawer(wardrobe, folder, language, added)
        return drawers[folder]

    for done, photo in enumerate(waiting):
        progress(done, len(waiting))
        if costly == MOST_COSTLY or bad > max(MOST_BAD, sound):
            added.refused.append(Message("refused-photo", path=photo.path, reason=Message("import-after-many")))
            continue
        try:
            _import(wardrobe, photo, folders.get(photo.path), drawer_of_folder, added)
            sound += 1
        except StorageError:
            raise
        except (PhotoError, WardrobeError) as error:
            added.refused.append(Message("refused-photo", path=photo.path, reason=error.message))
            bad += 1
            costly += error.message.id == TOO_COSTLY
        except (exc.SQLAlchemyError, OSError) as error:
            raise StorageError("store-unwritten", reason=reason_of(error)) from error
    progress(len(waiting), len(waiting))
    return added


@contextmanager
def photos_of_zip(source: Path | BinaryIO) -> Iterator[list[SortedPhoto]]:
    """The files of a ZIP while it is open. Raises ArchiveError if it is not a ZIP, or is a back-up."""
    if is_backup(source):
        raise ArchiveError("zip-is-backup")
    with open_archive(source) as archive:
        named = [
            SortedPhoto(_text(name), partial(archive.read, name, MAX_BYTES), partial(archive.start, name, HEAD_BYTES))
            for name in sorted(archive.members)
        ]
        yield named + [SortedPhoto("", bytes, bytes)] * archive.nameless


def photos_of_upload(files: Iterable[tuple[str, bytes]]) -> list[SortedPhoto]:
    """The files of a folder that a browser sent, each with its path in it.

    Raises:
        ArchiveError: the folder is a back-up that was unpacked.
    """
    found = [
        SortedPhoto(_text(path), partial(bytes, content), partial(bytes, content[:HEAD_BYTES]))
        for path, content in files
    ]
    if _is_unpacked_backup([path for photo in found if not is_junk(path := PurePosixPath(photo.path))]):
        raise ArchiveError("folder-is-backup")
    return found


def _is_unpacked_backup(paths: Collection[PurePosixPath]) -> bool:
    """Whether files are those of a back-up, or only its photos: some browsers send nothing else of a folder."""
    if any(path.name == HEADER and path.with_name(ITEMS) in paths for path in paths):
        return True
    return bool(paths) and all(path.parent.name == PHOTOS and _STORED.fullmatch(path.name) for path in paths)


def drawer_for(folder: str, own_drawers: Collection[str] = (), language: str = FALLBACK) -> str:
    """The drawer that a folder's name means: an own one, a class or another kind of clothes, or a new own one.

    Classes are known by name, plural, the name of their folder (``t-shirt-top``) or an everyday name (``jeans``),
    in English or in ``language``.
    """
    name = display_name(drawer_named(folder))
    meant = class_named(name, (*own_drawers, *PHOTO_CLASS_NAMES)) or class_in(language, name) or name
    return find_name(meant, (*own_drawers, *CLASS_NAMES)) or meant  # "caps" go into "Hats" if that is there


def _made_drawer(wardrobe: Wardrobe, folder: str, language: str, added: ImportResult) -> str:
    """The drawer that a folder means, which is made if it does not exist."""
    own_drawers = wardrobe.own_drawers()
    drawer = drawer_for(folder, own_drawers, language)
    if drawer not in CLASS_NAMES and drawer not in own_drawers:
        added.drawers.append(drawer := wardrobe.add_drawer(drawer))
    return drawer


def _import(
    wardrobe: Wardrobe,
    photo: SortedPhoto,
    folder: str | None,
    drawer_of_folder: Callable[[str], str],
    added: ImportResult,
) -> None:
    if folder is None:
        raise PhotoError("no-drawer-folder")
    content = photo.read()
    check_photo(content)  # before the database is asked: a ZIP may hold a hundred thousand files that are no photos
    sha256 = hashlib.sha256(content).hexdigest()
    if wardrobe.known([sha256]):
        added.known += 1  # it stays as it is, in the bin too, as a restore leaves it
        return
    with TURNS.taking():  # visitors who import keep no core from those who sort
        prepared = prepare_photo(content, sha256)[0]  # before a drawer is made for it
    item, is_new = wardrobe.add_or_find(prepared, PurePosixPath(photo.path).name, drawer=drawer_of_folder(folder))
    if is_new:
        added.items[sha256] = item.id
    else:
        added.known += 1


def _drawer_folders(paths: list[str], own_drawers: Collection[str], language: str) -> Mapping[str, str]:
    """The folder that names each photo's drawer, by path; a photo beside the drawers' folders has none.

    It is the outermost one, but not a folder around all drawers, such as the one that was chosen in a browser.
    """
    folders = {
        path: [part for part in path.split("/")[:-1] if part not in ("", ".", "..")][:_DEEPEST] for path in paths
    }
    while folders and _is_around(list(folders.values()), own_drawers, language):
        folders = {path: parts[1:] for path, parts in folders.items()}
    return {path: parts[0] for path, parts in folders.items() if parts}


def _is_around(folders: list[list[str]], own_drawers: Collection[str], language: str) -> bool:
    """Whether all photos are in one folder, some of them deeper, that is not a drawer or contains drawers."""

    def is_drawer(folder: str) -> bool:
        drawer = drawer_for(folder, own_drawers, language)
        return drawer in PHOTO_CLASS_NAMES or drawer in own_drawers

    outermost = {parts[0] if parts else "" for parts in folders}
    inside = {parts[1] for parts in folders if len(parts) > 1}
    if len(outermost) != 1 or "" in outermost or not inside:
        return False
    return not is_drawer(outermost.pop()) or any(map(is_drawer, inside))


def _is_photo(photo: SortedPhoto, added: ImportResult) -> bool:
    """Whether a file is a photo by its content, or claims to be by its suffix; junk is passed over uncounted."""
    if not photo.path:
        added.refused.append(Message("zip-nameless-member"))
        return False
    path = PurePosixPath(*(part for part in photo.path.split("/") if part not in ("", ".", "..")))
    if is_junk(path):
        return False
    try:
        is_photo = path.suffix.lower() in SUFFIXES or looks_like_photo(photo.head())
    except ArchiveError as error:
        added.refused.append(Message("refused-photo", path=photo.path, reason=error.message))
        return False
    added.skipped += not is_photo
    return is_photo


def _text(path: str) -> str:
    """A path with ``/`` and composed accents. Lone surrogates, which databases refuse, are escaped."""
    return unicodedata.normalize("NFC", path.replace("\\", "/").encode("utf-8", "backslashreplace").decode("utf-8"))
