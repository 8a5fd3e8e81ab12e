from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from streamlit.runtime.caching import cache_utils

from app_pages.parts import drawer_list, item_card
from app_pages.parts.colours import chips
from app_pages.parts.display import escaped
from app_pages.parts.i18n import text
from app_pages.parts.widget_keys import drawer_name, find_field, own_drawer, select_box
from data.labels import CLASS_NAMES
from data.messages import Message
from data.photos.colours import PALETTE, Colour
from wardrobe.store.bin import BIN_DAYS
from wardrobe.store.items import FILED, REVIEW, Filters, StoredPrediction, utc_now
from wardrobe.store.photo_files import PhotoFiles, photo_path
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


def predicted(label, confidence=0.8):
    rest = (1 - confidence) / 9
    probabilities = {name: confidence if name == label else rest for name in CLASS_NAMES}
    return StoredPrediction("cnn/1", label, confidence, "sorted", probabilities, datetime(2026, 3, 1))


@pytest.fixture
def filled(wardrobe, photos):
    """Six items: two dresses, a coat predicted as a shirt, a bag, a hat, and a shirt to review."""
    added = [
        wardrobe.add(photos[0], "red dress.jpg", prediction=predicted("Dress", 0.95)),
        wardrobe.add(photos[1], "old dress.jpg", prediction=predicted("Dress", 0.55)),
        wardrobe.add(photos[2], "coat.jpg", prediction=predicted("Shirt"), drawer="Coat", state=FILED),
        wardrobe.add(photos[3], "bag.jpg", prediction=predicted("Bag", 0.7)),
        wardrobe.add(photos[4], "hat.jpg", drawer="Hats"),
        wardrobe.add(photos[5], "shirt.jpg", prediction=predicted("Shirt", 0.4), state=REVIEW),
    ]
    wardrobe.change([added[0].id], add_tags=["party"], seasons=["summer"])
    wardrobe.wear([added[0].id], date(2026, 3, 2))
    wardrobe.change([added[3].id], source="Lisbon")
    return [wardrobe.get(item.id) for item in added]


@pytest.fixture
def open_at(open_page):
    """Opens the page at an address."""
    return partial(open_page, "wardrobe")


def names(page):
    """The drawers of the items on a page, in order, from their links."""
    return [link.proto.label.strip("*") for link in links(page, "item")]


def links(page, to):
    return [link for link in page.get("page_link") if link.proto.page.endswith(to)]


def shows_count(page, found, total):
    return text("found", count=found, total=total) in [one.value for one in page.markdown]


def unfold(page):
    """Opens the other filters, which are drawn only then."""
    assert not page.multiselect
    page.session_state["filters"] = True
    return page.run()


def address(page):
    """The address, as `Search` reads it."""
    return {name: values if isinstance(values, list) else [values] for name, values in page.query_params.items()}


def test_an_empty_wardrobe_says_where_to_start(open_at):
    page = open_at()
    assert text("empty-title") in page.subheader[0].value
    assert page.page_link[0].proto.label == text("empty-sort") and not links(page, "review") and not page.text_input


def test_an_empty_wardrobe_links_to_items_that_wait_for_review(open_at, wardrobe, photos):
    wardrobe.add(photos[0], "a.jpg", prediction=predicted("Dress"), state=REVIEW)
    page = open_at()
    assert links(page, "review")[0].proto.label == text("waiting", count=1)


def test_drawers_are_shown_with_their_number_of_items(open_at, filled, wardrobe):
    wardrobe.add_drawer("Swim wear")
    page = open_at()
    shown = page.get_by_key(find_field("above")).options
    held = {"Coat": 1, "Dress": 2, "Bag": 1, "Hats": 1, "Swim wear": 0}
    assert shown == [text("drawer-holds", drawer=name, count=count) for name, count in held.items()]


@pytest.fixture
def shoes(filled, wardrobe, photos):
    """A sneaker, a sandal, and shoes of which the model does not know the kind."""
    unsure = replace(predicted("Sandal", 0.5), outcome="unsure", sure_group="shoes")
    return [
        wardrobe.add(photos[0] + b"0", "sneaker.jpg", prediction=predicted("Sneaker")),
        wardrobe.add(photos[0] + b"1", "sandal.jpg", prediction=predicted("Sandal")),
        wardrobe.add(photos[0] + b"2", "open.jpg", prediction=unsure),
    ]


