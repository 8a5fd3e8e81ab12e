from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

import pytest
import streamlit as st

from app_pages.parts import drawer_list
from app_pages.parts.display import escaped, file_label
from app_pages.parts.i18n import drawer, text
from app_pages.parts.widget_keys import (
    cutout_apply,
    cutout_choice,
    drawer_name,
    merged_item,
    photo_action,
    photo_kind,
)
from app_pages.parts.widget_keys import item_photos as item_photos_key
from data.labels import CLASS_NAMES
from data.messages import Message
from data.photos.colours import PALETTE
from model.photo_result import PhotoResult
from model.predictor import Predictor
from wardrobe.store.items import FILED, REVIEW, Filters, StoredPrediction
from wardrobe.store.photo_files import photo_path


def predicted(label, confidence=0.8, model="cnn/1", day=1):
    rest = (1 - confidence) / 9
    probabilities = {name: confidence if name == label else rest for name in CLASS_NAMES}
    return StoredPrediction(model, label, confidence, "sorted", probabilities, datetime(2026, 3, day, 9, 5))


@pytest.fixture
def item(wardrobe, photos):
    added = wardrobe.add(photos[0], "my *best* dress.jpg", prediction=predicted("Dress", 0.9))
    wardrobe.change([added.id], add_tags=["party"], seasons=["summer"], notes="from Lisbon")
    return wardrobe.get(added.id)


@pytest.fixture
def open_at(open_page):
    """Opens the page at an address."""
    return partial(open_page, "item")


def links(page, to):
    return [link for link in page.get("page_link") if link.proto.page.endswith(to)]


def test_all_about_an_item_is_on_its_page(open_at, item, wardrobe, pictures, markdown):
    wardrobe.record({item.id: predicted("Shirt", 0.6, model="photo/2", day=4)}, move=False)
    page = open_at(id=str(item.id))
    assert page.title[0].value == "Dress"
    assert [picture.alt for picture in pictures(page)] == [
        text("alt-photo", file="my *best* dress.jpg"),
        text("alt-cut-out", file="my *best* dress.jpg"),
    ]
    assert page.selectbox(key=f"drawer-{item.id}").value == "Dress"
    assert page.multiselect(key=f"tags-{item.id}").value == ["party"]
    assert page.get_by_key(f"seasons-{item.id}").value == ["summer"]
    assert page.text_area(key=f"notes-{item.id}").value == "from Lisbon"
    written = markdown(page)
    assert text("sure", share=predicted("Shirt", 0.6).shares()["Dress"]) in written, "the confidence in the drawer"
    colour = item.colours[0]
    shown = f"{colour.name} {colour.share:.0%} {colour.hex}".replace(" ", "&nbsp;")
    assert any(shown in one and f'background="{colour.hex}"' in one for one in written)
    history = [
        text(
            "item-prediction",
            drawer=label,
            sure=text("sure", share=share),
            model=model,
            when=datetime(2026, 3, day, 9, 5),
        )
        for label, share, model, day in (("Shirt", 0.6, "photo/2", 4), ("Dress", 0.9, "cnn/1", 1))
    ]
    assert [one for one in written if one in history] == history
    [chart] = page.get("vega_lite_chart")
    assert "Shirt 60%" in chart.proto.alt and "Bag 4%" in chart.proto.alt
    assert any(file_label(item.file_name) in caption.value for caption in page.caption)


@pytest.mark.parametrize("number", ["", "7", "-1", "x", "²", "1.5", "9" * 40, "1; DROP TABLE items"])
def test_an_address_without_an_item_is_a_message_and_a_way_back(open_at, wardrobe, number):
    page = open_at(id=number)
    assert page.title[0].value == text("item-unknown") and page.info[0].value == text("item-unknown-why")
    assert links(page, "wardrobe")


