import dataclasses
import io
import json
import os
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from data.messages import printable
from tests.wardrobe.backups import ALL, backed_up, files_of, restore
from tests.wardrobe.store.servers import empty_database
from wardrobe.store.errors import StoreError
from wardrobe.store.integrity import check
from wardrobe.store.items import Filters
from wardrobe.store.photo_files import PhotoFiles, photo_path
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.archive import ArchiveError
from wardrobe.transfer.backup import is_backup, restore_backup, write_backup
from wardrobe.transfer.bulk_io import dump, undo_import


def pixels(file):
    picture = Image.open(io.BytesIO(file)).convert("RGBA")
    on_white = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return np.asarray(on_white.resize((16, 16)).convert("RGB"), float)


def test_an_empty_wardrobe_becomes_an_exact_copy(full, empty):
    added = restore(empty, backed_up(full))
    assert empty.find(ALL) == full.find(ALL) and len(full.find(ALL)) == 3
    assert empty.find(Filters(deleted=True)) == full.find(Filters(deleted=True)) != []
    assert empty.own_drawers() == full.own_drawers() == ["Empty", "Swim wear"]
    assert dump(empty) == dump(full)
    assert empty.setting("threshold") == {"unsure": 0.61, "names": ["a", None]}
    for item in full.find(ALL):
        assert empty.photos.read(item) == full.photos.read(item)
        # Made from the stored JPEG, and not from the file that was uploaded: alike, but not to the byte.
        assert pixels(empty.photos.thumbnail(item)) == pytest.approx(pixels(full.photos.thumbnail(item)), abs=12)
    assert len(added.items) == 4 and added.known == 0 and added.refused == []
    assert empty.counts() == full.counts() and empty.ids(order="unsure") == full.ids(order="unsure")


def test_the_same_wardrobe_gives_the_same_bytes(content, empty):
    restore(empty, content)
    assert backed_up(empty) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        photos = [info for info in archive.infolist() if info.filename.startswith("photos/")]
        assert len(photos) == 4 and all(info.compress_type == zipfile.ZIP_STORED for info in photos)
        header = json.loads(archive.read("wardrobe.json"))
    assert header["version"] == 4 and any(model.startswith("photo/") for model in header["models"])


def test_photos_are_read_one_by_one(full, monkeypatch):
    held, most = [], []

    class Sink(io.RawIOBase):
        def writable(self):
            return True

        def write(self, part):
            held.clear()
            return len(part)

    real = full.photos.read

    def reading(item, **options):
        held.append(real(item, **options))
        most.append(len(held))
        return held[-1]

    monkeypatch.setattr(full.photos, "read", reading)
    write_backup(full, Sink())
    assert max(most) == 1 and len(most) == 4


def test_a_wardrobe_with_items_keeps_them_and_gets_missing_ones(full, empty, photos, said):
    mine = empty.add(photos[0], "mine.jpg", prediction=said("Bag"), drawer="Dress")
    empty.set_setting("model", "mlp/1")
    empty.add_drawer("Hats")
    before = empty.get(mine.id)
    added = restore(empty, backed_up(full))
    assert added.known == 1 and len(added.items) == 3 and empty.get(mine.id) == before
    assert empty.own_drawers() == ["Empty", "Hats", "Swim wear"] and added.drawers == ["Empty", "Swim wear"]
    assert empty.setting("model") == "mlp/1" and empty.setting("threshold") is None
    others = {item.sha256: item for item in (*full.find(ALL), *full.find(Filters(deleted=True)))}
    for sha256, number in added.items.items():
        assert empty.get(number) == dataclasses.replace(others[sha256], id=number)
    again = restore(empty, backed_up(full))
    assert again.known == 4 and again.items == {} and again.drawers == []


def test_a_restore_can_be_undone(content, empty, photos):
    empty.set_setting("model", "mlp/1")
    empty.add_drawer("Hats")
    added = restore(empty, content)
    empty.add(b"".join(photos[:1]) + b"\0", "later.jpg", drawer="Empty")
    assert undo_import(empty, added) == 4
    assert [item.file_name for item in empty.find(ALL)] == ["later.jpg"] and len(files_of(empty)) == 3
    assert empty.own_drawers() == ["Empty", "Hats"], "a drawer that is in use since then stays"
    assert empty.setting("model") == "mlp/1" and empty.setting("threshold", "none") == "none"


def test_a_late_undo_deletes_no_other_items(content, empty, photos):
    added = restore(empty, content)
    empty.delete_permanently(list(added.items.values()))
    later = [empty.add(photo + b"\0", "later.jpg", drawer="Bag").id for photo in photos]
    assert set(later) & set(added.items.values())
    assert undo_import(empty, added) == 0 and sorted(empty.ids()) == sorted(later)


