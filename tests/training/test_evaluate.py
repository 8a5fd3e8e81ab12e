import hashlib
import json
import shutil

import numpy as np
import pytest
from rich.console import Console

from data.drawn.ood_samples import draw_digits
from data.drawn.scenes import draw_scene
from data.fashion_mnist import load_fashion_mnist
from data.folders import LabelledPhoto
from data.labels import CLASS_NAMES
from model.calibration import Thresholds
from model.exports.card import Card
from model.exports.store import HISTORY_FILE, check_export
from model.exports.summary import read_history
from model.metrics import BatchPredictions, auroc
from model.predictor import Predictor
from training.evaluate import evaluate_test, load_subject
from training.export_run import export_run
from training.photos.evaluation import score_photos
from training.photos.metrics import photo_report
from training.printing import print_test_report
from training.run import Run, RunError
from training.scoring import score_test


@pytest.fixture(scope="module")
def exported_run(scored_run, tmp_path_factory):
    return export_run(Run(scored_run), tmp_path_factory.mktemp("exports") / "drawn" / "3")


@pytest.fixture
def photo_folder(tmp_path, encoded):
    """Six drawn photos of known kinds, one of an unknown kind, one that is no photo."""
    for label in range(6):
        folder = tmp_path / "photos" / CLASS_NAMES[label].replace("/", "-")
        folder.mkdir(parents=True)
        (folder / "a.png").write_bytes(encoded(draw_scene(label, seed=label, height=160, width=120).image))
    for name in ("Shorts", "Dress"):
        (tmp_path / "photos" / name).mkdir(exist_ok=True)
    (tmp_path / "photos" / "Shorts" / "b.png").write_bytes(encoded(draw_scene(1, seed=7, height=160, width=120).image))
    (tmp_path / "photos" / "Dress" / "broken.png").write_bytes(b"no picture")
    return tmp_path / "photos"


def test_a_run_and_its_export_have_the_stored_score(scored_run, exported_run, drawn_dir):
    of_run = evaluate_test(load_subject(str(scored_run)))
    of_export = evaluate_test(load_subject(str(exported_run)), drawn_dir)
    stored = Run(scored_run).figures()["test"]
    assert of_run["dataset"] == of_export["dataset"] == "drawn-garments"
    assert of_run["model"] == str(scored_run) and of_export["model"] == "drawn/3"
    for report in (of_run, of_export):
        assert report["confusion"] == stored["confusion"]
        assert report["ece"] == pytest.approx(stored["ece"], abs=1e-4)
    assert {"n", "accuracy", "loss", "ece", "per_class", "confusion"} <= set(json.loads(json.dumps(of_run)))


def test_every_look_at_the_test_images_of_a_run_is_counted(finished_run, tmp_path, capsys):
    shutil.copytree(finished_run, tmp_path / "run")
    subject = load_subject(str(tmp_path / "run"))
    first, second = score_test(subject), score_test(subject)
    assert (first["times"], second["times"]) == (1, 2) and first["accuracy"] == second["accuracy"]
    for report in (first, second):
        print_test_report(Console(width=120), report)
    once, twice = capsys.readouterr().out.split("have been scored 1 time.")
    assert "of the chosen one once" not in once and "have been scored 2 times." in twice
    assert "score the test images of the chosen one once" in twice


def test_the_card_says_what_the_run_was(scored_run, exported_run):
    card, result = Card.read(exported_run), Run(scored_run).figures()
    assert (card.name, card.version, card.parameters) == ("drawn", 3, result["parameters"])
    assert card.data["name"] == card.metrics["test"]["dataset"] == "drawn-garments"
    assert card.metrics["test"]["accuracy"] == result["test"]["accuracy"]
    assert card.temperature == result["temperature"] and card.training["epochs"] == 8


def test_the_export_holds_the_learning_curve_of_the_run(finished_run, exported_run):
    epochs = read_history(exported_run / HISTORY_FILE)
    assert len(epochs) == 8 and epochs == Run(finished_run).history()
    check_export(exported_run)


