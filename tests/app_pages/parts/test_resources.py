import dataclasses
import tempfile
from pathlib import Path

import pytest
import streamlit as st

from app_pages.parts import resources
from data.photos.colours import Colour
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
        one.come_back()
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


def test_only_the_state_module_touches_the_session():
    pages = Path(resources.__file__).parents[1]
    users = [path.name for path in pages.rglob("*.py") if "session_state" in path.read_text("utf-8")]
    assert users == ["state.py"]
