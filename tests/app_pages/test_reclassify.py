from dataclasses import replace

import pytest

from app_pages.parts import resources
from app_pages.parts.display import drawer_label, escaped
from app_pages.parts.i18n import text
from app_pages.parts.state import SessionState
from app_pages.parts.widget_keys import RECLASSIFY_MODEL, RECLASSIFY_PAGE, SHOWN_DRAWERS, leave_toggle, move_box
from data.labels import CLASS_NAMES
from model.exports.card import ExportError
from wardrobe import reclassification
from wardrobe.store.items import Filters, StoredPrediction, utc_now


def predicted(label, confidence=0.9, outcome="sorted", model="photo/1"):
    rest = (1 - confidence) / 9
    shares = {name: confidence if name == label else rest for name in CLASS_NAMES}
    return StoredPrediction(model, label, confidence, outcome, shares, utc_now())


@pytest.fixture
def other(monkeypatch):
    """Another model, which predicts what the list holds, in turn."""
    predictions = [
        predicted("Coat", 0.95, model="cnn/1"),
        predicted("Shirt", 0.8, model="cnn/1"),
        predicted("Bag", 0.7, model="cnn/1"),
        predicted("Shirt", 0.4, "unsure", model="cnn/1"),
    ]
    by_number = {}

    def predict(wardrobe, item, predictor):
        by_number.setdefault(item.id, predictions[(item.id - 1) % len(predictions)])
        return replace(by_number[item.id], made_at=utc_now())

    monkeypatch.setattr(reclassification, "_predict_item", predict)
    monkeypatch.setattr(resources, "predictor", lambda model: object())
    return predictions


@pytest.fixture
def four(wardrobe, photos):
    """Items that would move and stay, one that the user decided, and one that the other model is not sure of."""
    wardrobe.add(photos[0], "moves.jpg", prediction=predicted("Dress", 0.6))
    wardrobe.add(photos[1], "stays.jpg", prediction=predicted("Shirt", 0.6))
    wardrobe.add(photos[2], "decided.jpg", prediction=predicted("Dress", 0.6), drawer="Trouser")
    wardrobe.add(photos[3], "unsure.jpg", prediction=predicted("Dress", 0.6))
    return wardrobe


def summary(page, count, of):
    return text("reclassify-summary", count=count, of=of, model=page.selectbox(key=RECLASSIFY_MODEL).value)


def drawers(wardrobe):
    return [summary.drawer for summary in wardrobe.summaries()]


def done(page, moved):
    return text("reclassify-done", moved=moved, model=page.selectbox(key=RECLASSIFY_MODEL).value)


def state(page) -> SessionState:
    return page.session_state["app"]


def boxes(page):
    return {box.key: box for box in page.checkbox}


def reclassified(open_page):
    page = open_page("reclassify")
    page.button(key="reclassify").click().run()
    assert not page.exception
    return page


def test_an_empty_wardrobe_says_what_to_do(open_page):
    page = open_page("reclassify")
    assert text("reclassify-empty") in page.subheader[0].value
    assert text("page-sort") in [link.proto.label for link in page.get("page_link")]


@pytest.mark.usefixtures("no_model")
def test_another_model_is_chosen_and_loaded_only_after_a_click(four, open_page):
    page = open_page("reclassify")
    assert page.button(key="reclassify").label == text("reclassify-start", count=4)
    assert page.selectbox(key=RECLASSIFY_MODEL).value != "photo/1"
    assert [button.key for button in page.button] == ["reclassify"]


