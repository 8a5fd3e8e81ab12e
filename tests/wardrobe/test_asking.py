import numpy as np
import pytest

from data.cutout import Nudge
from wardrobe.asking import ask_again, cut_out_anew


@pytest.fixture
def classifier(monkeypatch, said):
    monkeypatch.setattr("wardrobe.asking.ask", lambda garment, classifier: said("Coat", 0.8, model="new/1"))
    return object()


def test_asking_again_changes_nothing_and_says_what_would_move(wardrobe, photos, said, classifier):
    dress = wardrobe.add(photos[0], "a", prediction=said("Dress"))
    coat = wardrobe.add(photos[1], "b", prediction=said("Coat"))
    changes = list(ask_again(wardrobe, [dress, coat], classifier))
    assert [(change.item.id, change.moves) for change in changes] == [(dress.id, True), (coat.id, False)]
    assert wardrobe.get(dress.id) == dress


def test_an_item_whose_photo_is_gone_is_left_out(wardrobe, photos, said, classifier):
    items = [wardrobe.add(photo, "x", prediction=said()) for photo in photos[:2]]
    wardrobe.files.rm_file(f"photos/{items[0].photo[:2]}/{items[0].photo}.jpg")
    assert [change.item.id for change in ask_again(wardrobe, items, classifier)] == [items[1].id]


def test_a_nudged_cut_out_is_found_as_the_person_says(wardrobe, photos):
    item = wardrobe.add(photos[0], "a", drawer="Bag")
    garment = cut_out_anew(wardrobe, item, Nudge(rectangle=(0, 0, 0.5, 1)))
    assert not garment.mask[:, garment.mask.shape[1] // 2 :].any() and garment.mask.any()
    assert np.array_equal(garment.image, wardrobe.garment(item).image)
