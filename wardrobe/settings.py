"""Where a wardrobe is kept."""

import os
from dataclasses import dataclass
from pathlib import Path

from data.fashion_mnist import wardrobe_home
from wardrobe.table import WardrobeError

LOCAL, SESSION = "local", "session"


class SettingsError(WardrobeError):
    """A setting has a value that cannot be; the message says what is wrong with it."""


@dataclass(frozen=True)
class Settings:
    """Where the rows and the files of a wardrobe are: an SQLAlchemy URL and an fsspec URL."""

    database_url: str
    files_url: str

    @classmethod
    def in_folder(cls, folder: Path) -> "Settings":
        """Both in a local folder, which is made; raises SettingsError if it can't be."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError("settings-no-folder", folder=str(folder), reason=error.strerror or "") from error
        return cls(f"sqlite:///{folder.absolute() / 'wardrobe.db'}", folder.absolute().as_uri())

    @classmethod
    def from_environment(cls) -> "Settings":
        """``WARDROBE_DATABASE_URL`` and ``WARDROBE_FILES_URL``; by default both lie in ``WARDROBE_HOME/wardrobe``."""
        local = cls.in_folder(wardrobe_home() / "wardrobe")
        return cls(
            os.environ.get("WARDROBE_DATABASE_URL") or local.database_url,
            os.environ.get("WARDROBE_FILES_URL") or local.files_url,
        )


def storage() -> str:
    """``WARDROBE_STORAGE``: ``local``, one wardrobe that is kept, or ``session``, one for each browser session.

    Raises:
        SettingsError: it is neither.
    """
    name = os.environ.get("WARDROBE_STORAGE") or LOCAL
    if name not in (LOCAL, SESSION):
        raise SettingsError("settings-storage", local=LOCAL, session=SESSION, name=repr(name))
    return name
