import csv
import io

import pytest
import streamlit as st

from app_pages.parts import resources
from data.labels import CLASS_NAMES
from model.calibration import Thresholds
from model.exports.card import ExportError
from wardrobe import preview as preview_module
from wardrobe import saving as sort_saving
from wardrobe.preview import Photo
from wardrobe.store.items import REVIEW, Filters

EVERYTHING = Filters(state=None)


@pytest.fixture
def page(open_page):
    return open_page("sort")


@pytest.fixture
def unsure_of_half(open_page, monkeypatch):
    """Of the samples, the less sure half is unsure, however sure the export is that ships."""
    page = open_page("sort")
    page.toggle[0].set_value(True).run()
    middle = sorted(answer.prediction.confidence for answer in page.session_state["answers"].values())[5]
    monkeypatch.setattr(Thresholds, "outcome", lambda _, confidence, known: ("unsure", "sorted")[confidence >= middle])


def upload(page, *files):
    page.file_uploader[0].set_value([(name, content, "image/jpeg") for name, content in files]).run()
    assert not page.exception
    return page


def labels(page):
    return [button.label for button in page.button]


def test_the_page_stands_before_any_model_is_loaded(monkeypatch, open_page):
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))
    page = open_page("sort")
    assert page.title[0].value == "Sort your clothes"
    assert "**One garment, or one pair, a photo.**" in page.markdown[0].value
    assert "none is stored until you say so" in page.info[0].value
    assert not page.get("image")


def test_an_upload_gets_an_answer_and_a_bad_file_a_sentence_in_its_place(page, photo_file, pictures):
    upload(page, ("shirt.jpg", photo_file.read_bytes()), ("notes.jpg", b"no picture"), ("again.jpg", b""))
    assert page.subheader[0].value in CLASS_NAMES
    assert any("sure · shirt" in caption.value for caption in page.caption)
    assert "not a picture that can be read" in page.error[0].value and "notes" in page.error[0].value
    assert "The file is empty" in page.error[1].value
    assert len(page.get("vega_lite_chart")) == 1
    assert len(pictures(page)) == 3


def test_samples_are_one_click_away_and_every_picture_has_a_description(page, pictures):
    page.toggle[0].set_value(True).run()
    assert not page.exception and not page.error
    assert labels(page).count("Details") == 10
    assert len(pictures(page)) == 10 and all(picture.alt for picture in pictures(page))


@pytest.mark.usefixtures("unsure_of_half")
def test_of_many_photos_those_of_one_outcome_can_be_looked_at_alone(page, pictures):
    page.toggle[0].set_value(True).run()
    outcomes = [answer.outcome for answer in page.session_state["answers"].values()]
    pills = page.get_by_key("shown-outcome")
    assert [option.rpartition(" ")[2] for option in pills.options] == [
        str(outcomes.count("sorted")),
        str(outcomes.count("unsure")),
    ]
    pills.set_value("unsure").run()
    assert not page.exception and len(pictures(page)) == outcomes.count("unsure")
    assert f"Keep: {outcomes.count('sorted')} into drawers" in page.button(key="keep").label
    page.get_by_key("shown-outcome").set_value(None).run()
    assert len(pictures(page)) == 10


def test_when_the_photos_of_the_outcome_that_is_looked_at_are_gone_the_others_are_seen(page, photos, pictures):
    good, bad = [(f"{number}.jpg", photo) for number, photo in enumerate(photos[:4])], ("notes.jpg", b"no picture")
    for left, shown in ((good, 4), ([good[0], bad], 3)):  # a few are shown in full, with three pictures each
        upload(page, *good, bad)
        page.get_by_key("shown-outcome").set_value("error").run()
        assert len(page.error) == 1 and not pictures(page)
        upload(page, *left)
        assert len(pictures(page)) == shown


def test_details_show_the_confidence_in_every_class(page, pictures):
    page.toggle[0].set_value(True).run()
    page.button(key="details-3").click().run()
    assert not page.exception
    [chart] = page.get("vega_lite_chart")
    assert all(name in chart.proto.alt for name in CLASS_NAMES) and "something else" in chart.proto.alt
    assert len(pictures(page)) == 13


@pytest.mark.usefixtures("unsure_of_half")
def test_one_click_keeps_sorted_photos_in_drawers_and_unsure_ones_for_review(page, wardrobe):
    page.toggle[0].set_value(True).run()
    assert wardrobe.ids(EVERYTHING) == []  # nothing is stored before
    answers = page.session_state["answers"].values()
    unsure = sum(answer.outcome == "unsure" for answer in answers)
    assert {answer.outcome for answer in answers} == {"sorted", "unsure"}
    page.button(key="keep").click().run()
    assert not page.exception
    assert len(wardrobe.ids()) == 10 - unsure and len(wardrobe.ids(Filters(state=REVIEW))) == unsure
    assert page.success[0].value == f"Kept: {10 - unsure} in their drawers, {unsure} waiting for review."
    assert not page.toggle[0].value and "keep" not in [button.key for button in page.button]
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == [] and "Undone" in page.success[0].value


