import dataclasses
import shutil

import pytest

from model.exports.card import CARD_FILE, Card, ExportError
from model.exports.live import promote
from model.exports.store import EXPORTED, JOBS, LIVE_FILE, check_export, find_export, list_exports, write_manifest
from model.predictor import Predictor


@pytest.fixture
def candidate(exported, tmp_path):
    """Copies the small export, with another name, version or card, into a folder of runs."""

    def make(name="small", version=1, accuracy=0.5, **changes):
        directory = tmp_path / "runs" / name / str(version)
        shutil.copytree(exported[0], directory)
        metrics = {} if accuracy is None else {part: {"accuracy": accuracy, "n": 1} for part in ("test", "photos")}
        card = Card.read(directory)
        card = dataclasses.replace(card, name=name, version=version, **{"metrics": metrics, **changes})
        (directory / CARD_FILE).write_text(card.to_json(), "utf-8")
        write_manifest(directory)
        return directory

    return make


@pytest.fixture
def root(tmp_path):
    (tmp_path / "exported").mkdir()
    return tmp_path / "exported"


def test_the_shipped_exports_are_live_for_photos_and_for_fashion_mnist():
    for job, name in (("photo", "photo"), ("fashion-mnist", "cnn"), ("segmenter", "segmenter")):
        assert find_export(job) in (EXPORTED / name).iterdir()


def test_a_newer_export_is_not_live_until_it_is_promoted(candidate, root):
    promote(candidate("photo", 1), "photo", root=root)
    shutil.copytree(candidate("photo", 2), root / "photo" / "2")
    assert Predictor.load("photo", "litert", root).card.id == "photo/1"
    assert Predictor.load("photo/", "litert", root).card.id == "photo/1"
    assert list_exports(root) == [root / "photo" / "1", root / "photo" / "2"]
    promote(root / "photo" / "2", "photo", root=root)
    assert Predictor.load("photo", "litert", root).card.id == "photo/2"


def test_promotion_copies_the_export_once_and_keeps_the_other_jobs(candidate, root):
    source = candidate("photo", 3)
    assert promote(source, "photo", root=root) == root / "photo" / "3"
    check_export(root / "photo" / "3")
    promote(candidate("cnn", 1), "fashion-mnist", root=root)
    assert promote(source, "photo", root=root) == root / "photo" / "3"
    assert [find_export(job, root).parent.name for job in ("photo", "fashion-mnist")] == ["photo", "cnn"]
    assert sorted(path.name for path in root.iterdir()) == ["cnn", LIVE_FILE, "photo"]
    assert [path.name for path in (root / "photo").iterdir()] == ["3"]


def test_a_worse_score_is_refused_unless_it_is_forced(candidate, root):
    promote(candidate("photo", 1, accuracy=0.8), "photo", root=root)
    worse = candidate("photo", 2, accuracy=0.7)
    with pytest.raises(ExportError, match=r"photo/2 has photos accuracy 0.7000, lower than the 0.8000 of photo/1"):
        promote(worse, "photo", root=root)
    assert find_export("photo", root).name == "1" and not (root / "photo" / "2").exists()
    promote(worse, "photo", root=root, force=True)
    assert find_export("photo", root).name == "2"


def test_each_job_compares_its_own_score(candidate, root):
    promote(candidate("cnn", 1, metrics={"test": {"accuracy": 0.9}}), "fashion-mnist", root=root)
    only_photos = candidate("cnn", 2, metrics={"photos": {"accuracy": 0.99}})
    with pytest.raises(ExportError, match="cnn/2 has no test accuracy, which decides about the job fashion-mnist"):
        promote(only_photos, "fashion-mnist", root=root)


def test_an_export_that_lacks_classes_is_refused_unless_it_is_forced(candidate, root):
    promote(candidate("photo", 1), "photo", root=root)
    other = candidate("photo", 2, class_names=tuple("abcdefghiX"))
    with pytest.raises(ExportError, match="photo/2 lacks classes of photo/1"):
        promote(other, "photo", root=root)
    assert promote(other, "photo", root=root, force=True).name == "2"


def test_figures_that_are_not_finite_are_refused_even_by_force(candidate, root):
    directory = candidate("photo", 1)
    text = (directory / CARD_FILE).read_text("utf-8").replace('"accuracy": 0.5', '"accuracy": NaN')
    (directory / CARD_FILE).write_text(text, "utf-8")
    write_manifest(directory)
    with pytest.raises(ExportError, match="holds the number NaN"):
        promote(directory, "photo", root=root, force=True)
    assert list(root.iterdir()) == []


def test_a_damaged_export_and_an_unknown_job_are_refused(candidate, root):
    directory = candidate("photo", 1)
    with pytest.raises(ExportError, match=f"one of the jobs {', '.join(JOBS)}. Received: 'photos'"):
        promote(directory, "photos", root=root)
    (directory / "saved_model.pb").write_bytes(b"x")
    with pytest.raises(ExportError, match=r"saved_model\.pb differs"):
        promote(directory, "photo", root=root, force=True)


def test_another_export_under_the_same_version_is_refused(candidate, root, tmp_path):
    promote(candidate("photo", 1), "photo", root=root)
    shutil.rmtree(tmp_path / "runs")
    with pytest.raises(ExportError, match="exists and is another export"):
        promote(candidate("photo", 1, accuracy=0.9), "photo", root=root)


def test_a_job_without_a_live_export_says_how_to_promote_one(root):
    with pytest.raises(ExportError, match="python -m training promote EXPORT --as photo"):
        find_export("photo", root)


@pytest.mark.parametrize("text", ["photo = 3", 'photo = "../photo"', 'photos = "photo/3"', "photo = "])
def test_a_live_file_that_names_no_export_is_refused(root, text):
    (root / LIVE_FILE).write_text(text)
    with pytest.raises(ExportError, match=LIVE_FILE):
        find_export("photo", root)
