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


@pytest.fixture
def folder(tmp_path, encoded):
    """Drawn photos of three classes, some larger than a garment is kept."""
    for label, height in ((0, 160), (1, 1200), (3, 2000)):
        directory = tmp_path / "photos" / CLASS_NAMES[label].replace("/", "-")
        directory.mkdir(parents=True)
        image = draw_scene(label, seed=label, height=height, width=height * 3 // 4).image
        (directory / "a.jpg").write_bytes(encoded(image, "JPEG"))
    return tmp_path / "photos"


@pytest.mark.parametrize(("size", "channels"), [(96, 4), (64, 3), (128, 4), (160, 3)])
def test_training_feeds_the_bytes_that_the_app_feeds(folder, size, channels):
    network = ModelConfig("photo_cnn", input_size=size, channels=channels, recipe="cut-out", rejects=True)
    collection = load_collection([folder], CLASS_NAMES, input_size=size)
    trained = collection.inputs(np.arange(len(collection.photos)), network)
    for fed, photo in zip(trained, collection.photos, strict=True):
        garment = read_garment(photo.path.read_bytes())
        assert np.array_equal(fed, network_input(network, garment))


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
