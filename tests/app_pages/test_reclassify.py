from dataclasses import replace

import pytest

from app_pages.parts import resources
from data.labels import CLASS_NAMES
from model.exports.card import ExportError
from wardrobe import reclassification
from wardrobe.store.items import Filters, StoredPrediction, utc_now


def said(label, confidence=0.9, outcome="sorted", model="photo/1"):
    rest = (1 - confidence) / 9
    shares = {name: confidence if name == label else rest for name in CLASS_NAMES}
    return StoredPrediction(model, label, confidence, outcome, shares, utc_now())


@pytest.fixture
def other(monkeypatch):
    """Another model: what it says is what the list holds, in turn."""
    answers = [
        said("Coat", 0.95, model="cnn/1"),
        said("Shirt", 0.8, model="cnn/1"),
        said("Bag", 0.7, model="cnn/1"),
        said("Shirt", 0.4, "unsure", model="cnn/1"),
    ]
    by_number = {}

    def ask_about(wardrobe, item, predictor):
        by_number.setdefault(item.id, answers[(item.id - 1) % len(answers)])
        return replace(by_number[item.id], made_at=utc_now())

    monkeypatch.setattr(reclassification, "_predict_item", ask_about)
    monkeypatch.setattr(resources, "predictor", lambda model: object())
    return answers


@pytest.fixture
def four(wardrobe, photos):
    """One that would move, one that would stay, one that a person decided, one of which the other model is unsure."""
    wardrobe.add(photos[0], "moves.jpg", prediction=said("Dress", 0.6))
    wardrobe.add(photos[1], "stays.jpg", prediction=said("Shirt", 0.6))
    wardrobe.add(photos[2], "decided.jpg", prediction=said("Dress", 0.6), drawer="Trouser")
    wardrobe.add(photos[3], "unsure.jpg", prediction=said("Dress", 0.6))
    return wardrobe


def drawers(wardrobe):
    return [summary.drawer for summary in wardrobe.summaries()]


def boxes(page):
    return {box.key: box for box in page.checkbox}


def asked(open_page):
    page = open_page("reclassify")
    page.button(key="ask").click().run()
    assert not page.exception
    return page


def test_an_empty_wardrobe_says_what_to_do(open_page):
    page = open_page("reclassify")
    assert "nothing to ask about yet" in page.subheader[0].value
    assert "Sort" in [link.proto.label for link in page.get("page_link")]


def test_no_model_is_loaded_before_it_is_asked_and_it_is_another_one(four, open_page, monkeypatch):
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))
    page = open_page("reclassify")
    assert page.button(key="ask").label == "Ask it about 4 pieces"
    assert page.selectbox(key="another-model").value != "photo/1"
    assert [button.key for button in page.button] == ["ask"]


def test_what_would_change_is_a_table_and_pictures_and_nothing_is_changed(four, open_page, other, pictures):
    page = asked(open_page)
    assert page.subheader[0].value.endswith("would put 3 of 4 pieces elsewhere")
    table = page.table[0].value
    assert set(table.itertuples(index=False, name=None)) == {
        ("Dress", "Coat", 1, 1),
        ("Trouser", "Bag", 1, 0),
        ("Dress", "Shirt", 1, 0),
    }
    assert {key: box.value for key, box in boxes(page).items()} == {"move-1": True, "move-3": False, "move-4": False}
    captions = [caption.value for caption in page.caption]
    assert "Now Dress, 60% sure" in captions and "Now Trouser, decided by you" in captions
    assert "**Coat, 95% sure**" in [markdown.value for markdown in page.markdown]
    assert len(pictures(page)) == 3 and all(picture.alt for picture in pictures(page))
    assert drawers(four) == ["Dress", "Shirt", "Trouser", "Dress"]


def test_agreeing_moves_what_is_ticked_keeps_every_answer_and_can_be_undone(four, open_page, other):
    before = [four.get(number) for number in four.ids()]
    page = asked(open_page)
    assert page.button(key="agree").label == "Agree: move one piece"
    page.button(key="agree").click().run()
    assert not page.exception and "One piece was moved" in page.success[0].value
    assert drawers(four) == ["Coat", "Shirt", "Trouser", "Dress"]
    assert [len(four.get(number).predictions) for number in range(1, 5)] == [2] * 4
    assert four.ids(Filters(corrected=True, state=None), order="oldest") == [3], "4 stays, but nobody said so"
    assert [button.key for button in page.button] == ["undo", "ask"]
    page.button(key="undo").click().run()
    assert not page.exception
    assert [four.get(number) for number in four.ids()] == before
    assert "3 of 4" in page.subheader[0].value  # the answers hold again: nobody has to wait twice


def test_what_was_changed_in_another_tab_since_stays(four, open_page, other):
    page = asked(open_page)
    four.change([1], drawer="Bag")
    page.button(key="agree").click().run()
    assert not page.exception and "Nothing was moved" in page.success[0].value
    assert drawers(four) == ["Bag", "Shirt", "Trouser", "Dress"]
    assert four.get(1).decided and [len(four.get(number).predictions) for number in range(1, 5)] == [1, 2, 2, 2]