@pytest.mark.parametrize("runtime", ["litert", "tensorflow"])
def test_the_export_tells_garments_from_digits_by_its_ood_score(exported_run, drawn_dir, runtime):
    predictor = Predictor(exported_run, runtime)
    garments = load_fashion_mnist(drawn_dir).test.images
    known, digits = (
        -predictor.outputs(predictor.inputs_of_dataset(images))["ood_score"]
        for images in (garments, draw_digits(100, 5))
    )
    assert auroc(known, digits) == pytest.approx(predictor.card.metrics["ood"]["digits_auroc"], abs=0.05)
    assert auroc(known, digits) > 0.8


def test_photos_are_counted_by_what_became_of_them(exported_run, photo_folder):
    report = score_photos(load_subject(str(exported_run)), photo_folder)
    assert report["dataset"] == "photos" and report["n"] == 6 and report["unknown_n"] == 1
    assert report["outcomes"]["error"] == 1 and sum(report["outcomes"].values()) == 8
    assert report["per_class"]["Shorts"]["known"] is False and report["per_class"]["Dress"]["n"] == 1
    json.dumps(report, allow_nan=False)


def test_photos_that_it_was_trained_on_are_left_out(exported_run, photo_folder):
    import dataclasses

    content = (photo_folder / "Dress" / "a.png").read_bytes()
    subject = dataclasses.replace(
        load_subject(str(exported_run)), trained_on=frozenset({hashlib.sha256(content).hexdigest()})
    )
    report = score_photos(subject, photo_folder)
    assert (report["n"], report["trained_on_left_out"]) == (5, 1)


def labelled(label, *classes):
    from pathlib import Path

    return LabelledPhoto(Path("x.jpg"), label, frozenset(classes), "")


def test_photo_figures_by_hand():
    def row(index, confidence):
        row = np.full(10, (1 - confidence) / 9)
        row[index] = confidence
        return row

    photos = [labelled("Shoes", 5, 7, 9), labelled("Dress", 3), labelled("Dress", 3), labelled("Shorts")]
    probabilities = np.stack([row(9, 0.95), row(3, 0.91), row(4, 0.6), row(1, 0.2)])
    predicted = BatchPredictions(probabilities, probabilities.max(axis=1), np.array([0.99, 0.95, 0.4, 0.5]))
    outcomes, sure = Thresholds(0.9, 0.45).outcomes(predicted), np.zeros(4, bool)
    report = photo_report(photos, predicted, outcomes, sure, CLASS_NAMES)
    assert report["n"] == 3 and report["accuracy"] == pytest.approx(2 / 3)
    assert report["unknown_auroc"] == 1.0 and report["known_auroc"] == pytest.approx(2 / 3)
    assert report["outcomes"] == {"sorted": 2, "unsure": 1, "not_clothing": 1, "error": 0}
    assert report["known_refused"] == pytest.approx(1 / 3) and report["unknown_refused"] == 0
    assert report["coverage"] == 0.5 and report["right_among_sorted"] == 1.0
    # Gaps of 0.05, 0.09, 0.6 and 0.2: an unknown kind is wrong whatever is predicted.
    assert report["ece"] == pytest.approx(((1 - 0.95) + (1 - 0.91) + 0.6 + 0.2) / 4)
    assert [(row["n"], row["accuracy"]) for row in report["reliability"]] == [(1, 0), (1, 0), (1, 1), (1, 1)]
    assert report["confusion"]["Dress"] == {"Dress": 1, "Coat": 1}


def test_an_unfinished_run_says_how_to_finish(tmp_path, finished_run):
    (tmp_path / "config.json").write_bytes((finished_run / "config.json").read_bytes())
    with pytest.raises(RunError, match="no result.json: finish the training with --resume"):
        load_subject(str(tmp_path))


@pytest.mark.slow
@pytest.mark.photos
def test_the_network_for_the_data_set_is_right_on_half_of_real_photos(photos_dir):
    report = score_photos(load_subject("cnn"), photos_dir)
    assert report["n"] == 3182
    assert report["accuracy"] >= 0.5
