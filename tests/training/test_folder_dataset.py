"""Class folders of photos become a data set of 28×28 pixels, and every command works on it."""

import json

import numpy as np
import pytest
from PIL import Image
from rich.console import Console

from data.drawn.dataset import draw_garment
from data.drawn.scenes import SURFACES, draw_scene
from data.errors import DataError
from data.fashion_mnist import load_fashion_mnist
from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.exports.card import Card
from model.garments import read_garment
from model.predictor import Predictor
from training.__main__ import main
from training.config import train_config
from training.evaluate import load_subject
from training.folder_dataset import write_folder_dataset
from training.photos.evaluation import score_photos
from training.run import Run
from training.scoring import score_test_images
from training.show.predictions import show_predictions
from training.train import train

OWN = {"blazers": 4, "bags": 8, "long trousers": 1}


def write_folders(root, kinds=OWN, photos=24):
    """Class folders of small grey pictures, some of them coloured photos."""
    for name, label in kinds.items():
        (root / name).mkdir(parents=True)
        for number in range(photos):
            picture = draw_garment(label, seed=number)
            if number % 8 == 0:
                scene = draw_scene(label, seed=number, surface=SURFACES[number % 3], height=96, width=96)
                picture = scene.image
            Image.fromarray(picture).save(root / name / f"{number}.png")
    return root


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return write_folders(tmp_path_factory.mktemp("photos") / "my-clothes")


@pytest.fixture(scope="module")
def own_data(tmp_path_factory, folders):
    out = tmp_path_factory.mktemp("data") / "own"
    write_folder_dataset(folders, out)
    return out


@pytest.fixture(scope="module")
def own_run(tmp_path_factory, own_data):
    out = tmp_path_factory.mktemp("runs") / "own"
    config = train_config("tutorial_mlp", "smoke", ["epochs=12", "batch_size=8"])
    train(config, out, data_dir=own_data, console=Console(quiet=True))
    return out


