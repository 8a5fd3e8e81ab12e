import re

import pytest

from app_pages.parts import resources
from data.labels import CLASS_NAMES
from data.photos.garment import CutoutOverride
from wardrobe.store.items import FILED, REVIEW, Filters, StoredPrediction, utc_now
from wardrobe.store.photo_files import photo_path

WAITING = Filters(state=REVIEW)


def said(label, confidence, outcome="unsure", second="Shirt"):
    rest = (0.9 - confidence) / 8
    shares = {name: confidence if name == label else 0.1 if name == second else rest for name in CLASS_NAMES}
    return StoredPrediction("photo/1", label, confidence, outcome, shares, utc_now())


@pytest.fixture
def queue(wardrobe, photos):
    """Three photos that wait, the second the least certain, and one that is filed."""
    for number, (label, confidence) in enumerate([("Dress", 0.6), ("Coat", 0.3), ("Dress", 0.7)]):
        wardrobe.add(photos[number], f"{number}.jpg", prediction=said(label, confidence))
    wardrobe.add(photos[3], "filed.jpg", prediction=said("Bag", 0.99, "sorted"))
    return wardrobe


def buttons(page):
    """The buttons by their keys, those of the piece in question without its number."""
    return {re.sub(r"^(choice-\d|skip|bin)-\d+$", r"\1", button.key): button for button in page.button if button.key}


def test_nothing_to_review_says_so(open_page):
    page = open_page("review")
    assert "Nothing to review" in page.subheader[0].value
    assert [link.proto.label for link in page.get("page_link")] == ["Sort", "Wardrobe"]


def test_the_least_certain_comes_first_with_the_likeliest_drawers_to_choose(queue, open_page, pictures):
    page = open_page("review")
    assert page.subheader[0].value == "Coat?"
    assert "30% sure · 1" in page.caption[1].value and page.caption[0].value.startswith("3 pieces")
    assert buttons(page)["choice-1"].label == "Yes: Coat" and buttons(page)["choice-2"].label == "Shirt"
    assert all(picture.alt for picture in pictures(page)) and pictures(page)
    shortcuts = [button.proto.shortcut for button in buttons(page).values()]
    assert shortcuts == ["1", "2", "3", "4", "s", "x"]


def test_how_sure_a_model_is_that_was_asked_since_is_told_of_the_drawer_in_question(queue, open_page):
    dresses = queue.find(Filters(state=REVIEW, drawers=("Dress",)), order="oldest")
    [coat] = queue.find(Filters(state=REVIEW, drawers=("Coat",)))
    queue.record({coat.id: said("Bag", 0.2), dresses[0].id: said("Shirt", 0.55, second="Dress")}, move=False)
    page = open_page("review")
    assert page.subheader[0].value == "Coat?" and page.caption[1].value.startswith("9% sure · 1")
    page.segmented_control(key="way").set_value("drawer").run()
    assert {box.label for box in page.checkbox} == {"Dress, 70% sure", "Dress, 10% sure"}
    queue.add_drawer("Hats")
    queue.change([coat.id], drawer="Hats")
    page = open_page("review")
    assert page.subheader[0].value == "Hats?" and page.caption[1].value == "1\\.jpg"


def test_yes_files_it_where_the_model_said_and_the_next_one_comes(queue, open_page):
    page = open_page("review")
    buttons(page)["choice-1"].click().run()
    assert queue.counts() == {"Bag": 1, "Coat": 1}
    assert not queue.find(Filters(drawers=("Coat",)))[0].corrected
    assert page.subheader[0].value == "Dress?" and "One piece is in Coat" in page.success[0].value
    page.button(key="undo").click().run()
    assert queue.counts() == {"Bag": 1} and page.subheader[0].value == "Coat?"


def test_another_drawer_is_a_correction(queue, open_page):
    queue.add_drawer("Rain wear")
    page = open_page("review")
    buttons(page)["choice-2"].click().run()
    assert queue.find(Filters(corrected=True))[0].drawer == "Shirt"
    [other] = [box for box in page.selectbox if box.key.startswith("other-")]
    other.set_value("Rain wear").run()
    assert not page.exception
    assert queue.counts() == {"Bag": 1, "Rain wear": 1, "Shirt": 1}


