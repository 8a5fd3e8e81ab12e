"""Finds what a crash, a full disk or a user's tidying left behind in a wardrobe, and repairs what it safely can."""

import contextlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

from sqlalchemy import exc

from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.failures import connection_lost, storage_explained
from wardrobe.store.items import Filters, Item
from wardrobe.store.photo_files import LOST_AND_FOUND, PHOTOS, THUMBNAILS, is_unfinished, photo_path
from wardrobe.store.store import Wardrobe

_SUM = re.compile("[0-9a-f]{64}")
_YOUNG = timedelta(hours=1)  # a file without a row may be about to get one
_MOST_ORPHANS = 0.1  # of all photos: more are not the trace of a crash, but of a database that is not theirs
_MOST_GONE = 0.5  # of all items: more mean that a disk is missing, and binned items would be deleted after 30 days


@dataclass(frozen=True)
class Findings:
    """What `check` found, and what it did about it.

    Attributes:
        without_photo: items whose photo is gone; they are in the bin now.
        damaged: items with a photo that is not the one that was stored; nothing was done to them.
        lost_further: items with several photos, one of which is gone. If it was the cover, another photo is it now.
        lost_and_found: where the photos that no item references are now, below ``lost-and-found/``.
        leftovers: unfinished files and thumbnails that nothing uses, which were removed.
    """

    without_photo: tuple[Item, ...]
    damaged: tuple[Item, ...]
    lost_and_found: tuple[str, ...]
    leftovers: tuple[str, ...]
    lost_further: tuple[Item, ...] = ()

    def __bool__(self) -> bool:
        return any((self.without_photo, self.damaged, self.lost_and_found, self.leftovers, self.lost_further))


def check(wardrobe: Wardrobe, *, now: datetime | None = None) -> Findings:
    """Compares the database with the photos and repairs what is safe to repair. No photo is ever deleted.

    Photos that no item references move to ``lost-and-found/``. Items without their photo go into the bin, where their
    notes and tags can be read for 30 days. A damaged photo is only reported: half a picture may be better than none.

    Raises:
        StorageError: the database or the photos cannot be reached.
        StoreError: the database is damaged, or it and the photos do not belong together: there are photos but no
            items, more than a tenth of the photos belong to no item, or the photos of more than half the items are
            gone. Nothing was changed.
    """
    try:
        if problem := wardrobe.database_problem():
            raise StoreError("check-database-damaged", reason=problem)
        return _compare(wardrobe, (now or datetime.now(UTC)) - _YOUNG)
    except StorageError as error:
        cause = error.__cause__
        if not isinstance(cause, exc.DatabaseError) or connection_lost(cause):
            raise
        raise StoreError("check-database-damaged", reason=str(cause.orig)) from error


@storage_explained()
def without_photo(wardrobe: Wardrobe) -> list[Item]:
    """The items whose photo is gone, binned ones included. Reads no photo: 10,000 items take a tenth of a second."""
    there = _files(wardrobe, PHOTOS)
    gone = tuple(summary.id for summary in wardrobe.summaries() if photo_path(summary.photo) not in there)
    binned = [item for item in wardrobe.find(Filters(deleted=True)) if photo_path(item.photo) not in there]
    return (wardrobe.find(Filters(state=None, ids=gone)) if gone else []) + binned


