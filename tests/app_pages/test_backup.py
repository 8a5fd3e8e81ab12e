import csv
import io
import zipfile

import pytest
import streamlit as st

from app_pages.parts.display import escaped
from app_pages.parts.i18n import text
from data.messages import Message
from wardrobe.store.items import Filters
from wardrobe.store.photo_files import photo_path
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe
from wardrobe.transfer.backup import write_backup
from wardrobe.transfer.exporting import export_folders

EVERYTHING = Filters(state=None)


@pytest.fixture
def full(wardrobe, photos):
    for number, drawer in enumerate(("Dress", "Coat", "Hats")):
        wardrobe.add(photos[number], f"{number}.jpg", drawer=drawer)
    wardrobe.add_drawer("Hats")
    return wardrobe


@pytest.fixture
def other(tmp_path, photos):
    """Another user's wardrobe of three items, one of which is in both wardrobes."""
    opened = Wardrobe(Settings.in_folder(tmp_path / "other"))
    for number in (2, 3, 4):
        opened.add(photos[number], f"[x](y) {number}.jpg", drawer="Scarves")
    opened.add_drawer("Scarves")
    yield opened
    opened.close()


def zipped(wardrobe, write=write_backup):
    stream = io.BytesIO()
    write(wardrobe, stream)
    return stream.getvalue()


def uploader(page, name):
    return next(one for one in page.file_uploader if one.key.startswith(name))


def send(page, name, *files):
    uploader(page, name).set_value([(file, content, "application/zip") for file, content in files]).run()
    button = page.button(key=name.partition("-")[0])
    button.click().run()
    assert not page.exception
    return page


def done(name, count, **others):
    """The text that reports a restore or an import."""
    parts = {name: count, **others}
    return " ".join(text(f"backup-done-{part}", count=number) for part, number in parts.items())


def names(wardrobe):
    return sorted(item.file_name for item in wardrobe.find(EVERYTHING))


@pytest.fixture
def downloads(monkeypatch):
    """What each download button makes when it is clicked, by its key."""
    made = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, name, mime, key, **__: made.update({key: data}))
    return made


def test_an_empty_wardrobe_offers_no_download_but_restore_and_import(open_page):
    page = open_page("backup")
    assert page.info[0].value == text("backup-empty")
    assert not page.get("download_button")
    assert [one.key for one in page.file_uploader] == ["restore-0", "import-folder-0"]
    assert not page.button


@pytest.mark.usefixtures("no_model")
def test_nothing_is_packed_before_a_click_and_no_model_is_loaded(full, open_page, monkeypatch):
    monkeypatch.setattr("wardrobe.transfer.backup.write_backup", lambda *_: pytest.fail("a back-up was made"))
    monkeypatch.setattr("wardrobe.transfer.exporting.export_folders", lambda *_: pytest.fail("folders were made"))
    full.delete(full.ids()[:1])
    page = open_page("backup")
    assert page.markdown[0].value == text("backup-what", items=2, bin=1)
    labels = [text(f"backup-download-{name}") for name in ("zip", "folders", "csv")]
    assert [one.proto.label for one in page.get("download_button")] == labels


def test_each_download_holds_what_its_name_says(full, open_page, downloads):
    open_page("backup")
    assert downloads["download-zip"]() == zipped(full)
    with zipfile.ZipFile(io.BytesIO(downloads["download-folders"]())) as folders:
        assert sorted(folders.namelist()) == ["coat/1.jpg", "dress/0.jpg", "hats/2.jpg"]
    rows = csv.DictReader(io.StringIO(downloads["download-csv"]().decode("utf-8-sig")))
    assert [row["drawer"] for row in rows] == ["Dress", "Coat", "Hats"]


def gone(file):
    return str(Message("store-photo-gone", file=file))


def test_a_lost_photo_is_listed_before_the_download_and_in_the_file(full, open_page, downloads):
    lost, damaged, binned = full.find()
    full.delete([binned.id])
    for item in (lost, binned):
        full.photos.files.rm_file(photo_path(item.photo))
    page = open_page("backup")
    assert page.warning[0].value == text("backup-missing")
    assert sorted(page.text[0].value.split("\n")) == [gone("0.jpg"), gone("2.jpg")]
    full.photos.files.pipe_file(photo_path(damaged.photo), b"half")
    with zipfile.ZipFile(io.BytesIO(downloads["download-zip"]())) as archive:
        missing = archive.read("MISSING.txt").decode()
    one_damaged = str(Message("store-photo-damaged", file="1.jpg"))
    assert all(message in missing for message in (gone("2.jpg"), gone("0.jpg"), one_damaged))
    page.run()
    assert page.text[0].value.count(gone("2.jpg")) == 1 and one_damaged in page.text[0].value


def test_a_photo_that_a_restore_brought_back_is_no_longer_listed(full, open_page, downloads):
    content = zipped(full)
    full.photos.files.rm_file(photo_path(full.find()[0].photo))
    page = open_page("backup")
    downloads["download-zip"]()
    assert page.run().warning
    assert not send(page, "restore", ("wardrobe.zip", content)).warning


def test_a_back_up_restores_exactly_and_can_be_undone(other, wardrobe, open_page):
    page = send(open_page("backup"), "restore", ("wardrobe.zip", zipped(other)))
    assert page.success[0].value == done("restore", 3)
    assert wardrobe.find(EVERYTHING) == other.find(EVERYTHING) and wardrobe.own_drawers() == ["Scarves"]
    assert "restore" not in [button.key for button in page.button], "the uploader is empty again"
    page.button(key="undo").click().run()
    assert not page.exception and wardrobe.ids(EVERYTHING) == [] and wardrobe.own_drawers() == []
    assert page.info[0].value == text("backup-empty")


