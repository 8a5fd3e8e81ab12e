"""Exports for other programs: a CSV of the items, and a ZIP with one folder of photos per drawer."""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from data.messages import Message
from wardrobe.cells import safe_cell
from wardrobe.folders.names import file_system_name, folder_name
from wardrobe.folders.sorted_folders import folded
from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.items import DETAILS, FILED, REVIEW, Filters, Item
from wardrobe.store.photo_files import StoredPhoto
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.archive import write_member, write_missing
from wardrobe.transfer.bulk_io import Progress, ignore_progress

DETAILS_FOLDER = ".details-and-labels"
_NO_GARMENT = ("detail", "label")  # kinds of photos
COLUMNS = (
    "file_name",
    "drawer",
    "state",
    "corrected",
    "model",
    "predicted",
    "outcome",
    "confidence",
    "colours",
    "colours_decided",
    "photos",
    "seasons",
    "tags",
    "notes",
    *DETAILS,
    "worn",
    "last_worn",
    "archived",
    "added_at",
    "changed_at",
    "sha256",
)


@dataclass(frozen=True)
class ExportResult:
    """The number of photos in the ZIP, the number that wait for review, and a message for each lost photo."""

    photos: int
    waiting: int
    missing: tuple[Message, ...]


def items_csv(wardrobe: Wardrobe) -> str:
    """A CSV of all items that are not in the bin, oldest first; see `safe_cell` for texts."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in wardrobe.find(Filters(state=None), order="oldest"):
        cells = _cells(item)
        writer.writerow([_cell(column, cells[column]) for column in COLUMNS])
    return stream.getvalue()


def export_folders(wardrobe: Wardrobe, stream: BinaryIO, progress: Progress = ignore_progress) -> ExportResult:
    """Writes a ZIP with one folder per drawer, which `training train --photos` reads when it is unpacked.

    All photos of an item are in its drawer's folder, but for details and labels: these do not show the garment and are
    in a hidden folder, which training and import pass over. Items that wait for review are left out: nobody has
    confirmed their drawers. ``MISSING.txt`` lists lost photos.
    """
    items = wardrobe.find(Filters(state=FILED), order="oldest")
    photos: list[tuple[Item, StoredPhoto, str]] = []
    for item in items:
        photos.append((item, item, item.photo_kind))
        photos += [(item, photo, photo.kind) for photo in item.further_photos]
    taken: set[str] = set()
    missing = []
    with zipfile.ZipFile(stream, "w") as archive:
        for done, (item, photo, kind) in enumerate(photos):
            progress(done, len(photos))
            try:
                content = wardrobe.photos.upright(photo, sound=True)
            except StorageError:  # all others would be missing too
                raise
            except StoreError as error:
                missing.append(error.message)
                continue
            write_member(archive, _free_name(item, photo, kind, taken), content)
        write_missing(archive, missing)
        progress(len(photos), len(photos))
    return ExportResult(len(photos) - len(missing), len(wardrobe.ids(Filters(state=REVIEW))), tuple(missing))


def _cell(column: str, value: Any) -> Any:
    return safe_cell(value, keep_lines=column == "notes") if isinstance(value, str) else value


def _cells(item: Item) -> dict[str, Any]:
    prediction = item.prediction
    return {
        "file_name": item.file_name,
        "drawer": item.drawer,
        "state": item.state,
        "corrected": "yes" if item.corrected else "no",
        "model": prediction.model if prediction else None,
        "predicted": prediction.label if prediction else None,
        "outcome": prediction.outcome if prediction else None,
        "confidence": round(prediction.confidence, 6) if prediction else None,
        "colours": "; ".join(f"{colour.name} {colour.hex} {colour.share:.0%}" for colour in item.colours),
        "colours_decided": "yes" if item.colours_decided else "no",
        "photos": 1 + len(item.further_photos),
        "seasons": "; ".join(item.seasons),
        "tags": "; ".join(item.tags),
        "notes": item.notes,
        **{name: getattr(item, name) for name in DETAILS},
        "worn": len(item.worn),
        "last_worn": item.worn[-1].isoformat() if item.worn else None,
        "archived": item.archived,
        "added_at": f"{item.added_at.isoformat(timespec='seconds')}Z",
        "changed_at": f"{item.changed_at.isoformat(timespec='seconds')}Z",
        "sha256": item.sha256,
    }


def _free_name(item: Item, photo: StoredPhoto, kind: str, taken: set[str]) -> str:
    """A path for a photo of an item in the ZIP that no other photo has."""
    folder = folder_name(item.drawer) or "other"
    if kind in _NO_GARMENT:
        folder = f"{DETAILS_FOLDER}/{folder}"
    stem = file_system_name(PurePosixPath(photo.file_name.replace("\\", "/")).stem) or "photo"
    stem += f"-{kind}" if kind and photo is not item else ""
    number, name = 1, f"{folder}/{stem}.jpg"
    while folded(name) in taken:
        number += 1
        name = f"{folder}/{stem}-{number}.jpg"
    taken.add(folded(name))
    return name
