"""A person's evening with the app, from the first photo to the back-up."""

import pytest

from data.scenes import draw_samples
from tests.browser.driving import go_to, running_app, settle
from wardrobe.items import Filters
from wardrobe.pictures import jpeg
from wardrobe.settings import Settings
from wardrobe.store import Wardrobe

EVERYTHING = Filters(state=None)


@pytest.fixture(scope="module")
def files():
    """Three drawn garments as a browser uploads them; of the coat and the bag the model is not sure."""
    chosen = {"t-shirt-on-floor.jpg", "coat-on-floor.jpg", "bag-on-sheet.jpg"}
    return [
        {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(scene.image)}
        for name, scene in draw_samples()
        if name in chosen
    ]


def contents(home):
    """Everything that the wardrobe in a folder holds."""
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    try:
        return wardrobe.find(EVERYTHING, order="oldest"), [wardrobe.photo(item) for item in wardrobe.find(EVERYTHING)]
    finally:
        wardrobe.close()


def test_from_the_first_photo_to_a_wardrobe_restored(tmp_path, open_browser, width, files):
    mine, other, backup = tmp_path / "mine", tmp_path / "other", tmp_path / "wardrobe.zip"
    with running_app(mine) as address:
        page = open_browser(address, width)

        page.locator("input[type=file]").first.set_input_files(files)
        page.get_by_role("button", name="Keep: 1 into drawers, 2 for review").click()
        page.get_by_text("Kept: 1 in their drawers, 2 waiting for review.").wait_for()

        go_to(page, "Review")
        page.get_by_role("heading", name="Coat?").wait_for()
        page.keyboard.press("2")  # it is no coat
        page.get_by_text("One piece is in").wait_for()
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("heading", name="Coat?").wait_for()
        settle(page)
        page.keyboard.press("2")
        page.get_by_role("heading", name="Bag?").wait_for()
        settle(page)
        page.get_by_role("button", name="Yes: Bag").click()
        page.get_by_text("Nothing to review").wait_for()

        go_to(page, "Wardrobe")
        garments = page.locator("[data-testid=stImage] img")
        assert garments.count() == 3
        box = page.get_by_role("searchbox")
        box.fill("t-shirt")
        box.press("Enter")
        page.wait_for_url("**t-shirt**")
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