@storage_explained()
def _compare(wardrobe: Wardrobe, before: datetime) -> Findings:
    items = wardrobe.find(Filters(state=None)) + wardrobe.find(Filters(deleted=True))
    expected = {photo_path(photo): item for item in items for photo in item.stored_photos}
    in_folder = _files(wardrobe, PHOTOS)
    found = {path for path in in_folder if _sum_in(path)}
    unknown = found - expected.keys()
    _refuse_strange_database(items, found, unknown)
    _bring_back(wardrobe, (path for path in in_folder if is_unfinished(path)), expected.keys() - found)
    found |= {path for path in expected.keys() - found if wardrobe.photos.files.exists(path)}

    orphans = {photo for path in unknown if _modified(wardrobe, path) < before and (photo := _sum_in(path))}
    photos = {photo for item in items for photo in item.stored_photos}
    unused = (path for path in _files(wardrobe, THUMBNAILS) if _is_unused(PurePosixPath(path).name, photos))
    unfinished = (path for path in _files(wardrobe, "") if is_unfinished(path))
    leftovers = sorted(path for path in {*unfinished, *unused} if _modified(wardrobe, path) < before)
    here = [item for item in items if item.deleted_at is None]
    gone = [item for item in here if not any(photo_path(photo) in found for photo in _shown(item))]
    further = [item for item in here if item not in gone and any(photo_path(p) not in found for p in _shown(item))]
    bad = {path for path in expected.keys() & found if wardrobe.photos.sum_of(path) != _sum_in(path)}
    damaged = [item for item in items if any(photo_path(photo) in bad for photo in item.stored_photos)]

    moved = wardrobe.photos.move_unused(orphans, wardrobe.unreferenced)
    for path in leftovers:
        with contextlib.suppress(FileNotFoundError):  # another check was quicker
            wardrobe.photos.files.rm_file(path)
    wardrobe.delete([item.id for item in gone])
    for item in further:
        _replace_cover(wardrobe, item, found - bad)
    return Findings(tuple(gone), tuple(damaged), tuple(moved), tuple(leftovers), tuple(further))


def _shown(item: Item) -> list[str]:
    """The photos of an item that were not removed, the cover first."""
    return [item.photo, *(photo.photo for photo in item.further_photos)]


def _replace_cover(wardrobe: Wardrobe, item: Item, sound: Collection[str]) -> None:
    """Makes a photo that is there the cover of an item whose cover is gone."""
    if photo_path(item.photo) in sound:
        return
    for photo in item.further_photos:
        if photo_path(photo.photo) in sound:
            wardrobe.choose_cover(item.id, photo.sha256)
            return


def _is_unused(thumbnail: str, photos: Collection[str]) -> bool:
    """Whether a thumbnail is of no photo, or a cut-out as earlier versions stored them: in JPEG."""
    return thumbnail[:64] not in photos or (thumbnail.endswith(".jpg") and "-plain" not in thumbnail)


def _refuse_strange_database(items: list[Item], found: set[str], unknown: set[str]) -> None:
    """Raises StoreError if the database is probably not the one of these photos, or the photos' disk is missing."""
    if items and not found:
        raise StoreError("check-no-photos", count=len(items))
    if found and not items:
        raise StoreError("check-no-items", count=len(found))
    if len(unknown) > _MOST_ORPHANS * len(found):
        raise StoreError("check-many-orphans", count=len(unknown), photos=len(found), folder=LOST_AND_FOUND)
    if (gone := sum(photo_path(item.photo) not in found for item in items)) > _MOST_GONE * len(items):
        raise StoreError("check-many-gone", count=gone, items=len(items))


def _bring_back(wardrobe: Wardrobe, unfinished: Iterable[str], missing: set[str]) -> None:
    """Renames photos that a killed process had set aside, and that an item still references, to their own names."""
    for part in unfinished:
        path = part[: part.find(".jpg") + 4]
        if path in missing and wardrobe.photos.sum_of(part) == _sum_in(path):
            wardrobe.photos.files.mv(part, path)
            missing = missing - {path}


def _sum_in(path: str) -> str | None:
    """The SHA-256 of the photo that has this path; None for any other file."""
    photo = PurePosixPath(path).stem
    return photo if _SUM.fullmatch(photo) and photo_path(photo) == path else None


def _files(wardrobe: Wardrobe, folder: str) -> dict[str, object]:
    found: dict[str, object] = wardrobe.photos.files.find(folder, detail=True)
    return found


def _modified(wardrobe: Wardrobe, path: str) -> datetime:
    modified: datetime = wardrobe.photos.files.modified(path)
    return modified if modified.tzinfo else modified.replace(tzinfo=UTC)