def test_leaving_while_photos_are_kept_says_how_many_were_and_can_be_undone(page, wardrobe, photos, monkeypatch):
    save_as_usual = sort_saving.save

    def save_one(*arguments):
        yield next(save_as_usual(*arguments))
        st.switch_page("app_pages/about.py")  # as a click on the navigation, between two photos

    monkeypatch.setattr(sort_saving, "save", save_one)
    page.selectbox(key="model").set_value("").run()
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    page.button(key="keep").click().run()
    assert len(wardrobe.ids(EVERYTHING)) == 1
    page.switch_page("app_pages/review.py").run()
    assert page.success[0].value.startswith("Stopped: 1 of 6 were kept.")
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == []


def test_undo_throws_away_nothing_that_somebody_else_put_in_since(page, wardrobe, photos):
    page.selectbox(key="model").set_value("").run()
    upload(page, ("mine.jpg", photos[0]))
    page.button(key="keep").click().run()
    wardrobe.throw_away(wardrobe.ids(EVERYTHING))
    other = wardrobe.add(photos[1], "other.jpg", drawer="Coat")  # SQLite gives the free number again
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == [other.id]


def test_undo_puts_what_lay_in_the_bin_into_it_again(page, wardrobe, photos):
    item = wardrobe.add(photos[0], "old.jpg", drawer="Coat")
    wardrobe.delete([item.id])
    upload(page, ("again.jpg", photos[0]))
    if "not_clothing" in [answer.outcome for answer in page.session_state["answers"].values()]:
        page.toggle(key="keep-others").set_value(True).run()
    page.button(key="keep").click().run()
    assert wardrobe.ids() == [item.id]
    page.button(key="undo").click().run()
    assert wardrobe.ids() == [] and wardrobe.ids(Filters(deleted=True)) == [item.id]


def test_the_same_photo_is_recognised_in_the_batch_and_in_the_wardrobe(page, wardrobe, photo_file, photos, encoded):
    from PIL import Image

    known = wardrobe.add(photos[1], "known.jpg", drawer="Coat")
    content = photo_file.read_bytes()
    smaller = encoded(Image.open(io.BytesIO(content)).resize((120, 160)), "JPEG")
    upload(page, ("a.jpg", content), ("b.jpg", content), ("c.jpg", photos[1]), ("d.jpg", smaller))
    said = " ".join(caption.value for caption in page.caption)
    assert "the same file twice" in said and "in your wardrobe already" in said and "looks like one you have" in said
    outcomes = [answer.outcome for answer in page.session_state["answers"].values()]
    if "not_clothing" in outcomes:
        page.toggle(key="keep-others").set_value(True).run()
    page.button(key="keep").click().run()
    assert len(wardrobe.ids(EVERYTHING)) == 3
    page.button(key="undo").click().run()
    assert wardrobe.ids(EVERYTHING) == [known.id]


def test_a_person_can_do_without_a_model(page, wardrobe, photos, monkeypatch):
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))
    wardrobe.add_drawer("Socks")
    page.selectbox(key="model").set_value("").run()
    page.selectbox(key="own-drawer").set_value("Socks").run()
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    page.button(key="keep").click().run()
    assert not page.exception
    assert wardrobe.counts() == {"Socks": 6}
    assert all(item.prediction is None for item in wardrobe.find())


def test_stopping_keeps_what_is_there_and_going_on_does_the_rest(page, photos):
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    # As it is when a person presses the button after two photos, which ends the run.
    page.session_state["stopped"] = True
    page.session_state["answers"] = dict(list(page.session_state["answers"].items())[:2])
    page.run()
    assert "4 photos have not been looked at" in page.warning[0].value
    assert labels(page).count("Details") == 2
    next(button for button in page.button if button.label == "Go on").click().run()
    assert not page.warning and labels(page).count("Details") == 6


def test_after_a_stop_no_page_is_empty(page, photo_file):
    content = photo_file.read_bytes()
    upload(page, *[(f"{number}.jpg", content + bytes(number)) for number in range(60)])
    page.session_state["page"] = 3
    page.session_state["stopped"] = True
    page.session_state["answers"] = dict(list(page.session_state["answers"].items())[:30])
    page.run()
    assert labels(page).count("Details") == 6


def test_photos_are_still_there_after_a_look_at_another_page(page, photos):
    upload(page, ("a.jpg", photos[0]), ("b.jpg", photos[1]), ("c.jpg", photos[2]), ("d.jpg", photos[3]))
    page.switch_page("app_pages/review.py").run()
    page.switch_page("app_pages/sort.py").run()
    assert not page.exception and labels(page).count("Details") == 4
    assert any("4 photos from before" in markdown.value for markdown in page.markdown)
    upload(page, ("e.jpg", photos[4]))
    assert labels(page).count("Details") == 5
    page.button(key="forget").click().run()
    assert not page.exception and labels(page).count("Details") == 0 and len(page.subheader) == 1


