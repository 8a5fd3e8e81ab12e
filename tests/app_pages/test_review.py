import re

import pytest

from app_pages.parts import drawer_list
from app_pages.parts.display import drawer_label, escaped, file_label
from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import (
    cutout_apply,
    cutout_choice,
    cutout_turn,
    drawer_name,
    group_answer,
    ready_drawer,
    review_action,
)
from data.labels import CLASS_NAMES
from data.messages import Message
from data.photos.garment import CutoutOverride
from wardrobe.store.items import FILED, REVIEW, Filters, StoredPrediction, utc_now
from wardrobe.store.photo_files import photo_path

WAITING = Filters(state=REVIEW)


def predicted(label, confidence, outcome="unsure", second="Shirt", sure_group=None):
    rest = (0.9 - confidence) / 8
    shares = {name: confidence if name == label else 0.1 if name == second else rest for name in CLASS_NAMES}
    return StoredPrediction("photo/1", label, confidence, outcome, shares, utc_now(), sure_group)


@pytest.fixture
def queue(wardrobe, photos):
    """Three photos that wait, the second the least certain, and one that is filed."""
    for number, (label, confidence) in enumerate([("Dress", 0.6), ("Coat", 0.3), ("Dress", 0.7)]):
        wardrobe.add(photos[number], f"{number}.jpg", prediction=predicted(label, confidence))
    wardrobe.add(photos[3], "filed.jpg", prediction=predicted("Bag", 0.99, "sorted"))
    return wardrobe


def buttons(page):
    """The buttons by their keys, without the item's number."""
    return {re.sub(r"^(choice-\d|skip|bin)-\d+$", r"\1", button.key): button for button in page.button if button.key}


def question(name):
    return text("review-question", drawer=drawer_label(name))


def facts(file, share=None):
    """The caption of the item in review."""
    return " · ".join([*([] if share is None else [text("sure", share=share)]), file_label(file)])


def filed(count, name):
    return text("review-filed", count=count, drawer=drawer_label(name))


def test_nothing_to_review_says_so(open_page):
    page = open_page("review")
    assert text("review-empty") in page.subheader[0].value
    assert [link.proto.page for link in page.get("page_link")] == ["", "wardrobe"]


def test_the_least_certain_comes_first_with_the_likeliest_drawers_to_choose(queue, open_page, pictures):
    page = open_page("review")
    assert page.subheader[0].value == question("Coat")
    assert page.caption[1].value == facts("1.jpg", 0.3)
    assert page.caption[0].value == text("review-left", count=3, skipped=0)
    assert buttons(page)["choice-1"].label == text("review-yes", drawer="Coat")
    assert buttons(page)["choice-2"].label == "Shirt"
    assert all(picture.alt for picture in pictures(page)) and pictures(page)
    shortcuts = [button.proto.shortcut for button in buttons(page).values()]
    assert shortcuts == ["1", "2", "3", "4", "s", "x"]


def test_the_confidence_shown_is_the_one_in_the_drawer_in_question(queue, open_page):
    dresses = queue.find(Filters(state=REVIEW, drawers=("Dress",)), order="oldest")
    [coat] = queue.find(Filters(state=REVIEW, drawers=("Coat",)))
    queue.record({coat.id: predicted("Bag", 0.2), dresses[0].id: predicted("Shirt", 0.55, second="Dress")}, move=False)
    page = open_page("review")
    coat_share = queue.get(coat.id).prediction.shares()["Coat"]
    assert page.subheader[0].value == question("Coat") and page.caption[1].value == facts("1.jpg", coat_share)
    page.segmented_control(key="review-mode").set_value("drawer").run()
    assert {box.label for box in page.checkbox} == {f"Dress, {text('sure', share=share)}" for share in (0.7, 0.1)}
    queue.add_drawer("Hats")
    queue.change([coat.id], drawer="Hats")
    page = open_page("review")
    assert page.subheader[0].value == question("Hats") and page.caption[1].value == facts("1.jpg")


def test_yes_confirms_the_predicted_drawer_and_the_next_item_comes(queue, open_page):
    page = open_page("review")
    buttons(page)["choice-1"].click().run()
    assert queue.counts() == {"Bag": 1, "Coat": 1}
    assert not queue.find(Filters(drawers=("Coat",)))[0].corrected
    assert page.subheader[0].value == question("Dress") and page.success[0].value == filed(1, "Coat")
    page.button(key="undo").click().run()
    assert queue.counts() == {"Bag": 1} and page.subheader[0].value == question("Coat")