def test_proposed_moves_are_a_table_and_pictures_and_change_nothing(four, open_page, other, pictures):
    page = reclassified(open_page)
    assert page.subheader[0].value == summary(page, 3, 4)
    table = page.table[0].value
    assert set(table.itertuples(index=False, name=None)) == {
        ("Dress", "Coat", 1, 1),
        (drawer_label("Trouser"), "Bag", 1, 0),
        ("Dress", "Shirt", 1, 0),
    }
    assert {key: box.value for key, box in boxes(page).items()} == {
        move_box(1): True,
        move_box(3): False,
        move_box(4): False,
    }
    captions = [caption.value for caption in page.caption]
    assert text("reclassify-now", drawer="Dress", sure=text("sure", share=0.6)) in captions
    assert text("reclassify-now-decided", drawer=drawer_label("Trouser")) in captions
    then = text("reclassify-then", drawer="Coat", sure=text("sure", share=0.95))
    assert f"**{then}**" in [markdown.value for markdown in page.markdown]
    assert len(pictures(page)) == 3 and all(picture.alt for picture in pictures(page))
    assert drawers(four) == ["Dress", "Shirt", "Trouser", "Dress"]


def test_agreeing_moves_ticked_items_saves_all_predictions_and_can_be_undone(four, open_page, other):
    before = [four.get(number) for number in four.ids()]
    page = reclassified(open_page)
    assert page.button(key="agree").label == text("reclassify-agree", moving=1)
    page.button(key="agree").click().run()
    assert not page.exception and page.success[0].value == done(page, 1)
    assert drawers(four) == ["Coat", "Shirt", "Trouser", "Dress"]
    assert [len(four.get(number).predictions) for number in range(1, 5)] == [2] * 4
    assert [item.id for item in four.find(Filters(state=None)) if item.corrected] == [3], (
        "nobody chose the drawer of item 4"
    )
    assert {button.key for button in page.button} == {"undo", "reclassify"}
    page.button(key="undo").click().run()
    assert not page.exception
    assert [four.get(number) for number in four.ids()] == before
    assert page.subheader[0].value == summary(page, 3, 4)  # valid again, without another prediction


def test_an_item_changed_in_another_tab_stays(four, open_page, other):
    page = reclassified(open_page)
    four.change([1], drawer="Bag")
    page.button(key="agree").click().run()
    assert not page.exception and page.success[0].value == done(page, 0)
    assert drawers(four) == ["Bag", "Shirt", "Trouser", "Dress"]
    assert four.get(1).decided and [len(four.get(number).predictions) for number in range(1, 5)] == [1, 2, 2, 2]


def test_every_proposed_move_can_be_ticked_and_unticked(four, open_page, other):
    page = reclassified(open_page)
    boxes(page)[move_box(1)].uncheck().run()
    assert page.button(key="agree").label == text("reclassify-agree", moving=0)
    boxes(page)[move_box(3)].check().run()
    page.button(key="agree").click().run()
    assert not page.exception
    assert drawers(four) == ["Dress", "Shirt", "Bag", "Dress"]


def test_items_that_the_user_decided_move_only_on_request(four, open_page, other):
    page = reclassified(open_page)
    assert {toggle.label for toggle in page.toggle} == {
        text("reclassify-leave-decided", count=1),
        text("reclassify-leave-unsure", count=1, model=page.selectbox(key=RECLASSIFY_MODEL).value),
    }
    page.toggle(key=leave_toggle("decided")).set_value(False).run()
    assert boxes(page)[move_box(3)].value and not boxes(page)[move_box(4)].value
    page.toggle(key=leave_toggle("unsure")).set_value(False).run()
    page.button(key="agree").click().run()
    assert drawers(four) == ["Coat", "Shirt", "Bag", "Shirt"]


def test_moves_are_shown_and_unticked_drawer_by_drawer(four, open_page, other):
    page = reclassified(open_page)
    page.selectbox(key=SHOWN_DRAWERS).set_value(("Dress", "Coat")).run()
    assert list(boxes(page)) == [move_box(1)]
    page.button(key="untick-all").click().run()
    assert not boxes(page)[move_box(1)].value
    page.selectbox(key=SHOWN_DRAWERS).set_value(("", "")).run()
    page.button(key="tick-all").click().run()
    assert page.button(key="agree").label == text("reclassify-agree", moving=3)


