"""A rectangle drawn on the photo of an item with a finger, the mouse and the keyboard; colours chosen by hand."""

import pytest

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_scene
from tests.browser.accessibility import serious_findings
from tests.browser.driving import running_app, settle
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


@pytest.fixture
def home(tmp_path):
    """One item: a T-shirt on a white page."""
    wardrobe = Wardrobe(Settings.in_folder(tmp_path / "home" / "wardrobe"))
    wardrobe.add(jpeg(draw_scene(0, 3, "page", 480, 360).image), "shirt.jpg", drawer="T-shirt/top")
    wardrobe.close()
    return tmp_path / "home"


def drag(page, canvas, width):
    """From a fifth to four fifths of the picture, with a finger on the phone."""
    box = canvas.bounding_box()
    points = [(box["x"] + box["width"] * share, box["y"] + box["height"] * share) for share in (0.2, 0.4, 0.6, 0.8)]
    if width == "phone":
        devtools = page.context.new_cdp_session(page)
        for kind, point in [("touchStart", points[0]), *(("touchMove", point) for point in points[1:])]:
            x, y = point
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        page.mouse.move(*points[0])
        page.mouse.down()
        for point in points[1:]:
            page.mouse.move(*point)
        page.mouse.up()


def test_a_rectangle_is_drawn_on_the_photo_and_colours_are_chosen(home, open_browser, width):
    with running_app(home) as address:
        page = open_browser(f"{address}/item?id=1", width)
        page.get_by_text(text("cutout-title")).click()
        page.get_by_text(text("cutout-rectangle"), exact=True).click()
        canvas = page.locator(".canvas")
        canvas.scroll_into_view_if_needed()
        settle(page)
        apply = page.get_by_role("button", name=text("cutout-apply"), exact=True)
        drag(page, canvas, width)
        apply.wait_for()
        canvas.scroll_into_view_if_needed()
        canvas.click(position={"x": 20, "y": 20})
        apply.wait_for(state="detached")
        canvas.focus()
        page.keyboard.press("ArrowRight")  # makes one
        apply.wait_for()
        settle(page)
        assert serious_findings(page) == []
        drag(page, canvas, width)
        settle(page)
        apply.click()
        page.get_by_text(text("cutout-applied")).wait_for()
        wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
        override = wardrobe.get(1).override
        assert override.rectangle == pytest.approx((0.2, 0.2, 0.8, 0.8), abs=0.02)

        page.get_by_text(text("item-colours-correct")).click()
        page.get_by_role("button", name=text("colour-lime"), exact=True).click()
        page.get_by_text(text("item-colours-saved")).wait_for()
        assert "lime" in [colour.name for colour in wardrobe.get(1).colours]
        assert serious_findings(page) == []
        wardrobe.close()
