import dataclasses
import io
import json
import os
import uuid
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from data.cutout import Nudge
from wardrobe.archive import ArchiveError
from wardrobe.backup import restore_backup, write_backup
from wardrobe.checking import check
from wardrobe.errors import StoreError
from wardrobe.items import REVIEW, Filters
from wardrobe.photo_files import PhotoFiles, photo_path
from wardrobe.settings import Settings
from wardrobe.store import Wardrobe
from wardrobe.transfer import everything, take_back

ALL = Filters(state=None)


@pytest.fixture
def empty(tmp_path):
    opened = Wardrobe(Settings.in_folder(tmp_path / "other"))
    yield opened
    opened.close()


def fill(wardrobe, photos, said):
    """Makes a wardrobe with something in every field, and gaps between the numbers of its items."""
    for index, photo in enumerate(photos):
        wardrobe.add(photo, f"Größe {index} =1+1\n.jpg", prediction=said(day=1 + index))
    first, second, third, fourth, fifth = wardrobe.ids(order="oldest")
    wardrobe.add_drawer("Swim wear")
    wardrobe.add_drawer("Empty")
    wardrobe.change([first], drawer="Swim wear", notes='torn,\n"really" 🧵', tags=["work", "50 %"], seasons=["winter"])
    wardrobe.record({second: said("Coat", 0.4, "unsure", model="cnn/1", day=9)}, move=True, nudge=Nudge(off=True))
    wardrobe.record({third: said()}, move=False, nudge=Nudge(rectangle=(0.1, 0.2, 0.9, 1), turns=3))
    wardrobe.change([third], state=REVIEW)
    wardrobe.throw_away([fourth])
    wardrobe.delete([fifth])
    wardrobe.set_setting("model", "cnn/1")
    wardrobe.set_setting("threshold", {"unsure": 0.61, "names": ["a", None]})


@pytest.fixture
def full(wardrobe, photos, said):
    fill(wardrobe, photos, said)
    return wardrobe


@pytest.fixture(scope="module")
def content(tmp_path_factory, photos, said):
    """The back-up of such a wardrobe."""
    made = Wardrobe(Settings.in_folder(tmp_path_factory.mktemp("full")))
    fill(made, photos, said)
    yield backed_up(made)
    made.close()


def backed_up(wardrobe):
    stream = io.BytesIO()
    assert write_backup(wardrobe, stream).missing == ()
    return stream.getvalue()


