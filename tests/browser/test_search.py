"""Words and colours that people search for, in three lights, and drawers that are renamed and nested."""

from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect

from app_pages.parts.i18n import group, text
from data.drawn.clothes import DRESS, SANDAL, SNEAKER, T_SHIRT, TROUSERS
from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from data.photos.colours import PALETTE
from tests.browser.driving import running_app, settle
from tests.data.photos.test_lighting import LIGHTS, lit
from wardrobe.store.items import FILED
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_FOUND = {"red dress": 3, "shoes": 3, "white tshirt": 1, "white pants": 0, "black pants": 1, "sneakers": 1}


@pytest.fixture
def home(tmp_path):
    """A red dress in three lights, a white T-shirt, black trousers on white, shoes, and a drawer of one's own."""
    wardrobe = Wardrobe(Settings.in_folder(tmp_path / "home" / "wardrobe"))
    wardrobe.add_drawer("Beach")
    clothes = [(DRESS, "red", "page", light) for light in ("lamp", "blue shade", "dim room")]
    clothes += [(T_SHIRT, "white", "floor", "daylight"), (TROUSERS, "black", "page", "daylight")]
    clothes += [(label, "blue", "page", "daylight") for label in (SNEAKER, SANDAL)]
    for number, (label, cloth, surface, light) in enumerate(clothes):
        cloth_rgb = tuple(bytes.fromhex(PALETTE[cloth][1:]))
        image = draw_scene(label, 3, surface, 480, 360, cloth=cloth_rgb).image
        wardrobe.add(jpeg(lit(image, LIGHTS[light])), f"{number}.jpg", drawer=CLASS_NAMES[label], state=FILED)
    wardrobe.add(jpeg(draw_scene(SANDAL, 9, "sheet", 480, 360).image), "8.jpg", drawer="Beach", state=FILED)
    wardrobe.close()
    return tmp_path / "home"


def test_words_find_what_they_name_in_every_light_and_a_drawer_is_nested(home, open_browser, width):
    with running_app(home) as address:
        page = open_browser(f"{address}/wardrobe", width)
        page.locator(".st-key-own-drawers button").click()
        page.locator(".st-key-edit-Beach button:visible").first.click()
        page.get_by_role("textbox", name=text("drawer-edit-name")).fill("Flip-flops")
        page.keyboard.press("Tab")
        settle(page)
        page.locator(".st-key-parent-Beach input").click()
        page.get_by_role("option", name=group("shoes")).click()
        settle(page)
        page.locator(".st-key-save-Beach button:visible").first.click()
        named = {"old": "Beach", "drawer": "Flip-flops"}
        page.get_by_text(text("drawer-renamed", **named)).first.wait_for()
        page.keyboard.press("Escape")
        settle(page)
        box, garments = page.get_by_role("searchbox"), page.locator("[data-testid=stImage] img")
        for words, count in _FOUND.items():
            box.fill(words)
            box.press("Enter")
            page.wait_for_url(lambda url, words=words: f"q={words}" in unquote_plus(url))
            settle(page)
            expect(garments, words).to_have_count(count, timeout=30_000)
        page.goto(f"{address}/wardrobe?group=shoes")
        expect(garments).to_have_count(3, timeout=30_000)
        page.get_by_text("Flip-flops").first.wait_for()
