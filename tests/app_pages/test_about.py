import pytest

from app_pages.parts import resources


def test_about_says_where_things_are_kept_without_loading_a_model(open_page, monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))
    page = open_page("about")
    said = " ".join(markdown.value for markdown in page.markdown)
    assert "Nothing is sent anywhere else" in said and "until you press Keep" in said and "30 days" in said
    assert page.code[0].value == str(tmp_path / "home")


def test_about_says_that_a_session_ends(open_page, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    page = open_page("about")
    assert "deleted minutes after the tab is closed" in " ".join(markdown.value for markdown in page.markdown)
    assert not page.code


def test_a_wardrobe_that_cannot_be_made_is_a_sentence_on_every_page(open_page, monkeypatch):
    monkeypatch.setenv("WARDROBE_HOME", __file__)
    for name in ("sort", "about"):
        assert "cannot be made\\: Not a directory" in open_page(name).error[0].value
