"""Finds what a crash, a full disk or a person's tidying has left behind in a wardrobe, and mends it."""

import contextlib
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters, Item
from wardrobe.store.photo_files import PHOTOS, THUMBNAILS, UNFINISHED, photo_path
from wardrobe.store.store import Wardrobe

_SUM = re.compile("[0-9a-f]{64}")
_YOUNG = timedelta(hours=1)  # a file without a row may be about to get one


@dataclass(frozen=True)
class Findings:
    """What is wrong: items whose photo is gone or damaged, photos that no item has, copies and parts of no use."""

    without_photo: tuple[Item, ...]
    damaged: tuple[Item, ...]
    orphans: tuple[str, ...]
    leftovers: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.without_photo, self.damaged, self.orphans, self.leftovers))


def check(wardrobe: Wardrobe, *, mend: bool = True, now: datetime | None = None) -> Findings:
    """Compares rows and files.

    To mend is to remove files that no item has, and to put items without their photo into the bin, where what a person
    wrote about them can still be read for 30 days. A damaged photo is only told of: half a picture may be better than
    none.

    Raises:
        StoreError: there are items and not a single photo: the photos' disk is missing rather than they.
    """
    before = (now or datetime.now(UTC)) - _YOUNG
    items = wardrobe.find(Filters(state=None)) + wardrobe.find(Filters(deleted=True))
    expected = {photo_path(item.photo): item for item in items}
    found = {path: details for path, details in _files(wardrobe, PHOTOS).items() if not path.endswith(UNFINISHED)}
    if expected and not found:
        raise StoreError("check-no-photos", count=len(items))
    copies = _files(wardrobe, THUMBNAILS)
    photos = {item.photo for item in items}
    unfinished = [path for path in _files(wardrobe, "") if path.endswith(UNFINISHED)]
    orphans = sorted(path for path in found if path not in expected and _age(wardrobe, path) < before)
    of_nothing = [path for path in copies if path.rpartition("/")[2][:64] not in photos]
    leftovers = sorted(path for path in {*unfinished, *of_nothing} if _age(wardrobe, path) < before)
    gone = [item for item in items if photo_path(item.photo) not in found and item.deleted_at is None]
    damaged = [item for path, item in expected.items() if path in found and _sum(wardrobe, path) != item.photo]
    if mend:
        # Asked again whether nobody has them: reading all photos may have taken minutes.
        photos_of_nobody = {path: _photo_of(path) for path in orphans}
        wardrobe.remove_unused(filter(None, photos_of_nobody.values()))
        for path in (*(path for path, photo in photos_of_nobody.items() if photo is None), *leftovers):
            with contextlib.suppress(FileNotFoundError):  # copies went with their photo
                wardrobe.photos.files.rm_file(path)
        wardrobe.delete([item.id for item in gone])
    return Findings(tuple(gone), tuple(damaged), tuple(orphans), tuple(leftovers))


def without_photo(wardrobe: Wardrobe) -> list[Item]:
    """The items whose photo is gone, those in the bin too; in a tenth of a second for ten thousand, as none is read."""
    there = _files(wardrobe, PHOTOS)
    gone = tuple(place.id for place in wardrobe.summaries() if photo_path(place.photo) not in there)
    binned = [item for item in wardrobe.find(Filters(deleted=True)) if photo_path(item.photo) not in there]
    return (wardrobe.find(Filters(state=None, ids=gone)) if gone else []) + binned


def _photo_of(path: str) -> str | None:
    """The sum of the photo that is kept there; None for a file that somebody put beside the photos."""
    photo = path.rpartition("/")[2].removesuffix(".jpg")
    return photo if _SUM.fullmatch(photo) and photo_path(photo) == path else None


def _files(wardrobe: Wardrobe, folder: str) -> dict[str, object]:
    found: dict[str, object] = wardrobe.photos.files.find(folder, detail=True)
    return found


def _age(wardrobe: Wardrobe, path: str) -> datetime:
    modified: datetime = wardrobe.photos.files.modified(path)
    return modified if modified.tzinfo else modified.replace(tzinfo=UTC)


def _sum(wardrobe: Wardrobe, path: str) -> str:
    return hashlib.sha256(wardrobe.photos.files.cat_file(path)).hexdigest()
