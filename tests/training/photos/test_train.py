import dataclasses
import io
import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from data.drawn.scenes import SURFACES, draw_scene
from data.errors import DataError
from data.folders import LabelledPhoto
from data.labels import CLASS_NAMES, photo_label_classes
from data.photos.shoe_kinds import shoe_kinds
from model.exports.card import Card
from model.networks.config import ConfigError
from model.networks.registry import build_model, default_config
from model.predictor import Predictor
from training.callbacks import Checkpoint, predict_logits
from training.config import train_config
from training.evaluate import evaluate_test, load_subject, predict_photos
from training.export_run import export_run
from training.fitting import freeze, load_trained
from training.photos.collection import PhotoCollection, allowed_outputs, load_collection
from training.photos.evaluation import score_photos
from training.photos.failures import draw_failures
from training.photos.framing import FramedPhoto
from training.photos.metrics import held_out_report
from training.photos.negatives import Negatives
from training.photos.train import train_photos
from training.report.writing import write_report
from training.run import Run, RunError
from training.scoring import score_test_images
from wardrobe.store.pictures import jpeg

SHORT = [
    *("filters=4,8,8", "input_size=32", "batch_size=8", "epochs=2"),
    *("composites=4", "synthetic_negatives=1", "ensemble_size=1", "classes=fashion-mnist"),
]
LABELS = {"T-Shirt": 0, "Pants": 1, "Dress": 3, "Outwear": 4, "Shoes": 7, "Shorts": 1}


def write_photos(folder, senders=6):
    """A drawn photo of every label by every sender."""
    (folder / "images").mkdir(parents=True)
    rows = ["image,sender_id,label"]
    for sender in range(senders):
        for number, (label, drawn_as) in enumerate(LABELS.items()):
            stem = f"{sender}-{number}"
            scene = draw_scene(drawn_as, seed=10 * sender + number, surface=SURFACES[sender % 3], height=120, width=96)
            (folder / "images" / f"{stem}.jpg").write_bytes(jpeg(scene.image))
            rows.append(f"{stem},{sender},{label}")
    (folder / "photos.csv").write_text("\n".join(rows))
    return folder


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    return write_photos(tmp_path_factory.mktemp("collection") / "photos")


@pytest.fixture(scope="module")
def photo_run(tmp_path_factory, photos, drawn_dir):
    from rich.console import Console

    out = tmp_path_factory.mktemp("runs") / "photo"
    config = train_config("photo_cnn", "smoke", SHORT, photos=True, folds=3)
    train_photos(config, out, [photos], data_dir=drawn_dir, console=Console(quiet=True))
    return out


@pytest.mark.slow
def test_every_photo_is_held_out_once_and_with_all_of_its_sender(photo_run):
    run = Run(photo_run)
    source = run.read("config")["photos"]
    parts = [Run(photo_run / f"fold-{fold}").read_predictions() for fold in (1, 2, 3)]
    assert sorted(np.concatenate([part["photos"] for part in parts])) == list(range(36))
    assert all(part["logits"].shape == (12, 11) for part in parts)
    assert len(source["fold_of"]) == 36 and set(source["fold_of"].values()) == {1, 2, 3}


@pytest.mark.slow
def test_the_result_has_figures_of_held_out_photos_alone(photo_run):
    result = Run(photo_run).read("result")
    assert result["photos"]["n"] == 30 and result["photos"]["unknown_n"] == 6
    assert set(result["photos"]["by_fold"]) == {"1", "2", "3"}
    assert result["photos"]["calibrated_on"] == "the other folds"
    assert result["photos"]["split_by"] == "group" and "test" not in result
    assert (
        "36" not in result["calibration_warning"] and "held-out images, received 30." in result["calibration_warning"]
    )
    assert result["photos"]["outcomes"]["sorted"] == 0
    assert result["epochs"] == 2 and len(Run(photo_run / "final").history()) == 2
    assert not list(photo_run.rglob("checkpoint*"))


