"""Moved photos, links, and folders that the user has changed: no photo is lost."""

import pytest

from tests.wardrobe.folders.greys import COAT, TROUSER, UNSURE, Greys, contents, sort, targets
from wardrobe.folders.folder_sort import FolderSort
from wardrobe.store.errors import WardrobeError


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
