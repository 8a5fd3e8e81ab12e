import pytest

from app_pages.parts import resources, visitor
from app_pages.parts.display import escaped
from app_pages.parts.i18n import text
from model.exports import store
from model.exports.card import ExportError
from wardrobe.store.bin import BIN_DAYS
from wardrobe.store.items import REVIEW
from wardrobe.store.sessions import SESSIONS


@pytest.mark.usefixtures("no_model")
def test_about_says_where_photos_are_stored_without_loading_a_model(open_page, markdown, tmp_path):
    page = open_page("about")
    shown = " ".join(markdown(page))
    for fact in ("nothing-leaves", "saved-on-request", "what-is-saved", "removed", "local"):
        assert text(f"about-{fact}", days=BIN_DAYS) in shown
    assert str(BIN_DAYS) in shown
    assert page.code[0].value == str(tmp_path / "home")
    cards = resources.export_cards().values()
    assert [resources.how_good(card) for card in cards] == [caption.value for caption in page.caption]


def test_about_says_that_a_session_ends(open_page, markdown, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    page = open_page("about")
    assert any(text("session-note-tab") in shown for shown in markdown(page))
    assert not page.code


def test_with_a_key_of_the_server_every_page_says_how_long_the_wardrobe_is_kept(open_page, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    monkeypatch.setenv("WARDROBE_SESSION_MINUTES", "90")
    key = SESSIONS.new_key()
    monkeypatch.setattr(visitor, "session_key", lambda: key)
    page = open_page("about")
    assert text("session-note", minutes=90) in page.caption[0].value
    own = page.session_state["app"].wardrobe
    assert open_page("wardrobe").session_state["app"].wardrobe is own
    page.button(key="session-end").click().run()
    assert own.ended and not page.exception
    page.session_state["app"].wardrobe.close()


def test_a_wrong_number_of_minutes_is_an_error_message(open_page, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    monkeypatch.setenv("WARDROBE_SESSION_MINUTES", "soon")
    assert "WARDROBE\\_SESSION\\_MINUTES" in open_page("about").error[0].value


def test_a_wardrobe_that_cannot_be_opened_is_an_error_on_every_page(open_page, monkeypatch):
    monkeypatch.setenv("WARDROBE_HOME", __file__)
    for name in ("sort", "about"):
        page = open_page(name)
        reason = escaped(str(resources.storage_problem()))
        assert page.error[0].value == text("storage-wrong", reason=reason) and __file__ in str(
            resources.storage_problem()
        )
        assert not page.title


@pytest.mark.parametrize("name", ["sort", "review", "wardrobe", "reclassify", "about"])
def test_a_missing_live_export_is_an_error_message(open_page, wardrobe, photos, monkeypatch, tmp_path, name):
    wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    wardrobe.add(photos[1], "b.jpg", drawer="Coat", state=REVIEW)
    monkeypatch.setattr(store, "EXPORTED", tmp_path / "nothing")
    with pytest.raises(ExportError) as missing:
        resources.export_cards()
    page = open_page(name)
    assert [error.value for error in page.error] == [text("model-wrong", reason=escaped(str(missing.value)))]