@pytest.mark.slow
def test_the_test_images_are_scored_when_asked(photo_run, tmp_path):
    copy = Run(tmp_path / "run")
    shutil.copytree(photo_run, copy.path)
    assert score_test_images(copy, copy.splits())["test"]["n"] == 100
    assert copy.figures()["test"]["n"] == 100 and list(copy.read_predictions()) == ["test"]


@pytest.mark.slow
def test_evaluating_the_run_predicts_every_photo_by_the_fold_that_held_it_out(photo_run, photos):
    report = score_photos(load_subject(str(photo_run)), photos)
    assert (report["n"], report["trained_on_left_out"]) == (30, 0)
    # The temperature is another one, which changes no answer; rounding in the photos' frames may change a few.
    assert report["accuracy"] == pytest.approx(Run(photo_run).read("result")["photos"]["accuracy"], abs=0.1)


@pytest.mark.slow
def test_its_export_knows_what_it_learnt_from(photo_run, photos, tmp_path, drawn_dir):
    directory = export_run(Run(photo_run), tmp_path / "photo" / "1")
    card = Card.read(directory)
    assert len(card.photos) == 36 and card.architecture.rejects
    assert card.metrics["photos"]["n"] == 30
    report = score_photos(load_subject(str(directory)), photos)
    assert (report["n"], report["trained_on_left_out"]) == (0, 36)
    json.dumps(report, allow_nan=False)
    of_run, of_export = (evaluate_test(load_subject(str(path)), drawn_dir) for path in (photo_run, directory))
    assert of_export["accuracy"] == pytest.approx(of_run["accuracy"], abs=0.011)


@pytest.mark.slow
def test_its_report_has_the_figures_of_held_out_photos(photo_run, tmp_path):
    page, _ = write_report(str(photo_run), tmp_path, runs_dir=tmp_path)
    text, photos = " ".join(page.read_text("utf-8").split()), Run(photo_run).read("result")["photos"]
    assert f"The network labels {100 * photos['accuracy']:.1f} % of {photos['n']} photos" in text
    assert "was trained on 36 photos as well" in text and "unknown</td>" in text
    assert "filters of the first layer, stem_conv1: its red, green and blue" in text


@pytest.mark.slow
def test_probabilities_are_of_the_classes_and_confidence_knows_of_none_of_them(photo_run, tmp_path):
    predictor = Predictor(export_run(Run(photo_run), tmp_path / "photo" / "1"), "litert")
    images = np.random.default_rng(0).integers(0, 256, (5, 32, 32, 4), dtype=np.uint8)
    outputs = predictor.outputs(images)
    assert outputs["logits"].shape == (5, 11) and outputs["probabilities"].shape == (5, 10)
    predictions = predictor.predict_images(images)
    assert predictions.probabilities == pytest.approx(outputs["probabilities"], abs=1e-5)
    assert predictions.probabilities.sum(axis=1) == pytest.approx(np.ones(5))
    assert (predictions.confidences < predictions.probabilities.max(axis=1)).all()


def test_identical_photos_are_taken_once(tmp_path, drawn_dir):
    for name in ("T-Shirt", "Dress"):
        (tmp_path / name).mkdir()
    for number in range(4):
        content = jpeg(draw_scene(3 * (number % 2), seed=number, height=120, width=96).image)
        for copy in range(3):
            (tmp_path / ("T-Shirt", "Dress")[number % 2] / f"{number}-{copy}.jpg").write_bytes(content)
    collection = load_collection([tmp_path], CLASS_NAMES)
    assert len({photo.sha256 for photo in collection.photos}) == len(collection.photos) == len(collection.frames) == 4
    assert [photo.path.name for photo in collection.photos] == ["1-0.jpg", "3-0.jpg", "0-0.jpg", "2-0.jpg"]
    assert collection.unreadable == 0


