"""A wardrobe that lives as long as one browser session and is visible to it alone."""

import ctypes
import os
import shutil
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from wardrobe.store import schema
from wardrobe.store.settings import DATABASE, Settings
from wardrobe.store.store import Wardrobe

_PREFIX = "wardrobe-session-"
_QUERY_LIMITED_INFORMATION = 0x1000  # the weakest access right of OpenProcess (Windows)
# Not in Streamlit's cache, which any browser may clear while other sessions are running.
_FOLDERS = threading.Lock()
_made: set[Path] = set()
_looked = threading.Event()


class SessionWardrobe(Wardrobe):
    """A wardrobe in a temporary folder, which is deleted some time after the browser has disconnected.

    A browser that loses its network for a moment, such as a phone's, finds its wardrobe again.

    Args:
        patience: seconds within which a browser may reconnect.
        is_there: whether the browser is connected. It is called before anything is deleted, since the notice that the
            browser has disconnected may have been wrong.
    """

    def __init__(self, patience: float, is_there: Callable[[], bool] = lambda: False) -> None:
        self._patience, self._is_there = patience, is_there
        self._leaving: threading.Timer | None = None
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

    def leave(self) -> None:
        """The browser has disconnected: unless it reconnects in time, the session ends."""
        self._leaving = threading.Timer(self._patience, self._end)
        self._leaving.daemon = True
        self._leaving.start()

    def come_back(self) -> None:
        """The browser has connected, for the first time or again."""
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None

    def _end(self) -> None:
        if self._is_there():
            self.leave()
        else:
            self.close()

    def close(self) -> None:
        """Ends the session: everything is deleted."""
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
