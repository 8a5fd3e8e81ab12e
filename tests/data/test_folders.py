import os
import unicodedata

import numpy as np
import pytest

from data.errors import DataError
from data.folders import load_photo_folder, own_class_names, read_photo_folder
from data.labels import UnknownLabelError
from data.photo_walk import is_junk, walk_photos


@pytest.fixture
def add_photos(encoded):
    """Writes small photos, each with a content of its own."""
    generator = np.random.default_rng(0)

    def add(*paths, format="PNG"):
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encoded(generator.integers(0, 255, (4, 4, 3), np.uint8), format))

    return add


def names(photos):
    return [photo.path.name for photo in photos]


def kinds(folder):
    return sorted((str(one.path.relative_to(folder.root)), one.kind) for one in folder.left_out)


JUNK = tuple(path for path in (
    "._IMG.jpg", ".DS_Store", ".Trash-1000/files/a.jpg", ".ipynb_checkpoints/a-checkpoint.jpg", "__MACOSX/a.jpg",
    "@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg", "@__thumb/a.jpg", "SYNOFILE_THUMB_M.jpg", "Thumbs.db", "desktop.ini",
    "$RECYCLE.BIN/a.jpg", "System Volume Information/a.jpg", "lost+found/a.jpg", "#recycle/a.jpg", "Icon\r",
    "a.jpg.part",
) if os.name != "nt" or "\r" not in path)  # fmt: skip


@pytest.mark.parametrize("path", JUNK)
def test_what_systems_leave_behind_is_junk_at_any_depth(path):
    assert is_junk(path) and is_junk(f"shirts/{path}")


@pytest.mark.parametrize(
    "path", ["a.jpg", "shirts/IMG 1.JPG", "./a.jpg", "../a.jpg", "no suffix", "/home/me/.photos/a.jpg"]
)
def test_photos_are_not_junk_wherever_a_user_keeps_them(path):
    assert not is_junk(path)


def test_a_walk_finds_photos_by_content_or_suffix_and_no_junk(tmp_path, add_photos):
    add_photos(
        tmp_path / "a" / "no suffix", tmp_path / "a" / "b.JFIF", tmp_path / "c.heic", tmp_path / "mine" / "d.txt"
    )
    add_photos(*(tmp_path / "a" / path for path in JUNK))
    (tmp_path / "a" / "notes.txt").write_text("no photo")
    (tmp_path / "a" / "broken.jpg").write_text("no photo either, but it claims to be one")
    skipped = []
    found = walk_photos(tmp_path, leave_out=tmp_path / "mine", skipped=skipped)
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a/b.JFIF",
        "a/broken.jpg",
        "a/no suffix",
        "c.heic",
    ]
    assert [one.path.name for one in skipped if one.kind == "not a photo"] == ["notes.txt"]
    assert {one.kind for one in skipped if one.path.name != "notes.txt"} == {"junk"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links and pipes")
def test_a_dangling_link_and_a_pipe_are_reported_and_do_not_block(tmp_path, add_photos):
    add_photos(tmp_path / "Dress" / "a.jpg")
    (tmp_path / "Dress" / "gone.jpg").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "Dress" / "pipe.jpg")
    os.mkfifo(tmp_path / "Dress" / "pipe")
    assert kinds(read_photo_folder(tmp_path)) == [
        ("Dress/gone.jpg", "unreadable"),
        ("Dress/pipe", "not a photo"),
        ("Dress/pipe.jpg", "unreadable"),
    ]


def test_junk_beside_class_folders_is_not_a_class(tmp_path, add_photos):
    add_photos(tmp_path / "t-shirt" / "a.jpg", *(tmp_path / path for path in JUNK))
    add_photos(*(tmp_path / "t-shirt" / path for path in JUNK))
    folder = read_photo_folder(tmp_path)
    assert [(photo.path.name, photo.classes) for photo in folder.photos] == [("a.jpg", {0})]
    assert {kind for _, kind in kinds(folder)} == {"junk"}
    assert own_class_names(tmp_path) == ("t-shirt",)


