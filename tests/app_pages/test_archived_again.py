"""A photo on the Sort page of an item that the user sold, gave away or lost."""

import pytest

from app_pages.parts import saving_bar
from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import archived_hint


@pytest.fixture
def archived(wardrobe, photos):
    item = wardrobe.add(photos[0], "coat.jpg", drawer="Coat")
    wardrobe.change([item.id], archived="given")
    return wardrobe.get(item.id)


def upload(page, *files):
    page.file_uploader[0].set_value([(name, content, "image/jpeg") for name, content in files]).run()
    assert not page.exception
    return page


@pytest.mark.parametrize("again", [b"", b"\0"], ids=["the same file", "a picture that is almost the same"])
def test_it_can_be_taken_back_from_the_hint(open_page, wardrobe, photos, archived, again):
    page = upload(open_page("sort"), ("again.jpg", photos[0] + again))
    assert any(text("archived-given") in caption.value for caption in page.caption)
    page.button(key=archived_hint(0)).click().run()
    assert not page.exception and wardrobe.get(archived.id).archived is None
    assert all(button.key != archived_hint(0) for button in page.button)
    page.button(key="undo").click().run()
    assert wardrobe.get(archived.id) == archived


def test_saving_says_that_it_stays_hidden(open_page, wardrobe, photos, archived, monkeypatch):
    monkeypatch.setattr(saving_bar, "_SHORT", 60.0)
    page = upload(open_page("sort"), ("again.jpg", photos[0]))
    page.button(key="save").click().run()
    assert not page.exception and wardrobe.get(archived.id).archived == "given"
    assert text("sort-saved-archived", count=1) in page.success[0].value