def files(pictures, page):
    return [picture.alt.partition(": ")[2] for picture in pictures(page)]


def test_a_group_stands_for_its_drawers_and_opens_them(open_at, shoes, pictures):
    page = open_at()
    counted = text("drawer-holds", drawer=text("group-shoes"), count=3)
    assert counted in page.get_by_key(find_field("above")).options and shows_count(page, 8, 8)
    page.get_by_key(find_field("above")).set_value([("group", "shoes")]).run()
    assert not page.exception and address(page) == {"group": ["shoes"]}
    assert files(pictures, page) == ["open.jpg", "sandal.jpg", "sneaker.jpg"]
    inside = page.get_by_key(find_field("in-shoes"))
    assert inside.options == [text("drawer-holds", drawer=name, count=1) for name in ("Sandal", "Sneaker")]
    inside.set_value([("drawer", "Sneaker")]).run()
    assert address(page) == {"drawer": ["Sneaker"]} and files(pictures, page) == ["sneaker.jpg"]
    assert page.get_by_key(find_field("above")).value == [("group", "shoes")]
    page.get_by_key(find_field("above")).set_value([("group", "shoes"), ("drawer", "Coat")]).run()
    assert address(page) == {"drawer": ["Coat", "Sneaker"]}
    page.get_by_key(find_field("in-shoes")).set_value([]).run()
    assert address(page) == {"group": ["shoes"], "drawer": ["Coat"]} and shows_count(page, 4, 8)
    page.get_by_key(find_field("above")).set_value([]).run()
    assert address(page) == {} and shows_count(page, 8, 8)


def test_an_item_whose_group_is_sure_asks_its_question_on_its_card(open_at, shoes):
    question = text("which-of-two", first="Sandal", second="Sneaker")
    page = open_at(group="shoes")
    assert names(page) == [text("group-shoes"), "Sandal", "Sneaker"] and links(page, "review")
    assert [one.value for one in page.markdown if question in one.value]


def test_in_the_order_of_drawers_the_grid_has_the_groups_as_headings(open_at, shoes, pictures):
    page = open_at(order="drawer")
    groups = [text(f"group-{name}") for name in ("top", "shoes", "dress", "bag", "hat")]
    assert [one.value for one in page.subheader] == groups
    in_order = ["coat.jpg", "open.jpg", "sandal.jpg", "sneaker.jpg", "old dress.jpg", "red dress.jpg", "bag.jpg"]
    assert files(pictures, page) == [*in_order, "hat.jpg"]


def test_items_are_shown_with_picture_drawer_colours_and_confidence(open_at, filled, pictures):
    page = open_at()
    assert names(page) == ["Hats", "Bag", "Coat", "Dress", "Dress"]
    alts = [text("alt-item", drawer=drawer, file=file) for drawer, file in (("Hats", "hat.jpg"), ("Bag", "bag.jpg"))]
    assert [picture.alt for picture in pictures(page)][:2] == alts
    shown = [one.value for one in page.markdown if one.value.startswith(":small")]
    sure = {share: text("sure", share=share) for share in (0.7, 0.55, 0.95)}
    facts = (text("said-so"), sure[0.7], text("said-so"), sure[0.55], sure[0.95])
    for one, fact in zip(shown, facts, strict=True):
        assert f"{fact}]" in one.splitlines()[1]  # below the colours; the tags follow
    assert filled[4].colours[0].name.replace(" ", "&nbsp;") in shown[0]
    assert shows_count(page, 5, 5)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "dress"}, ["old dress.jpg", "red dress.jpg"]),
        ({"q": "PARTY"}, ["red dress.jpg"]),
        ({"drawer": ["Coat", "Hats"]}, ["hat.jpg", "coat.jpg"]),
        ({"season": "summer"}, ["red dress.jpg"]),
        ({"tag": "party"}, ["red dress.jpg"]),
        ({"sure": "50-70"}, ["bag.jpg", "old dress.jpg"]),
        ({"decided": "yes"}, ["hat.jpg", "coat.jpg"]),
        ({"decided": "no", "order": "sure", "drawer": "Dress"}, ["red dress.jpg", "old dress.jpg"]),
        ({"order": "oldest", "until": "2020-01-01"}, []),
        ({"since": "2020-01-01", "q": "bag"}, ["bag.jpg"]),
        ({"worn": "never", "drawer": "Dress"}, ["old dress.jpg"]),
        ({"q": "lisbon"}, ["bag.jpg"]),
    ],
)
def test_an_address_finds_what_it_says(open_at, filled, pictures, query, found):
    page = open_at(**query)
    assert [picture.alt.partition(": ")[2] for picture in pictures(page)] == found
    assert shows_count(page, len(found), 5)


