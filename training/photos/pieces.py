"""Garments in tagged photos of people: each piece by its tag mask or, without one, as the segmenter finds its group."""

import hashlib
from collections.abc import Iterator

import numpy as np

from data.folders import LabelledPhoto
from data.labels import find_name, group_named, group_of
from data.photos.garment import SEGMENTED, Garment
from data.photos.recipes import FRAME_MARGIN, frame_garment, frame_side, read_photo_file, read_picture, reduced
from model.garments import live_segmenter, read_garment
from model.segmenter import enlarged
from model.segments import BACKGROUND, SEGMENTS
from training.photos.framing import FramedPhoto, frame
from training.photos.masks import BACKGROUND_TAG, IGNORED, NONE, PERSON_TAG, TaggedPhoto, Tags, tag_mask
from training.photos.shop_pictures import worn_pictures
from training.photos.worn_labels import OFTEN_MEANT, worn_labels

_LEAST_AREA = 0.0025  # of the photo; smaller pieces show too little
_SAME = 0.5  # IoU of a piece and of what was found
_FULL, _HALF = 255, 127
_PARTS_OF_SUITS = {"suit": ("top", "bottom")}  # tags that leave open what several groups show


def frame_pieces(
    photo: TaggedPhoto, tags: Tags, class_names: tuple[str, ...], source: str, input_size: int
) -> list[FramedPhoto]:
    """The pieces of a tagged photo that mean something to a network of these classes.

    Those with a tag mask are there twice: cut out by the mask, to train on, and as the app cuts them out of a picture
    like a shop's (`training.photos.shop_pictures`), which is measured. The tags of a whole photo are too rough to
    measure by.

    Raises:
        PhotoError: the photo cannot be read.
    """
    content = read_photo_file(photo.path)
    image = reduced(read_picture(content))
    digest = hashlib.sha256(content).hexdigest()
    values = tag_mask(photo, image.shape[:2])
    found = _by_tag_mask(values, tags) if values is not None else _by_segmenter(image, photo.tags, tags, class_names)

    def labelled(tag: str, names: tuple[str, ...]) -> LabelledPhoto | None:
        classes = classes_of(names, class_names)
        if classes is None:
            return None
        return LabelledPhoto(photo.path, tag, classes, photo.path.name, sha256=digest, source=source)

    framed = []
    for tag, mask, foreground in found:
        to_train = labelled(tag, (*tags.meaning(tag), *OFTEN_MEANT.get(tag, ())))
        if to_train and (mask > _HALF).mean() >= _LEAST_AREA:
            framed.append(FramedPhoto(to_train, _frame(image, mask, foreground, input_size), measured=False))
    if values is None:
        return framed
    rng = np.random.default_rng(int(digest[:8], 16))
    for tag, picture, piece in worn_pictures(rng, image, values, tags):
        to_measure = labelled(tag, worn_labels().get((digest, tag)) or tags.meaning(tag))
        to_train = labelled(tag, (*tags.meaning(tag), *OFTEN_MEANT.get(tag, ())))
        if to_measure and to_measure.classes and to_train:
            framed += _as_the_app_sees(to_measure, to_train, picture, piece, input_size)
    return framed


def _as_the_app_sees(
    to_measure: LabelledPhoto, to_train: LabelledPhoto, picture: bytes, piece: np.ndarray, input_size: int
) -> Iterator[FramedPhoto]:
    """The garment that the app finds in a picture of a piece; trained on if it is that piece."""
    garment = read_garment(picture)
    framed, worn = frame(garment, input_size), garment.is_worn
    yield FramedPhoto(to_measure, framed, trained=False, is_worn=worn)
    if (garment.mask & piece).sum() >= _SAME * (garment.mask | piece).sum():
        yield FramedPhoto(to_train, framed, measured=False, is_worn=worn)


def classes_of(meaning: tuple[str, ...], class_names: tuple[str, ...]) -> frozenset[int] | None:
    """The numbers of the classes that a tag means, none for none of them; None if it is not to be trained on."""
    if set(meaning) & {IGNORED, BACKGROUND_TAG}:
        return None
    if set(meaning) & {NONE, PERSON_TAG}:
        return frozenset()
    named = {find_name(name, class_names) for name in meaning}
    return frozenset(class_names.index(name) for name in named if name is not None)


def _by_tag_mask(values: np.ndarray, tags: Tags) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    foreground = np.where(values > 0, _FULL, 0).astype(np.uint8)
    for value in np.unique(values):
        tag = tags.by_value.get(int(value), "")
        if value and tags.meaning(tag) != (PERSON_TAG,):
            yield tag, np.where(values == value, _FULL, 0).astype(np.uint8), foreground


def _by_segmenter(
    image: np.ndarray, of_photo: tuple[str, ...], tags: Tags, class_names: tuple[str, ...]
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Each group that is seen, where all tags of the group mean the same."""
    probabilities = live_segmenter().segment(image).probabilities
    size = image.shape[:2]
    background = probabilities[..., SEGMENTS.index(BACKGROUND)]
    foreground = enlarged(1 - background, size)
    for number, group in enumerate(SEGMENTS):
        of_group = [tag for tag in of_photo if group in _groups(tag, tags.meaning(tag))]
        meanings = {tags.meaning(tag) for tag in of_group}
        if len(meanings) == 1 and classes_of(meanings.pop(), class_names):
            yield of_group[0], enlarged(probabilities[..., number], size), foreground


def _groups(tag: str, meaning: tuple[str, ...]) -> set[str]:
    groups = {group_of(name) for name in meaning} | {group_named(tag)} | set(_PARTS_OF_SUITS.get(tag, ()))
    return {group for group in groups if group}


def _frame(image: np.ndarray, mask: np.ndarray, foreground: np.ndarray, input_size: int) -> np.ndarray:
    """A piece's frame with the plane of all that is no background: uint8 (side, side, 5)."""
    side = frame_side(input_size)
    framed = frame_garment(Garment(image, mask, SEGMENTED), FRAME_MARGIN, side)
    around = frame_garment(Garment(np.dstack([foreground] * 3), mask, SEGMENTED), FRAME_MARGIN, side)
    return np.dstack([framed, around[..., 0]])
