"""Folders of tagged photos and of photos with masks, as a training reads them."""

import csv
import hashlib
from collections import Counter
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.errors import DataError
from data.labels import CLASS_NAMES, FURTHER_KINDS, PHOTO_CLASS_NAMES
from data.photos.garment import SEGMENTED, Garment
from data.photos.recipes import read_picture
from model.photo_result import PhotoResult, Piece
from training.photos.collection import class_names_of, load_collection
from training.photos.masks import read_tagged_photos, read_tags
from training.photos.negatives import NO_NEGATIVES, Negatives
from training.photos.piece_evaluation import score_pieces
from training.photos.splits import split_photos
from wardrobe.store.pictures import jpeg

MEANINGS = {
    "null": "background",
    "t-shirt": "T-shirt/top",
    "shoes": "Sneaker|Ankle boot|Sandal",
    "skirt": "Skirt",
    "watch": "none",
    "pumps": "ignored",
    "skin": "person",
}


def write_table(file, columns, rows):
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([columns, *rows])


@pytest.fixture
def tagged(tmp_path):
    """Ten photos of a shirt on skin, with a skirt below and a watch; each has a mask but the last two."""
    folder = tmp_path / "street"
    (folder / "images").mkdir(parents=True)
    (folder / "masks").mkdir()
    numbers = {tag: number for number, tag in enumerate(MEANINGS)}
    write_table(folder / "mask-values.csv", ("value", "tag"), [(value, tag) for tag, value in numbers.items()])
    write_table(folder / "tag-classes.csv", ("tag", "class"), MEANINGS.items())
    rows = []
    for number in range(10):
        image = np.full((200, 150, 3), 235, np.uint8)
        mask = np.zeros((200, 150), np.uint8)
        for tag, area in (
            ("skin", np.s_[10:190, 50:100]),
            ("t-shirt", np.s_[40:100, 30:120]),
            ("skirt", np.s_[100:150, 40:110]),
            ("watch", np.s_[105:117, 25:38]),
            ("pumps", np.s_[180:195, 40:110]),
        ):
            image[area] = (20 * numbers[tag], 40, 200 - 10 * number)
            mask[area] = numbers[tag]
        (folder / "images" / f"{number}.jpg").write_bytes(jpeg(image))
        has_mask = number < 8
        if has_mask:
            cv2.imwrite(str(folder / "masks" / f"{number}.png"), mask)
        rows.append((f"images/{number}.jpg", f"masks/{number}.png" if has_mask else "", "pumps skirt t-shirt watch"))
    write_table(folder / "photos.csv", ("image", "mask", "tags"), rows)
    return folder


def test_each_tag_that_means_something_is_a_piece(tagged):
    collection = load_collection([tagged], PHOTO_CLASS_NAMES, input_size=64)
    of_masks = [photo for photo in collection.photos if photo.source == "street"]
    assert {photo.label for photo in of_masks} == {"t-shirt", "skirt", "watch"}
    by_label = dict(zip([photo.label for photo in of_masks], collection.allowed[: len(of_masks)], strict=True))
    assert {label: np.flatnonzero(row).tolist() for label, row in by_label.items()} == {
        "t-shirt": [0],
        "skirt": [PHOTO_CLASS_NAMES.index("Skirt")],
        "watch": [13],
    }
    framed = collection.frames[[photo.label for photo in of_masks].index("t-shirt")]
    assert framed.shape == (144, 144, 5)
    longest = 144 / 1.5
    assert (framed[..., 3] > 127).sum() == pytest.approx(longest * longest * 60 / 90, rel=0.1)
    assert (framed[..., 4] > 127).sum() > 1.3 * (framed[..., 3] > 127).sum()  # skin and skirt are no background
    by_mask = [photo for photo, frame in zip(collection.photos, collection.frames, strict=True) if frame.shape[2] == 5]
    assert Counter(photo.label for photo in by_mask if photo.source == "street") == {
        "t-shirt": 8,
        "skirt": 8,
        "watch": 8,
    }