def test_every_widget_shows_the_value_of_the_address(open_at, filled):
    colour = filled[0].colours[0].name
    page = open_at(
        q="dress", drawer="Dress", colour=colour, season="summer", tag="party", sure="90-99", since="2020-01-02"
    )
    unfold(page)
    assert page.text_input(key=find_field("text")).value == "dress"
    assert page.get_by_key(find_field("above")).value == [("drawer", "Dress")]
    assert page.multiselect(key=find_field("colours")).value == [colour]
    assert page.multiselect(key=find_field("seasons")).value == ["summer"]
    assert page.multiselect(key=find_field("tags")).value == ["party"]
    assert page.slider(key=find_field("sure")).value == (90, 99)
    assert page.date_input(key=find_field("since")).value.isoformat() == "2020-01-02"
    assert names(page) == ["Dress"]


def test_the_address_follows_the_widgets(open_at, filled):
    page = unfold(open_at())
    page.text_input(key=find_field("text")).set_value("dress").run()
    page.multiselect(key=find_field("tags")).set_value(["party"]).run()
    page.slider(key=find_field("sure")).set_value((20, 100)).run()
    page.selectbox(key=find_field("order")).set_value("unsure").run()
    page.get_by_key(find_field("above")).set_value([("drawer", "Dress")]).run()
    page.get_by_key(find_field("decided")).set_value("model").run()
    page.get_by_key(find_field("view")).set_value("photo").run()
    assert not page.exception
    assert address(page) == {
        "q": ["dress"],
        "tag": ["party"],
        "sure": ["20-100"],
        "order": ["unsure"],
        "drawer": ["Dress"],
        "decided": ["no"],
        "view": ["photo"],
    }
    assert names(page) == ["Dress"]


def test_filters_without_results_can_be_cleared(open_at, filled):
    page = open_at(q="zebra", colour="an unheard-of one", order="oldest")
    assert page.info[0].value == text("nothing-found") and shows_count(page, 0, 5)
    page.button(key="clear").click().run()
    assert address(page) == {"order": ["oldest"]} and len(names(page)) == 5


def test_a_drawer_that_does_not_exist_finds_nothing_and_is_shown_as_chosen(open_at, filled):
    page = open_at(drawer="Spoons")
    assert page.info and text("drawer-holds", drawer="Spoons", count=0) in page.get_by_key(find_field("above")).options


def test_many_items_are_paged_and_a_page_beyond_the_last_is_the_last(open_at, wardrobe, photos):
    for number in range(30):
        wardrobe.add(photos[0] + bytes(number), f"{number}.jpg", drawer="Bag")
    page = open_at()
    assert len(names(page)) == 24
    page.pagination(key=find_field("page")).set_value(2).run()
    assert len(names(page)) == 6 and address(page) == {"page": ["2"]}
    page.text_input(key=find_field("text")).set_value("2").run()
    assert address(page) == {"q": ["2"]}
    assert len(names(open_at(page="99"))) == 6


def test_the_view_shows_the_photo_or_the_cut_out(open_at, filled, wardrobe, monkeypatch):
    kinds = []
    real = PhotoFiles.thumbnail
    monkeypatch.setattr(PhotoFiles, "thumbnail", lambda self, item, kind: kinds.append(kind) or real(self, item, kind))
    open_at(view="photo", q="hat")
    assert kinds[-1] == "photo"
    open_at(q="hat")
    assert kinds[-1] == "cut-out"


def test_a_lost_photo_is_a_message_in_its_place(open_at, filled, wardrobe, pictures):
    wardrobe.photos.files.rm_file(photo_path(filled[3].photo))
    wardrobe.photos.files.rm("thumbnails", recursive=True)
    page = open_at()
    assert len(names(page)) == 5 and len(pictures(page)) == 5
    assert pictures(page)[1].alt == text("alt-no-photo", file="bag.jpg")
    lost = escaped(str(Message("store-photo-gone", file="bag.jpg")))
    assert any(lost in caption.value for caption in page.caption)


