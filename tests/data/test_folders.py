import numpy as np
import pytest

from data.fashion_mnist import DataError
from data.folders import grouped_folds, load_photo_folder, own_class_names


def touch(*paths):
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def test_a_table_names_stems_or_paths_and_senders(tmp_path):
    touch(tmp_path / "images" / "a.jpg", tmp_path / "else" / "b.png")
    (tmp_path / "photos.csv").write_text("image,sender_id,label\na,7,Hoodie\nelse/b.png,8,Shorts\na,7,Not sure\n")
    photos = load_photo_folder(tmp_path)
    assert [(photo.path.name, photo.label, photo.group) for photo in photos] == [
        ("b.png", "Shorts", "8"),
        ("a.jpg", "Hoodie", "7"),
    ]
    assert photos[0].classes == frozenset() and photos[1].classes == {2}


def test_a_stem_finds_a_file_as_a_camera_names_it(tmp_path):
    touch(tmp_path / "images" / "IMG_1.JPG")
    (tmp_path / "photos.csv").write_text("image,label\nIMG_1,Dress\n")
    assert [photo.path.name for photo in load_photo_folder(tmp_path)] == ["IMG_1.JPG"]


def test_class_folders_are_labels(tmp_path):
    touch(tmp_path / "Dress" / "a.jpg", tmp_path / "ankle-boot" / "b.HEIC", tmp_path / "Dress" / "notes.txt")
    assert [(photo.path.name, photo.classes) for photo in load_photo_folder(tmp_path)] == [
        ("a.jpg", {3}),
        ("b.HEIC", {9}),
    ]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("image,kind\na,b\n", "lacks the column 'label'"),
        ("image,label\nmissing,Dress\n", "names 'missing'"),
        ("image,label\n../outside.jpg,Dress\n", "names '../outside.jpg'"),
        ("image,label\n", "holds no labelled photos"),
    ],
)
def test_a_wrong_table_gets_one_sentence(tmp_path, table, complaint):
    touch(tmp_path / "outside.jpg")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "photos.csv").write_text(table)
    with pytest.raises(DataError, match=complaint):
        load_photo_folder(tmp_path / "folder")


def test_a_folder_that_is_missing_or_empty_is_refused(tmp_path):
    with pytest.raises(DataError, match="is not a folder"):
        load_photo_folder(tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds no labelled photos"):
        load_photo_folder(tmp_path)


def test_rows_that_are_cut_short_say_nothing(tmp_path):
    touch(tmp_path / "a.jpg")
    (tmp_path / "photos.csv").write_text("image,label,group\na.jpg,Dress\na.jpg\n")
    assert [(photo.label, photo.group) for photo in load_photo_folder(tmp_path)] == [("Dress", "")]


def test_a_persons_own_drawers_are_the_labels(tmp_path):
    touch(tmp_path / "shorts" / "a.jpg", tmp_path / "Dress" / "b.jpg", tmp_path / "other" / "c.jpg")
    names = own_class_names(tmp_path)
    assert names == ("Dress", "shorts")
    assert [photo.classes for photo in load_photo_folder(tmp_path, names)] == [{0}, {1}]


def test_labels_that_differ_in_case_or_spaces_are_one_drawer(tmp_path):
    touch(tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "c.jpg")
    (tmp_path / "photos.csv").write_text("image,label\na.jpg,Hoodie \nb.jpg,hoodie\nc.jpg,Jeans\n")
    names = own_class_names(tmp_path)
    assert names == ("Hoodie", "Jeans")
    assert [photo.classes for photo in load_photo_folder(tmp_path, names)] == [{0}, {0}, {1}]


def test_a_group_is_in_one_fold_and_folds_are_about_equally_large():
    groups = [f"person {number}" for number in range(40) for _ in range(1 + number % 7)]
    folds = grouped_folds(groups, 4)
    assert all(len(set(folds[np.array(groups) == group])) == 1 for group in groups)
    sizes = np.bincount(folds)
    assert len(sizes) == 4 and np.ptp(sizes) <= 2
    assert (grouped_folds(groups, 4) == folds).all()


def test_photos_without_a_group_are_spread():
    assert sorted(np.bincount(grouped_folds([""] * 10, 5))) == [2] * 5


def test_fewer_groups_than_folds_are_refused():
    with pytest.raises(DataError, match="at least 3 groups for 3 folds. Received: 2"):
        grouped_folds(["a", "b", "a"], 3)
