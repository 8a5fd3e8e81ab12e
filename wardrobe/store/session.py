"""A wardrobe that lasts as long as one browser session, and nobody else can see."""

import ctypes
import os
import shutil
import sys
import tempfile
import threading
import weakref
from collections.abc import Callable
from pathlib import Path

from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_PREFIX = "wardrobe-session-"
_QUERY_LIMITED_INFORMATION = 0x1000  # the least right that OpenProcess can ask for (Windows)
# Not among what Streamlit caches: any browser may have that cleared, and other sessions are running then.
_FOLDERS = threading.Lock()
_made: set[Path] = set()
_looked = threading.Event()


class SessionWardrobe(Wardrobe):
    """A wardrobe in a folder of its own, which is deleted when nobody has come back to it for a while.

    A browser that loses its network for a moment, as a phone in a pocket does, must find its wardrobe again: when it
    leaves, there are ``patience`` seconds to come back. ``is_there`` is asked before anything is deleted: what told
    that it left may have been wrong.
    """

    def __init__(self, patience: float, is_there: Callable[[], bool] = lambda: False) -> None:
        self._patience, self._is_there = patience, is_there
        self._leaving: threading.Timer | None = None
        with _FOLDERS:
            folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")  # for the owner's eyes only: mode 700
            if not _looked.is_set():  # afterwards nobody asks
                _made.add(Path(folder))
        # Also when the server is stopped: an interpreter that ends runs its finalizers.
        self._delete = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        super().__init__(Settings.in_folder(Path(folder)))

    @property
    def ended(self) -> bool:
        """Whether everything has been deleted."""
        return not self._delete.alive

    def leave(self) -> None:
        """The browser has gone; unless it comes back, the session ends."""
        self._leaving = threading.Timer(self._patience, self._end)
        self._leaving.daemon = True
        self._leaving.start()

    def come_back(self) -> None:
        """The browser is there, for the first time or again."""
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
    """Deletes what sessions left whose server was killed; a process does so once, before its first session."""
    with _FOLDERS:
        if _looked.is_set():
            return
        _looked.set()
        for folder in set(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")) - _made:
            process = folder.name.removeprefix(_PREFIX).partition("-")[0]
            # A container's server has the same number every time: what bears ours is of the one before.
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
