"""The Sort page, and a model that is unsure of half of the example."""

from dataclasses import replace

import pytest

from app_pages.parts import resources, saving_bar
from model.calibration import Thresholds
from wardrobe.preview import previews


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Waits for a save to end before the page is drawn again, however busy the machine is."""
    monkeypatch.setattr(saving_bar, "_SHORT", 60.0)


@pytest.fixture
def page(open_page):
    return open_page("sort")


@pytest.fixture
def unsure_of_half(fake_predictor):
    """Sets the threshold so that half of the samples are unsure."""
    predictor = fake_predictor("photo/1")
    looked = previews(resources.example_photos(), predictor)
    middle = sorted(preview.prediction.confidence for preview in looked)[5]
    predictor.card = replace(predictor.card, thresholds=Thresholds(unsure=middle, not_clothing=0.5))
