import io
import zipfile

import pytest

from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.archive import ArchiveError
from wardrobe.transfer.backup import write_backup
from wardrobe.transfer.bulk_io import ImportResult, undo_import
from wardrobe.transfer.exporting import export_folders
from wardrobe.transfer.importing import drawer_for, import_photos, photos_of_folder, photos_of_upload, photos_of_zip


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
    ],
)
def test_a_folder_is_a_class_if_its_name_means_just_one_or_else_a_drawer_of_ones_own(folder, drawer):
    assert drawer_for(folder, ("Swim suits", "Hats", "Polo")) == drawer


def test_sorted_photos_come_in_without_any_model(wardrobe, photos):
    added = imported(wardrobe, ("trouser/a.jpg", photos[0]), ("Socks/b.jpg", photos[1]), ("socks/c.jpg", photos[2]))
    assert drawers(wardrobe) == {"a.jpg": "Trouser", "b.jpg": "Socks", "c.jpg": "Socks"}
    assert wardrobe.own_drawers() == ["Socks"] == added.drawers
    assert all(not item.predictions and not item.corrected for item in wardrobe.find())
    assert sorted(added.items.values()) == sorted(wardrobe.ids()) and added.refused == []


def test_what_lies_in_the_bin_stays_there(wardrobe, photos):
    item = wardrobe.add(photos[0], "a.jpg", drawer="Coat")
    wardrobe.delete([item.id])
    added = imported(wardrobe, ("trouser/a.jpg", photos[0]), ("trouser/b.jpg", photos[1]))
    assert added.known == 1 and wardrobe.ids() == list(added.items.values())
    assert wardrobe.ids(Filters(deleted=True)) == [item.id]


def test_bad_files_are_sentences_and_stop_nothing(wardrobe, photos):
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
    assert broken.startswith("coat/broken.jpg: The picture is damaged") and "in no drawer's folder" in beside
    assert "1 to 40 characters" in long and "1 to 40 characters" in nameless
    assert wardrobe.own_drawers() == added.drawers == []


def test_a_bad_photo_takes_no_drawer_away_that_was_there(wardrobe):
    wardrobe.add_drawer("rain-coats")
    added = imported(wardrobe, ("rain coats/broken.jpg", b"no photo"))
    assert wardrobe.own_drawers() == ["rain-coats"] and added.drawers == [] and len(added.refused) == 1


def test_the_same_photo_is_recognised(wardrobe, photos):
    mine = wardrobe.add(photos[0], "mine.jpg", drawer="Dress")
    added = imported(wardrobe, ("coat/a.jpg", photos[0]), ("coat/b.jpg", photos[1]), ("bag/c.jpg", photos[1]))
    assert added.known == 2 and len(added.items) == 1 and wardrobe.get(mine.id) == mine
    assert imported(wardrobe, ("coat/b.jpg", photos[1])).known == 1


def test_an_import_can_be_undone_even_one_that_was_stopped(wardrobe, photos):
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
        (["mine/coat/a.jpg", "mine/hats/b.jpg"], ["Coat", "hats"]),
        (["mine/x/coat/a.jpg", "mine/x/hats/b.jpg"], ["Coat", "hats"]),
        (["mine/coat/a.jpg", "mine/b.jpg"], ["Coat", None]),
        (["coat/a.jpg", "coat/b.jpg"], ["Coat", "Coat"]),
        (["coat/2024/a.jpg", "coat/2025/b.jpg"], ["Coat", "Coat"]),
        (["hats/a.jpg", "hats/b.jpg"], ["hats", "hats"]),
        (["bag/coat/a.jpg", "bag/dress/b.jpg"], ["Coat", "Dress"]),
        (["coat/2024/a.jpg", "hats/b.jpg"], ["Coat", "hats"]),
        (["../../coat/a.jpg", "/hats/b.jpg"], ["Coat", "hats"]),
        (["mine\\coat\\a.jpg", "mine\\hats\\b.jpg"], ["Coat", "hats"]),
    ],
)
def test_a_folder_around_the_drawers_is_none_itself(wardrobe, photos, paths, expected):
    imported(wardrobe, *zip(paths, photos, strict=False))
    found = drawers(wardrobe)
    assert [found.get(name) for name in ("a.jpg", "b.jpg")] == expected


def test_what_was_written_as_sorted_folders_comes_back(wardrobe, photos, tmp_path):
    wardrobe.add_drawer("Swim wear")
    for photo, drawer in zip(photos, ("T-shirt/top", "Bag", "Bag", "Swim wear", "Ankle boot"), strict=True):
        wardrobe.add(photo, "a.jpg", drawer=drawer)
    stream = io.BytesIO()
    export_folders(wardrobe, stream)
    other = Wardrobe(Settings.in_folder(tmp_path / "other"))
    other.add_drawer("Swim wear")
    with photos_of_zip(stream) as found:
        assert import_photos(other, found).refused == []
    assert other.counts() == wardrobe.counts()
    other.close()


def test_a_local_folder_is_read_and_hidden_things_in_it_are_not(wardrobe, photos, tmp_path):
    paths = ("in/coat/a.jpg", "in/coat/deep/b.JPG", "in/.git/c.jpg", "in/hats/none.jpg")
    for path, photo in zip(paths, photos, strict=False):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(photo)
    (tmp_path / "in/hats/none.jpg").unlink()
    (tmp_path / "in/hats/none.jpg").symlink_to(tmp_path / "nowhere.jpg")
    added = import_photos(wardrobe, photos_of_folder(tmp_path / "in"))
    assert drawers(wardrobe) == {"a.jpg": "Coat", "b.JPG": "Coat"}
    assert list(map(str, added.refused)) == ["hats/none.jpg: The file cannot be read: No such file or directory."]
    with pytest.raises(StoreError, match="There is no folder"):
        photos_of_folder(tmp_path / "none")


def test_a_photo_of_a_zip_is_measured_before_it_is_unpacked(wardrobe, photos):
    with photos_of_zip(zipped(("coat/a.jpg", bytes(11 * 2**20)), ("coat/b.jpg", photos[0]))) as found:
        added = import_photos(wardrobe, found)
    assert "the limit is" in str(added.refused[0]) and drawers(wardrobe) == {"b.jpg": "Coat"}


def test_a_back_up_and_what_is_no_zip_are_refused(wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    stream = io.BytesIO()
    write_backup(wardrobe, stream)
    with pytest.raises(ArchiveError, match="Restore it instead"), photos_of_zip(stream):
        pass
    with pytest.raises(ArchiveError, match="no ZIP file"), photos_of_zip(io.BytesIO(b"x")):
        pass


def test_a_disk_that_fills_up_is_one_sentence(wardrobe, photos, monkeypatch):
    def full_disk(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wardrobe.store.photo_files.PhotoFiles.write", full_disk)
    with pytest.raises(StoreError, match="No space left"):
        imported(wardrobe, ("coat/a.jpg", photos[0]))
