"""Reclassification in a browser, at both widths."""

import pytest

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from tests.browser.accessibility import serious_findings
from tests.browser.driving import picture, running_app, settle
from wardrobe.store.items import Filters, StoredPrediction, utc_now
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_GARMENTS = 30


@pytest.fixture
def home(tmp_path):
    """A wardrobe in which every item is in the drawer after its own."""
    wardrobe = Wardrobe(Settings.in_folder(tmp_path / "home" / "wardrobe"))
    for number in range(_GARMENTS):
        label = CLASS_NAMES[(number + 1) % 10]
        shares = {name: 0.73 if name == label else 0.03 for name in CLASS_NAMES}
        prediction = StoredPrediction("cnn/1", label, 0.73, "sorted", shares, utc_now())
        wardrobe.add(jpeg(draw_scene(number % 10, seed=100 + number).image), f"{number}.jpg", prediction=prediction)
    wardrobe.close()
    return tmp_path / "home"


def test_a_wardrobe_is_reclassified_and_the_moves_undone(home, open_browser, width):
    with running_app(home) as address:
        page = open_browser(f"{address}/reclassify", width)
        page.get_by_role("button", name=text("reclassify-start", count=30)).click()
        page.locator(".st-key-agree").wait_for()
        settle(page)
        assert page.get_by_role("button", name=text("stop")).count() == 0
        assert page.get_by_role("checkbox", name="Move to").count() == 24
        picture(page, f"reclassify-{width}.png")
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.locator(".st-key-agree button").click()
        page.locator(".st-key-undo").wait_for()
        settle(page)
        wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
        moved = wardrobe.counts(Filters(state=None))
        page.get_by_role("button", name=text("undo")).click()
        page.get_by_text(text("undone", what="").rstrip("”")).wait_for()
        assert wardrobe.counts(Filters(state=None)) == dict.fromkeys(sorted(CLASS_NAMES), 3) != moved
        wardrobe.close()
