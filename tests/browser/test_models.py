"""The Models page: all tabs of the model for photos, and the charts' tooltips."""

from urllib.parse import quote

import pytest

from app_pages.parts.i18n import drawer, text
from data.labels import CLASS_NAMES
from model.exports.card import Card
from model.exports.store import list_exports
from tests.browser.accessibility import serious_findings
from tests.browser.driving import running_app, settle


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("models") / "home") as where:
        yield f"{where}/models"


def test_axe_finds_nothing_serious_on_any_tab_and_nothing_is_wider_than_the_page(address, open_browser, width):
    page = open_browser(address, width, color_scheme="dark" if width == "phone" else "light")
    tabs = page.get_by_role("tab")
    assert tabs.count() == 7
    for number in range(7):
        tabs.nth(number).click()
        settle(page)
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_cell_of_the_confusion_matrix_has_a_tooltip(address, open_browser):
    card = next(card for card in map(Card.read, list_exports()) if "test" in card.metrics)
    shirts = card.metrics["test"]["confusion"][CLASS_NAMES.index("Shirt")]
    count = max(number for name, number in zip(CLASS_NAMES, shirts, strict=True) if name != "Shirt")
    predicted = drawer(CLASS_NAMES[shirts.index(count)])
    page = open_browser(f"{address}?export={quote(card.id, safe='')}")
    page.get_by_role("tab", name=text("models-tab-confusion")).click()
    chart = page.get_by_role("tabpanel").get_by_test_id("stVegaLiteChart")
    chart.get_by_text(str(count), exact=True).first.hover()
    tip = page.locator("#vg-tooltip-element")
    tip.wait_for()
    assert all(word in tip.inner_text() for word in ("Shirt", predicted, str(count), f"{count / sum(shirts):.1%}"))
