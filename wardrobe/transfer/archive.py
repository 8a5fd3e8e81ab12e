"""ZIP files: the same content gives the same bytes, and the sizes that a ZIP states are checked before it is read."""

import contextlib
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from data.messages import Message
from wardrobe.store.errors import WardrobeError

MISSING = "MISSING.txt"
MOST_MEMBERS = 200_000
_FEW_MEMBERS, _MEMBER_BYTES = 1_000, 512  # files that any ZIP may have, and bytes of a ZIP for each further one
_DIRECTORY_BYTES = 32 * 2**20  # the list of members; each takes some 50 bytes there and ten times that when it is read
LINE_BYTES = 4 * 2**20
_UNPACKED, _RATIO = 64 * 2**20, 40  # bytes that all members may have, and times the size of the ZIP; text takes a tenth
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can hold: the time of writing would change the file
_UTF8_FLAG = 1 << 11  # of a member's general purpose bits: PKWARE's APPNOTE, 4.4.4
_LISTED = b"PK\1\2"  # how a member begins in the list
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC, _LATIN = re.compile("[Ѐ-ӿ]+"), re.compile("[A-Za-z]")
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
    """A ZIP file cannot be used; the message says why."""


class Archive:
    """The files of a ZIP by name, as `member_names` decodes it. Names are only looked up here, never written to.

    Attributes:
        members: what `zipfile` knows of each file, by name.
        nameless: how many files have no name; they cannot be read.
        size: the bytes of the ZIP file.
    """

    def __init__(self, opened: zipfile.ZipFile, size: int, folder: str = "") -> None:
        self._zip, self.size, self._folder = opened, size, folder
        found = member_names(opened.infolist())
        files = [(name, info) for name, info in zip(found, opened.infolist(), strict=True) if not name.endswith("/")]
        self.members = {name.removeprefix(folder): info for name, info in files if name and name.startswith(folder)}
        self.nameless = sum(not name for name, _ in files)

    def inside(self, folder: str) -> "Archive":
        """The same ZIP as if it held nothing but one folder, given with its slash."""
        return Archive(self._zip, self.size, self._folder + folder)

    def read(self, name: str, limit: int) -> bytes:
        """A member of at most ``limit`` bytes; its size is checked before it is unpacked. Raises ArchiveError."""
        with self._open(name, limit) as stream:
            content: bytes = stream.read(limit + 1)
        return content

    def start(self, name: str, size: int) -> bytes:
        """The first ``size`` bytes of a member, whatever its size. Raises ArchiveError."""
        with self._open(name) as stream:
            return stream.read(size)

    def lines(self, name: str, limit: int) -> Iterator[bytes]:
        """The lines of a member of at most ``limit`` bytes, one in memory at a time. Raises ArchiveError."""
        with self._open(name, limit) as stream:
            while line := stream.readline(LINE_BYTES + 1):
                if len(line) > LINE_BYTES:
                    raise ArchiveError("zip-long-line", name=name)
                yield line

    @contextlib.contextmanager
    def _open(self, name: str, limit: int | None = None) -> Iterator[BinaryIO]:
        if (info := self.members.get(name)) is None:
            raise ArchiveError("zip-no-member", name=name)
        if info.flag_bits & 1:
            raise ArchiveError("zip-locked")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ArchiveError("zip-unusual")
        if limit is not None and info.file_size > limit:
            raise ArchiveError("zip-large-member", name=name, bytes=info.file_size, limit=limit)
        try:
            with self._zip.open(info) as stream:
                yield stream  # type: ignore[misc]  # it has all that is used of a BinaryIO
        except _UNREADABLE as error:
            raise ArchiveError("zip-damaged-member", name=name) from error


