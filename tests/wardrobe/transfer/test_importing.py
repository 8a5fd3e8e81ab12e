import io
import zipfile

import numpy as np
import pytest

from data.photos.decoding import MAX_BYTES
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.archive import ArchiveError
from wardrobe.transfer.backup import write_backup
from wardrobe.transfer.bulk_io import ImportResult, undo_import
from wardrobe.transfer.exporting import export_folders
from wardrobe.transfer.importing import drawer_for, import_photos, photos_of_upload, photos_of_zip


def zipped(*files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream


def imported(wardrobe, *files):
    return import_photos(wardrobe, photos_of_upload(files))


def drawers(wardrobe):
    return {item.file_name: item.drawer for item in wardrobe.find()}


@pytest.mark.parametrize(
    ("folder", "drawer"),
    [
        ("t-shirt-top", "T-shirt/top"),
        ("T-SHIRT", "T-shirt/top"),
        ("Ankle boot", "Ankle boot"),
        ("ankle-boot", "Ankle boot"),
        ("pants", "Trouser"),
        ("shoes", "shoes"),
        ("Shorts", "Shorts"),
        ("other", "other"),
        ("unsure", "unsure"),
        ("  Swim\twear ", "Swim wear"),
        ("swim-suits", "Swim suits"),
        ("Swim/suits", "Swim suits"),
        ("T shirt top", "T-shirt/top"),
        ("HATS", "Hats"),
        ("polo", "Polo"),
        ("trousers", "Trouser"),
        ("Jeans", "Trouser"),
        ("T shirt", "T-shirt/top"),
        ("sneakers", "Sneaker"),
        ("ankle boots", "Ankle boot"),
        ("hat", "Hats"),
        ("caps", "Hats"),
        ("hats.", "Hats"),
        ("skirts", "Skirt"),
        ("nul_", "nul"),
        ("swim_suit", "Swim suits"),
    ],
)
def test_a_folder_name_means_a_class_or_an_own_drawer(folder, drawer):
    assert drawer_for(folder, ("Swim suits", "Hats", "Polo")) == drawer


def test_sorted_photos_are_imported_without_a_model(wardrobe, photos):
    added = imported(wardrobe, ("trouser/a.jpg", photos[0]), ("Socks/b.jpg", photos[1]), ("socks/c.jpg", photos[2]))
    assert drawers(wardrobe) == {"a.jpg": "Trouser", "b.jpg": "Socks", "c.jpg": "Socks"}
    assert wardrobe.own_drawers() == ["Socks"] == added.drawers
    assert all(not item.predictions and not item.corrected for item in wardrobe.find())
    assert sorted(added.items.values()) == sorted(wardrobe.ids()) and added.refused == []


def test_binned_items_stay_in_the_bin(wardrobe, photos):
    item = wardrobe.add(photos[0], "a.jpg", drawer="Coat")
    wardrobe.delete([item.id])
    added = imported(wardrobe, ("trouser/a.jpg", photos[0]), ("trouser/b.jpg", photos[1]))
    assert added.known == 1 and wardrobe.ids() == list(added.items.values())
    assert wardrobe.ids(Filters(deleted=True)) == [item.id]


def test_bad_files_are_refused_with_messages_and_stop_nothing(wardrobe, photos):
    added = imported(
        wardrobe,
        ("coat/broken.jpg", photos[0][:3000]),
        ("coat/notes.txt", b"x"),
        ("coat/.DS_Store", b"x"),
        ("__MACOSX/coat/._a.jpg", b"x"),
        ("beside.jpg", photos[1]),
        ("x" * 41 + "/a.jpg", photos[2]),
        ("\x01/a.jpg", photos[2]),
        ("coat/good.jpg", photos[3]),
        ("hats/broken.jpg", photos[4][:3000]),
    )
    assert drawers(wardrobe) == {"good.jpg": "Coat"} and added.skipped == 1
    broken, beside, long, nameless, _ = map(str, added.refused)
    assert broken.startswith("coat/broken.jpg: The picture is damaged") and "not in a drawer's folder" in beside
    assert "1 to 40 characters" in long and "1 to 40 characters" in nameless
    assert wardrobe.own_drawers() == added.drawers == []


def test_a_bad_photo_removes_no_existing_drawer(wardrobe):
    wardrobe.add_drawer("rain-coats")
    added = imported(wardrobe, ("rain coats/broken.jpg", b"no photo"))
    assert wardrobe.own_drawers() == ["rain-coats"] and added.drawers == [] and len(added.refused) == 1


def test_a_photo_is_imported_once(wardrobe, photos):
    mine = wardrobe.add(photos[0], "mine.jpg", drawer="Dress")
    added = imported(wardrobe, ("coat/a.jpg", photos[0]), ("coat/b.jpg", photos[1]), ("bag/c.jpg", photos[1]))
    assert added.known == 2 and len(added.items) == 1 and wardrobe.get(mine.id) == mine
    assert imported(wardrobe, ("coat/b.jpg", photos[1])).known == 1


def test_an_import_can_be_undone_even_if_it_was_stopped(wardrobe, photos):
    mine = wardrobe.add(photos[0], "mine.jpg", drawer="Dress")
    added = ImportResult()

    class Stopped(BaseException):
        pass

    def stop(done, of):
        if done == 3:
            raise Stopped

    files = [(f"hats/{number}.jpg", photo) for number, photo in enumerate(photos)]
    with pytest.raises(Stopped):
        import_photos(wardrobe, photos_of_upload(files), added, stop)
    assert added.known == 1 and len(added.items) == 2 and len(wardrobe.ids()) == 3
    assert undo_import(wardrobe, added) == 2
    assert wardrobe.find(Filters(state=None)) == [mine] and wardrobe.own_drawers() == []


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["mine/coat/a.jpg", "mine/hats/b.jpg"], ["Coat", "Hat"]),
        (["mine/x/coat/a.jpg", "mine/x/hats/b.jpg"], ["Coat", "Hat"]),
        (["mine/coat/a.jpg", "mine/b.jpg"], ["Coat", None]),
        (["coat/a.jpg", "coat/b.jpg"], ["Coat", "Coat"]),
        (["coat/2024/a.jpg", "coat/2025/b.jpg"], ["Coat", "Coat"]),
        (["hats/a.jpg", "hats/b.jpg"], ["Hat", "Hat"]),
        (["bag/coat/a.jpg", "bag/dress/b.jpg"], ["Coat", "Dress"]),
        (["coat/2024/a.jpg", "hats/b.jpg"], ["Coat", "Hat"]),
        (["../../coat/a.jpg", "/hats/b.jpg"], ["Coat", "Hat"]),
        (["mine\\coat\\a.jpg", "mine\\hats\\b.jpg"], ["Coat", "Hat"]),
    ],
)
def test_a_folder_around_the_drawers_is_not_a_drawer(wardrobe, photos, paths, expected):
    imported(wardrobe, *zip(paths, photos, strict=False))
    found = drawers(wardrobe)
    assert [found.get(name) for name in ("a.jpg", "b.jpg")] == expected