def test_each_change_can_be_unticked_and_one_that_is_left_ticked(four, open_page, other):
    page = asked(open_page)
    boxes(page)["move-1"].uncheck().run()
    assert page.button(key="agree").label == "Agree: move nothing, keep the new answers"
    boxes(page)["move-3"].check().run()
    page.button(key="agree").click().run()
    assert not page.exception
    assert drawers(four) == ["Dress", "Shirt", "Bag", "Dress"]


def test_what_a_person_decided_moves_only_if_that_is_said(four, open_page, other):
    page = asked(open_page)
    assert {toggle.label for toggle in page.toggle} == {
        "Leave what I decided myself: 1",
        f"Leave what {page.selectbox(key='another-model').value} is unsure of: 1",
    }
    page.toggle(key="leave-decided").set_value(False).run()
    assert boxes(page)["move-3"].value and not boxes(page)["move-4"].value
    page.toggle(key="leave-unsure").set_value(False).run()
    page.button(key="agree").click().run()
    assert drawers(four) == ["Coat", "Shirt", "Bag", "Shirt"]


def test_drawers_are_looked_at_and_unticked_one_by_one(four, open_page, other):
    page = asked(open_page)
    page.selectbox(key="shown-drawers").set_value(("Dress", "Coat")).run()
    assert list(boxes(page)) == ["move-1"]
    page.button(key="untick-all").click().run()
    assert not boxes(page)["move-1"].value
    page.selectbox(key="shown-drawers").set_value(("", "")).run()
    page.button(key="tick-all").click().run()
    assert page.button(key="agree").label == "Agree: move 3 pieces"


def test_nothing_would_change(wardrobe, photos, open_page, other):
    wardrobe.add(photos[0], "a.jpg", prediction=said("Coat", 0.6))
    page = asked(open_page)
    assert "Nothing would change" in page.success[0].value
    page.button(key="agree").click().run()
    assert not page.exception
    assert wardrobe.get(1).prediction.model == "cnn/1" and drawers(wardrobe) == ["Coat"]


def test_what_was_asked_before_a_stop_is_shown_and_it_goes_on(four, open_page, other, monkeypatch):
    monkeypatch.setattr(reclassification, "available_cores", lambda: 1)
    monkeypatch.setattr(reclassification, "_PER_CORE", 1)
    real, asked_about = reclassification._predict_item, []

    def fail_at_the_third(wardrobe, item, predictor):
        asked_about.append(item.id)
        if len(asked_about) == 3:
            raise RuntimeError("cut short")
        return real(wardrobe, item, predictor)

    monkeypatch.setattr(reclassification, "_predict_item", fail_at_the_third)
    page = open_page("reclassify")
    page.button(key="ask").click().run()
    assert page.exception
    page.session_state["asking"] = ""  # what the stop button does
    page.run()
    assert not page.exception
    assert page.warning[0].value.startswith("2 pieces have not been asked about")
    assert "one of 2 pieces" in page.subheader[0].value
    page.button(key="go-on").click().run()
    assert not page.exception and asked_about == [1, 2, 3, 3, 4]
    assert "3 of 4" in page.subheader[0].value


def test_many_changes_are_paged_and_ticks_are_kept_from_page_to_page(wardrobe, photos, open_page, other, monkeypatch):
    monkeypatch.setattr(
        reclassification, "_predict_item", lambda *_: replace(said("Coat", 0.9, model="cnn/1"), made_at=utc_now())
    )
    for number in range(30):
        wardrobe.add(photos[0] + bytes(number + 1), f"{number}.jpg", prediction=said("Dress"))
    page = asked(open_page)
    assert len(boxes(page)) == 24
    boxes(page)["move-2"].uncheck().run()
    page.session_state["page-of-changes"] = 2
    page.run()
    assert not page.exception and list(boxes(page)) == [f"move-{number}" for number in range(25, 31)]
    page.session_state["page-of-changes"] = 1
    page.run()
    assert not boxes(page)["move-2"].value and boxes(page)["move-3"].value
    page.button(key="agree").click().run()
    assert wardrobe.counts() == {"Coat": 29, "Dress": 1}


def test_photos_that_are_gone_are_counted_and_stay(four, open_page):
    four.photos.files.rm("photos", recursive=True)
    page = asked(open_page)
    assert "photos of 4 pieces are gone or damaged" in page.warning[0].value
    assert page.button(key="ask").disabled and len(page.table) == 0


def test_an_own_drawer_is_called_in_the_table_what_it_is_called(four, open_page, other):
    four.change([1], drawer="![x](y)")
    assert resources.escaped("![x](y)") in set(asked(open_page).table[0].value.iloc[:, 0])


def test_a_damaged_export_is_a_sentence(four, open_page, monkeypatch):
    def refuse(model):
        raise ExportError("cnn/1 does not match its manifest.")

    monkeypatch.setattr(resources, "predictor", refuse)
    page = asked(open_page)
    assert "does not match its manifest" in page.error[0].value


def test_a_shipped_model_answers(four, open_page):
    page = asked(open_page)
    assert not page.exception
    summaries = four.summaries()
    [job] = page.session_state["jobs"].values()
    assert len(job.predictions(summaries)) == 4
