import tempfile

import streamlit as st


def test_a_visitor_who_has_the_caches_cleared_takes_nobody_elses_wardrobe(open_page, photos, tmp_path, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine = open_page("sort").session_state["wardrobe"]
    item = mine.add(photos[0], "a.jpg", drawer="Bag")
    st.cache_resource.clear()
    yours = open_page("sort").session_state["wardrobe"]
    assert mine.photo(item) and not mine.ended and yours.ids() == []
    for one in (mine, yours):
        one.come_back()
        one.close()