def changed(content, **members):
    """The same ZIP with other bytes in some members; a function changes them, None leaves the member out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        names = {**{name: old.read(name) for name in old.namelist()}}
        for name, change in members.items():
            name = {"header": "wardrobe.json", "items": "items.jsonl"}.get(name, name)
            names[name] = change(names[name]) if callable(change) else change
        for name, value in names.items():
            if value is not None:
                new.writestr(name, value)
    return stream.getvalue()


def with_fields(content, **fields):
    """A back-up whose first item says something else."""

    def change(lines):
        first, *others = lines.splitlines()
        return b"\n".join([json.dumps(json.loads(first) | fields).encode(), *others])

    return changed(content, items=change)


def restore(wardrobe, content):
    return restore_backup(wardrobe, io.BytesIO(content))


def files_of(wardrobe):
    return [path for path in wardrobe.photos.files.find("") if not path.startswith("wardrobe.db")]


def test_an_empty_wardrobe_becomes_exactly_what_the_other_was(full, empty):
    added = restore(empty, backed_up(full))
    assert empty.find(ALL) == full.find(ALL) and len(full.find(ALL)) == 3
    assert empty.find(Filters(deleted=True)) == full.find(Filters(deleted=True)) != []
    assert empty.own_drawers() == full.own_drawers() == ["Empty", "Swim wear"]
    assert everything(empty) == everything(full)
    assert empty.setting("threshold") == {"unsure": 0.61, "names": ["a", None]}
    for item in full.find(ALL):
        assert empty.photos.read(item) == full.photos.read(item) and empty.photos.thumbnail(
            item
        ) == full.photos.thumbnail(item)
    assert len(added.items) == 4 and added.known == 0 and added.refused == []
    assert empty.counts() == full.counts() and empty.ids(order="unsure") == full.ids(order="unsure")


def test_the_same_wardrobe_gives_the_same_bytes_with_photos_as_they_are(content, empty):
    restore(empty, content)
    assert backed_up(empty) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        photos = [info for info in archive.infolist() if info.filename.startswith("photos/")]
        assert len(photos) == 4 and all(info.compress_type == zipfile.ZIP_STORED for info in photos)
        header = json.loads(archive.read("wardrobe.json"))
    assert header["version"] == 1 and any(model.startswith("photo/") for model in header["models"])


def test_photos_go_through_the_memory_one_by_one(full, monkeypatch):
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


def test_a_wardrobe_with_items_keeps_them_and_gets_what_it_lacks(full, empty, photos, said):
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
    assert take_back(empty, added) == 4
    assert [item.file_name for item in empty.find(ALL)] == ["later.jpg"] and len(files_of(empty)) == 3
    assert empty.own_drawers() == ["Empty", "Hats"], "a drawer that is in use since then stays"
    assert empty.setting("model") == "mlp/1" and empty.setting("threshold", "none") == "none"


def test_an_undo_that_comes_late_takes_nobody_elses_items(content, empty, photos):
    added = restore(empty, content)
    empty.throw_away(list(added.items.values()))
    later = [empty.add(photo + b"\0", "later.jpg", drawer="Bag").id for photo in photos]
    assert set(later) & set(added.items.values())
    assert take_back(empty, added) == 0 and sorted(empty.ids()) == sorted(later)


def test_a_lost_or_damaged_photo_comes_back_from_the_back_up(full):
    content = backed_up(full)
    lost, damaged, _ = full.find(ALL)
    full.photos.files.rm_file(photo_path(lost.photo))
    full.photos.files.pipe_file(photo_path(damaged.photo), b"half")
    added = restore(full, content)
    assert added.known == 4 and added.items == {}
    assert backed_up(full) == content


def test_a_photo_that_is_thrown_away_while_it_is_restored_is_there_in_the_end(content, empty, photos):
    item = empty.add(photos[0], "a", drawer="Bag")
    first = []

    def throw_away(done, of):
        if done == of and not first:
            first.append(done)
            empty.throw_away([item.id])

    added = restore_backup(empty, io.BytesIO(content), throw_away)
    assert not added.refused and check(empty, mend=False).without_photo == ()


def test_a_photo_that_is_gone_is_told_of_and_its_notes_are_in_the_back_up(full, empty):
    lost, *_ = full.find(ALL, order="oldest")
    full.photos.files.rm_file(photo_path(lost.photo))
    stream = io.BytesIO()
    [sentence] = map(str, write_backup(full, stream).missing)
    assert "is gone" in sentence and lost.file_name in sentence
    with zipfile.ZipFile(stream) as archive:
        assert b"torn" in archive.read("items.jsonl") and archive.read("MISSING.txt").decode() == f"{sentence}\n"
    assert len(restore(empty, stream.getvalue()).refused) == 1 and len(empty.ids(ALL)) == 2


def test_a_back_up_that_could_not_be_restored_says_so_when_it_is_written(full):
    full.change(full.ids(), seasons=["monsoon"])
    stream = io.BytesIO()
    sentences = list(map(str, write_backup(full, stream).missing))
    assert len(sentences) == len(full.ids()) and "seasons should be different ones of spring" in sentences[0]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"id": 0}, "id should be"),
        ({"id": True}, "id should be"),
        ({"id": 2**40}, "id should be"),
        ({"sha256": "../../etc/passwd"}, "sha256 should be of the form"),
        ({"photo": "A" * 64}, "photo should be"),
        ({"photo": "../" + "a" * 61}, "photo should be"),
        ({"similarity": "0x00000000000000"}, "similarity should be"),
        ({"file_name": None}, "file_name should be a text"),
        ({"file_name": "x" * 100_001}, "file_name should be a text"),
        ({"notes": ["a"]}, "notes should be a text"),
        ({"drawer": ""}, "drawer should be a text"),
        ({"state": "binned"}, "state should be filed | review"),
        ({"state": ["filed"]}, "state should be filed | review"),
        ({"corrected": 1}, "corrected should be true or false"),
        ({"nudge": None}, "nudge should be an object"),
        ({"nudge": {"off": False}}, "rectangle is missing"),
        ({"nudge": {"off": "no", "rectangle": None}}, "off should be"),
        ({"nudge": {"off": False, "rectangle": [0, 0, 1]}}, "four shares"),
        ({"nudge": {"off": False, "rectangle": [0, 0, "1", 1]}}, "four shares"),
        ({"nudge": {"off": False, "rectangle": [0.5, 0, 0.2, 1]}}, "four shares"),
        ({"nudge": {"off": False, "rectangle": 7}}, "four shares"),
        ({"nudge": {"off": False, "rectangle": None, "turns": 4}}, "turns should be a whole number"),
        ({"nudge": {"off": False, "rectangle": None, "turns": True}}, "turns should be a whole number"),
        ({"added_at": "yesterday"}, "added_at should be a time"),
        ({"changed_at": "2026-01-01T00:00:00+02:00"}, "changed_at should be a time"),
        ({"deleted_at": 5}, "deleted_at should be a time"),
        ({"tags": "work"}, "tags should be a list"),
        ({"tags": ["a", "a"]}, "tags should be different texts"),
        ({"tags": [""]}, "tags should be different texts"),
        ({"tags": [str(n) for n in range(1001)]}, "tags should be a list of at most"),
        ({"seasons": ["monsoon"]}, "seasons should be"),
        ({"colours": [{"name": "red", "hex": "red;}", "share": 1}]}, "hex should be"),
        ({"colours": [{"name": "red", "hex": "#ff0000", "share": 2}]}, "share should be"),
        ({"colours": [{"name": "red", "hex": "#ff0000", "share": 0.5}] * 2}, "one of them twice"),
        ({"colours": ["red"]}, "name is missing"),
        ({"predictions": {}}, "predictions should be a list"),
        ({"predictions": [{"label": "Bag", "probabilities": {"Bag": 1.5}}]}, "numbers from 0 to 1 whose sum is 1"),
        ({"predictions": [{"label": "Bag", "probabilities": {"Bag": 0.5}}]}, "numbers from 0 to 1 whose sum is 1"),
        ({"predictions": [{"label": "Bag", "probabilities": {}}]}, "numbers from 0 to 1 whose sum is 1"),
        ({"predictions": [{"label": "Coat", "probabilities": {"Bag": 1}}]}, "label should be one of the classes"),
        (
            {"predictions": [{"label": "Bag", "probabilities": {"Bag": 0.1, "Coat": 0.9}, "confidence": 1}]},
            "confidence should not be above",
        ),
        ({"file_name": "\ud800"}, "not the JSON"),
        ({"notes": float("nan")}, "not the JSON"),
    ],
)
def test_an_item_with_a_field_that_cannot_be_is_refused_and_the_others_come_in(content, empty, fields, sentence):
    added = restore(empty, with_fields(content, **fields))
    [refused] = map(str, added.refused)
    assert sentence in refused and refused.startswith("Item 1 of the back-up") and len(refused) < 300
    assert len(added.items) == 3


def test_a_back_up_of_before_photos_could_be_turned_comes_in(content, empty):
    added = restore(empty, with_fields(content, nudge={"off": True, "rectangle": None}))
    assert not added.refused and empty.get(1).nudge == Nudge(off=True)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "-0.1", "true", "[0.5]"])
def test_a_confidence_that_is_no_share_is_refused(content, empty, value):
    def change(lines):
        return lines.replace(b'"confidence":0.9', b'"confidence":' + value.encode(), 1)

    assert len(restore(empty, changed(content, items=change)).refused) == 1


def test_lines_that_are_no_json_or_nested_without_end_are_refused(content, empty):
    def change(lines):
        others = lines.splitlines()[2:]
        return b"\n".join([b"[" * 100_000, b'{"id": ' + b"9" * 10_000 + b"}", *others])

    added = restore(empty, changed(content, items=change))
    assert len(added.refused) == 2 and len(added.items) == 2


def test_an_item_that_is_there_twice_comes_in_once(content, empty):
    def change(lines):
        first, second, *others = lines.splitlines()
        twin = json.dumps(json.loads(second) | {"id": json.loads(first)["id"]}).encode()
        return b"\n".join([first, twin, first, *others[1:]])

    added = restore(empty, changed(content, items=change))
    assert len(added.items) == 2 and ["twice" in str(sentence) for sentence in added.refused] == [True, True]


def test_a_photo_that_is_not_the_one_backed_up_is_refused(content, empty, encoded):
    first, second, third, *_ = sorted(n for n in zipfile.ZipFile(io.BytesIO(content)).namelist() if "photos/" in n)
    bad = changed(content, **{first: b"no photo", second: None, third: lambda photo: photo[:-1] + b"x"})
    added = restore(empty, bad)
    assert len(added.items) == 1 and len(added.refused) == 3
    assert all("its photo is not in the back-up, or is damaged" in str(sentence) for sentence in added.refused)
    assert len([path for path in files_of(empty) if path.startswith("photos/")]) == 1


def pictures_that_no_wardrobe_keeps(encoded):
    exif = Image.Exif()
    exif[0x010F] = "A maker"
    small = Image.new("RGB", (40, 40), "red")
    return {
        "a PNG": encoded(small),
        "too large": encoded(Image.new("RGB", (1601, 20)), "JPEG"),
        "with EXIF": encoded(small, "JPEG", exif=exif),
        "with a comment": encoded(small, "JPEG", comment=b"secret"),
        "cut short": encoded(Image.effect_noise((300, 300), 50).convert("RGB"), "JPEG")[:-2000],
        "no picture": b"\xff\xd8\xff\xe0" + bytes(100),
    }


@pytest.mark.parametrize("kind", ["a PNG", "too large", "with EXIF", "with a comment", "cut short", "no picture"])
def test_a_photo_with_the_right_sum_that_no_wardrobe_would_keep_is_refused(content, empty, encoded, kind):
    import hashlib

    photo = pictures_that_no_wardrobe_keeps(encoded)[kind]
    sha256 = hashlib.sha256(photo).hexdigest()
    named = with_fields(content, photo=sha256)
    added = restore(empty, changed(named, **{f"photos/{sha256}.jpg": photo}))
    assert len(added.refused) == 1 and len(added.items) == 3
    assert not empty.photos.files.exists(photo_path(sha256))


def test_nothing_is_written_by_a_name_in_the_zip(content, empty, tmp_path):
    evil = {"../../evil.jpg": b"x", "/evil": b"x", "photos/../../evil.jpg": b"x", f"photos/{'0' * 64}.jpg": b"x"}
    before = {path for path in tmp_path.rglob("*") if "other" not in path.parts}
    restore(empty, changed(content, **evil))
    assert {path for path in tmp_path.rglob("*") if "other" not in path.parts} == before
    assert len([path for path in files_of(empty) if path.startswith("photos/")]) == 4


HEADER_CASES = [
    (lambda header: b"{}", "no back-up of a wardrobe"),
    (lambda header: b"[" * 50_000, "no back-up of a wardrobe"),
    (lambda header: header.replace(b'"self-', b'"other-'), "no back-up of a wardrobe"),
    (lambda header: header.replace(b'"version": 1', b'"version": 2'), "newer version"),
    (lambda header: header.replace(b'"version": 1', b'"version": "1"'), "version should be"),
    (lambda header: header.replace(b'"items": 4', b'"items": 5'), "expected 5 items, received 4"),
    (lambda header: header.replace(b'"Empty"', b'"%s"' % (b"E" * 41)), "drawers should be"),
    (lambda header: header.replace(b'"settings": {', b'"settings": 3, "x": {'), "settings should be an object"),
    (lambda header: header + bytes(5 * 2**20), "the limit is"),
    (None, "no back-up of a wardrobe"),
]


@pytest.mark.parametrize(("change", "sentence"), HEADER_CASES)
def test_a_zip_that_is_no_sound_back_up_is_one_sentence_and_changes_nothing(content, empty, change, sentence):
    with pytest.raises((ArchiveError), match=sentence) as caught:
        restore(empty, changed(content, header=change))
    assert "\n" not in str(caught.value)
    assert everything(empty).items == () and empty.own_drawers() == [] and files_of(empty) == []


def test_a_file_cut_short_anywhere_changes_nothing(content, empty):
    for length in (0, 10, len(content) // 2, len(content) - 30, len(content) - 1):
        with pytest.raises(ArchiveError, match="cut short"):
            restore(empty, content[:length])
    assert everything(empty).items == () and files_of(empty) == []


def test_one_wrong_byte_among_the_items_changes_nothing(content, empty):
    damaged = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(damaged)) as archive:
        info = archive.getinfo("items.jsonl")
    damaged[info.header_offset + 30 + len("items.jsonl") + info.compress_size // 2] ^= 0xFF
    with pytest.raises(ArchiveError, match=r"items\.jsonl in the ZIP file is damaged"):
        restore(empty, bytes(damaged))
    assert everything(empty).items == () and files_of(empty) == []


def test_a_full_disk_or_a_person_who_stops_it_leaves_the_wardrobe_as_it_was(content, empty, photos, monkeypatch):
    mine = empty.add(photos[3], "mine.jpg", drawer="Bag")
    files, before = files_of(empty), everything(empty)

    class Stopped(BaseException):
        pass

    def stop(done, of):
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        restore_backup(empty, io.BytesIO(content), stop)
    assert everything(empty) == before and files_of(empty) == files

    real, calls = PhotoFiles.write, []

    def full_disk(*arguments, **options):
        calls.append(arguments)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(PhotoFiles, "write", full_disk)
        with pytest.raises(StoreError, match="nothing was restored"):
            restore(empty, content)
    assert everything(empty) == before and files_of(empty) == files and empty.get(mine.id) == mine

    def broken(connection, items):
        raise OSError("the disk went away")

    with monkeypatch.context() as patched:
        patched.setattr("wardrobe.rows.write_settings", broken)
        patched.setattr("wardrobe.rows.insert_all", broken)
        with pytest.raises(StoreError, match="nothing was restored"):
            restore(empty, content)
    assert everything(empty) == before and files_of(empty) == files


def test_rows_come_in_all_or_not_at_all(content, empty, monkeypatch):
    from wardrobe import rows, transfer

    real = rows.insert_all
    monkeypatch.setattr(transfer, "_AT_A_TIME", 2)
    calls = []

    def second_fails(connection, items):
        calls.append(len(items))
        if len(calls) == 2:
            raise OSError("the disk went away")
        return real(connection, items)

    monkeypatch.setattr(rows, "insert_all", second_fails)
    with pytest.raises(StoreError):
        restore(empty, content)
    assert calls == [2, 2] and everything(empty).items == () and empty.own_drawers() == [] and files_of(empty) == []


def test_a_back_up_file_is_there_in_full_or_not_at_all(full, tmp_path, monkeypatch):
    target = tmp_path / "wardrobe.zip"
    assert write_backup(full, target).items == 4
    first = target.read_bytes()
    assert first == backed_up(full)
    full.change(full.ids(), notes="new")

    def fail(done, of):
        if done == 2:
            raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        write_backup(full, target, fail)
    assert target.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["wardrobe.zip"]
    write_backup(full, target)
    assert target.read_bytes() != first


def test_no_other_file_is_written_over(full, tmp_path):
    other = tmp_path / "thesis.odt"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("content.xml", "x")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="is no back-up. Choose another name"):
        write_backup(full, other)
    assert other.read_bytes() == before
    with pytest.raises(StoreError, match="cannot be written"):
        write_backup(full, Path(tmp_path / "none" / "wardrobe.zip"))


def test_an_empty_wardrobe_takes_no_back_ups_place(full, empty, tmp_path):
    target = tmp_path / "wardrobe.zip"
    write_backup(full, target)
    before = target.read_bytes()
    with pytest.raises(StoreError, match="The wardrobe is empty"):
        write_backup(empty, target)
    assert target.read_bytes() == before
    assert write_backup(empty, tmp_path / "empty.zip").items == 0
    full.delete(full.ids(Filters(state=None)))
    assert write_backup(full, target).items == 4  # what lies in the bin is something


def test_what_lay_in_the_bin_lies_there_for_the_rest_of_its_time(content, empty):
    restore(empty, content)
    [item] = empty.find(Filters(deleted=True))
    assert item.deleted_at is not None and datetime.now() - item.deleted_at < timedelta(days=2)


@pytest.fixture
def on_postgresql(tmp_path):
    """An empty wardrobe whose tables are in a PostgreSQL schema that is dropped afterwards."""
    from sqlalchemy import create_engine, make_url

    url, schema = make_url(os.environ["POSTGRESQL_URL"]), f"wardrobe_{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        inside = url.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
        opened = Wardrobe(Settings(inside, (tmp_path / "files").as_uri()))
        yield opened
        opened.close()
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


@pytest.mark.skipif("POSTGRESQL_URL" not in os.environ, reason="POSTGRESQL_URL names no database")
def test_postgresql_gives_new_items_numbers_after_those_that_were_restored(content, on_postgresql, photos):
    restore(on_postgresql, content)
    there = set(on_postgresql.ids(ALL)) | set(on_postgresql.ids(Filters(deleted=True)))
    item = on_postgresql.add(photos[0] + b"0", "new.jpg", drawer="Bag")
    assert item.id > max(there) and on_postgresql.get(item.id) == item