@pytest.mark.parametrize(
    ("name", "value", "saved"),
    [
        ("drawer", "Coat", "Coat"),
        ("tags", ["party", "two words"], ("party", "two words")),
        ("tags", [], ()),
        ("seasons", ["winter", "autumn"], ("autumn", "winter")),
        ("name", " Best ", "Best"),
        ("price", 79.5, 79.5),
        ("archived", "given", "given"),
        # As the name, in other fields.
        pytest.param("notes", "torn", "torn", marks=pytest.mark.slow),
        pytest.param("brand", "Ørsted", "Ørsted", marks=pytest.mark.slow),
        pytest.param("size", "38", "38", marks=pytest.mark.slow),
        pytest.param("source", "a shop", "a shop", marks=pytest.mark.slow),
    ],
)
def test_a_change_is_saved_at_once_and_can_be_undone(open_at, item, wardrobe, name, value, saved):
    page = open_at(id=str(item.id))
    page.get_by_key(f"{name}-{item.id}").set_value(value).run()
    assert not page.exception and page.success
    assert getattr(wardrobe.get(item.id), name) == saved
    assert wardrobe.get(item.id).corrected == (name == "drawer")
    page.button(key="undo").click().run()
    assert wardrobe.get(item.id) == item
    before = getattr(item, name)
    assert page.get_by_key(f"{name}-{item.id}").value == (list(before) if isinstance(before, tuple) else before)


def test_a_new_drawer_is_made_from_the_list_of_drawers(open_at, item, wardrobe):
    page = open_at(id=str(item.id))
    key = f"drawer-{item.id}"
    page.selectbox(key=key).set_value(drawer_list.NEW).run()
    assert wardrobe.get(item.id) == item, "nothing moves before the drawer has a name"
    page.text_input(key=drawer_name(key)).set_value("Gowns")
    page.button(key=f"{drawer_name(key)}-make").click().run()
    assert not page.exception and page.title[0].value == page.selectbox(key=key).value == "Gowns"
    assert wardrobe.get(item.id).drawer == "Gowns"
    page.button(key="undo").click().run()
    assert wardrobe.get(item.id) == item and page.selectbox(key=key).value == "Dress"


def test_an_item_is_called_by_its_name_and_worn_today(open_at, item, wardrobe, markdown):
    wardrobe.change([item.id], name="The *red* one", price=90.0)
    page = open_at(id=str(item.id))
    assert page.title[0].value == "The \\*red\\* one" and text("worn-never") in markdown(page)
    assert text("price-per-wear", price=90.0) in markdown(page)
    page.button(key="worn-today").click().run()
    assert not page.exception and page.success[0].value == text("worn-noted", count=1)
    [day] = wardrobe.get(item.id).worn
    assert text("worn-times", count=1, day=datetime.combine(day, time())) in markdown(page)
    assert page.button(key="worn-today").disabled
    wardrobe.wear([item.id], date(2020, 1, 1))
    assert text("price-per-wear", price=45.0) in markdown(page.run())
    page.button(key="undo").click().run()
    assert wardrobe.get(item.id).worn == (date(2020, 1, 1),) and not page.button(key="worn-today").disabled


def test_an_item_that_is_gone_says_so_and_comes_back(open_at, item, wardrobe):
    wardrobe.change([item.id], archived="lost")
    page = open_at(id=str(item.id))
    assert page.info[0].value == text("item-is-archived", why=text("archived-lost"))
    page.get_by_key(f"archived-{item.id}").set_value(None).run()
    assert not page.exception and wardrobe.ids() == [item.id] and not page.info


def test_an_undo_keeps_what_another_tab_changed_and_says_so(open_at, item, wardrobe):
    page = open_at(id=str(item.id))
    page.text_area(key=f"notes-{item.id}").set_value("torn").run()
    wardrobe.change([item.id], notes="mended", tags=["work"])
    page.button(key="undo").click().run()
    assert not page.exception
    undone = text("undone", what=text("item-notes-saved"))
    assert page.warning[0].value == f"{undone} {escaped(str(Message('store-changed-since', count=1)))}"
    assert wardrobe.get(item.id).notes == "mended" and wardrobe.get(item.id).tags == ("work",)


def test_choosing_a_drawer_ends_the_review(open_at, wardrobe, photos):
    item = wardrobe.add(photos[0], "x.jpg", prediction=predicted("Dress", 0.4), state=REVIEW)
    page = open_at(id=str(item.id))
    assert links(page, "review")
    page.selectbox(key=f"drawer-{item.id}").set_value("Bag").run()
    assert wardrobe.get(item.id).state == FILED and not links(page, "review")


