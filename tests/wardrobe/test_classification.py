import json

import pytest

from data.labels import CLASS_NAMES
from model.exports.store import find_export
from model.predictor import Predictor
from wardrobe.classification import classify_files, classify_photo, find_photos


@pytest.fixture(scope="module")
def predictor():
    return Predictor(find_export("photo"), "litert")


def test_a_photo_gets_a_label_and_every_confidence(photo_file, predictor):
    answer = classify_photo("t.jpg", photo_file.read_bytes(), predictor)
    assert answer.outcome in ("sorted", "unsure", "not_clothing")
    line = json.loads(json.dumps(answer.to_json(predictor)))
    assert list(line) == ["file", "outcome", "label", "confidence", "probabilities", "error", "model"]
    assert list(line["probabilities"]) == list(CLASS_NAMES)
    assert sum(line["probabilities"].values()) == pytest.approx(1, abs=1e-4)
    assert line["probabilities"][line["label"]] == max(line["probabilities"].values())
    assert line["model"] == predictor.card.id and line["error"] is None


def test_a_file_that_is_no_photo_is_an_answer_too(predictor):
    answer = classify_photo("notes.jpg", b"no picture", predictor)
    line = answer.to_json(predictor)
    assert line["outcome"] == "error" and line["label"] is line["confidence"] is line["probabilities"] is None
    assert "not a picture" in line["error"]


def test_answers_come_in_the_order_of_the_files_and_bad_ones_stop_nothing(photo_file, predictor):
    empty = photo_file.with_name("empty.png")
    empty.write_bytes(b"")
    files = [empty, photo_file, photo_file.with_name("missing.jpg"), photo_file.parent] * 20
    answers = list(classify_files(files, predictor))
    assert [answer.file for answer in answers] == [str(file) for file in files]
    assert [answer.outcome == "error" for answer in answers[:4]] == [True, False, True, True]
    assert "cannot be read" in str(answers[2].error)


def test_folders_are_walked_in_order_and_other_files_are_counted(tmp_path):
    for name in ("b.jpg", "a.PNG", "sub/c.heic", "notes.txt", "sub/.hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    photos, skipped = find_photos([tmp_path / "notes.txt", tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in photos] == ["notes.txt", "a.PNG", "b.jpg", "sub/c.heic"]
    assert skipped == 2
