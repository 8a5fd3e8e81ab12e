"""wardrobe.csv, the log of a sorted collection: a row per photo, which spreadsheets open and later runs read back."""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from wardrobe.cells import cell_text, safe_cell
from wardrobe.store.errors import WardrobeError

if TYPE_CHECKING:  # imports OpenCV, which `python -m wardrobe --help` does not need
    from model.photo_result import PhotoResult

COLUMNS = ("file", "outcome", "label", "confidence", "target", "error", "model", "sha256")
"""The first columns. One per class follows; a class may have the name of one of these."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n')  # Excel's own first line


@dataclass(frozen=True)
class Row:
    """The result for one photo.

    Attributes:
        file: the photo's path in the folder that it came from, with ``/``.
        error: why the photo could not be read; it has no target then.
        target: the path of the copy in the sorted collection, with ``/``.
        sha256: of the copy.
    """

    file: str
    outcome: str
    label: str | None
    confidence: float | None
    error: str | None
    model: str
    probabilities: dict[str, float] = field(default_factory=dict)
    target: str | None = None
    sha256: str | None = None

    @classmethod
    def of(cls, result: "PhotoResult", file: str) -> "Row":
        """The row of a result, before there is a copy."""
        values = result.to_json()
        own = {name: values[name] for name in ("outcome", "label", "confidence", "error", "model")}
        return cls(file=file, probabilities=values["probabilities"] or {}, **own)

    def unread(self, why: str) -> "Row":
        """The row of the same photo after it could not be read."""
        return replace(
            self, outcome="error", label=None, confidence=None, error=why, probabilities={}, target=None, sha256=None
        )

    def to_json(self, path: Path, directory: Path) -> dict[str, Any]:
        """The object that `wardrobe classify --json` prints for the photo at ``path``, with the copy as ``target``.

        It has no ``pieces``, because the table does not store them.
        """
        from model.photo_result import group_json

        return {
            "file": str(path),
            "outcome": self.outcome,
            "label": self.label,
            "confidence": self.confidence,
            **group_json(self.probabilities, self.confidence),
            "probabilities": self.probabilities or None,
            "error": self.error,
            "model": self.model,
            "target": str(directory / self.target) if self.target else None,
        }


def table_text(rows: Iterable[Row], class_names: Sequence[str]) -> str:
    """The text of the table, sorted by file: the same rows give the same bytes.

    Rows of another model may have other classes; their columns come last.
    """
    ordered = sorted(rows, key=lambda row: row_key(row.file, row.target))
    names = column_names(ordered, class_names)
    return "".join(f"{line}\n" for line in (header_line(names), *(row_line(row, names) for row in ordered)))


def row_key(file: str, target: str | None) -> tuple[tuple[str, ...], str]:
    """What the rows of the table are sorted by."""
    return PurePosixPath(file).parts, target or ""


def column_names(rows: Iterable[Row], class_names: Sequence[str]) -> list[str]:
    """The classes that have columns: those of the model, then others that rows have."""
    return list(dict.fromkeys([*class_names, *(name for row in rows for name in row.probabilities)]))


def header_line(class_names: Sequence[str]) -> str:
    """The first line of the table, without its end."""
    return _line([*COLUMNS, *map(safe_cell, class_names)])


def row_line(row: Row, class_names: Sequence[str]) -> str:
    """The line of a row, without its end, with a cell for each of the classes."""
    cells = [getattr(row, column) for column in COLUMNS] + [row.probabilities.get(name) for name in class_names]
    return _line([safe_cell(cell) if isinstance(cell, str) else cell for cell in cells])


def _line(cells: Sequence[object]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()


def read_table(path: Path) -> list[Row]:
    """The rows of a table, also if a spreadsheet has saved it again; none if the file does not exist.

    A spreadsheet may have written semicolons or tabs, a decimal comma, empty lines, short lines, backslashes, and
    UTF-16 or Windows-1252. Names that it could not write are not found; their photos are classified again.

    Raises:
        WardrobeError: it is not such a table, and must not be overwritten.
    """
    try:
        header, *lines = _lines(_decode(path.read_bytes()))
        if tuple(header[: len(COLUMNS)]) != COLUMNS:
            raise ValueError("other columns")
        names = list(map(cell_text, header[len(COLUMNS) :]))
        return [_row(list(map(cell_text, line)), names) for line in lines]
    except FileNotFoundError:
        return []
    except (ValueError, csv.Error) as error:
        raise WardrobeError("table-not-ours", path=str(path), reason=str(error)) from error


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _lines(text: str) -> list[list[str]]:
    """The lines that hold anything, each as its cells."""
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    first = text.lstrip('"').removeprefix(COLUMNS[0]).lstrip('"')[:1]
    delimiter = separator[1] if separator else first if first in (";", "\t") else ","
    return [cells for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(cells)]


def _row(line: list[str], class_names: Sequence[str]) -> Row:
    columns = len(COLUMNS) + len(class_names)
    if any(line[columns:]):
        raise ValueError("a line with more cells than the first one")
    line = (line + [""] * columns)[:columns]
    cells = dict(zip(COLUMNS, line, strict=False))
    shares = dict(zip(class_names, line[len(COLUMNS) :], strict=True))
    if "\\" in cells["target"] and "/" not in cells["target"]:  # as Windows writes paths
        cells |= {name: cells[name].replace("\\", "/") for name in ("file", "target")}
    target = PurePosixPath(cells["target"])
    # Later runs move and compare the targets: they must be files in one of the folders.
    if cells["target"] and (len(target.parts) != 2 or target.is_absolute() or ".." in target.parts):
        raise ValueError(f"{cells['target']!r} is not a file in a drawer")
    if any("\0" in cell for cell in line):
        raise ValueError("a null character")
    return Row(
        file=cells["file"],
        outcome=cells["outcome"],
        label=cells["label"] or None,
        confidence=_number(cells["confidence"]),
        error=cells["error"] or None,
        model=cells["model"],
        probabilities={name: number for name, share in shares.items() if (number := _number(share)) is not None},
        target=cells["target"] or None,
        sha256=cells["sha256"] or None,
    )


def _number(cell: str) -> float | None:
    """A number, also with a decimal comma; None for an empty cell."""
    if not cell:
        return None
    number = float(cell.replace(",", "."))
    if not math.isfinite(number):
        raise ValueError(f"expected a number, received {cell!r}")
    return number