def test_an_item_goes_to_the_bin_and_back(open_at, item, wardrobe):
    page = open_at(id=str(item.id))
    page.button(key="delete").click().run()
    assert wardrobe.ids(Filters(deleted=True)) == [item.id] and page.warning[0].value == text("item-in-bin")
    page.button(key="undo").click().run()
    assert wardrobe.ids() == [item.id] and not page.warning
    page.button(key="delete").click().run()
    page.button(key="restore").click().run()
    assert wardrobe.ids() == [item.id] and not page.warning


def test_an_item_in_the_bin_shows_its_drawer_though_that_was_removed(open_at, wardrobe, photos):
    wardrobe.add_drawer("Hats")
    item = wardrobe.add(photos[0], "hat.jpg", drawer="Hats")
    wardrobe.delete([item.id])
    wardrobe.remove_drawer("Hats")
    page = open_at(id=str(item.id))
    assert page.title[0].value == page.selectbox(key=f"drawer-{item.id}").value == "Hats"


def test_previous_and_next_follow_the_search(open_at, wardrobe, photos):
    dresses = [wardrobe.add(photo, f"{number}.jpg", drawer="Dress").id for number, photo in enumerate(photos[:3])]
    other = wardrobe.add(photos[3], "coat.jpg", drawer="Coat").id
    page = open_at(id=str(dresses[1]), drawer="Dress", order="oldest")
    assert text("item-position", position=2, count=3) in [caption.value for caption in page.caption]
    page.button(key="next").click().run()
    assert page.query_params["id"] in (str(dresses[2]), [str(dresses[2])])
    assert page.button(key="next").disabled and not page.button(key="previous").disabled
    page.button(key="previous").click().run()
    page.button(key="previous").click().run()
    assert page.query_params["id"] in (str(dresses[0]), [str(dresses[0])])
    assert page.button(key="previous").disabled
    assert "drawer=Dress" in links(page, "wardrobe")[0].proto.query_string
    assert not [button for button in open_at(id=str(other), drawer="Dress").button if button.key == "next"]


def test_a_lost_photo_leaves_the_rest_of_the_page(open_at, item, wardrobe, pictures):
    wardrobe.photos.files.rm_file(photo_path(item.photo))
    page = open_at(id=str(item.id))
    assert page.error[0].value == escaped(str(Message("store-photo-gone", file=item.file_name)))
    assert [picture.alt for picture in pictures(page)] == [text("alt-no-photo", file=item.file_name)]
    assert page.multiselect(key=f"tags-{item.id}").value == ["party"]
    assert not page.get("download_button")


def test_the_stored_photo_can_be_downloaded(open_at, item, wardrobe, monkeypatch):
    offered = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, name, *_, **__: offered.update({name: data}))
    open_at(id=str(item.id))
    assert offered == {"my *best* dress.jpg": wardrobe.photos.read(item)}


def test_similar_items_are_linked(open_at, item, wardrobe, photos):
    twin = wardrobe.add(photos[0] + b"0", "again.jpg", drawer="Coat", state=REVIEW)
    wardrobe.add(photos[3], "other.jpg", drawer="Bag")
    page = open_at(id=str(item.id))
    assert page.subheader[0].value == text("item-similar")
    [link] = links(page, "item")
    assert f"id={twin.id}" in link.proto.query_string and "Coat" in link.proto.label


def test_an_item_without_a_prediction_says_so(open_at, wardrobe, photos):
    item = wardrobe.add(photos[0], "hat.jpg", drawer="Ha*ts")
    page = open_at(id=str(item.id))
    assert page.title[0].value == "Ha\\*ts" and not page.get("vega_lite_chart")
    assert text("item-no-prediction") in [caption.value for caption in page.caption]