def test_a_restore_keeps_existing_items_and_lists_what_it_refused(full, other, open_page):
    lost = other.find()[0]
    other.photos.files.rm_file(photo_path(lost.photo))
    page = send(open_page("backup"), "restore", ("wardrobe.zip", zipped(other)))
    assert page.success[0].value == done("restore", 1, known=1, refused=1)
    assert names(full) == ["0.jpg", "1.jpg", "2.jpg", "[x](y) 3.jpg"]
    assert page.expander[0].label == text("backup-refused", count=1)
    assert page.text[0].value == str(Message("backup-item-without-photo", file="[x](y) 4.jpg"))
    page.switch_page("app_pages/about.py").run()
    page.switch_page("app_pages/backup.py").run()
    assert not page.success and not page.text


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda other: b"no zip", Message("zip-none")),
        (lambda other: zipped(other)[:-100], Message("zip-none")),
        (lambda other: zipped(other, export_folders), Message("backup-none")),
    ],
)
def test_a_file_that_is_not_a_back_up_is_an_error_and_changes_nothing(full, other, open_page, make, message):
    before = full.find(EVERYTHING)
    page = send(open_page("backup"), "restore", ("wardrobe.zip", make(other)))
    assert page.error[0].value == escaped(str(message)) and not page.success
    assert full.find(EVERYTHING) == before
    assert [button.key for button in page.button] == ["restore"], "the file is still there, and nothing to stop"


def test_importing_a_folder_of_sorted_photos_can_be_undone(full, photos, open_page):
    files = [
        ("mine/trouser/a.jpg", photos[3]),
        ("mine/gloves/b.jpg", photos[4]),
        ("mine/gloves/c.jpg", b"broken"),
        ("mine/gloves/d.jpg", photos[0]),
    ]
    page = send(open_page("backup"), "import-folder", *files)
    assert page.success[0].value == done("import", 2, known=1, refused=1)
    assert full.counts() == {"Coat": 1, "Dress": 1, "Hats": 1, "Trouser": 1, "gloves": 1}
    assert page.text[0].value.startswith("mine/gloves/c.jpg: ")
    page.button(key="undo").click().run()
    assert names(full) == ["0.jpg", "1.jpg", "2.jpg"] and full.own_drawers() == ["Hats"] and not page.text


def test_a_zip_of_sorted_photos_is_imported_and_a_back_up_is_refused_there(full, other, open_page):
    page = open_page("backup")
    page.segmented_control(key="import-source").set_value("zip").run()
    send(page, "import-zip", ("back-up.zip", zipped(other)))
    assert page.error[0].value == escaped(str(Message("zip-is-backup")))
    send(page, "import-zip", ("sorted.zip", zipped(other, export_folders)))
    assert page.success[0].value.startswith(done("import", 3))
    assert full.counts(EVERYTHING)["scarves"] == 3


def test_what_was_imported_before_a_stop_can_be_undone(full, photos, open_page, monkeypatch):
    from wardrobe.transfer import importing

    real, calls = importing._import, []

    def stopping(*arguments):
        if calls:
            raise KeyError("as if the run had been ended")
        calls.append(real(*arguments))

    monkeypatch.setattr(importing, "_import", stopping)
    page = open_page("backup")
    uploader(page, "import-folder").set_value([(f"bag/{n}.jpg", photos[n], "image/jpeg") for n in (3, 4, 5)]).run()
    page.button(key="import").click().run()
    page.run()
    assert page.success[0].value == done("stopped", 1)
    page.button(key="undo").click().run()
    assert names(full) == ["0.jpg", "1.jpg", "2.jpg"]


def test_details_are_read_from_a_table_and_the_reading_is_undone(full, open_page):
    [item, other, *_] = full.find(EVERYTHING, order="oldest")
    page = open_page("backup")
    table = f"sha256;name;price\n{item.sha256};Best;12,5\n{other.sha256};Other;cheap\n{'0' * 64};x;1\n"
    page.file_uploader[2].set_value([("items.csv", table.encode(), "text/csv")]).run()
    assert full.get(item.id) == item, "nothing is read before a click"
    page.button(key="details").click().run()
    assert not page.exception and (full.get(item.id).name, full.get(item.id).price) == ("Best", 12.5)
    [report] = [one.value for one in page.warning]
    assert text("details-done", count=1) in report and text("details-unknown", count=1) in report
    assert full.get(other.id) == other
    page.button(key="undo").click().run()
    assert full.get(item.id) == item
    page.file_uploader[2].set_value([("items.csv", b"a,b\n", "text/csv")]).run()
    page.button(key="details").click().run()
    assert page.error[0].value == escaped(str(Message("details-no-table")))


def test_a_full_disk_is_an_error_message(full, photos, open_page, monkeypatch):
    def full_disk(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wardrobe.store.photo_files.PhotoFiles.write", full_disk)
    page = send(open_page("backup"), "import-folder", ("bag/a.jpg", photos[3]))
    assert "the disk is full" in page.error[0].value
    assert names(full) == ["0.jpg", "1.jpg", "2.jpg"]


def test_only_a_wardrobe_on_disk_has_a_command_line(full, open_page, monkeypatch):
    monkeypatch.setattr("wardrobe.store.store.Wardrobe.ids", lambda *_: list(range(3000)))
    commands = [caption.value for caption in open_page("backup").caption if "python -m wardrobe" in caption.value]
    assert ["backup" in commands[0], "restore" in commands[1]] == [True, True]
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    assert not any("python -m wardrobe" in caption.value for caption in open_page("backup").caption)
