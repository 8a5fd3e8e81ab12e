"""A person's evening with the app, from the first photo to the back-up."""

import pytest

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
def answers():
    """Drawn garments with what the shipped model says of them: one that it sorts, and the two it is least sure of."""
    predictor = Predictor.load("photo", runtime="litert")
    photos = {f"piece-{number}.jpg": jpeg(draw_scene(number % 10, seed=number).image) for number in range(40)}
    looked = [(preview(Photo.of(name, photo), predictor), photo) for name, photo in photos.items()]
    looked.sort(key=lambda pair: pair[0].prediction.confidence)
    unsure = [pair for pair in looked if pair[0].outcome == "unsure"]
    surest = looked[-1]
    return [surest, *unsure[:2]]


def contents(home):
    """Everything that the wardrobe in a folder holds."""
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    try:
        return wardrobe.find(EVERYTHING, order="oldest"), [
            wardrobe.photos.read(item) for item in wardrobe.find(EVERYTHING)
        ]
    finally:
        wardrobe.close()


def test_from_the_first_photo_to_a_wardrobe_restored(tmp_path, open_browser, width, answers):
    sure, first, second = (shown.prediction.label for shown, _ in answers)
    name_of_sure = answers[0][0].file.removesuffix(".jpg")
    mine, other, backup = tmp_path / "mine", tmp_path / "other", tmp_path / "wardrobe.zip"
    with running_app(mine) as address:
        page = open_browser(address, width)

        page.locator("input[type=file]").first.set_input_files(
            [{"name": shown.file, "mimeType": "image/jpeg", "buffer": photo} for shown, photo in answers]
        )
        page.get_by_role("button", name="Keep: 1 into drawers, 2 for review").click()
        page.get_by_text("Kept: 1 in their drawers, 2 waiting for review.").wait_for()

        go_to(page, "Review")
        page.get_by_role("heading", name=f"{first}?").wait_for()
        page.keyboard.press("2")  # it is something else
        page.get_by_text("One piece is in").wait_for()
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("heading", name=f"{first}?").wait_for()
        settle(page)
        page.keyboard.press("2")
        page.get_by_role("heading", name=f"{second}?").wait_for()
        settle(page)
        page.get_by_role("button", name=f"Yes: {second}").click()
        page.get_by_text("Nothing to review").wait_for()

        go_to(page, "Wardrobe")
        garments = page.locator("[data-testid=stImage] img")
        assert garments.count() == 3
        box = page.get_by_role("searchbox")
        box.fill(f"{name_of_sure} {sure}")
        box.press("Enter")
        page.wait_for_url(f"**{name_of_sure}**")
        settle(page)
        assert garments.count() == 1
        again = open_browser(page.url, width)  # a copied address shows the same
        assert again.locator("[data-testid=stImage] img").count() == 1

        go_to(page, "Back-up")
        with page.expect_download() as download:
            page.get_by_role("button", name="Back-up", exact=True).click()
        download.value.save_as(backup)

    with running_app(other) as address:
        page = open_browser(f"{address}/backup", width)
        page.locator("input[type=file]").first.set_input_files(backup)
        page.get_by_role("button", name="Restore", exact=True).click()
        page.get_by_text("3 pieces are restored.").wait_for()
        go_to(page, "Wardrobe")
        assert page.locator("[data-testid=stImage] img").count() == 3

    items, photos = contents(mine)
    assert (items, photos) == contents(other)
    assert sorted(item.corrected for item in items) == [False, False, True]
