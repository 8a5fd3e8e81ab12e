"""A wardrobe in a temporary folder, and drawn photos to put into it."""

from datetime import datetime

import pytest

from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from tests.wardrobe.backups import backed_up, fill
from wardrobe.store.items import StoredPrediction
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


@pytest.fixture(scope="session", autouse=True)
def every_photo_is_prepared_once(photos_prepared_once):
    """For all tests here."""


@pytest.fixture(scope="session")
def photos():
    """JPEG bytes of five different drawn garments on paper, where the segmenter is sure."""
    scenes = [draw_scene(number, seed=number, surface="page", height=320, width=240) for number in range(5)]
    return [jpeg(scene.image) for scene in scenes]


def said(label="Dress", confidence=0.9, outcome="sorted", model="photo/1", day=1, sure_group=None):
    """An answer as a model could have given it."""
    rest = (1 - confidence) / 9
    probabilities = {name: confidence if name == label else rest for name in CLASS_NAMES}
    return StoredPrediction(model, label, confidence, outcome, probabilities, datetime(2026, 3, day), sure_group)


@pytest.fixture(name="said", scope="session")
def said_fixture():
    return said


@pytest.fixture
def empty(tmp_path):
    opened = Wardrobe(Settings.in_folder(tmp_path / "other"))
    yield opened
    opened.close()


@pytest.fixture
def full(wardrobe, photos, said):
    fill(wardrobe, photos, said)
    return wardrobe


@pytest.fixture(scope="session")
def content(tmp_path_factory, photos, said):
    """The back-up of such a wardrobe."""
    made = Wardrobe(Settings.in_folder(tmp_path_factory.mktemp("full")))
    fill(made, photos, said)
    yield backed_up(made)
    made.close()
