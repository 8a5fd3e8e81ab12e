"""Drawers that the user makes, names and joins, and what the user says of an item, at both widths."""

import pytest

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from tests.browser.accessibility import serious_findings
from tests.browser.driving import running_app, settle
from wardrobe.store.items import Filters, StoredPrediction, utc_now
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


@pytest.fixture
def home(tmp_path):
    """A sandal in an own drawer, shoes of which only the group is sure, and a bag."""
    wardrobe = Wardrobe(Settings.in_folder(tmp_path / "home" / "wardrobe"))
    shares = {name: 0.5 if name == "Sneaker" else 0.42 if name == "Sandal" else 0.01 for name in CLASS_NAMES}
    shoes = StoredPrediction("photo/1", "Sneaker", 0.5, "unsure", shares, utc_now(), "shoes")
    wardrobe.add_drawer("Beach")
    for number, (name, prediction, drawer) in enumerate(
        [("beach.jpg", None, "Beach"), ("shoes.jpg", shoes, None), ("bag.jpg", None, "Bag")]
    ):
        photo = jpeg(draw_scene((5, 7, 8)[number], seed=number).image)
        wardrobe.add(photo, name, prediction=prediction, drawer=drawer)
    wardrobe.close()
    return tmp_path / "home"


def opened(home):
    return Wardrobe(Settings.in_folder(home / "wardrobe"))


def test_from_an_open_question_to_a_drawer_of_one_s_own(home, open_browser, width):
    with running_app(home) as address:
        page = open_browser(f"{address}/wardrobe?group=shoes", width)
        page.get_by_text(text("which-of-two", first="Sneaker", second="Sandal")).wait_for()
        page.goto(f"{address}/review")
        page.locator(".st-key-answer-2-2 button").click()
        page.get_by_text(text("review-empty")).wait_for()
        wardrobe = opened(home)
        assert wardrobe.counts() == {"Bag": 1, "Beach": 1, "Sandal": 1}

        page.goto(f"{address}/wardrobe")
        page.locator(".st-key-own-drawers button").click()
        page.get_by_role("dialog").wait_for()
        for name in ("Scarves", "Belts"):
            page.get_by_role("textbox", name=text("drawer-name")).fill(name)
            page.keyboard.press("Enter")
            page.get_by_role("dialog").get_by_text(text("drawer-added", drawer=name)).wait_for()
            settle(page)
        assert serious_findings(page) == []
        page.locator(".st-key-edit-Beach button:visible").first.click()
        page.get_by_role("textbox", name=text("drawer-edit-name")).fill("sandals")
        page.keyboard.press("Tab")
        settle(page)
        page.locator(".st-key-save-Beach button:visible").first.click()
        page.locator(".st-key-merge-Beach button:visible").first.click()
        page.get_by_role("dialog").get_by_text(text("drawer-merged", count=1, old="Beach", drawer="Sandal")).wait_for()
        assert wardrobe.counts() == {"Bag": 1, "Sandal": 2} and wardrobe.own_drawers() == ["Belts", "Scarves"]
        page.keyboard.press("Escape")
        page.get_by_role("button", name=text("undo")).click()
        page.get_by_text(text("undone", what="").rstrip("”")).wait_for()
        assert wardrobe.counts()["Beach"] == 1 and "Beach" in wardrobe.own_drawers()
        wardrobe.close()


def test_an_item_is_named_worn_and_given_away(home, open_browser, width):
    with running_app(home) as address:
        page = open_browser(f"{address}/item?id=3", width, color_scheme="dark" if width == "phone" else "light")
        page.get_by_role("textbox", name=text("item-name")).fill("Work bag")
        page.keyboard.press("Enter")
        page.get_by_role("heading", level=1, name="Work bag").wait_for()
        page.locator(".st-key-worn-today button").click()
        page.get_by_text(text("worn-noted", count=1)).wait_for()
        settle(page)
        page.locator("button", has_text=text("archived-given")).click()
        page.get_by_text(text("item-archived-saved")).wait_for()
        settle(page)
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        wardrobe = opened(home)
        [bag] = wardrobe.find(Filters(archived=True))
        assert (bag.name, len(bag.worn), bag.archived) == ("Work bag", 1, "given")
        wardrobe.close()
        page.goto(f"{address}/wardrobe?archived=yes&q=work")
        page.get_by_text("Work bag").wait_for()
