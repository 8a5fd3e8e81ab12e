"""The wardrobes of users who sign in: where each is, opened and deleted."""

import contextlib
import hashlib
import re
import shutil
from collections.abc import Iterator

from sqlalchemy import Connection, create_engine, exc, inspect, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from data.files import wardrobe_home
from wardrobe.store.database_copies import keep_copy
from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.failures import reason_of
from wardrobe.store.items import utc_now
from wardrobe.store.settings import Settings, SettingsError, database_and_files
from wardrobe.store.storages import Folder, open_storage
from wardrobe.store.store import Wardrobe

ACCOUNTS = "accounts"
"""The folder that holds a folder for each account."""

_PREFIX = "wardrobe_"
_ID = re.compile(r"[0-9a-f]{40}")


def account_id(issuer: str, subject: str) -> str:
    """The name of an account's folder and schema: 40 hexadecimal digits that say nothing about the user.

    OpenID Connect Core 1.0, section 5.7: only issuer and subject together identify a user for good. An e-mail address
    may be given to somebody else one day.
    """
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()[:40]


def account_settings(account: str) -> Settings:
    """Where the wardrobe of an account is.

    By default it is in ``WARDROBE_HOME/accounts/ACCOUNT``, laid out like a ``WARDROBE_HOME`` of its own, so that every
    command can be used on it. A PostgreSQL database in ``WARDROBE_DATABASE_URL`` has a schema for each account, the
    storage in ``WARDROBE_FILES_URL`` a folder.

    Raises:
        SettingsError: the database is neither, only one of the variables is set, or the folder cannot be made.
        ValueError: this is not an `account_id`.
    """
    if not _ID.fullmatch(account):  # it becomes part of paths and statements
        raise ValueError(f"Expected an id of 40 hexadecimal digits. Received: {account!r}.")
    if not _on_server():
        return Settings.in_folder(wardrobe_home() / ACCOUNTS / account / "wardrobe")
    database, files = database_and_files()
    if not database or not files or make_url(database).get_backend_name() != "postgresql":
        raise SettingsError("settings-accounts-database")
    inside = make_url(database).update_query_dict({"options": f"-csearch_path={_schema(account)}"})
    return Settings(inside.render_as_string(hide_password=False), f"{files.rstrip('/')}/{ACCOUNTS}/{account}")


def list_accounts() -> list[str]:
    """The ids of the accounts that have a wardrobe, sorted.

    Raises:
        StoreError: the database cannot be reached.
    """
    if not _on_server():
        names = {folder.name for folder in (wardrobe_home() / ACCOUNTS).glob("*") if folder.is_dir()}
    else:
        with _database() as connection:
            schemas = inspect(connection).get_schema_names()
        names = {name.removeprefix(_PREFIX) for name in schemas if name.startswith(_PREFIX)}
    return sorted(filter(_ID.fullmatch, names))


def open_account(account: str) -> Wardrobe:
    """The wardrobe of an account, made if it has none.

    Raises:
        SettingsError: as `account_settings`.
        StoreError: the database or the files cannot be reached.
    """
    where = account_settings(account)
    if not _on_server():
        keep_copy(where.database_url, utc_now())
        return Wardrobe(where)
    with _changing(account) as connection:
        connection.execute(CreateSchema(_schema(account), if_not_exists=True))
        connection.commit()
        return Wardrobe(where)


def delete_account(account: str) -> None:
    """Deletes the wardrobe of an account, with all items, photos and copies of the database.

    Close the wardrobe first. The next `open_account` makes an empty one.

    Raises:
        SettingsError: as `account_settings`.
        StorageError: something could not be deleted. Calling it again goes on.
    """
    where = account_settings(account)
    try:
        if not _on_server():
            with contextlib.suppress(FileNotFoundError):
                shutil.rmtree(wardrobe_home() / ACCOUNTS / account)
            return
        # The photos first: without the rows, nothing would say that they are still there.
        storage, path = open_storage(where.files_url)
        files = Folder(path=path, fs=storage)
        if files.exists(""):
            files.rm("", recursive=True)
        with _changing(account) as connection:
            connection.execute(DropSchema(_schema(account), cascade=True, if_exists=True))
            connection.commit()
    except (StoreError, OSError) as error:
        raise StorageError("accounts-not-deleted", reason=reason_of(error)) from error


def _on_server() -> bool:
    """Whether rows and photos are in a database and a storage that several servers may share."""
    return database_and_files() != (None, None)


def _schema(account: str) -> str:
    return f"{_PREFIX}{account}"


@contextlib.contextmanager
def _database() -> Iterator[Connection]:
    engine = create_engine(make_url(database_and_files()[0] or ""))
    try:
        with engine.connect() as connection:
            yield connection
    except exc.SQLAlchemyError as error:
        raise StoreError("store-unopened", reason=reason_of(error)) from error
    finally:
        engine.dispose()


@contextlib.contextmanager
def _changing(account: str) -> Iterator[Connection]:
    """A connection that alone may make, migrate or drop an account's schema: another server may be about to."""
    lock = int(account[:15], 16)  # PostgreSQL's advisory locks are numbers of 64 bits, with a sign
    with _database() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({lock})")
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()  # of a statement that failed; nothing else is open
            connection.exec_driver_sql(f"SELECT pg_advisory_unlock({lock})")
