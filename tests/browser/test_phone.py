"""The stories of a phone: 390 pixels wide, a finger instead of a mouse, and no keys."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from tests.browser.accessibility import serious_findings
from tests.browser.driving import running_app, settle
from wardrobe.store.items import FILED, Filters, StoredPrediction, utc_now
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_FILED, _WAITING = 30, 10

_OUTSIDE = """() => {
    const bar = document.querySelector("[data-testid=stBottom], [data-testid=stBottomBlockContainer]")
    const end = bar ? bar.getBoundingClientRect().top : innerHeight
    const needed = ".st-key-review-photo img, .st-key-review-answers button, .st-key-review-answers [role=combobox]"
    return [...document.querySelectorAll(needed)]
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([element, box]) => box.height && (box.top < 0 || box.bottom > end || box.right > innerWidth))
        .map(([element]) => element.outerHTML.slice(0, 120))
}"""
_SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
_SMALL_TARGETS = """() => {
    const seen = ["button", "a[href]", "summary", "[role=combobox]", "label:has(input[type=checkbox])"]
    const others = "p, [data-testid=stSkipToContent], [data-testid=stSidebar], [aria-hidden=true]"
    return [...document.querySelectorAll([...seen, "input:not([type=checkbox], [type=file])"])]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((element) => !element.closest(others))
        .map((element) => [element.outerHTML.slice(0, 160), element.getBoundingClientRect()])
        .filter(([html, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
        .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)
}"""


def photo(number):
    return jpeg(draw_scene(number % 10, seed=200 + number, height=320, width=240).image)


def predicted(number):
    """A prediction of each kind that waits for review: of one class, of a group, of none."""
    first, second = CLASS_NAMES[number % 10], CLASS_NAMES[(number + 2) % 10]
    shares = {name: 0.4 if name == first else 0.3 if name == second else 0.02 for name in CLASS_NAMES}
    if number % 5 == 3:
        return StoredPrediction("photo/1", first, 0.05, "not_clothing", shares, utc_now())
    if number % 5 == 4:
        shares = {name: 0.5 if name == "Sneaker" else 0.42 if name == "Sandal" else 0.01 for name in CLASS_NAMES}
        return StoredPrediction("photo/1", "Sneaker", 0.5, "unsure", shares, utc_now(), "shoes")
    return StoredPrediction("photo/1", first, 0.4, "unsure", shares, utc_now())


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The home of a wardrobe with garments in the drawers, one of them with a long name, and some in review."""
    where = tmp_path_factory.mktemp("phone") / "home"
    wardrobe = Wardrobe(Settings.in_folder(where / "wardrobe"))
    for number in range(_FILED):
        item = wardrobe.add(photo(number), f"{number}.jpg", drawer=CLASS_NAMES[number % 10], state=FILED)
    wardrobe.change([item.id], name="The long coat that grandfather wore on the ship to Lisbon", add_tags=["winter"])
    for number in range(_FILED, _FILED + _WAITING):
        name = f"a photo with a name as long as phones make them {number}.jpg"
        wardrobe.add(photo(number), name, prediction=predicted(number))
    wardrobe.close()
    return where


@pytest.fixture(scope="module")
def address(home):
    with running_app(home) as where:
        yield where


def test_ten_portrait_photos_are_reviewed_without_scrolling(address, home, open_browser):
    page = open_browser(f"{address}/review", "phone")
    answers = page.locator(".st-key-review-answers button")
    for number in range(_WAITING):
        answers.first.wait_for()
        settle(page)
        assert page.locator(".st-key-review-photo img").bounding_box()["height"] > 160
        assert page.evaluate(_OUTSIDE) == [], f"after {number} answers"
        assert page.evaluate(_SCROLLED) == 0
        key = answers.first.evaluate("element => element.closest('[class*=st-key-]').className")
        answers.first.tap()
        answers.first.locator(f"xpath=self::*[not(ancestor::*[@class='{key}'])]").or_(
            page.get_by_text(text("review-empty"))
        ).first.wait_for()
    page.get_by_text(text("review-empty")).wait_for()
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    for number in range(_WAITING):  # all of them wait again
        page.get_by_role("button", name=text("undo")).tap()
        page.get_by_text(text("review-left", count=number + 1, skipped=0), exact=True).wait_for()
        settle(page)
    assert len(wardrobe.ids(Filters(state="review"))) == _WAITING
    wardrobe.close()


def test_the_page_list_closes_after_a_choice(address, open_browser):
    page = open_browser(address, "phone")
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.get_by_test_id("stSidebarNavLink").filter(has_text=text("page-wardrobe")).tap()
    page.get_by_role("heading", level=1, name=text("page-wardrobe")).wait_for()
    expect(page.get_by_test_id("stSidebarNavLink").first).not_to_be_in_viewport()
    expect(page.locator("[class*=st-key-cards] img").first).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "review", "wardrobe", "item?id=30"])
