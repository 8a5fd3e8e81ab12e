"""Sort: predictions as they come, and what the page offers with them."""

import csv
import io

import pytest
import streamlit as st

from app_pages.parts import resources
from app_pages.parts.display import escaped, file_label
from app_pages.parts.i18n import drawer, text
from app_pages.parts.widget_keys import (
    MODEL,
    OWN_DRAWER,
    SHOWN_OUTCOME,
    details,
)
from data.labels import CLASS_NAMES
from model.exports.card import ExportError
from tests.app_pages.sort.actions import EVERYTHING, EXAMPLES, cards, outcomes_of, sort_state, upload


@pytest.mark.usefixtures("no_model")
def test_the_page_opens_before_any_model_is_loaded(open_page):
    page = open_page("sort")
    assert page.title[0].value == text("sort-title")
    assert page.info[0].value == text("sort-empty")


@pytest.mark.usefixtures("no_model")
def test_the_first_visit_says_what_the_app_is_and_later_ones_what_a_photo_should_show(
    open_page, wardrobe, photos, markdown
):
    page = open_page("sort")
    assert page.subheader[0].value == text("app-title") and text("welcome") in markdown(page)
    assert len(page.get("bidi_component")) == 2  # the picture, and the script of all pages
    wardrobe.add(photos[0], "mine.jpg", drawer="Coat")
    page = open_page("sort")
    assert len(page.get("bidi_component")) == 1 and text("sort-intro") in markdown(page)
    assert page.button(key="example")


def test_a_photo_gets_a_prediction_and_a_bad_file_a_message(page, photo_file, pictures):
    upload(page, ("shirt.jpg", photo_file.read_bytes()), ("notes.jpg", b"no picture"), ("again.jpg", b""))
    prediction = next(preview.prediction for preview in sort_state(page).previews.values() if preview.prediction)
    assert page.subheader[0].value == drawer(prediction.label)
    sure = text("sure", share=prediction.confidence)
    assert f"{sure} · {file_label('shirt.jpg')}" in [caption.value for caption in page.caption]
    assert file_label("notes.jpg") in page.error[0].value and file_label("again.jpg") in page.error[1].value
    assert len(page.get("vega_lite_chart")) == 1
    assert len(pictures(page)) == 3


def test_every_picture_of_the_example_has_a_description(page, pictures):
    page.button(key="example").click().run()
    assert not page.exception and not page.error
    assert cards(page) == EXAMPLES
    assert len(pictures(page)) == EXAMPLES and all(picture.alt for picture in pictures(page))


@pytest.mark.usefixtures("unsure_of_half")
def test_photos_of_one_outcome_can_be_shown_alone(page, pictures):
    page.button(key="example").click().run()
    outcomes = outcomes_of(page)
    pills = page.get_by_key(SHOWN_OUTCOME)
    assert [option.rpartition(" ")[2] for option in pills.options] == [
        str(outcomes.count("sorted")),
        str(outcomes.count("unsure")),
    ]
    pills.set_value("unsure").run()
    assert not page.exception and len(pictures(page)) == outcomes.count("unsure")
    counts = {"drawers": outcomes.count("sorted"), "review": outcomes.count("unsure")}
    assert page.button(key="save").label == text("sort-save-example", **counts)
    page.get_by_key(SHOWN_OUTCOME).set_value(None).run()
    assert len(pictures(page)) == EXAMPLES


def test_when_all_photos_of_the_shown_outcome_are_removed_the_others_are_shown(page, photos, pictures):
    good, bad = [(f"{number}.jpg", photo) for number, photo in enumerate(photos[:4])], ("notes.jpg", b"no picture")
    for left, shown in ((good, 4), ([good[0], bad], 3)):  # a few are shown in full, with three pictures each
        upload(page, *good, bad)
        page.get_by_key(SHOWN_OUTCOME).set_value("error").run()
        assert len(page.error) == 1 and not pictures(page)
        upload(page, *left)
        assert len(pictures(page)) == shown


@pytest.mark.slow
def test_details_show_the_confidence_in_every_class(page, pictures):
    page.button(key="example").click().run()
    page.button(key=details(3)).click().run()
    assert not page.exception
    [chart] = page.get("vega_lite_chart")
    assert all(drawer(name) in chart.proto.alt for name in CLASS_NAMES)
    assert text("none-of-these") in chart.proto.alt
    assert len(pictures(page)) == EXAMPLES + 3


