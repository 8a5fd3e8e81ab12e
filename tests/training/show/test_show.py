"""`training show`: the figures are there, and their texts and tables say what the data and the networks are."""

import dataclasses
import re
import shutil
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from data.fashion_mnist import load_fashion_mnist
from data.labels import CLASS_NAMES
from model.networks.config import ConfigError
from model.networks.cost import multiply_adds
from model.networks.registry import build_model, default_config
from model.palette import RED
from training.__main__ import main
from training.augmentation import augmented
from training.run import Run
from training.show.augmentation import show_augmentation
from training.show.data import show_data
from training.show.drawing import Prediction, draw_predictions
from training.show.network import show_model, stages_of
from training.show.predictions import image_numbers, show_predictions
from training.show.shown import write_shown


class Page(HTMLParser):
    """The pictures of a page, and the texts of its tables' cells."""

    def __init__(self, text):
        super().__init__()
        self.pictures, self.cells, self.inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.pictures.append(dict(attributes))
        self.inside = tag in ("td", "th")

    def handle_data(self, text):
        if self.inside and text.strip():
            self.cells.append(text)


@pytest.fixture(scope="module")
def shown(drawn_dir):
    return show_data(drawn_dir)


def test_data_are_shown_with_labels_grey_levels_and_balance(shown, drawn_dir):
    splits = load_fashion_mnist(drawn_dir)
    labelled, balance, pixels = shown.pictures
    assert labelled.alt.endswith(", ".join(CLASS_NAMES[label] for label in splits.train.labels[:25]) + ".")
    assert len([ax for ax in labelled.figure.axes if ax.images]) == 25
    assert (pixels.figure.axes[0].images[0].get_array() == splits.train.images[0]).all()
    assert str(splits.train.images[0].max()) in pixels.alt
    assert len(balance.figure.axes[0].patches) == 3 * 10
    [table] = shown.tables
    counts = np.bincount(splits.train.labels)
    assert [(row[0], row[1]) for row in table.rows] == list(zip(CLASS_NAMES, map(str, counts), strict=True))
    assert shown.name == "data-drawn-garments"


def test_a_network_is_shown_layer_by_layer():
    shown, model = show_model("lenet5"), build_model(default_config("lenet5"))
    [table] = shown.tables
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["conv2"] == ("Conv2D", "10 × 10 × 16", "2,416", f"{2400 * 100:,}")
    assert rows["conv1_tanh"] == ("tanh", "28 × 28 × 6", "", "")
    assert rows["together"][2:] == ("61,706", f"{multiply_adds(model):,}")
    assert len(table.rows) == len(model.layers) + 1


def test_the_steps_of_a_drawing_have_their_notes_and_ways_past_each_other():
    stages = stages_of(build_model(default_config("cnn")))
    assert [stage.title for stage in stages[:4]] == ["image", "conv 3×3", "conv 3×3", "max pool 2×2"]
    assert stages[1].notes == ("batch norm", "relu") and stages[1].parameters == 288 + 128
    add = stages[6]
    assert add.title == "add" and set(add.sources) == {3, 5}
    assert sum(stage.parameters for stage in stages) == 464_810


@pytest.mark.parametrize("name", ["resnet_small", "separable_cnn", "convmixer_small", "mlp_deep", "photo_cnn"])
def test_every_kind_of_network_can_be_drawn(name):
    stages = stages_of(build_model(default_config(name)))
    assert sum(stage.parameters for stage in stages) == build_model(default_config(name)).count_params()
    assert all(source < number for number, stage in enumerate(stages) for source in stage.sources)
    assert stages[-1].title == "logits"


@pytest.mark.slow
def test_a_network_is_shown_with_its_options_a_run_and_an_export_as_they_are(finished_run):
    assert "3,985 parameters" in show_model("blocks", ["layers=flatten, dense 5, relu, dense"]).note
    assert f"{Run(finished_run).read('result')['parameters']:,} parameters" in show_model(str(finished_run)).note
    assert "464,810 parameters" in show_model("cnn/4").note and "runs 6 times" in show_model("cnn/4").note
    with pytest.raises(ConfigError, match="--set with the name of a network only. Received: cnn/4"):
        show_model("cnn/4", ["epochs=2"])


def test_predictions_are_those_of_the_run(finished_run):
    shown, run = show_predictions(str(finished_run), [0, 3, 12]), Run(finished_run)
    logits, labels = run.read_predictions()["validation"], run.splits().validation.labels
    right = (logits.argmax(axis=1) == labels)[[0, 3, 12]]
    [table] = shown.tables
    assert [row[0] for row in table.rows] == ["0", "3", "12"]
    assert [row[1] for row in table.rows] == [CLASS_NAMES[labels[number]] for number in (0, 3, 12)]
    assert [row[3] == "right" for row in table.rows] == right.tolist()
    assert shown.note.startswith(f"{right.sum()} of 3 validation images of drawn-garments predicted rightly.")
    assert f"Of all {len(labels):,} validation images: {run.figures()['validation']['accuracy']:.2%}" in shown.note


def test_the_network_itself_answers_as_the_run_stored_it(finished_run, tmp_path):
    copy = Run(tmp_path / "run")
    shutil.copytree(finished_run, copy.path)
    copy.predictions.unlink()
    stored, computed = (show_predictions(str(path), range(9)) for path in (finished_run, copy.path))
    assert [row[1:4] for row in stored.tables[0].rows] == [row[1:4] for row in computed.tables[0].rows]