def test_what_is_skipped_comes_again_after_the_rest(queue, open_page):
    page = open_page("review")
    asked = []
    for _ in range(4):
        asked.append(page.caption[1].value.split("· ")[1])
        buttons(page)["skip"].click().run()
    assert asked == ["1\\.jpg", "0\\.jpg", "2\\.jpg", "1\\.jpg"]
    page.button(key="undo").click().run()
    assert page.caption[1].value.endswith("1\\.jpg")
    assert len(queue.ids(WAITING)) == 3


def test_the_last_one_is_skipped_and_that_is_undone(queue, open_page):
    page = open_page("review")
    for _ in range(2):
        buttons(page)["choice-1"].click().run()
    buttons(page)["skip"].click().run()
    page.button(key="undo").click().run()
    assert not page.exception
    assert page.caption[0].value == "One piece to look at."


def test_steps_are_taken_back_one_after_another(queue, open_page):
    page = open_page("review")
    before = queue.find(Filters(state=None), order="oldest")
    for key in ("choice-1", "choice-2", "bin"):
        buttons(page)[key].click().run()
    assert queue.ids(WAITING) == []
    for left in (1, 2, 3):
        page.button(key="undo").click().run()
        assert len(queue.ids(WAITING)) == left and page.success[0].value.startswith("Undone: ")
    assert queue.find(Filters(state=None), order="oldest") == before
    assert "undo" not in buttons(page)


def test_a_second_click_that_comes_late_is_none_on_the_next_piece(queue, open_page):
    page = open_page("review")
    of_the_first = {button.key for button in page.button}
    buttons(page)["bin"].click().run()
    assert len(of_the_first) == 6 and not of_the_first & {button.key for button in page.button}


def test_into_the_bin_and_back(queue, open_page):
    page = open_page("review")
    buttons(page)["bin"].click().run()
    assert len(queue.ids(WAITING)) == 2 and len(queue.ids(Filters(deleted=True))) == 1
    page.button(key="undo").click().run()
    assert len(queue.ids(WAITING)) == 3


def test_a_whole_drawer_is_confirmed_at_once_but_for_what_is_unticked(queue, open_page):
    page = open_page("review")
    page.segmented_control(key="way").set_value("drawer").run()
    assert not page.exception
    assert [box.label for box in page.checkbox] == ["Dress, 70% sure", "Dress, 60% sure"]
    page.checkbox[1].uncheck().run()
    assert page.button(key="confirm").label == "Confirm one as Dress"
    page.button(key="confirm").click().run()
    assert queue.counts() == {"Bag": 1, "Dress": 1} and len(queue.ids(WAITING)) == 2
    page.button(key="undo").click().run()
    assert len(queue.ids(WAITING)) == 3


def unfold(page, what):
    """Opens what isn't drawn before that."""
    page.session_state[what] = True
    return page.run()


def test_every_confidence_is_drawn_once_somebody_wants_to_see_it(queue, open_page):
    page = open_page("review")
    assert not page.get("vega_lite_chart")
    assert unfold(page, "confidence").get("vega_lite_chart")
    buttons(page)["skip"].click().run()
    assert page.get("vega_lite_chart"), "it stays open for the next piece"


def test_a_cut_out_can_be_switched_off_or_drawn_and_the_model_is_asked_again(queue, open_page):
    page = unfold(open_page("review"), "nudge")
    item = queue.find(WAITING, order="unsure")[0]
    page.segmented_control(key=f"nudge-{item.id}-1").set_value("off").run()
    assert not page.exception
    page.button(key=f"nudge-keep-{item.id}").click().run()
    after = queue.get(item.id)
    assert after.override == CutoutOverride(off=True) and len(after.predictions) == 2 and after.state == REVIEW
    assert after.drawer == after.predictions[0].label
    page.button(key="undo").click().run()
    assert queue.get(item.id) == item
    assert page.segmented_control(key=f"nudge-{item.id}-1").value == "automatic"
    page.segmented_control(key=f"nudge-{item.id}-1").set_value("rectangle").run()
    page.slider(key=f"across-{item.id}-1-0").set_value((20, 80)).run()
    page.button(key=f"nudge-keep-{item.id}").click().run()
    assert queue.get(item.id).override == CutoutOverride(rectangle=(0.2, 0.1, 0.8, 0.9))


