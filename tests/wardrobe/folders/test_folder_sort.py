import csv
import errno
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from data.labels import CLASS_NAMES
from data.photos.decoding import PhotoError
from data.photos.recipes import read_photo_file
from model.garments import read_garment
from model.photo_result import PhotoResult
from wardrobe.folders import folder_sort, sorted_folders
from wardrobe.folders.folder_sort import FolderSort
from wardrobe.folders.sort_log import COLUMNS
from wardrobe.store.errors import WardrobeError

TROUSER, COAT, UNSURE, NOT_CLOTHING = 20, 80, 210, 230  # the grey of a photo says what the classifier below answers


class Greys:
    """A predictor that decides by the brightness of a photo, and counts its predictions."""

    def __init__(self, id="greys/1", class_names=CLASS_NAMES, shift=0):
        self.card = SimpleNamespace(id=id, class_names=class_names)
        self.shift, self.asked = shift, 0

    def predict(self, path):
        try:
            garment = read_garment(read_photo_file(path))
        except PhotoError as error:
            return PhotoResult(str(path), "error", self.card.id, error=error.message)
        self.asked += 1
        grey = int(garment.image.mean())
        index = (min(grey // 20, 9) + self.shift) % len(self.card.class_names)
        probabilities = np.eye(len(self.card.class_names))[index] * 0.9 + 0.1 / len(self.card.class_names)
        outcome = "not_clothing" if grey > 220 else "unsure" if grey > 200 else "sorted"
        label, shares = self.card.class_names[index], dict(zip(self.card.class_names, probabilities, strict=True))
        return PhotoResult(str(path), outcome, self.card.id, label, grey / 255, shares)


@pytest.fixture
def source(tmp_path):
    (tmp_path / "photos").mkdir()
    return tmp_path / "photos"


@pytest.fixture
def wardrobe(tmp_path):
    return tmp_path / "wardrobe"


@pytest.fixture
def photo(source, encoded):
    """Makes a photo of one grey; `variant` makes another file of the same grey."""

    def make(name, grey, variant=0):
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(np.full((40, 40 + variant, 3), grey, np.uint8)))
        return path

    return make


def sort(source, wardrobe, predictor=None, move=False):
    """The rows of the photos, by file."""
    run = FolderSort(source, wardrobe).run(predictor or Greys(), move)
    return {path.relative_to(source).as_posix(): row for path, row in run}


def contents(directory):
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def table(wardrobe):
    with (wardrobe / "wardrobe.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def targets(wardrobe):
    return {row["file"]: row["target"] for row in table(wardrobe)}


def test_every_photo_arrives_byte_for_byte_in_its_drawer_and_the_source_stays(photo, source, wardrobe):
    photo("a.png", TROUSER), photo("sub/b.png", COAT), photo("c.png", UNSURE), photo("d.png", NOT_CLOTHING)
    os.utime(source / "a.png", ns=(0, 1_234_567_890_123_456_789))
    (source / "broken.jpg").write_bytes(b"no picture")
    before = contents(source)
    sort(source, wardrobe)
    assert contents(source) == before
    made = contents(wardrobe)
    assert made.pop("wardrobe.csv")
    assert made == {
        "trouser/a.png": before["a.png"],
        "coat/b.png": before["sub/b.png"],
        "unsure/c.png": before["c.png"],
        "not_clothing/d.png": before["d.png"],
    }
    assert (wardrobe / "trouser/a.png").stat().st_mtime_ns == 1_234_567_890_123_456_789


def test_the_table_has_a_row_for_every_photo_and_a_column_for_every_class(photo, source, wardrobe):
    photo("b.png", COAT), photo("a/z.png", UNSURE)
    (source / "broken.jpg").write_bytes(b"no picture")
    sort(source, wardrobe)
    rows = table(wardrobe)
    assert list(rows[0]) == [*COLUMNS, *CLASS_NAMES]
    assert [row["file"] for row in rows] == ["a/z.png", "b.png", "broken.jpg"]
    assert rows[1]["label"] == "Coat" and float(rows[1]["Coat"]) == pytest.approx(0.91)
    assert "not a picture" in rows[2]["error"] and rows[2]["target"] == rows[2]["Coat"] == rows[2]["sha256"] == ""


def test_a_second_run_classifies_nothing_and_changes_nothing(photo, source, wardrobe):
    for name in ("x.png", "a/x.png", "b/x.png", "b/X.PNG"):
        photo(name, COAT, variant=name.startswith("b"))
    rows = sort(source, wardrobe)
    before = contents(wardrobe)
    again = Greys()
    assert sort(source, wardrobe, again) == rows
    assert contents(wardrobe) == before and again.asked == 0


def test_duplicates_are_copied_too_and_names_that_differ_only_in_case_clash(photo, source, wardrobe):
    for name in ("a/x.png", "b/x.png", "c/X.PNG"):
        photo(name, COAT)
    sort(source, wardrobe)
    assert targets(wardrobe) == {"a/x.png": "coat/x.png", "b/x.png": "coat/x-2.png", "c/X.PNG": "coat/X-3.PNG"}
    assert all((wardrobe / target).is_file() for target in targets(wardrobe).values())


def test_an_existing_file_is_never_overwritten(photo, source, wardrobe):
    photo("x.png", COAT)
    (wardrobe / "coat").mkdir(parents=True)
    (wardrobe / "coat/x.png").write_bytes(b"mine")
    (wardrobe / "coat/X-2.png").mkdir()
    sort(source, wardrobe)
    assert (wardrobe / "coat/x.png").read_bytes() == b"mine"
    assert targets(wardrobe) == {"x.png": "coat/x-3.png"}


def test_new_photos_do_not_change_earlier_names(photo, source, wardrobe):
    photo("b/x.png", COAT)
    sort(source, wardrobe)
    photo("a/x.png", COAT, variant=1)
    predictor = Greys()
    sort(source, wardrobe, predictor)
    assert targets(wardrobe) == {"a/x.png": "coat/x-2.png", "b/x.png": "coat/x.png"}
    assert predictor.asked == 1


def test_a_deleted_copy_is_made_again_without_classification(photo, source, wardrobe):
    photo("a/x.png", COAT), photo("b/x.png", COAT, variant=1)
    sort(source, wardrobe)
    before = contents(wardrobe)
    (wardrobe / "coat/x.png").unlink()
    predictor = Greys()
    sort(source, wardrobe, predictor)
    assert contents(wardrobe) == before and predictor.asked == 0


def test_an_edited_copy_stays_and_the_photo_is_copied_beside_it(photo, source, wardrobe):
    photo("x.png", COAT)
    sort(source, wardrobe)
    (wardrobe / "coat/x.png").write_bytes(b"cropped")
    sort(source, wardrobe)
    assert (wardrobe / "coat/x.png").read_bytes() == b"cropped"
    assert (wardrobe / "coat/x-2.png").read_bytes() == (source / "x.png").read_bytes()


def test_a_photo_with_new_content_is_another_photo(photo, source, wardrobe):
    first = photo("x.png", COAT).read_bytes()
    sort(source, wardrobe)
    photo("x.png", TROUSER)
    for _ in range(2):
        sort(source, wardrobe)
        assert [(row["file"], row["target"]) for row in table(wardrobe)] == [
            ("x.png", "coat/x.png"),
            ("x.png", "trouser/x.png"),
        ]
    assert (wardrobe / "coat/x.png").read_bytes() == first


def test_two_folders_can_be_sorted_into_one(photo, source, wardrobe, tmp_path):
    photo("x.png", COAT)
    sort(source, wardrobe)
    photo("x.png", COAT, variant=1).rename(tmp_path / "x.png")
    (tmp_path / "other").mkdir()
    (tmp_path / "x.png").rename(tmp_path / "other/x.png")
    sort(tmp_path / "other", wardrobe)
    assert [row["target"] for row in table(wardrobe)] == ["coat/x-2.png", "coat/x.png"]


def test_a_copy_that_the_user_moved_to_the_right_drawer_stays_there(photo, source, wardrobe):
    photo("x.png", UNSURE)
    sort(source, wardrobe)
    (wardrobe / "coat").mkdir()
    (wardrobe / "unsure/x.png").rename(wardrobe / "coat/x.png")
    for predictor in (Greys(), Greys("greys/2", shift=1)):
        sort(source, wardrobe, predictor)
        assert targets(wardrobe) == {"x.png": "coat/x.png"}
        assert not list((wardrobe / "unsure").iterdir())


@pytest.mark.parametrize("move", [False, True])
def test_a_copy_that_the_user_moved_to_an_own_drawer_stays_there_and_in_the_log(photo, source, wardrobe, move):
    photo("x.png", UNSURE), photo("y.png", COAT)
    sort(source, wardrobe, move=move)
    (wardrobe / "hats").mkdir()
    (wardrobe / "unsure/x.png").rename(wardrobe / "hats/x.png")
    (wardrobe / ".trash").mkdir()
    (wardrobe / "coat/y.png").rename(wardrobe / ".trash/y.png")
    for predictor in (Greys(), Greys("greys/2", shift=1)):
        sort(source, wardrobe, predictor, move=move)
        assert targets(wardrobe)["x.png"] == "hats/x.png" and ("y.png" in targets(wardrobe)) != move
        assert not list((wardrobe / "unsure").iterdir())


def test_another_model_moves_copies_to_its_own_drawers(photo, source, wardrobe):
    photo("x.png", COAT), photo("y.png", UNSURE)
    sort(source, wardrobe)
    sort(source, wardrobe, Greys("greys/2", shift=1))
    assert targets(wardrobe) == {"x.png": "sandal/x.png", "y.png": "unsure/y.png"}
    assert {row["model"] for row in table(wardrobe)} == {"greys/2"}
    assert len(contents(wardrobe)) == 3


def test_own_classes_are_folders_and_columns_whatever_their_names(photo, source, wardrobe):
    photo("x.png", 0), photo("y.png", 25)
    own = Greys(class_names=("file", "=Winter/Kids"))
    rows = sort(source, wardrobe, own)
    assert sort(source, wardrobe, own) == rows
    assert (wardrobe / "file/x.png").is_file() and (wardrobe / "=winter-kids/y.png").is_file()
    assert (wardrobe / "wardrobe.csv").read_text("utf-8").startswith(",".join([*COLUMNS, "file", "'=Winter/Kids"]))


def test_photos_are_recognised_by_content_and_junk_is_ignored(photo, source, wardrobe):
    for name in (".Trash-1000/a.png", "@eaDir/x.png/SYNOPHOTO_THUMB_S.jpg", "._x.png", "__MACOSX/x.png"):
        photo(name, COAT)
    photo("IMG_0001", COAT), photo("saved.jfif", COAT, variant=1)
    (source / "notes.txt").write_text("mine")
    (source / "Thumbs.db").write_bytes(b"x")
    (wardrobe / "@eaDir").mkdir(parents=True)
    assert set(sort(source, wardrobe)) == {"IMG_0001", "saved.jfif"}
    assert targets(wardrobe) == {"IMG_0001": "coat/IMG_0001", "saved.jfif": "coat/saved.jfif"}
    assert FolderSort(source, wardrobe).skipped == 1


def test_a_class_named_like_a_parent_folder_is_refused(photo, source, wardrobe):
    photo("x.png", 0)
    with pytest.raises(WardrobeError, match="cannot be the name of a folder"):
        sort(source, wardrobe, Greys(class_names=("..",)))


def test_rows_of_a_model_with_other_classes_keep_their_columns(photo, source, wardrobe):
    photo("x.png", COAT)
    sort(source, wardrobe, move=True)
    photo("y.png", 0)
    for _ in range(2):
        sort(source, wardrobe, Greys("own/1", class_names=("Polo",)))
        assert list(table(wardrobe)[0]) == [*COLUMNS, "Polo", *CLASS_NAMES]
        assert [row["Coat"] for row in table(wardrobe)] == ["0.91", ""]


def test_moving_removes_copied_photos_and_keeps_their_rows(photo, source, wardrobe):
    photo("x.png", COAT), photo("a/x.png", COAT)
    (source / "broken.jpg").write_bytes(b"no picture")
    sort(source, wardrobe, move=True)
    assert list(contents(source)) == ["broken.jpg"]
    before = contents(wardrobe)
    assert targets(wardrobe) == {"a/x.png": "coat/x.png", "x.png": "coat/x-2.png", "broken.jpg": ""}
    sort(source, wardrobe, move=True)
    assert contents(wardrobe) == before


def test_moving_after_copying_needs_no_second_copy(photo, source, wardrobe):
    photo("x.png", COAT)
    sort(source, wardrobe)
    before = contents(wardrobe)
    sort(source, wardrobe, move=True)
    assert contents(source) == {} and contents(wardrobe) == before


def test_a_photo_whose_copy_is_damaged_is_not_removed(photo, source, wardrobe):
    path = photo("x.png", COAT)
    run = FolderSort(source, wardrobe).run(Greys(), move=True)
    next(run)
    (wardrobe / "coat/x.png").write_bytes(b"damaged")
    assert not list(run) and path.exists()


def test_a_link_is_followed_and_moving_removes_the_link(photo, source, wardrobe, tmp_path):
    content = photo("a.png", COAT).read_bytes()
    (source / "z.png").symlink_to("a.png")
    outside = tmp_path / "outside.png"
    outside.write_bytes(content)
    (source / "b.png").symlink_to(outside)
    sort(source, wardrobe, move=True)
    assert sorted(targets(wardrobe).values()) == ["coat/a.png", "coat/b.png", "coat/z.png"]
    assert not any((wardrobe / f"coat/{name}.png").is_symlink() for name in "abz")
    assert outside.read_bytes() == content and not list(source.iterdir())


def test_no_photo_is_lost_if_a_drawer_is_a_link_to_the_source(photo, source, wardrobe):
    path = photo("x.png", COAT)
    wardrobe.mkdir()
    (wardrobe / "coat").symlink_to(source)
    sort(source, wardrobe, move=True)
    assert path.is_file()


def test_a_link_in_a_drawer_is_not_a_copy(photo, source, wardrobe):
    content = photo("x.png", COAT).read_bytes()
    (wardrobe / "coat").mkdir(parents=True)
    (wardrobe / "coat/x.png").symlink_to(source / "x.png")
    sort(source, wardrobe, move=True)
    assert targets(wardrobe) == {"x.png": "coat/x-2.png"} and (wardrobe / "coat/x-2.png").read_bytes() == content


def test_a_wardrobe_inside_the_source_is_not_sorted_again(photo, source):
    photo("x.png", COAT)
    inside = source / "sorted"
    for _ in range(2):
        assert list(sort(source, inside)) == ["x.png"]
    assert FolderSort(source, inside).skipped == 0


def test_unsuitable_folders_are_refused_before_anything_is_written(source, tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "same").symlink_to(source)
    for wrong, message in [
        ((source / "none", tmp_path / "new"), "There is no folder"),
        ((tmp_path / "file", tmp_path / "new"), "There is no folder"),
        ((source, tmp_path / "file"), "is a file"),
        ((source, source), "or is the same"),
        ((source, tmp_path / "same"), "or is the same"),
        ((source, tmp_path), "is in"),
    ]:
        with pytest.raises(WardrobeError, match=message):
            FolderSort(*wrong)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "text",
    ["", "a,b\n1,2\n", "{header}\nx.png,sorted,Coat,0.9,../x.png,,m/1,0\n", "{header}\nx\0,error,,,,x,m/1,\n", "\xff"],
)
def test_a_table_that_is_not_a_log_is_not_overwritten(photo, source, wardrobe, text):
    photo("x.png", COAT)
    wardrobe.mkdir()
    content = text.format(header=",".join(COLUMNS)).encode("latin-1")
    (wardrobe / "wardrobe.csv").write_bytes(content)
    with pytest.raises(WardrobeError, match=r"wardrobe\.csv is not a table that this command wrote"):
        sort(source, wardrobe)
    assert contents(wardrobe) == {"wardrobe.csv": content}


HOSTILE = [
    *("=1+1.png", "'=1.png", " @x.png", "-2.png", "a\nb.png", 'q",.png', "ü.png", "\\udcff.png", "b\udcff.png"),
    *("x\r=1+1.png", "\r@x.png", "\ufeff=1.png", "\u200b+1.png", "\x1b[2J.png", "\\u000d.png", "e\u2028=1.png"),
]


def test_hostile_names_are_kept_and_no_cell_is_a_formula(photo, source, wardrobe):
    for name in HOSTILE:
        photo(name, COAT)
    rows = sort(source, wardrobe)
    before = contents(wardrobe)
    assert {path.name for path in (wardrobe / "coat").iterdir()} == set(HOSTILE)
    assert sort(source, wardrobe) == rows and contents(wardrobe) == before
    assert (
        targets(wardrobe)["b\\udcff.png"] == "coat/b\\udcff.png" and targets(wardrobe)["'=1+1.png"] == "coat/=1+1.png"
    )
    cells = [cell for row in table(wardrobe) for cell in row.values()]
    assert not [cell for cell in cells if cell.strip("\ufeff\u200b \r\n").startswith(("=", "+", "-", "@"))]
    assert len((wardrobe / "wardrobe.csv").read_bytes().splitlines()) == len(HOSTILE) + 1
    again = Greys()
    sort(source, wardrobe, again)
    assert again.asked == 0


def saved_by_excel(path, delimiter=";", decimal=",", end="\r\n", backslashes=False):
    """Rewrites a table as Excel does in a country with a decimal comma."""
    with path.open(encoding="utf-8", newline="") as stream:
        header, *lines = csv.reader(stream)
    numbers = [number for number, name in enumerate(header) if name == "confidence" or number >= len(COLUMNS)]
    for line in lines:
        for number in numbers:
            line[number] = line[number].replace(".", decimal)
        if backslashes:
            line[0], line[4] = line[0].replace("/", "\\"), line[4].replace("/", "\\")
        while line and not line[-1]:
            line.pop()
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows([header, *lines, []])
        stream.write(delimiter * len(header) + end)


@pytest.mark.parametrize("backslashes", [False, True])
@pytest.mark.parametrize(("delimiter", "decimal"), [(";", ","), ("\t", ","), (",", ".")])
def test_a_table_that_a_spreadsheet_saved_is_read_back(photo, source, wardrobe, delimiter, decimal, backslashes):
    photo("a/x.png", COAT), photo("y.png", UNSURE)
    (source / "broken.jpg").write_bytes(b"no picture")
    rows = sort(source, wardrobe)
    before = contents(wardrobe)
    saved_by_excel(wardrobe / "wardrobe.csv", delimiter, decimal, backslashes=backslashes)
    again = Greys()
    assert sort(source, wardrobe, again) == rows and again.asked == 0
    assert contents(wardrobe) == before


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_table_in_another_encoding_is_read_back(photo, source, wardrobe, encoding):
    photo("Größe.png", COAT)
    if encoding == "utf-16":
        photo("платье.png", COAT, variant=1)
    rows = sort(source, wardrobe)
    before = contents(wardrobe)
    path = wardrobe / "wardrobe.csv"
    path.write_bytes(path.read_bytes().decode("utf-8").encode(encoding))
    again = Greys()
    assert sort(source, wardrobe, again) == rows and again.asked == 0 and contents(wardrobe) == before


def test_the_line_with_excels_separator_is_ignored(photo, source, wardrobe):
    photo("x.png", COAT)
    rows = sort(source, wardrobe)
    path = wardrobe / "wardrobe.csv"
    path.write_bytes(b"sep=,\r\n" + path.read_bytes())
    assert sort(source, wardrobe) == rows


def test_the_names_of_windows_devices_are_not_used(photo, source, wardrobe):
    for name, grey in (("nul.png", 0), ("COM1 (2).png", 0), ("x.png", 25), ("y.png", 45)):
        photo(name, grey)
    own = Greys(class_names=("aux", "Prn", "Con.."))
    rows = sort(source, wardrobe, own)
    assert set(targets(wardrobe).values()) == {"aux_/nul_.png", "aux_/COM1_ (2).png", "prn_/x.png", "con_/y.png"}
    before = contents(wardrobe)
    again = Greys(class_names=own.card.class_names)
    assert sort(source, wardrobe, again) == rows and contents(wardrobe) == before and again.asked == 0
    (wardrobe / "wardrobe.csv").unlink()
    assert sort(source, wardrobe, own) == rows and contents(wardrobe) == before


@pytest.mark.parametrize(
    ("there", "class_name"), [("Trousers", "Trouser"), ("H\u0075\u0308te", "H\u00fcte"), ("STRASSE", "Straße")]
)
def test_photos_go_into_the_folder_that_is_there_for_their_drawer(photo, source, wardrobe, there, class_name):
    (wardrobe / there).mkdir(parents=True)
    photo("x.png", 0)
    for _ in range(2):
        sort(source, wardrobe, Greys(class_names=(class_name,)))
        assert targets(wardrobe) == {"x.png": f"{there}/x.png"}


def test_a_wider_folder_of_the_users_is_not_a_class(photo, source, wardrobe):
    (wardrobe / "jeans").mkdir(parents=True)
    photo("x.png", TROUSER)
    sort(source, wardrobe)
    assert targets(wardrobe) == {"x.png": "trouser/x.png"}


def test_a_file_that_appears_during_the_copy_is_not_overwritten(photo, source, wardrobe, monkeypatch):
    photo("x.png", COAT)
    real = sorted_folders._copy

    def copy(path, part):
        (wardrobe / "coat/x.png").write_bytes(b"mine")
        return real(path, part)

    monkeypatch.setattr(sorted_folders, "_copy", copy)
    with pytest.raises(WardrobeError, match="File exists"):
        sort(source, wardrobe)
    monkeypatch.undo()
    sort(source, wardrobe)
    assert (wardrobe / "coat/x.png").read_bytes() == b"mine" and targets(wardrobe) == {"x.png": "coat/x-2.png"}


def test_names_of_the_greatest_length_are_numbered_too(photo, source, wardrobe):
    name = "x" * 251 + ".png"
    photo(name, COAT), photo(f"a/{name}", COAT)
    sort(source, wardrobe)
    assert targets(wardrobe)[name] == "coat/" + "x" * 249 + "-2.png"


def test_a_full_disk_is_a_message_and_leaves_no_unfinished_file(photo, source, wardrobe, monkeypatch):
    photo("a.png", COAT)
    sort(source, wardrobe)
    before = contents(wardrobe)
    photo("b.png", COAT, variant=1)

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WardrobeError, match="cannot be used: No space left on device"):
        sort(source, wardrobe)
    assert contents(wardrobe) == before


