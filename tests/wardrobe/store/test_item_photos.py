from datetime import date, datetime, timedelta

import pytest

from data.photos.colours import PALETTE
from data.photos.garment import CutoutOverride
from wardrobe.store.errors import StoreError
from wardrobe.store.integrity import check
from wardrobe.store.items import Filters
from wardrobe.store.photo_files import photo_path
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe


@pytest.fixture
def item(wardrobe, photos, said):
    """An item with a photo of its back."""
    made = wardrobe.add(photos[0], "front.jpg", prediction=said())
    wardrobe.add_photo(made.id, photos[1], "back.jpg", "back")
    return wardrobe.get(made.id)


def test_a_further_photo_is_stored_and_found_as_the_items(wardrobe, item, photos):
    [back] = item.further_photos
    assert (back.file_name, back.kind) == ("back.jpg", "back")
    assert wardrobe.photos.holds(back.photo) and wardrobe.photos.thumbnail(back, "photo")
    assert wardrobe.known([back.sha256]) == {back.sha256: item.id}
    again, is_new = wardrobe.add_or_find(photos[1], "again.jpg", drawer="Bag")
    assert again.id == item.id and not is_new
    assert {number for number, _, _ in wardrobe.fingerprints()} == {item.id} and len(wardrobe.fingerprints()) == 2


def test_a_photo_of_an_item_is_not_added_twice_nor_to_another_one(wardrobe, item, photos):
    other = wardrobe.add(photos[2], "other.jpg", drawer="Bag")
    with pytest.raises(StoreError, match="of this item already"):
        wardrobe.add_photo(item.id, photos[1], "x.jpg")
    with pytest.raises(StoreError, match=f"item {item.id} already"):
        wardrobe.add_photo(other.id, photos[0], "x.jpg")
    with pytest.raises(StoreError):
        wardrobe.add_photo(99, photos[3], "x.jpg")
    assert check(wardrobe).lost_and_found == (), "what could not be added leaves no file"
    assert len(wardrobe.photos.files.find("photos")) == 3


def test_the_cover_is_exchanged_and_measured_again(wardrobe, item):
    [back] = item.further_photos
    wardrobe.record({item.id: item.prediction}, move=False, override=CutoutOverride(turns=1))
    turned = wardrobe.get(item.id)
    changes = wardrobe.choose_cover(item.id, back.sha256)
    now = wardrobe.get(item.id)
    assert (now.sha256, now.photo, now.file_name, now.photo_kind) == (back.sha256, back.photo, "back.jpg", "back")
    [old] = now.further_photos
    assert (old.sha256, old.photo, old.override) == (item.sha256, item.photo, CutoutOverride(turns=1))
    assert now.override == CutoutOverride() and now.colours != turned.colours
    wardrobe.undo(changes)
    assert wardrobe.get(item.id) == turned


def test_a_removed_photo_comes_back_with_undo_and_is_kept_for_thirty_days(where, photos):
    times = [datetime(2026, 5, 1)]
    wardrobe = Wardrobe(where, now=lambda: times[0])
    made = wardrobe.add(photos[0], "a", drawer="Bag")
    wardrobe.add_photo(made.id, photos[1], "b")
    [further] = wardrobe.get(made.id).further_photos
    changes = wardrobe.remove_photo(made.id, further.sha256)
    assert wardrobe.get(made.id).further_photos == () and wardrobe.known([further.sha256]) == {}
    assert not check(wardrobe) and wardrobe.photos.holds(further.photo)
    wardrobe.undo(changes)
    assert [photo.sha256 for photo in wardrobe.get(made.id).further_photos] == [further.sha256]
    wardrobe.remove_photo(made.id, further.sha256)
    wardrobe.close()
    times[0] += timedelta(days=31)
    later = Wardrobe(where, now=lambda: times[0])
    assert later.get(made.id).photos == () and not later.photos.exists(further.photo)
    assert later.photos.holds(made.photo)
    later.close()


def test_removing_the_cover_shows_the_next_photo_and_the_last_photo_stays(wardrobe, item):
    changes = wardrobe.remove_photo(item.id, item.sha256)
    now = wardrobe.get(item.id)
    assert now.file_name == "back.jpg" and now.further_photos == ()
    with pytest.raises(StoreError, match="only photo"):
        wardrobe.remove_photo(item.id, now.sha256)
    wardrobe.undo(changes)
    assert wardrobe.get(item.id) == item


def test_undoing_an_added_photo_removes_its_file(wardrobe, photos):
    made = wardrobe.add(photos[0], "a", drawer="Bag")
    changes = wardrobe.add_photo(made.id, photos[1], "b")
    [further] = wardrobe.get(made.id).further_photos
    wardrobe.undo(changes)
    assert wardrobe.get(made.id) == made and not wardrobe.photos.exists(further.photo)


