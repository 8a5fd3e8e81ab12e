"""Where a wardrobe is stored."""

import os
from dataclasses import dataclass
from pathlib import Path

from data.files import wardrobe_home
from wardrobe.store.errors import WardrobeError

LOCAL, SESSION, ACCOUNT = "local", "session", "account"
DATABASE = "wardrobe.db"
"""The file of the database in a wardrobe's folder."""
SESSION_MINUTES = "WARDROBE_SESSION_MINUTES"
"""The environment variable that says how long the wardrobe of a session is kept for a browser that has gone."""

_DEFAULT_MINUTES, _MOST_MINUTES = 60, 7 * 24 * 60


class SettingsError(WardrobeError):
    """A setting has a value that is not valid."""


@dataclass(frozen=True)
class Settings:
    """Where the rows and the files of a wardrobe are: an SQLAlchemy URL, and an fsspec URL or a path.

    ``lasting`` says whether what is saved must survive a failure of the power.
    """

    database_url: str
    files_url: str
    lasting: bool = True

    @classmethod
    def in_folder(cls, folder: Path) -> "Settings":
        """Both in a local folder, which is made if necessary; raises SettingsError if it cannot be made."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError("settings-no-folder", folder=str(folder), reason=error.strerror or "") from error
        # The path instead of a file: URL, in which fsspec would not decode %20.
        return cls(f"sqlite:///{folder.absolute() / DATABASE}", str(folder.absolute()))

    @classmethod
    def from_environment(cls) -> "Settings":
        """``WARDROBE_DATABASE_URL`` and ``WARDROBE_FILES_URL``; by default, both are in ``WARDROBE_HOME/wardrobe``."""
        database, files = database_and_files()
        if database and files:
            return cls(database, files)  # then no local folder is needed
        local = cls.in_folder(wardrobe_home() / "wardrobe")
        return cls(database or local.database_url, files or local.files_url)


def database_and_files() -> tuple[str | None, str | None]:
    """``WARDROBE_DATABASE_URL`` and ``WARDROBE_FILES_URL``; None where one is not set."""
    return os.environ.get("WARDROBE_DATABASE_URL") or None, os.environ.get("WARDROBE_FILES_URL") or None


def storage() -> str:
    """``WARDROBE_STORAGE``: ``local``, one lasting wardrobe; ``session``, one for each browser session; or ``account``,
    a lasting one for each user who signs in.

    Raises:
        SettingsError: it is none of them.
    """
    name = os.environ.get("WARDROBE_STORAGE") or LOCAL
    if name not in (LOCAL, SESSION, ACCOUNT):
        raise SettingsError("settings-storage", local=LOCAL, session=SESSION, account=ACCOUNT, name=repr(name))
    return name


def session_minutes() -> int:
    """`SESSION_MINUTES`: 60 unless it is set.

    Raises:
        SettingsError: it is not a whole number from 1 to 10,080, which is a week.
    """
    value = os.environ.get(SESSION_MINUTES, "").strip() or str(_DEFAULT_MINUTES)
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value) <= _MOST_MINUTES:
        raise SettingsError("settings-session-minutes", name=SESSION_MINUTES, most=_MOST_MINUTES, value=repr(value))
    return int(value)
