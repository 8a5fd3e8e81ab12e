import csv
import io
import zipfile
from datetime import date

import pytest

from data.folders import load_photo_folder
from data.labels import CLASS_NAMES
from data.photo_walk import walk_photos
from wardrobe.store.items import REVIEW
from wardrobe.store.photo_files import photo_path
from wardrobe.transfer.exporting import COLUMNS, export_folders, items_csv


def rows(wardrobe):
    return list(csv.DictReader(io.StringIO(items_csv(wardrobe))))


def test_the_table_has_every_item_except_binned_ones(wardrobe, photos, said):
    first = wardrobe.add(photos[0], "a, b.jpg", prediction=said("Dress", 0.91234567), drawer="Coat")
    second = wardrobe.add(photos[1], "b.jpg", prediction=said("Bag", 0.4, "unsure"))
    third = wardrobe.add(photos[2], "c.jpg", drawer="Socks")
    wardrobe.delete([wardrobe.add(photos[3], "d.jpg", drawer="Bag").id])
    wardrobe.change([first.id], tags=["b", "a"], seasons=["winter", "autumn"], notes="two\nlines")
    wardrobe.change([first.id], name="Best", brand="Ø", size="M", price=12.5, source="a shop", archived="sold")
    for day in (3, 1):
        wardrobe.wear([first.id], date(2026, 3, day))
    found = rows(wardrobe)
    assert [row["sha256"] for row in found] == [first.sha256, second.sha256, third.sha256]
    assert tuple(found[0]) == COLUMNS
    assert found[0] | {"colours": "", "added_at": "", "changed_at": "", "sha256": ""} == {
        "file_name": "a, b.jpg",
        "drawer": "Coat",
        "state": "filed",
        "corrected": "yes",
        "model": "photo/1",
        "predicted": "Dress",
        "outcome": "sorted",
        "confidence": "0.912346",
        "colours": "",
        "colours_decided": "no",
        "photos": "1",
        "seasons": "autumn; winter",
        "tags": "a; b",
        "notes": "two\nlines",
        "name": "Best",
        "brand": "Ø",
        "size": "M",
        "price": "12.5",
        "source": "a shop",
        "worn": "2",
        "last_worn": "2026-03-03",
        "archived": "sold",
        "added_at": "",
        "changed_at": "",
        "sha256": "",
    }
    assert found[1]["state"] == REVIEW and found[2]["model"] == found[2]["confidence"] == ""
    assert first.colours[0].name in found[0]["colours"] and found[0]["added_at"].endswith("Z")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1"])
def test_no_cell_begins_like_a_formula(wardrobe, photos, formula):
    item = wardrobe.add(photos[0], formula, drawer=formula)
    wardrobe.change([item.id], tags=[formula], notes=formula)
    [row] = rows(wardrobe)
    for column in ("file_name", "drawer", "tags", "notes"):
        assert row[column].startswith("'")


def test_a_carriage_return_in_a_name_begins_no_line_of_the_table(wardrobe, photos):
    item = wardrobe.add(photos[0], "x\r=1+1.jpg", drawer="a\r@b")
    wardrobe.change([item.id], tags=["t\x0b=1"], notes="first\r\nsecond\rthird")
    assert "\r" not in items_csv(wardrobe)
    [row] = rows(wardrobe)
    assert row["file_name"] == "x\\u000d=1+1.jpg" and row["drawer"] == "a\\u000d@b" and row["sha256"] == item.sha256
    assert row["notes"] == "first\nsecond\nthird"


def test_an_empty_wardrobe_is_a_table_without_rows(wardrobe):
    assert items_csv(wardrobe) == ",".join(COLUMNS) + "\n"


def folders(wardrobe):
    stream = io.BytesIO()
    result = export_folders(wardrobe, stream)
    return result, zipfile.ZipFile(stream)


