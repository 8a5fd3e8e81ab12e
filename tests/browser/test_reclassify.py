"""Another model is asked, stopped, asked on, and agreed with: in a browser, at both widths."""

import pytest

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
    """A wardrobe that a poor model sorted: every piece is in the drawer after its own."""
    wardrobe = Wardrobe(Settings.in_folder(tmp_path / "home" / "wardrobe"))
    for number in range(_GARMENTS):
        label = CLASS_NAMES[(number + 1) % 10]
        shares = {name: 0.73 if name == label else 0.03 for name in CLASS_NAMES}
        said = StoredPrediction("cnn/1", label, 0.73, "sorted", shares, utc_now())
        wardrobe.add(jpeg(draw_scene(number % 10, seed=100 + number).image), f"{number}.jpg", prediction=said)
    wardrobe.close()
    return tmp_path / "home"


def test_another_model_is_asked_and_agreed_with(home, open_browser, width):
    with running_app(home) as address:
        page = open_browser(f"{address}/reclassify", width)
        page.get_by_role("button", name="Ask it about 30 pieces").click()
        page.get_by_role("button", name="Agree: move").wait_for()
        settle(page)
        assert page.get_by_role("button", name="Stop").count() == 0
        assert page.get_by_role("checkbox", name="Move to").count() == 24
        picture(page, f"reclassify-{width}.png")
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.get_by_role("button", name="Agree: move").click()
        page.get_by_text("were moved").wait_for()
        settle(page)
        wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
        moved = wardrobe.counts(Filters(state=None))
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Undone: ").wait_for()
        assert wardrobe.counts(Filters(state=None)) == dict.fromkeys(sorted(CLASS_NAMES), 3) != moved
        wardrobe.close()
