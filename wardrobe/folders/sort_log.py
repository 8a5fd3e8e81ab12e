"""wardrobe.csv: what became of every photo, a row each, that a spreadsheet opens and a later run reads back."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from wardrobe.store.errors import WardrobeError

if TYPE_CHECKING:  # it brings OpenCV, which `python -m wardrobe --help` need not wait for
    from model.photo_result import PhotoResult

COLUMNS = ("file", "outcome", "label", "confidence", "target", "error", "model", "sha256")
"""The first columns. One for each class follows; a person's own drawer may have the name of one of these."""

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
_NO_UTF8 = re.compile(r"\\u(dc[89a-f][0-9a-f])")


@dataclass(frozen=True)
class Row:
    """What became of one photo.

    ``file`` is its path in the folder that it came from and ``target`` that of its copy in the wardrobe, both with
    ``/``; ``sha256`` is the copy's. A photo that could not be read has an ``error`` and no target.
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
        return cls(**{**values, "file": file, "probabilities": values["probabilities"] or {}})

    def unread(self, why: str) -> "Row":
        """The row of the same photo, now that it turned out not to be readable."""
        return replace(
            self, outcome="error", label=None, confidence=None, error=why, probabilities={}, target=None, sha256=None
        )

    def to_json(self, path: Path, directory: Path) -> dict[str, Any]:
        """The object that `wardrobe classify --json` prints for the photo at ``path``, and where its copy is."""
        return {
            "file": str(path),
            "outcome": self.outcome,
            "label": self.label,
            "confidence": self.confidence,
            "probabilities": self.probabilities or None,
            "error": self.error,
            "model": self.model,
            "target": str(directory / self.target) if self.target else None,
        }


def table_text(rows: Iterable[Row], class_names: Sequence[str]) -> str:
    """The text of the table, sorted by file: the same rows give the same bytes.

    Rows that another model answered may bring classes of their own; their columns come last.
    """
    ordered = sorted(rows, key=lambda row: (PurePosixPath(row.file).parts, row.target or ""))
    names = list(dict.fromkeys([*class_names, *(name for row in ordered for name in row.probabilities)]))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*COLUMNS, *map(safe_cell, names)])
    for row in ordered:
        cells = [getattr(row, column) for column in COLUMNS] + [row.probabilities.get(name) for name in names]
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in cells])
    return stream.getvalue()


def read_table(path: Path) -> list[Row]:
    """The rows of a table; none if there is no such file.

    Raises:
        WardrobeError: it is something else, which must not be written over.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *lines = csv.reader(stream)
        if tuple(header[: len(COLUMNS)]) != COLUMNS:
            raise ValueError("other columns")
        names = list(map(_text, header[len(COLUMNS) :]))
        return [_row(list(map(_text, line)), names) for line in lines]
    except FileNotFoundError:
        return []
    except (ValueError, csv.Error) as error:
        raise WardrobeError("table-not-ours", path=str(path), reason=str(error)) from error


def safe_cell(text: str) -> str:
    """Text from outside as a cell of a table.

    A spreadsheet would run what begins like a formula, so an apostrophe is put before it. Bytes of a file's name that
    are no UTF-8 are spelled as JSON spells them, since the table is UTF-8 whatever it lists.
    """
    text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"'{text}" if _FORMULA.match(text) else text


def _text(cell: str) -> str:
    """What `safe_cell` made a cell of."""
    if cell.startswith("'") and _FORMULA.match(cell):
        cell = cell[1:]
    return _NO_UTF8.sub(lambda match: chr(int(match[1], 16)), cell)


def _row(line: list[str], class_names: Sequence[str]) -> Row:
    cells = dict(zip(COLUMNS, line, strict=False))
    shares = dict(zip(class_names, line[len(COLUMNS) :], strict=True))
    target = PurePosixPath(cells["target"])
    # Later runs move and compare what a table names: it can name nothing but a file in one of the drawers.
    if cells["target"] and (len(target.parts) != 2 or target.is_absolute() or ".." in target.parts):
        raise ValueError(f"{cells['target']!r} is not in a drawer")
    return Row(
        file=cells["file"],
        outcome=cells["outcome"],
        label=cells["label"] or None,
        confidence=float(cells["confidence"]) if cells["confidence"] else None,
        error=cells["error"] or None,
        model=cells["model"],
        probabilities={name: float(share) for name, share in shares.items() if share},
        target=cells["target"] or None,
        sha256=cells["sha256"] or None,
    )
