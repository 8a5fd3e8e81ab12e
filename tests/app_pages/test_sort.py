import csv
import io
import threading
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st

from app_pages.parts import drawer_list, group_question, resources, saving_bar
from app_pages.parts.display import drawer_label, escaped, file_label
from app_pages.parts.i18n import ACCESSORIES, drawer, text
from app_pages.parts.state import SessionState
from app_pages.parts.widget_keys import (
    MODEL,
    OWN_DRAWER,
    SHOWN_OUTCOME,
    SORT_PAGE,
    SOURCE,
    decision,
    details,
    drawer_name,
    group_answer,
    leave_out,
    ready_drawer,
)
from data.labels import CLASS_NAMES, FURTHER_KINDS, group_of
from model.calibration import Thresholds
from model.exports.card import ExportError
from tests.app_pages.fake_model import write_export
from wardrobe import preview as preview_module
from wardrobe import saving
from wardrobe.preview import Photo, previews
from wardrobe.saving import verdict
from wardrobe.store.errors import StoreError
from wardrobe.store.items import REVIEW, Filters

EVERYTHING = Filters(state=None)
EXAMPLES = 12


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Waits for a save to end before the page is drawn again, however busy the machine is."""
    monkeypatch.setattr(saving_bar, "_SHORT", 60.0)


@pytest.fixture
def page(open_page):
    return open_page("sort")


@pytest.fixture
def unsure_of_half(fake_predictor):
    """Sets the threshold so that half of the samples are unsure."""
    predictor = fake_predictor("photo/1")
    looked = previews(resources.example_photos(), predictor)
    middle = sorted(preview.prediction.confidence for preview in looked)[5]
    predictor.card = replace(predictor.card, thresholds=Thresholds(unsure=middle, not_clothing=0.5))


def upload(page, *files):
    page.file_uploader[0].set_value([(name, content, "image/jpeg") for name, content in files]).run()
    assert not page.exception
    return page


def sort_state(page):
    state: SessionState = page.session_state["app"]
    return state.sort


def outcomes_of(page):
    return [preview.outcome for preview in sort_state(page).previews.values()]


def cards(page):
    """The number of photos that are shown small."""
    return sum(button.label == text("details") for button in page.button)


def save_label(drawers, review=0):
    return text("sort-save", drawers=drawers, review=review)


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


def stop_after(page, count):
    state = sort_state(page)
    state.stopped = True
    state.previews = dict(list(state.previews.items())[:count])
    page.run()


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


def test_saved_examples_have_a_tag_and_the_user_s_own_clothes_have_none(page, wardrobe, photos):
    page.button(key="example").click().run()
    page.button(key="save").click().run()
    upload(page, ("mine.jpg", photos[0]))
    page.button(key="save").click().run()
    tags = {item.file_name: item.tags for item in wardrobe.find(EVERYTHING)}
    assert tags.pop("mine.jpg") == () and set(tags.values()) == {(text("example-tag"),)} and len(tags) == EXAMPLES


def test_a_photo_is_removed_from_the_page_and_comes_back_by_undo(page, wardrobe, photos):
    upload(page, ("good.jpg", photos[0]), ("bad.jpg", photos[1]))
    page.button(key=leave_out(1)).click().run()
    assert [photo.name for photo in sort_state(page).chosen] == ["good.jpg"]
    assert page.success[0].value == text("sort-forgotten", count=1)
    page.button(key="undo").click().run()
    assert sorted(photo.name for photo in sort_state(page).chosen) == ["bad.jpg", "good.jpg"]
    assert not wardrobe.ids(EVERYTHING)


def test_the_report_of_a_save_ends_when_other_photos_are_chosen(page, photos):
    upload(page, ("a.jpg", photos[0]))
    page.button(key="save").click().run()
    assert page.success
    upload(page, ("b.jpg", photos[1]))
    assert not page.success and page.button(key="save")


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


def test_many_photos_are_paged(page, photo_file):
    content = photo_file.read_bytes()
    upload(page, *[(f"{number}.jpg", content + bytes(number)) for number in range(30)])
    assert cards(page) == 24
    page.session_state[SORT_PAGE] = 2
    page.run()
    assert cards(page) == 6


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


def decision_list(page, number, sha256):
    return page.selectbox(key=decision(number, sha256))


def name_drawer(page, key, name):
    """Names the new drawer of the list with this key."""
    page.text_input(key=drawer_name(key)).set_value(name)
    page.button(key=f"{drawer_name(key)}-make").click().run()
    assert not page.exception


def test_a_photo_is_moved_to_another_drawer_before_it_is_saved(page, wardrobe, photos, markdown):
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    shas = [photo.sha256 for photo in sort_state(page).chosen]
    [predicted, *_] = [preview.prediction.label for preview in sort_state(page).previews.values()]
    other = next(name for name in CLASS_NAMES if name != predicted)
    assert decision_list(page, 0, shas[0]).options[0] == drawer(predicted)  # the likeliest first
    decision_list(page, 0, shas[0]).set_value(other).run()
    decision_list(page, 1, shas[1]).set_value(drawer_list.NEW).run()
    name_drawer(page, decision(1, shas[1]), "Scarves")
    assert not page.exception and {f"**{drawer_label(other)}**", "**Scarves**"} <= set(markdown(page))
    page.button(key="save").click().run()
    saved = {item.file_name: item for item in wardrobe.find(EVERYTHING)}
    assert (saved["0.jpg"].drawer, saved["1.jpg"].drawer) == (other, "Scarves")
    assert [name for name, item in sorted(saved.items()) if item.decided] == ["0.jpg", "1.jpg"]
    assert wardrobe.own_drawers() == ["Scarves"]
    page.button(key="undo").click().run()
    assert decision_list(page, 1, shas[1]).value == "Scarves"  # the decisions are back with the pile


def test_a_name_typed_into_the_list_makes_a_drawer(page, wardrobe, photos):
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    sha256 = sort_state(page).chosen[0].sha256
    for typed, chosen in (("scarves", "scarves"), ("dresses", "Dress")):
        new = decision_list(page, 0, sha256)
        new.options.append(typed)  # AppTest, unlike a browser, lets nobody type another name
        new.set_value(typed).run()
        assert not page.exception and sort_state(page).decisions == {sha256: chosen}
        assert decision_list(page, 0, sha256).value == chosen
    assert wardrobe.own_drawers() == ["scarves"]


def test_a_new_drawer_without_a_name_is_refused_in_place(page, wardrobe, photos):
    upload(page, ("a.jpg", photos[0]), ("b.jpg", photos[1]))
    sha256 = sort_state(page).chosen[1].sha256
    decision_list(page, 1, sha256).set_value(drawer_list.NEW).run()
    name_drawer(page, decision(1, sha256), "  ")
    assert len(page.error) == 1 and not sort_state(page).decisions and wardrobe.own_drawers() == []
    decision_list(page, 1, sha256).set_value("Coat").run()
    assert not page.error and sort_state(page).decisions == {sha256: "Coat"}
    assert drawer_name(decision(1, sha256)) not in [box.key for box in page.text_input]


def test_a_photo_without_a_model_waits_for_the_name_of_its_drawer(page, wardrobe, photos):
    page.selectbox(key=MODEL).set_value("").run()
    upload(page, ("a.jpg", photos[0]))
    page.selectbox(key=OWN_DRAWER).set_value(drawer_list.NEW).run()
    assert page.button(key="save").disabled
    name_drawer(page, OWN_DRAWER, "Socks")
    page.button(key="save").click().run()
    assert not page.exception and wardrobe.counts() == {"Socks": 1}


def test_drawers_that_the_model_lacks_are_made_with_one_tap(page, wardrobe, encoded):
    upload(page, ("wall.jpg", encoded(np.full((120, 90, 3), 128, np.uint8), "JPEG")))
    key = decision(0, sort_state(page).chosen[0].sha256)
    offered = [name for name in drawer_list.READY if ready_drawer(name, key) in [one.key for one in page.button]]
    assert offered == [*FURTHER_KINDS, ACCESSORIES] and wardrobe.own_drawers() == []
    page.button(key=ready_drawer("Skirt", key)).click().run()
    assert page.subheader[0].value == drawer("Skirt") and wardrobe.own_drawers() == ["Skirt"]
    page.button(key="save").click().run()
    [item] = wardrobe.find(Filters())
    assert not page.exception and (item.drawer, item.decided) == ("Skirt", True)


def test_where_only_the_group_is_sure_the_card_asks_one_question(page, wardrobe, photos, fake_predictor, markdown):
    predictor = fake_predictor("photo/1")
    predictor.card = replace(predictor.card, thresholds=Thresholds(unsure=1.0, not_clothing=0.1, group=0.3))
    upload(page, *[(f"{number}.jpg", photo) for number, photo in enumerate(photos)])
    shown = list(sort_state(page).previews.values())
    asked = [one for one in shown if one.prediction.sure_group in ("top", "shoes")]
    assert asked and text("outcome-group") in " ".join(page.get_by_key(SHOWN_OUTCOME).options)
    one, number = asked[0], shown.index(asked[0])
    assert f"**{text(f'group-{one.prediction.sure_group}')}**" in markdown(page)
    key = decision(number, one.sha256)
    assert page.button(key=group_answer(1, key)).label == drawer_label(one.prediction.label)
    second = page.button(key=group_answer(2, key))
    [answer] = [name for name in CLASS_NAMES if drawer_label(name) == second.label]
    assert group_of(answer) == one.prediction.sure_group
    second.click().run()
    assert sort_state(page).decisions == {one.sha256: answer}
    page.button(key="save").click().run()
    assert not page.exception and wardrobe.counts() == {answer: 1}
    assert sum(wardrobe.open_counts().values()) == sum(one.prediction.sure_group is not None for one in shown) - 1


def test_a_class_of_the_model_is_no_drawer_to_make(open_page, tmp_path, monkeypatch):
    write_export(tmp_path, "photo", class_names=(*CLASS_NAMES, "Skirt", "Hat"))
    monkeypatch.setattr(resources.store, "EXPORTED", tmp_path)
    resources.wardrobe().add_drawer("Socks")
    assert drawer_list.ready() == ["Shorts", ACCESSORIES, "Socks"]


def test_a_decision_can_be_taken_back(page, photos):
    upload(page, ("a.jpg", photos[0]), ("b.jpg", photos[1]))
    sha256 = sort_state(page).chosen[0].sha256
    title = page.subheader[0].value
    other = next(name for name in CLASS_NAMES if drawer(name) != title)
    decision_list(page, 0, sha256).set_value(other).run()
    assert page.subheader[0].value == drawer_label(other)
    captions = [caption.value for caption in page.caption]
    assert file_label("a.jpg") in captions  # without how sure the model is of another drawer
    decision_list(page, 0, sha256).set_value(None).run()
    assert page.subheader[0].value == title and not sort_state(page).decisions


def test_a_photo_of_none_of_the_classes_is_filed_in_the_drawer_that_the_user_chose(page, wardrobe, encoded):
    upload(page, ("wall.jpg", encoded(np.full((120, 90, 3), 128, np.uint8), "JPEG")))
    page.toggle(key="save-others").set_value(False).run()
    decision_list(page, 0, sort_state(page).chosen[0].sha256).set_value("Bag").run()
    assert page.button(key="save").label == save_label(1)
    page.button(key="save").click().run()
    [item] = wardrobe.find(Filters())
    assert not page.exception and (item.drawer, item.decided) == ("Bag", True)


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