@pytest.mark.parametrize(
    ("settings", "labels", "complaint"),
    [
        ([], {"Pants": "Hosen", "Dress": "Kleider"}, "Received: 'Hosen', 'Kleider'.*--negatives"),
        ([], {"Shorts": "Skirt"}, "None of the labels Skirt is one of the classes T-shirt"),
        (["unseen=Hats"], {}, "unseen to name some of Dress, Outwear, Pants, .* Received: Hats"),
        (["unseen=Dress,Outwear,Pants,Shoes,Shorts,T-Shirt"], {}, "unseen to name some of"),
    ],
)
def test_labels_that_cannot_be_trained_on_are_refused_before_the_training(
    photos, drawn_dir, tmp_path, quiet, settings, labels, complaint
):
    folder = tmp_path / "photos"
    shutil.copytree(photos, folder)
    if labels:
        rows = [row.split(",") for row in (photos / "photos.csv").read_text().splitlines()]
        kept = [
            [image, sender, labels.get(label, label)] for image, sender, label in rows if label in ("label", *labels)
        ]
        (folder / "photos.csv").write_text("\n".join(map(",".join, kept)))
    config = train_config("photo_cnn", "smoke", [*SHORT, *settings], photos=True)
    with pytest.raises(DataError, match=complaint):
        train_photos(config, tmp_path / "run", [folder], data_dir=drawn_dir, console=quiet)
    assert not (tmp_path / "run").exists()


def test_of_shoes_that_were_looked_up_one_kind_is_right():
    digest, kind = next(iter(shoe_kinds().items()))
    shoes = LabelledPhoto(Path("shoes.jpg"), "Shoes", photo_label_classes("Shoes"), "", sha256=digest)
    others = dataclasses.replace(shoes, sha256="unknown")
    dress = LabelledPhoto(Path("dress.jpg"), "Dress", frozenset({3}), "", sha256=digest)
    photos = (shoes, others, dress)
    allowed = allowed_outputs(photos, CLASS_NAMES)
    assert [np.flatnonzero(row).tolist() for row in allowed] == [[kind], [5, 7, 9], [3]]
    collection = PhotoCollection.of(
        [FramedPhoto(one, np.zeros((144, 144, 4), np.uint8)) for one in photos], CLASS_NAMES
    )
    assert [np.flatnonzero(row).tolist() for row in collection.allowed_by_label] == [[5, 7, 9], [5, 7, 9], [3]]
    # In a person's own drawers they are all shoes.
    own = tuple(dataclasses.replace(photo, classes=frozenset({0})) for photo in photos[:2])
    assert allowed_outputs(own, ("Shoes",)).tolist() == [[True, False]] * 2

    logits = np.eye(11)[[kind, 0, 3]] * 5
    report = held_out_report(photos, logits, allowed, np.array([0, 1, 2]), CLASS_NAMES)
    assert report["kinds"] == {"n": 1, "accuracy": 1.0}
    other = np.eye(11)[[7 if kind != 7 else 5, 0, 3]] * 5
    report = held_out_report(photos, other, allowed, np.array([0, 1, 2]), CLASS_NAMES)
    assert report["kinds"]["accuracy"] == 0 and report["per_class"]["Shoes"]["accuracy"] == 0.5
    assert [fold["accuracy"] for fold in report["by_fold"].values()] == [1, 0, 1]  # by the labels, as the whole is


@pytest.mark.slow
@pytest.mark.thorough
def test_networks_from_several_seeds_predict_together(photos, drawn_dir, tmp_path, quiet):
    out, network = tmp_path / "run", [*SHORT, "epochs=1"]
    one = train_photos(
        train_config("photo_cnn", "smoke", [*network, "ensemble_size=1"], photos=True),
        tmp_path / "one",
        [photos],
        data_dir=drawn_dir,
        console=quiet,
    )
    config = train_config("photo_cnn", "smoke", [*network, "ensemble_size=3"], photos=True)
    result = train_photos(config, out, [photos], data_dir=drawn_dir, console=quiet)
    assert result["parameters"] == 3 * one["parameters"] - 2 * 11  # the biases of the last layer are shared
    assert result["seconds"] > one["seconds"]

    part = Run(out / "fold-1")
    single = dataclasses.replace(config.model, classes=10, ensemble_size=1)
    images = np.random.default_rng(0).integers(0, 256, (5, 32, 32, 4), dtype=np.uint8)
    apart = [predict_logits(load_trained(member, single), images) for member in part.members(3)]
    assert np.abs(apart[0] - apart[1]).max() > 0.01 < np.abs(apart[1] - apart[2]).max()
    predictor = Predictor(export_run(Run(out), tmp_path / "photo" / "1"), "litert")
    assert predictor.outputs(images)["logits"] == pytest.approx(np.mean(apart, axis=0), abs=5e-3)

    # Killed in the second network, it trains that one and the third, and not the first.
    trained_at = [member.best_weights.stat().st_mtime_ns for member in part.members(3)]
    shutil.rmtree(part.members(3)[2].path)
    (part.members(3)[1].history_file).unlink()
    part.predictions.unlink()
    (out / "result.json").unlink()
    train_photos(config, out, [photos], data_dir=drawn_dir, resume=True, console=quiet)
    again = [member.best_weights.stat().st_mtime_ns for member in part.members(3)]
    assert [old == new for old, new in zip(trained_at, again, strict=True)] == [True, False, False]