def test_a_table_names_stems_or_paths_and_senders(tmp_path, add_photos):
    add_photos(tmp_path / "images" / "a.jpg", tmp_path / "else" / "b.png")
    (tmp_path / "photos.csv").write_text("image,sender_id,label\na,7,Hoodie\nelse/b.png,8,Shorts\na,7,Not sure\n")
    photos = load_photo_folder(tmp_path)
    assert [(photo.path.name, photo.label, photo.group) for photo in photos] == [
        ("b.png", "Shorts", "8"),
        ("a.jpg", "Hoodie", "7"),
    ]
    assert photos[0].classes == frozenset() and photos[1].classes == {2}


def test_class_folders_are_labels(tmp_path, add_photos):
    add_photos(tmp_path / "Dress" / "a.jpg", tmp_path / "ankle-boot" / "b.HEIC", tmp_path / "jeans" / "c")
    (tmp_path / "Dress" / "notes.txt").write_text("no photo")
    folder = read_photo_folder(tmp_path)
    assert [(photo.path.name, photo.classes) for photo in folder.photos] == [
        ("a.jpg", {3}),
        ("b.HEIC", {9}),
        ("c", {1}),
    ]
    assert kinds(folder) == [("Dress/notes.txt", "not a photo")]


def test_unknown_labels_are_refused_all_at_once_unless_they_are_declared(tmp_path, add_photos):
    add_photos(tmp_path / "Dress" / "a.jpg", tmp_path / "watches" / "b.jpg", tmp_path / "scarfs" / "c.jpg")
    with pytest.raises(UnknownLabelError) as caught:
        load_photo_folder(tmp_path)
    assert set(caught.value.labels) == {"watches", "scarfs"}
    photos = load_photo_folder(tmp_path, negatives=("watch", "scarf"))
    assert [photo.classes for photo in photos] == [{3}, frozenset(), frozenset()]
    assert own_class_names(tmp_path, ("watch",)) == ("Dress", "scarfs")
    with pytest.raises(DataError, match="'dresses' is one of the classes"):
        load_photo_folder(tmp_path, negatives=("dresses",))


def test_train_and_test_above_the_classes_are_parts_of_one_folder(tmp_path, add_photos):
    add_photos(tmp_path / "train" / "Dress" / "a.jpg", tmp_path / "Validation" / "Dress" / "b.jpg")
    add_photos(tmp_path / "testing" / "bags" / "c.jpg", tmp_path / "testing" / "d.jpg")
    folder = read_photo_folder(tmp_path)
    assert [(photo.path.name, photo.label, photo.part) for photo in folder.photos] == [
        ("b.jpg", "Dress", "validation"),
        ("c.jpg", "bags", "test"),
        ("a.jpg", "Dress", "train"),
    ]
    assert kinds(folder) == [("testing/d.jpg", "no class folder")]
    assert own_class_names(tmp_path) == ("Dress", "bags")
    assert "parts: test 1, train 1, validation 1" in folder.summary()


def test_the_same_photo_is_taken_once_and_refused_under_two_labels(tmp_path, add_photos):
    add_photos(tmp_path / "Dress" / "a.jpg", tmp_path / "bags" / "c.jpg")
    content = (tmp_path / "Dress" / "a.jpg").read_bytes()
    (tmp_path / "Dress" / "b.jpg").write_bytes(content)
    folder = read_photo_folder(tmp_path)
    assert names(folder.photos) == ["a.jpg", "c.jpg"] and kinds(folder) == [("Dress/b.jpg", "duplicate")]
    (tmp_path / "bags" / "d.jpg").write_bytes(content)
    with pytest.raises(DataError, match=r"bags/d.jpg \(bags\) and Dress/a.jpg \(Dress\) are the same photo"):
        read_photo_folder(tmp_path)