def test_exported_folders_are_imported_again(wardrobe, photos, tmp_path):
    own = ("Swim wear", "aux", "Com1")
    for name in own:
        wardrobe.add_drawer(name)
    for photo, drawer in zip(photos, ("T-shirt/top", "Bag", *own), strict=True):
        wardrobe.add(photo, "nul.jpg", drawer=drawer)
    stream = io.BytesIO()
    export_folders(wardrobe, stream)
    other = Wardrobe(Settings.in_folder(tmp_path / "other"))
    for name in own:
        other.add_drawer(name)
    assert {"aux_/nul_.jpg", "com1_/nul_.jpg", "bag/nul_.jpg"} < set(zipfile.ZipFile(stream).namelist())
    with photos_of_zip(stream) as found:
        assert import_photos(other, found).refused == []
    assert other.counts() == wardrobe.counts()
    other.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("winter hats", "winter-hats"),
        ("H\u00fcte", "Hu\u0308te"),
        ("Straße", "STRASSE"),
        ("gloves", "gloves. "),
        ("Trousers", "trouser"),
        ("Jeans", "pants"),
        ("glove", "Gloves"),
    ],
)
def test_two_spellings_of_a_name_are_one_drawer(wardrobe, photos, one, other):
    added = imported(wardrobe, (f"{one}/a.jpg", photos[0]), (f"{other}/b.jpg", photos[1]))
    assert added.refused == [] and len(wardrobe.counts()) == 1 and len(wardrobe.own_drawers()) <= 1
    assert wardrobe.add_drawer(other) == wardrobe.add_drawer(one) or one == "Jeans"


