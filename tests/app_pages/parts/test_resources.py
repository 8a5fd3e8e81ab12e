import dataclasses
import tempfile

import pytest
import streamlit as st

from data.photos.colours import Colour
from wardrobe.store import mapping
from wardrobe.store.items import FILED, REVIEW, StoredPrediction, utc_now

PICTURE = "![x](https://example.com/x.png)"


def test_a_visitor_who_has_the_caches_cleared_takes_nobody_elses_wardrobe(open_page, photos, tmp_path, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine = open_page("sort").session_state["wardrobe"]
    item = mine.add(photos[0], "a.jpg", drawer="Bag")
    st.cache_resource.clear()
    yours = open_page("sort").session_state["wardrobe"]
    assert mine.photos.read(item) and not mine.ended and yours.ids() == []
    for one in (mine, yours):
        one.come_back()
        one.close()


@pytest.mark.parametrize("name", ["item", "wardrobe", "review"])
def test_no_name_from_somebody_elses_back_up_makes_the_browser_fetch_anything(open_page_at, wardrobe, photos, name):
    said = StoredPrediction(PICTURE, PICTURE, 0.6, "unsure", {PICTURE: 0.6, "Coat": 0.4}, utc_now())
    for photo, state in ((photos[0], FILED), (photos[1], REVIEW)):
        item = wardrobe.add(photo, f"{PICTURE}.jpg", prediction=said, drawer=PICTURE, state=state)
        named = dataclasses.replace(item, colours=(Colour(PICTURE, "#123456", 0.9),), tags=(PICTURE,), notes=PICTURE)
        with wardrobe.transaction(writes=True) as connection:
            mapping.write_again(connection, [named])
    page = open_page_at(name, id=str(item.id))
    said_in = [*page.markdown, *page.caption, *page.title, *page.subheader, *page.warning, *page.success]
    written = [element.value for element in said_in]
    written += [widget.label for widget in (*page.button, *page.checkbox, *page.expander)]
    written += [link.proto.label for link in page.get("page_link")]
    assert any("example" in words for words in written) and not [words for words in written if "![x](" in words]