def test_a_photo_that_vanishes_before_it_is_copied_has_a_row_and_stops_nothing(photo, source, wardrobe, monkeypatch):
    gone = photo("a.png", COAT)
    photo("b.png", COAT)
    real = folder_sort.in_threads

    def classify_then_remove(files, predictor):
        answers = list(real(files, predictor))
        gone.unlink()
        return iter(answers)

    monkeypatch.setattr(folder_sort, "in_threads", classify_then_remove)
    rows = sort(source, wardrobe)
    assert [row.outcome for row in rows.values()] == ["error", "sorted"]
    assert "cannot be read: No such file" in rows["a.png"].error and rows["a.png"].label is None


@pytest.mark.parametrize("stop", range(1, 6))
def test_the_run_after_an_interrupted_one_completes_it(photo, source, wardrobe, tmp_path, stop):
    for name in ("a/x.png", "b/x.png", "c.png", "d.png", "e/x.png"):
        photo(name, COAT)
    sort(source, tmp_path / "uninterrupted")
    run = FolderSort(source, wardrobe).run(Greys())
    for _ in range(stop):
        next(run)
    run.close()
    rest = Greys()
    sort(source, wardrobe, rest)
    assert contents(wardrobe) == contents(tmp_path / "uninterrupted")
    assert rest.asked == 5 - stop


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_folder_sort import Greys
from wardrobe.folders import folder_sort

