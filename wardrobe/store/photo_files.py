"""The files of a wardrobe: photos and small copies of them, each named by what is in it."""

import contextlib
import hashlib
import io
import json
import os
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import fsspec
from fsspec.implementations.dirfs import DirFileSystem

from data.photos.decoding import decode_photo
from data.photos.garment import CutoutOverride, Garment, upright
from data.photos.recipes import PhotoError, read_garment
from wardrobe.store import pictures
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item

PHOTOS, THUMBNAILS = "photos", "thumbnails"
UNFINISHED = ".part"


def photo_path(photo: str) -> str:
    """Where the photo with this SHA-256 is kept."""
    return f"{PHOTOS}/{photo[:2]}/{photo}.jpg"


class PhotoFiles:
    """Photos by their SHA-256, in a folder or in a cloud's storage, which is ``files``."""

    def __init__(self, url: str) -> None:
        """Looks at a place; raises ValueError or ImportError for one that fsspec does not know."""
        file_system, path = fsspec.core.url_to_fs(url)
        self.files = DirFileSystem(path=path, fs=file_system)

    def read(self, item: Item, *, sound: bool = False) -> bytes:
        """The JPEG that is kept of an item; raises StoreError if it is gone, or isn't ``sound`` where it has to be."""
        content = self._content(photo_path(item.photo))
        if content is None:
            raise StoreError("store-photo-gone", file=item.file_name)
        if sound and hashlib.sha256(content).hexdigest() != item.photo:
            raise StoreError("store-photo-damaged", file=item.file_name)
        return content

    def upright(self, item: Item, *, sound: bool = False) -> bytes:
        """The same JPEG, upright where a person turned the photo; raises StoreError as `read` does."""
        content = self.read(item, sound=sound)
        if not item.override.turns:
            return content
        with _explained(item):
            return pictures.jpeg(upright(decode_photo(content), item.override.turns))

    def garment(self, item: Item, override: CutoutOverride | None = None) -> Garment:
        """Where the garment is in the photo of an item, found as the item or ``override`` says.

        Raises:
            StoreError: the photo is gone or damaged.
        """
        content = self.read(item)
        with _explained(item):
            return read_garment(content, override or item.override)

    def thumbnail(self, item: Item, kind: str = "cut-out") -> bytes:
        """A small square JPEG, ``photo`` or ``cut-out``; kept as a file, and made again where that is missing.

        Raises:
            StoreError: it is missing, and so is the photo, or that is damaged.
        """
        content = self._content(_thumbnail_path(item, kind))
        if content is not None:
            return content
        made = pictures.thumbnails(self.garment(item))
        self.write_thumbnails(item, made)
        return made[kind]

    def exists(self, photo: str) -> bool:
        """Whether there is a file for the photo, whatever is in it."""
        return bool(self.files.exists(photo_path(photo)))

    def holds(self, photo: str) -> bool:
        """Whether the photo is there and sound."""
        content = self._content(photo_path(photo))
        return content is not None and hashlib.sha256(content).hexdigest() == photo

    def write(self, photo: str, content: bytes) -> None:
        """Keeps a photo: it is on the disk in full when this returns, or not at all."""
        self._write(photo_path(photo), content, lasting=True)

    def write_thumbnails(self, item: Item, thumbnails: Mapping[str, bytes]) -> None:
        """Writes the small copies of an item's photo, by their names in `pictures.THUMBNAILS`."""
        for kind, content in thumbnails.items():
            self._write(_thumbnail_path(item, kind), content, lasting=False)

    def put_aside(self, photo: str) -> str:
        """Gives a photo another name, which is returned; one that is not there is left at that."""
        aside = f"{photo_path(photo)}.{uuid.uuid4().hex}{UNFINISHED}"
        with contextlib.suppress(FileNotFoundError):
            self.files.mv(photo_path(photo), aside)
        return aside

    def put_back(self, photo: str, aside: str) -> None:
        """Gives a photo its name again."""
        with contextlib.suppress(FileNotFoundError):
            self.files.mv(aside, photo_path(photo))

    def remove(self, photo: str, aside: str | None = None) -> None:
        """Removes a photo, which may have been put ``aside``, and all small copies of it."""
        copies = self.files.glob(f"{THUMBNAILS}/{photo[:2]}/{photo}-*.jpg")
        for path in (aside or photo_path(photo), *copies):
            with contextlib.suppress(FileNotFoundError):
                self.files.rm_file(path)

    def _content(self, path: str) -> bytes | None:
        try:
            content: bytes = self.files.cat_file(path)
        except FileNotFoundError:
            return None
        return content

    def _write(self, path: str, content: bytes, *, lasting: bool) -> None:
        """Writes a file in full or not at all; one that is there already holds the same, by its name.

        ``lasting`` says whether it has to be on the disk when this returns; a copy that can be made again has not.
        """
        if self.files.exists(path):
            return
        aside = f"{path}.{uuid.uuid4().hex}{UNFINISHED}"
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        with self.files.open(aside, "wb") as stream:
            stream.write(content)
            if lasting:
                stream.flush()
                # Only local files have a number; other storage keeps what it has taken.
                with contextlib.suppress(AttributeError, io.UnsupportedOperation):
                    os.fsync(stream.fileno())
        self.files.mv(aside, path)


def _thumbnail_path(item: Item, kind: str) -> str:
    """Where a small copy is kept; its name tells how it was made."""
    told = asdict(item.override)
    turned = f"-{turns}" if (turns := told.pop("turns")) else ""
    made = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8] if kind == "cut-out" else "plain"
    return f"{THUMBNAILS}/{item.photo[:2]}/{item.photo}-{made}{turned}.jpg"


@contextlib.contextmanager
def _explained(item: Item) -> Iterator[None]:
    try:
        yield
    except PhotoError as error:
        raise StoreError("store-photo-unreadable", file=item.file_name, reason=error.message) from error