def test_a_photo_on_its_side_is_turned_and_asked_about_again(queue, open_page):
    page = unfold(open_page("review"), "nudge")
    item = queue.find(WAITING, order="unsure")[0]
    page.button(key=f"turn-left-{item.id}-1").click().run()
    page.button(key=f"nudge-keep-{item.id}").click().run()
    assert not page.exception
    after = queue.get(item.id)
    assert after.override == CutoutOverride(turns=3) and len(after.predictions) == 2
    page.button(key="undo").click().run()
    assert queue.get(item.id) == item
    keep = f"nudge-keep-{item.id}"
    assert keep not in [button.key for button in page.button], "it begins anew from how the photo lies"
    for _ in range(4):
        page.button(key=f"turn-right-{item.id}-1").click().run()
    assert keep not in [button.key for button in page.button], "four quarters are none"


def test_a_rectangle_holds_the_same_when_the_photo_is_turned(queue, open_page):
    page = unfold(open_page("review"), "nudge")
    item = queue.find(WAITING, order="unsure")[0]
    page.segmented_control(key=f"nudge-{item.id}-1").set_value("rectangle").run()
    page.slider(key=f"across-{item.id}-1-0").set_value((0, 60)).run()
    page.button(key=f"turn-right-{item.id}-1").click().run()
    assert page.slider(key=f"across-{item.id}-1-1").value == (10, 90)
    assert page.slider(key=f"down-{item.id}-1-1").value == (0, 60)
    page.button(key=f"turn-left-{item.id}-1").click().run()
    assert page.slider(key=f"across-{item.id}-1-0").value == (0, 60)


def test_what_cannot_be_looked_at_again_is_a_sentence(queue, open_page, monkeypatch):
    page = unfold(open_page("review"), "nudge")
    item = queue.find(WAITING, order="unsure")[0]
    queue.photos.files.pipe_file(photo_path(item.photo), queue.photos.read(item)[:2000])
    page.button(key=f"turn-right-{item.id}-1").click().run()
    assert not page.exception and any("cannot be read" in error.value for error in page.error)


def test_a_rectangle_of_nothing_is_a_sentence(queue, open_page):
    page = unfold(open_page("review"), "nudge")
    item = queue.find(WAITING, order="unsure")[0]
    page.segmented_control(key=f"nudge-{item.id}-1").set_value("rectangle").run()
    page.slider(key=f"across-{item.id}-1-0").set_value((50, 50)).run()
    assert not page.exception and "no width" in page.warning[0].value


def test_a_photo_that_is_gone_is_a_sentence_and_can_still_be_filed(queue, open_page):
    queue.photos.files.rm("photos", recursive=True)
    page = open_page("review")
    assert "is gone" in page.error[0].value
    buttons(page)["choice-1"].click().run()
    assert queue.counts()["Coat"] == 1


def test_photos_of_none_of_the_ten_are_asked_about_as_such(wardrobe, photos, open_page):
    wardrobe.add(photos[0], "hat.jpg", prediction=said("Bag", 0.2, "not_clothing"))
    page = open_page("review")
    assert page.subheader[0].value == "Is this one of the ten at all?"


def test_no_model_is_loaded_to_look_at_the_queue(queue, open_page, monkeypatch):
    monkeypatch.setattr(resources, "predictor", lambda model: pytest.fail("a model was loaded"))
    open_page("review")
    assert queue.counts(Filters(state=FILED)) == {"Bag": 1}


def test_an_own_drawer_is_shown_as_it_is_called(queue, open_page):
    queue.add_drawer("*old* :smile:")
    page = open_page("review")
    page.selectbox[0].set_value("*old* :smile:").run()
    assert "\\*old\\* \\:smile\\:" in page.success[0].value
    assert queue.counts()["*old* :smile:"] == 1
