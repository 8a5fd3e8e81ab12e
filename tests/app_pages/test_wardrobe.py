from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from streamlit.runtime.caching import cache_utils

from app_pages.parts import item_card
from app_pages.parts.colours import chips
from data.labels import CLASS_NAMES
from data.photos.colours import PALETTE, Colour
from data.photos.garment import CutoutOverride
from wardrobe.store.items import FILED, REVIEW, Filters, StoredPrediction, utc_now
from wardrobe.store.photo_files import PhotoFiles, photo_path
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


def said(label, confidence=0.8):
    rest = (1 - confidence) / 9
    probabilities = {name: confidence if name == label else rest for name in CLASS_NAMES}
    return StoredPrediction("cnn/1", label, confidence, "sorted", probabilities, datetime(2026, 3, 1))


@pytest.fixture
def filled(wardrobe, photos):
    """Six pieces: two dresses, a coat that the model took for a shirt, a bag, a hat, and a shirt to review."""
    kept = [
        wardrobe.add(photos[0], "red dress.jpg", prediction=said("Dress", 0.95)),
        wardrobe.add(photos[1], "old dress.jpg", prediction=said("Dress", 0.55)),
        wardrobe.add(photos[2], "coat.jpg", prediction=said("Shirt"), drawer="Coat", state=FILED),
        wardrobe.add(photos[3], "bag.jpg", prediction=said("Bag", 0.7)),
        wardrobe.add(photos[4], "hat.jpg", drawer="Hats"),
        wardrobe.add(photos[5], "shirt.jpg", prediction=said("Shirt", 0.4), state=REVIEW),
    ]
    wardrobe.change([kept[0].id], add_tags=["party"], seasons=["summer"])
    return [wardrobe.get(item.id) for item in kept]


@pytest.fixture
def open_at(open_page_at):
    """Opens the page at an address."""
    return partial(open_page_at, "wardrobe")


def names(page):
    """The drawers of the pieces on a page, in order, as their links say them."""
    return [link.proto.label.strip("*") for link in links(page, "item")]


def links(page, to):
    return [link for link in page.get("page_link") if link.proto.page.endswith(to)]


def count(page):
    return next(text.value for text in page.markdown if " of " in text.value)


def unfold(page):
    """Opens what else can be looked for, which isn't drawn before that."""
    assert not page.multiselect
    page.session_state["filters"] = True
    return page.run()


def address(page):
    """What the address asks for, as `Search` reads it."""
    return {name: values if isinstance(values, list) else [values] for name, values in page.query_params.items()}


def test_an_empty_wardrobe_says_where_to_begin(open_at):
    page = open_at()
    assert "empty" in page.subheader[0].value
    assert page.page_link[0].proto.label == "Sort some clothes" and not links(page, "review") and not page.text_input


def test_photos_that_only_wait_for_review_are_pointed_to(open_at, wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", prediction=said("Dress"), state=REVIEW)
    page = open_at()
    assert "One photo waits" in links(page, "review")[0].proto.label


def test_drawers_are_shown_with_how_much_they_hold(open_at, filled, wardrobe):
    wardrobe.add_drawer("Swim wear")
    page = open_at()
    shown = page.get_by_key("find-drawers").options
    assert shown == ["Dress · 2", "Coat · 1", "Bag · 1", "Swim wear · 0", "Hats · 1"]


def test_pieces_are_shown_with_picture_drawer_colours_and_how_sure_the_model_is(open_at, filled, pictures):
    page = open_at()
    assert names(page) == ["Hats", "Bag", "Coat", "Dress", "Dress"]
    assert [picture.alt for picture in pictures(page)][:2] == ["Hats: hat.jpg", "Bag: bag.jpg"]
    told = [text.value for text in page.markdown if text.value.startswith(":small")]
    for piece, words in zip(told, ("Not asked", "70% sure", "you said so", "55% sure", "95% sure"), strict=True):
        assert piece.endswith(f"{words}]")
    assert filled[4].colours[0].name.replace(" ", "&nbsp;") in told[0]
    assert "**5** of 5" in count(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "dress"}, ["old dress.jpg", "red dress.jpg"]),
        ({"q": "PARTY"}, ["red dress.jpg"]),
        ({"drawer": ["Coat", "Hats"]}, ["hat.jpg", "coat.jpg"]),
        ({"season": "summer"}, ["red dress.jpg"]),
        ({"tag": "party"}, ["red dress.jpg"]),
        ({"sure": "50-70"}, ["bag.jpg", "old dress.jpg"]),
        ({"corrected": "yes"}, ["coat.jpg"]),
        ({"corrected": "no", "order": "sure", "drawer": "Dress"}, ["red dress.jpg", "old dress.jpg"]),
        ({"order": "oldest", "until": "2020-01-01"}, []),
        ({"since": "2020-01-01", "q": "bag"}, ["bag.jpg"]),
    ],
)
def test_an_address_finds_what_it_says(open_at, filled, pictures, query, found):
    page = open_at(**query)
    assert [picture.alt.partition(": ")[2] for picture in pictures(page)] == found
    assert f"**{len(found)}** of 5" in count(page)


