"""The files of a wardrobe: photos, each named by the SHA-256 of its content, and their thumbnails."""

import contextlib
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Protocol

from fsspec.implementations.local import LocalFileSystem

from data.files import PART_SUFFIX, is_part, sync_folder, write_atomically
from data.photos.decoding import PhotoError, decode_photo
from data.photos.garment import CutoutOverride, Garment, upright
from model.garments import read_garment
from wardrobe.store import pictures
from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.failures import reason_of
from wardrobe.store.storages import Folder, open_storage

_OBJECT_STORES = {"s3", "gs", "abfs"}
"""Storages without folders, where an object appears whole or not at all; a rename there is a copy."""
PHOTOS, THUMBNAILS, LOST_AND_FOUND = "photos", "thumbnails", "lost-and-found"


class StoredPhoto(Protocol):
    """What names a stored photo: an `Item`, whose cover it is, or an `ItemPhoto`."""

    @property
    def photo(self) -> str:
        """The SHA-256 of the stored JPEG."""

    @property
    def file_name(self) -> str:
        """The name that the user sees."""

    @property
    def override(self) -> CutoutOverride:
        """How it is turned, and the garment cut out."""


def photo_path(photo: str) -> str:
    """The path of the photo with this SHA-256."""
    return f"{PHOTOS}/{photo[:2]}/{photo}.jpg"