def test_the_card_shows_the_name_that_the_user_gave(open_at, filled, wardrobe, markdown):
    wardrobe.change([filled[3].id], name="Work *bag*")
    page = open_at(q="work")
    assert names(page) == ["Work \\*bag\\"] and [one for one in markdown(page) if "Bag · " in one]


def test_what_is_archived_is_shown_only_when_asked_for(open_at, filled, wardrobe, pictures):
    wardrobe.change([filled[3].id, filled[4].id], archived="sold")
    page = unfold(open_at())
    assert shows_count(page, 3, 3)
    page.toggle(key=find_field("archived")).set_value(True).run()
    assert address(page) == {"archived": ["yes"]} and files(pictures, page) == ["hat.jpg", "bag.jpg"]
    assert shows_count(page, 2, 2) and text("archived-sold") in " ".join(one.value for one in page.markdown)


def test_selected_items_are_worn_today_or_archived_together(open_at, filled, wardrobe):
    page = select(open_at(), filled[0], filled[3])
    page.button(key="worn").click().run()
    assert not page.exception and page.success[0].value == text("worn-noted", count=2)
    assert [len(wardrobe.get(item.id).worn) for item in filled] == [2, 0, 0, 1, 0, 0]
    page.button(key="undo").click().run()
    assert [len(wardrobe.get(item.id).worn) for item in filled] == [1, 0, 0, 0, 0, 0]
    page.button(key="edit").click().run()
    page.get_by_key("bulk-archived").set_value("given").run()
    page.button(key="bulk-change").click().run()
    assert not page.exception and set(wardrobe.ids(Filters(archived=True))) == {filled[0].id, filled[3].id}


def test_a_link_to_an_item_carries_the_search(open_at, filled):
    page = open_at(q="coat")
    assert links(page, "item")[0].proto.query_string in (f"q=coat&id={filled[2].id}", f"id={filled[2].id}&q=coat")


def select(page, *items):
    page.toggle(key="selecting").set_value(True).run()
    for item in items:
        page.checkbox(key=select_box(item.id)).check().run()
    assert not page.exception
    return page


def test_selected_items_are_edited_together_and_all_edits_are_undone(open_at, filled, wardrobe):
    page = select(open_at(), filled[0], filled[3])
    page.button(key="edit").click().run()
    page.selectbox(key="bulk-drawer").set_value("Hats")
    page.multiselect(key="bulk-add").set_value(["new one"])
    page.multiselect(key="bulk-remove").set_value(["party"])
    page.toggle(key="bulk-set-seasons").set_value(True).run()
    page.get_by_key("bulk-seasons").set_value(["winter"]).run()
    page.button(key="bulk-change").click().run()
    assert not page.exception and page.success[0].value == text("changed-many", count=2)
    for item in (filled[0], filled[3]):
        now = wardrobe.get(item.id)
        assert (now.drawer, now.tags, now.seasons, now.corrected) == ("Hats", ("new one",), ("winter",), True)
    assert wardrobe.get(filled[1].id) == filled[1]
    page.button(key="undo").click().run()
    assert [wardrobe.get(item.id) for item in filled] == filled


def test_selected_items_go_to_a_drawer_that_is_made_for_them(open_at, filled, wardrobe):
    page = select(open_at(), filled[0], filled[3])
    page.button(key="edit").click().run()
    page.selectbox(key="bulk-drawer").set_value(drawer_list.NEW).run()
    assert page.button(key="bulk-change").disabled
    page.text_input(key=drawer_name("bulk-drawer")).set_value("Summer 2026")
    page.button(key=f"{drawer_name('bulk-drawer')}-make").click().run()
    page.button(key="bulk-change").click().run()
    assert not page.exception and wardrobe.counts()["Summer 2026"] == 2


def test_a_bulk_edit_leaves_other_fields_unchanged(open_at, filled, wardrobe):
    page = select(open_at(), filled[0])
    page.button(key="edit").click().run()
    assert page.button(key="bulk-change").disabled
    page.multiselect(key="bulk-add").set_value(["x"]).run()
    page.button(key="bulk-change").click().run()
    now = wardrobe.get(filled[0].id)
    assert (now.drawer, now.tags, now.seasons) == ("Dress", ("party", "x"), ("summer",))