@pytest.mark.slow
@pytest.mark.thorough
def test_a_killed_run_is_continued(photo_run, photos, drawn_dir, tmp_path, quiet, monkeypatch):
    class KilledError(Exception):
        pass

    real, epochs = Checkpoint.on_epoch_end, []

    def dying(self, epoch, logs=None):
        real(self, epoch, logs)
        epochs.append(epoch)
        if len(epochs) == 3:  # the first epoch of the second fold
            raise KilledError

    config = Run(photo_run).config()
    monkeypatch.setattr(Checkpoint, "on_epoch_end", dying)
    with pytest.raises(KilledError):
        train_photos(config, tmp_path / "run", [photos], data_dir=drawn_dir, console=quiet)
    monkeypatch.setattr(Checkpoint, "on_epoch_end", lambda *a, **k: (epochs.append(a[1]), real(*a, **k))[1])
    result = train_photos(config, tmp_path / "run", [photos], data_dir=drawn_dir, resume=True, console=quiet)
    assert len(epochs) == 8  # two of each of the four parts, none twice
    assert result["photos"]["n"] == 30


@pytest.mark.slow
def test_it_is_not_resumed_with_other_photos(photo_run, photos, drawn_dir, tmp_path, quiet):
    copy, fewer = tmp_path / "run", tmp_path / "photos"
    shutil.copytree(photo_run, copy)
    (copy / "result.json").unlink()
    shutil.copytree(photos, fewer)
    table = (fewer / "photos.csv").read_text().splitlines()
    (fewer / "photos.csv").write_text("\n".join(table[:-1]))
    with pytest.raises(RunError, match="other photos"):
        train_photos(Run(copy).config(), copy, [fewer], data_dir=drawn_dir, resume=True, console=quiet)


@pytest.mark.slow
def test_without_folds_a_fifth_of_the_people_is_held_out(photos, drawn_dir, tmp_path, quiet):
    config = train_config("photo_cnn", "smoke", [*SHORT, "epochs=1"], photos=True)
    result = train_photos(config, tmp_path / "run", [photos], data_dir=drawn_dir, console=quiet)
    assert result["photos"]["calibrated_on"] == "the same photos"
    held_out = result["photos"]["n"] + result["photos"]["unknown_n"]
    card = Card.read(export_run(Run(tmp_path / "run"), tmp_path / "photo" / "1"))
    assert held_out == 12 and len(card.photos) == 24
    report = score_photos(load_subject(str(tmp_path / "run")), photos)
    assert report["trained_on_left_out"] == 24


@pytest.mark.slow
def test_the_labels_can_be_the_classes(photos, drawn_dir, tmp_path, quiet):
    config = train_config("photo_cnn", "smoke", [*SHORT, "epochs=1", "classes=own"], photos=True)
    result = train_photos(config, tmp_path / "run", [photos], data_dir=drawn_dir, console=quiet)
    assert "test" not in result and result["photos"]["unknown_n"] == 0
    directory = export_run(Run(tmp_path / "run"), tmp_path / "own" / "1")
    assert Card.read(directory).class_names == ("Dress", "Outwear", "Pants", "Shoes", "Shorts", "T-Shirt")
    subject = load_subject(str(directory))
    assert score_photos(subject, photos)["per_class"]["Shorts"]["known"] is True