def test_training_reads_exported_folders(wardrobe, photos, said, tmp_path):
    for number, photo in enumerate(photos[:3]):
        wardrobe.add(photo, "IMG_1.HEIC", prediction=said(CLASS_NAMES[number]))
    wardrobe.add(photos[3], "unsure.jpg", prediction=said("Bag", 0.4, "unsure"))
    wardrobe.delete([wardrobe.add(photos[4], "old.jpg", drawer="Bag").id])
    result, archive = folders(wardrobe)
    assert (result.photos, result.waiting, result.missing) == (3, 1, ())
    assert archive.namelist() == ["t-shirt-top/IMG_1.jpg", "trouser/IMG_1.jpg", "pullover/IMG_1.jpg"]
    archive.extractall(tmp_path / "sorted")
    assert [(photo.path.name, photo.classes) for photo in load_photo_folder(tmp_path / "sorted")] == [
        ("IMG_1.jpg", {2}),
        ("IMG_1.jpg", {0}),
        ("IMG_1.jpg", {1}),
    ]
    assert archive.read("trouser/IMG_1.jpg") == wardrobe.photos.read(wardrobe.find(order="oldest")[1])


def test_photos_with_one_name_in_any_case_are_numbered(wardrobe, photos):
    for name, photo in zip(("a.jpg", "A.PNG", "a", "a-2.jpg"), photos, strict=False):
        wardrobe.add(photo, name, drawer="Bag")
    assert folders(wardrobe)[1].namelist() == ["bag/a.jpg", "bag/A-2.jpg", "bag/a-3.jpg", "bag/a-2-2.jpg"]


@pytest.mark.parametrize(
    ("drawer", "file_name", "expected"),
    [
        ("..", "../../etc/passwd", "other/passwd.jpg"),
        ("/", "C:\\x\\y.jpg", "-/y.jpg"),
        ("CON", "nul", "con_/nul_.jpg"),
        ("nul. ", "aux.tar.jpg", "nul_/aux_.tar.jpg"),
        ("com10", "com1 .jpg", "com10/com1_.jpg"),
        ("hats.", "trailing. .jpg", "hats/trailing.jpg"),
        ("a/../b", "...", "a-..-b/photo.jpg"),
        ("Swim wear", 'a"b<c>|d?.jpg', "swim-wear/a_b_c__d_.jpg"),
        ("socks\\old", ".hidden.jpg", "socks_old/hidden.jpg"),
        ("x", "line\nbreak\x00.jpg", "x/line_break_.jpg"),
        ("Größe", "e" * 300 + ".jpg", f"größe/{'e' * 60}.jpg"),
        ("x" * 300, "a.jpg", f"{'x' * 60}/a.jpg"),
    ],
)
def test_a_name_from_outside_stays_in_its_folder(wardrobe, photos, drawer, file_name, expected):
    wardrobe.add(photos[0], file_name, drawer=drawer)
    assert folders(wardrobe)[1].namelist() == [expected]


def test_a_lost_photo_is_a_message_and_the_others_are_exported(wardrobe, photos):
    lost, _kept, damaged = (wardrobe.add(photo, f"{n}.jpg", drawer="Bag") for n, photo in enumerate(photos[:3]))
    wardrobe.photos.files.rm_file(photo_path(lost.photo))
    wardrobe.photos.files.pipe_file(photo_path(damaged.photo), wardrobe.photos.read(damaged)[:2000])
    result, archive = folders(wardrobe)
    assert result.photos == 1 and "0.jpg is gone" in str(result.missing[0]) and "damaged" in str(result.missing[1])
    assert archive.namelist() == ["bag/1.jpg", "MISSING.txt"]


def test_further_photos_are_exported_and_labels_where_no_training_finds_them(wardrobe, photos, tmp_path):
    item = wardrobe.add(photos[0], "dress.jpg", drawer="Dress")
    wardrobe.add_photo(item.id, photos[1], "IMG_2.jpg", "back")
    wardrobe.add_photo(item.id, photos[2], "IMG_3.jpg", "label")
    stream = io.BytesIO()
    assert export_folders(wardrobe, stream).photos == 3
    with zipfile.ZipFile(stream) as archive:
        assert archive.namelist() == [
            "dress/dress.jpg",
            "dress/IMG_2-back.jpg",
            ".details-and-labels/dress/IMG_3-label.jpg",
        ]
        archive.extractall(tmp_path / "unpacked")
    assert [path.name for path in walk_photos(tmp_path / "unpacked")] == ["IMG_2-back.jpg", "dress.jpg"]
