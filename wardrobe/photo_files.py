"""The files of a wardrobe: photos and small copies of them, each named by what is in it."""

import contextlib
import hashlib
import io
import json
import os
import uuid
from dataclasses import asdict

from fsspec import AbstractFileSystem

from data.cutout import Garment
from wardrobe import pictures
from wardrobe.items import Item

PHOTOS, THUMBNAILS = "photos", "thumbnails"
UNFINISHED = ".part"


def photo_path(photo: str) -> str:
    """Where the photo with this SHA-256 is kept."""
    return f"{PHOTOS}/{photo[:2]}/{photo}.jpg"


def thumbnail_path(item: Item, kind: str) -> str:
    """Where a small copy is kept; its name tells how it was made."""
    told = asdict(item.nudge)
    turned = f"-{turns}" if (turns := told.pop("turns")) else ""
    made = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8] if kind == "cut-out" else "plain"
    return f"{THUMBNAILS}/{item.photo[:2]}/{item.photo}-{made}{turned}.jpg"


def write_file(files: AbstractFileSystem, path: str, content: bytes, *, lasting: bool = True) -> None:
    """Writes a file so that it is there in full or not at all; one that is there already holds the same, by its name.

    Args:
        files: where to.
        path: its name there.
        content: its bytes.
        lasting: whether it has to be on the disk when this returns; a copy that can be made again has not.
    """
    if files.exists(path):
        return
    aside = f"{path}.{uuid.uuid4().hex}{UNFINISHED}"
    files.makedirs(path.rpartition("/")[0], exist_ok=True)
    with files.open(aside, "wb") as stream:
        stream.write(content)
        if lasting:
            stream.flush()
            # Only local files have a number; other storage keeps what it has taken.
            with contextlib.suppress(AttributeError, io.UnsupportedOperation):
                os.fsync(stream.fileno())
    files.mv(aside, path)


def read_file(files: AbstractFileSystem, path: str) -> bytes | None:
    """The bytes of a file, or None if there is none."""
    try:
        content: bytes = files.cat_file(path)
    except FileNotFoundError:
        return None
    return content


def write_thumbnails(files: AbstractFileSystem, item: Item, garment: Garment) -> dict[str, bytes]:
    """Makes all small copies of an item's photo, and returns them by name."""
    made = {kind: make(garment) for kind, make in pictures.THUMBNAILS.items()}
    for kind, content in made.items():
        write_file(files, thumbnail_path(item, kind), content, lasting=False)
    return made


def put_aside(files: AbstractFileSystem, photo: str) -> str:
    """Gives a photo another name, which is returned; one that is not there is left at that."""
    aside = f"{photo_path(photo)}.{uuid.uuid4().hex}{UNFINISHED}"
    with contextlib.suppress(FileNotFoundError):
        files.mv(photo_path(photo), aside)
    return aside


def put_back(files: AbstractFileSystem, photo: str, aside: str) -> None:
    """Gives a photo its name again."""
    with contextlib.suppress(FileNotFoundError):
        files.mv(aside, photo_path(photo))


def remove_photo(files: AbstractFileSystem, photo: str, where: str) -> None:
    """Removes a photo, which lies at ``where``, and all small copies of it."""
    copies = files.glob(f"{THUMBNAILS}/{photo[:2]}/{photo}-*.jpg")
    for path in (where, *copies):
        with contextlib.suppress(FileNotFoundError):
            files.rm_file(path)
