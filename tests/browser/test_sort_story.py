"""Many photos on the Sort page, and every outcome corrected on its card, at both widths."""

import re

import pytest
from playwright.sync_api import expect

from app_pages.parts import display
from app_pages.parts.i18n import ACCESSORIES, drawer, text
from data.drawn.examples import draw_examples
from data.drawn.scenes import draw_scene
from data.labels import CLASS_NAMES
from tests.browser.accessibility import serious_findings
from tests.browser.driving import go_to, running_app, settle
from wardrobe.store.pictures import jpeg

_MANY = 80


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The app, in which each browser has a wardrobe of its own."""
    with running_app(tmp_path_factory.mktemp("sort") / "home", WARDROBE_STORAGE="session") as where:
        yield where


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    files = [folder / f"IMG_{number}.jpg" for number in range(_MANY)]
    for number, file in enumerate(files):
        scene = draw_scene(number % len(CLASS_NAMES), seed=300 + number, height=320, width=240)
        file.write_bytes(jpeg(scene.image))
    return files


def test_eighty_photos_are_stopped_saved_undone_and_found_after_a_reload(address, many, open_browser, width):
    page = open_browser(address, width)
    save, undo = page.locator(".st-key-save button"), page.get_by_role("button", name=text("undo"))
    page.locator("input[type=file]").first.set_input_files(many)
    page.locator(".st-key-cards img").first.wait_for()
    page.locator(".st-key-stop button").click()
    page.locator(".st-key-go-on button").wait_for()
    settle(page)
    [left] = re.findall(r"Stopped\. (\d+) photos", page.inner_text("body"))
    save.click()
    stays = text("sort-left-here", count=int(left), files="").partition(":")[0]
    page.locator(".st-key-done-bar").get_by_text(stays).wait_for()
    undo.click()
    page.get_by_text(text("sort-more", count=_MANY)).wait_for()
    settle(page)
    page.locator(".st-key-go-on button").click()
    page.locator(".st-key-stop button").wait_for()
    page.locator(".st-key-stop button").wait_for(state="detached")
    settle(page)
    drawers, review = map(int, re.findall(r"\d+", save.inner_text()))
    assert drawers + review == _MANY
    save.click()
    go_to(page, text("page-wardrobe"))  # while it is still saving
    page.locator(".st-key-done-bar").get_by_text(text("sort-saved", drawers=drawers, review=review)).wait_for()
    page.reload()
    page.locator(".st-key-cards-0 img").first.wait_for()
    settle(page)
    assert page.locator("[class*=st-key-cards] img").count() == 24
    found = re.search(r"(\d+) of (\d+) items", page.inner_text("body"))
    assert found and drawers <= int(found[1]) == int(found[2]) <= _MANY
    second = page.context.new_page()
    second.goto(f"{address}/wardrobe")
    second.get_by_text(re.compile(rf"^{found[1]}\b.* of {found[2]} items")).wait_for()


def test_every_outcome_is_shown_and_corrected_on_its_card(address, open_browser, width):
    page = open_browser(address, width, color_scheme="dark" if width == "desktop" else "light")
    files = [(f"{number}.jpg", jpeg(image)) for number, (_, image) in enumerate(draw_examples())]
    files += [("again.jpg", files[0][1]), ("broken.jpg", b"GIF8")]
    page.locator("input[type=file]").first.set_input_files(
        [{"name": name, "mimeType": "image/jpeg", "buffer": content} for name, content in files]
    )
    save = page.locator(".st-key-save button")
    save.wait_for()
    settle(page)
    for outcome in display.OUTCOMES:
        expect(page.locator(".st-key-shown-outcome")).to_contain_text(text(f"outcome-{outcome}"))
    cards = page.locator(".st-key-cards [data-testid=stGridCell]")
    for shown in (text("pieces-split"), text("hint-twice", file="0.jpg"), "broken.jpg"):
        expect(cards.filter(has_text=shown).first).to_be_visible()
    assert serious_findings(page) == []
    page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 9999)")
    expect(save).to_be_in_viewport(ratio=1)

    trousers = cards.nth(1)
    _choose(page, trousers, "Bag")
    trousers.get_by_text(text("said-so")).wait_for()
    mug = cards.filter(has_text=text("outcome-not_clothing")).first
    expect(mug.get_by_role("button", name=drawer(ACCESSORIES))).to_be_visible()
    _choose(page, mug, "Mugs")  # there is no such drawer yet
    settle(page)
    save.click()
    page.get_by_role("button", name=text("undo")).wait_for()
    page.goto(f"{address}/wardrobe")
    page.get_by_text(text("drawer-holds", drawer="Mugs", count=1)).wait_for()
    page.goto(f"{address}/wardrobe?q=bag")
    page.locator("[class*=st-key-cards] img").nth(1).wait_for()
    expect(page.get_by_text(text("said-so"))).to_have_count(1)


def _choose(page, card, name):
    """Types a drawer into the list of a card."""
    card.locator("input").click()
    page.keyboard.type(name)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    settle(page)
