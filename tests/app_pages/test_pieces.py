"""Several garments in one photo, on the Sort page."""

import numpy as np
import pytest

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_scene
from wardrobe.store.items import Filters
from wardrobe.store.pictures import jpeg


@pytest.fixture
def two(open_page):
    """The page with a photo of a T-shirt and trousers side by side."""
    page = open_page("sort")
    shirt, trousers = (draw_scene(label, seed=3, surface="page", height=320, width=240).image for label in (0, 1))
    content = jpeg(np.hstack([shirt, trousers]))
    page.file_uploader[0].set_value([("bed.jpg", content, "image/jpeg")]).run()
    assert not page.exception
    return page


def split_button(page):
    return next((one for one in page.button if one.label == text("pieces-split")), None)


def names(page):
    return [photo.name for photo in page.session_state["app"].sort.chosen]


def test_a_photo_of_two_garments_can_be_sorted_as_two(two, wardrobe):
    assert split_button(two) and names(two) == ["bed.jpg"]
    split_button(two).click().run()
    assert not two.exception
    assert len(names(two)) == 2 and all(name.startswith("bed - ") for name in names(two))
    assert split_button(two) is None
    two.button(key="save").click().run()
    assert not two.exception and len(wardrobe.find(Filters(state=None))) == 2


def test_the_photo_comes_back_by_undo(two):
    split_button(two).click().run()
    two.button(key="undo").click().run()
    assert not two.exception and names(two) == ["bed.jpg"] and split_button(two)


def test_a_drawer_that_the_user_chose_is_for_the_whole_photo(two):
    sort = two.session_state["app"].sort
    sort.decisions[sort.chosen[0].sha256] = "Bag"
    two.run()
    assert split_button(two) is None


def test_one_garment_is_not_offered_to_be_split(open_page):
    page = open_page("sort")
    content = jpeg(draw_scene(0, seed=3, surface="page", height=320, width=240).image)
    page.file_uploader[0].set_value([("shirt.jpg", content, "image/jpeg")]).run()
    assert names(page) == ["shirt.jpg"] and split_button(page) is None
