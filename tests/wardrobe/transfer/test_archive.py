import copy
import io
import zipfile

import pytest
from sqlalchemy import event

from wardrobe.transfer import archive
from wardrobe.transfer.archive import ArchiveError, open_archive, write_member
from wardrobe.transfer.importing import import_photos, photos_of_zip


def packed(*members, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream


def test_a_zip_is_read_back_and_does_not_depend_on_the_time():
    streams = [io.BytesIO(), io.BytesIO()]
    for stream in streams:
        with zipfile.ZipFile(stream, "w") as made:
            write_member(made, "a/ä.txt", b"text", packed=True)
    assert streams[0].getvalue() == streams[1].getvalue()
    with open_archive(streams[0]) as opened:
        assert opened.read("a/ä.txt", 4) == b"text"


def test_the_size_of_a_member_is_checked_before_it_is_unpacked(monkeypatch):
    bomb = packed(("photo.jpg", bytes(20 * 2**20)))
    assert len(bomb.getvalue()) < 50_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    with open_archive(bomb) as opened, pytest.raises(ArchiveError, match="20,971,520 bytes; the limit is 10,485,760"):
        opened.read("photo.jpg", 10 * 2**20)


def test_a_member_with_a_false_size_is_refused():
    content = bytearray(packed(("photo.jpg", bytes(2**20))).getvalue())
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        at = content.index(signature) + offset
        content[at : at + 4] = (100).to_bytes(4, "little")
    with open_archive(io.BytesIO(content)) as opened, pytest.raises(ArchiveError, match="damaged"):
        opened.read("photo.jpg", 2**20)


def test_an_overlong_line_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "LINE_BYTES", 100)
    with open_archive(packed(("items.jsonl", b"a\n" + b"x" * 101))) as opened:
        lines = opened.lines("items.jsonl", 1000)
        assert next(lines) == b"a\n"
        with pytest.raises(ArchiveError, match="line that is too long"):
            next(lines)


def test_an_overlong_directory_is_not_read(monkeypatch):
    monkeypatch.setattr(archive, "_DIRECTORY_BYTES", 1000)
    many = packed(*[(f"{number}.jpg", b"") for number in range(50)])
    with pytest.raises(ArchiveError, match="too many files"), open_archive(many):
        pass


def test_an_overlong_directory_cannot_hide_behind_a_second_end_record(monkeypatch):
    monkeypatch.setattr(archive, "_DIRECTORY_BYTES", 1000)
    many = bytearray(packed(*[(f"{number}.jpg", b"") for number in range(50)]).getvalue())
    many[-18:-14] = b"PK\5\6"  # the numbers of disks, which `zipfile` does not look at
    with pytest.raises(ArchiveError, match="too many files"), open_archive(io.BytesIO(many)):
        pass
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for number in range(50):
            made.writestr(info := zipfile.ZipInfo(f"{number}.jpg"), b"")
        info.comment = b"PK\6\6" + bytes(72)  # where the end of a very large ZIP would be
    with pytest.raises(ArchiveError, match="too many files"), open_archive(stream):
        pass


def test_the_directory_of_a_zip64_file_is_measured_too(monkeypatch):
    stream = io.BytesIO()
    with monkeypatch.context() as patched:
        patched.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 10)
        with zipfile.ZipFile(stream, "w") as made:
            for number in range(50):
                made.writestr(f"{number}.jpg", b"x")
    assert b"PK\6\6" in stream.getvalue()
    with open_archive(stream) as opened:
        assert len(opened.members) == 50
    monkeypatch.setattr(archive, "_DIRECTORY_BYTES", 1000)
    with pytest.raises(ArchiveError, match="too many files"), open_archive(stream):
        pass


def test_a_small_zip_that_would_unpack_to_hundreds_of_megabytes_is_refused():
    """Each member is within its limit; together they would cost a minute."""
    stream = packed(*((f"{number}.jpg", bytes(20 * 2**20)) for number in range(5)))
    assert len(stream.getvalue()) < 200_000
    with pytest.raises(ArchiveError, match="100 MiB, far more than photos in a ZIP of 0 MiB can"), open_archive(stream):
        pass


