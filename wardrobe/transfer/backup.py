"""Back-ups: a whole wardrobe as one ZIP file, and its restore.

The ZIP contains ``wardrobe.json`` (see `backup_header`), ``items.jsonl`` (one line per item, binned ones included) and
``photos/SHA256.jpg``. ``MISSING.txt`` lists what could not be backed up; a restore ignores it. The same wardrobe gives
the same bytes.
"""

import hashlib
import json
import zipfile
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import exc

from data.files import remove_parts, replacing
from data.messages import Message
from data.photos.decoding import MAX_BYTES, TOO_COSTLY, PhotoError
from wardrobe.classification import TURNS
from wardrobe.store import pictures
from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.failures import reason_of
from wardrobe.store.items import Filters, Item
from wardrobe.store.photo_files import PHOTOS, StoredPhoto
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.archive import (
    LINE_BYTES,
    MOST_MEMBERS,
    Archive,
    ArchiveError,
    member,
    open_archive,
    write_member,
    write_missing,
)
from wardrobe.transfer.backup_header import HEADER, describe, is_header, read_header, root
from wardrobe.transfer.bulk_io import ImportResult, Progress, dump, ignore_progress, load
from wardrobe.transfer.item_json import item_from_json, item_to_json
from wardrobe.transfer.json_fields import FormatError

ITEMS = "items.jsonl"
_ABANDONED = 3600  # seconds since the last write to a part: its back-up was killed
_ITEMS_BYTES, _FEW_ITEMS_BYTES = 512 * 2**20, 8 * 2**20
_MOST_REFUSED = 1_000  # items, if no more than those are valid: reading on would only cost time


@dataclass(frozen=True)
class BackupResult:
    """The number of items in a back-up, and a message for each that cannot be restored from it."""

    items: int
    missing: tuple[Message, ...]


def write_backup(wardrobe: Wardrobe, target: Path | BinaryIO, progress: Progress = ignore_progress) -> BackupResult:
    """Writes a back-up to a stream or, atomically, to a file.

    Photos are read one by one. A photo that is gone or damaged is left out; its item is in the back-up all the same,
    where a user can read it.

    Raises:
        StoreError: the file exists and is not a back-up, or it is one and the wardrobe is empty, or it cannot be
            written.
    """
    if not isinstance(target, Path):
        return _write(wardrobe, target, progress)
    if target.exists() and not is_backup(target):
        raise StoreError("backup-over-other-file", path=str(target))
    if target.exists() and not any(wardrobe.ids(Filters(state=None, deleted=deleted)) for deleted in (False, True)):
        # A wrong WARDROBE_HOME makes a new, empty wardrobe: it must not replace the back-up of the right one.
        raise StoreError("backup-over-earlier", path=str(target))
    try:
        remove_parts(target.parent, older_than=_ABANDONED)
        with replacing(target) as part, part.open("xb") as stream:
            written = _write(wardrobe, stream, progress)
    except OSError as error:
        raise StoreError("backup-unwritten", path=str(target), reason=reason_of(error)) from error
    return written


def restore_backup(wardrobe: Wardrobe, source: Path | BinaryIO, progress: Progress = ignore_progress) -> ImportResult:
    """Adds the items of a back-up that the wardrobe lacks, and writes lost photos again.

    A wardrobe without items becomes what the other one was, with the ids of items and the settings. Any other keeps
    its items and settings as they are. Photos are restored first, each checked against its sum and decoded; then all
    rows are added in one transaction. An item that is not valid is refused with a message.

    Raises:
        ArchiveError: the file is not a back-up, or a newer program's, or damaged. The wardrobe is unchanged.
        StoreError: the wardrobe cannot be written. It is unchanged.
    """
    written: list[str] = []
    try:
        with open_archive(source) as opened:
            archive = root(opened)
            number, drawers, settings = read_header(archive)
            accepted, refused = _validate(archive, number)
            photos = {photo for of_item in accepted.values() for photo in of_item}
            bad, renamed = _restore_photos(wardrobe, archive, sorted(photos), written, progress)
            refused += _without_photo(archive, accepted, bad)
            items = (
                _with_photos(item, bad, renamed) for _, item in _items(archive, accepted) if isinstance(item, Item)
            )
            added = load(wardrobe, items, drawers, settings)
            # Photos that only other items referenced until now may have been deleted with those items.
            gone = {photo for photo in photos - bad if not wardrobe.photos.exists(renamed.get(photo, photo))}
            _restore_photos(wardrobe, archive, sorted(gone), written, ignore_progress)
    except (StorageError, exc.SQLAlchemyError, OSError) as error:
        raise StorageError("store-not-restored", reason=reason_of(error)) from error
    finally:
        wardrobe.remove_unused(written)  # all if the restore failed, else those of items with another photo
    added.refused = refused
    return added


def is_backup(source: Path | BinaryIO) -> bool:
    """Whether a file is a back-up, of any version of the program."""
    try:
        with open_archive(source) as archive:
            return is_header(root(archive))
    except ArchiveError:
        return False