@pytest.mark.slow
def test_select_all_selects_the_results_on_all_pages_and_nothing_else(open_at, wardrobe, photos):
    bags = [wardrobe.add(photos[0] + bytes(number), f"{number}.jpg", drawer="Bag").id for number in range(30)]
    other = wardrobe.add(photos[1], "x.jpg", drawer="Coat").id
    page = select(open_at(drawer="Bag"))
    page.button(key="select-all").click().run()
    assert text("selected", count=30) in [one.value for one in page.markdown]
    page.button(key="delete").click().run()
    assert set(wardrobe.ids(Filters(deleted=True))) == set(bags) and wardrobe.ids() == [other]
    page.button(key="undo").click().run()
    assert set(wardrobe.ids()) == {*bags, other}


def test_a_selected_item_that_the_filters_exclude_is_not_changed(open_at, filled, wardrobe):
    page = select(open_at(), filled[0], filled[3])
    page.text_input(key=find_field("text")).set_value("bag").run()
    page.button(key="delete").click().run()
    assert wardrobe.ids(Filters(deleted=True)) == [filled[3].id]


def test_the_bin_restores_items_and_deletes_them_only_after_a_confirmation(open_at, filled, wardrobe):
    wardrobe.delete([filled[0].id, filled[1].id, filled[2].id])
    page = open_at()
    assert page.button(key="to-the-bin").label == text("bin-holds", count=3)
    page.button(key="to-the-bin").click().run()
    left = f":small[{text('bin-left', days=BIN_DAYS)}]"
    assert address(page) == {"bin": ["yes"]} and any(left in one.value for one in page.markdown)
    page.checkbox(key=select_box(filled[0].id)).check().run()
    page.button(key="restore").click().run()
    assert filled[0].id in wardrobe.ids()
    page.checkbox(key=select_box(filled[1].id)).check().run()
    page.button(key="throw-away").click().run()
    page.button(key="throw-away-no").click().run()
    assert "throw-away-yes" not in [button.key for button in page.button]
    page.button(key="throw-away").click().run()
    assert filled[1].id in wardrobe.ids(Filters(deleted=True))
    page.button(key="throw-away-yes").click().run()
    assert not page.exception and wardrobe.ids(Filters(deleted=True)) == [filled[2].id]
    assert not wardrobe.photos.files.exists(photo_path(filled[1].photo))
    page.button(key="to-the-drawers").click().run()
    assert address(page) == {} and len(names(page)) == 3


def test_the_bin_ignores_filters(open_at, filled, wardrobe, pictures):
    wardrobe.delete([filled[0].id, filled[3].id])
    assert len(pictures(open_at(bin="yes", q="zebra", sure="99-100"))) == 2


def test_an_empty_bin_says_so(open_at):
    assert open_at(bin="yes").info[0].value == text("bin-empty")


def test_how_long_an_item_stays_in_the_bin(filled, wardrobe):
    item = wardrobe.get(filled[0].id)
    for days, left in ((0, BIN_DAYS), (BIN_DAYS - 1, 1), (BIN_DAYS + 1, 0)):
        then = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
        assert item_card._left_in_bin(replace(item, deleted_at=then)) == text("bin-left", days=left)


def test_the_bin_is_emptied_on_a_server_that_is_never_restarted(open_at, filled, wardrobe, monkeypatch):
    hours = [0]
    monkeypatch.setattr(cache_utils, "TTLCACHE_TIMER", lambda: hours[0] * 3600.0)
    page = open_at(bin="yes")
    long_ago = Wardrobe(Settings.from_environment(), now=lambda: utc_now() - timedelta(days=40))
    long_ago.delete([filled[0].id])
    long_ago.close()
    for hours[0], left in ((1, [filled[0].id]), (25, [])):
        page.run()
        assert not page.exception and wardrobe.ids(Filters(deleted=True)) == left


def in_dialog(page, action, name):
    """Clicks a button of an own drawer in the dialog."""
    page.button(key=own_drawer(action, name)).click().run()
    assert not page.exception


