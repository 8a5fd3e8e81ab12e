"""ZIP files: the same bytes from the same content, and read without believing what they say of themselves."""

import contextlib
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from data.messages import Message
from wardrobe.store.errors import WardrobeError

MISSING = "MISSING.txt"
MOST_MEMBERS = 200_000
_DIRECTORY_BYTES = 32 * 2**20  # the list of members; each takes some 50 bytes there and ten times that when it is read
LINE_BYTES = 4 * 2**20
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can hold: the time of writing would change the file
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class ArchiveError(WardrobeError):
    """A ZIP file that cannot be used; one plain sentence says why."""


class Archive:
    """The members of a ZIP file by name. Names are only ever looked up here, never written to."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.members = {info.filename: info for info in opened.infolist() if not info.is_dir()}

    def read(self, name: str, limit: int) -> bytes:
        """A member of at most ``limit`` bytes, which is looked at before anything is unpacked; raises ArchiveError."""
        with self._open(name, limit) as stream:
            content: bytes = stream.read(limit + 1)
        return content

    def lines(self, name: str, limit: int) -> Iterator[bytes]:
        """The lines of a member of at most ``limit`` bytes, one in memory at a time; raises ArchiveError."""
        with self._open(name, limit) as stream:
            while line := stream.readline(LINE_BYTES + 1):
                if len(line) > LINE_BYTES:
                    raise ArchiveError("zip-long-line", name=name)
                yield line

    @contextlib.contextmanager
    def _open(self, name: str, limit: int) -> Iterator[BinaryIO]:
        if (info := self.members.get(name)) is None:
            raise ArchiveError("zip-no-member", name=name)
        if info.flag_bits & 1:
            raise ArchiveError("zip-locked")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ArchiveError("zip-unusual")
        if info.file_size > limit:
            raise ArchiveError("zip-large-member", name=name, bytes=info.file_size, limit=limit)
        try:
            with self._zip.open(info) as stream:
                yield stream  # type: ignore[misc]  # it has all that is used of a BinaryIO
        except _UNREADABLE as error:
            raise ArchiveError("zip-damaged-member", name=name) from error


class _Measured:
    """A stream for `zipfile`, which reads the list of members in one piece, however long a ZIP says that it is."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; without, what is left, which `zipfile` asks for only near the end."""
        if size > _DIRECTORY_BYTES:
            raise ArchiveError("zip-long-directory")
        return self._stream.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def open_archive(source: Path | BinaryIO) -> Iterator[Archive]:
    """Opens a ZIP file. Raises ArchiveError: it is none, is cut short, or has more members than are sensible."""
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
        except OSError as error:
            raise ArchiveError("zip-unreadable", path=str(source), reason=error.strerror or "") from error
        try:
            archive = Archive(stack.enter_context(zipfile.ZipFile(_Measured(stream))))
        except _UNREADABLE as error:
            raise ArchiveError("zip-none") from error
        if len(archive.members) > MOST_MEMBERS:
            raise ArchiveError("zip-many-members", count=len(archive.members), limit=MOST_MEMBERS)
        yield archive


def member(name: str, *, packed: bool = False) -> zipfile.ZipInfo:
    """A file of a ZIP that is being written; photos are not packed, they would not get smaller."""
    info = zipfile.ZipInfo(name, _DATE)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return info


def write_member(archive: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = False) -> None:
    """Adds a file to a ZIP that is being written."""
    archive.writestr(member(name, packed=packed), content)


def write_missing(archive: zipfile.ZipFile, messages: Iterable[Message]) -> None:
    """Adds what could not be put into a ZIP, if there is such: it must not look complete to whoever opens it later."""
    if lines := "".join(f"{message}\n" for message in messages):
        write_member(archive, MISSING, lines.encode(), packed=True)
