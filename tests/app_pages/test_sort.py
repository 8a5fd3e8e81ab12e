import csv
import io
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app_pages import shared
from data.labels import CLASS_NAMES
from model.card import ExportError

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def page():
    running = AppTest.from_file(APP, default_timeout=60).run()
    assert not running.exception
    return running


def upload(page, *files):
    page.file_uploader(key="photos").set_value([(name, content, "image/jpeg") for name, content in files]).run()
    assert not page.exception
    return page


def test_the_page_stands_before_any_model_is_loaded(monkeypatch):
    monkeypatch.setattr(shared, "classifier", lambda model: pytest.fail("a model was loaded"))
    page = AppTest.from_file(APP).run()
    assert not page.exception
    assert page.title[0].value == "Sort your clothes"
    assert "One garment, or one pair, a photo" in page.markdown[0].value
    assert "not stored" in page.info[0].value
    assert len(page.dataframe) == 0


def test_an_upload_becomes_a_row_and_a_bad_file_a_sentence_in_its_place(page, photo_file):
    upload(page, ("shirt.jpg", photo_file.read_bytes()), ("notes.jpg", b"no picture"), ("again.jpg", b""))
    table = page.dataframe[0].value
    assert list(table["file"]) == ["shirt.jpg", "notes.jpg", "again.jpg"]
    assert list(table["outcome"] == "error") == [False, True, True]
    assert table["label"][0] in CLASS_NAMES and 0 < table["confidence"][0] <= 1
    assert "not a picture that can be read" in page.error[0].value and "notes" in page.error[0].value
    assert "The file is empty" in page.error[1].value
    assert page.subheader[0].value == table["label"][0]


def test_samples_are_one_click_away_and_every_picture_has_a_description(page):
    page.toggle(key="samples").set_value(True).run()
    assert not page.exception
    table = page.dataframe[0].value
    assert len(table) == 10 and "error" not in table
    assert len(page.subheader) == 10
    pictures = [picture for element in page.get("image") for picture in element.proto.imgs]
    assert len(pictures) == 30
    assert all(picture.alt for picture in pictures)


def test_the_same_bytes_are_looked_at_once(page, photo_file, monkeypatch):
    calls = []
    real = shared.classify_photo

    def counting(*arguments):
        calls.append(arguments[0])
        return real(*arguments)

    monkeypatch.setattr(shared, "classify_photo", counting)
    upload(page, ("a.jpg", photo_file.read_bytes()))
    upload(page, ("a.jpg", photo_file.read_bytes()), ("b.jpg", photo_file.read_bytes()))
    assert len(calls) == 1
    assert list(page.dataframe[0].value["file"]) == ["a.jpg", "b.jpg"]


def test_another_model_answers_anew(page, photo_file):
    upload(page, ("a.jpg", photo_file.read_bytes()))
    first = page.dataframe[0].value["confidence"][0]
    page.selectbox(key="model").set_value(next(id for id in shared.export_cards() if id.startswith("mlp/"))).run()
    assert not page.exception
    assert page.dataframe[0].value["confidence"][0] != first
    assert "test images of fashion-mnist" in page.sidebar.caption[0].value


def test_the_csv_holds_every_confidence(page, photo_file, monkeypatch):
    kept = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: kept.update(data=data))
    upload(page, ("a, b.jpg", photo_file.read_bytes()), ("bad.jpg", b"x"))
    rows = list(csv.DictReader(io.StringIO(kept["data"].decode())))
    assert [row["file"] for row in rows] == ["a, b.jpg", "bad.jpg"]
    assert sum(float(rows[0][name]) for name in CLASS_NAMES) == pytest.approx(1, abs=1e-3)
    assert rows[1]["error"] and rows[1]["Dress"] == ""


def test_a_name_that_begins_like_a_formula_is_text_in_the_csv(page, monkeypatch):
    kept = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: kept.update(data=data))
    upload(page, ("=1+1.jpg", b"x"), (" @sum.jpg", b"x"))
    assert [row["file"] for row in csv.DictReader(io.StringIO(kept["data"].decode()))] == ["'=1+1.jpg", "' @sum.jpg"]


def test_many_photos_are_paged(page, photo_file):
    content = photo_file.read_bytes()
    upload(page, *[(f"{number}.jpg", content + bytes(number)) for number in range(12)])
    assert len(page.dataframe[0].value) == 12 and len(page.subheader) == 10


def test_a_hostile_name_is_shown_as_it_is(page):
    name = "[x](javascript:alert(1)) **b** <img src=x> :smile:.jpg"
    upload(page, (name, b"x"))
    assert page.dataframe[0].value["file"][0] == name
    assert "\\[x\\]\\(javascript\\:alert\\(1\\)\\)" in page.error[0].value and "\\<img" in page.error[0].value


def test_a_damaged_export_is_a_sentence_on_the_page(monkeypatch, photo_file):
    def refuse(model):
        raise ExportError("cnn/1 does not match its manifest: saved_model.pb differs.")

    monkeypatch.setattr(shared, "classifier", refuse)
    page = AppTest.from_file(APP).run()
    upload(page, ("a.jpg", photo_file.read_bytes()))
    assert "does not match its manifest" in page.error[0].value
