import io
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from wardrobe.store.errors import StoreError
from wardrobe.store.items import FILED, REVIEW, Filters
from wardrobe.store.photo_files import photo_path


def test_a_smaller_copy_of_a_photo_is_similar(wardrobe, photos, encoded):
    items = [wardrobe.add(photo, "x.jpg", drawer="Bag") for photo in photos]
    copy = Image.open(io.BytesIO(photos[2]))
    copy.thumbnail((150, 150))
    other = wardrobe.add(encoded(copy, "JPEG", quality=60), "again.jpg", drawer="Bag")
    assert wardrobe.similar(other) == [items[2].id]


def test_filters_are_joined_by_and(wardrobe, photos, said):
    a = wardrobe.add(photos[0], "Blue_party.jpg", prediction=said("Dress", 0.9)).id
    b = wardrobe.add(photos[1], "b.jpg", prediction=said("Coat", 0.6, "unsure"), drawer="Dress", state=FILED).id
    c = wardrobe.add(photos[2], "c.jpg", prediction=said("Bag", 0.3, "unsure")).id
    wardrobe.change([a], add_tags=["work", "summer party"], seasons=["summer"], notes="from Lisbon, 100% silk")

    def found(**filters):
        return set(wardrobe.ids(Filters(**filters)))

    assert found() == {a, b} and found(state=REVIEW) == {c} and found(state=None) == {a, b, c}
    assert found(text="PARTY blue") == {a} and found(text="lisbon") == {a} and found(text="work dress") == {a}
    assert (
        found(text="100%") == {a}
        and found(text="%") == {a}
        and found(text="_party") == {a}
        and found(text="zzz") == set()
    )
    assert (
        found(tags=("work",)) == {a}
        and found(seasons=("summer", "winter")) == {a}
        and found(seasons=("winter",)) == set()
    )
    assert found(drawers=("Dress",)) == {a, b} and found(drawers=("Coat",)) == set()
    assert found(confidence=(0.5, 0.7)) == {b} and found(decided=True) == {b} and found(decided=False) == {a}
    assert found(colours=(wardrobe.get(a).colours[0].name,)) >= {a}
    without = wardrobe.add(photos[3], "d.jpg", drawer="Socks").id
    assert without in found(decided=True)  # nobody else chose its drawer
    wardrobe.delete_permanently([without])
    day = timedelta(days=1)
    now = datetime.now(UTC).replace(tzinfo=None)
    assert found(added=(now - day, now + day)) == {a, b} and found(added=(now - 2 * day, now - day)) == set()
    assert wardrobe.counts() == {"Dress": 2} and wardrobe.counts(Filters(state=REVIEW)) == {"Bag": 1}


@pytest.mark.parametrize("word", ["übergröße", "ÜBERGRÖSSE", unicodedata.normalize("NFD", "Größe")])
def test_text_is_found_in_any_case_and_unicode_form(wardrobe, photos, word):
    wardrobe.add(photos[0], "a.jpg", drawer="Coat")
    b = wardrobe.add(photos[1], unicodedata.normalize("NFD", "Übergröße.jpg"), drawer="Coat").id
    assert wardrobe.ids(Filters(text=word)) == [b]


def test_pages_of_every_order_hold_each_item_once(wardrobe, photos, said):
    for index, photo in enumerate(photos):
        wardrobe.add(photo, f"{index}", prediction=said(confidence=0.5))
    for order in ("newest", "oldest", "unsure", "sure", "drawer"):
        pages = [item.id for offset in (0, 2, 4) for item in wardrobe.find(order=order, limit=2, offset=offset)]
        assert sorted(pages) == sorted(wardrobe.ids()) and len(pages) == 5


def test_items_without_prediction_come_last_in_both_orders(wardrobe, photos, said):
    wardrobe.add(photos[0], "b", prediction=said("Dress", 0.4))
    wardrobe.add(photos[1], "not asked", drawer="Coat")
    wardrobe.add(photos[2], "a", prediction=said("Dress", 0.9))
    assert [item.file_name for item in wardrobe.find(order="unsure")] == ["b", "a", "not asked"]
    assert [item.file_name for item in wardrobe.find(order="sure")] == ["a", "b", "not asked"]


def test_only_empty_drawers_can_be_removed(wardrobe, photos):
    assert wardrobe.add_drawer("  Swim   wear ") == "Swim wear" == wardrobe.add_drawer("Swim wear")
    item = wardrobe.add(photos[0], "a", drawer="Swim wear")
    with pytest.raises(StoreError, match="is not empty"):
        wardrobe.remove_drawer("Swim wear")
    wardrobe.change([item.id], drawer="Bag")
    wardrobe.remove_drawer("Swim wear")
    assert wardrobe.own_drawers() == []
    for name in ("", "  ", "x" * 41):
        with pytest.raises(StoreError, match="1 to 40"):
            wardrobe.add_drawer(name)


@pytest.mark.parametrize(
    ("name", "kept"), [("swim WEAR", "Swim wear"), ("trouser", "Trouser"), ("t-shirt top", "T-shirt/top")]
)
def test_no_two_drawers_have_the_same_name_or_folder(wardrobe, name, kept):
    wardrobe.add_drawer("Swim wear")
    assert wardrobe.add_drawer(name) == kept and wardrobe.own_drawers() == ["Swim wear"]


def test_settings_are_stored(wardrobe):
    assert wardrobe.setting("model", "photo") == "photo"
    wardrobe.set_setting("model", "cnn/1")
    wardrobe.set_setting("model", {"name": "mlp"})
    assert wardrobe.setting("model") == {"name": "mlp"}


def test_a_missing_item_is_an_error(wardrobe, photos):
    with pytest.raises(StoreError, match="no item 7"):
        wardrobe.get(7)
    item = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    wardrobe.photos.files.rm_file(photo_path(item.photo))
    with pytest.raises(StoreError, match=r"photo of a\.jpg is gone"):
        wardrobe.photos.read(item)