def test_another_drawer_is_a_correction(queue, open_page):
    queue.add_drawer("Rain wear")
    page = open_page("review")
    buttons(page)["choice-2"].click().run()
    [moved] = queue.find(Filters(decided=True))
    assert moved.drawer == "Shirt" and moved.corrected
    [other] = [box for box in page.selectbox if box.key.startswith("other-")]
    other.set_value("Rain wear").run()
    assert not page.exception
    assert queue.counts() == {"Bag": 1, "Rain wear": 1, "Shirt": 1}


def test_skipped_items_come_again_after_the_others(queue, open_page):
    page = open_page("review")
    shown = []
    for _ in range(4):
        shown.append(page.caption[1].value.split("· ")[1])
        buttons(page)["skip"].click().run()
    assert shown == [file_label(f"{number}.jpg") for number in (1, 0, 2, 1)]
    page.button(key="undo").click().run()
    assert page.caption[1].value.endswith(file_label("1.jpg"))
    assert len(queue.ids(WAITING)) == 3


def test_skipping_the_last_item_can_be_undone(queue, open_page):
    page = open_page("review")
    for _ in range(2):
        buttons(page)["choice-1"].click().run()
    buttons(page)["skip"].click().run()
    page.button(key="undo").click().run()
    assert not page.exception
    assert page.caption[0].value == text("review-left", count=1, skipped=0)


def test_actions_are_undone_one_after_another(queue, open_page):
    page = open_page("review")
    before = queue.find(Filters(state=None), order="oldest")
    for key in ("choice-1", "choice-2", "bin", "bin"):
        buttons(page)[key].click().run()
    assert queue.ids(WAITING) == []
    for left in (1, 2, 3):
        page.button(key="undo").click().run()
        assert len(queue.ids(WAITING)) == left and page.success[0].value.startswith(
            text("undone", what="|").partition("|")[0]
        )
    assert queue.find(Filters(state=None), order="oldest") == before
    assert "undo" not in buttons(page)


def test_a_late_second_click_does_not_act_on_the_next_item(queue, open_page):
    page = open_page("review")
    of_the_first = {button.key for button in page.button}
    buttons(page)["choice-1"].click().run()
    assert len(of_the_first) == 6 and not of_the_first & {button.key for button in page.button}


def test_one_key_hit_by_accident_moves_nothing_to_the_bin(queue, open_page):
    page = open_page("review")
    bin_button = buttons(page)["bin"]
    assert bin_button.label == text("review-bin")
    bin_button.click().run()
    assert len(queue.ids(WAITING)) == 3 and not page.success
    assert buttons(page)["bin"].label == text("review-bin-again")
    buttons(page)["skip"].click().run()
    page.button(key="undo").click().run()
    assert buttons(page)["bin"].label == text("review-bin"), "any other action takes the question back"


def test_into_the_bin_and_back(queue, open_page):
    page = open_page("review")
    buttons(page)["bin"].click().run()
    buttons(page)["bin"].click().run()
    assert len(queue.ids(WAITING)) == 2 and len(queue.ids(Filters(deleted=True))) == 1
    page.button(key="undo").click().run()
    assert len(queue.ids(WAITING)) == 3


def test_a_whole_drawer_is_confirmed_except_for_unticked_items(queue, open_page):
    page = open_page("review")
    page.segmented_control(key="review-mode").set_value("drawer").run()
    assert not page.exception
    assert [box.label for box in page.checkbox] == [f"Dress, {text('sure', share=share)}" for share in (0.7, 0.6)]
    page.checkbox[1].uncheck().run()
    assert page.button(key="confirm").label == text("review-confirm", count=1, drawer="Dress")
    page.button(key="confirm").click().run()
    assert queue.counts() == {"Bag": 1, "Dress": 1} and len(queue.ids(WAITING)) == 2
    page.button(key="undo").click().run()
    assert len(queue.ids(WAITING)) == 3


def unfold(page, what):
    """Opens an expander, whose contents are drawn only then."""
    page.session_state[what] = True
    return page.run()


def test_the_confidence_chart_is_drawn_only_when_opened(queue, open_page):
    page = open_page("review")
    assert not page.get("vega_lite_chart")
    assert unfold(page, "confidence").get("vega_lite_chart")
    buttons(page)["skip"].click().run()
    assert page.get("vega_lite_chart"), "it stays open for the next item"


def test_a_cut_out_can_be_switched_off_or_drawn_and_is_predicted_again(queue, open_page):
    page = unfold(open_page("review"), "cutout")
    item = queue.find(WAITING, order="unsure")[0]
    page.segmented_control(key=cutout_choice(f"{item.id}-1")).set_value("off").run()
    assert not page.exception
    page.button(key=cutout_apply(item.id)).click().run()
    after = queue.get(item.id)
    assert after.override == CutoutOverride(off=True) and len(after.predictions) == 2 and after.state == REVIEW
    assert after.drawer == after.predictions[0].label
    page.button(key="undo").click().run()
    assert queue.get(item.id) == item
    assert page.segmented_control(key=cutout_choice(f"{item.id}-1")).value == "automatic"
    page.segmented_control(key=cutout_choice(f"{item.id}-1")).set_value("rectangle").run()
    assert cutout_apply(item.id) not in [button.key for button in page.button], "nothing is drawn yet"
    draw(page, item, (0.2, 0.1, 0.8, 0.9))
    page.button(key=cutout_apply(item.id)).click().run()
    assert queue.get(item.id).override == CutoutOverride(rectangle=(0.2, 0.1, 0.8, 0.9))


