"""One user's way through the app, from the first photo to the back-up."""

import pytest
from playwright.sync_api import expect

from app_pages.parts.i18n import drawer, text
from data.drawn.scenes import draw_scene
from model.predictor import Predictor
from tests.browser.driving import go_to, running_app, settle
from wardrobe.preview import Photo, preview
from wardrobe.store.items import Filters
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

EVERYTHING = Filters(state=None)


@pytest.fixture(scope="module")
def previews():
    """Drawn garments with the live model's predictions: the surest one, and the two least sure that it marks unsure."""
    predictor = Predictor.load("photo", runtime="litert")
    photos = {f"item-{number}.jpg": jpeg(draw_scene(number % 10, seed=number).image) for number in range(40)}
    classified = [(preview(Photo.of(name, photo), predictor), photo) for name, photo in photos.items()]
    classified.sort(key=lambda pair: pair[0].prediction.confidence)
    unsure = [pair for pair in classified if pair[0].outcome == "unsure"]
    surest = classified[-1]
    return [surest, *unsure[:2]]


def contents(home):
    """All items and photos of the wardrobe in a folder."""
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    try:
        return wardrobe.find(EVERYTHING, order="oldest"), [
            wardrobe.photos.read(item) for item in wardrobe.find(EVERYTHING)
        ]
    finally:
        wardrobe.close()


def test_from_the_first_photo_to_a_wardrobe_restored(tmp_path, open_browser, width, previews):
    _, first, second = (drawer(shown.prediction.label) for shown, _ in previews)
    name_of_sure = previews[0][0].file.removesuffix(".jpg")
    mine, other, backup = tmp_path / "mine", tmp_path / "other", tmp_path / "wardrobe.zip"
    with running_app(mine) as address:
        page = open_browser(address, width)

        page.locator("input[type=file]").first.set_input_files(
            [{"name": shown.file, "mimeType": "image/jpeg", "buffer": photo} for shown, photo in previews]
        )
        page.get_by_role("button", name=text("sort-save", drawers=1, review=2)).click()
        page.get_by_text(text("sort-saved", drawers=1, review=2)).wait_for()

        go_to(page, text("page-review"))
        page.get_by_role("heading", name=text("review-question", drawer=first)).wait_for()
        page.keyboard.press("2")  # it is something else
        page.locator(".st-key-undo").wait_for()
        page.get_by_role("button", name=text("undo")).click()
        page.get_by_role("heading", name=text("review-question", drawer=first)).wait_for()
        settle(page)
        page.keyboard.press("2")
        page.get_by_role("heading", name=text("review-question", drawer=second)).wait_for()
        settle(page)
        page.get_by_role("button", name=text("review-yes", drawer=second)).click()
        page.get_by_text(text("review-empty")).wait_for()

        go_to(page, text("page-wardrobe"))
        garments = page.locator("[data-testid=stImage] img")
        expect(garments).to_have_count(3)
        box = page.get_by_role("searchbox")
        box.fill(f"{name_of_sure} {previews[0][0].prediction.label}")
        box.press("Enter")
        page.wait_for_url(f"**{name_of_sure}**")
        settle(page)
        expect(garments).to_have_count(1)
        again = open_browser(page.url, width)  # a copied address shows the same
        expect(again.locator("[data-testid=stImage] img")).to_have_count(1)

        go_to(page, text("page-backup"))
        with page.expect_download() as download:
            page.get_by_role("button", name=text("backup-download-zip"), exact=True).click()
        download.value.save_as(backup)

    with running_app(other) as address:
        page = open_browser(f"{address}/backup", width)
        page.locator("input[type=file]").first.set_input_files(backup)
        page.get_by_role("button", name=text("backup-restore-now"), exact=True).click()
        page.get_by_text(text("backup-done-restore", count=3)).wait_for()
        go_to(page, text("page-wardrobe"))
        expect(page.locator("[data-testid=stImage] img")).to_have_count(3, timeout=30_000)

    items, photos = contents(mine)
    assert (items, photos) == contents(other)
    assert sorted(item.corrected for item in items) == [False, False, True]
