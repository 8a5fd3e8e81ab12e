"""A wardrobe that lives as long as a browser session and is visible to it alone; `sessions` finds it again."""

import ctypes
import os
import shutil
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select

from wardrobe.store import schema
from wardrobe.store.errors import StorageError
from wardrobe.store.settings import DATABASE, Settings
from wardrobe.store.store import Wardrobe

IsThere = Callable[[], bool]
_PREFIX = "wardrobe-session-"
_QUERY_LIMITED_INFORMATION = 0x1000  # the weakest access right of OpenProcess (Windows)
# Not in Streamlit's cache, which any browser may clear while other sessions are running.
_FOLDERS = threading.Lock()
_made: set[Path] = set()
_looked = threading.Event()


class SessionWardrobe(Wardrobe):
    """A wardrobe in a temporary folder, which is deleted some time after its last visitor has gone.

    A visitor is a browser's tab that is connected. One that loses its network for a moment, such as a phone's, finds
    the wardrobe again. Safe to share between threads.

    Args:
        patience: seconds within which a visitor may come back.
        keep: seconds for which a wardrobe that holds items is kept, if they are more: for browsers that find it by a
            cookie.
    """

    def __init__(self, patience: float, keep: float = 0.0) -> None:
        self._patience, self._keep = patience, keep
        self._visitors: dict[str, IsThere] = {}
        self._present: set[str] = set()
        self._leaving: threading.Timer | None = None
        self._visits = threading.RLock()
        self._written = False
        with _FOLDERS:
            folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")  # readable by the owner alone: mode 700
            if not _looked.is_set():  # after that it is not needed
                _made.add(Path(folder))
        # Also when the server stops: an interpreter that exits runs its finalizers.
        self._delete = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        (Path(folder) / DATABASE).write_bytes(schema.new_database())
        super().__init__(replace(Settings.in_folder(Path(folder)), lasting=False))

    @property
    def ended(self) -> bool:
        """Whether everything has been deleted."""
        return not self._delete.alive

    def enter(self, visitor: str, is_there: IsThere = lambda: False) -> bool:
        """A visitor has connected, for the first time or again; False if the wardrobe has ended.

        Args:
            visitor: its id.
            is_there: whether it is connected. It is called before anything is deleted, since the notice that the
                visitor has gone may have been wrong.
        """
        with self._visits:
            if self.ended:
                return False
            self._visitors[visitor] = is_there
            self._present.add(visitor)
            self._stop_waiting()
            return True

    def leave(self, visitor: str) -> None:
        """A visitor has disconnected: unless one comes back in time, the wardrobe ends with the last one."""
        with self._visits:
            self._present.discard(visitor)
            if not self._present and not self.ended:
                self._wait()

    def _wait(self) -> None:
        self._stop_waiting()
        seconds = max(self._patience, self._keep) if self._holds_items() else self._patience
        self._leaving = threading.Timer(seconds, self._end)
        self._leaving.daemon = True
        self._leaving.start()

    def _stop_waiting(self) -> None:
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """A transaction, as for any wardrobe; notes whether anything was ever written."""
        self._written = self._written or writes
        with super().transaction(writes=writes) as connection:
            yield connection

    def _empty_bin(self, before: datetime) -> None:
        """Asks for nothing: the bin of a new wardrobe is empty."""

    def _holds_items(self) -> bool:
        """Whether there are items, also in the bin: visitors who look around and leave fill no disk.

        The server calls this in the thread that answers requests, so that it asks the database only if it must.
        """
        if not self._written:
            return False
        try:
            with self.transaction() as connection:
                return connection.scalar(select(schema.items.c.id).limit(1)) is not None
        except StorageError:  # it is deleted in time all the same
            return True

    def _end(self) -> None:
        with self._visits:
            if self._present or self.ended:
                return
            self._visitors = {visitor: is_there for visitor, is_there in self._visitors.items() if is_there()}
            if self._visitors:
                self._wait()
            else:
                self.close()

    def close(self) -> None:
        """Ends the session: everything is deleted."""
        with self._visits:
            self._stop_waiting()
            super().close()
            self._delete()


def remove_ended_sessions() -> None:
    """Deletes the folders of sessions whose server was killed. Only the first call in a process does anything."""
    with _FOLDERS:
        if _looked.is_set():
            return
        _looked.set()
        for folder in set(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")) - _made:
            process = folder.name.removeprefix(_PREFIX).partition("-")[0]
            # A container's server always has the same process id: a folder with ours is of the previous server.
            if process.isdigit() and (int(process) == os.getpid() or not _runs(int(process))):
                shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    if sys.platform == "win32":  # there, os.kill(process, 0) would send Ctrl-C
        windows = ctypes.windll.kernel32
        handle = windows.OpenProcess(_QUERY_LIMITED_INFORMATION, False, process)
        return bool(handle and windows.CloseHandle(handle))
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