def test_a_lost_or_damaged_photo_is_restored(full):
    content = backed_up(full)
    lost, damaged, _ = full.find(ALL)
    full.photos.files.rm_file(photo_path(lost.photo))
    full.photos.files.pipe_file(photo_path(damaged.photo), b"half")
    added = restore(full, content)
    assert added.known == 4 and added.items == {}
    assert backed_up(full) == content


def test_a_photo_deleted_during_the_restore_is_there_in_the_end(content, empty, photos):
    item = empty.add(photos[0], "a", drawer="Bag")
    first = []

    def delete_it(done, of):
        if done == of and not first:
            first.append(done)
            empty.delete_permanently([item.id])

    added = restore_backup(empty, io.BytesIO(content), delete_it)
    assert not added.refused and check(empty).without_photo == ()


def test_a_lost_photo_is_reported_and_its_notes_are_backed_up(full, empty):
    lost, *_ = full.find(ALL, order="oldest")
    full.photos.files.rm_file(photo_path(lost.photo))
    stream = io.BytesIO()
    [message] = map(str, write_backup(full, stream).missing)
    assert "is gone" in message and printable(lost.file_name) in message
    with zipfile.ZipFile(stream) as archive:
        assert b"torn" in archive.read("items.jsonl") and archive.read("MISSING.txt").decode() == f"{message}\n"
    assert len(restore(empty, stream.getvalue()).refused) == 1 and len(empty.ids(ALL)) == 2


def test_an_item_that_could_not_be_restored_is_reported_when_the_back_up_is_written(full):
    full.change(full.ids(), seasons=["monsoon"])
    stream = io.BytesIO()
    messages = list(map(str, write_backup(full, stream).missing))
    assert len(messages) == len(full.ids()) and "seasons should be a list of different words from spring" in messages[0]


def test_a_full_disk_or_an_interrupted_restore_changes_nothing(content, empty, photos, monkeypatch):
    mine = empty.add(photos[3], "mine.jpg", drawer="Bag")
    files, before = files_of(empty), dump(empty)

    class Stopped(BaseException):
        pass

    def stop(done, of):
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        restore_backup(empty, io.BytesIO(content), stop)
    assert dump(empty) == before and files_of(empty) == files

    real, calls = PhotoFiles.write, []

    def full_disk(*arguments, **options):
        calls.append(arguments)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(PhotoFiles, "write", full_disk)
        with pytest.raises(StoreError, match="Nothing was restored"):
            restore(empty, content)
    assert dump(empty) == before and files_of(empty) == files and empty.get(mine.id) == mine

    def broken(connection, items):
        raise OSError("the disk went away")

    with monkeypatch.context() as patched:
        patched.setattr("wardrobe.store.mapping.write_settings", broken)
        patched.setattr("wardrobe.store.mapping.insert_all", broken)
        with pytest.raises(StoreError, match="Nothing was restored"):
            restore(empty, content)
    assert dump(empty) == before and files_of(empty) == files


def test_rows_are_restored_in_one_transaction(content, empty, monkeypatch):
    from wardrobe.store import mapping
    from wardrobe.transfer import bulk_io

    real = mapping.insert_all
    monkeypatch.setattr(bulk_io, "_AT_A_TIME", 2)
    calls = []

    def second_fails(connection, items):
        calls.append(len(items))
        if len(calls) == 2:
            raise OSError("the disk went away")
        return real(connection, items)

    monkeypatch.setattr(mapping, "insert_all", second_fails)
    with pytest.raises(StoreError):
        restore(empty, content)
    assert calls == [2, 2] and dump(empty).items == () and empty.own_drawers() == [] and files_of(empty) == []


def test_a_back_up_is_written_atomically(full, tmp_path, monkeypatch):
    target = tmp_path / "wardrobe.zip"
    assert write_backup(full, target).items == 4
    first = target.read_bytes()
    assert first == backed_up(full)
    full.change(full.ids(), notes="new")

    def fail(done, of):
        if done == 2:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="the disk is full"):
        write_backup(full, target, fail)
    assert target.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["wardrobe.zip"]
    write_backup(full, target)
    assert target.read_bytes() != first


def test_no_other_file_is_overwritten(full, tmp_path):
    other = tmp_path / "thesis.odt"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("content.xml", "x")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="is not a back-up. Choose another name"):
        write_backup(full, other)
    assert other.read_bytes() == before
    with pytest.raises(StoreError, match="cannot be written"):
        write_backup(full, Path(tmp_path / "none" / "wardrobe.zip"))


