import pytest

from model.predictor import Predictor
from wardrobe.classification import classify_files, find_photos


@pytest.fixture(scope="module")
def predictor():
    return Predictor.load("photo", "litert")


def test_results_come_in_the_order_of_the_files_and_bad_ones_stop_nothing(photo_file, predictor):
    empty = photo_file.with_name("empty.png")
    empty.write_bytes(b"")
    files = [empty, photo_file, photo_file.with_name("missing.jpg"), photo_file.parent] * 20
    results = list(classify_files(files, predictor))
    assert [result.file for result in results] == [str(file) for file in files]
    assert [result.outcome == "error" for result in results[:4]] == [True, False, True, True]
    assert results[2].error.id == "file-unreadable" and results[3].error.id == "file-no-file"


def test_folders_are_walked_in_order_and_other_files_are_counted(tmp_path, photo_file):
    for name in ("b.jpg", "a.PNG", "sub/c.heic", "notes.txt", "sub/notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    photo_file.rename(tmp_path / "sub" / "photo")  # a photo by its content
    photos, skipped = find_photos([tmp_path / "notes.txt", tmp_path])
    names = [path.relative_to(tmp_path).as_posix() for path in photos]
    assert names == ["notes.txt", "a.PNG", "b.jpg", "sub/c.heic", "sub/photo"]
    assert skipped == 2


def test_junk_is_neither_classified_nor_counted(tmp_path):
    for name in ("._a.jpg", ".Trash-1000/b.jpg", "@eaDir/c.jpg", "__MACOSX/d.jpg", "Thumbs.db", "e.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert find_photos([tmp_path]) == ([tmp_path / "e.jpg"], 0)
