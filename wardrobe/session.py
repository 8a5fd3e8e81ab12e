"""A wardrobe that lasts as long as one browser session, and nobody else can see."""

import os
import shutil
import tempfile
from pathlib import Path

from wardrobe.settings import Settings
from wardrobe.store import Wardrobe

_PREFIX = "wardrobe-session-"


class SessionWardrobe(Wardrobe):
    """A wardrobe in a folder of its own, which `close` deletes."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))  # for the owner's eyes only: mode 700
        super().__init__(Settings.in_folder(self._folder))

    def close(self) -> None:
        """Ends the session: everything is deleted."""
        super().close()
        shutil.rmtree(self._folder, ignore_errors=True)


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
