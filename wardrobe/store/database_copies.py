"""Copies of an SQLite database: the last three starts of the app, and one that is read where nothing can be written."""

import contextlib
import hashlib
import shutil
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from data.files import remove_parts, replacing
from wardrobe.store.errors import StoreError

COPIES = "database-copies"
"""The folder beside the database that holds its copies."""

_KEPT = 3
_BESIDE = ("", "-wal", "-shm")  # what SQLite appends to a database's name


def database_file(url: str) -> Path | None:
    """The file of an SQLite database; None for a database in memory or on a server, and for what is no URL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None
    name = parsed.database or ""
    if parsed.get_backend_name() != "sqlite" or not name or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name)


def copies(url: str) -> list[Path]:
    """The copies of a database, the newest first."""
    file = database_file(url)
    return sorted((file.parent / COPIES).glob(f"{file.stem}-*.db"), reverse=True) if file else []


def keep_copy(url: str, now: datetime) -> Path | None:
    """Copies a database by SQLite's backup API and removes all but the last three copies; returns the new one.

    Nothing is copied, and no older copy removed, if the database has no items, is damaged or has not changed since the
    last copy: starts after a loss must not push out what was there before it. A full or read-only disk is no error,
    because a wardrobe is readable without a copy.
    """
    if (file := database_file(url)) is None:
        return None
    copy = file.parent / COPIES / f"{file.stem}-{now:%Y%m%d-%H%M%S}.db"
    with contextlib.suppress(OSError, sqlite3.Error):
        with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
            if not source.execute("SELECT 1 FROM items LIMIT 1").fetchone():
                return None
            if source.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return None
            copy.parent.mkdir(exist_ok=True)
            remove_parts(copy.parent, older_than=60)
            with replacing(copy) as part, contextlib.closing(sqlite3.connect(part)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # one file, which can be moved alone
        earlier = [other for other in copies(url) if other != copy]
        if earlier and _digest(earlier[0]) == _digest(copy):
            copy.unlink()
            return None
        for old in copies(url)[_KEPT:]:
            old.unlink(missing_ok=True)
        return copy
    return None


def use_copy(url: str, name: str, now: datetime) -> Path | None:
    """Puts a copy in the place of a database, whose files are kept under another name; returns that of the database.

    Raises:
        StoreError: there is no copy of this name.
        OSError: the folder cannot be written.
    """
    file, found = database_file(url), {copy.name: copy for copy in copies(url)}
    if file is None or name not in found:
        names = ", ".join(found) or "-"
        raise StoreError("check-no-copy", name=name, folder=str(file.parent / COPIES if file else "-"), names=names)
    aside = file.with_name(f"{file.stem}-replaced-{now:%Y%m%d-%H%M%S}{file.suffix}")
    with replacing(file) as part:
        shutil.copyfile(found[name], part)
        # The write-ahead log too: SQLite would apply the old one's to the copy.
        present = [suffix for suffix in _BESIDE if Path(f"{file}{suffix}").exists()]
        for suffix in present:
            Path(f"{file}{suffix}").rename(f"{aside}{suffix}")
    return aside if "" in present else None


def readable(url: str, folder: Path) -> str:
    """The URL of a database that can be opened: the same, or that of a copy in ``folder`` if no file can be written.

    SQLite with a write-ahead log opens no database in a folder where it cannot write.
    """
    file = database_file(url)
    if file is None or not file.exists() or (_writable(file) and _writable(file.parent)):
        return url
    for suffix in ("", "-wal"):
        if Path(f"{file}{suffix}").exists():
            shutil.copyfile(f"{file}{suffix}", folder / f"{file.name}{suffix}")
    return f"sqlite:///{(folder / file.name).absolute()}"


def _writable(path: Path) -> bool:
    """Whether a file can be written; permissions do not say so on a disk that is mounted read-only."""
    try:
        if path.is_dir():
            with tempfile.TemporaryFile(dir=path):
                return True
        with path.open("rb+"):
            return True
    except OSError:
        return False


def _digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