def test_what_cannot_be_read_is_reported_with_the_reason(tmp_path, add_photos):
    add_photos(tmp_path / "Dress" / "a.jpg", tmp_path / "other" / "e.jpg")
    (tmp_path / "Dress" / "b.jpg").write_bytes(b"")
    (tmp_path / "Dress" / "c.jpg").write_bytes(b"GIF89a" + bytes(20))
    folder = read_photo_folder(tmp_path)
    assert kinds(folder) == [
        ("Dress/b.jpg", "unreadable"),
        ("Dress/c.jpg", "unreadable"),
        ("other/e.jpg", "no label"),
    ]
    summary = folder.summary()
    assert "1 photo (Dress 1)" in summary
    assert "Dress/b.jpg: The file is empty" in summary and "no label: 1 (other/e.jpg" in summary


def test_a_class_without_a_readable_photo_is_an_error(tmp_path, add_photos):
    add_photos(tmp_path / "Dress" / "a.jpg", tmp_path / "bags" / "b.jpg")
    folder = read_photo_folder(tmp_path)
    with pytest.raises(DataError, match="no photo of 'bags' that can be read .*b.jpg: cut short"):
        folder.without({tmp_path / "bags" / "b.jpg": "cut short"})
    (tmp_path / "bags" / "b.jpg").write_bytes(b"")
    with pytest.raises(DataError, match="no photo of 'bags' that can be read .*The file is empty"):
        read_photo_folder(tmp_path)
    (tmp_path / "bags" / "b.jpg").unlink()
    with pytest.raises(DataError, match="bags holds no photo"):
        read_photo_folder(tmp_path)


def test_damaged_photos_are_left_out_afterwards(tmp_path, add_photos):
    add_photos(tmp_path / "Dress" / "a.jpg", tmp_path / "Dress" / "b.jpg")
    folder = read_photo_folder(tmp_path).without({tmp_path / "Dress" / "a.jpg": "cut short"})
    assert names(folder.photos) == ["b.jpg"] and kinds(folder) == [("Dress/a.jpg", "unreadable")]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("image,kind\na,b\n", "lacks the column 'label'"),
        ("", "Received: an empty file"),
        ("image,label\nmissing,Dress\n", "names 'missing'"),
        ("image,label\n,Dress\n", "names ''"),
        ("image,label\n../outside.jpg,Dress\n", "names '../outside.jpg'"),
        ("image,label\n", "holds no labelled photos"),
        (f"image,label\n{'a' * 5000},Dress\n", "names 'aaa"),
        ("image,label\n../outside.jpg,Dr\xe4ss\n".encode("latin-1"), "Save it as CSV in UTF-8"),
    ],
)
def test_a_wrong_table_is_refused_with_what_to_do(tmp_path, add_photos, table, complaint):
    add_photos(tmp_path / "outside.jpg")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "photos.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    with pytest.raises(DataError, match=complaint):
        load_photo_folder(tmp_path / "folder")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_are_read_as_spreadsheets_write_them(tmp_path, add_photos, separator, encoding):
    add_photos(tmp_path / "images" / "ä" / "a.jpg", tmp_path / "b;.jpg")
    rows = [["Image", "Label", "group"], ["images\\ä\\a.jpg", "Dress", "1"], ['"b;.jpg"', "bags ", "2"], ["", "", ""]]
    (tmp_path / "photos.csv").write_bytes("\r\n".join(map(separator.join, rows)).encode(encoding))
    photos = load_photo_folder(tmp_path)
    assert [(photo.path.name, photo.classes, photo.group) for photo in photos] == [
        ("b;.jpg", {8}, "2"),
        ("a.jpg", {3}, "1"),
    ]


def test_the_line_with_excels_separator_is_ignored(tmp_path, add_photos):
    add_photos(tmp_path / "a.jpg")
    (tmp_path / "photos.csv").write_text("sep=;\nimage;label\na.jpg;Dress\n")
    assert names(load_photo_folder(tmp_path)) == ["a.jpg"]


