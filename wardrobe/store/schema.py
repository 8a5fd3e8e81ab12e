"""The tables of a wardrobe, and the migration of older databases."""

import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    make_url,
    select,
)

from wardrobe.store import folding

metadata = MetaData()

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32)))  # Alembic's own
_PATIENCE = {"psycopg": {"connect_timeout": 10}}  # seconds; otherwise it is for the network to give up, in minutes
_MIGRATING = threading.Lock()  # Alembic's context is global: one migration at a time per process

items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),  # of the file that was added
    Column("photo", String(64), nullable=False, index=True),  # SHA-256 of the stored JPEG
    Column("file_name", Text, nullable=False),
    Column("similarity", String(16), nullable=False),  # difference hash, which finds near-duplicates
    Column("drawer", Text, nullable=False),
    Column("state", String(8), nullable=False),  # filed, or review: it waits for the user
    Column("corrected", Boolean, nullable=False),  # the user chose another drawer than the predicted one
    Column("decided", Boolean, nullable=False),  # the user chose the drawer or confirmed an unsure one
    Column("cut_out", JSON, nullable=False),  # a data.photos.garment.CutoutOverride
    Column("notes", Text, nullable=False),
    Column("added_at", DateTime, nullable=False),  # UTC
    Column("changed_at", DateTime, nullable=False),
    Column("deleted_at", DateTime),  # in the bin since then
    # The current prediction; null where there is none.
    Column("model", Text),
    Column("predicted", Text),
    Column("outcome", String(16)),
    Column("confidence", Float),
    Column("sure_group", Text),
    # What the user says of it; empty, or null, where nothing is said.
    Column("name", Text, nullable=False),
    Column("brand", Text, nullable=False),
    Column("size", Text, nullable=False),
    Column("source", Text, nullable=False),  # where it is from
    Column("price", Float),
    Column("archived", String(8)),  # why it is no longer in the wardrobe
    Column("photo_kind", String(8), nullable=False),  # what the photo shows, or empty
    Column("colours_decided", Boolean, nullable=False),  # the user chose the colours
    Index("items_by_drawer", "deleted_at", "state", "drawer", "added_at"),
    Index("items_by_date", "deleted_at", "state", "added_at"),
    Index("items_by_confidence", "deleted_at", "state", "confidence"),
)

_OF_AN_ITEM: dict[str, Any] = {"nullable": False, "primary_key": True}

tags = Table(
    "tags",
    metadata,
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), **_OF_AN_ITEM),
    Column("name", Text, **_OF_AN_ITEM),
    Index("tags_by_name", "name"),
)

seasons = Table(
    "seasons",
    metadata,
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), **_OF_AN_ITEM),
    Column("name", String(8), **_OF_AN_ITEM),
    Index("seasons_by_name", "name"),
)

wears = Table(
    "wears",
    metadata,
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), **_OF_AN_ITEM),
    Column("day", Date, **_OF_AN_ITEM),
)

colours = Table(
    "colours",
    metadata,
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), **_OF_AN_ITEM),
    Column("name", Text, **_OF_AN_ITEM),
    Column("hex", String(7), nullable=False),
    Column("share", Float, nullable=False),  # of the garment's pixels
    Index("colours_by_name", "name"),
)

item_photos = Table(
    "item_photos",  # further ones, beside the one in `items`, which is the cover
    metadata,
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), **_OF_AN_ITEM),
    Column("sha256", String(64), **_OF_AN_ITEM),
    Column("photo", String(64), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("similarity", String(16), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("cut_out", JSON, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("deleted_at", DateTime),  # removed by the user, and kept as long as an item in the bin
    Index("item_photos_by_sum", "sha256"),
)

predictions = Table(
    "predictions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("model", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("probabilities", JSON, nullable=False),  # {class: probability}
    Column("made_at", DateTime, nullable=False),
    Column("sure_group", Text),  # the group that is sure where the label is not
)

drawers = Table(
    "drawers",  # the user's own, beside the classes
    metadata,
    Column("name", Text, primary_key=True),
    Column("parent", Text),  # as `wardrobe.store.drawer_groups` reads it
)

settings = Table("settings", metadata, Column("name", Text, primary_key=True), Column("value", JSON, nullable=False))


def open_database(url: str, *, lasting: bool = True) -> Engine:
    """Opens a database and migrates it. SQLite gets write-ahead logging and transactions that cover DDL.

    Args:
        url: an SQLAlchemy URL.
        lasting: whether what is written must survive a failure of the power; with SQLite, waiting for the disk makes a
            transaction take ten times as long.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
        ValueError: a newer program wrote it.
    """
    parsed = make_url(url)
    on_server = parsed.get_backend_name() != "sqlite"
    # A connection is tried before it is used: the server may have been restarted since.
    engine = create_engine(parsed, pool_pre_ping=on_server, connect_args=_PATIENCE.get(parsed.get_driver_name(), {}))
    if not on_server:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin)
        if not lasting:
            event.listen(engine, "connect", _do_not_wait_for_the_disk)
    migrate(engine)
    return engine


@lru_cache
def new_database() -> bytes:
    """The file of an empty SQLite database. It is migrated once, since that costs as much as drawing a page."""
    with tempfile.TemporaryDirectory(prefix="wardrobe-new-") as folder:
        file = Path(folder) / "wardrobe.db"
        engine = open_database(f"sqlite:///{file}", lasting=False)
        engine.dispose()  # the last connection moves the write-ahead log into the file
        return file.read_bytes()


def migrate(engine: Engine) -> None:
    """Runs the migrations that a database lacks, each in its own transaction."""
    if _is_current(engine):
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"engine": engine})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    try:
        with _MIGRATING:
            command.upgrade(config, "head")
    except CommandError as error:
        raise ValueError("A newer version of this program has written it. Update the program.") from error


def _is_current(engine: Engine) -> bool:
    """Whether the last migration has been run; asked first, because Alembic takes 30 ms to find that out."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSION.name):
            return False
        return connection.execute(select(_VERSION.c.version_num)).scalars().all() == [_last_migration()]


@lru_cache
def _last_migration() -> str:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(_MIGRATIONS)).get_current_head() or ""


def _do_not_wait_for_the_disk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # Python's driver begins transactions itself, but none for a CREATE TABLE: `_begin` does it instead.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what was reported as saved is on the disk
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 10000")  # milliseconds
    folding.register(connection)


def _begin(connection: Any) -> None:
    # A transaction that will write takes the lock at once: two that read first would block each other.
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
