"""Photos that somebody has sorted already: a folder's name is the drawer, and no model is asked."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import exc

from data.labels import CLASS_NAMES, drawer_of, photo_label_classes
from data.messages import Message
from data.photos.decoding import MAX_BYTES, SUFFIXES, PhotoError
from wardrobe.classification import find_photos
from wardrobe.store.errors import StoreError, WardrobeError
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.archive import ArchiveError, open_archive
from wardrobe.transfer.backup import is_backup
from wardrobe.transfer.bulk_io import ImportResult, Progress, ignore_progress


@dataclass(frozen=True)
class SortedPhoto:
    """A photo by its path below a drawer's folder, with ``/``, and how its bytes are read when their turn comes."""

    path: str
    read: Callable[[], bytes]


def import_photos(
    wardrobe: Wardrobe,
    photos: Iterable[SortedPhoto],
    added: ImportResult | None = None,
    progress: Progress = ignore_progress,
) -> ImportResult:
    """Puts photos into the drawers that their folders name; a drawer that is not there is made.

    What the wardrobe knows already stays as it is, in its drawer or in the bin.

    Args:
        wardrobe: where to.
        photos: what `photos_of_zip`, `photos_of_folder` or `photos_of_upload` found.
        added: filled in as photos come in, so that what is there when somebody stops it can be undone.
        progress: told after each photo.

    Raises:
        StoreError: the wardrobe cannot be written. What came in before stays.
    """
    added = ImportResult() if added is None else added
    waiting = [photo for photo in photos if _is_photo(photo.path, added)]
    folders = _drawer_folders([photo.path for photo in waiting], wardrobe.own_drawers())
    for done, photo in enumerate(waiting):
        progress(done, len(waiting))
        try:
            _import(wardrobe, photo, folders.get(photo.path), added)
        except (PhotoError, WardrobeError) as error:
            added.refused.append(Message("refused-photo", path=photo.path, reason=error.message))
        except (exc.SQLAlchemyError, OSError) as error:
            why = getattr(error, "orig", None) or error
            raise StoreError("store-unwritten", reason=str(why)) from error
    progress(len(waiting), len(waiting))
    return added


@contextmanager
def photos_of_zip(source: Path | BinaryIO) -> Iterator[list[SortedPhoto]]:
    """The photos of a ZIP file while it is open. Raises ArchiveError: it is none, or a back-up."""
    if is_backup(source):
        raise ArchiveError("zip-is-backup")
    with open_archive(source) as archive:
        yield [
            SortedPhoto(_text(name.replace("\\", "/")), partial(archive.read, name, MAX_BYTES))
            for name in sorted(archive.members)
        ]


def photos_of_folder(folder: Path) -> list[SortedPhoto]:
    """The photos of a local folder. Raises StoreError: there is no such folder."""
    if not folder.is_dir():
        raise StoreError("no-drawers-folder", folder=str(folder))
    found, _ = find_photos([folder])
    return [SortedPhoto(_text(path.relative_to(folder).as_posix()), partial(_read, path)) for path in found]


def photos_of_upload(files: Iterable[tuple[str, bytes]]) -> list[SortedPhoto]:
    """The photos of a folder that a browser sent, each with its path in it."""
    return [SortedPhoto(_text(path.replace("\\", "/")), partial(bytes, content)) for path, content in files]


def drawer_for(folder: str, own_drawers: Collection[str] = ()) -> str:
    """The drawer that a folder's name means: an own one, a class if the name means just one, or a new own one.

    Names of classes, of their folders (``t-shirt-top``) and labels of photo collections (``pants``) are known.
    """
    name = " ".join("".join(c if c.isprintable() else " " for c in folder).split())
    # As `Wardrobe.add_drawer` compares them: it makes none beside one whose folder would be the same.
    for there in (*own_drawers, *CLASS_NAMES):
        if drawer_of(name).casefold() == drawer_of(there).casefold():
            return there
    classes = photo_label_classes(name) or frozenset()
    return CLASS_NAMES[next(iter(classes))] if len(classes) == 1 else name


def _import(wardrobe: Wardrobe, photo: SortedPhoto, folder: str | None, added: ImportResult) -> None:
    if folder is None:
        raise PhotoError("no-drawer-folder")
    content = photo.read()
    sha256 = hashlib.sha256(content).hexdigest()
    if wardrobe.known([sha256]):
        added.known += 1  # it stays as it is, in the bin too, as a restore leaves it
        return
    drawer = drawer_for(folder, own_drawers := wardrobe.own_drawers())
    made = drawer not in CLASS_NAMES and drawer not in own_drawers
    if made:
        added.drawers.append(drawer := wardrobe.add_drawer(drawer))
    try:
        item, is_new = wardrobe.add_or_find(content, photo.path.rpartition("/")[2], drawer=drawer)
    except PhotoError:
        if made:
            wardrobe.remove_drawer(added.drawers.pop())
        raise
    if is_new:
        added.items[sha256] = item.id
    else:
        added.known += 1


def _drawer_folders(paths: list[str], own_drawers: Collection[str]) -> Mapping[str, str]:
    """The folder that names each photo's drawer, by path; a photo that lies beside the drawers' folders has none.

    It is the outermost one, but not a folder around all the drawers, such as the one that was chosen in a browser.
    """
    folders = {path: [part for part in path.split("/")[:-1] if part not in ("", ".", "..")] for path in paths}
    while folders and _is_around(list(folders.values()), own_drawers):
        folders = {path: parts[1:] for path, parts in folders.items()}
    return {path: parts[0] for path, parts in folders.items() if parts}


def _is_around(folders: list[list[str]], own_drawers: Collection[str]) -> bool:
    """Whether all photos lie in one folder, some of them deeper, that is no drawer itself or has drawers in it."""

    def is_drawer(folder: str) -> bool:
        drawer = drawer_for(folder, own_drawers)
        return drawer in CLASS_NAMES or drawer in own_drawers

    outermost = {parts[0] if parts else "" for parts in folders}
    inside = {parts[1] for parts in folders if len(parts) > 1}
    if len(outermost) != 1 or "" in outermost or not inside:
        return False
    return not is_drawer(outermost.pop()) or any(map(is_drawer, inside))


def _is_photo(path: str, added: ImportResult) -> bool:
    """Whether a file is to be looked at; hidden ones and what macOS adds to a ZIP are passed over in silence."""
    if any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in path.split("/")):
        return False
    is_photo = path.lower().endswith(SUFFIXES)
    added.skipped += not is_photo
    return is_photo


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise PhotoError("file-unreadable", reason=error.strerror or "") from error


def _text(path: str) -> str:
    """A path as text that every database takes; bytes that are no UTF-8 are spelled out."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
