"""A folder of labelled photos, as a CSV or as one folder a class."""

import csv
from dataclasses import dataclass
from pathlib import Path

from data.decoding import SUFFIXES
from data.fashion_mnist import DataError
from data.labels import photo_label_classes

_TABLE = "photos.csv"
_GROUP_COLUMNS = ("group", "sender_id")


@dataclass(frozen=True)
class LabelledPhoto:
    """One photo of known content.

    Attributes:
        path: the file.
        label: what whoever made the folder calls it.
        classes: the class numbers that are right answers; none if the garment is none of the ten.
        group: who took it; photos of one group belong on one side of every split. Empty where nothing is known.
    """

    path: Path
    label: str
    classes: frozenset[int]
    group: str


def load_photo_folder(directory: Path | str) -> list[LabelledPhoto]:
    """The labelled photos of a folder, sorted by path; those whose label says nothing ("Not sure") are left out.

    The folder holds ``photos.csv`` with the columns ``image`` (a path, or the stem of a file in ``images/``),
    ``label`` and, if known, ``group`` or ``sender_id``; or else one folder a label.

    Raises:
        DataError: there is no such folder, or neither a table nor photos in it, or the table names missing files.
    """
    root = Path(directory).expanduser()
    if not root.is_dir():
        raise DataError(f"{root} is not a folder. Name one with {_TABLE}, or with one folder of photos a class.")
    table = root / _TABLE
    rows = _table_rows(root, table) if table.exists() else _class_folder_rows(root)
    photos = [
        LabelledPhoto(path, label, classes, group)
        for path, label, group in sorted(rows)
        if (classes := photo_label_classes(label)) is not None
    ]
    if not photos:
        raise DataError(f"{root} holds no labelled photos. It needs {_TABLE}, or one folder of photos a class.")
    return photos


def _table_rows(root: Path, table: Path) -> list[tuple[Path, str, str]]:
    try:
        with table.open(newline="", encoding="utf-8-sig") as stream:
            reader = csv.DictReader(stream)
            columns = reader.fieldnames or []
            missing = [column for column in ("image", "label") if column not in columns]
            if missing:
                raise DataError(f"{table} lacks the column {missing[0]!r}; it needs image, label and perhaps group.")
            group_column = next((column for column in _GROUP_COLUMNS if column in columns), None)
            return [
                (_photo_path(root, row["image"]), row["label"] or "", (row[group_column] or "") if group_column else "")
                for row in reader
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{table} cannot be read as a CSV file ({error}). Save it as CSV in UTF-8.") from error


def _photo_path(root: Path, image: str) -> Path:
    candidates = [root / image, *(root / "images" / f"{image}{suffix}" for suffix in SUFFIXES)]
    for path in candidates:
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            return path
    raise DataError(f"{root / _TABLE} names {image!r}, but neither {image} nor images/{image}.jpg is in {root}.")


def _class_folder_rows(root: Path) -> list[tuple[Path, str, str]]:
    return [
        (path, folder.name, "")
        for folder in root.iterdir()
        if folder.is_dir()
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]
