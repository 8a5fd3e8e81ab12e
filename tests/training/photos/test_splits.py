from pathlib import Path

import numpy as np
import pytest

from data.errors import DataError
from data.folders import LabelledPhoto
from data.labels import CLASS_NAMES
from training.options import PhotoConfig
from training.photos.collection import PhotoCollection
from training.photos.framing import FramedPhoto
from training.photos.splits import check_split, split_photos

OWN = ("dresses", "hats", "shoes")


def collection_of(rows, class_names=OWN):
    """Photos without pixels, from rows of label, group and part."""
    photos = tuple(
        LabelledPhoto(Path(f"{n}.jpg"), label, frozenset({class_names.index(label)}), group, part, sha256=str(n))
        for n, (label, group, part) in enumerate(rows)
    )
    return PhotoCollection.of([FramedPhoto(photo, np.zeros((1, 1, 4), np.uint8)) for photo in photos], class_names)


def rows(counts, group="", part=""):
    return [(label, group, part) for label, count in counts.items() for _ in range(count)]


def test_photos_of_one_person_are_held_out_together():
    collection = collection_of(rows({"hats": 4, "shoes": 4}, "anna") + rows({"hats": 3, "shoes": 3}, "ben"))
    held_out = split_photos(collection, 0)
    assert held_out.by == "group"
    groups = np.array([photo.group for photo in collection.photos])
    by_group = {group: set(held_out.folds[groups == group]) for group in ("anna", "ben")}
    assert sorted(map(tuple, by_group.values())) == [(0,), (1,)]
    check_split(collection, held_out.folds, PhotoConfig(classes="own"))


def test_one_person_alone_is_split_by_photo():
    held_out = split_photos(collection_of(rows({"hats": 10, "shoes": 10}, "anna")), 0)
    assert held_out.by == "photo" and (held_out.folds == 0).sum() == 4


def test_groups_that_some_photos_lack_are_no_split_by_people():
    some = rows({"hats": 5}, "anna") + rows({"hats": 5}, "ben") + rows({"shoes": 5})
    assert split_photos(collection_of(some), 0).by == "photo"


def test_a_part_for_validation_is_the_one_that_is_held_out():
    laid_out = rows({"hats": 3, "shoes": 3}, part="train") + rows({"hats": 1, "shoes": 1}, part="validation")
    assert split_photos(collection_of(laid_out), 0).folds.tolist() == [1] * 6 + [0] * 2


def test_the_only_photo_of_a_class_is_trained_on():
    counts = {"dresses": 1, "hats": 6, "shoes": 6}
    collection = collection_of(rows(counts))
    held_out = split_photos(collection, 0)
    assert held_out.folds[0] != 0
    check_split(collection, held_out.folds, PhotoConfig(classes="own"))


def test_a_class_without_a_photo_to_train_on_is_refused():
    laid_out = rows({"hats": 3, "shoes": 3}, part="train") + rows({"dresses": 2}, part="validation")
    collection = collection_of(laid_out)
    with pytest.raises(DataError, match="No photo to train on is left for: dresses"):
        check_split(collection, split_photos(collection, 0).folds, PhotoConfig(classes="own"))


def test_classes_of_fashion_mnist_need_no_photos_unless_its_garments_are_left_out():
    collection = collection_of(rows({"Dress": 5, "Coat": 5}), CLASS_NAMES)
    folds = split_photos(collection, 0).folds
    check_split(collection, folds, PhotoConfig())
    with pytest.raises(DataError, match="No photo to train on is left for: T-shirt/top, Trouser"):
        check_split(collection, folds, PhotoConfig(composites=0))


@pytest.mark.parametrize(("folds", "advice"), [(7, "Use --folds 2"), (0, None)])
def test_fewer_people_than_folds_say_what_to_do(folds, advice):
    collection = collection_of(rows({"hats": 4}, "anna") + rows({"shoes": 4}, "ben"))
    if advice is None:
        assert split_photos(collection, folds).by == "group"
    else:
        with pytest.raises(DataError, match=f"at least 7 groups .*Received: 2. {advice}"):
            split_photos(collection, folds)


def test_the_number_of_cut_outs_of_a_photo_does_not_change_the_split():
    photos = list(collection_of(rows({"hats": 9, "shoes": 6})).photos)
    frame = np.zeros((1, 1, 4), np.uint8)

    def fold_of(cut_outs):
        collection = PhotoCollection.of([FramedPhoto(photo, frame) for photo in cut_outs], OWN)
        folds = split_photos(collection, 3).folds
        return {photo.sha256: int(fold) for photo, fold in zip(collection.photos, folds, strict=True)}

    assert fold_of([*photos, *photos[3:7], photos[5]]) == fold_of(photos)
