"""The Wardrobe and Item pages: addresses, keyboard and accessibility."""

import pytest

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_samples
from data.labels import CLASS_NAMES
from tests.browser.accessibility import serious_findings
from tests.browser.driving import running_app, settle
from wardrobe.store.items import FILED
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """An app whose wardrobe holds ten drawn garments, one per class."""
    home = tmp_path_factory.mktemp("filled") / "home"
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    for (name, scene), drawer in zip(draw_samples(), CLASS_NAMES, strict=True):
        item = wardrobe.add(jpeg(scene.image), name, drawer=drawer, state=FILED)
        wardrobe.change([item.id], add_tags=["drawn"], seasons=["summer"])
    wardrobe.delete([wardrobe.add(jpeg(scene.image[::-1]), "deleted.jpg", drawer="Bag").id])
    wardrobe.close()
    with running_app(home) as running:
        yield running


def cells(page):
    return page.locator("[data-testid=stImage] img").count()


def test_an_address_shows_the_same_in_another_browser(address, open_browser):
    mine = open_browser(f"{address}/wardrobe")
    assert cells(mine) == 10
    mine.get_by_text(text("drawer-holds", drawer="Dress", count=1)).click()
    settle(mine)
    mine.get_by_role("searchbox", name=text("find-text")).fill("drawn")
    mine.keyboard.press("Enter")
    settle(mine)
    assert cells(mine) == 1 and "drawer=Dress" in mine.url and "q=drawn" in mine.url
    yours = open_browser(mine.url)
    assert cells(yours) == 1 and yours.get_by_role("searchbox", name=text("find-text")).input_value() == "drawn"
    mine.go_back()
    settle(mine)
    assert cells(mine) == 1 and mine.get_by_role("searchbox", name=text("find-text")).input_value() == ""
    mine.go_back()
    settle(mine)
    assert cells(mine) == 10


def test_from_an_item_to_the_next_by_key_and_back_to_the_results(address, open_browser):
    page = open_browser(f"{address}/wardrobe?order=oldest&tag=drawn")
    page.locator("[data-testid=stPageLink] a[href*='item']").first.click()
    page.get_by_text(text("item-position", position=1, count=10)).wait_for()
    page.keyboard.press("n")
    page.get_by_text(text("item-position", position=2, count=10)).wait_for()
    heading = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    page.get_by_text(text("item-position", position=2, count=10)).wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == heading
    page.get_by_role("link", name=text("to-the-wardrobe")).click()
    page.get_by_text(text("found", count=10, total=10).replace("**", "")).wait_for()
    assert "order=oldest" in page.url and "tag=drawn" in page.url


@pytest.mark.parametrize("path", ["wardrobe", "wardrobe?bin=yes", "wardrobe?q=nothing", "item?id=3", "item?id=x"])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_page(address, open_browser, width, path):
    page = open_browser(f"{address}/{path}", width, color_scheme="dark" if width == "phone" else "light")
    if path == "wardrobe":
        page.get_by_text(text("filters", count=0)).click()
        page.get_by_text(text("select"), exact=True).click()
        settle(page)
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
