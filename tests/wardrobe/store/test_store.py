import hashlib
import threading
from datetime import datetime, timedelta

import pytest

from data.photos.colours import PALETTE
from data.photos.decoding import PhotoError
from wardrobe.store.errors import StoreError
from wardrobe.store.items import FILED, REVIEW, Filters
from wardrobe.store.photo_files import photo_path
from wardrobe.store.store import Wardrobe


def test_a_photo_is_still_there_after_reopening(wardrobe, where, photos, said):
    item = wardrobe.add(photos[0], "floor.jpg", prediction=said())
    wardrobe.close()
    again = Wardrobe(where)
    assert again.get(item.id) == item
    assert item.drawer == "Dress" and item.state == FILED and not item.corrected
    assert item.sha256 == hashlib.sha256(photos[0]).hexdigest()
    assert hashlib.sha256(again.photos.read(item)).hexdigest() == item.photo
    assert {colour.name for colour in item.colours} <= set(PALETTE) and item.colours
    again.close()


def test_unsure_photos_wait_for_review_unless_the_user_chooses_the_drawer(wardrobe, photos, said):
    assert wardrobe.add(photos[0], "a", prediction=said(outcome="unsure")).state == REVIEW
    chosen = wardrobe.add(photos[1], "b", prediction=said("Dress"), drawer="Coat", state=FILED)
    assert chosen.corrected and chosen.drawer == "Coat"
    without = wardrobe.add(photos[2], "c", drawer="Socks")
    assert without.prediction is None and without.state == FILED and not without.corrected
    with pytest.raises(StoreError, match="needs a drawer"):
        wardrobe.add(photos[3], "d")


def test_the_same_file_twice_is_one_item(wardrobe, photos):
    first = wardrobe.add(photos[0], "a.jpg", drawer="Bag")
    assert wardrobe.add(photos[0], "b.jpg", drawer="Coat") == first
    wardrobe.delete([first.id])
    assert wardrobe.ids() == []
    assert wardrobe.add(photos[0], "a.jpg", drawer="Bag").id == first.id
    assert wardrobe.ids() == [first.id]


def test_the_same_file_from_two_threads_at_once_is_one_item(wardrobe, photos):
    barrier, numbers = threading.Barrier(4), []

    def add():
        barrier.wait()
        numbers.append(wardrobe.add(photos[0], "a.jpg", drawer="Bag").id)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4 and len(set(numbers)) == 1


def test_a_bad_file_leaves_nothing_behind(wardrobe):
    with pytest.raises(PhotoError):
        wardrobe.add(b"no photo", "x.jpg", drawer="Bag")
    assert wardrobe.ids() == [] and wardrobe.photos.files.find("photos") == []


def test_the_users_drawer_overrides_the_prediction(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said("Dress"))
    wardrobe.change([item.id], drawer="Coat")
    assert wardrobe.get(item.id).corrected
    wardrobe.change([item.id], drawer="Dress")
    assert not wardrobe.get(item.id).corrected


def test_no_prediction_revokes_the_users_decision(wardrobe, photos, said):
    sure, corrected = [wardrobe.add(photo, "x", prediction=said("Dress")) for photo in photos[:2]]
    wardrobe.change([corrected.id], drawer="Coat")
    # One agrees with the person, one is not sure of a piece that nobody looked at: both stay where they are.
    unsure, agrees = said("Shirt", 0.4, "unsure", "cnn/2", 2), said("Coat", model="cnn/2", day=2)
    wardrobe.record({sure.id: unsure, corrected.id: agrees}, move={corrected.id})
    assert [summary.decided for summary in wardrobe.summaries()] == [False, True]
    before = wardrobe.record({corrected.id: said("Pullover", model="cnn/3", day=3)}, move=True)
    assert not wardrobe.get(corrected.id).decided, "a model moved it"
    wardrobe.undo(before)
    assert wardrobe.get(corrected.id).decided
    before = wardrobe.change([sure.id], state=FILED)
    assert wardrobe.get(sure.id).decided
    wardrobe.undo(before)
    assert not wardrobe.get(sure.id).decided


def test_items_restored_meanwhile_are_not_deleted(wardrobe, photos):
    first, second = [wardrobe.add(photo, "x", drawer="Bag") for photo in photos[:2]]
    wardrobe.delete([first.id, second.id])
    wardrobe.restore([second.id])  # in another tab
    assert wardrobe.delete_permanently([first.id, second.id], only_from_bin=True) == 1
    assert wardrobe.ids() == [second.id] and wardrobe.photos.read(second)


def test_predictions_are_stored_with_their_model(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said("Dress"))
    wardrobe.record({item.id: said("Coat", 0.4, "unsure", model="cnn/2", day=2)}, move=False)
    after = wardrobe.get(item.id)
    assert [p.model for p in after.predictions] == ["cnn/2", "photo/1"]
    assert after.drawer == "Dress" and not after.corrected, "it only stayed, and no person said so"
    wardrobe.record({item.id: said("Shirt", model="cnn/3", day=3)}, move=True)
    assert wardrobe.get(item.id).drawer == "Shirt" and not wardrobe.get(item.id).corrected


def test_the_bin_is_emptied_after_thirty_days(where, photos):
    start = datetime(2026, 1, 1)
    wardrobe = Wardrobe(where, now=lambda: start)
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    wardrobe.delete([item.id])
    assert Wardrobe(where, now=lambda: start + timedelta(days=29)).ids(Filters(deleted=True)) == [item.id]
    assert Wardrobe(where, now=lambda: start + timedelta(days=31)).ids(Filters(deleted=True)) == []
    assert not wardrobe.photos.files.exists(photo_path(item.photo))


def test_a_database_that_refuses_an_item_raises_and_leaves_no_photo(wardrobe, photos, monkeypatch):
    from sqlalchemy.exc import IntegrityError

    from wardrobe.store import mapping

    def collide(connection, item):
        raise IntegrityError("INSERT", {}, ValueError("this number is taken"))

    monkeypatch.setattr(mapping, "write", collide)
    with pytest.raises(IntegrityError, match="this number is taken"):
        wardrobe.add(photos[0], "a", drawer="Bag")
    assert wardrobe.photos.files.find("photos") == [] and wardrobe.photos.files.find("thumbnails") == []
