"""Where the program keeps its files; files and folders written whole or not at all, and files read up to a limit."""

import contextlib
import os
import re
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

PART_SUFFIX = ".part"
_UNFINISHED = ".writing-"  # how a folder begins that `creating_folder` has not finished
_ABANDONED = 3600  # seconds without a write, after which the process that wrote was killed
_PART_NAME = re.compile(r"\.[0-9a-f]{32}\.part(\..*)?", re.DOTALL)


def wardrobe_home() -> Path:
    """``WARDROBE_HOME``, by default ``~/.self-sorting-wardrobe``: downloaded data sets and the personal wardrobe."""
    return Path(os.environ.get("WARDROBE_HOME") or Path.home() / ".self-sorting-wardrobe").expanduser()


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yields a path to write to; at the end of the block it replaces ``path``. Readers see the old file or the new one.

    The content is flushed to the disk before the rename, and the folder after it, so that neither is lost when the
    power fails. If the block raises, ``path`` stays as it was and nothing is left beside it. The yielded path ends
    like ``path``, since some libraries choose a format by the suffix.

    Example:
        >>> with replacing(Path("result.json")) as part:
        ...     part.write_text("{}")
    """
    part = path.with_name(f".{uuid.uuid4().hex}{PART_SUFFIX}{path.suffix}")
    try:
        yield part
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes | str) -> None:
    """Writes a whole file with `replacing`, text as UTF-8. Raises OSError if it cannot be written."""
    with replacing(path) as part:
        part.write_bytes(content.encode() if isinstance(content, str) else content)


@contextlib.contextmanager
def creating_folder(path: Path) -> Iterator[Path]:
    """Yields a new folder to write to; at the end of the block it becomes ``path``, which must not exist before.

    As with `replacing`, its content is on the disk before the rename. What a killed process left beside ``path`` an
    hour ago or earlier is removed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_unfinished_folders(path.parent)
    aside = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=path.parent))
    try:
        yield aside
        for inside in aside.rglob("*"):
            if inside.is_dir():
                sync_folder(inside)
            else:
                with inside.open("rb+") as stream:
                    os.fsync(stream.fileno())
        aside.chmod(0o755)
        sync_folder(aside)
        aside.rename(path)
        sync_folder(path.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _remove_unfinished_folders(folder: Path) -> None:
    newest = time.time() - _ABANDONED
    for path in folder.glob(f"{_UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if all(inside.stat().st_mtime <= newest for inside in (path, *path.rglob("*"))):
                shutil.rmtree(path, ignore_errors=True)


def is_part(name: str) -> bool:
    """Whether a file's name is one that `replacing` writes to."""
    return _PART_NAME.fullmatch(name) is not None


def remove_parts(folder: Path, older_than: float = 0) -> None:
    """Removes what `replacing` left in a folder when its process was killed; raises OSError if it cannot be listed.

    Args:
        folder: the folder; those inside it are left alone.
        older_than: seconds since the last write; younger files may still be written by another process.
    """
    newest = time.time() - older_than
    for path in folder.iterdir():
        if is_part(path.name):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime <= newest:
                    path.unlink()


def sync_folder(folder: Path) -> None:
    """Flushes a folder's entries to the disk, on systems that can; Windows cannot open a folder as a file."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_bounded(path: Path, limit: int) -> bytes:
    """Reads at most ``limit`` + 1 bytes of a file: one byte too many is enough to refuse a file of any size.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(limit + 1)
