"""A full disk, a locked database, a read-only disk: one plain sentence, and nothing half-written is left."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from wardrobe.store.errors import StorageError, StoreError
from wardrobe.store.items import Filters
from wardrobe.store.photo_files import PHOTOS, THUMBNAILS
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.backup import restore_backup, write_backup


def files(wardrobe):
    return {path for folder in (PHOTOS, THUMBNAILS) for path in wardrobe.photos.files.find(folder)}


def in_one_sentence(error):
    """Whether the message is free of SQL, links and line breaks."""
    message = str(error.value)
    return not any(word in message for word in ("SQL", "http", "INSERT", "sqlite", "Errno", "\n"))


def test_a_photo_on_a_full_disk_leaves_no_file_and_says_so(wardrobe, photos, full_disk):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    before = files(wardrobe)
    full_disk()
    with pytest.raises(StorageError, match="This was not saved: the disk is full. Free some space") as error:
        wardrobe.add(photos[1], "b.jpg", drawer="Bag")
    assert in_one_sentence(error) and files(wardrobe) == before and len(wardrobe.ids()) == 1


def test_a_thumbnail_on_a_full_disk_leaves_no_file(wardrobe, photos, monkeypatch):
    write = wardrobe.photos.files.fs.pipe_file

    def half(path, content, **options):
        write(path, content[:10], **options)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(wardrobe.photos.files.fs, "pipe_file", half)
    with pytest.raises(StorageError, match="the disk is full"):
        wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    assert files(wardrobe) == set() and wardrobe.ids() == []


def test_a_database_that_cannot_grow_keeps_what_it_has(wardrobe, photos):
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    before = files(wardrobe)
    with wardrobe.transaction(writes=True) as connection:  # the pool gives the same connection again
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="the disk is full") as error:
        wardrobe.change([item.id], notes="x" * 100_000)
    assert in_one_sentence(error)
    with pytest.raises(StorageError, match="the disk is full"):
        wardrobe.add(photos[1], "b" * 100_000, drawer="Bag")
    assert files(wardrobe) == before and wardrobe.get(item.id) == item


def test_a_locked_database_says_so_and_leaves_no_file(wardrobe, photos, where):
    with wardrobe.transaction(writes=True) as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(where.database_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="another program is using the database") as error:
            wardrobe.add(photos[0], "a.jpg", drawer="Bag")
        assert in_one_sentence(error) and files(wardrobe) == set()
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")


def test_a_restore_on_a_full_disk_changes_nothing(wardrobe, photos, tmp_path, full_disk):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    write_backup(wardrobe, tmp_path / "backup.zip")
    empty = Wardrobe(Settings.in_folder(tmp_path / "empty"))
    full_disk()
    with pytest.raises(StorageError, match="Nothing was restored: the disk is full") as error:
        restore_backup(empty, tmp_path / "backup.zip")
    assert in_one_sentence(error) and files(empty) == set() and empty.ids() == []
    empty.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
def test_a_back_up_of_a_read_only_disk_is_whole(photos, unprivileged, tmp_path, killed):
    folder, become = unprivileged
    where = Settings.in_folder(folder / "wardrobe")
    filled = Wardrobe(where)
    item = filled.add(photos[0], "a.jpg", drawer="Bag")
    binned = filled.add(photos[1], "b.jpg", drawer="Bag")
    filled.delete([binned.id])
    if not killed:  # a killed program leaves rows in the write-ahead log alone
        filled.close()
    output = folder / "output"
    output.mkdir()
    output.chmod(0o777)
    for path in [*(folder / "wardrobe").rglob("*"), folder / "wardrobe"]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    present = {path: path.stat().st_mtime_ns for path in (folder / "wardrobe").rglob("*")}
    with become():
        if not killed:  # else SQLite shares the killed program's memory
            with pytest.raises(StoreError, match="cannot be opened: the wardrobe's folder cannot be written"):
                Wardrobe(where)
        reading = Wardrobe(where, to_read=True)
        written = write_backup(reading, output / "backup.zip")
        reading.close()
    assert (written.items, written.missing) == (2, ())
    assert {path: path.stat().st_mtime_ns for path in (folder / "wardrobe").rglob("*")} == present
    restored = Wardrobe(Settings.in_folder(tmp_path / "restored"))
    restore_backup(restored, output / "backup.zip")
    assert restored.get(item.id) == item and restored.ids(Filters(deleted=True)) == [binned.id]
    restored.close()
    filled.close()


def test_opened_to_be_read_a_wardrobe_keeps_no_copy_of_a_database_that_can_be_written(where, wardrobe):
    reading = Wardrobe(where, to_read=True)
    copied = Path(reading._copied.name)
    assert copied.is_dir() and not list(copied.iterdir())
    reading.close()
    assert not copied.exists()