@pytest.mark.slow
def test_the_failures_are_drawn(photo_run, photos, tmp_path):
    from PIL import Image

    from data.folders import load_photo_folder

    subject = load_subject(str(photo_run))
    answered = predict_photos(subject, load_photo_folder(photos))
    wrong = sum(
        predicted not in photo.classes
        for predicted, photo in zip(answered.predictions.probabilities.argmax(axis=1), answered.photos, strict=True)
    )
    drawn = draw_failures(subject, answered, tmp_path / "deep" / "sheet.png")
    assert drawn == min(wrong, 60) >= 6
    with Image.open(tmp_path / "deep" / "sheet.png") as sheet:
        assert sheet.width > 900


def write_class_folders(folder, counts):
    """Drawn photos, in one folder per label."""
    for label, count in counts.items():
        (folder / label).mkdir(parents=True)
        for number in range(count):
            scene = draw_scene(LABELS.get(label, 8), seed=100 * len(label) + number, height=120, width=96)
            (folder / label / f"{number}.jpg").write_bytes(jpeg(scene.image))
    return folder


@pytest.fixture
def printed():
    from rich.console import Console

    console = Console(file=io.StringIO(), width=100)
    return console, lambda: console.file.getvalue()


def test_what_is_trained_on_is_printed_before_the_training(drawn_dir, tmp_path, printed):
    folder = write_class_folders(tmp_path / "photos", {"Dress": 6, "Jeans": 4})
    (folder / "Dress" / "broken.jpg").write_bytes(b"not a photo")
    shutil.copy(folder / "Jeans" / "0.jpg", folder / "Jeans" / "copy.jpg")
    console, text = printed
    config = train_config("photo_cnn", "smoke", [*SHORT, "epochs=1"], photos=True)
    result = train_photos(config, tmp_path / "run", [folder], data_dir=drawn_dir, console=console)
    before = text().partition("fold-1")[0]
    rows = [" ".join(line.split("│")).split() for line in before.splitlines() if "│" in line]
    shown = [row[:4] for row in rows]
    assert ["photos", "Dress", "Dress", "6"] in shown and ["photos", "Jeans", "Trouser", "4"] in shown
    assert "Left out, unreadable: 1 (Dress/broken.jpg" in before and "Left out, duplicate: 1 (Jeans/copy.jpg" in before
    # By photo, since nobody knows who took them; and the unreadable file is counted.
    assert result["photos"]["split_by"] == "photo" and result["photos"]["outcomes"]["error"] == 1


@pytest.mark.slow
def test_a_folder_of_negatives_and_a_part_for_tests(drawn_dir, tmp_path, printed):
    folder, mugs = tmp_path / "photos", tmp_path / "mugs"
    write_class_folders(folder / "train", {"Dress": 6, "Jeans": 6})
    write_class_folders(folder / "test", {"Shoes": 2, "T-Shirt": 2})
    write_class_folders(tmp_path, {"mugs": 3})
    console, text = printed
    config = train_config("photo_cnn", "smoke", [*SHORT, "epochs=1"], photos=True)
    negatives = Negatives.parse([str(mugs)])
    train_photos(config, tmp_path / "run", [folder], negatives=negatives, data_dir=drawn_dir, console=console)
    assert "none of the classes" in text() and "they lie in test: 4" in text()
    run = Run(tmp_path / "run")
    assert len(run.read("config")["photos"]["fold_of"]) == 15 and run.negatives == negatives
    report = score_photos(load_subject(str(run.path)), folder, Negatives(), None, console)
    assert set(report["per_class"]) == {"Shoes", "T-Shirt"} and report["trained_on_left_out"] == 0


def test_one_photo_with_two_classes_is_refused(tmp_path):
    folder = write_class_folders(tmp_path / "photos", {"Dress": 2, "Jeans": 2})
    shutil.copy(folder / "Jeans" / "0.jpg", folder / "Dress" / "copy.jpg")
    with pytest.raises(DataError, match="are the same photo"):
        load_collection([folder], CLASS_NAMES)