def test_a_new_cut_out_leaves_an_item_in_the_drawer_that_the_user_chose(open_at, item, wardrobe):
    wardrobe.change([item.id], drawer="Bag")
    page = open_at(id=str(item.id))
    page.get_by_key(cutout_choice(f"{item.id}-1")).set_value("off").run()
    page.button(key=cutout_apply(item.id)).click().run()
    assert not page.exception
    now = wardrobe.get(item.id)
    assert now.override.off and now.drawer == "Bag" and len(now.predictions) == 2


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_new_cut_out_moves_an_item_only_if_the_user_has_not_confirmed_its_drawer(
    open_at, wardrobe, photos, confirmed, monkeypatch
):
    bag = predicted("Bag", 0.9, day=2)
    result = PhotoResult("", bag.outcome, bag.model, bag.label, bag.confidence, bag.probabilities)
    monkeypatch.setattr(Predictor, "predict_garment", lambda *_: result)
    item = wardrobe.add(photos[0], "x.jpg", prediction=replace(predicted("Coat", 0.5), outcome="unsure"))
    if confirmed:
        wardrobe.change([item.id], drawer="Coat", state=FILED)
    page = open_at(id=str(item.id))
    page.get_by_key(cutout_choice(f"{item.id}-1")).set_value("off").run()
    page.button(key=cutout_apply(item.id)).click().run()
    assert not page.exception
    assert wardrobe.get(item.id).drawer == ("Coat" if confirmed else "Bag")
    moved = text("cutout-moved", drawer=drawer("Bag"))
    assert page.success[0].value == (text("cutout-applied") if confirmed else moved)


def test_colours_are_corrected_on_the_page_and_measured_again(open_at, item, wardrobe):
    page = open_at(id=str(item.id))
    page.session_state[f"colours-{item.id}-more"] = True
    page.run()
    names = [colour.name for colour in item.colours]
    field = page.get_by_key(f"colours-{item.id}")
    assert field.value == [name for name in PALETTE if name in names] or set(field.value) == set(names)
    field.set_value([*names, "lime"]).run()
    assert not page.exception and page.success
    chosen = wardrobe.get(item.id)
    assert [colour.name for colour in chosen.colours] == [*names, "lime"] and chosen.colours_decided
    assert any(text("item-colours-yours") in caption.value for caption in page.caption)
    page.get_by_key(f"colours-{item.id}").set_value(list(PALETTE)[:6]).run()
    assert wardrobe.get(item.id) == chosen and page.warning
    page.get_by_key(f"colours-{item.id}").set_value([]).run()
    measured = wardrobe.get(item.id)
    assert not measured.colours_decided and measured.colours[0].name == names[0]


def test_further_photos_can_be_the_cover_be_described_and_removed(open_at, item, wardrobe, photos):
    wardrobe.add_photo(item.id, photos[1], "back.jpg")
    [back] = wardrobe.get(item.id).further_photos
    page = open_at(id=str(item.id))
    page.selectbox(key=photo_kind(item.id, back.sha256)).set_value("back").run()
    assert wardrobe.get(item.id).further_photos[0].kind == "back"
    page.button(key=photo_action("cover", item.id, back.sha256)).click().run()
    assert not page.exception and wardrobe.get(item.id).file_name == "back.jpg"
    page.button(key=photo_action("remove", item.id, item.sha256)).click().run()
    assert wardrobe.get(item.id).further_photos == ()
    for _ in range(3):
        page.button(key="undo").click().run()
    assert not page.warning and wardrobe.get(item.id).photos == (back,)


def test_photos_are_added_on_the_page_and_a_bad_one_is_named(open_at, item, wardrobe, photos):
    page = open_at(id=str(item.id))
    files = [("back.jpg", photos[1], "image/jpeg"), ("bad.jpg", b"no photo", "image/jpeg")]
    page.get_by_key(item_photos_key(item.id, 0)).set_value(files).run()
    assert not page.exception
    assert [photo.file_name for photo in wardrobe.get(item.id).further_photos] == ["back.jpg"]
    [warning] = page.warning
    assert text("photos-added", count=1) in warning.value and "bad\\.jpg" in warning.value
    page.button(key="undo").click().run()
    assert wardrobe.get(item.id) == item


def test_an_item_that_looks_the_same_is_merged(open_at, item, wardrobe, photos):
    twin = wardrobe.add(photos[0] + b"\0", "twin.jpg", drawer="Bag")
    page = open_at(id=str(item.id))
    page.selectbox(key=merged_item(item.id)).set_value(twin.id).run()
    page.button(key=f"{merged_item(item.id)}-now").click().run()
    assert not page.exception and wardrobe.ids() == [item.id]
    assert [photo.file_name for photo in wardrobe.get(item.id).further_photos] == ["twin.jpg"]
    page.button(key="undo").click().run()
    assert set(wardrobe.ids()) == {item.id, twin.id} and wardrobe.get(item.id) == item