def test_every_widget_stands_as_the_address_says(open_at, filled):
    colour = filled[0].colours[0].name
    page = open_at(
        q="dress", drawer="Dress", colour=colour, season="summer", tag="party", sure="90-99", since="2020-01-02"
    )
    unfold(page)
    assert page.text_input(key="find-text").value == "dress"
    assert page.get_by_key("find-drawers").value == ["Dress"]
    assert page.multiselect(key="find-colours").value == [colour]
    assert page.multiselect(key="find-seasons").value == ["summer"]
    assert page.multiselect(key="find-tags").value == ["party"]
    assert page.slider(key="find-sure").value == (90, 99)
    assert page.date_input(key="find-since").value.isoformat() == "2020-01-02"
    assert names(page) == ["Dress"]


def test_what_a_person_sets_is_in_the_address(open_at, filled):
    page = unfold(open_at())
    page.text_input(key="find-text").set_value("dress").run()
    page.multiselect(key="find-tags").set_value(["party"]).run()
    page.slider(key="find-sure").set_value((20, 100)).run()
    page.selectbox(key="find-order").set_value("unsure").run()
    page.get_by_key("find-drawers").set_value(["Dress"]).run()
    page.get_by_key("find-corrected").set_value("model").run()
    page.get_by_key("find-view").set_value("photo").run()
    assert not page.exception
    assert address(page) == {
        "q": ["dress"],
        "tag": ["party"],
        "sure": ["20-100"],
        "order": ["unsure"],
        "drawer": ["Dress"],
        "corrected": ["no"],
        "view": ["photo"],
    }
    assert names(page) == ["Dress"]


def test_nothing_found_leads_back_to_everything(open_at, filled):
    page = open_at(q="zebra", colour="an unheard-of one", order="oldest")
    assert "Nothing in your wardrobe" in page.info[0].value and "**0** of 5" in count(page)
    page.button(key="clear").click().run()
    assert address(page) == {"order": ["oldest"]} and len(names(page)) == 5


def test_a_drawer_that_is_not_there_finds_nothing_and_is_shown_as_set(open_at, filled):
    page = open_at(drawer="Spoons")
    assert page.info and "Spoons · 0" in page.get_by_key("find-drawers").options


def test_many_pieces_are_paged_and_a_page_beyond_the_last_is_the_last(open_at, wardrobe, photos):
    for number in range(30):
        wardrobe.add(photos[0] + bytes(number), f"{number}.jpg", drawer="Bag")
    page = open_at()
    assert len(names(page)) == 24
    page.pagination(key="find-page").set_value(2).run()
    assert len(names(page)) == 6 and address(page) == {"page": ["2"]}
    page.text_input(key="find-text").set_value("2").run()
    assert address(page) == {"q": ["2"]}
    assert len(names(open_at(page="99"))) == 6


