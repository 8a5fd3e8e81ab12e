import pytest

from data.fashion_mnist import DataError
from data.folders import load_photo_folder


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
