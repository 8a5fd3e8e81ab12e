"""The Models page: every tab of the model for photos, and charts that one can point at."""

from urllib.parse import quote

import pytest

from data.labels import CLASS_NAMES
from model.exports.card import Card
from model.exports.store import find_export
from tests.browser.accessibility import serious_findings
from tests.browser.driving import running_app, settle


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("models") / "home") as where:
        yield f"{where}/models"


def test_axe_finds_nothing_serious_on_any_tab_and_nothing_is_wider_than_the_page(address, open_browser, width):
    page = open_browser(address, width, color_scheme="dark" if width == "phone" else "light")
    tabs = page.get_by_role("tab")
    assert tabs.count() == 6
    for number in range(6):
        tabs.nth(number).click()
        settle(page)
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_mistake_that_is_pointed_at_says_what_it_is(address, open_browser):
    card = Card.read(find_export("mlp"))
    shirts = card.metrics["test"]["confusion"][CLASS_NAMES.index("Shirt")]
    count = shirts[CLASS_NAMES.index("T-shirt/top")]
    page = open_browser(f"{address}?export={quote(card.id, safe='')}")
    page.get_by_role("tab", name="Confusions").click()
    chart = page.get_by_role("tabpanel").get_by_test_id("stVegaLiteChart")
    chart.get_by_text(str(count), exact=True).first.hover()
    tip = page.locator("#vg-tooltip-element")
    tip.wait_for()
    assert all(word in tip.inner_text() for word in ("Shirt", "T-shirt/top", str(count), f"{count / sum(shirts):.1%}"))
