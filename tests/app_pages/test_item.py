from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest

from data.labels import CLASS_NAMES
from model.photo_result import PhotoResult
from wardrobe.store.items import FILED, REVIEW, Filters, StoredPrediction
from wardrobe.store.photo_files import photo_path


def said(label, confidence=0.8, model="cnn/1", day=1):
    rest = (1 - confidence) / 9
    probabilities = {name: confidence if name == label else rest for name in CLASS_NAMES}
    return StoredPrediction(model, label, confidence, "sorted", probabilities, datetime(2026, 3, day, 9, 5))


@pytest.fixture
def item(wardrobe, photos):
    kept = wardrobe.add(photos[0], "my *best* dress.jpg", prediction=said("Dress", 0.9))
    wardrobe.change([kept.id], add_tags=["party"], seasons=["summer"], notes="from Lisbon")
    return wardrobe.get(kept.id)


@pytest.fixture
def open_at(open_page_at):
    """Opens the page at an address."""
    return partial(open_page_at, "item")


def links(page, to):
    return [link for link in page.get("page_link") if link.proto.page.endswith(to)]


def test_all_that_is_known_of_a_piece_is_on_its_page(open_at, item, wardrobe, pictures):
    wardrobe.record({item.id: said("Shirt", 0.6, model="photo/2", day=4)}, move=False)
    page = open_at(id=str(item.id))
    assert page.title[0].value == "Dress"
    assert [picture.alt for picture in pictures(page)] == [
        "The photo my *best* dress.jpg",
        "my *best* dress.jpg cut out, on white",
    ]
    assert page.selectbox(key=f"drawer-{item.id}").value == "Dress"
    assert page.multiselect(key=f"tags-{item.id}").value == ["party"]
    assert page.get_by_key(f"seasons-{item.id}").value == ["summer"]
    assert page.text_area(key=f"notes-{item.id}").value == "from Lisbon"
    written = [text.value for text in page.markdown]
    assert f"{said('Shirt', 0.6).shares()['Dress']:.0%} sure" in written, "how sure it is of the drawer"
    colour = item.colours[0]
    shown = f"{colour.name} {colour.share:.0%} {colour.hex}".replace(" ", "&nbsp;")
    assert any(shown in text and f'background="{colour.hex}"' in text for text in written)
    history = [text for text in written if ", said " in text]
    assert history[0].startswith("**Shirt**, 60% sure, said photo/2, Mar 4, 2026")
    assert history[1].startswith("**Dress**, 90% sure, said cnn/1, Mar 1, 2026")
    [chart] = page.get("vega_lite_chart")
    assert "Shirt 60%" in chart.proto.alt and "Bag 4%" in chart.proto.alt
    assert any("my \\*best\\* dress\\.jpg" in caption.value for caption in page.caption)


@pytest.mark.parametrize("number", ["", "7", "-1", "x", "²", "1.5", "9" * 40, "1; DROP TABLE items"])
def test_an_address_without_a_piece_is_a_sentence_and_a_way_back(open_at, wardrobe, number):
    page = open_at(id=number)
    assert page.title[0].value == "Not here" and "no such piece" in page.info[0].value
    assert links(page, "wardrobe")


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("drawer", "Coat", "Coat"),
        ("tags", ["party", "two words"], ("party", "two words")),
        ("tags", [], ()),
        ("seasons", ["winter", "autumn"], ("autumn", "winter")),
        ("notes", "torn", "torn"),
    ],
)
def test_what_is_changed_is_kept_at_once_and_can_be_undone(open_at, item, wardrobe, name, value, kept):
    page = open_at(id=str(item.id))
    page.get_by_key(f"{name}-{item.id}").set_value(value).run()
    assert not page.exception and page.success
    assert getattr(wardrobe.get(item.id), name) == kept
    assert wardrobe.get(item.id).corrected == (name == "drawer")
    page.button(key="undo").click().run()
    assert wardrobe.get(item.id) == item
    before = getattr(item, name)
    assert page.get_by_key(f"{name}-{item.id}").value == (list(before) if isinstance(before, tuple) else before)


def test_an_undo_keeps_what_another_tab_wrote_and_says_where_it_stays(open_at, item, wardrobe):
    page = open_at(id=str(item.id))
    page.text_area(key=f"notes-{item.id}").set_value("torn").run()
    wardrobe.change([item.id], notes="mended", tags=["work"])
    page.button(key="undo").click().run()
    assert not page.exception
    assert page.success[0].value.startswith("Undone: ") and "changed again since" in page.success[0].value
    assert wardrobe.get(item.id).notes == "mended" and wardrobe.get(item.id).tags == ("work",)


def test_a_drawer_that_a_person_chose_ends_the_review(open_at, wardrobe, photos):
    item = wardrobe.add(photos[0], "x.jpg", prediction=said("Dress", 0.4), state=REVIEW)
    page = open_at(id=str(item.id))
    assert links(page, "review")
    page.selectbox(key=f"drawer-{item.id}").set_value("Bag").run()
    assert wardrobe.get(item.id).state == FILED and not links(page, "review")


