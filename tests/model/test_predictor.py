import dataclasses
import json
import shutil
import threading

import numpy as np
import pytest

from data.fashion_mnist import load_fashion_mnist
from data.labels import GROUPS, PHOTO_CLASS_NAMES
from data.photos.garment import CutoutOverride
from model import PhotoResult, Predictor
from model.exports.card import CARD_FILE, Card, ExportError
from model.exports.store import list_exports, write_manifest
from model.metrics import BatchPredictions
from model.predictor import InputError

IMAGES = np.random.default_rng(1).integers(0, 256, (70, 28, 28, 1), dtype=np.uint8)


@pytest.fixture(scope="module", params=["litert", "tensorflow"])
def predictor(request, exported):
    """A small untrained network, on each runtime."""
    return Predictor(exported[0], request.param)


@pytest.fixture(scope="module")
def photo_predictor():
    return Predictor.load("photo", "litert")


def test_images_get_one_prediction_each(predictor):
    predictions = predictor.predict_images(IMAGES)
    assert isinstance(predictions, BatchPredictions) and len(predictions) == 70
    assert predictions.probabilities.shape == (70, 10)
    assert predictions.probabilities.sum(axis=1) == pytest.approx(1)
    assert (predictions.confidences == predictions.probabilities.max(axis=1)).all()


def test_no_images_get_no_predictions_of_the_same_shapes(predictor):
    some, none = predictor.outputs(IMAGES[:2]), predictor.outputs(IMAGES[:0])
    assert none.keys() == some.keys()
    for name, values in none.items():
        assert values.shape == (0, *some[name].shape[1:]) and values.dtype == some[name].dtype
    assert predictor.predict_images(IMAGES[:0]).probabilities.shape == (0, 10)


@pytest.mark.parametrize(
    ("images", "received"),
    [
        (IMAGES[0], r"uint8 \(28, 28, 1\)"),
        (IMAGES[..., 0], r"uint8 \(70, 28, 28\)"),
        (IMAGES[None], r"uint8 \(1, 70, 28, 28, 1\)"),
        (np.zeros((2, 32, 32, 1), np.uint8), r"uint8 \(2, 32, 32, 1\)"),
        (np.zeros((2, 28, 28, 3), np.uint8), r"uint8 \(2, 28, 28, 3\)"),
        (IMAGES.astype(np.float32), r"float32 \(70, 28, 28, 1\)"),
        (np.uint8(3), "uint8"),
        (IMAGES.tolist(), "list"),
    ],
    ids=["no batch axis", "no channel axis", "two batch axes", "size", "channels", "dtype", "scalar", "list"],
)
def test_other_shapes_and_dtypes_are_refused_alike_by_both_runtimes(predictor, images, received):
    expected = rf"Expected images for small/1 as uint8 \(N, 28, 28, 1\)\. Received: {received}"
    with pytest.raises(InputError, match=expected):
        predictor.predict_images(images)


@pytest.mark.parametrize("name", ["logits", "embed"])
def test_outputs_that_are_not_finite_are_refused(exported, name, monkeypatch):
    predictor = Predictor(exported[0], "litert")
    run = predictor._run
    monkeypatch.setattr(predictor, "_run", lambda images: {**run(images), name: run(images)[name] * np.nan})
    with pytest.raises(ExportError, match=f"Expected small/1 to give finite {name}"):
        predictor.outputs(IMAGES)


def test_outputs_of_another_length_are_refused(exported, monkeypatch):
    predictor = Predictor(exported[0], "litert")
    run = predictor._run
    monkeypatch.setattr(predictor, "_run", lambda images: {key: value[:1] for key, value in run(images).items()})
    with pytest.raises(ExportError, match=r"Expected small/1 to give \w+ of shape \(70, \d+\)\. Received: \(2, "):
        predictor.predict_images(IMAGES)


@pytest.mark.parametrize("runtime", ["litert", "tensorflow"])
def test_an_export_whose_network_takes_other_images_than_its_card_says_is_refused(exported, tmp_path, runtime):
    directory = shutil.copytree(exported[0], tmp_path / "small" / "1")
    card = Card.read(directory)
    other = dataclasses.replace(card, architecture=dataclasses.replace(card.architecture, channels=3))
    (directory / CARD_FILE).write_text(other.to_json(), "utf-8")
    write_manifest(directory)
    with pytest.raises(ExportError, match=rf"small/1 to take images of shape \(28, 28, 3\).*{runtime} failed: "):
        Predictor(directory, runtime)


def test_threads_share_a_predictor(exported):
    shared = Predictor(exported[0], "litert")
    expected = [shared.outputs(IMAGES[i : i + 1])["logits"] for i in range(20)]
    results = [None] * 20

    def work(i):
        for _ in range(20):
            results[i] = shared.outputs(IMAGES[i : i + 1])["logits"]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((found == wanted).all() for found, wanted in zip(results, expected, strict=True))