class PhotoFiles:
    """Photos by their SHA-256, in a local folder or any other storage that fsspec knows (``files``)."""

    def __init__(self, url: str) -> None:
        """Opens the storage at a path or URL; raises ValueError or ImportError if fsspec does not know it."""
        file_system, path = open_storage(url)
        self.files = Folder(path=path, fs=file_system)
        self._folder = Path(path) if isinstance(file_system, LocalFileSystem) else None
        protocols = {file_system.protocol} if isinstance(file_system.protocol, str) else set(file_system.protocol)
        self._writes_whole_objects = bool(protocols & _OBJECT_STORES)

    def read(self, item: StoredPhoto, *, sound: bool = False) -> bytes:
        """The stored JPEG of an item.

        Raises:
            StorageError: the storage fails.
            StoreError: the photo is gone or, with ``sound``, damaged.
        """
        content = self._content(photo_path(item.photo))
        if content is None:
            raise StoreError("store-photo-gone", file=item.file_name)
        if sound and hashlib.sha256(content).hexdigest() != item.photo:
            raise StoreError("store-photo-damaged", file=item.file_name)
        return content

    def upright(self, item: StoredPhoto, *, sound: bool = False) -> bytes:
        """The same JPEG, turned as the user turned the photo; raises StoreError as `read` does."""
        content = self.read(item, sound=sound)
        if not item.override.turns:
            return content
        with _explained(item):
            return pictures.jpeg(upright(decode_photo(content), item.override.turns))

    def garment(self, item: StoredPhoto, override: CutoutOverride | None = None) -> Garment:
        """The garment in the photo of an item, cut out as the item or ``override`` says.

        Raises:
            StoreError: the photo is gone or damaged.
        """
        content = self.read(item)
        with _explained(item):
            return read_garment(content, override or item.override)

    def thumbnail(self, item: StoredPhoto, kind: str = "cut-out") -> bytes:
        """A small square picture, ``photo`` (JPEG) or ``cut-out`` (WebP): its file or, if that is missing, a new one.

        Raises:
            StoreError: it is missing, and the photo is gone or damaged.
        """
        content = self._content(_thumbnail_path(item, kind))
        if content is not None:
            return content
        made = pictures.thumbnails(self.garment(item))
        self.write_thumbnails(item, made)
        return made[kind]

    def exists(self, photo: str) -> bool:
        """Whether there is a file for the photo; its content is not read."""
        return bool(self.files.exists(photo_path(photo)))

    def holds(self, photo: str) -> bool:
        """Whether the photo is there and sound."""
        return self.sum_of(photo_path(photo)) == photo

    def sum_of(self, path: str) -> str | None:
        """The SHA-256 of a file; None if there is none."""
        content = self._content(path)
        return None if content is None else hashlib.sha256(content).hexdigest()

    def write(self, photo: str, content: bytes) -> None:
        """Stores a photo, which is on the disk when this returns; a crash leaves all of it or nothing."""
        self._write(photo_path(photo), content, lasting=True)

    def write_thumbnails(self, item: StoredPhoto, thumbnails: Mapping[str, bytes]) -> None:
        """Stores the thumbnails of an item's photo, by their names in `pictures.THUMBNAILS`."""
        for kind, content in thumbnails.items():
            self._write(_thumbnail_path(item, kind), content, lasting=False)

    def set_aside(self, photo: str) -> str:
        """Renames a photo, if it is there, and returns the new path."""
        aside = f"{photo_path(photo)}.{uuid.uuid4().hex}{PART_SUFFIX}"
        with contextlib.suppress(FileNotFoundError):
            self.files.mv(photo_path(photo), aside)
        return aside

    def bring_back(self, photo: str, aside: str) -> None:
        """Gives a photo that was set aside or lost its own path again."""
        with contextlib.suppress(FileNotFoundError):
            self.files.mv(aside, photo_path(photo))

    def remove_unused(self, photos: Iterable[str], unreferenced: Callable[[Iterable[str]], set[str]]) -> None:
        """Removes those of the photos that no item references.

        Args:
            photos: their SHA-256 sums.
            unreferenced: returns those of some photos that no item references.
        """
        unused = unreferenced(photos)
        # Set aside and then queried again: adding an item with such a photo meanwhile writes the file again.
        aside = {photo: self.set_aside(photo) for photo in unused}
        still_unused = unreferenced(unused)
        for photo in unused:
            if photo in still_unused:
                self.remove(photo, aside[photo])
            else:
                self.bring_back(photo, aside[photo])

    def move_unused(self, photos: Iterable[str], unreferenced: Callable[[Iterable[str]], set[str]]) -> list[str]:
        """Moves those of the photos that no item references to ``lost-and-found/``, where the user finds them.

        Takes what `remove_unused` takes; returns the new paths.
        """
        moved = {photo: self._move_to_lost_and_found(photo) for photo in sorted(unreferenced(photos))}
        still_unused = unreferenced(moved)
        for photo, path in moved.items():
            if path and photo not in still_unused:
                self.bring_back(photo, path)
        return [path for photo, path in moved.items() if path and photo in still_unused]

    def _move_to_lost_and_found(self, photo: str) -> str | None:
        """The new path of the photo, None if it is not there. An existing file is not overwritten."""
        number, lost = 1, f"{LOST_AND_FOUND}/{photo}.jpg"
        while self.files.exists(lost):
            number += 1
            lost = f"{LOST_AND_FOUND}/{photo}-{number}.jpg"
        self.files.makedirs(LOST_AND_FOUND, exist_ok=True)
        try:
            self.files.mv(photo_path(photo), lost)
        except FileNotFoundError:
            return None
        return lost

    def remove(self, photo: str, aside: str | None = None) -> None:
        """Removes a photo, which may have been set ``aside``, and its thumbnails."""
        copies = self.files.glob(f"{THUMBNAILS}/{photo[:2]}/{photo}-*")
        for path in (aside or photo_path(photo), *copies):
            with contextlib.suppress(FileNotFoundError):
                self.files.rm_file(path)

    def _content(self, path: str) -> bytes | None:
        try:
            content: bytes = self.files.cat_file(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError("store-photos-unread", reason=reason_of(error)) from error
        return content

    def _write(self, path: str, content: bytes, *, lasting: bool) -> None:
        """Writes a whole file or none; one that is there already has the same content, by its name.

        ``lasting`` says whether it has to be on the disk when this returns; a thumbnail can be made again.
        """
        if self.files.exists(path):
            return
        if lasting and self._folder:
            folder = (self._folder / path).parent
            made = [parent for parent in (folder, folder.parent) if not parent.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            for new in made:
                sync_folder(new.parent)
            write_atomically(self._folder / path, content)
            return
        if self._writes_whole_objects:
            self.files.pipe_file(path, content)
            return
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        aside = f"{path}.{uuid.uuid4().hex}{PART_SUFFIX}"
        try:
            self.files.pipe_file(aside, content)
            self.files.mv(aside, path)
        except BaseException:  # half a file would keep a full disk full
            with contextlib.suppress(OSError):
                self.files.rm_file(aside)
            raise


def is_unfinished(path: str) -> bool:
    """Whether a file is one that was being written or set aside: its process was killed if it is old."""
    return path.endswith(PART_SUFFIX) or is_part(PurePosixPath(path).name)


def _thumbnail_path(item: StoredPhoto, kind: str) -> str:
    """The path of a thumbnail; its name depends on how the garment is cut out."""
    options = asdict(item.override)
    turned = f"-{turns}" if (turns := options.pop("turns")) else ""
    suffix = hashlib.sha256(json.dumps(options).encode()).hexdigest()[:8] if kind == "cut-out" else "plain"
    ending = "webp" if kind == "cut-out" else "jpg"
    return f"{THUMBNAILS}/{item.photo[:2]}/{item.photo}-{suffix}{turned}.{ending}"


@contextlib.contextmanager
def _explained(item: StoredPhoto) -> Iterator[None]:
    try:
        yield
    except PhotoError as error:
        raise StoreError("store-photo-unreadable", file=item.file_name, reason=error.message) from error
