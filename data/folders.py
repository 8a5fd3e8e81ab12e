"""A folder of labelled photos, as a CSV or as one folder a class."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.fashion_mnist import DataError
from data.labels import CLASS_NAMES, photo_label_classes
from data.photos.decoding import SUFFIXES

_ENDINGS = (*SUFFIXES, *(suffix.upper() for suffix in SUFFIXES))  # cameras write IMG_1.JPG
_TABLE = "photos.csv"
_GROUP_COLUMNS = ("group", "sender_id")


@dataclass(frozen=True)
class LabelledPhoto:
    """One photo of known content.

    Attributes:
        path: the file.
        label: what whoever made the folder calls it.
        classes: the class numbers that are right answers; none if the garment is none of the classes.
        group: who took it; photos of one group belong on one side of every split. Empty where nothing is known.
    """

    path: Path
    label: str
    classes: frozenset[int]
    group: str


def load_photo_folder(directory: Path | str, class_names: tuple[str, ...] = CLASS_NAMES) -> list[LabelledPhoto]:
    """The labelled photos of a folder, sorted by path; those whose label says nothing ("Not sure") are left out.

    Their class numbers are those of ``class_names``.

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
        if (classes := photo_label_classes(label, class_names)) is not None
    ]
    if not photos:
        raise DataError(f"{root} holds no labelled photos. It needs {_TABLE}, or one folder of photos a class.")
    return photos


def own_class_names(directory: Path | str) -> tuple[str, ...]:
    """The labels of a photo folder as class names, sorted: a person's own drawers. Raises DataError as above.

    Labels that differ in case alone are one drawer.
    """
    labels = sorted((photo.label.strip() for photo in load_photo_folder(directory)), reverse=True)
    return tuple(sorted({label.lower(): label for label in labels}.values()))


def grouped_folds(groups: Sequence[str], folds: int) -> np.ndarray:
    """The fold of every photo, int (N,), from 0: photos of one group share one, and folds are about equally large.

    The largest groups are dealt first, each to the fold that has the fewest photos. A photo without a group is a
    group of its own.

    Raises:
        DataError: there are fewer groups than ``folds``.
    """
    names = np.array([group or f"\0{number}" for number, group in enumerate(groups)])
    unique, index, sizes = np.unique(names, return_inverse=True, return_counts=True)
    if len(unique) < folds:
        raise DataError(f"Expected photos of at least {folds} groups for {folds} folds. Received: {len(unique)}.")
    fold_of, filled = np.zeros(len(unique), int), np.zeros(folds, int)
    for number in np.argsort(-sizes, kind="stable"):
        fold_of[number] = filled.argmin()
        filled[fold_of[number]] += sizes[number]
    chosen: np.ndarray = fold_of[index]
    return chosen


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
                (_photo_path(root, row["image"] or ""), row["label"] or "", row.get(group_column or "") or "")
                for row in reader
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{table} cannot be read as a CSV file ({error}). Save it as CSV in UTF-8.") from error


def _photo_path(root: Path, image: str) -> Path:
    candidates = [root / image, *(root / "images" / f"{image}{ending}" for ending in _ENDINGS)]
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