def test_a_photo_on_its_side_is_turned_and_predicted_again(queue, open_page):
    page = unfold(open_page("review"), "cutout")
    item = queue.find(WAITING, order="unsure")[0]
    page.button(key=cutout_turn("left", f"{item.id}-1")).click().run()
    page.button(key=cutout_apply(item.id)).click().run()
    assert not page.exception
    after = queue.get(item.id)
    assert after.override == CutoutOverride(turns=3) and len(after.predictions) == 2
    page.button(key="undo").click().run()
    assert queue.get(item.id) == item
    apply = cutout_apply(item.id)
    assert apply not in [button.key for button in page.button], "the editor starts anew from the saved photo"
    for _ in range(4):
        page.button(key=cutout_turn("right", f"{item.id}-1")).click().run()
    assert apply not in [button.key for button in page.button], "four quarter turns are none"


def draw(page, item, rectangle):
    """What the component does after a rectangle was drawn."""
    page.session_state["app"].cutout_drafts[f"{item.id}-1"] = CutoutOverride(rectangle=rectangle)
    page.run()


def test_a_rectangle_turns_with_the_photo(queue, open_page):
    page = unfold(open_page("review"), "cutout")
    item = queue.find(WAITING, order="unsure")[0]
    page.segmented_control(key=cutout_choice(f"{item.id}-1")).set_value("rectangle").run()
    draw(page, item, (0.0, 0.1, 0.6, 0.9))
    page.button(key=cutout_turn("right", f"{item.id}-1")).click().run()
    page.button(key=cutout_apply(item.id)).click().run()
    assert not page.exception
    override = queue.get(item.id).override
    assert override.turns == 1 and override.rectangle == pytest.approx((0.1, 0.0, 0.9, 0.6))


def test_a_damaged_photo_is_an_error_in_the_editor(queue, open_page, monkeypatch):
    page = unfold(open_page("review"), "cutout")
    item = queue.find(WAITING, order="unsure")[0]
    queue.photos.files.pipe_file(photo_path(item.photo), queue.photos.read(item)[:2000])
    page.button(key=cutout_turn("right", f"{item.id}-1")).click().run()
    assert not page.exception and any(file_label(item.file_name) in error.value for error in page.error)


def test_an_item_whose_photo_is_lost_can_still_be_filed(queue, open_page):
    queue.photos.files.rm("photos", recursive=True)
    page = open_page("review")
    assert page.error[0].value == escaped(str(Message("store-photo-gone", file="1.jpg")))
    buttons(page)["choice-1"].click().run()
    assert queue.counts()["Coat"] == 1


def test_photos_of_none_of_the_classes_have_a_question_of_their_own(wardrobe, photos, open_page):
    shares = dict.fromkeys(CLASS_NAMES, 0.1)
    refused = StoredPrediction("photo/1", "Bag", 0.02, "not_clothing", shares, utc_now())
    item = wardrobe.add(photos[0], "hat.jpg", prediction=refused)
    page = open_page("review")
    assert page.subheader[0].value == text("review-nothing")
    page.button(key=ready_drawer("Hat", review_action("other", item.id))).click().run()
    assert not page.exception and wardrobe.counts() == {"Hat": 1} and wardrobe.own_drawers() == ["Hat"]
    assert page.success[0].value == filed(1, "Hat")


def test_where_only_the_group_is_sure_one_question_is_asked(wardrobe, photos, open_page):
    wardrobe.add_drawer("Loafers")
    asked = predicted("Sneaker", 0.5, second="Sandal", sure_group="shoes")
    item = wardrobe.add(photos[0], "x.jpg", prediction=asked)
    page = open_page("review")
    named = {"group": text("group-shoes"), "first": drawer_label("Sneaker"), "second": drawer_label("Sandal")}
    assert page.subheader[0].value == text("which-of-group", **named)
    answers = [page.button(key=group_answer(number, str(item.id))) for number in (1, 2, 3, 4)]
    assert [button.label for button in answers] == ["Sneaker", "Sandal", "Ankle boot", "Loafers"]
    assert [button.proto.shortcut for button in answers] == ["1", "2", "3", "4"]
    shares = asked.shares()
    sure = sum(shares[name] for name in ("Sneaker", "Sandal", "Ankle boot"))
    assert page.caption[1].value == facts("x.jpg", sure)
    [other] = [box for box in page.selectbox if box.key.startswith("other-")]
    assert other.placeholder == text("something-else") and "Dress" in other.options
    answers[1].click().run()
    assert not page.exception and wardrobe.counts() == {"Sandal": 1} and wardrobe.get(item.id).decided
    page.button(key="undo").click().run()
    assert wardrobe.open_counts() == {"shoes": 1} and page.subheader[0].value == text("which-of-group", **named)


