"""The rows of a run that are done, in a file instead of in memory: a hundred thousand would take 150 MB."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import merge
from pathlib import Path

from data.files import replacing
from wardrobe.folders.sort_log import Row, column_names, header_line, row_key, row_line

_CHUNK = 2**20


@dataclass(frozen=True)
class SpooledRow:
    """What is needed of a row later: where photo and copy are, the copy's SHA-256, and the line of the table."""

    file: str
    target: str | None
    sha256: str | None
    line: str


class RowSpool:
    """Rows in the order in which they were added, in an unnamed file that ends with the process.

    Args:
        directory: where the file is; it takes some 400 bytes a row.
        class_names: the columns of the table that follow the fixed ones.

    Raises:
        OSError: from every method, if the disk fails.
    """

    def __init__(self, directory: Path, class_names: Sequence[str]) -> None:
        self._class_names = class_names
        self._stream = tempfile.TemporaryFile(dir=directory, prefix=".", suffix=".part")  # noqa: SIM115 - `close` does
        self._last: tuple[tuple[str, ...], str] = ((), "")
        self._in_order = True
        self._others: list[Row] = []  # with probabilities of other classes, which an earlier run may have found

    def append(self, row: Row) -> None:
        """Adds a row."""
        if not row.probabilities.keys() <= set(self._class_names):
            self._others.append(row)
            return
        key = row_key(row.file, row.target)
        # A file system that ignores case may have given the photos in another order than that of the table.
        self._in_order, self._last = self._in_order and self._last <= key, key
        values = [row.file, row.target, row.sha256, row_line(row, self._class_names)]
        self._stream.write(json.dumps(values).encode() + b"\n")

    def __iter__(self) -> Iterator[SpooledRow]:
        """The rows; none may be added meanwhile."""
        yield from (SpooledRow(row.file, row.target, row.sha256, "") for row in self._others)
        yield from self._spooled()

    def _spooled(self) -> Iterator[SpooledRow]:
        self._stream.seek(0)
        try:
            for line in self._stream:
                yield SpooledRow(*json.loads(line))
        finally:
            self._stream.seek(0, 2)

    def write_table(self, table: Path, others: Iterable[Row]) -> None:
        """Writes a table of these rows and others, sorted by file, unless the file is the same already.

        Args:
            table: the file.
            others: rows that are not in the spool; they are held in memory, and may be of other models.
        """
        rest = sorted([*others, *self._others], key=lambda row: row_key(row.file, row.target))
        names = column_names(rest, self._class_names)
        further = "," * (len(names) - len(self._class_names))
        ours = ((row_key(row.file, row.target), row.line + further) for row in self._sorted())
        theirs = ((row_key(row.file, row.target), row_line(row, names)) for row in rest)
        with suppress(_UnchangedError), replacing(table) as part:
            with part.open("xb") as stream:
                stream.write(f"{header_line(names)}\n".encode())
                stream.writelines(f"{line}\n".encode() for _, line in merge(ours, theirs, key=lambda pair: pair[0]))
            if _same_content(part, table):
                raise _UnchangedError

    def close(self) -> None:
        """Deletes the file."""
        self._stream.close()

    def _sorted(self) -> Iterable[SpooledRow]:
        return (
            self._spooled()
            if self._in_order
            else sorted(self._spooled(), key=lambda row: row_key(row.file, row.target))
        )


class _UnchangedError(Exception):
    """The table has this content already."""


def _same_content(one: Path, other: Path) -> bool:
    if not other.exists() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while chunk := first.read(_CHUNK):
            if chunk != second.read(_CHUNK):
                return False
    return True