def test_the_view_is_of_the_photo_or_of_the_garment_alone(open_at, filled, wardrobe, monkeypatch):
    asked = []
    real = PhotoFiles.thumbnail
    monkeypatch.setattr(PhotoFiles, "thumbnail", lambda self, item, kind: asked.append(kind) or real(self, item, kind))
    open_at(view="photo", q="hat")
    assert asked[-1] == "photo"
    open_at(q="hat")
    assert asked[-1] == "cut-out"


def test_a_photo_that_is_gone_is_a_sentence_in_its_place(open_at, filled, wardrobe, pictures):
    wardrobe.photos.files.rm_file(photo_path(filled[3].photo))
    wardrobe.photos.files.rm("thumbnails", recursive=True)
    page = open_at()
    assert len(names(page)) == 5 and len(pictures(page)) == 5
    assert "photo bag.jpg is gone" in pictures(page)[1].alt
    assert any("bag\\.jpg is gone" in caption.value for caption in page.caption)


def test_a_link_to_a_piece_knows_what_was_looked_for(open_at, filled):
    page = open_at(q="coat")
    assert links(page, "item")[0].proto.query_string in (f"q=coat&id={filled[2].id}", f"id={filled[2].id}&q=coat")


def picking(page, *items):
    page.toggle(key="picking").set_value(True).run()
    for item in items:
        page.checkbox(key=f"pick-{item.id}").check().run()
    assert not page.exception
    return page


def test_picked_pieces_are_edited_together_and_all_of_it_is_undone(open_at, filled, wardrobe):
    page = picking(open_at(), filled[0], filled[3])
    page.button(key="edit").click().run()
    page.selectbox(key="batch-drawer").set_value("Hats")
    page.multiselect(key="batch-add").set_value(["new one"])
    page.multiselect(key="batch-remove").set_value(["party"])
    page.toggle(key="batch-set-seasons").set_value(True).run()
    page.get_by_key("batch-seasons").set_value(["winter"]).run()
    page.button(key="batch-change").click().run()
    assert not page.exception and "2 pieces changed" in page.success[0].value
    for item in (filled[0], filled[3]):
        now = wardrobe.get(item.id)
        assert (now.drawer, now.tags, now.seasons, now.corrected) == ("Hats", ("new one",), ("winter",), True)
    assert wardrobe.get(filled[1].id) == filled[1]
    page.button(key="undo").click().run()
    assert [wardrobe.get(item.id) for item in filled] == filled


def test_what_is_not_set_in_a_batch_stays_as_it_is(open_at, filled, wardrobe):
    page = picking(open_at(), filled[0])
    page.button(key="edit").click().run()
    assert page.button(key="batch-change").disabled
    page.multiselect(key="batch-add").set_value(["x"]).run()
    page.button(key="batch-change").click().run()
    now = wardrobe.get(filled[0].id)
    assert (now.drawer, now.tags, now.seasons) == ("Dress", ("party", "x"), ("summer",))


def test_all_that_was_found_is_picked_on_other_pages_too_and_nothing_else(open_at, wardrobe, photos):
    bags = [wardrobe.add(photos[0] + bytes(number), f"{number}.jpg", drawer="Bag").id for number in range(30)]
    other = wardrobe.add(photos[1], "x.jpg", drawer="Coat").id
    page = picking(open_at(drawer="Bag"))
    page.button(key="pick-all").click().run()
    assert any("**30** selected" in text.value for text in page.markdown)
    page.button(key="delete").click().run()
    assert set(wardrobe.ids(Filters(deleted=True))) == set(bags) and wardrobe.ids() == [other]
    page.button(key="undo").click().run()
    assert set(wardrobe.ids()) == {*bags, other}


def test_a_piece_that_the_filters_leave_out_is_not_changed_though_it_was_picked(open_at, filled, wardrobe):
    page = picking(open_at(), filled[0], filled[3])
    page.text_input(key="find-text").set_value("bag").run()
    page.button(key="delete").click().run()
    assert wardrobe.ids(Filters(deleted=True)) == [filled[3].id]


