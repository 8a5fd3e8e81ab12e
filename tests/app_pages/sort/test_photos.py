"""Photos on the Sort page: where they come from, and how long they stay."""

import pytest
import streamlit as st

from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import (
    SORT_PAGE,
    SOURCE,
    leave_out,
)
from tests.app_pages.sort.actions import EVERYTHING, EXAMPLES, cards, sort_state, stop_after, upload
from wardrobe import preview as preview_module
from wardrobe.preview import Photo


def test_a_stop_keeps_finished_predictions_and_continue_does_the_rest(page, photos):
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    # The state after a click on Stop, which ends the run, after two photos.
    stop_after(page, 2)
    assert page.warning[0].value == text("sort-stopped", left=4)
    assert cards(page) == 2
    page.button(key="go-on").click().run()
    assert not page.warning and cards(page) == 6


@pytest.mark.slow
def test_after_a_stop_no_page_is_empty(page, photo_file):
    content = photo_file.read_bytes()
    upload(page, *[(f"{number}.jpg", content + bytes(number)) for number in range(60)])
    page.session_state[SORT_PAGE] = 3
    stop_after(page, 30)
    assert cards(page) == 6


def test_photos_stay_while_another_page_is_open(page, photos):
    upload(page, ("a.jpg", photos[0]), ("b.jpg", photos[1]), ("c.jpg", photos[2]), ("d.jpg", photos[3]))
    page.switch_page("app_pages/review.py").run()
    page.switch_page("app_pages/sort.py").run()
    assert not page.exception and cards(page) == 4
    assert any(text("sort-earlier", count=4) in markdown.value for markdown in page.markdown)
    upload(page, ("e.jpg", photos[4]))
    assert cards(page) == 5
    page.button(key="forget").click().run()
    assert not page.exception and cards(page) == 0 and len(page.subheader) == 1


def test_photos_stay_when_the_source_changes(page, photos):
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos[:4])])
    for source in ("camera", "folder", "files"):
        page.segmented_control(key=SOURCE).set_value(source).run()
        assert not page.exception and cards(page) == 4
    upload(page, ("e.jpg", photos[4]))
    assert cards(page) == 5
    page.button(key="forget").click().run()
    assert cards(page) == 0 and len(page.subheader) == 1


def test_the_example_gives_way_to_the_user_s_own_clothes(page, photos):
    page.button(key="example").click().run()
    page.segmented_control(key=SOURCE).set_value("folder").run()
    page.segmented_control(key=SOURCE).set_value("files").run()
    assert cards(page) == EXAMPLES and page.button(key="save").proto.type == "secondary"
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    assert cards(page) == 6 and not any(photo.sha256 in sort_state(page).examples for photo in sort_state(page).chosen)
    assert page.button(key="save").label.startswith(text("sort-save", drawers=6, review=0)[:5])
    assert "example" not in [button.key for button in page.button]


def test_a_photo_is_removed_from_the_page_and_comes_back_by_undo(page, wardrobe, photos):
    upload(page, ("good.jpg", photos[0]), ("bad.jpg", photos[1]))
    page.button(key=leave_out(1)).click().run()
    assert [photo.name for photo in sort_state(page).chosen] == ["good.jpg"]
    assert page.success[0].value == text("sort-forgotten", count=1)
    page.button(key="undo").click().run()
    assert sorted(photo.name for photo in sort_state(page).chosen) == ["bad.jpg", "good.jpg"]
    assert not wardrobe.ids(EVERYTHING)


def test_the_latest_picture_of_the_camera_comes_first(page, photos):
    page.segmented_control(key=SOURCE).set_value("camera").run()
    sort_state(page).taken = [Photo.of(f"{number}.jpg", photo) for number, photo in enumerate(photos[:2])]
    page.run()
    assert [photo.name for photo in sort_state(page).chosen] == ["1.jpg", "0.jpg"]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://wardrobe.example/", True),
        ("http://localhost:8501/", True),
        ("http://127.0.0.1:8501/wardrobe", True),
        ("http://192.168.0.7:8501/", False),
        (None, True),
    ],
)
def test_without_https_the_page_says_why_there_is_no_camera_and_offers_the_phone_s_own(
    open_page, monkeypatch, address, allowed
):
    monkeypatch.setattr(type(st.context), "url", address)
    page = open_page("sort")
    page.segmented_control(key=SOURCE).set_value("camera").run()
    assert not page.exception
    said = text("sort-no-camera", command="make app PHONE=1") in [info.value for info in page.info]
    assert said is not allowed and bool(page.get("camera_input")) is allowed
    assert [box.key.startswith("phone-camera") for box in page.file_uploader] == ([] if allowed else [True])


def test_removed_camera_pictures_do_not_come_back(page, photos):
    page.segmented_control(key=SOURCE).set_value("camera").run()
    sort_state(page).taken = [Photo.of("1.jpg", photos[0])]  # as the camera leaves it
    page.run()
    page.segmented_control(key=SOURCE).set_value("files").run()
    assert len(page.subheader) == 1
    page.button(key="forget").click().run()
    page.segmented_control(key=SOURCE).set_value("camera").run()
    assert not page.exception and not page.subheader


def test_the_same_bytes_are_classified_once(page, photo_file, monkeypatch):
    calls = []
    real = preview_module.preview

    def counting(photo, predictor):
        calls.append(photo.name)
        return real(photo, predictor)

    monkeypatch.setattr(preview_module, "preview", counting)
    upload(page, ("a.jpg", photo_file.read_bytes()))
    upload(page, ("a.jpg", photo_file.read_bytes()), ("b.jpg", photo_file.read_bytes()))
    assert len(calls) == 1
    assert len(page.subheader) == 2


def test_many_photos_are_paged(page, photo_file):
    content = photo_file.read_bytes()
    upload(page, *[(f"{number}.jpg", content + bytes(number)) for number in range(30)])
    assert cards(page) == 24
    page.session_state[SORT_PAGE] = 2
    page.run()
    assert cards(page) == 6