def test_each_folder_is_a_class_and_each_photo_an_image_of_the_recipe(own_data, folders):
    splits = load_fashion_mnist(own_data)
    assert splits.name == "my-clothes" and splits.class_names == ("bags", "blazers", "long trousers")
    assert [len(part) for part in (splits.train, splits.validation, splits.test)] == [54, 6, 12]
    assert all((np.bincount(part.labels) == len(part) // 3).all() for part in (splits.train, splits.test))
    photo = (folders / "bags" / "8.png").read_bytes()
    made = RECIPES["fashion-mnist"].from_garment(read_garment(photo), 28, 1)[..., 0]
    images = np.concatenate([part.images for part in (splits.train, splits.validation, splits.test)])
    assert (images == made).all(axis=(1, 2)).sum() == 1


def test_a_network_learns_the_classes_of_the_folders(own_run):
    run, result = Run(own_run), Run(own_run).read("result")
    assert run.config().model.classes == 3 and run.class_names == ("bags", "blazers", "long trousers")
    assert list(result["validation"]["per_class"]) == ["bags", "blazers", "long trousers"]
    assert result["validation"]["accuracy"] > 0.6


def test_its_test_images_are_scored_and_its_predictions_shown(own_run, own_data):
    figures = score_test_images(Run(own_run), load_fashion_mnist(own_data))
    assert figures["test"]["n"] == 12 and len(figures["test"]["confusion"]) == 3
    [table] = show_predictions(str(own_run), [0, 1, 2]).tables
    assert {row[1] for row in table.rows} <= {"bags", "blazers", "long trousers"}


def test_a_finished_run_is_resumed_as_it_is(own_run, own_data):
    config = train_config("tutorial_mlp", "smoke", ["epochs=12", "batch_size=8"])
    before = (own_run / "result.json").read_text()
    train(config, own_run, data_dir=own_data, resume=True, console=Console(quiet=True))
    assert (own_run / "result.json").read_text() == before


def test_its_export_classifies_photos_and_is_to_be_tried_not_promoted(own_run, folders, tmp_path, capsys):
    directory = tmp_path / "own" / "1"
    assert main(["export", str(own_run), "--to", str(directory)]) == 0
    printed = capsys.readouterr().err
    assert "wardrobe classify PHOTO --model" in printed and "promote" not in printed
    assert Card.read(directory).class_names == ("bags", "blazers", "long trousers")
    result = Predictor.load(str(directory)).predict(folders / "bags" / "3.png")
    assert set(result.probabilities) == {"bags", "blazers", "long trousers"}
    report = score_photos(load_subject(str(directory)), folders)
    assert report["n"] == 72 and report["accuracy"] > 0.6


def test_the_blocks_of_a_network_must_fit_the_classes(own_data, tmp_path, capsys):
    command = ["train", "--model", "blocks", "--data-dir", str(own_data), "--out", str(tmp_path / "run"), "--set"]
    assert main([*command, "layers=flatten, dense 10"]) == 2
    assert "expected 3 units, one for each class" in capsys.readouterr().err and not (tmp_path / "run").exists()


def test_a_report_on_other_classes_is_refused(own_run, capsys):
    assert main(["report", str(own_run)]) == 2
    assert "a report is about Fashion-MNIST's ten classes" in capsys.readouterr().err


def test_labels_may_mean_the_ten_classes(tmp_path):
    write_folders(tmp_path / "photos", {name: number for number, name in enumerate(("tee", "jeans"))}, photos=3)
    with pytest.raises(DataError, match="at least 3 photos of each class.*Pullover 0"):
        write_folder_dataset(tmp_path / "photos", tmp_path / "data", "fashion-mnist")
    folders = write_folders(tmp_path / "all", {name.replace("/", "-"): n for n, name in enumerate(CLASS_NAMES)}, 3)
    write_folder_dataset(folders, tmp_path / "data", "fashion-mnist")
    splits = load_fashion_mnist(tmp_path / "data")
    assert splits.class_names == CLASS_NAMES and len(splits.test) == 10
    assert "classes" not in json.loads((tmp_path / "data" / "dataset.json").read_text())


def test_a_test_part_is_kept_and_photos_of_one_person_stay_together(tmp_path):
    laid_out = tmp_path / "laid-out"
    for part, photos in (("train", 6), ("test", 3)):
        write_folders(laid_out / part, {"a": 0, "b": 1}, photos)
    for number, file in enumerate(sorted((laid_out / "test").rglob("*.png"))):
        Image.fromarray(draw_garment(3, seed=100 + number)).save(file)  # other photos than those to train on
    write_folder_dataset(laid_out, tmp_path / "data")
    assert len(load_fashion_mnist(tmp_path / "data").test) == 6
    by_people = write_folders(tmp_path / "people", {"a": 0, "b": 1}, 9)
    rows = [f"{name}/{number}.png,{name},person {number % 6}" for name in "ab" for number in range(9)]
    (by_people / "photos.csv").write_text("\n".join(["image,label,group", *rows]))
    write_folder_dataset(by_people, tmp_path / "data-people")
    assert len(load_fashion_mnist(tmp_path / "data-people").test) in (2, 4)


@pytest.mark.parametrize(
    ("classes", "complaint"),
    [
        (["a"], "2 to 256 classes"),
        (["a", "a"], "a name of its own"),
        (["a", "b"], "the label 2; expected 0 to 1"),
    ],
)
def test_a_description_with_other_classes_than_the_labels_have_is_refused(own_data, tmp_path, classes, complaint):
    for file in own_data.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    described = json.loads((own_data / "dataset.json").read_text()) | {"classes": classes}
    (tmp_path / "dataset.json").write_text(json.dumps(described))
    with pytest.raises(DataError, match=complaint):
        load_fashion_mnist(tmp_path)


def test_the_command_says_what_it_read(folders, tmp_path, capsys):
    (folders / "bags" / "broken.png").write_bytes(b"no picture")
    try:
        assert main(["make-dataset", str(folders), "--to", str(tmp_path / "data")]) == 0
    finally:
        (folders / "bags" / "broken.png").unlink()
    printed = capsys.readouterr()
    assert printed.out == f"{tmp_path / 'data'}\n"
    assert "72 photos (bags 24, blazers 24, long trousers 24)" in printed.err and "unreadable: 1" in printed.err
    assert main(["make-dataset", str(folders), "--to", str(tmp_path / "data")]) == 2
    assert "is not an empty folder" in capsys.readouterr().err


def test_the_way_there_is_named_where_photos_are_given_to_a_network_for_images(capsys, folders):
    assert main(["train", "--model", "cnn", "--photos", str(folders)]) == 2
    assert "python -m training make-dataset DIR --to DATA_DIR" in capsys.readouterr().err
