"""Drawers that the user chooses on the Sort page, before anything is saved."""

from dataclasses import replace

import numpy as np

from app_pages.parts import drawer_list, resources
from app_pages.parts.display import drawer_label, file_label
from app_pages.parts.i18n import ACCESSORIES, drawer, text
from app_pages.parts.widget_keys import (
    MODEL,
    OWN_DRAWER,
    SHOWN_OUTCOME,
    decision,
    drawer_name,
    group_answer,
    ready_drawer,
)
from data.labels import CLASS_NAMES, FURTHER_KINDS, group_of
from model.calibration import Thresholds
from tests.app_pages.fake_model import write_export
from tests.app_pages.sort.actions import EVERYTHING, decision_list, name_drawer, save_label, sort_state, upload
from wardrobe.store.items import Filters


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
