"""Saving what was sorted: in the background, undone, and told truly."""

import threading

import numpy as np
import pytest

from app_pages.parts import group_question, resources, saving_bar
from app_pages.parts.display import escaped, file_label
from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import (
    MODEL,
)
from tests.app_pages.sort.actions import EVERYTHING, EXAMPLES, cards, outcomes_of, sort_state, stop_after, upload
from wardrobe import saving
from wardrobe.saving import verdict
from wardrobe.store.errors import StoreError
from wardrobe.store.items import REVIEW, Filters


@pytest.mark.usefixtures("unsure_of_half")
def test_one_click_saves_sorted_photos_in_drawers_and_unsure_ones_for_review(page, wardrobe):
    page.button(key="example").click().run()
    assert wardrobe.ids(EVERYTHING) == []  # nothing is stored before
    unsure = outcomes_of(page).count("unsure")
    assert set(outcomes_of(page)) == {"sorted", "unsure"}
    page.button(key="save").click().run()
    assert not page.exception
    saved = text("sort-saved", drawers=EXAMPLES - unsure, review=unsure)
    assert len(wardrobe.ids()) == EXAMPLES - unsure and len(wardrobe.ids(Filters(state=REVIEW))) == unsure
    assert page.success[0].value == saved and "save" not in [button.key for button in page.button]
    page.button(key="undo").click().run()
    undone = text("undone", what=saved)
    assert wardrobe.ids(EVERYTHING) == [] and page.success[0].value == undone


@pytest.fixture
def slow_save(monkeypatch):
    """Lets each save wait, after its first photo, until the event is set."""
    go_on = threading.Event()
    save_as_usual = saving.save

    def save_slowly(*arguments):
        photos = save_as_usual(*arguments)
        yield next(photos)
        assert go_on.wait(30)
        yield from photos

    monkeypatch.setattr(saving, "save", save_slowly)
    monkeypatch.setattr(saving_bar, "_SHORT", 0.1)
    yield go_on
    go_on.set()


def test_saving_goes_on_while_another_page_is_open(page, wardrobe, photos, slow_save):
    page.selectbox(key=MODEL).set_value("").run()
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    page.button(key="save").click().run()
    assert not page.exception and not page.success and cards(page) == 0
    page.switch_page("app_pages/review.py").run()
    assert not page.exception and len(wardrobe.ids(EVERYTHING)) == 1
    job = sort_state(page).saving.job
    slow_save.set()
    assert job.wait(30)
    page.run()
    assert page.success[0].value == text("sort-saved", drawers=6, review=0)
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == []
    page.switch_page("app_pages/sort.py").run()
    assert cards(page) == 6  # the pile is back


def test_photos_that_a_save_could_not_store_are_on_the_page_again(page, wardrobe, photos, monkeypatch):
    save_as_usual = saving.save

    def fail_after_one(*arguments):
        yield next(save_as_usual(*arguments))
        raise StoreError("store-unwritten", reason="the disk is full")

    monkeypatch.setattr(saving, "save", fail_after_one)
    page.selectbox(key=MODEL).set_value("").run()
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    page.button(key="save").click().run()
    assert len(wardrobe.ids(EVERYTHING)) == 1 and cards(page) == 5
    reason = escaped(text("store-unwritten", reason="the disk is full"))
    assert text("sort-not-saved", count=5, reason=reason) in page.warning[0].value


def test_photos_that_were_not_classified_before_a_stop_stay_on_the_page(page, wardrobe, photos):
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    stop_after(page, 2)
    page.button(key="save").click().run()
    assert not page.exception and len(wardrobe.ids(EVERYTHING)) == 2
    assert [photo.name for photo in sort_state(page).chosen] == ["2.jpg", "3.jpg", "4.jpg", "5.jpg"]
    named = ", ".join(file_label(f"{number}.jpg") for number in (2, 3, 4))
    left = text("sort-left-here", count=4, files=f"{named} {text('and-more', count=1)}")
    assert left in page.success[0].value
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == [] and len(sort_state(page).chosen) == 6


def test_a_file_that_cannot_be_read_is_named_in_the_report(page, wardrobe, photos):
    upload(page, ("good.jpg", photos[0]), ("notes.jpg", b"no picture"))
    page.button(key="save").click().run()
    assert len(wardrobe.ids(EVERYTHING)) == 1 and not sort_state(page).chosen
    assert text("sort-left-unreadable", count=1, files=file_label("notes.jpg")) in page.success[0].value