def member_names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The names of a ZIP's members, decoded by this rule.

    1. A member whose flag says so (bit 11) is UTF-8.
    2. If the names of all others are valid UTF-8, they are UTF-8: macOS's Finder sets no flag.
    3. Otherwise they are cp866 (DOS, Cyrillic) if more of their words are Cyrillic than mix Cyrillic and Latin
       letters when they are read so, as "Größe" does; else cp437 (DOS, Western), the encoding of the ZIP format.
    """
    plain = [info.orig_filename.encode("cp437") for info in infos if not info.flag_bits & _UTF8_FLAG]
    encoding = _encoding_of(plain)
    return [
        info.filename
        if info.flag_bits & _UTF8_FLAG
        else info.orig_filename.encode("cp437").decode(encoding).partition("\0")[0]
        for info in infos
    ]


def _encoding_of(names: Iterable[bytes]) -> str:
    joined = b"/".join(names)
    try:
        joined.decode("utf-8")
    except UnicodeDecodeError:
        words = [word for word in _WORD.findall(joined.decode("cp866")) if not word.isascii()]
        cyrillic = [word for word in words if len(word) > 1 and _CYRILLIC.fullmatch(word)]
        mixed = [word for word in words if _LATIN.search(word)]
        return "cp866" if len(cyrillic) > len(mixed) else "cp437"
    return "utf-8"


class _Measured:
    """A stream that refuses a long list of members, before `zipfile` takes it apart: that takes most of the time.

    Attributes:
        most: how many members may be listed; None when the list has been read.
    """

    def __init__(self, stream: BinaryIO, most: int | None) -> None:
        self._stream, self.most = stream, most

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes; by default the rest, which `zipfile` reads only near the end."""
        if size > _DIRECTORY_BYTES:  # `zipfile` reads as much at once as the ZIP states
            raise ArchiveError("zip-long-directory")
        content = self._stream.read(size)
        if self.most is not None and (count := content.count(_LISTED)) > self.most:
            raise ArchiveError("zip-many-members", count=count, limit=self.most)
        return content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def open_archive(source: Path | BinaryIO) -> Iterator[Archive]:
    """Opens a ZIP file. Raises ArchiveError if it is not a ZIP, is cut short, or has too many members."""
    with contextlib.ExitStack() as stack:
        try:
            stream = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
        except OSError as error:
            raise ArchiveError("zip-unreadable", path=str(source), reason=error.strerror or "") from error
        try:
            size = _size_of(stream)
            measured = _Measured(stream, min(MOST_MEMBERS, _FEW_MEMBERS + size // _MEMBER_BYTES))
            archive = Archive(stack.enter_context(zipfile.ZipFile(measured)), size)
        except _UNREADABLE as error:
            raise ArchiveError("zip-none") from error
        measured.most = None
        _check_sizes(archive)
        yield archive


def _size_of(stream: BinaryIO) -> int:
    position = stream.tell()
    size = stream.seek(0, os.SEEK_END)
    stream.seek(position)
    return size


def _check_sizes(archive: Archive) -> None:
    """Refuses a ZIP whose members are many times its size, as those that share bytes are: a small one could cost hours.

    `zipfile` reads no more of a member than is stated here, so the statement bounds the work.
    """
    # A member that states more is refused when it is read, or has a limit of its own; it does not spoil the others.
    unpacked = sum(info.file_size for info in archive.members.values() if info.file_size <= _UNPACKED)
    if unpacked > _UNPACKED + _RATIO * archive.size:
        raise ArchiveError("zip-overfull", mebibytes=unpacked // 2**20, packed=archive.size // 2**20)


def member(name: str, *, packed: bool = False) -> zipfile.ZipInfo:
    """A file of a ZIP that is being written; photos are stored, since they would not get smaller."""
    info = zipfile.ZipInfo(name, _DATE)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return info


def write_member(archive: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = False) -> None:
    """Adds a file to a ZIP that is being written."""
    archive.writestr(member(name, packed=packed), content)


def write_missing(archive: zipfile.ZipFile, messages: Iterable[Message]) -> None:
    """Adds a list of what is missing, if anything is, so that an incomplete ZIP does not look complete."""
    if lines := "".join(f"{message}\n" for message in messages):
        write_member(archive, MISSING, lines.encode(), packed=True)
