"""Why a disk or a database failed, in words for the user: without SQL, links or error numbers."""

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


def reason_of(error: BaseException) -> Message | str:
    """Why it failed and what to do, as the end of a sentence; for an unknown failure, the error's own words."""
    if isinstance(error, StorageError):
        error = error.__cause__ or error
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        # The lower byte is the kind of error; the others say where it happened.
        kind = _OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    else:
        kind = _OF_SYSTEM.get(cause.errno or 0) if isinstance(cause, OSError) else None
    if kind:
        return Message(f"failure-{kind}")
    return (cause.strerror if isinstance(cause, OSError) else None) or " ".join(str(cause).split())


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Raises `StorageError` for a failure of the disk or of the database in the block.

    A row that the database refuses (`sqlalchemy.exc.IntegrityError`) is no such failure and passes through.
    """
    try:
        yield
    except exc.IntegrityError:
        raise
    except (exc.DBAPIError, OSError) as error:
        raise StorageError("store-unwritten", reason=reason_of(error)) from error
