import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.wardrobe.store.servers import on_sqlite
from wardrobe.store.errors import StoreError
from wardrobe.store.integrity import check
from wardrobe.store.items import Filters
from wardrobe.store.photo_files import LOST_AND_FOUND, photo_path
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

LATER = datetime.now(UTC) + timedelta(hours=2)  # by then no file is so new that its row may still come
UNKNOWN = "ab" * 32


@pytest.fixture(scope="module")
def many_photos():
    """JPEG bytes of twenty small pictures."""
    return [jpeg(np.full((24, 24, 3), 12 * number, np.uint8)) for number in range(20)]


def add_all(wardrobe, photos):
    return [wardrobe.add(photo, f"{number}.jpg", drawer="Bag") for number, photo in enumerate(photos)]


def write(wardrobe, path, content=b"x"):
    wardrobe.photos.files.makedirs(path.rpartition("/")[0], exist_ok=True)
    wardrobe.photos.files.pipe_file(path, content)


def forget(wardrobe, items):
    """Deletes the rows of items, as an older copy of the database would lack them; the photos stay."""
    with wardrobe.transaction(writes=True) as connection:
        for item in items:
            connection.exec_driver_sql(f"DELETE FROM items WHERE id = {item.id}")


def files(wardrobe):
    found = wardrobe.photos.files.find("")
    return {path: wardrobe.photos.files.cat_file(path) for path in found if not path.startswith("wardrobe.db")}


def database_of(where):
    return Path(where.database_url.removeprefix("sqlite:///"))


def test_check_bins_items_without_photo_and_only_reports_damaged_photos(wardrobe, photos):
    kept, gone, damaged = add_all(wardrobe, photos[:3])
    wardrobe.photos.files.rm_file(photo_path(gone.photo))
    write(wardrobe, photo_path(damaged.photo), b"half")
    findings = check(wardrobe, now=LATER)
    assert findings.without_photo == (gone,) and findings.damaged == (damaged,)
    assert wardrobe.ids(Filters(deleted=True)) == [gone.id]
    assert set(wardrobe.ids()) == {kept.id, damaged.id}
    assert wardrobe.photos.files.cat_file(photo_path(damaged.photo)) == b"half"
    assert check(wardrobe, now=LATER).without_photo == ()


def test_check_removes_old_unfinished_files_and_thumbnails_of_no_photo(wardrobe, photos):
    add_all(wardrobe, photos[:1])
    before = files(wardrobe)
    leftovers = (f"{photo_path(UNKNOWN)}.123.part", f"thumbnails/ab/{UNKNOWN}-plain.jpg")
    for path in leftovers:
        write(wardrobe, path)
    assert check(wardrobe).leftovers == ()  # they may be in use
    assert check(wardrobe, now=LATER).leftovers == leftovers
    assert files(wardrobe) == before and not check(wardrobe, now=LATER)


def test_check_removes_cut_outs_that_an_earlier_version_stored(wardrobe, photos):
    [item] = add_all(wardrobe, photos[:1])
    before = files(wardrobe)
    outdated = f"thumbnails/{item.photo[:2]}/{item.photo}-0123abcd.jpg"
    write(wardrobe, outdated)
    assert check(wardrobe, now=LATER).leftovers == (outdated,) and files(wardrobe) == before


def test_other_files_are_left_alone(wardrobe, photos):
    add_all(wardrobe, photos[:1])
    for path in ("photos/.DS_Store", "photos/mine.jpg", "notes.txt"):
        write(wardrobe, path)
    before = files(wardrobe)
    assert not check(wardrobe, now=LATER) and files(wardrobe) == before


def test_one_orphan_of_twenty_is_moved_to_lost_and_found(wardrobe, many_photos):
    *_, orphan = add_all(wardrobe, many_photos)
    content = wardrobe.photos.read(orphan)
    forget(wardrobe, [orphan])
    assert not check(wardrobe)  # it may be about to get its row
    findings = check(wardrobe, now=LATER)
    lost = f"{LOST_AND_FOUND}/{orphan.photo}.jpg"
    assert findings.lost_and_found == (lost,)
    assert wardrobe.photos.files.cat_file(lost) == content
    assert not wardrobe.photos.exists(orphan.photo) and len(wardrobe.ids()) == 19
    assert not check(wardrobe, now=LATER)