def test_photos_are_recognised_by_content_and_junk_is_not_counted(wardrobe, photos, encoded):
    png = encoded(np.full((20, 20, 3), 90, np.uint8))
    names = ("__MACOSX/bag/._a.jpg", "bag/._a.jpg", "bag/Thumbs.db", ".Trash-1000/a.jpg", "bag/@eaDir/a.jpg/S.jpg")
    added = imported(
        wardrobe,
        *((name, photos[4]) for name in names),
        ("bag/IMG_0001", photos[0]),
        ("bag/scan.dat", png),
        ("bag/saved.jfif", photos[1]),
        ("bag/notes", b"mine"),
        ("bag/list.txt", b"mine"),
    )
    assert set(drawers(wardrobe)) == {"IMG_0001", "scan.dat", "saved.jfif"} and added.skipped == 2
    assert added.refused == []


def test_a_file_of_a_zip_without_a_name_is_a_message_and_the_others_come_in(wardrobe, photos):
    class Nameless(zipfile.ZipInfo):
        def is_dir(self):
            return False

    stream = zipped(("bag/a.jpg", photos[0]))
    info = Nameless("x")
    info.filename = ""
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(info, photos[1])
    with photos_of_zip(stream) as found:
        added = import_photos(wardrobe, found)
    assert drawers(wardrobe) == {"a.jpg": "Bag"}
    assert list(map(str, added.refused)) == ["A file in the ZIP has no name and cannot be read."]


def test_a_zip_that_the_finder_made_has_the_drawers_that_its_folders_name(wardrobe, photos):
    names = [("Kleider/Ro\u0308cke/Gro\u0308ße 38.jpg", photos[0]), ("Kleider/платья/фото.jpg", photos[1])]
    junk = [("__MACOSX/Kleider/Ro\u0308cke/._Gro\u0308ße 38.jpg", b"x"), ("Kleider/.DS_Store", b"x")]
    with photos_of_zip(without_utf8_flag(zipped(*names, *junk))) as found:
        added = import_photos(wardrobe, found)
    assert drawers(wardrobe) == {"Größe 38.jpg": "R\u00f6cke", "фото.jpg": "платья"}
    assert added.refused == [] and added.skipped == 0


def without_utf8_flag(stream):
    """The same ZIP with the names' flag (bit 11) off, as the Finder writes it."""
    content = bytearray(stream.getvalue())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset + 1] &= ~8
            at = content.find(signature, at + 1)
    return io.BytesIO(content)


@pytest.mark.parametrize(
    "names",
    [
        ("wardrobe/wardrobe.json", "wardrobe/items.jsonl", f"wardrobe/photos/{'ab' * 32}.jpg"),
        (f"wardrobe/photos/{'ab' * 32}.jpg", f"wardrobe/photos/{'cd' * 32}.jpg", "wardrobe/._x.jpg"),
    ],
)
def test_an_unpacked_back_up_is_not_imported(names):
    files = [(name, b"x") for name in names]
    with pytest.raises(ArchiveError, match="back-up that was unpacked"):
        photos_of_upload(files)


def test_the_size_of_a_photo_in_a_zip_is_checked_before_it_is_unpacked(wardrobe, photos):
    with photos_of_zip(zipped(("coat/a.jpg", bytes(MAX_BYTES + 1)), ("coat/b.jpg", photos[0]))) as found:
        added = import_photos(wardrobe, found)
    assert "the limit is" in str(added.refused[0]) and drawers(wardrobe) == {"b.jpg": "Coat"}


def test_back_ups_and_other_files_are_refused(wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    stream = io.BytesIO()
    write_backup(wardrobe, stream)
    with pytest.raises(ArchiveError, match="Restore it instead"), photos_of_zip(stream):
        pass
    with pytest.raises(ArchiveError, match="not a ZIP file"), photos_of_zip(io.BytesIO(b"x")):
        pass


def test_a_full_disk_is_one_message(wardrobe, photos, monkeypatch):
    def full_disk(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wardrobe.store.photo_files.PhotoFiles.write", full_disk)
    with pytest.raises(StoreError, match="the disk is full"):
        imported(wardrobe, ("coat/a.jpg", photos[0]))


def test_folders_may_be_named_in_the_user_s_language_beside_english(wardrobe, photos):
    files = [("x/calças/a.jpg", photos[0]), ("x/coats/b.jpg", photos[1]), ("x/Sapatos/c.jpg", photos[2])]
    import_photos(wardrobe, photos_of_upload(files), language="pt")
    assert drawers(wardrobe) == {"a.jpg": "Trouser", "b.jpg": "Coat", "c.jpg": "Sapatos"}
    assert wardrobe.parents()["Sapatos"] == "shoes"
    assert drawer_for("calças") == "calças" and drawer_for("Hose", language="pt") == "Hose"
    assert drawer_for("Jacken", ("Jacken",), "de") == "Jacken", "the user's own drawer comes first"