def add_drawers(page, *named, parent=None):
    for name in named:
        page.text_input(key="drawer-name").set_value(name)
        page.selectbox(key="drawer-parent").set_value(parent)
        page.button(key="drawer-add").click().run()
        assert not page.exception


def test_several_drawers_are_added_in_a_row_and_removed_while_empty(open_at, filled, wardrobe):
    page = open_at()
    page.button(key="own-drawers").click().run()
    add_drawers(page, "Swim *wear*")
    assert page.success[0].value == text("drawer-added", drawer="Swim \\*wear\\*")
    add_drawers(page, "Party", parent="dress")
    assert wardrobe.own_drawers() == ["Party", "Swim *wear*"] and wardrobe.parents()["Party"] == "dress"
    in_dialog(page, "remove", "Party")
    assert wardrobe.own_drawers() == ["Swim *wear*"]
    page.button(key="undo").click().run()
    assert wardrobe.own_drawers() == ["Party", "Swim *wear*"] and wardrobe.parents()["Party"] == "dress"


def test_a_drawer_that_cannot_be_added_or_removed_says_why(open_at, filled, wardrobe):
    wardrobe.add_drawer("Hats")
    page = open_at()
    page.button(key="own-drawers").click().run()
    add_drawers(page, "   ")
    assert len(page.error) == 1
    in_dialog(page, "remove", "Hats")
    assert page.error[0].value == escaped(str(Message("store-drawer-in-use", drawer="Hats")))
    assert wardrobe.own_drawers() == ["Hats"]


def test_a_drawer_is_renamed_and_the_search_follows(open_at, filled, wardrobe):
    wardrobe.add_drawer("Hats")
    page = open_at(drawer="Hats")
    page.button(key="own-drawers").click().run()
    in_dialog(page, "edit", "Hats")
    page.text_input(key=own_drawer("name", "Hats")).set_value(" ")
    in_dialog(page, "save", "Hats")
    assert len(page.error) == 1 and wardrobe.own_drawers() == ["Hats"]
    page.text_input(key=own_drawer("name", "Hats")).set_value("Head wear")
    page.selectbox(key=own_drawer("parent", "Hats")).set_value("").run()
    in_dialog(page, "save", "Hats")
    assert page.success[0].value == text("drawer-renamed", old="Hats", drawer="Head wear")
    assert wardrobe.own_drawers() == ["Head wear"] and wardrobe.parents()["Head wear"] is None
    assert address(page) == {"drawer": ["Head wear"]} and names(page) == ["Head wear"]
    page.button(key="undo").click().run()
    page.button(key="undo").click().run()
    assert wardrobe.own_drawers() == ["Hats"] and wardrobe.parents()["Hats"] == "hat"


def test_a_drawer_is_merged_into_another_after_a_confirmation(open_at, filled, wardrobe):
    wardrobe.add_drawer("Hats")
    page = open_at()
    page.button(key="own-drawers").click().run()
    for agreed in (False, True):
        in_dialog(page, "edit", "Hats")
        page.text_input(key=own_drawer("name", "Hats")).set_value("dresses")
        in_dialog(page, "save", "Hats")
        assert page.warning[0].value == text("drawer-merge-sure", count=1, old="Hats", drawer="Dress")
        assert wardrobe.counts()["Dress"] == 2 and wardrobe.own_drawers() == ["Hats"], "nothing moves unasked"
        in_dialog(page, "merge" if agreed else "cancel", "Hats")
        assert not page.warning
    assert wardrobe.counts()["Dress"] == 3 and wardrobe.own_drawers() == []
    assert page.success[0].value == text("drawer-merged", count=1, old="Hats", drawer="Dress")
    page.button(key="undo").click().run()
    assert wardrobe.counts()["Hats"] == 1 and wardrobe.own_drawers() == ["Hats"]
    assert [wardrobe.get(item.id) for item in filled] == filled


def test_a_colour_s_name_is_readable_on_the_colour():
    def luminance(code):
        parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for name, code in PALETTE.items():
        chip = chips([Colour(name, code, 0.625)], exact=True)
        assert f"{name.replace(' ', '&nbsp;')}&nbsp;62%&nbsp;{code}" in chip
        dark, light = sorted((luminance(code), luminance(chip.partition('foreground="')[2][:7])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, name
