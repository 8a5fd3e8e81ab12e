"""The folders of a wardrobe on disk: copies go in whole or not at all, and never in the place of another file."""

import contextlib
import hashlib
import os
import re
import shutil
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from data.photos.decoding import MAX_BYTES
from data.photos.recipes import PhotoError

_PART = ".wardrobe-part"
_NUMBERED = re.compile(r"(.+)-\d+(\.[^.]*)", re.DOTALL)
_CHUNK = 2**20
_NAME_BYTES = 255  # what file systems allow


class Drawers:
    """What lies in the folders of a wardrobe, one level deep, and which of it is known to be some photo's copy.

    A ``target`` is a file's path in the wardrobe, ``folder/name``. Names that differ only in case or in how an accent
    is composed are taken for the same: a disk that can't tell them apart may hold the wardrobe one day.
    """

    def __init__(self, directory: Path, folders: Collection[str]) -> None:
        self.directory = directory
        self.folders = set(folders)
        self._taken: set[str] = set()
        self._unclaimed: dict[str, list[str]] = defaultdict(list)
        self._claimed: set[str] = set()
        (directory / _PART).unlink(missing_ok=True)  # of a run that was killed
        for folder in sorted(self.folders):
            if (directory / folder).is_dir():
                (directory / folder / _PART).unlink(missing_ok=True)
                self._list(folder)

    def _list(self, folder: str) -> None:
        # In the order x.jpg, x-2.jpg, x-10.jpg: doubles find their copies in the order in which they were made.
        for name in sorted(os.listdir(self.directory / folder), key=lambda name: (len(name), name)):  # noqa: PTH208
            target = f"{folder}/{name}"
            self._taken.add(folded(target))
            numbered = _NUMBERED.fullmatch(name)
            for original in {name, numbered[1] + numbered[2]} if numbered else {name}:
                self._unclaimed[folded(original)].append(target)

    def has(self, target: str) -> bool:
        """Whether the target is an ordinary file: a link may lead to the photo itself."""
        try:
            return stat.S_ISREG((self.directory / target).lstat().st_mode)
        except OSError:
            return False

    def holds(self, target: str, sha256: str | None, photo: Path | None = None) -> bool:
        """Whether the target has this content; looking at size and time is enough where they are ``photo``'s own."""
        if not self.has(target):
            return False
        path = self.directory / target
        if photo is not None and same_size_and_time(photo, path):
            return True
        return sha256 is not None and digest(path) == sha256

    def claim(self, target: str) -> None:
        """Notes that the target is a photo's copy, and therefore no other's."""
        self._claimed.add(target)

    def find(self, name: str, sha256: str | None) -> str | None:
        """Claims a copy of this original name and content that belongs to no photo yet, in whatever drawer it lies.

        This is how a killed run's last copies are found, and those that a person has put into the right drawer.
        """
        for target in self._candidates(name):
            if self.holds(target, sha256):
                self.claim(target)
                return target
        return None

    def _candidates(self, name: str) -> list[str]:
        return [target for target in self._unclaimed.get(folded(name), ()) if target not in self._claimed]

    def put(self, photo: Path, folder: str) -> tuple[str, str]:
        """Copies a photo into a folder, times and permissions too; the target and its SHA-256.

        Raises:
            PhotoError: the photo cannot be read.
            OSError: the folder cannot be written; nothing is left of the copy.
        """
        if self._candidates(photo.name):
            known = digest(photo)
            if known and (found := self.find(photo.name, known)):
                return found, known
        (self.directory / folder).mkdir(exist_ok=True)
        with written_aside(self.directory / folder / _PART) as part:
            sha256 = _copy(photo, part)
            target = self._free(folder, photo.name)
            part.rename(self.directory / target)
        self._take(target)
        return target, sha256

    def move(self, target: str, folder: str) -> str:
        """Puts a copy into another drawer; the new target."""
        (self.directory / folder).mkdir(exist_ok=True)
        new = self._free(folder, PurePosixPath(target).name)
        (self.directory / target).rename(self.directory / new)
        self._take(new)
        return new

    def _free(self, folder: str, name: str) -> str:
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        number, target = 1, f"{folder}/{name}"
        # Asking the disk too: somebody may have put a file there since.
        while folded(target) in self._taken or os.path.lexists(self.directory / target):
            number += 1
            while len(os.fsencode(f"{stem}-{number}{suffix}")) > _NAME_BYTES:
                stem = stem[:-1]
            target = f"{folder}/{stem}-{number}{suffix}"
        return target

    def _take(self, target: str) -> None:
        self._taken.add(folded(target))
        self.claim(target)

    def settle(self) -> None:
        """Waits until the names of all copies are on the disk, as their contents are."""
        for folder in self.folders:
            with contextlib.suppress(OSError):  # Windows opens no folders, and writes names at once
                handle = os.open(self.directory / folder, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)


@contextlib.contextmanager
def written_aside(part: Path) -> Iterator[Path]:
    """A path to write to and then rename from; whatever happens, nothing stays there."""
    part.unlink(missing_ok=True)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its name and renames it into place: a reader sees the old one or the new one."""
    with written_aside(path.with_name(_PART)) as part:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None for what is no file, cannot be read, or is too large to be a photo."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _copy(photo: Path, part: Path) -> str:
    sha256 = hashlib.sha256()
    with part.open("xb") as stream:
        for chunk in _chunks(photo):
            sha256.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    with contextlib.suppress(OSError):  # some disks keep neither permissions nor times; the photo matters
        shutil.copystat(photo, part)
    return sha256.hexdigest()


def _chunks(photo: Path) -> Iterator[bytes]:
    """The bytes of a photo. Its errors are told from the copy's by their type."""
    try:
        with photo.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise PhotoError("file-unreadable", reason=error.strerror or "") from error


def same_size_and_time(one: Path, other: Path) -> bool:
    """Whether two files look the same without being read; a copy has its photo's time, to the nanosecond."""
    try:
        first, second = one.stat(), other.stat()
    except OSError:
        return False
    return stat.S_ISREG(first.st_mode) and (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def folded(name: str) -> str:
    """A file's name for comparing: names that differ only in case or accents' form are one on some disks."""
    return unicodedata.normalize("NFC", name).casefold()