def test_what_a_photo_shows_can_be_said(wardrobe, item):
    [back] = item.further_photos
    wardrobe.set_photo_kind(item.id, back.sha256, "label")
    wardrobe.set_photo_kind(item.id, item.sha256, "front")
    now = wardrobe.get(item.id)
    assert now.photo_kind == "front" and now.further_photos[0].kind == "label"
    with pytest.raises(ValueError, match="Expected one of front"):
        wardrobe.set_photo_kind(item.id, item.sha256, "shoe")


def test_items_that_are_one_garment_are_merged_with_all_photos(wardrobe, item, photos):
    other = wardrobe.add(photos[2], "twin.jpg", drawer="Bag")
    wardrobe.add_photo(other.id, photos[3], "label.jpg", "label")
    wardrobe.change([other.id], tags=["party"])
    wardrobe.wear([other.id], date(2026, 5, 1))
    before = wardrobe.get(other.id)
    changes = wardrobe.merge(item.id, other.id)
    now = wardrobe.get(item.id)
    assert [photo.file_name for photo in now.further_photos] == ["back.jpg", "twin.jpg", "label.jpg"]
    assert now.tags == ("party",) and now.worn == (date(2026, 5, 1),)
    assert wardrobe.ids() == [item.id] and wardrobe.known([before.sha256]) == {before.sha256: item.id}
    wardrobe.undo(changes)
    assert wardrobe.get(item.id) == item and wardrobe.get(other.id) == before
    wardrobe.merge(item.id, other.id)
    wardrobe.delete_permanently([other.id])
    assert all(wardrobe.photos.holds(photo) for photo in wardrobe.get(item.id).stored_photos)


def test_deleting_an_item_deletes_all_its_photos(wardrobe, item):
    wardrobe.delete_permanently([item.id])
    assert wardrobe.photos.files.find("photos") == []


def test_the_check_knows_further_photos(wardrobe, item):
    assert not check(wardrobe)
    [back] = item.further_photos
    wardrobe.photos.files.rm_file(photo_path(back.photo))
    found = check(wardrobe)
    assert [one.id for one in found.lost_further] == [item.id] and found.without_photo == ()
    assert wardrobe.get(item.id) == item


def test_an_item_whose_cover_is_gone_shows_another_photo_instead_of_going_into_the_bin(wardrobe, item, photos):
    wardrobe.add(photos[2], "other.jpg", drawer="Bag")
    wardrobe.photos.files.rm_file(photo_path(item.photo))
    found = check(wardrobe)
    assert found.without_photo == () and [one.id for one in found.lost_further] == [item.id]
    now = wardrobe.get(item.id)
    assert now.file_name == "back.jpg" and now.deleted_at is None and len(now.further_photos) == 1


def test_adding_the_file_again_mends_a_further_photo(wardrobe, item, photos):
    [back] = item.further_photos
    wardrobe.photos.files.pipe_file(photo_path(back.photo), b"half")
    assert [one.id for one in check(wardrobe).damaged] == [item.id]
    wardrobe.add(photos[1], "again.jpg", drawer="Bag")
    assert not check(wardrobe)


def test_chosen_colours_stay_when_the_item_is_classified_cut_out_or_covered_anew(wardrobe, item, said):
    measured = item.colours
    wardrobe.choose_colours(item.id, ["white", "navy"])
    chosen = wardrobe.get(item.id)
    assert [colour.name for colour in chosen.colours] == ["white", "navy"] and chosen.colours_decided
    wardrobe.record({item.id: said("Coat")}, move=True, override=CutoutOverride(off=True))
    wardrobe.choose_cover(item.id, item.further_photos[0].sha256)
    assert wardrobe.get(item.id).colours == chosen.colours
    assert wardrobe.ids(Filters(text="white")) == wardrobe.ids(Filters(text="navy")) == [item.id]
    wardrobe.choose_cover(item.id, item.sha256)
    wardrobe.record({item.id: said()}, move=True, override=CutoutOverride())
    wardrobe.choose_colours(item.id, None)
    again = wardrobe.get(item.id)
    assert [c.name for c in again.colours] == [c.name for c in measured] and not again.colours_decided


def test_choosing_colours_can_be_undone_and_refuses_other_names(wardrobe, item):
    wardrobe.undo(wardrobe.choose_colours(item.id, list(PALETTE)[:4]))
    assert wardrobe.get(item.id) == item
    for names in (["sky"], [], list(PALETTE)[:5], ["red", "red"]):
        with pytest.raises(ValueError, match="different colours of the palette"):
            wardrobe.choose_colours(item.id, names)


def test_photos_survive_another_program_start(where, item, wardrobe):
    again = Wardrobe(Settings(where.database_url, where.files_url))
    assert again.get(item.id) == item
    again.close()