def test_each_piece_is_measured_as_the_app_cuts_it_out_of_a_shop_picture(tagged):
    collection = load_collection([tagged], PHOTO_CLASS_NAMES, input_size=64)
    measured = [photo for photo, chosen in zip(collection.photos, collection.measured, strict=True) if chosen]
    assert {photo.source for photo in measured} == {"street"}
    assert sorted(Counter(photo.label for photo in measured).items()) == [("skirt", 8), ("t-shirt", 8)]
    assert not (collection.trained & collection.measured & (collection.sources == "street")).any()
    assert collection.trained[~collection.measured].all()


def test_the_photos_of_a_source_are_split_by_photo_and_stay_together(tagged):
    collection = load_collection([tagged], PHOTO_CLASS_NAMES, input_size=64)
    held_out = split_photos(collection, 0)
    inside = collection.sources == "street"
    fold_of = {}
    for photo, fold in zip(np.array(collection.photos)[inside], held_out.folds[inside], strict=True):
        fold_of.setdefault(photo.path.name, set()).add(int(fold))
    assert all(len(folds) == 1 for folds in fold_of.values()) and len(fold_of) == 8


def test_tags_of_further_kinds_are_classes(tagged, tmp_path):
    assert class_names_of("photo", [tagged], NO_NEGATIVES) == (*CLASS_NAMES, "Skirt")
    (tmp_path / "hats" / "Caps").mkdir(parents=True)
    (tmp_path / "hats" / "Caps" / "a.jpg").write_bytes(jpeg(np.full((40, 40, 3), 90, np.uint8)))
    both = [tagged, tmp_path / "hats"]
    assert class_names_of("photo", both, NO_NEGATIVES) == (*CLASS_NAMES, "Skirt", "Hat")
    assert class_names_of("photo", both[1:], Negatives(labels=("Caps",))) == CLASS_NAMES
    assert class_names_of("fashion-mnist", both, NO_NEGATIVES) == CLASS_NAMES
    assert class_names_of("own", both[1:], NO_NEGATIVES) == ("Caps",)
    with pytest.raises(DataError, match="one folder of labelled photos with classes=own"):
        class_names_of("own", both, NO_NEGATIVES)
    assert FURTHER_KINDS == ("Shorts", "Skirt", "Hat")


def test_a_table_of_tags_that_cannot_be_read_says_what_is_expected(tagged):
    (tagged / "tag-classes.csv").write_text("name,class\nshirt,Shirt\n")
    with pytest.raises(DataError, match="tags that cannot be read .*columns value and tag"):
        read_tags(tagged)


def test_a_photo_with_a_mask_is_trained_on_in_two_cut_outs_and_measured_in_one(tmp_path):
    folder = tmp_path / "home"
    (folder / "masks").mkdir(parents=True)
    for number in range(4):
        scene = draw_scene(0, seed=number, surface="page", height=200, width=150)
        (folder / "T-Shirt").mkdir(exist_ok=True)
        (folder / "T-Shirt" / f"{number}.jpg").write_bytes(jpeg(scene.image))
        if number < 3:
            cv2.imwrite(str(folder / "masks" / f"{number}.png"), scene.mask.astype(np.uint8) * 255)
    rows = [(f"T-Shirt/{number}.jpg", "T-Shirt", number) for number in range(4)]
    write_table(folder / "photos.csv", ("image", "label", "group"), rows)
    collection = load_collection([folder], CLASS_NAMES, input_size=64)
    assert collection.measured.tolist() == [True, False] * 3 + [True]
    assert {photo.source for photo in collection.photos} == {"home"}
    assert [frame.shape[2] for frame in collection.frames] == [4, 5] * 3 + [5]
    found, reference = (frame[..., 3] > 127 for frame in collection.frames[:2])
    assert (found & reference).sum() / (found | reference).sum() > 0.85
    folds = split_photos(collection, 2).folds
    assert (folds[0:6:2] == folds[1:6:2]).all()