def test_members_that_share_their_bytes_are_counted_each():
    stream = packed(("0.jpg", bytes(2 * 2**20)))
    with zipfile.ZipFile(stream, "a") as zip_file:
        [first] = zip_file.infolist()
        for number in range(100):
            shared = copy.copy(first)
            shared.filename = f"{number}.jpg"
            zip_file.filelist.append(shared)
        zip_file._didModify = True
    with pytest.raises(ArchiveError, match="200 MiB, far more"), open_archive(stream):
        pass


def test_a_member_that_states_too_much_does_not_spoil_the_others():
    stream = packed(("a.jpg", b"a"), ("b.jpg", bytes(80 * 2**20)))
    with open_archive(stream) as opened:
        assert opened.read("a.jpg", 10) == b"a"


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    with pytest.raises(ArchiveError, match="contains 3 files"), open_archive(packed(("a", ""), ("b", ""), ("c", ""))):
        pass


def test_unusual_packing_and_passwords_are_sentences():
    with (
        open_archive(packed(("a", b"x"), method=zipfile.ZIP_LZMA)) as opened,
        pytest.raises(ArchiveError, match="unusual"),
    ):
        opened.read("a", 10)
    locked = bytearray(packed(("a", b"x")).getvalue())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.index(signature) + offset] |= 1
    with open_archive(io.BytesIO(locked)) as opened, pytest.raises(ArchiveError, match="password"):
        opened.read("a", 10)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"PK\5\6" + bytes(10), b"PK\5\6" + b"\xff" * 18])
def test_what_is_no_zip_is_one_sentence(content):
    with pytest.raises(ArchiveError), open_archive(io.BytesIO(content)):
        pass


def test_a_file_that_is_not_there_and_a_folder_are_sentences(tmp_path):
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(ArchiveError, match="cannot be read"), open_archive(path):
            pass


def with_raw_names(*names):
    """A ZIP whose members have these bytes as their names, without the flag for UTF-8."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for number, name in enumerate(names):
            made.writestr("ABC"[number] * len(name), b"x")
    content = stream.getvalue()
    for number, name in enumerate(names):
        content = content.replace(b"ABC"[number : number + 1] * len(name), name)
    return io.BytesIO(content)


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8", ["Röcke/Größe 38.jpg", "платья/фото.jpg"]),
        ("cp437", ["Röcke/Größe 38.jpg", "Hüte/été.jpg", "plain.jpg"]),
        ("cp437", ["niño/Ångström.jpg"]),
        ("cp866", ["платья/фото 1.jpg", "Шляпы/IMG_1.jpg", "plain.jpg"]),
        ("cp866", ["юбки/Ёлка.jpg"]),
    ],
)
def test_names_are_decoded_as_the_system_encoded_them(encoding, names):
    with open_archive(with_raw_names(*(name.encode(encoding) for name in names))) as opened:
        assert list(opened.members) == names
        assert all(opened.read(name, 10) == b"x" for name in names)


def test_a_name_whose_flag_says_utf_8_is_not_guessed_at():
    with open_archive(packed(("Röcke/╠ê.jpg", b"x"))) as opened:
        assert list(opened.members) == ["Röcke/╠ê.jpg"]


def test_a_zip_of_files_that_are_no_photos_costs_the_database_nothing(wardrobe):
    content = packed(*[(f"hats/{number}.jpg", b"") for number in range(300)], method=zipfile.ZIP_STORED)
    statements = []
    event.listen(wardrobe._engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    with photos_of_zip(content) as photos:
        added = import_photos(wardrobe, photos)
    assert len(added.refused) == 300 and added.drawers == [] and "Hats" not in wardrobe.own_drawers()
    assert len(statements) < 10