def test_duplicates_are_recognised_on_the_page_and_in_the_wardrobe(page, wardrobe, photo_file, photos, encoded):
    from PIL import Image

    known = wardrobe.add(photos[1], "known.jpg", drawer="Coat")
    content = photo_file.read_bytes()
    smaller = encoded(Image.open(io.BytesIO(content)).resize((120, 160)), "JPEG")
    upload(page, ("a.jpg", content), ("b.jpg", content), ("c.jpg", photos[1]), ("d.jpg", smaller))
    captions = " ".join(caption.value for caption in page.caption)
    hints = (("twice", "a.jpg"), ("known", "known.jpg"), ("similar-here", "a.jpg"))
    assert all(text(f"hint-{kind}", file=file_label(file)) in captions for kind, file in hints)
    page.button(key="save").click().run()
    assert len(wardrobe.ids(EVERYTHING)) == 3
    assert text("sort-saved-known", count=1) in page.success[0].value  # counted apart
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == [known.id]


@pytest.mark.usefixtures("no_model")
def test_photos_can_be_sorted_without_a_model(page, wardrobe, photos):
    wardrobe.add_drawer("Socks")
    page.selectbox(key=MODEL).set_value("").run()
    page.selectbox(key=OWN_DRAWER).set_value("Socks").run()
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    page.button(key="save").click().run()
    assert not page.exception
    assert wardrobe.counts() == {"Socks": 6}
    assert all(item.prediction is None for item in wardrobe.find())


def test_another_model_predicts_again(page, photo_file):
    upload(page, ("a.jpg", photo_file.read_bytes()))
    first = [caption.value for caption in page.caption]
    page.selectbox(key=MODEL).set_value("mlp/1").run()
    assert not page.exception
    second = [caption.value for caption in page.caption]
    assert first != second and resources.how_good(resources.export_cards()["mlp/1"]) in second
    assert {model for _, model in sort_state(page).previews} == {"photo/1", "mlp/1"}


def test_the_chosen_model_is_remembered_as_long_as_its_export_exists(page, open_page, wardrobe):
    page.selectbox(key=MODEL).set_value("mlp/1").run()
    assert open_page("sort").selectbox(key=MODEL).value == "mlp/1"
    wardrobe.set_setting("model", "gone/1")
    assert open_page("sort").selectbox(key=MODEL).value == "photo/1"


def test_the_csv_holds_every_confidence(page, photo_file, monkeypatch):
    made = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: made.update(data=data))
    upload(page, ("a, b.jpg", photo_file.read_bytes()), ("bad.jpg", b"x"))
    rows = list(csv.DictReader(io.StringIO(made["data"].decode())))
    assert [row["file"] for row in rows] == ["a, b.jpg", "bad.jpg"]
    assert sum(float(rows[0][name]) for name in CLASS_NAMES) == pytest.approx(1, abs=1e-3)
    assert rows[1]["error"] and rows[1]["Dress"] == ""


def test_the_csv_holds_no_formula(page, monkeypatch):
    made = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: made.update(data=data))
    upload(page, ('=HYPERLINK("x").jpg', b"x"), ("plain.jpg", b"x"))
    assert {row["file"] for row in csv.DictReader(io.StringIO(made["data"].decode()))} == {
        '\'=HYPERLINK("x").jpg',
        "plain.jpg",
    }


def test_a_hostile_name_is_shown_escaped(page):
    name = "[x](javascript:alert(1)) **b** <img src=x> :smile:.jpg"
    upload(page, (name, b"x"))
    assert escaped(name) in page.error[0].value and name not in page.error[0].value
    assert "\\[x\\]\\(" in page.error[0].value and "\\<img" in page.error[0].value


def test_a_damaged_export_is_an_error_message(page, monkeypatch, photo_file):
    def refuse(model):
        raise ExportError("it is damaged")

    monkeypatch.setattr(resources, "predictor", refuse)
    upload(page, ("a.jpg", photo_file.read_bytes()))
    assert page.error[0].value == text("model-wrong", reason="it is damaged")