def test_fewer_people_than_folds_are_refused_before_anything_is_written(photos, drawn_dir, tmp_path, quiet):
    config = train_config("photo_cnn", "smoke", SHORT, photos=True, folds=7)
    with pytest.raises(DataError, match="at least 7 groups.*Received: 6"):
        train_photos(config, tmp_path / "run", [photos], data_dir=drawn_dir, console=quiet)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("model", "photos", "complaint"),
    [
        ("photo_cnn", False, "Name a folder of them with --photos"),
        ("cnn", True, "use a network for photos: photo_cnn"),
    ],
)
def test_networks_and_data_must_fit(model, photos, complaint):
    with pytest.raises(ConfigError, match=complaint):
        train_config(model, "quick", photos=photos)


@pytest.mark.slow
def test_class_names_are_the_ten_by_default(photo_run):
    assert Run(photo_run).read("config")["photos"]["class_names"] == list(CLASS_NAMES)


@pytest.mark.slow
@pytest.mark.thorough
def test_a_network_starts_from_a_run_and_holds_out_the_same_photos(photos, drawn_dir, tmp_path, quiet):
    first, second = tmp_path / "first", tmp_path / "second"
    config = train_config("photo_cnn", "smoke", [*SHORT, "epochs=1"], photos=True)
    train_photos(config, first, [photos], data_dir=drawn_dir, console=quiet)
    settings = [*SHORT, "epochs=1", f"start_from={first}", "learning_rate=1e-9"]
    train_photos(
        train_config("photo_cnn", "smoke", settings, photos=True), second, [photos], data_dir=drawn_dir, console=quiet
    )
    images = np.random.default_rng(0).integers(0, 256, (5, 32, 32, 4), dtype=np.uint8)
    logits = [
        predict_logits(load_trained(Run(out / "fold-1"), dataclasses.replace(config.model, classes=10)), images)
        for out in (first, second)
    ]
    assert logits[1] == pytest.approx(logits[0], abs=1.5)  # the statistics of normalisation move, the weights do not

    written = json.loads((first / "config.json").read_text("utf-8"))
    exchanged = {digest: 3 - min(fold, 2) for digest, fold in written["photos"]["fold_of"].items()}
    of_nobody = dict.fromkeys(exchanged, 2)

    def train_again(fold_of, out):
        written["photos"]["fold_of"] = fold_of
        (first / "config.json").write_text(json.dumps(written), "utf-8")
        again = train_config("photo_cnn", "smoke", settings, photos=True)
        return train_photos(again, out, [photos], data_dir=drawn_dir, console=quiet)

    train_again(exchanged, tmp_path / "third")
    assert Run(tmp_path / "third").read("config")["photos"]["fold_of"] == exchanged
    with pytest.raises(DataError, match="a run that held out some of these photos"):
        train_again(of_nobody, tmp_path / "fourth")


@pytest.fixture(scope="module")
def backbone():
    return build_model(default_config("efficientnet_lite", input_size=32))


@pytest.mark.parametrize(("trainable", "frozen"), [("all", 0), ("last_stage", 6), ("classifier", 7)])
def test_layers_of_a_backbone_are_frozen(backbone, trainable, frozen):
    model = backbone
    model.trainable = True
    freeze(model, trainable)
    by_stage = {}
    for layer in model.layers:
        if found := re.match(r"stage(\d)_", layer.name):
            by_stage.setdefault(int(found[1]), set()).add(layer.trainable)
    assert all(len(states) == 1 for states in by_stage.values())
    assert sum(states == {False} for states in by_stage.values()) == frozen
    assert model.get_layer("stem").trainable == (trainable == "all") and model.layers[-1].trainable
    assert model.get_layer("head").trainable == (trainable != "classifier")


def test_a_network_without_a_backbone_has_nothing_to_freeze():
    with pytest.raises(ConfigError, match="Expected trainable=all for"):
        freeze(build_model(default_config("photo_cnn", input_size=32)), "classifier")