def test_the_kinds_of_a_folder_of_negatives_are_groups(tmp_path, tagged):
    for seed, kind in enumerate(("clock", "cup", "lamp", "sofa", "tree")):
        (tmp_path / "things" / kind).mkdir(parents=True)
        for number in range(2):
            picture = np.random.default_rng(2 * seed + number).integers(0, 256, (60, 60, 3), dtype=np.uint8)
            (tmp_path / "things" / kind / f"{number}.jpg").write_bytes(jpeg(picture))
    collection = load_collection([tagged], PHOTO_CLASS_NAMES, negatives=Negatives((), (tmp_path / "things",)))
    things = collection.sources == "things"
    assert {photo.group for photo in np.array(collection.photos)[things]} == {"clock", "cup", "lamp", "sofa", "tree"}
    assert collection.allowed[things][:, -1].all()
    folds = split_photos(collection, 0).folds[things]
    groups = [photo.group for photo in np.array(collection.photos)[things]]
    assert len({(group, fold) for group, fold in zip(groups, folds.tolist(), strict=True)}) == 5


def test_a_photo_in_two_folders_is_taken_once(tmp_path):
    content = jpeg(draw_scene(0, seed=1, height=120, width=90).image)
    for name in ("one", "two"):
        (tmp_path / name / "Dress").mkdir(parents=True)
        (tmp_path / name / "Dress" / "a.jpg").write_bytes(content)
        own = jpeg(draw_scene(3, seed=3, height=120, width=90 + 10 * (name == "two")).image)
        (tmp_path / name / "Dress" / "b.jpg").write_bytes(own)
    collection = load_collection([tmp_path / "one", tmp_path / "two"], CLASS_NAMES)
    assert len(collection.photos) == 3 and len(collection.left_out["duplicate"]) == 1


def test_pieces_that_people_wear_are_found_and_named(tagged):
    """A stand-in for the network, which finds the shirt where it is and takes the skirt for a dress."""

    class Finder:
        card = SimpleNamespace(id="photo/9", photos=frozenset())

        def predict(self, content):
            image = read_picture(content)
            whole = Garment(image, np.full(image.shape[:2], 255, np.uint8), SEGMENTED)
            shirt = Piece("T-shirt/top", 0.9, (30 / 150, 40 / 200, 120 / 150, 100 / 200))
            skirt = Piece("Dress", 0.6, (40 / 150, 95 / 200, 110 / 150, 150 / 200))
            return PhotoResult("", "unsure", "photo/9", "Dress", 0.5, {}, garment=whole, pieces=(shirt, skirt))

    report = score_pieces(Finder(), tagged)
    assert report["photos"] == 8 and report["n"] == 16 and report["found"] == 1 and report["label_accuracy"] == 0.5
    assert report["by_group"]["top"] == {"n": 8, "found": 1.0, "label_accuracy": 1.0, "group_accuracy": 1.0}
    assert report["by_group"]["bottom"]["label_accuracy"] == 0
    first = read_tagged_photos(tagged)[0].path
    Finder.card = SimpleNamespace(id="photo/9", photos=frozenset({hashlib.sha256(first.read_bytes()).hexdigest()}))
    report = score_pieces(Finder(), tagged)
    assert report["photos"] == 7 and report["trained_on_left_out"] == 1


def test_a_piece_that_is_not_found_is_counted(tagged):
    class Blind:
        card = SimpleNamespace(id="photo/9", photos=frozenset())

        def predict(self, content):
            image = read_picture(content)
            corner = np.zeros(image.shape[:2], np.uint8)
            corner[:20, :20] = 255
            garment = Garment(image, corner, SEGMENTED)
            return PhotoResult("", "unsure", "photo/9", "Hat", 0.5, {}, garment=garment)

    report = score_pieces(Blind(), tagged)
    assert report["found"] == 0 and report["label_accuracy"] is None