def _write(wardrobe: Wardrobe, stream: BinaryIO, progress: Progress) -> BackupResult:
    whole = dump(wardrobe)
    with zipfile.ZipFile(stream, "w") as archive:
        write_member(archive, HEADER, json.dumps(describe(whole), indent=1).encode(), packed=True)
        missing = _write_items(archive, whole.items)
        photos: dict[str, StoredPhoto] = {photo.photo: photo for item in whole.items for photo in item.photos}
        photos |= {item.photo: item for item in whole.items}
        for done, photo in enumerate(sorted(photos)):
            progress(done, len(photos))
            try:
                write_member(archive, _photo_member(photo), wardrobe.photos.read(photos[photo], sound=True))
            except StorageError:  # all others would be missing too
                raise
            except StoreError as error:
                missing.append(error.message)
        write_missing(archive, missing)
        progress(len(photos), len(photos))
    return BackupResult(len(whole.items), tuple(missing))


def _write_items(archive: zipfile.ZipFile, items: tuple[Item, ...]) -> list[Message]:
    """Writes a line per item and reads it as a restore does; returns a message for each that would be refused."""
    missing = []
    with archive.open(member(ITEMS, packed=True), "w") as stream:
        for item in items:
            line = item_to_json(item).encode() + b"\n"
            try:
                if item_from_json(line) != item or len(line) > LINE_BYTES:
                    raise FormatError("format-not-the-same")
            except FormatError as error:
                missing.append(Message("backup-not-restorable", file=item.file_name, reason=error.message))
            stream.write(line)
    return missing


def _items(archive: Archive, wanted: Container[int] | None = None) -> Iterator[tuple[int, Item | Message]]:
    """Each line of the items, or of the ``wanted`` ones, with its number, from 1: an item, or why it is none."""
    # An item takes a hundredth of its photo. More text than that is not a back-up's, and would take long to read.
    limit = min(_ITEMS_BYTES, _FEW_ITEMS_BYTES + archive.size)
    for number, line in enumerate(archive.lines(ITEMS, limit), start=1):
        if number > MOST_MEMBERS:
            raise ArchiveError("backup-many-items", limit=MOST_MEMBERS)
        if wanted is not None and number not in wanted:
            continue
        try:
            yield number, item_from_json(line)
        except FormatError as error:
            yield number, Message("backup-item-damaged", number=number, reason=error.message)


def _validate(archive: Archive, expected: int) -> tuple[dict[int, tuple[str, ...]], list[Message]]:
    """The photos of the valid items by line number, the cover first, and messages on the other items."""
    accepted: dict[int, tuple[str, ...]] = {}
    refused: list[Message] = []
    ids: set[int] = set()
    sums: set[str] = set()
    line = 0
    for line, item in _items(archive):
        if line > expected:
            break
        if isinstance(item, Message):
            refused.append(item)
            if len(refused) > max(_MOST_REFUSED, len(accepted)):
                raise ArchiveError("backup-many-damaged", count=len(refused))
        elif item.id in ids or item.sha256 in sums:
            refused.append(Message("backup-item-twice", number=line, file=item.file_name))
        else:
            accepted[line] = (item.photo, *(photo.photo for photo in item.photos))
            ids.add(item.id)
            sums.add(item.sha256)
    if line != expected:
        raise ArchiveError("backup-other-count", expected=expected, received=line)
    return accepted, refused


def _restore_photos(
    wardrobe: Wardrobe, archive: Archive, photos: list[str], written: list[str], progress: Progress
) -> tuple[set[str], dict[str, str]]:
    """Stores photos, noting each in ``written`` before that.

    Returns:
        Those that are missing or damaged, and the new sums of those that carried more than a picture, such as text or
        another file behind their end; that is left out.
    """
    bad, renamed = set(), {}
    for done, photo in enumerate(photos):
        progress(done, len(photos))
        if wardrobe.photos.holds(photo):
            continue
        try:
            content = archive.read(_photo_member(photo), MAX_BYTES)
            if hashlib.sha256(content).hexdigest() != photo:
                raise PhotoError("not-the-one")
            with TURNS.taking():
                clean = pictures.as_stored(content)
        except (PhotoError, ArchiveError) as error:
            bad.add(photo)
            if error.message.id == TOO_COSTLY:  # no photo that a wardrobe stored is
                raise ArchiveError("zip-damaged-member", name=_photo_member(photo)) from error
            continue
        if clean != content:
            clean_sum = hashlib.sha256(clean).hexdigest()
            renamed[photo] = clean_sum
            if wardrobe.photos.holds(clean_sum):
                continue
            photo = clean_sum
        if wardrobe.photos.exists(photo):  # and damaged
            wardrobe.photos.remove(photo)
        written.append(photo)
        wardrobe.photos.write(photo, clean)
    progress(len(photos), len(photos))
    return bad, renamed


def _without_photo(archive: Archive, accepted: dict[int, tuple[str, ...]], bad: set[str]) -> list[Message]:
    """Removes the items whose covers are bad from those accepted; returns a message for each, and each bad photo."""
    if not bad:
        return []
    messages = []
    for line, item in _items(archive, set(accepted)):
        if not isinstance(item, Item):
            continue
        if item.photo in bad:
            del accepted[line]
            messages.append(Message("backup-item-without-photo", file=item.file_name))
        else:
            lost = [photo for photo in item.photos if photo.photo in bad]
            messages += [Message("backup-photo-lost", file=photo.file_name) for photo in lost]
    return messages


def _with_photos(item: Item, bad: set[str], renamed: dict[str, str]) -> Item:
    """The item with the photos that were restored, by their new sums."""
    further = (
        replace(photo, photo=renamed.get(photo.photo, photo.photo)) for photo in item.photos if photo.photo not in bad
    )
    return replace(item, photo=renamed.get(item.photo, item.photo), photos=tuple(further))


def _photo_member(photo: str) -> str:
    return f"{PHOTOS}/{photo}.jpg"
