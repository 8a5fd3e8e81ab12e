"""Photos of a folder arrive in the folders of their drawers, whole and under names that clash with none."""

import os

import pytest

from tests.wardrobe.folders.greys import COAT, NOT_CLOTHING, TROUSER, UNSURE, Greys, contents, sort, table, targets
from wardrobe.folders.folder_sort import FolderSort
from wardrobe.store.errors import WardrobeError


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


def test_another_model_moves_copies_to_its_own_drawers(photo, source, wardrobe):
    photo("x.png", COAT), photo("y.png", UNSURE)
    sort(source, wardrobe)
    sort(source, wardrobe, Greys("greys/2", shift=1))
    assert targets(wardrobe) == {"x.png": "sandal/x.png", "y.png": "unsure/y.png"}
    assert {row["model"] for row in table(wardrobe)} == {"greys/2"}
    assert len(contents(wardrobe)) == 3


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


def test_names_of_the_greatest_length_are_numbered_too(photo, source, wardrobe):
    name = "x" * 251 + ".png"
    photo(name, COAT), photo(f"a/{name}", COAT)
    sort(source, wardrobe)
    assert targets(wardrobe)[name] == "coat/" + "x" * 249 + "-2.png"
