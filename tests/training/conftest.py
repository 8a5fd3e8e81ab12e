import shutil

import pytest
from keras import Model
from rich.console import Console

from training.config import train_config
from training.run import Run
from training.scoring import score_test_images
from training.train import train


@pytest.fixture
def eagerly(monkeypatch):
    """Networks train and predict without graphs: to trace one takes longer than the few steps of most tests."""
    monkeypatch.setattr(Model, "run_eagerly", property(lambda model: True, Model.run_eagerly.fset))


@pytest.fixture
def quiet():
    return Console(quiet=True)


@pytest.fixture(scope="session")
def scored_run(finished_run, tmp_path_factory):
    """The same, after its test images were scored."""
    copy = tmp_path_factory.mktemp("runs") / "scored"
    shutil.copytree(finished_run, copy)
    score_test_images(Run(copy), Run(copy).splits())
    return copy


@pytest.fixture(scope="session")
def finished_run(tmp_path_factory, drawn_dir):
    """A short finished training of the dense network on drawn garments."""
    out = tmp_path_factory.mktemp("runs") / "mlp"
    config = train_config("mlp", "smoke", ["units=32", "epochs=8"])
    train(config, out, data_dir=drawn_dir, console=Console(quiet=True))
    return out
