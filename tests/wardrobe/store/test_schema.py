import sqlite3

import pytest

from tests.wardrobe.store.servers import on_sqlite
from wardrobe.store import schema
from wardrobe.store.errors import StoreError
from wardrobe.store.items import DETAILS, FILED
from wardrobe.store.schema import metadata, open_database
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_SINCE_THE_FIRST = (
    ("items", "decided"),
    ("items", "sure_group"),
    ("predictions", "sure_group"),
    ("drawers", "parent"),
    *(("items", name) for name in (*DETAILS, "archived", "photo_kind", "colours_decided")),
)
"""Columns that migrations added to the first tables."""


@pytest.fixture(autouse=True)
def migrations_are_run(database_migrated_once, monkeypatch):
    monkeypatch.setattr(schema, "open_database", database_migrated_once)


@on_sqlite
def test_a_migration_infers_which_drawers_were_decided(where, photos, said):
    opened = Wardrobe(where)
    opened.add(photos[0], "sure", prediction=said("Dress"))
    opened.add(photos[1], "agreed", prediction=said("Dress", outcome="unsure"), state=FILED)
    opened.add(photos[2], "waiting", prediction=said("Dress", outcome="unsure"))
    opened.add(photos[3], "corrected", prediction=said("Dress"), drawer="Coat")
    opened.add(photos[4], "not asked", drawer="Coat")
    opened.close()
    connection = sqlite3.connect(where.database_url.removeprefix("sqlite:///"))
    for table, column in _SINCE_THE_FIRST:
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute("DROP TABLE wears")
    connection.execute("DROP TABLE item_photos")
    connection.execute("UPDATE alembic_version SET version_num = '0001_items'")
    connection.commit()
    connection.close()
    opened = Wardrobe(where)
    assert [summary.decided for summary in opened.summaries()] == [False, True, False, True, True]
    opened.close()


@on_sqlite
def test_the_migrations_make_the_tables_that_the_code_uses(where):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_database(where.database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


@on_sqlite
def test_a_migration_that_fails_leaves_nothing_behind(where, monkeypatch):
    from alembic import op

    def fail(*arguments, **options):
        raise sqlite3.OperationalError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(op, "create_index", fail)
        with pytest.raises((StoreError, sqlite3.OperationalError)):
            Wardrobe(where)
    path = where.database_url.removeprefix("sqlite:///")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'items'").fetchall() == []
    connection.close()
    Wardrobe(where).close()


@on_sqlite
def test_a_database_of_a_newer_program_is_refused(where):
    Wardrobe(where).close()
    connection = sqlite3.connect(where.database_url.removeprefix("sqlite:///"))
    connection.execute("UPDATE alembic_version SET version_num = '9999_future'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="newer"):
        Wardrobe(where)


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        Wardrobe(Settings(f"sqlite:///{tmp_path / 'file' / 'x.db'}", (tmp_path / "x").as_uri()))
