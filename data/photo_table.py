"""``photos.csv``: which photo of a folder has which label, as people and as spreadsheets write it."""

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from data.errors import DataError
from data.photos.decoding import SUFFIXES

TABLE = "photos.csv"

_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r'\A"?sep=."?\r?\n')  # Excel's own first line
_GROUP_COLUMNS = ("group", "sender_id")
_ENDINGS = ("", *SUFFIXES, *(suffix.upper() for suffix in SUFFIXES))  # cameras write IMG_1.JPG


class PhotoRow(NamedTuple):
    """A row of ``photos.csv``; ``group`` and ``source`` are empty where they are not known."""

    path: Path
    label: str
    group: str
    source: str


def table_rows(root: Path) -> list[PhotoRow]:
    """The rows of ``root/photos.csv``.

    The columns are ``image`` (a path below ``root``, or the name of a file in ``images/`` with or without its
    suffix), ``label`` and, if known, ``group`` or ``sender_id``, and ``source``. They are separated by commas,
    semicolons or tabs; the text is UTF-8, or UTF-16 with a byte order mark, as Excel's "Unicode text" is. Empty rows
    are skipped.

    Raises:
        DataError: the table cannot be read, lacks a column, or names a file that is not below ``root``.
    """
    table = root / TABLE
    try:
        text = _text(table.read_bytes())
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
        rows = [[cell.strip() for cell in line] for line in lines]
    except (OSError, UnicodeError, csv.Error) as error:
        raise DataError(
            f"{table} cannot be read as a CSV file ({error}). Save it as CSV in UTF-8 (in Excel: CSV UTF-8)."
        ) from error
    columns = [name.lower() for name in rows[0]] if rows else []
    missing = [column for column in ("image", "label") if column not in columns]
    if missing:
        raise DataError(
            f"{table} lacks the column {missing[0]!r}. Expected image, label and perhaps group. "
            f"Received: {', '.join(columns) or 'an empty file'}."
        )
    return list(_labelled(root, columns, rows[1:]))


def _labelled(root: Path, columns: list[str], rows: list[list[str]]) -> Iterator[PhotoRow]:
    group_column = next((column for column in _GROUP_COLUMNS if column in columns), "")
    for cells in rows:
        if any(cells):
            row = dict(zip(columns, cells, strict=False))  # a row may be cut short
            group, source = row.get(group_column, ""), row.get("source", "")
            yield PhotoRow(_photo_path(root, row["image"]), row.get("label", ""), group, source)


def _text(content: bytes) -> str:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return _SEPARATOR_LINE.sub("", content.decode("utf-16" if utf16 else "utf-8-sig"), count=1)


def _separator(text: str) -> str:
    """The separator that splits the header into the most columns."""
    return max(_SEPARATORS, key=text.partition("\n")[0].count)


def _photo_path(root: Path, image: str) -> Path:
    for name in dict.fromkeys((image, image.replace("\\", "/"))):  # a path from Windows, unless it is a file's name
        for folder in (root, root / "images"):
            for ending in _ENDINGS:
                path = folder / f"{name}{ending}"
                # os.path, which is False for a name that is too long or has a null character.
                if name and os.path.isfile(path) and path.resolve().is_relative_to(root.resolve()):  # noqa: PTH113
                    # Below root, even where the table names an absolute path.
                    return path if path.is_relative_to(root) else root / path.resolve().relative_to(root.resolve())
    raise DataError(
        f"{root / TABLE} names {image!r}, but neither {image} nor images/{image}.jpg is in {root}. "
        "Correct the row or add the photo."
    )
