"""The app, running without a browser, and the wardrobe that it shows."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.drawn.scenes import draw_scene
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")
    monkeypatch.delenv("WARDROBE_STORAGE", raising=False)
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def wardrobe():
    """The wardrobe of the person who looks at the pages."""
    opened = Wardrobe(Settings.from_environment())
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def photos():
    """JPEG bytes of six different drawn garments."""
    return [jpeg(draw_scene(number, seed=number, height=160, width=120).image) for number in range(6)]


@pytest.fixture
def open_page():
    """Opens a page of the app by its name."""

    def open_it(name):
        page = AppTest.from_file(APP, default_timeout=60).run()
        if name != "sort":
            page.switch_page(f"app_pages/{name}.py").run()
        assert not page.exception
        return page

    return open_it


@pytest.fixture
def open_page_at(open_page):
    """Opens a page of the app at an address with a query."""

    def open_it(name, **query):
        page = open_page(name)
        for key, value in query.items():
            page.query_params[key] = value
        page.run()
        assert not page.exception
        return page

    return open_it


def pictures(page):
    """All pictures on a page, with what they are described as."""
    return [picture for element in page.get("image") for picture in element.proto.imgs]


@pytest.fixture(name="pictures")
def pictures_fixture():
    return pictures