def test_test_images_are_shown_only_when_they_were_scored_and_are_not_counted(
    finished_run, scored_run, tmp_path, capsys
):
    shutil.copytree(finished_run, tmp_path / "run")
    (tmp_path / "run" / "evaluation.json").unlink(missing_ok=True)  # other tests may have scored it
    assert main(["show", "predictions", str(tmp_path / "run"), "--test"]) == 2
    assert "have not been scored" in capsys.readouterr().err
    before = (scored_run / "evaluation.json").read_text()
    shown = show_predictions(str(scored_run), [0, 1], test=True)
    assert "2 test images" in shown.note and "counts no further time" in shown.note
    assert (scored_run / "evaluation.json").read_text() == before


def test_a_right_prediction_is_blue_and_a_wrong_one_red_beside_the_blue_label():
    image, names = np.zeros((28, 28), np.uint8), [f"class {number}" for number in range(4)]
    right, wrong = np.array([0.1, 0.7, 0.1, 0.1]), np.array([0.6, 0.3, 0.1, 0.0])
    figure = draw_predictions([Prediction(5, image, right, 1), Prediction(6, image, wrong, 1)], names)
    texts = [ax.xaxis.label for ax in figure.axes if ax.images]
    assert [text.get_text() for text in texts] == ["class 1 70%\n(class 1)", "✗ class 0 60%\n(class 1)"]
    blue = texts[0].get_color()
    assert texts[1].get_color() == RED != blue
    bars = [[bar.get_facecolor() for bar in ax.patches] for ax in figure.axes if not ax.images]
    colors = dict.fromkeys([tuple(color) for row in bars for color in row])
    assert len(colors) == 3 and bars[0][1] == bars[1][1] != bars[1][0]
    assert bars[0][0] == bars[0][2] == bars[1][2]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("0..3", [0, 1, 2, 3]), ("3,7,12", [3, 7, 12]), ("5", [5]), ("0..2, 9,1", [0, 1, 2, 9])],
)
def test_images_are_named_by_numbers_and_ranges(text, numbers):
    assert image_numbers(text) == numbers


@pytest.mark.parametrize("text", ["", "a", "3..1", "1..", "-1", "0..99", "0..999999", "1.5"])
def test_other_images_are_refused(text):
    with pytest.raises(ConfigError, match="Expected --images"):
        image_numbers(text)


def test_an_image_that_is_not_there_is_refused_with_their_number(finished_run):
    with pytest.raises(ConfigError, match="There are .* validation images, from 0. Received: --images with 99999"):
        show_predictions(str(finished_run), [99999])


def test_images_are_augmented_with_the_options_of_the_run(finished_run, drawn_dir):
    shown, config = show_augmentation(str(finished_run)), Run(finished_run).config()
    tiles = shown.pictures[0].figure.axes[0].images[0].get_array()
    splits = load_fashion_mnist(drawn_dir)
    first = [np.flatnonzero(splits.train.labels == label)[0] for label in range(10)]
    images = splits.train.images[first]
    assert (tiles[:28] == np.hstack(images)).all()
    epoch, _ = augmented(config.augmentation, images[..., None], np.eye(10, dtype=np.float32), config.seed, 1)
    assert (tiles[56:84] == np.hstack(epoch[..., 0])).all()
    assert "flip=random, shift=2" in shown.note and not shown.tables


def test_the_options_of_a_run_are_its_own(finished_run):
    with pytest.raises(ConfigError, match="--preset and --set with the name of a network only"):
        show_augmentation(str(finished_run), "full")


def test_mixed_images_have_a_table_of_their_targets(drawn_dir):
    shown = show_augmentation("mlp", "smoke", ["cutmix=1", "flip=none", "shift=0"], drawn_dir)
    [table] = shown.tables
    for row in table.rows:
        for cell in row[1:]:
            assert sum(map(int, re.findall(r"(\d+)%", cell))) == pytest.approx(100, abs=2)


def test_a_run_on_photos_has_no_such_augmentation():
    with pytest.raises(ConfigError, match="photo_cnn is trained on photos"):
        show_augmentation("photo_cnn")


def test_the_commands_print_their_tables_and_the_file(drawn_dir, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["show", "data", "--data-dir", str(drawn_dir)]) == 0
    *printed, file = capsys.readouterr().out.splitlines()
    assert file == "runs/show/data-drawn-garments.png" and any("Ankle boot" in line for line in printed)
    with Image.open(tmp_path / file) as picture:
        assert picture.format == "PNG" and picture.width == 1616
    assert main(["show", "model", "softmax_regression", "--out", "model.html"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "model.html"


def test_a_page_needs_no_other_file_and_speaks_to_those_who_see_no_pictures(shown, tmp_path):
    text = write_shown(shown, tmp_path / "page.html").read_text("utf-8")
    page = Page(text)
    assert [picture["alt"] for picture in page.pictures] == [picture.alt for picture in shown.pictures]
    assert all(picture["src"].startswith("data:image/svg+xml;base64,") for picture in page.pictures)
    assert {"Ankle boot", "validation"} <= set(page.cells)
    assert not re.search(r'(?:src|href)="(?!data:)', text)


def test_names_from_elsewhere_are_escaped(shown, tmp_path):
    hostile = dataclasses.replace(shown, title="<script>x</script>")
    assert "<script>" not in write_shown(hostile, tmp_path / "page.html").read_text("utf-8")


def test_another_kind_of_file_is_refused_before_anything_is_drawn(capsys):
    assert main(["show", "model", "softmax_regression", "--out", "page.pdf"]) == 2
    assert "Expected --out to end in .png or .html. Received: page.pdf." in capsys.readouterr().err


def test_data_are_shown_without_keras():
    import subprocess
    import sys
    from pathlib import Path

    code = "import sys, training.show.data, training.show.command; sys.exit('keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0