def test_lost_and_found_holds_the_same_photo_twice_rather_than_overwrite_it(wardrobe, many_photos):
    *_, orphan = add_all(wardrobe, many_photos)
    write(wardrobe, f"{LOST_AND_FOUND}/{orphan.photo}.jpg", b"earlier")
    forget(wardrobe, [orphan])
    assert check(wardrobe, now=LATER).lost_and_found == (f"{LOST_AND_FOUND}/{orphan.photo}-2.jpg",)
    assert wardrobe.photos.files.cat_file(f"{LOST_AND_FOUND}/{orphan.photo}.jpg") == b"earlier"


def test_orphans_are_moved_in_any_storage(where, many_photos):
    wardrobe = Wardrobe(Settings(where.database_url, "memory://check/any"))
    *_, orphan = add_all(wardrobe, many_photos)
    forget(wardrobe, [orphan])
    assert check(wardrobe, now=LATER).lost_and_found == (f"{LOST_AND_FOUND}/{orphan.photo}.jpg",)
    wardrobe.close()


def test_more_than_a_tenth_orphans_change_nothing(wardrobe, many_photos):
    items = add_all(wardrobe, many_photos)
    forget(wardrobe, items[:3])
    wardrobe.photos.files.rm_file(photo_path(items[5].photo))
    before = files(wardrobe)
    with pytest.raises(StoreError, match="No item references 3 of the 19 photos"):
        check(wardrobe, now=LATER)
    assert files(wardrobe) == before and wardrobe.ids(Filters(deleted=True)) == []


@on_sqlite
def test_a_lost_database_loses_no_photo(where, many_photos):
    wardrobe = Wardrobe(where)
    add_all(wardrobe, many_photos[:12])
    before = files(wardrobe)
    wardrobe.close()
    for path in database_of(where).parent.glob("wardrobe.db*"):
        path.unlink()
    wardrobe = Wardrobe(where)
    with pytest.raises(StoreError, match="12 photos but no item"):
        check(wardrobe, now=LATER)
    assert files(wardrobe) == before
    wardrobe.close()


def test_an_empty_database_loses_no_photo(wardrobe, many_photos):
    items = add_all(wardrobe, many_photos[:12])
    forget(wardrobe, items)
    before = files(wardrobe)
    with pytest.raises(StoreError, match="Restore a back-up|restore a back-up"):
        check(wardrobe, now=LATER)
    assert files(wardrobe) == before


def test_the_database_of_another_wardrobe_loses_no_photo(wardrobe, empty, where, many_photos):
    add_all(wardrobe, many_photos[:12])
    other = add_all(empty, many_photos[12:])
    before = files(wardrobe)
    mixed = Wardrobe(Settings(f"sqlite:///{empty.photos.files.path}/wardrobe.db", where.files_url))
    with pytest.raises(StoreError, match="12 of the 12"):
        check(mixed, now=LATER)
    assert files(mixed) == before and set(mixed.ids()) == {item.id for item in other}
    mixed.close()


@on_sqlite
def test_a_missing_disk_bins_no_item(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    wardrobe.photos.files.mv("photos", "elsewhere", recursive=True)
    with pytest.raises(StoreError, match="one item but no photo"):
        check(wardrobe)
    assert wardrobe.ids() == [item.id]


def test_a_disk_that_lacks_most_photos_bins_no_item(wardrobe, many_photos):
    items = add_all(wardrobe, many_photos[:9])
    for item in items[:5]:
        wardrobe.photos.files.rm_file(photo_path(item.photo))
    with pytest.raises(StoreError, match="photos of 5 of the 9 items are gone"):
        check(wardrobe, now=LATER)
    assert len(wardrobe.ids()) == 9 and wardrobe.ids(Filters(deleted=True)) == []


def test_a_photo_that_a_killed_process_had_set_aside_comes_back(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    wardrobe.add(photos[1], "y", drawer="Bag")
    wardrobe.photos.set_aside(item.photo)
    assert check(wardrobe, now=LATER).without_photo == ()
    assert wardrobe.photos.holds(item.photo) and not check(wardrobe, now=LATER)


@on_sqlite
def test_a_database_with_zeroed_pages_is_reported(where, many_photos):
    wardrobe = Wardrobe(where)
    add_all(wardrobe, many_photos[:12])
    before = files(wardrobe)
    with sqlite3.connect(database_of(where)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'items_by_drawer'")
        [(size,)] = connection.execute("PRAGMA page_size")
    connection.close()
    wardrobe.close()
    with database_of(where).open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(bytes(size))
    wardrobe = Wardrobe(where)
    with pytest.raises(StoreError, match="The database is damaged"):
        check(wardrobe, now=LATER)
    assert files(wardrobe) == before
    wardrobe.close()
