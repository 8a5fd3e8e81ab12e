import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.garments import read_garment
from model.networks.config import ModelConfig
from model.predictor import Predictor
from training.evaluate import load_subject, predict_photos
from training.photos.collection import load_collection
from wardrobe.store.pictures import jpeg

SLOWER = [pytest.param(128, 4, marks=pytest.mark.slow), pytest.param(160, 3, marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Drawn photos of three classes, some larger than a garment is kept."""
    root = tmp_path_factory.mktemp("photos")
    for label, height in ((0, 160), (1, 1200), (3, 2000)):
        directory = root / CLASS_NAMES[label].replace("/", "-")
        directory.mkdir(parents=True)
        image = draw_scene(label, seed=label, height=height, width=height * 3 // 4).image
        (directory / "a.jpg").write_bytes(jpeg(image))
    return root


@pytest.fixture(scope="module")
def garments(folder):
    """Those that the app finds in the photos, by their paths."""
    return {file: read_garment(file.read_bytes()) for file in folder.rglob("*.jpg")}


@pytest.mark.parametrize(("size", "channels"), [(96, 4), (64, 3), *SLOWER])
def test_training_feeds_the_bytes_that_the_app_feeds(folder, garments, size, channels):
    network = ModelConfig("photo_cnn", input_size=size, channels=channels, recipe="cut-out", rejects=True)
    collection = load_collection([folder], CLASS_NAMES, input_size=size)
    trained = collection.inputs(np.arange(len(collection.photos)), network)
    for fed, photo in zip(trained, collection.photos, strict=True):
        assert np.array_equal(fed, network_input(network, garments[photo.path]))


def network_input(network, garment):
    return RECIPES[network.recipe].from_garment(garment, network.input_size, network.channels)


def test_training_evaluation_and_prediction_agree_on_the_shipped_network(folder):
    predictor = Predictor.load("photo", "litert")
    collection = load_collection([folder], predictor.class_names, input_size=predictor.card.architecture.input_size)
    trained = collection.inputs(np.arange(len(collection.photos)), predictor.card.architecture)
    results = [predictor.predict(photo.path) for photo in collection.photos]
    assert np.array_equal(trained, np.stack([result.model_input for result in results]))
    evaluated = predict_photos(load_subject("photo"), collection.photos).predictions
    assert [tuple(row) for row in evaluated.probabilities] == [tuple(one.probabilities.values()) for one in results]