def test_a_piece_goes_to_the_bin_and_back(open_at, item, wardrobe):
    page = open_at(id=str(item.id))
    page.button(key="delete").click().run()
    assert wardrobe.ids(Filters(deleted=True)) == [item.id] and "lies in the bin" in page.warning[0].value
    page.button(key="undo").click().run()
    assert wardrobe.ids() == [item.id] and not page.warning
    page.button(key="delete").click().run()
    page.button(key="restore").click().run()
    assert wardrobe.ids() == [item.id] and not page.warning


def test_a_piece_in_the_bin_is_in_its_own_drawer_though_that_was_removed(open_at, wardrobe, photos):
    wardrobe.add_drawer("Hats")
    item = wardrobe.add(photos[0], "hat.jpg", drawer="Hats")
    wardrobe.delete([item.id])
    wardrobe.remove_drawer("Hats")
    page = open_at(id=str(item.id))
    assert page.title[0].value == page.selectbox(key=f"drawer-{item.id}").value == "Hats"


def test_the_pieces_beside_it_are_those_that_were_found(open_at, wardrobe, photos):
    dresses = [wardrobe.add(photo, f"{place}.jpg", drawer="Dress").id for place, photo in enumerate(photos[:3])]
    other = wardrobe.add(photos[3], "coat.jpg", drawer="Coat").id
    page = open_at(id=str(dresses[1]), drawer="Dress", order="oldest")
    assert any("2 of 3" in caption.value for caption in page.caption)
    page.button(key="next").click().run()
    assert page.query_params["id"] in (str(dresses[2]), [str(dresses[2])])
    assert page.button(key="next").disabled and not page.button(key="previous").disabled
    page.button(key="previous").click().run()
    page.button(key="previous").click().run()
    assert page.query_params["id"] in (str(dresses[0]), [str(dresses[0])])
    assert page.button(key="previous").disabled
    assert "drawer=Dress" in links(page, "wardrobe")[0].proto.query_string
    assert not [button for button in open_at(id=str(other), drawer="Dress").button if button.key == "next"]


def test_a_photo_that_is_gone_leaves_the_rest_of_the_page(open_at, item, wardrobe, pictures):
    wardrobe.photos.files.rm_file(photo_path(item.photo))
    page = open_at(id=str(item.id))
    assert "best\\* dress\\.jpg is gone" in page.error[0].value
    assert [picture.alt for picture in pictures(page)] == ["No picture: the photo my *best* dress.jpg is gone"]
    assert page.multiselect(key=f"tags-{item.id}").value == ["party"]
    assert not page.get("download_button")


def test_the_stored_photo_can_be_downloaded(open_at, item, wardrobe, monkeypatch):
    import streamlit as st

    offered = {}
    monkeypatch.setattr(st, "download_button", lambda label, data, name, *_, **__: offered.update({name: data}))
    open_at(id=str(item.id))
    assert offered == {"my *best* dress.jpg": wardrobe.photos.read(item)}


def test_pieces_that_look_almost_the_same_are_linked(open_at, item, wardrobe, photos):
    twin = wardrobe.add(photos[0] + b"0", "again.jpg", drawer="Coat", state=REVIEW)
    wardrobe.add(photos[3], "other.jpg", drawer="Bag")
    page = open_at(id=str(item.id))
    assert page.subheader[0].value == "Looks almost the same"
    [link] = links(page, "item")
    assert f"id={twin.id}" in link.proto.query_string and "Coat" in link.proto.label


def test_a_piece_that_no_model_was_asked_about_says_so(open_at, wardrobe, photos):
    item = wardrobe.add(photos[0], "hat.jpg", drawer="Ha*ts")
    page = open_at(id=str(item.id))
    assert page.title[0].value == "Ha\\*ts" and not page.get("vega_lite_chart")
    assert any("No model was asked" in caption.value for caption in page.caption)


def test_another_cut_out_does_not_take_a_piece_out_of_the_drawer_that_a_person_chose(open_at, item, wardrobe):
    wardrobe.change([item.id], drawer="Bag")
    page = open_at(id=str(item.id))
    page.get_by_key(f"nudge-{item.id}-1").set_value("off").run()
    page.button(key=f"nudge-keep-{item.id}").click().run()
    assert not page.exception
    now = wardrobe.get(item.id)
    assert now.override.off and now.drawer == "Bag" and len(now.predictions) == 2


@pytest.mark.parametrize("agreed", [True, False])
def test_another_cut_out_moves_a_piece_only_where_nobody_agreed_to_its_drawer(
    open_at, wardrobe, photos, agreed, monkeypatch
):
    from model.predictor import Predictor

    bag = said("Bag", 0.9, day=2)
    result = PhotoResult("", bag.outcome, bag.model, bag.label, bag.confidence, bag.probabilities)
    monkeypatch.setattr(Predictor, "predict_garment", lambda *_: result)
    item = wardrobe.add(photos[0], "x.jpg", prediction=replace(said("Coat", 0.5), outcome="unsure"))
    if agreed:
        wardrobe.change([item.id], drawer="Coat", state=FILED)
    page = open_at(id=str(item.id))
    page.get_by_key(f"nudge-{item.id}-1").set_value("off").run()
    page.button(key=f"nudge-keep-{item.id}").click().run()
    assert not page.exception
    assert wardrobe.get(item.id).drawer == ("Coat" if agreed else "Bag")
    assert ("the piece is in Bag now" in page.success[0].value) != agreed
