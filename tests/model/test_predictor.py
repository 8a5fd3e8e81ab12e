import threading

import numpy as np
import pytest

from data.fashion_mnist import load_fashion_mnist
from model import predictor
from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, find_export, list_exports
from model.predictor import Predictor, choose_runtime


def pretend(monkeypatch, installed):
    monkeypatch.setattr(predictor.importlib.util, "find_spec", lambda package: package in installed or None)


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [({"tensorflow", "ai_edge_litert"}, "litert"), ({"ai_edge_litert"}, "litert"), ({"tensorflow"}, "tensorflow")],
)
def test_auto_takes_litert_where_it_is_installed(monkeypatch, installed, chosen):
    pretend(monkeypatch, installed)
    assert choose_runtime() == choose_runtime("auto") == chosen


def test_what_is_asked_for_is_taken_or_refused(monkeypatch):
    pretend(monkeypatch, {"tensorflow"})
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")
    with pytest.raises(ExportError, match=r"'litert' is not installed.*requirements\.txt"):
        choose_runtime()
    monkeypatch.setenv("WARDROBE_RUNTIME", "onnx")
    with pytest.raises(ExportError, match="one of auto, tensorflow, litert. Received: 'onnx'"):
        choose_runtime()


def test_threads_share_a_classifier(exported):
    images = np.random.default_rng(1).integers(0, 256, (20, 28, 28, 1), dtype=np.uint8)
    shared = Predictor(exported[0], "litert")
    expected = [shared.outputs(images[i : i + 1])["logits"] for i in range(20)]
    results = [None] * 20

    def work(i):
        for _ in range(20):
            results[i] = shared.outputs(images[i : i + 1])["logits"]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all((found == wanted).all() for found, wanted in zip(results, expected, strict=True))


@pytest.mark.parametrize("directory", list_exports(), ids=lambda path: path.parent.name)
def test_a_shipped_export_is_whole_small_and_the_same_on_both_runtimes(directory):
    config = Card.read(directory).architecture
    shape = (50, config.input_size, config.input_size, config.channels)
    images = np.random.default_rng(2).integers(0, 256, shape, dtype=np.uint8)
    first, second = (Predictor(directory, runtime).outputs(images) for runtime in ("tensorflow", "litert"))
    assert first["probabilities"] == pytest.approx(second["probabilities"], abs=1e-2)
    assert all(file.stat().st_size < 5_000_000 for file in directory.rglob("*") if file.is_file())


def test_the_roles_lead_to_shipped_exports():
    assert find_export("photo").is_relative_to(EXPORTED)
    assert find_export("fashion-mnist").is_relative_to(EXPORTED)


@pytest.mark.fashion_mnist
@pytest.mark.parametrize(("name", "least"), [("mlp", 0.89), ("cnn", 0.935)])
def test_a_shipped_export_keeps_what_its_card_promises(fashion_mnist_dir, name, least):
    test = load_fashion_mnist(fashion_mnist_dir).test
    shipped = Predictor(find_export(name), "litert")
    answers = shipped.outputs(shipped.inputs_of_dataset(test.images))["probabilities"].argmax(axis=1)
    accuracy = (answers == test.labels).mean()
    assert accuracy >= least
    assert accuracy == pytest.approx(shipped.card.metrics["test"]["accuracy"], abs=5e-4)


@pytest.mark.fashion_mnist
def test_test_images_saved_as_files_score_as_the_arrays_do(fashion_mnist_dir, encoded):
    from data.photos.recipes import read_garment

    test = load_fashion_mnist(fashion_mnist_dir).test.take(np.arange(1000))
    shipped = Predictor(find_export("cnn"), "litert")
    from_files = np.stack([shipped.input_of(read_garment(encoded(image))) for image in test.images])
    scores = [
        (shipped.outputs(inputs)["probabilities"].argmax(axis=1) == test.labels).mean()
        for inputs in (from_files, shipped.inputs_of_dataset(test.images))
    ]
    assert abs(scores[0] - scores[1]) <= 0.005
