"""The app without a browser, the wardrobe that it shows, and exports that need no network."""

import gc
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from app_pages.parts import resources
from data.drawn import examples
from data.drawn.scenes import draw_scene
from model.exports import store
from tests.app_pages.fake_model import FakePredictor, write_export
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

APP = str(Path(__file__).parents[2] / "app.py")
SHIPPED = store.EXPORTED, resources.predictor


@pytest.fixture(scope="session", autouse=True)
def packages_read_once():
    """Each `AppTest.run` looks for components in the metadata of every installed package: 0.3 s of processor time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_compiled_once():
    """Each `AppTest.run` compiles the app and its page again."""
    scripts = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        for module in (app_test, local_script_runner):
            patch.setattr(module, "ScriptCache", lambda: scripts)
        yield


@pytest.fixture(scope="session", autouse=True)
def examples_drawn_once(photos_prepared_once):
    """The photos of the example take 2 s to draw, and each test begins with empty caches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(examples, "draw_examples", cache(examples.draw_examples))
        yield


@pytest.fixture(scope="module", autouse=True)
def garbage_of_other_tests_set_aside():
    """Streamlit collects garbage after each run of a page: seconds, beside what tests of TensorFlow leave."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")
    monkeypatch.delenv("WARDROBE_STORAGE", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def fake_exports(tmp_path_factory):
    """The folder of three exports: ``photo/1``, ``cnn/1`` and ``mlp/1``."""
    root = tmp_path_factory.mktemp("exported")
    write_export(root, "photo", photos=True)
    write_export(root, "cnn", seed=1)
    write_export(root, "mlp", seed=2)
    return root


@pytest.fixture(autouse=True)
def fake_predictor(fake_exports, monkeypatch):
    """Replaces the exports and the predictors of the app; call it with an export's id for the predictor."""
    monkeypatch.setattr(store, "EXPORTED", fake_exports)
    predictor = cache(lambda model: FakePredictor(resources.export_cards()[model]))
    monkeypatch.setattr(resources, "predictor", predictor)
    return predictor


@pytest.fixture
def shipped_exports(fake_predictor, monkeypatch):
    """The exports that ship with the project, instead of fake ones."""
    monkeypatch.setattr(store, "EXPORTED", SHIPPED[0])
    monkeypatch.setattr(resources, "predictor", SHIPPED[1])


@pytest.fixture
def no_model(monkeypatch):
    """Fails the test if a page loads a model."""
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))


@pytest.fixture
def wardrobe():
    """The user's wardrobe."""
    opened = Wardrobe(Settings.from_environment())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def photos():
    """JPEG bytes of six different drawn garments."""
    return [jpeg(draw_scene(number, seed=number, height=160, width=120).image) for number in range(6)]


@pytest.fixture
def open_page():
    """Opens a page of the app by its name, on request at an address with a query."""

    def open_it(name, **query):
        page = AppTest.from_file(APP, default_timeout=60)
        if name != "sort":  # the default page
            page.switch_page(f"app_pages/{name}.py")
        for key, value in query.items():
            page.query_params[key] = value
        page.run()
        assert not page.exception
        return page

    return open_it


def pictures(page):
    """All pictures on a page, with their descriptions."""
    return [picture for element in page.get("image") for picture in element.proto.imgs]


@pytest.fixture(name="pictures")
def pictures_fixture():
    return pictures


def markdown(page):
    """All Markdown texts on a page."""
    return [element.value for element in page.markdown]


@pytest.fixture(name="markdown")
def markdown_fixture():
    return markdown
