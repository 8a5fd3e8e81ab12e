import pytest

from model.calibration import Thresholds
from model.exports.card import Card
from model.networks.config import ModelConfig


@pytest.fixture(scope="session")
def small_config():
    return ModelConfig("cnn", options={"filters": (4, 8)})


@pytest.fixture(scope="session")
def card(small_config):
    return Card(
        name="small",
        version=1,
        role="tests",
        parameters=1,
        architecture=small_config,
        training={"epochs": 0},
        class_names=tuple("abcdefghij"),
        temperature=2.0,
        thresholds=Thresholds(0.9, 0.1),
        metrics={"test": {"dataset": "none", "n": 0, "accuracy": 0.0}},
        data={"name": "none", "md5": {}},
        seed=0,
        seconds=0.0,
        environment={},
        date="2026-01-01",
    )


@pytest.fixture(scope="session")
def exported(tmp_path_factory, small_config, card):
    """An export of a small untrained network; the Keras network itself stands beside it."""
    import keras

    from model.exports.writer import export_model
    from model.networks.registry import build_model

    keras.utils.set_random_seed(3)
    model = build_model(small_config)
    directory = tmp_path_factory.mktemp("exports") / "small" / "1"
    export_model(model, card, directory)
    return directory, model