def test_the_bin_gives_back_and_throws_away_only_after_asking(open_at, filled, wardrobe):
    wardrobe.delete([filled[0].id, filled[1].id, filled[2].id])
    page = open_at()
    assert "Bin · 3" in page.button(key="to-the-bin").label
    page.button(key="to-the-bin").click().run()
    assert address(page) == {"bin": ["yes"]} and any(
        text.value.endswith(":small[30 days left]") for text in page.markdown
    )
    page.checkbox(key=f"pick-{filled[0].id}").check().run()
    page.button(key="restore").click().run()
    assert filled[0].id in wardrobe.ids()
    page.checkbox(key=f"pick-{filled[1].id}").check().run()
    page.button(key="throw-away").click().run()
    assert filled[1].id in wardrobe.ids(Filters(deleted=True))
    page.button(key="throw-away-yes").click().run()
    assert not page.exception and wardrobe.ids(Filters(deleted=True)) == [filled[2].id]
    assert not wardrobe.photos.files.exists(photo_path(filled[1].photo))
    page.button(key="to-the-drawers").click().run()
    assert address(page) == {} and len(names(page)) == 3


def test_filters_are_for_the_drawers_and_the_bin_shows_all(open_at, filled, wardrobe, pictures):
    wardrobe.delete([filled[0].id, filled[3].id])
    assert len(pictures(open_at(bin="yes", q="zebra", sure="99-100"))) == 2


def test_an_empty_bin_says_so(open_at):
    assert "bin is empty" in open_at(bin="yes").info[0].value


def test_how_long_a_piece_stays_in_the_bin(filled, wardrobe):
    item = wardrobe.get(filled[0].id)
    for days, words in ((0, "30 days left"), (29, "one day left"), (31, "goes today")):
        then = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
        lies = type(item)(**{**vars(item), "deleted_at": then, "override": CutoutOverride()})
        assert item_card._left_in_bin(lies) == words


def test_the_bin_is_emptied_though_the_server_is_never_started_again(open_at, filled, wardrobe, monkeypatch):
    hours = [0]
    monkeypatch.setattr(cache_utils, "TTLCACHE_TIMER", lambda: hours[0] * 3600.0)
    page = open_at(bin="yes")
    long_ago = Wardrobe(Settings.from_environment(), now=lambda: utc_now() - timedelta(days=40))
    long_ago.delete([filled[0].id])
    long_ago.close()
    for hours[0], left in ((1, [filled[0].id]), (25, [])):
        page.run()
        assert not page.exception and wardrobe.ids(Filters(deleted=True)) == left


def test_own_drawers_are_made_and_removed_while_empty(open_at, filled, wardrobe):
    page = open_at()
    page.button(key="own-drawers").click().run()
    page.text_input(key="drawer-name").set_value("Swim *wear*")
    page.button(key="drawer-add").click().run()
    assert wardrobe.own_drawers() == ["Swim *wear*"] and "Swim \\*wear\\*" in page.success[0].value
    page.button(key="own-drawers").click().run()
    page.button(key="remove-Swim *wear*").click().run()
    assert wardrobe.own_drawers() == []
    page.button(key="undo").click().run()
    assert wardrobe.own_drawers() == ["Swim *wear*"]


def test_a_drawer_that_cannot_be_made_or_removed_says_why(open_at, filled, wardrobe):
    wardrobe.add_drawer("Hats")
    page = open_at()
    page.button(key="own-drawers").click().run()
    page.text_input(key="drawer-name").set_value("   ")
    page.button(key="drawer-add").click().run()
    assert "1 to 40 characters" in page.error[0].value
    page.button(key="remove-Hats").click().run()
    assert "is not empty" in page.error[0].value and wardrobe.own_drawers() == ["Hats"]


def test_a_colour_carries_its_name_in_letters_that_can_be_read_on_it():
    def luminance(code):
        parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for name, code in PALETTE.items():
        chip = chips([Colour(name, code, 0.625)], exact=True)
        assert f"{name.replace(' ', '&nbsp;')}&nbsp;62%&nbsp;{code}" in chip
        dark, light = sorted((luminance(code), luminance(chip.partition('foreground="')[2][:7])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name
