"""Every page of a wardrobe in use: accessibility and screenshots."""

import random
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app_pages.parts.i18n import text
from app_pages.parts.lesson_pages import LESSONS
from data.drawn.examples import draw_examples
from data.drawn.scenes import draw_scene
from model.predictor import Predictor
from tests.browser.accessibility import serious_findings
from tests.browser.driving import picture, running_app, settle
from wardrobe.preview import Photo, preview
from wardrobe.saving import save
from wardrobe.store.items import SEASONS, utc_now
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_GARMENTS = 30
_IN_THE_DOCUMENTS = {
    f"{name}.png"
    for name in (
        "sort-desktop",
        "sort-phone",
        "review-desktop",
        "wardrobe-desktop",
        "item-desktop",
        "reclassify-desktop",
        "backup-desktop",
        "models-desktop",
        "review-phone",
        "wardrobe-phone-dark",
        "details-phone",
    )
}


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """The folder of a wardrobe with thirty drawn garments; some are tagged, corrected, waiting or in the bin."""
    home = tmp_path_factory.mktemp("used") / "home"
    days = iter(range(_GARMENTS))
    wardrobe = Wardrobe(
        Settings.in_folder(home / "wardrobe"), now=lambda: utc_now() - timedelta(days=_GARMENTS - next(days, _GARMENTS))
    )
    predictor = Predictor.load("photo", runtime="litert")
    photos = [jpeg(draw_scene(number % 10, seed=100 + number).image) for number in range(_GARMENTS)]
    previews = [
        preview(Photo.of(f"item {number}.jpg", photo), predictor) for number, photo in enumerate(photos, start=1)
    ]
    saved = list(save(wardrobe, previews))
    random.seed(1)
    filed = wardrobe.ids()
    for number in filed[::2]:
        tags = random.sample(("work", "party", "travel", "from Anna", "linen"), 2)
        wardrobe.change([number], tags=tags, seasons=random.sample(SEASONS, 2))
    wardrobe.change(filed[3:4], drawer="Shirt", notes="The button is loose.")
    wardrobe.delete([saved[0].item_id])
    wardrobe.close()
    return home


@pytest.fixture(scope="module")
def address(used):
    with running_app(used) as where:
        yield where


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_visit_shows_what_the_app_does_and_an_example(tmp_path, open_browser, width, scheme):
    with running_app(tmp_path / "home") as address:
        page = open_browser(address, width, color_scheme=scheme, reduced_motion="reduce")
        example = page.locator(".st-key-example button")
        welcome = page.get_by_role("img", name=text("welcome-picture"))
        for shown in (welcome, page.get_by_role("heading", name=text("app-title")), example):
            expect(shown).to_be_in_viewport(ratio=1)
        assert (
            welcome.locator(".garment").first.evaluate("element => getComputedStyle(element).animationName") == "none"
        )
        if (width, scheme) == ("phone", "light"):
            picture(page, "start-phone.png")
        assert serious_findings(page) == []
        example.click()
        page.locator(".st-key-save button").wait_for()
        settle(page)
        assert page.locator(".st-key-cards [data-testid=stGridCell]").count() == 12
        assert serious_findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_finding(address, open_browser, width, scheme):
    page = open_browser(address, width, color_scheme=scheme)

    def look(name):
        settle(page)
        file = f"{name}-{width}{'-dark' if scheme == 'dark' else ''}.png"
        if file in _IN_THE_DOCUMENTS:
            picture(page, file)
        found = serious_findings(page)
        assert found == [], f"{name}: {found}"

    photos = [
        {"name": f"IMG_{2040 + number}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(image)}
        for number, (_, image) in enumerate(draw_examples())
    ]
    page.locator("input[type=file]").first.set_input_files(photos)
    page.locator(".st-key-save button").wait_for()
    look("sort")
    page.get_by_role("button", name=text("details")).nth(4).click()
    page.get_by_role("dialog").wait_for()
    look("details")
    for name, shown in (
        ("review", text("review-skip")),
        ("wardrobe", text("select")),
        ("wardrobe?bin=yes", text("restore")),
        ("statistics", text("statistics-drawers")),
        ("backup", text("backup-restore")),
        ("models", text("models-one")),
        ("about", text("about-privacy")),
    ):
        page.goto(f"{address}/{name}")
        page.get_by_text(shown).first.wait_for()
        look(name.replace("?bin=yes", "-bin"))
    page.goto(f"{address}/reclassify")
    page.get_by_role("button", name=text("reclassify-start", count=29)).click()
    page.locator(".st-key-agree").wait_for()
    look("reclassify")
    page.goto(f"{address}/wardrobe")
    page.locator("[data-testid=stPageLink] a[href*='item']").first.click()
    page.get_by_text(text("item-tags")).first.wait_for()
    look("item")


def test_nothing_is_fetched_from_another_server(address, open_browser):
    page = open_browser(address)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    pages = ("", "review", "wardrobe", "item?id=1", "reclassify", "statistics", "backup", "models", "learn", "about")
    for name in (*pages, *LESSONS):
        page.goto(f"{address}/{name}")
        page.locator("h1").wait_for()
        settle(page)
    assert fetched and not [url for url in fetched if not url.startswith((address, "blob:", "data:"))]
