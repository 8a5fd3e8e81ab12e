"""A wardrobe that lasts as long as one browser session, and nobody else can see."""

import os
import shutil
import tempfile
import threading
import weakref
from pathlib import Path

from wardrobe.settings import Settings
from wardrobe.store import Wardrobe

_PREFIX = "wardrobe-session-"


class SessionWardrobe(Wardrobe):
    """A wardrobe in a folder of its own, which is deleted when nobody has come back to it for a while.

    A browser that loses its network for a moment, as a phone in a pocket does, must find its wardrobe again: when it
    leaves, there are ``patience`` seconds to come back.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._leaving: threading.Timer | None = None
        folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")  # for the owner's eyes only: mode 700
        # Also when the server is stopped: an interpreter that ends runs its finalizers.
        self._delete = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        super().__init__(Settings.in_folder(Path(folder)))

    @property
    def ended(self) -> bool:
        """Whether everything has been deleted."""
        return not self._delete.alive

    def leave(self) -> None:
        """The browser has gone; unless it comes back, the session ends."""
        self._leaving = threading.Timer(self._patience, self.close)
        self._leaving.daemon = True
        self._leaving.start()

    def come_back(self) -> None:
        """The browser is there, for the first time or again."""
        if self._leaving:
            self._leaving.cancel()
            self._leaving = None

    def close(self) -> None:
        """Ends the session: everything is deleted."""
        super().close()
        self._delete()


def remove_ended_sessions() -> None:
    """Deletes what sessions left whose server was killed; called before a server's first session."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        # A container's server has the same number every time: what bears ours is of the one before.
        if process.isdigit() and (int(process) == os.getpid() or not _runs(int(process))):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