def test_an_empty_wardrobe_replaces_no_back_up(full, empty, tmp_path):
    target = tmp_path / "wardrobe.zip"
    write_backup(full, target)
    before = target.read_bytes()
    with pytest.raises(StoreError, match="The wardrobe is empty"):
        write_backup(empty, target)
    assert target.read_bytes() == before
    assert write_backup(empty, tmp_path / "empty.zip").items == 0
    full.delete(full.ids(Filters(state=None)))
    assert write_backup(full, target).items == 4  # what lies in the bin is something


def test_restored_items_keep_their_time_in_the_bin(content, empty):
    restore(empty, content)
    [item] = empty.find(Filters(deleted=True))
    assert item.deleted_at is not None and datetime.now() - item.deleted_at < timedelta(days=2)


@pytest.fixture
def on_postgresql(postgresql, tmp_path):
    """An empty wardrobe in a PostgreSQL database that is dropped afterwards."""
    pytest.importorskip("psycopg", reason="psycopg is not installed; requirements-cloud.txt has it")
    with empty_database(postgresql) as database:
        opened = Wardrobe(Settings(database, (tmp_path / "files").as_uri()))
        yield opened
        opened.close()


@pytest.mark.slow
def test_postgresql_gives_new_items_ids_after_the_restored_ones(content, on_postgresql, photos):
    restore(on_postgresql, content)
    there = set(on_postgresql.ids(ALL)) | set(on_postgresql.ids(Filters(deleted=True)))
    item = on_postgresql.add(photos[0] + b"0", "new.jpg", drawer="Bag")
    assert item.id > max(there) and on_postgresql.get(item.id) == item


def zipped_again(content, folder="wardrobe/"):
    """The files of a back-up as macOS zips the folder that a browser unpacked: inside a folder, with its own files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in reversed(old.namelist()):
            new.writestr(folder + name, old.read(name))
        new.writestr(f"__MACOSX/{folder}._wardrobe.json", b"x")
        new.writestr(f"__MACOSX/{folder}wardrobe.json", b"x")
        new.writestr(f"{folder}.DS_Store", b"x")
    return stream.getvalue()


@pytest.mark.parametrize("folder", ["wardrobe/", "Downloads/Kleider 2024/"])
def test_a_back_up_that_was_unpacked_and_zipped_again_restores(content, empty, folder):
    again = zipped_again(content, folder)
    assert is_backup(io.BytesIO(again))
    assert restore(empty, again).refused == []
    assert backed_up(empty) == content


def test_a_folder_with_another_wardrobe_json_is_not_a_back_up(empty):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mine/wardrobe.json", b"{}")
    assert not is_backup(stream)
    with pytest.raises(ArchiveError, match="not a back-up"):
        restore(empty, stream.getvalue())


def test_the_next_back_up_removes_what_a_killed_one_left(full, tmp_path):
    target = tmp_path / "back-ups" / "a.zip"
    target.parent.mkdir()
    old, young = (target.with_name(f".{digit * 32}.part.zip") for digit in "ab")
    for part in (old, young):
        part.write_bytes(b"half")
    mine = target.with_name(".notes.part.zip")
    mine.touch()
    for path in (old, mine):
        os.utime(path, (1, 1))
    write_backup(full, target)
    assert set(target.parent.iterdir()) == {target, young, mine}


def test_all_photos_of_an_item_and_its_chosen_colours_are_restored(full, empty, photos):
    first = full.find(ALL, order="oldest")[0]
    full.add_photo(first.id, photos[0] + b"\0", "back.jpg", "back")
    full.add_photo(first.id, photos[1] + b"\0", "label.jpg", "label")
    full.remove_photo(first.id, full.get(first.id).further_photos[1].sha256)
    full.choose_cover(first.id, full.get(first.id).further_photos[0].sha256)
    full.choose_colours(first.id, ["white"])
    full.merge(first.id, full.find(ALL, order="oldest")[2].id)
    added = restore(empty, backed_up(full))
    assert added.refused == [] and dump(empty) == dump(full)
    restored = empty.get(first.id)
    assert len(restored.photos) == 3 and restored.colours_decided and restored.photo_kind == "back"
    assert all(empty.photos.holds(photo) for photo in restored.stored_photos)
    again = restore(empty, backed_up(full))
    assert again.items == {} and dump(empty) == dump(full)


def test_an_item_is_restored_without_a_further_photo_that_the_back_up_lacks(full, empty, photos):
    first = full.find(ALL, order="oldest")[0]
    full.add_photo(first.id, photos[3], "back.jpg", "back")
    [back] = full.get(first.id).further_photos
    full.photos.files.rm_file(photo_path(back.photo))
    stream = io.BytesIO()
    assert len(write_backup(full, stream).missing) == 1
    added = restore(empty, stream.getvalue())
    assert empty.get(first.id).photos == () and ["back.jpg" in str(message) for message in added.refused] == [True]
