"""A real browser if there is one, with pages as wide as a desktop's screen and a phone's."""

import os
import shutil
from pathlib import Path

import pytest

from tests.browser.driving import settle

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
_DEVICES = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


def pytest_collection_modifyitems(items):
    """Marks the tests here, and those that repeat another on the desktop, in the dark or in a further language."""
    last_of = {item.path / item.originalname: item for item in items if Path(__file__).parent in item.path.parents}
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if item is not last_of[item.path / item.originalname]:
                item.add_marker(pytest.mark.thorough)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="there is no Chromium; name one with CHROMIUM"))


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--use-fake-device-for-media-stream",  # a camera, which shows a moving pattern
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(params=list(_DEVICES))
def width(request):
    return request.param


@pytest.fixture
def open_browser(chromium):
    """Opens a page in a context of its own, like another user's browser."""
    contexts = []

    def open_it(address, width="desktop", **options):
        context = chromium.new_context(accept_downloads=True, **_DEVICES[width], **options)
        context.set_default_timeout(240_000)  # milliseconds; a busy machine is slow
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        page.locator("h1").wait_for()
        settle(page)
        return page

    yield open_it
    for context in contexts:
        context.close()
