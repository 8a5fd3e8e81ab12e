import dataclasses
import tempfile
from pathlib import Path

import pytest
import streamlit as st

from app_pages.parts import resources
from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import MODEL, RECLASSIFY_MODEL
from data.labels import CLASS_NAMES
from data.photos.colours import Colour
from model.exports import store
from model.exports.card import Card
from model.networks.config import ModelConfig
from tests.app_pages.fake_model import PHOTO_FIGURES, write_export
from wardrobe.store import mapping
from wardrobe.store.items import FILED, REVIEW, StoredPrediction, utc_now

PICTURE = "![x](https://example.com/x.png)"


def test_clearing_the_caches_leaves_the_wardrobes_of_other_sessions(open_page, photos, tmp_path, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine = open_page("sort").session_state["app"].wardrobe
    item = mine.add(photos[0], "a.jpg", drawer="Bag")
    st.cache_resource.clear()
    yours = open_page("sort").session_state["app"].wardrobe
    assert mine.photos.read(item) and not mine.ended and yours.ids() == []
    for one in (mine, yours):
        one.close()


@pytest.mark.parametrize("name", ["item", "wardrobe", "review"])
def test_no_name_from_a_foreign_back_up_makes_the_browser_fetch_anything(open_page, wardrobe, photos, name):
    prediction = StoredPrediction(PICTURE, PICTURE, 0.6, "unsure", {PICTURE: 0.6, "Coat": 0.4}, utc_now())
    for photo, state in ((photos[0], FILED), (photos[1], REVIEW)):
        item = wardrobe.add(photo, f"{PICTURE}.jpg", prediction=prediction, drawer=PICTURE, state=state)
        named = dataclasses.replace(item, colours=(Colour(PICTURE, "#123456", 0.9),), tags=(PICTURE,), notes=PICTURE)
        with wardrobe.transaction(writes=True) as connection:
            mapping.write_again(connection, [named])
    page = open_page(name, id=str(item.id))
    elements = [*page.markdown, *page.caption, *page.title, *page.subheader, *page.warning, *page.success]
    written = [element.value for element in elements]
    written += [widget.label for widget in (*page.button, *page.checkbox, *page.expander)]
    written += [link.proto.label for link in page.get("page_link")]
    assert any("example" in one for one in written) and not [one for one in written if "![x](" in one]


@pytest.mark.parametrize("metrics", [{}, {"photos": {"n": 0, "accuracy": None, "right_among_sorted": None}}])
def test_every_page_copes_with_an_export_that_was_never_scored(
    open_page, wardrobe, photos, tmp_path, monkeypatch, metrics
):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    monkeypatch.setattr(store, "EXPORTED", tmp_path / "exported")
    for name in ("photo", "cnn"):
        write_export(tmp_path / "exported", name, metrics=metrics)
    for name in ("sort", "reclassify", "models", "about"):
        page = open_page(name)
        assert not page.error
    assert text("how-good-unknown") in [caption.value for caption in page.caption]
    assert resources.describe_model(resources.export_cards()["cnn/1"]) == "cnn/1"


def test_an_export_that_sorted_no_photo_is_described_by_its_accuracy(tmp_path):
    figures = {**PHOTO_FIGURES, "dataset": "drawn photos", "right_among_sorted": None}
    card = Card.read(write_export(tmp_path, "photo", metrics={"photos": figures}))
    assert resources.how_good(card) == text("how-good-on-photos-none-sorted", accuracy=0.75, n=40)


def test_only_the_state_module_touches_the_session():
    pages = Path(resources.__file__).parents[1]
    users = [path.name for path in pages.rglob("*.py") if "session_state" in path.read_text("utf-8")]
    assert users == ["state.py"]


SMALL = ModelConfig("mlp", 28, 1, "fashion-mnist", len(CLASS_NAMES))


@pytest.fixture
def small_is_better_on_its_images(tmp_path, monkeypatch):
    """A network for 28×28 images that is right on about 80 % of them, and three for photos with less."""
    root = tmp_path / "exported"
    write_export(root, "a-small", architecture=SMALL)
    for name, accuracy in (("b-worse", 0.6), ("c-better", 0.7), ("photo", 0.5)):
        write_export(root, name, metrics={"photos": {**PHOTO_FIGURES, "dataset": "photos", "accuracy": accuracy}})
    monkeypatch.setattr(store, "EXPORTED", root)
    return "a-small/1"


def test_models_are_listed_by_accuracy_on_photos_after_the_live_one(small_is_better_on_its_images, open_page):
    order = ["photo/1", "c-better/1", "b-worse/1", small_is_better_on_its_images]
    assert list(resources.export_cards()) == order
    page = open_page("models")
    table = page.dataframe[0].value
    assert list(table["model"]) == order and table["for"].iloc[-1] == text("models-small")
    assert list(table.columns).index("photos") < list(table.columns).index("test")


def test_a_network_for_28_by_28_images_says_so_and_is_not_preselected(
    small_is_better_on_its_images, open_page, wardrobe, photos
):
    card = resources.export_cards()[small_is_better_on_its_images]
    described = text("model-described", model=card.id, accuracy=card.figures("test")["accuracy"], on="small-images")
    assert resources.describe_model(card) == described and "28×28" in described
    assert resources.how_good(card).endswith(text("how-good-small"))
    page = open_page("sort")
    page.selectbox(key=MODEL).set_value(card.id).run()
    assert not page.exception
    assert open_page("sort").selectbox(key=MODEL).value == "photo/1"
    prediction = StoredPrediction("photo/1", "Bag", 0.9, "sorted", {"Bag": 1.0}, utc_now())
    wardrobe.add(photos[0], "a.jpg", prediction=prediction)
    assert open_page("reclassify").selectbox(key=RECLASSIFY_MODEL).value == "c-better/1"
