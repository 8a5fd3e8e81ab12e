"""What the user says of items: names and details, days on which they were worn, what became of them."""

from datetime import date

import pytest

from wardrobe.store.items import FILED, REVIEW, Filters


@pytest.fixture
def coat(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "IMG_1.jpg", prediction=said("Coat"))
    wardrobe.add(photos[1], "IMG_2.jpg", prediction=said("Dress"))
    details = {"name": "Grandfather's", "brand": "Ørsted", "size": "52", "price": 240.0, "source": "flea market"}
    wardrobe.change([item.id], **details)
    return wardrobe.get(item.id)


@pytest.mark.parametrize("text", ["grandfather", "ørsted coat", "FLEA", "52"])
def test_names_and_details_are_found_by_the_search(wardrobe, coat, text):
    assert wardrobe.ids(Filters(text=text)) == [coat.id] and wardrobe.ids(Filters(text=f"{text} zzz")) == []


def test_each_detail_is_undone_by_itself(wardrobe, coat):
    renamed = wardrobe.change([coat.id], name="Mine")
    wardrobe.change([coat.id], price=None)
    wardrobe.undo(renamed)
    after = wardrobe.get(coat.id)
    assert (after.name, after.brand, after.price) == ("Grandfather's", "Ørsted", None)
    described = wardrobe.describe({coat.id: {"price": 99.5, "size": ""}})
    assert (wardrobe.get(coat.id).price, wardrobe.get(coat.id).size) == (99.5, "")
    wardrobe.undo(described)
    assert wardrobe.get(coat.id) == after


def test_wearing_is_counted_once_a_day(wardrobe, coat):
    assert coat.worn == () and coat.price_per_wear == 240.0
    for day in (3, 1, 3):
        worn = wardrobe.wear([coat.id], date(2026, 3, day))
    after = wardrobe.get(coat.id)
    assert after.worn == (date(2026, 3, 1), date(2026, 3, 3)) and after.price_per_wear == 120.0
    assert after.changed_at == coat.changed_at, "its prediction stays valid"
    wardrobe.undo(worn)
    assert wardrobe.get(coat.id).worn == after.worn, "that day was noted before already"
    worn = wardrobe.wear([coat.id], date(2026, 3, 9))
    wardrobe.wear([coat.id], date(2026, 3, 10))
    wardrobe.undo(worn)
    assert wardrobe.get(coat.id).worn == (*after.worn, date(2026, 3, 10))


def test_what_is_never_or_long_not_worn_is_found(wardrobe, coat, photos):
    [dress] = wardrobe.ids(Filters(drawers=("Dress",)))
    bag = wardrobe.add(photos[2], "bag.jpg", drawer="Bag").id
    wardrobe.wear([coat.id, bag], date(2026, 1, 5))
    wardrobe.wear([bag], date(2025, 12, 1))
    wardrobe.wear([coat.id], date(2026, 2, 1))
    assert wardrobe.ids(Filters(never_worn=True)) == [dress]
    assert wardrobe.ids(order="unworn") == [dress, bag, coat.id]


def test_what_is_archived_is_hidden_but_kept(wardrobe, coat, photos, said):
    waiting = wardrobe.add(photos[2], "x.jpg", prediction=said("Sandal", 0.5, "unsure", sure_group="shoes")).id
    archived = wardrobe.change([coat.id, waiting], archived="sold")
    assert coat.id not in wardrobe.ids() and wardrobe.ids(Filters(state=REVIEW)) == []
    assert wardrobe.open_counts() == {} and wardrobe.counts() == {"Dress": 1}
    assert set(wardrobe.ids(Filters(archived=True))) == {coat.id, waiting}
    assert wardrobe.ids(Filters(archived=True, text="coat")) == [coat.id]
    assert len(wardrobe.ids(Filters(state=None))) == 3, "back-ups and checks see everything"
    assert wardrobe.known([coat.sha256]) == {coat.sha256: coat.id}, "a photo of it is still recognised"
    wardrobe.delete([coat.id])
    assert wardrobe.ids(Filters(archived=True)) == [waiting] and wardrobe.ids(Filters(deleted=True)) == [coat.id]
    wardrobe.restore([coat.id])
    wardrobe.undo(archived)
    assert wardrobe.get(coat.id).archived is None and wardrobe.ids(Filters(state=REVIEW)) == [waiting]
    assert wardrobe.ids(Filters(drawers=("Coat",), state=FILED)) == [coat.id]