def test_a_stem_finds_a_file_as_a_camera_names_it(tmp_path, add_photos):
    add_photos(tmp_path / "images" / "IMG_1.JPG")
    (tmp_path / "photos.csv").write_text("image,label\nIMG_1,Dress\n")
    assert names(load_photo_folder(tmp_path)) == ["IMG_1.JPG"]


def test_a_folder_that_is_missing_or_empty_is_refused(tmp_path):
    with pytest.raises(DataError, match="is not a folder"):
        load_photo_folder(tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds no labelled photos"):
        load_photo_folder(tmp_path)
    with pytest.raises(DataError, match="holds no labelled photos"):
        own_class_names(tmp_path)


def test_rows_that_are_cut_short_have_no_label(tmp_path, add_photos):
    add_photos(tmp_path / "a.jpg", tmp_path / "b.jpg")
    (tmp_path / "photos.csv").write_text("image,label,group\na.jpg,Dress\nb.jpg\n")
    assert [(photo.label, photo.group) for photo in load_photo_folder(tmp_path)] == [("Dress", "")]


def test_own_classes_are_the_labels_and_a_folder_called_other_is_one(tmp_path, add_photos):
    add_photos(tmp_path / "shorts" / "a.jpg", tmp_path / "Dress" / "b.jpg", tmp_path / "other" / "c.jpg")
    add_photos(tmp_path / "Not sure" / "d.jpg")
    own = own_class_names(tmp_path)
    assert own == ("Dress", "other", "shorts")
    assert [photo.classes for photo in load_photo_folder(tmp_path, own)] == [{0}, {1}, {2}]


def test_in_a_table_other_is_no_label(tmp_path, add_photos):
    add_photos(tmp_path / "a.jpg", tmp_path / "b.jpg")
    (tmp_path / "photos.csv").write_text("image,label\na.jpg,Jeans\nb.jpg,Other\n")
    assert own_class_names(tmp_path) == ("Jeans",)
    assert names(load_photo_folder(tmp_path, ("Jeans",))) == ["a.jpg"]


def test_labels_that_are_written_alike_are_one_own_class(tmp_path, add_photos):
    labels = ["winter hats", "winter-hats", "Hüte", unicodedata.normalize("NFD", "Hüte"), "hats.", "Hats "]
    add_photos(*(tmp_path / f"{number}.jpg" for number in range(len(labels))))
    rows = [f"{number}.jpg,{label}\n" for number, label in enumerate(labels)]
    (tmp_path / "photos.csv").write_text("image,label\n" + "".join(rows), "utf-8")
    own = own_class_names(tmp_path)
    assert own == ("Hats", "Hüte", "winter hats")
    assert [set(photo.classes) for photo in load_photo_folder(tmp_path, own)] == [{2}, {2}, {1}, {1}, {0}, {0}]


@pytest.mark.photos
def test_every_label_of_the_clothing_photos_is_known(photos_dir):
    folder = read_photo_folder(photos_dir)
    assert folder.counts["T-Shirt"] == 662 and len(folder.photos) == 3970 - 167 - 55 - 7
    assert {one.kind for one in folder.left_out} == {"no label"}


def test_a_table_may_name_photos_by_their_whole_path(tmp_path, add_photos, monkeypatch):
    folder = tmp_path / "photos"
    add_photos(folder / "a.jpg")
    (folder / "b.jpg").write_bytes((folder / "a.jpg").read_bytes())
    (folder / "photos.csv").write_text(f"image,label\n{folder / 'a.jpg'},Dress\n{folder / 'b.jpg'},Dress\n")
    monkeypatch.chdir(tmp_path)
    read = read_photo_folder("photos")
    assert len(read.photos) == 1
    assert "left out, duplicate: 1 (b.jpg: the same as a.jpg)" in read.summary()