def test_photos_are_still_there_after_a_look_at_another_source(page, photos):
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos[:4])])
    for source in ("camera", "folder", "files"):
        page.segmented_control(key="source").set_value(source).run()
        assert not page.exception and labels(page).count("Details") == 4
    upload(page, ("e.jpg", photos[4]))
    assert labels(page).count("Details") == 5
    page.button(key="forget").click().run()
    assert labels(page).count("Details") == 0 and len(page.subheader) == 1


def test_samples_come_and_go_with_their_switch_whatever_the_source(page, photos):
    upload(page, ("a.jpg", photos[0]))
    page.toggle[0].set_value(True).run()
    page.segmented_control(key="source").set_value("folder").run()
    assert labels(page).count("Details") == 11
    page.toggle[0].set_value(False).run()
    assert not page.exception and len(page.subheader) == 1 and labels(page).count("Details") == 0


def test_what_was_photographed_and_forgotten_does_not_come_back(page, photos):
    page.segmented_control(key="source").set_value("camera").run()
    page.session_state["taken-0"] = [Photo.of("1.jpg", photos[0])]  # as the camera leaves it
    page.run()
    page.segmented_control(key="source").set_value("files").run()
    assert len(page.subheader) == 1
    page.button(key="forget").click().run()
    page.segmented_control(key="source").set_value("camera").run()
    assert not page.exception and not page.subheader


def test_the_same_bytes_are_looked_at_once(page, photo_file, monkeypatch):
    calls = []
    real = preview_module.prepare_photo

    def counting(*arguments):
        calls.append(arguments[0])
        return real(*arguments)

    monkeypatch.setattr(preview_module, "prepare_photo", counting)
    upload(page, ("a.jpg", photo_file.read_bytes()))
    upload(page, ("a.jpg", photo_file.read_bytes()), ("b.jpg", photo_file.read_bytes()))
    assert len(calls) == 1
    assert len(page.subheader) == 2


def test_another_model_answers_anew(page, photo_file):
    upload(page, ("a.jpg", photo_file.read_bytes()))
    first = [caption.value for caption in page.caption]
    page.selectbox(key="model").set_value(next(id for id in resources.export_cards() if id.startswith("mlp/"))).run()
    assert not page.exception
    second = [caption.value for caption in page.caption]
    assert first != second and any("test images of fashion-mnist" in caption for caption in second)


def test_the_chosen_model_is_remembered_as_long_as_there_is_such_an_export(page, open_page, wardrobe):
    mlp = next(id for id in resources.export_cards() if id.startswith("mlp/"))
    page.selectbox(key="model").set_value(mlp).run()
    assert open_page("sort").selectbox(key="model").value == mlp
    wardrobe.set_setting("model", "gone/1")
    assert open_page("sort").selectbox(key="model").value == next(iter(resources.export_cards()))


def test_the_csv_holds_every_confidence(page, photo_file, monkeypatch):
    kept = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: kept.update(data=data))
    upload(page, ("a, b.jpg", photo_file.read_bytes()), ("bad.jpg", b"x"))
    rows = list(csv.DictReader(io.StringIO(kept["data"].decode())))
    assert [row["file"] for row in rows] == ["a, b.jpg", "bad.jpg"]
    assert sum(float(rows[0][name]) for name in CLASS_NAMES) == pytest.approx(1, abs=1e-3)
    assert rows[1]["error"] and rows[1]["Dress"] == ""


def test_the_csv_holds_no_formula(page, monkeypatch):
    kept = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, *_, **__: kept.update(data=data))
    upload(page, ('=HYPERLINK("x").jpg', b"x"), ("plain.jpg", b"x"))
    assert {row["file"] for row in csv.DictReader(io.StringIO(kept["data"].decode()))} == {
        '\'=HYPERLINK("x").jpg',
        "plain.jpg",
    }


def test_many_photos_are_paged(page, photo_file):
    content = photo_file.read_bytes()
    upload(page, *[(f"{number}.jpg", content + bytes(number)) for number in range(30)])
    assert labels(page).count("Details") == 24
    page.session_state["page"] = 2
    page.run()
    assert labels(page).count("Details") == 6


def test_a_hostile_name_is_shown_as_it_is(page):
    upload(page, ("[x](javascript:alert(1)) **b** <img src=x> :smile:.jpg", b"x"))
    assert "\\[x\\]\\(javascript\\:alert\\(1\\)\\)" in page.error[0].value and "\\<img" in page.error[0].value


def test_a_damaged_export_is_a_sentence_on_the_page(page, monkeypatch, photo_file):
    def refuse(model):
        raise ExportError("cnn/1 does not match its manifest: saved_model.pb differs.")

    monkeypatch.setattr(resources, "predictor", refuse)
    upload(page, ("a.jpg", photo_file.read_bytes()))
    assert "does not match its manifest" in page.error[0].value