def test_a_group_with_one_class_asks_the_usual_question(wardrobe, photos, open_page):
    wardrobe.add(photos[0], "x.jpg", prediction=predicted("Dress", 0.5, sure_group="dress"))
    assert open_page("review").subheader[0].value == question("Dress")


def test_the_likelier_answer_is_the_default_though_the_model_refuses_the_photo(wardrobe, photos, open_page):
    refused = predicted("Bag", 0.62, "not_clothing")
    assert refused.shares()["Bag"] > refused.shares().get("", 0)
    item = wardrobe.add(photos[0], "x.jpg", prediction=refused)
    page = open_page("review")
    assert page.subheader[0].value == question("Bag") and page.caption[1].value == facts("x.jpg", 0.62)
    assert buttons(page)["choice-1"].label == text("review-yes", drawer="Bag")
    assert text("review-no") in [caption.value for caption in page.caption]
    page.button(key=ready_drawer("Accessories", review_action("other", item.id))).click().run()
    assert wardrobe.counts() == {"Accessories": 1}


def test_figures_of_none_of_the_classes_stand_beside_those_of_the_nearest(wardrobe, photos, open_page):
    shares = {name: 0.91 if name == "Bag" else 0.01 for name in CLASS_NAMES}
    refused = StoredPrediction("photo/1", "Bag", 0.24, "not_clothing", shares, utc_now())
    wardrobe.add(photos[0], "x.jpg", prediction=refused)
    named = text("none-or", none=1 - 0.24 / 0.91, drawer="Bag", share=0.24)
    assert open_page("review").caption[1].value == f"{named} · {file_label('x.jpg')}"


def test_a_new_drawer_is_made_from_the_list_of_drawers(queue, open_page):
    page = open_page("review")
    [other] = [box for box in page.selectbox if box.key.startswith("other-")]
    other.set_value(drawer_list.NEW).run()
    assert not page.success
    page.text_input(key=drawer_name(other.key)).set_value("Rain wear")
    page.button(key=f"{drawer_name(other.key)}-make").click().run()
    assert not page.exception and queue.counts() == {"Bag": 1, "Rain wear": 1}
    assert queue.own_drawers() == ["Rain wear"] and page.success[0].value == filed(1, "Rain wear")


@pytest.mark.usefixtures("no_model")
def test_no_model_is_loaded_to_show_the_queue(queue, open_page):
    open_page("review")
    assert queue.counts(Filters(state=FILED)) == {"Bag": 1}


def test_a_user_s_drawer_is_shown_under_its_exact_name(queue, open_page):
    queue.add_drawer("*old* :smile:")
    page = open_page("review")
    page.selectbox[0].set_value("*old* :smile:").run()
    assert page.success[0].value == filed(1, "*old* :smile:") and "\\*old\\*" in page.success[0].value
    assert queue.counts()["*old* :smile:"] == 1


def test_a_confirmed_item_says_that_the_user_decided(queue, open_page, markdown):
    page = open_page("review")
    number = min(int(key.rpartition("-")[2]) for key in [button.key for button in page.button] if "choice-1" in key)
    buttons(page)["choice-1"].click().run()
    assert not queue.get(number).corrected
    said = f":material/person_check: {text('said-so')}"
    assert said in markdown(open_page("item", id=str(number)))
    assert queue.ids(Filters(decided=True)) == [number]
    page.button(key="undo").click().run()
    assert said not in markdown(open_page("item", id=str(number)))


def test_a_whole_drawer_leaves_out_what_the_model_takes_for_none_of_the_classes(wardrobe, photos, open_page):
    for number, (label, outcome) in enumerate([("Bag", "unsure"), ("Bag", "not_clothing")]):
        shares = {name: 0.4 if name == label else 0.02 for name in CLASS_NAMES}
        prediction = StoredPrediction("photo/1", label, 0.4, outcome, shares, utc_now())
        wardrobe.add(photos[number], f"{number}.jpg", prediction=prediction, state=REVIEW)
    page = open_page("review")
    page.segmented_control(key="review-mode").set_value("drawer").run()
    assert not page.exception and len(page.checkbox) == 2
    assert sum(box.value for box in page.checkbox) == 1
    assert page.button(key="confirm").label == text("review-confirm", count=1, drawer="Bag")
