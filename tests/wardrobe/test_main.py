import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from data.labels import PHOTO_CLASS_NAMES
from model.photo_result import PhotoResult
from wardrobe.__main__ import main
from wardrobe.folders import engines
from wardrobe.folders.worker import row_of
from wardrobe.store.accounts import account_id, open_account
from wardrobe.store.photo_files import photo_path
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


@pytest.fixture(autouse=True)
def quick_runtime(monkeypatch):
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")


def test_classify_prints_one_json_object_a_file(photo_file, capsys):
    missing, broken = photo_file.with_name("missing.jpg"), photo_file.with_name("broken.jpg")
    broken.write_bytes(photo_file.read_bytes()[:2000])
    assert main(["classify", str(photo_file), str(missing), str(broken), "--json"]) == 1
    captured = capsys.readouterr()
    lines = [json.loads(line) for line in captured.out.splitlines()]
    assert [line["file"] for line in lines] == [str(photo_file), str(missing), str(broken)]
    assert [line["outcome"] == "error" for line in lines] == [False, True, True]
    assert list(lines[0]["probabilities"]) == list(PHOTO_CLASS_NAMES)


def test_classify_says_it_in_words_and_counts_what_it_skipped(photo_file, capsys):
    photo_file.with_name("notes.txt").touch()
    assert main(["classify", str(photo_file.parent), "--model", "mlp"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith(f"{photo_file}: ") and captured.out.rstrip().endswith("%)")
    assert "1 file that is not a photo was skipped" in captured.err


def test_sort_files_a_folder_and_prints_where_each_photo_went(photo_file, tmp_path, capsys):
    source, wardrobe = photo_file.parent / "in", tmp_path / "wardrobe"
    source.mkdir()
    photo_file.rename(source / "t.jpg")
    assert main(["sort", str(source), "--to", str(wardrobe), "--json"]) == 0
    captured = capsys.readouterr()
    [line] = map(json.loads, captured.out.splitlines())
    assert main(["classify", str(source), "--json"]) == 0
    target = line.pop("target")
    assert {**line, "pieces": []} == json.loads(capsys.readouterr().out)
    assert line["group"] and line["group_confidence"]
    assert Path(target).read_bytes() == (source / "t.jpg").read_bytes() and Path(target).parent.parent == wardrobe
    assert f"{Path(target).parent.name}: 1\n" in captured.err and (wardrobe / "wardrobe.csv").is_file()


def test_sort_says_it_in_words_and_moves_only_what_was_read(photo_file, tmp_path, capsys):
    broken = photo_file.with_name("broken.jpg")
    broken.write_bytes(b"no picture")
    photo_file.with_name("notes.txt").touch()
    wardrobe = tmp_path / "wardrobe"
    assert main(["sort", str(tmp_path), "--to", str(wardrobe), "--move", "--model", "photo"]) == 1
    captured = capsys.readouterr()
    first, second = captured.out.splitlines()
    assert first.startswith(f"{broken}: error: ") and f" -> {wardrobe}" in second
    assert broken.exists() and not photo_file.exists()
    assert "1 photo could not be read and stayed where it is." in captured.err
    assert "1 file that is not a photo was skipped" in captured.err


def test_sort_tells_a_drawer_called_error_from_photos_that_are_not_read(photo_file, tmp_path, capsys, monkeypatch):
    class Sorter:
        card = SimpleNamespace(id="own/1", class_names=("Error",))

        def predict(self, path):
            return PhotoResult(str(path), "sorted", "own/1", "Error", 0.9, {"Error": 1.0})

    monkeypatch.setattr("model.predictor.Predictor.load", lambda name: Sorter())
    assert main(["sort", str(photo_file.parent), "--to", str(tmp_path / "sorted")]) == 0
    assert capsys.readouterr().err == "error: 1\n"


def test_sort_into_what_is_no_folder_is_one_sentence_and_status_2(photo_file, tmp_path, capsys):
    assert main(["sort", str(tmp_path / "none"), "--to", str(tmp_path / "new")]) == 2
    assert "There is no folder" in capsys.readouterr().err
    assert main(["sort", str(tmp_path), "--to", str(photo_file / "new")]) == 2
    captured = capsys.readouterr()
    assert "cannot be used: Not a directory" in captured.err and captured.err.count("\n") == 1 and captured.out == ""
    assert main(["sort", str(tmp_path), "--to", str(tmp_path / "new"), "--model", "cnn/999"]) == 2
    assert not (tmp_path / "new").exists()


def test_what_a_library_prints_is_not_among_the_results(photo_file, tmp_path, capsys, monkeypatch):
    def noisily(*arguments):
        print("(raylet) A worker died")
        return row_of(*arguments)

    monkeypatch.setattr(engines, "row_of", noisily)
    assert main(["sort", str(photo_file.parent), "--to", str(tmp_path / "sorted"), "--json"]) in (0, 1)
    captured = capsys.readouterr()
    assert all(json.loads(line) for line in captured.out.splitlines())
    assert "(raylet) A worker died" in captured.err


def test_classify_of_nothing_is_status_2(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["classify", str(tmp_path / "empty"), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.endswith("or folders that contain photos.\n")
    assert captured.err.count("\n") == 1
    for name in ("a.txt", "b.txt"):
        (tmp_path / "empty" / name).touch()
    assert main(["classify", str(tmp_path / "empty")]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("2 files ") and captured.err.endswith("or folders that contain photos.\n")


def test_classify_writes_nothing_to_standard_error(photo_file):
    # Native code writes past sys.stderr, so only another process can tell.
    command = [sys.executable, "-m", "wardrobe", "classify", *[str(photo_file)] * 8, "--json"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)
    assert len(result.stdout.splitlines()) == 8 and result.stderr == ""


def test_json_is_refused_rather_than_not_json(photo_file, monkeypatch):
    class Broken:
        card = SimpleNamespace(id="broken/1")

        def predict(self, path):
            return PhotoResult(str(path), "sorted", "broken/1", "Bag", math.nan, {"Bag": math.nan})

    monkeypatch.setattr("model.predictor.Predictor.load", lambda *_: Broken())
    with pytest.raises(ValueError, match="not JSON compliant"):
        main(["classify", str(photo_file), "--json"])


def test_an_unknown_model_is_one_sentence_and_status_2(photo_file, capsys):
    assert main(["classify", str(photo_file), "--model", "cnn/999"]) == 2
    captured = capsys.readouterr()
    assert "There is no export 'cnn/999'" in captured.err and captured.out == ""


def test_a_runtime_that_does_not_exist_is_status_2(photo_file, capsys, monkeypatch):
    monkeypatch.setenv("WARDROBE_RUNTIME", "abacus")
    assert main(["classify", str(photo_file)]) == 2
    assert "one of auto, tensorflow, litert" in capsys.readouterr().err


def test_a_wrong_word_is_status_2():
    with pytest.raises(SystemExit) as caught:
        main(["clasify"])
    assert caught.value.code == 2


@pytest.fixture
def kept(photos):
    """Two items in the wardrobe that commands use."""
    wardrobe = Wardrobe(Settings.from_environment())
    items = [wardrobe.add(photo, f"{number}.jpg", drawer="Bag") for number, photo in enumerate(photos[:2])]
    yield wardrobe, items
    wardrobe.close()


def test_a_back_up_is_restored_into_another_wardrobe(kept, tmp_path, capsys, monkeypatch):
    file = tmp_path / "wardrobe.zip"
    assert main(["backup", str(file)]) == 0
    assert main(["restore", str(file)]) == 0
    monkeypatch.setenv("WARDROBE_HOME", str(tmp_path / "elsewhere"))
    assert main(["restore", str(file)]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        f"{file}: 2 items.",
        "0 items restored, 2 already there, 0 refused.",
        "2 items restored, 0 already there, 0 refused.",
    ]
    assert captured.err == ""
    other = Wardrobe(Settings.from_environment())
    assert other.find() == kept[0].find()
    other.close()


def test_what_cannot_be_backed_up_or_restored_is_a_sentence_and_status_1(kept, tmp_path, capsys):
    wardrobe, [lost, _] = kept
    wardrobe.photos.files.rm_file(photo_path(lost.photo))
    assert main(["backup", str(tmp_path / "a.zip")]) == 1
    assert "The photo of 0.jpg is gone" in capsys.readouterr().err
    wardrobe.delete_permanently(wardrobe.ids())
    assert main(["restore", str(tmp_path / "a.zip")]) == 1
    captured = capsys.readouterr()
    assert captured.out == "1 item restored, 0 already there, 1 refused.\n"
    assert "0.jpg: its photo is missing" in captured.err


def test_files_that_are_no_back_ups_are_one_sentence_and_status_2(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    for command, name, message in (
        ("restore", "notes.txt", "not a ZIP file"),
        ("restore", "none.zip", "cannot be read: No such file"),
        ("backup", "notes.txt", "is not a back-up. Choose another name"),
        ("backup", "none/x.zip", "cannot be written: No such file"),
    ):
        assert main([command, str(tmp_path / name)]) == 2
        captured = capsys.readouterr()
        assert message in captured.err and captured.err.count("\n") == 1 and captured.out == ""
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_check_says_what_it_found_and_mended(kept, capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "2 items, no problems.\n"
    wardrobe, [lost, damaged] = kept
    wardrobe.photos.files.rm_file(photo_path(lost.photo))
    wardrobe.photos.files.pipe_file(photo_path(damaged.photo), b"half")
    leftover = _old_file(wardrobe, "photos/ab/1.part")
    assert main(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "items": 1,
        "without_photo": [{"id": lost.id, "file_name": "0.jpg"}],
        "damaged": [{"id": damaged.id, "file_name": "1.jpg"}],
        "lost_further": [],
        "lost_and_found": [],
        "leftovers": [leftover],
    }
    assert main(["check"]) == 1
    assert capsys.readouterr().out == "1.jpg: the photo is damaged. A back-up may have it intact.\n1 item.\n"


def test_check_says_where_it_moved_an_orphan(encoded, capsys):
    wardrobe = Wardrobe(Settings.from_environment())
    pictures = [np.full((24, 24, 3), 20 * number, np.uint8) for number in range(12)]
    *_, orphan = [wardrobe.add(encoded(picture), "x.png", drawer="Bag") for picture in pictures]
    with wardrobe.transaction(writes=True) as connection:
        connection.exec_driver_sql(f"DELETE FROM items WHERE id = {orphan.id}")
    wardrobe.close()
    folder = Path(os.environ["WARDROBE_HOME"], "wardrobe")
    os.utime(folder / photo_path(orphan.photo), (1, 1))
    assert main(["check"]) == 0
    lost = folder / "lost-and-found"
    assert capsys.readouterr().out.startswith(f"One photo that no item references was moved to {lost}.\n")
    assert [path.stem for path in lost.iterdir()] == [orphan.photo]


def test_check_of_photos_without_items_is_one_sentence_and_not_status_0(kept, capsys):
    wardrobe, _ = kept
    with wardrobe.transaction(writes=True) as connection:
        connection.exec_driver_sql("DELETE FROM items")
    before = wardrobe.photos.files.find("photos")
    for options in ([], ["--json"]):
        assert main(["check", *options]) == 2
        captured = capsys.readouterr()
        assert captured.err.startswith("There are 2 photos but no item") and captured.err.count("\n") == 1
        assert captured.out == "" and wardrobe.photos.files.find("photos") == before


def test_a_damaged_database_is_one_sentence_and_status_2(kept, tmp_path, capsys):
    wardrobe, _ = kept
    with wardrobe.transaction(writes=True) as connection:
        connection.exec_driver_sql("DROP TABLE colours")
    assert main(["backup", str(tmp_path / "a.zip")]) == 2
    captured = capsys.readouterr()
    assert "database cannot be read or written: no such table" in captured.err and captured.err.count("\n") == 1


def _old_file(wardrobe, path):
    wardrobe.photos.files.makedirs(path.rpartition("/")[0], exist_ok=True)
    wardrobe.photos.files.pipe_file(path, b"x")
    long_ago = time.time() - 7200
    os.utime(Path(wardrobe.photos.files.path, path), (long_ago, long_ago))
    return path


@pytest.mark.parametrize("command", [["check"], ["backup", "a.zip"], ["restore", "a.zip"]])
def test_where_each_browser_session_has_its_own_wardrobe_commands_have_none(command, capsys, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    assert main(command) == 2
    captured = capsys.readouterr()
    assert "no command can reach. Set it to local" in captured.err and captured.err.count("\n") == 1
    assert captured.out == "" and not Path(os.environ["WARDROBE_HOME"], "wardrobe").exists()


def test_a_wardrobe_that_cannot_be_opened_is_status_2(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("WARDROBE_DATABASE_URL", f"sqlite:///{tmp_path}/none/x.db")
    assert main(["check"]) == 2
    assert "cannot be opened" in capsys.readouterr().err
    monkeypatch.setenv("WARDROBE_HOME", __file__)
    assert main(["check"]) == 2
    assert "cannot be created: Not a directory. Check WARDROBE_HOME." in capsys.readouterr().err


def test_with_accounts_the_commands_work_on_the_one_that_is_named(tmp_path, capsys, monkeypatch, photo_file):
    monkeypatch.setenv("WARDROBE_STORAGE", "account")
    ada, bob = (account_id("https://id.example", name) for name in ("ada", "bob"))
    open_account(ada).add(photo_file.read_bytes(), "a.jpg", drawer="Dress")
    open_account(bob)
    assert main(["backup", str(tmp_path / "ada.zip"), "--account", ada]) == 0
    assert main(["restore", str(tmp_path / "ada.zip"), "--account", bob]) == 0
    assert main(["check", "--json", "--account", bob]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["items"] == 1

    for options in ([], ["--account", "0" * 40]):
        assert main(["check", *options]) == 2
        assert ", ".join(sorted([ada, bob])) in capsys.readouterr().err
    monkeypatch.setenv("WARDROBE_STORAGE", "local")
    assert main(["check", "--account", ada]) == 2
    assert "Expected WARDROBE_STORAGE to be account" in capsys.readouterr().err