folder_sort._SAVE_SECONDS = 3600  # no earlier save of the log, however busy the machine is
real, calls = os.fsync, []
def die_at_the_fourth(handle):
    calls.append(handle)
    if len(calls) == 4:  # after the new folder, the first copy and its name
        os._exit(9)
    real(handle)

os.fsync = die_at_the_fourth
list(folder_sort.FolderSort(Path({source!r}), Path({wardrobe!r})).run(Greys(), move=True))
"""


def test_a_run_killed_during_a_copy_leaves_no_duplicates(photo, source, wardrobe, tmp_path):
    for name in ("a/x.png", "b/x.png", "c.png", "d.png"):
        photo(name, COAT)
    before = contents(source)
    sort(source, tmp_path / "uninterrupted")
    script = KILLED.format(tests=str(Path(__file__).parent), source=str(source), wardrobe=str(wardrobe))
    root = Path(__file__).parents[3]
    killed = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, check=False)
    assert killed.returncode == 9, killed.stderr.decode()
    [part] = (wardrobe / "coat").glob(".*.part.png")
    assert not (wardrobe / "wardrobe.csv").exists() and contents(source) == before
    (wardrobe / "bag").mkdir()
    for folder in (wardrobe, wardrobe / "bag"):
        (folder / part.name).touch()
    sort(source, wardrobe)
    assert contents(wardrobe) == contents(tmp_path / "uninterrupted")


def test_the_log_is_saved_during_the_run(photo, source, wardrobe, monkeypatch):
    photo("a.png", COAT), photo("b.png", COAT)
    monkeypatch.setattr(folder_sort, "_SAVE_SECONDS", 0)
    run = FolderSort(source, wardrobe).run(Greys())
    next(run), next(run)
    assert targets(wardrobe) == {"a.png": "coat/a.png"}
    run.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no lock there")
def test_a_second_run_at_the_same_time_is_refused(photo, source, wardrobe):
    photo("a.png", COAT)
    run = FolderSort(source, wardrobe).run(Greys())
    next(run)
    with pytest.raises(WardrobeError, match="Another run"):
        sort(source, wardrobe)
    run.close()
    assert sort(source, wardrobe)
