"""What a database or a storage that does not answer raises, without a server."""

import io

import pytest
from sqlalchemy import exc

from tests.wardrobe.store.servers import on_sqlite
from wardrobe.reclassification import _predict_item
from wardrobe.store.errors import StorageError
from wardrobe.store.failures import connection_lost, reason_of
from wardrobe.transfer.backup import write_backup
from wardrobe.transfer.exporting import export_folders


class DriverError(Exception):
    """An error as PostgreSQL's driver raises it when it has no connection."""

    sqlstate = None


class NetworkError(Exception):
    """An error of the library of a storage."""


NetworkError.__module__ = "botocore.exceptions"


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("connection failed: Connection refused\n\tIs the server running?", True),
        ("connection failed: FATAL:  the database system is starting up", True),
        ('connection failed: FATAL:  role "nobody" does not exist', False),
    ],
)
def test_a_database_that_does_not_answer_is_told_from_one_that_refuses(words, lost):
    error = exc.OperationalError("SELECT 1", {}, DriverError(words))
    assert connection_lost(error) is lost
    said = str(reason_of(error))
    assert (said == "the database does not answer. Try again in a moment") is lost and "\n" not in said
    assert lost or "nobody" in said


@pytest.fixture
def away(wardrobe, photos, monkeypatch):
    """An item whose storage has ceased to answer."""
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")

    def refuse(*_arguments, **_options):
        raise NetworkError('Could not connect to the endpoint URL: "http://127.0.0.1:1/"')

    for name in ("cat_file", "exists", "pipe_file"):
        monkeypatch.setattr(wardrobe.photos.files.fs, name, refuse)
    return item


@on_sqlite
def test_a_storage_that_does_not_answer_is_not_taken_for_lost_photos(wardrobe, photos, away):
    answers = "the storage of the photos does not answer. Try again in a moment"
    for read in (
        lambda: wardrobe.photos.thumbnail(away),
        lambda: write_backup(wardrobe, io.BytesIO()),
        lambda: export_folders(wardrobe, io.BytesIO()),
        lambda: _predict_item(wardrobe, away, predictor=None),
    ):
        with pytest.raises(StorageError, match=f"^The photos cannot be read: {answers}.$"):
            read()
    with pytest.raises(StorageError, match=f"^This was not saved: {answers}.$"):
        wardrobe.add(photos[1], "b.jpg", drawer="Bag")
    assert wardrobe.ids() == [away.id]
