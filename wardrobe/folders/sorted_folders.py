"""The folders that photos are sorted into: copies go in whole or not at all, and never replace another file."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from data.files import remove_parts, replacing, sync_folder
from data.labels import canonical_key, find_name
from data.photos.decoding import MAX_BYTES
from data.photos.recipes import PhotoError
from wardrobe.folders.names import drawer_named, folder_name, without_device_name

_NUMBERED = re.compile(r"(.+)-\d+(\.[^.]*)", re.DOTALL)
_CHUNK = 2**20
_NAME_BYTES = 255  # what file systems allow


class SortedFolders:
    """The files in the folders of a sorted collection, one level deep, and which of them are copies of photos.

    A ``target`` is a file's path in the collection, ``folder/name``. Names that differ only in case or in how an accent
    is composed count as the same: a disk that cannot tell them apart may hold the collection one day.
    """

    def __init__(self, directory: Path, class_names: Collection[str], folders: Collection[str] = ()) -> None:
        """Reads the folders of the classes, and ``folders``, as far as they are in ``directory``."""
        self.directory, self._class_names = directory, class_names
        self.folders = {*map(folder_name, class_names), *folders}
        self._taken: set[str] = set()
        self._unclaimed: dict[str, list[str]] = defaultdict(list)
        self._claimed: set[str] = set()
        self._same_drawer: dict[str, str] = {}
        remove_parts(directory)  # of a run that was killed
        for folder in sorted(self.folders):
            if (directory / folder).is_dir():
                remove_parts(directory / folder)
                self._list(folder)
                self._same_drawer.setdefault(self._drawer(folder), folder)

    def _list(self, folder: str) -> None:
        # In the order x.jpg, x-2.jpg, x-10.jpg: doubles find their copies in the order in which they were made.
        for name in sorted(os.listdir(self.directory / folder), key=lambda name: (len(name), name)):  # noqa: PTH208
            target = f"{folder}/{name}"
            self._taken.add(folded(target))
            numbered = _NUMBERED.fullmatch(name)
            for original in {name, numbered[1] + numbered[2]} if numbered else {name}:
                self._unclaimed[folded(original)].append(target)

    def folder_for(self, folder: str) -> str:
        """The folder itself, or one that is there for the same drawer: ``Trousers`` for ``trouser``."""
        if (self.directory / folder).is_dir():
            return folder
        return self._same_drawer.get(self._drawer(folder), folder)

    def _drawer(self, folder: str) -> str:
        """The class of a folder, or what else it has in common with other folders of its drawer."""
        name = drawer_named(folder)
        return find_name(name, self._class_names) or canonical_key(name)

    def has(self, target: str) -> bool:
        """Whether the target is an ordinary file: a link may lead to the photo itself."""
        try:
            return stat.S_ISREG((self.directory / target).lstat().st_mode)
        except OSError:
            return False

    def holds(self, target: str, sha256: str | None, photo: Path | None = None) -> bool:
        """Whether the target has this content; equal size and time are enough if they are those of ``photo``."""
        if not self.has(target):
            return False
        path = self.directory / target
        if photo is not None and same_size_and_time(photo, path):
            return True
        return sha256 is not None and digest(path) == sha256

    def claim(self, target: str) -> None:
        """Notes that the target is one photo's copy, and therefore no other's."""
        self._claimed.add(target)

    def find(self, name: str, sha256: str | None) -> str | None:
        """Claims a copy of this original name and content that belongs to no photo yet, in any folder.

        This is how a killed run's last copies are found, and those that a user has moved to the right folder.
        """
        for target in self._candidates(name):
            if self.holds(target, sha256):
                self.claim(target)
                return target
        return None

    def _candidates(self, name: str) -> list[str]:
        candidates = self._unclaimed.get(folded(without_device_name(name)), ())
        return [target for target in candidates if target not in self._claimed]

    def put(self, photo: Path, folder: str) -> tuple[str, str]:
        """Copies a photo into a folder, with its times and permissions; returns the target and its SHA-256.

        Raises:
            PhotoError: the photo cannot be read.
            OSError: the folder cannot be written; nothing is left of the copy.
        """
        if self._candidates(photo.name):
            known = digest(photo)
            if known and (found := self.find(photo.name, known)):
                return found, known
        target = self._free(self._made(folder), photo.name)
        with replacing(self.directory / target) as part:
            sha256 = _copy(photo, part)
            if os.path.lexists(self.directory / target):  # another program made the file meanwhile
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(self.directory / target))
        with contextlib.suppress(OSError):  # some disks keep neither permissions nor times
            shutil.copystat(photo, self.directory / target)
        self._take(target)
        return target, sha256

    def move(self, target: str, folder: str) -> str:
        """Moves a copy to another folder; returns the new target."""
        new = self._free(self._made(folder), PurePosixPath(target).name)
        (self.directory / target).rename(self.directory / new)
        sync_folder((self.directory / new).parent)
        self._take(new)
        return new

    def _made(self, folder: str) -> str:
        folder = self.folder_for(folder)
        if not (self.directory / folder).is_dir():
            (self.directory / folder).mkdir()
            sync_folder(self.directory)
            self._same_drawer[self._drawer(folder)] = folder
        return folder

    def _free(self, folder: str, name: str) -> str:
        path = PurePosixPath(without_device_name(name))
        stem, suffix = path.stem, path.suffix
        number, target = 1, f"{folder}/{path.name}"
        # The disk is checked too: another program may have made a file since.
        while folded(target) in self._taken or os.path.lexists(self.directory / target):
            number += 1
            while len(os.fsencode(f"{stem}-{number}{suffix}")) > _NAME_BYTES:
                stem = stem[:-1]
            target = f"{folder}/{stem}-{number}{suffix}"
        return target

    def _take(self, target: str) -> None:
        self._taken.add(folded(target))
        self.claim(target)


def digest(path: Path) -> str | None:
    """The SHA-256 of a file; None for what is not a file, cannot be read, or is too large to be a photo."""
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
    return sha256.hexdigest()


def _chunks(photo: Path) -> Iterator[bytes]:
    """The bytes of a photo. Errors are raised as PhotoError, which tells them from those of writing the copy."""
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
