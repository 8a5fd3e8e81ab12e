"""The language of the browser, and the one that is chosen by hand."""

import pytest

from app_pages.parts import widget_keys
from data.messages import Message
from tests.browser.driving import go_to, running_app, settle


def language_of(page):
    return page.evaluate("document.documentElement.lang")


@pytest.mark.parametrize(
    ("locale", "language", "wardrobe"), [("pt-BR", "pt", "Guarda-roupa"), ("de-CH", "de", "Kleiderschrank")]
)
def test_pages_speak_the_browser_s_language_until_another_is_chosen(
    tmp_path, open_browser, width, locale, language, wardrobe
):
    with running_app(tmp_path / "home") as address:
        page = open_browser(address, width, locale=locale)
        assert page.locator("h1").inner_text() == Message("sort-title").in_language(language)
        assert language_of(page) == language
        go_to(page, wardrobe)
        go_to(page, Message("page-about").in_language(language))
        page.locator(f".st-key-{widget_keys.LANGUAGE} input").click()
        page.keyboard.type("English")
        page.keyboard.press("Enter")
        page.get_by_role("heading", level=1, name="About").wait_for()
        settle(page)
        assert language_of(page) == "en"
        go_to(page, "Wardrobe")
        page.reload()
        page.get_by_role("heading", level=1, name="Wardrobe").wait_for()
        other = open_browser(address, width, locale=locale)
        assert other.locator("h1").inner_text() == Message("sort-title").in_language("en"), (
            "it is the wardrobe's setting"
        )
