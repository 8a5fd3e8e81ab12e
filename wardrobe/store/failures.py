"""Why a disk, a database or a storage failed, in words for the user: without SQL, links or error numbers."""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator

from sqlalchemy import exc

from data.messages import Message
from wardrobe.store.errors import StorageError

_OF_SYSTEM = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.EIO: "disk-error",
}
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CANTOPEN: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_IOERR: "disk-error",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}


_REFUSED, _NOT_YET = "FATAL", "the database system is"
"""What PostgreSQL says when it lets nobody in, and when it only starts or stops; the driver gives no code then."""


def reason_of(error: BaseException) -> Message | str:
    """Why it failed and what to do, as the end of a sentence; for an unknown failure, the error's own words."""
    if isinstance(error, StorageError):
        error = error.__cause__ or error
    if connection_lost(error):
        return Message("failure-database-away")
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, ConnectionError | TimeoutError):
        return Message("failure-storage-away")
    if isinstance(cause, sqlite3.Error):
        # The lower byte is the kind of error; the others say where it happened.
        kind = _OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    else:
        kind = _OF_SYSTEM.get(cause.errno or 0) if isinstance(cause, OSError) else None
    if kind:
        return Message(f"failure-{kind}")
    return (cause.strerror if isinstance(cause, OSError) else None) or " ".join(str(cause).split())


def connection_lost(error: BaseException | None) -> bool:
    """Whether a database did not answer, or no longer.

    Of a transaction that was being committed then, nobody knows whether it was.
    """
    if isinstance(error, exc.TimeoutError):  # all connections are busy, and none became free
        return True
    if not isinstance(error, exc.DBAPIError):
        return False
    refused = isinstance(error, exc.OperationalError) and getattr(error.orig, "sqlstate", "") is None
    words = str(error.orig)
    # A server that answers but refuses, such as a wrong password, says why; one that starts or stops lets in later.
    return error.connection_invalidated or (refused and (_REFUSED not in words or _NOT_YET in words))


@contextlib.contextmanager
def reading_explained() -> Iterator[None]:
    """Raises `StorageError` for a failure of the database in the block, which only reads."""
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        raise StorageError("store-database-failed", reason=reason_of(error)) from error


@contextlib.contextmanager
def storage_explained() -> Iterator[None]:
    """Raises `StorageError` if the storage of the photos does not answer in the block."""
    try:
        yield
    except (ConnectionError, TimeoutError) as error:
        raise StorageError("store-photos-unread", reason=reason_of(error)) from error


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Raises `StorageError` for a failure of the disk, of the database or of the storage in the block.

    A row that the database refuses (`sqlalchemy.exc.IntegrityError`) is no such failure and passes through.
    """
    try:
        yield
    except exc.IntegrityError:
        raise
    except (exc.DBAPIError, exc.TimeoutError, OSError) as error:
        raise StorageError("store-unwritten", reason=reason_of(error)) from error
