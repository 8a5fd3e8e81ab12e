"""The lessons in a browser: the navigation's section, sliders that act at once, and no serious finding at any width."""

import pytest
from playwright.sync_api import expect

from app_pages.parts.i18n import text
from app_pages.parts.lesson_pages import LESSONS
from tests.browser.accessibility import serious_findings
from tests.browser.driving import go_to, picture, running_app, settle

_IN_THE_DOCUMENTS = {"learn_line-desktop.png", "learn_images-desktop.png"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("learn") / "home") as where:
        yield where


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_lesson_has_a_serious_finding_or_is_wider_than_the_page(address, open_browser, width, scheme):
    page = open_browser(f"{address}/{next(iter(LESSONS))}", width, color_scheme=scheme)
    for name in LESSONS:
        page.goto(f"{address}/{name}")
        page.get_by_role("heading", level=1, name=text(f"page-{name}")).wait_for()
        settle(page)
        if scheme == "light" and (file := f"{name}-{width}.png") in _IN_THE_DOCUMENTS:
            picture(page, file)
        assert serious_findings(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name


def test_the_learn_page_leads_to_the_first_lesson_and_each_lesson_to_the_next(address, open_browser, width):
    page = open_browser(address, width)
    go_to(page, text("page-learn"))
    assert serious_findings(page) == []
    for name in LESSONS:
        page.get_by_test_id("stPageLink").get_by_role("link", name=text(f"page-{name}")).click()
        page.get_by_role("heading", level=1, name=text(f"page-{name}")).wait_for()
        settle(page)


def test_a_slider_moves_the_line_and_an_arrow_key_the_slider(address, open_browser):
    page = open_browser(f"{address}/learn_line")
    cost = page.get_by_test_id("stMetricValue")
    expect(cost).to_have_text("68")
    slope = page.get_by_role("slider", name=text("learn-slope"))
    slope.focus()
    for _ in range(4):
        slope.press("ArrowRight")
    expect(cost).to_have_text("26")  # y = 3x + 2: the errors are 5, 1 and 0