def test_a_model_that_agrees_changes_nothing(wardrobe, photos, open_page, other):
    wardrobe.add(photos[0], "a.jpg", prediction=predicted("Coat", 0.6))
    page = reclassified(open_page)
    assert page.success[0].value == text(
        "reclassify-nothing", count=1, model=page.selectbox(key=RECLASSIFY_MODEL).value
    )
    page.button(key="agree").click().run()
    assert not page.exception
    assert wardrobe.get(1).prediction.model == "cnn/1" and drawers(wardrobe) == ["Coat"]


def test_predictions_made_before_a_stop_are_shown_and_the_job_continues(four, open_page, other, monkeypatch):
    monkeypatch.setattr(reclassification, "available_cores", lambda: 1)
    monkeypatch.setattr(reclassification, "_PER_CORE", 1)
    real, predicted_items = reclassification._predict_item, []

    def fail_at_the_third(wardrobe, item, predictor):
        predicted_items.append(item.id)
        if len(predicted_items) == 3:
            raise RuntimeError("cut short")
        return real(wardrobe, item, predictor)

    monkeypatch.setattr(reclassification, "_predict_item", fail_at_the_third)
    page = open_page("reclassify")
    page.button(key="reclassify").click().run()
    assert page.exception
    state(page).reclassify.running = ""  # what the Stop button does
    page.run()
    assert not page.exception
    assert page.warning[0].value == text("reclassify-left", left=2)
    assert page.subheader[0].value == summary(page, 1, 2)
    page.button(key="go-on").click().run()
    assert not page.exception and predicted_items == [1, 2, 3, 3, 4]
    assert page.subheader[0].value == summary(page, 3, 4)


@pytest.mark.slow
def test_many_moves_are_paged_and_keep_their_ticks(wardrobe, photos, open_page, other, monkeypatch):
    monkeypatch.setattr(
        reclassification, "_predict_item", lambda *_: replace(predicted("Coat", 0.9, model="cnn/1"), made_at=utc_now())
    )
    for number in range(30):
        wardrobe.add(photos[0] + bytes(number + 1), f"{number}.jpg", prediction=predicted("Dress"))
    page = reclassified(open_page)
    assert len(boxes(page)) == 24
    boxes(page)[move_box(2)].uncheck().run()
    page.session_state[RECLASSIFY_PAGE] = 2
    page.run()
    assert not page.exception and list(boxes(page)) == [move_box(number) for number in range(25, 31)]
    page.session_state[RECLASSIFY_PAGE] = 1
    page.run()
    assert not boxes(page)[move_box(2)].value and boxes(page)[move_box(3)].value
    page.button(key="agree").click().run()
    assert wardrobe.counts() == {"Coat": 29, "Dress": 1}


def test_items_with_lost_photos_are_counted_and_stay(four, open_page):
    four.photos.files.rm("photos", recursive=True)
    page = reclassified(open_page)
    assert page.warning[0].value == text("reclassify-unreadable", count=4)
    assert page.button(key="reclassify").disabled and len(page.table) == 0


def test_the_table_shows_a_user_s_drawer_under_its_exact_name(four, open_page, other):
    four.change([1], drawer="![x](y)")
    assert escaped("![x](y)") in set(reclassified(open_page).table[0].value.iloc[:, 0])


def test_a_damaged_export_is_an_error_message(four, open_page, monkeypatch):
    def refuse(model):
        raise ExportError("it is damaged")

    monkeypatch.setattr(resources, "predictor", refuse)
    page = reclassified(open_page)
    assert page.error[0].value == text("model-wrong", reason="it is damaged")


def test_a_loaded_model_predicts_every_item(four, open_page):
    page = reclassified(open_page)
    assert not page.exception
    summaries = four.summaries()
    [job] = state(page).reclassify.jobs.values()
    assert len(job.predictions(summaries)) == 4