def test_fingers_can_use_every_page(address, open_browser, path, scheme):
    page = open_browser(f"{address}/{path}", "phone", color_scheme=scheme)
    settle(page)
    assert page.evaluate(_SMALL_TARGETS) == []
    assert page.locator("[aria-label^='Shortcut ']:visible").count() == 0
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_an_answer_is_on_the_first_screen_after_sorting(address, open_browser):
    page = open_browser(address, "phone")
    photos = [{"name": f"{number}.jpg", "mimeType": "image/jpeg", "buffer": photo(number)} for number in range(50, 55)]
    assert "image/*" in page.locator("input[type=file]").first.get_attribute("accept")
    page.locator("input[type=file]").first.set_input_files(photos)
    save = page.locator(".st-key-save button")
    save.wait_for()
    settle(page)
    card = page.locator(".st-key-cards [data-testid=stGridCell]").first
    answer = card.locator("strong").first
    for shown in (card.locator("img").first, answer, save):
        expect(shown).to_be_in_viewport(ratio=1)
    assert answer.bounding_box()["y"] < save.bounding_box()["y"]
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 9999)")
    save.tap()
    undo = page.get_by_role("button", name=text("undo"))
    undo.wait_for()
    expect(undo).to_be_in_viewport(ratio=1)
    undo.tap()
    save.wait_for()


def test_another_page_of_the_grid_begins_at_its_top(address, open_browser):
    page = open_browser(f"{address}/wardrobe", "phone")
    page.get_by_test_id("stPaginationPage").last.scroll_into_view_if_needed()
    assert page.evaluate(_SCROLLED) > 500
    page.get_by_test_id("stPaginationPage").last.tap()
    page.wait_for_url("**page=2*")
    settle(page)
    assert page.evaluate(_SCROLLED) == 0
    link = page.locator("[data-testid=stPageLink] a[href*='item']").last
    link.scroll_into_view_if_needed()
    link.tap()
    page.get_by_text(text("item-tags")).first.wait_for()
    settle(page)
    assert page.evaluate(_SCROLLED) == 0


def test_the_camera_takes_one_garment_after_another_in_full_resolution(tmp_path, open_browser):
    with running_app(tmp_path / "home") as address:
        page = open_browser(address, "phone", permissions=["camera"])
        names = page.get_by_test_id("stButtonGroup").first.get_by_role("radio").all_inner_texts()
        assert names == [text(f"sort-source-{name}") for name in ("files", "camera", "folder")]
        page.get_by_text(text("sort-source-camera"), exact=True).tap()
        for number in (1, 2):
            page.wait_for_function("() => document.querySelector('video')?.videoHeight > 0")
            page.get_by_test_id("stCameraInputButton").tap()
            page.get_by_text(text("sort-camera-name", number=number)).first.wait_for()
            settle(page)
        page.locator(".st-key-save button").tap()
        page.get_by_role("button", name=text("undo")).wait_for()
        settle(page)
    wardrobe = Wardrobe(Settings.in_folder(tmp_path / "home" / "wardrobe"))
    items = wardrobe.find(Filters(state=None))
    sizes = [Image.open(io.BytesIO(wardrobe.photos.read(item))).size for item in items]
    wardrobe.close()
    assert sizes and all(min(size) >= 900 for size in sizes), sizes  # at most 1600 pixels a side are stored


def test_without_https_the_phone_s_own_camera_opens(tmp_path, open_browser):
    settings = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1 127.0.0.2"}
    with running_app(tmp_path / "home", **settings) as address:
        page = open_browser(address.replace("127.0.0.1", "127.0.0.2"), "phone")
        page.get_by_text(text("sort-source-camera"), exact=True).tap()
        page.get_by_text("make app PHONE=1").wait_for()
        with page.expect_file_chooser() as chooser:
            page.locator("[class*=st-key-phone-camera] button").first.tap()
        assert chooser.value.element.get_attribute("capture") == "environment"
        chooser.value.set_files([{"name": "image.jpg", "mimeType": "image/jpeg", "buffer": photo(3)}])
        page.locator(".st-key-save button").wait_for()


def test_the_app_can_be_installed(address, open_browser):
    page = open_browser(address, "phone", color_scheme="dark")
    page.locator("link[rel=manifest]").wait_for(state="attached")
    manifest = page.evaluate("async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()")
    assert manifest["display"] == "standalone"
    colours = page.evaluate(
        "() => [document.querySelector('meta[name=theme-color]').content,"
        " getComputedStyle(document.querySelector('.stApp')).backgroundColor]"
    )
    assert colours[0] == colours[1] == "rgb(22, 26, 25)"


def test_keys_never_answer_by_accident(address, open_browser):
    page = open_browser(f"{address}/review")
    assert page.locator("[aria-label^='Shortcut ']:visible").count() > 3
    left = page.get_by_text(text("review-left", count=_WAITING, skipped=0), exact=True)
    left.wait_for()
    page.locator(".st-key-review-answers input").first.click()
    page.keyboard.type("1s2x", delay=30)  # into the list
    expect(left).to_be_visible()
    for _ in "1s2x":
        page.keyboard.press("Backspace")
    page.keyboard.type("Bag", delay=30)
    page.keyboard.press("Enter")
    page.keyboard.type("11", delay=60)  # the list has closed, and the fingers go on
    fewer = page.get_by_text(text("review-left", count=_WAITING - 1, skipped=0), exact=True)
    fewer.wait_for()
    settle(page)
    page.wait_for_timeout(1200)
    expect(fewer).to_be_visible()
    page.keyboard.press("u")
    left.wait_for()
    settle(page)
    bin_button = page.locator("[class*=st-key-bin-] button")
    page.keyboard.press("x")
    bin_button.filter(has_text=text("review-bin-again")).wait_for()
    expect(left).to_be_visible()
    page.keyboard.press("x")
    fewer.wait_for()
    bin_button.filter(has_text=text("review-bin")).wait_for()
    settle(page)
    page.keyboard.press("u")
    left.wait_for()
