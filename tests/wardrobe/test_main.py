import json

import pytest

from data.labels import CLASS_NAMES
from wardrobe.__main__ import main


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
    assert list(lines[0]["probabilities"]) == list(CLASS_NAMES)


def test_classify_says_it_in_words_and_counts_what_it_skipped(photo_file, capsys):
    photo_file.with_name("notes.txt").touch()
    assert main(["classify", str(photo_file.parent), "--model", "mlp"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith(f"{photo_file}: ") and captured.out.rstrip().endswith("%)")
    assert "1 files without an image suffix were skipped" in captured.err


def test_every_file_read_is_status_0_and_an_empty_folder_says_so(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["classify", str(tmp_path / "empty"), "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "" and "no photos there" in captured.err


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
