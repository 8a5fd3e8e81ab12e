"""The Models page: every tab of the model for photos, and charts that one can point at."""

import pytest

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
    page = open_browser(f"{address}?export=mlp%2F1")
    page.get_by_role("tab", name="Confusions").click()
    chart = page.get_by_role("tabpanel").get_by_test_id("stVegaLiteChart")
    chart.get_by_text("109", exact=True).hover()
    tip = page.locator("#vg-tooltip-element")
    tip.wait_for()
    assert all(word in tip.inner_text() for word in ("Shirt", "T-shirt/top", "109", "10.9%"))