def test_a_photo_gets_a_label_and_every_probability(photo_file, photo_predictor):
    result = photo_predictor.predict(photo_file)
    assert isinstance(result, PhotoResult) and result.file == str(photo_file)
    assert result.outcome in ("sorted", "unsure", "not_clothing") and result.error is None
    assert list(result.probabilities) == list(photo_predictor.class_names) == list(PHOTO_CLASS_NAMES)
    assert sum(result.probabilities.values()) == pytest.approx(1)
    assert result.label == max(result.probabilities, key=result.probabilities.get)
    assert 0 < result.confidence <= result.probabilities[result.label]
    assert result.model_input.shape == (160, 160, 4) and result.garment.mask.any()


def test_a_path_a_text_path_and_bytes_are_predicted_alike(photo_file, photo_predictor):
    results = [photo_predictor.predict(photo) for photo in (photo_file, str(photo_file), photo_file.read_bytes())]
    assert results[0].probabilities == results[1].probabilities == results[2].probabilities
    assert [result.file for result in results] == [str(photo_file), str(photo_file), ""]
    assert photo_predictor.predict(photo_file, file="mine.jpg").file == "mine.jpg"


def test_a_garment_is_predicted_like_its_photo_and_an_override_changes_the_mask(photo_file, photo_predictor):
    result = photo_predictor.predict(photo_file)
    again = photo_predictor.predict_garment(result.garment, file="x")
    assert again.probabilities == result.probabilities and (again.model_input == result.model_input).all()
    whole = photo_predictor.predict(photo_file, override=CutoutOverride(off=True))
    assert whole.garment.mask.all() and not result.garment.mask.all()


def test_the_json_of_a_photo_has_the_documented_fields(photo_file, photo_predictor):
    result = photo_predictor.predict(photo_file)
    line = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert {"file", "outcome", "label", "confidence", "probabilities", "error", "model"} <= set(line)
    assert line["group"] in GROUPS and line["group_confidence"] >= line["confidence"] and line["pieces"] == []
    assert sum(line["probabilities"].values()) == pytest.approx(1, abs=1e-4)
    assert line["model"] == photo_predictor.card.id and line["error"] is None


@pytest.mark.parametrize("content", [b"", b"not a picture"])
def test_bytes_that_are_not_a_photo_give_an_error_and_no_prediction(photo_predictor, content):
    line = photo_predictor.predict(content, file="notes.jpg").to_json()
    assert line["file"] == "notes.jpg" and line["outcome"] == "error" and line["error"]
    assert line["label"] is line["confidence"] is line["probabilities"] is None
    assert line["group"] is line["group_confidence"] is None and line["pieces"] == []


def test_paths_that_cannot_be_read_give_an_error(tmp_path, photo_predictor):
    assert photo_predictor.predict(tmp_path / "missing.jpg").error.id == "file-unreadable"
    assert photo_predictor.predict(tmp_path).error.id == "file-no-file"


@pytest.mark.parametrize("directory", list_exports(), ids=lambda path: path.parent.name)
def test_a_shipped_export_is_whole_small_and_the_same_on_both_runtimes(directory):
    config = Card.read(directory).architecture
    shape = (8, config.input_size, config.input_size, config.channels)
    images = np.random.default_rng(2).integers(0, 256, shape, dtype=np.uint8)
    first, second = (Predictor(directory, runtime).outputs(images) for runtime in ("tensorflow", "litert"))
    assert first["probabilities"] == pytest.approx(second["probabilities"], abs=1e-2)
    assert all(file.stat().st_size < 8_000_000 for file in directory.rglob("*") if file.is_file())


@pytest.mark.fashion_mnist
@pytest.mark.parametrize(("name", "least"), [("mlp", 0.89), pytest.param("cnn", 0.935, marks=pytest.mark.slow)])
def test_a_shipped_export_has_the_accuracy_on_its_card(fashion_mnist_dir, name, least):
    test = load_fashion_mnist(fashion_mnist_dir).test
    shipped = Predictor.load(name, "litert")
    predicted = shipped.predict_images(shipped.inputs_of_dataset(test.images)).probabilities.argmax(axis=1)
    accuracy = (predicted == test.labels).mean()
    assert accuracy >= least
    assert accuracy == pytest.approx(shipped.card.metrics["test"]["accuracy"], abs=5e-4)


@pytest.mark.slow
@pytest.mark.fashion_mnist
def test_test_images_saved_as_files_score_as_the_arrays_do(fashion_mnist_dir, encoded):
    from model.garments import read_garment

    test = load_fashion_mnist(fashion_mnist_dir).test.take(np.arange(1000))
    shipped = Predictor.load("cnn", "litert")
    from_files = np.stack([shipped.input_of(read_garment(encoded(image))) for image in test.images])
    scores = [
        (shipped.outputs(inputs)["probabilities"].argmax(axis=1) == test.labels).mean()
        for inputs in (from_files, shipped.inputs_of_dataset(test.images))
    ]
    assert abs(scores[0] - scores[1]) <= 0.005