def test_undo_removes_nothing_that_was_added_since(page, wardrobe, photos):
    page.selectbox(key=MODEL).set_value("").run()
    upload(page, ("mine.jpg", photos[0]))
    page.button(key="save").click().run()
    wardrobe.delete_permanently(wardrobe.ids(EVERYTHING))
    other = wardrobe.add(photos[1], "other.jpg", drawer="Coat")  # SQLite reuses the free number
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == [other.id]


def test_undo_moves_an_item_back_to_the_bin(page, wardrobe, photos):
    item = wardrobe.add(photos[0], "old.jpg", drawer="Coat")
    wardrobe.delete([item.id])
    upload(page, ("again.jpg", photos[0]))
    page.button(key="save").click().run()
    assert wardrobe.ids() == [item.id]
    page.button(key="undo").click().run()
    assert wardrobe.ids() == [] and wardrobe.ids(Filters(deleted=True)) == [item.id]


def test_saved_examples_have_a_tag_and_the_user_s_own_clothes_have_none(page, wardrobe, photos):
    page.button(key="example").click().run()
    page.button(key="save").click().run()
    upload(page, ("mine.jpg", photos[0]))
    page.button(key="save").click().run()
    tags = {item.file_name: item.tags for item in wardrobe.find(EVERYTHING)}
    assert tags.pop("mine.jpg") == () and set(tags.values()) == {(text("example-tag"),)} and len(tags) == EXAMPLES


def test_the_report_of_a_save_ends_when_other_photos_are_chosen(page, photos):
    upload(page, ("a.jpg", photos[0]))
    page.button(key="save").click().run()
    assert page.success
    upload(page, ("b.jpg", photos[1]))
    assert not page.success and page.button(key="save")


def test_photos_of_none_of_the_classes_are_saved_for_review_or_stay(page, wardrobe, encoded):
    upload(page, ("wall.jpg", encoded(np.full((120, 90, 3), 128, np.uint8), "JPEG")))
    assert outcomes_of(page) == ["not_clothing"]
    assert page.subheader[0].value == text("outcome-not_clothing")
    page.toggle(key="save-others").set_value(False).run()
    assert "save" not in [button.key for button in page.button]  # it stays on the page
    page.toggle(key="save-others").set_value(True).run()
    page.button(key="save").click().run()
    assert not page.exception and len(wardrobe.ids(Filters(state=REVIEW))) == 1


@pytest.mark.slow
@pytest.mark.usefixtures("shipped_exports")
def test_the_live_export_classifies_the_samples_and_saves_them(open_page, wardrobe):
    page = open_page("sort")
    page.button(key="example").click().run()
    assert not page.exception and not page.error and len(outcomes_of(page)) == EXAMPLES
    live = next(iter(resources.export_cards()))
    for preview in sort_state(page).previews.values():
        assert preview.prediction.model == live
        assert sum(preview.prediction.probabilities.values()) == pytest.approx(1, abs=1e-3)
    shown = {
        "group" if group_question.is_asked(preview.prediction) else verdict(preview)
        for preview in sort_state(page).previews.values()
    }
    assert shown == {"sorted", "group", "unsure", "not_clothing"}, "the example shows every outcome"
    assert any(len(preview.pieces) > 1 for preview in sort_state(page).previews.values())
    page.button(key="save").click().run()
    assert not page.exception and wardrobe.ids(EVERYTHING)


def test_a_save_on_a_full_disk_says_so_and_saves_nothing(page, wardrobe, photos, monkeypatch):
    def full_disk(*arguments, **options):
        raise OSError(28, "No space left on device")

    upload(page, ("shirt.jpg", photos[0]))
    monkeypatch.setattr("wardrobe.store.photo_files.PhotoFiles.write", full_disk)
    page.selectbox(key=MODEL).set_value("").run()
    page.button(key="save").click().run()
    assert not page.exception and [one.value for one in page.warning if "the disk is full" in one.value]
    assert not page.success and [photo.name for photo in sort_state(page).chosen] == [
        "shirt.jpg"
    ]  # the photo is on the page again
    assert wardrobe.ids(EVERYTHING) == []
