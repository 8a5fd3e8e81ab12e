"""Which photos are held out: by who took them where that is known, otherwise photo by photo."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.errors import DataError
from data.folders import LabelledPhoto
from data.labels import dataset_classes
from data.splits import grouped_folds
from training.options import PhotoConfig
from training.photos.collection import PhotoCollection

_PARTS = 5  # without folds, the first of so many parts is held out


@dataclass(frozen=True)
class HeldOut:
    """The parts into which photos are split.

    ``folds`` int (N,), the part of each photo, counted from 0; without cross-validation, part 0 is held out. ``by`` is
    ``group`` where the photos of one person (or whatever a group stands for) are all in one part, so that figures are
    on people who were not trained on; otherwise ``photo``.
    """

    folds: np.ndarray
    by: str


def split_photos(collection: PhotoCollection, folds: int) -> HeldOut:
    """Splits photos into ``folds`` parts; with 0 folds, into a held-out part of about a fifth and the others.

    Each source is split for itself: by group where every photo of a class has one and there are two groups or more.
    Without folds, a source with a part ``validation`` is split as it is laid out.

    Raises:
        DataError: a source has fewer groups, or photos, than ``folds``, or than 2.
    """
    sources = collection.sources
    parts = np.zeros(len(sources), int)
    by = set()
    for source in np.unique(sources.astype(str)):
        inside = np.flatnonzero(sources == source)
        photos = [collection.photos[number] for number in inside]
        parts[inside], of_source = _split_source(photos, collection.all_groups.get(source), folds)
        if any(photo.classes for photo in photos):
            by.add(of_source)
    return HeldOut(parts if folds else _best_first(parts, collection), "group" if by == {"group"} else "photo")


def _split_source(
    photos: Sequence[LabelledPhoto], all_groups: Sequence[str] | None, folds: int
) -> tuple[np.ndarray, str]:
    """The part of each photo of one source, and what was split: ``group`` or ``photo``."""
    of_classes = [photo.group for photo in photos if photo.classes] or [photo.group for photo in photos]
    by_group = all(of_classes) and len(set(of_classes)) > 1
    names = [photo.group if by_group and photo.group else f"photo {photo.sha256}" for photo in photos]
    # Photos are counted, not their cut-outs: how many a photo has depends on the segmenter.
    name_of = dict(zip((photo.sha256 for photo in photos), names, strict=True))
    count = len(set(of_classes if by_group else names))
    if count < max(folds, 2):
        what = "groups (people)" if by_group else "photos"
        advice = f"Use --folds {count}, or add photos." if folds and count > 1 else "Add photos."
        raise DataError(f"Expected photos of at least {max(folds, 2)} {what}. Received: {count}. {advice}")
    laid_out = np.array([photo.part == "validation" for photo in photos])
    if not folds and laid_out.any() and not laid_out.all():
        return np.where(laid_out, 0, 1), "photo"
    parts = folds or min(_PARTS, count)
    if by_group and all_groups and all(all_groups):
        # By all rows of the table, so that every training holds out the same people, whatever labels it reads.
        fold_of = dict(zip(all_groups, grouped_folds(all_groups, parts).tolist(), strict=True))
        return np.array([fold_of[name] for name in names]), "group"
    fold_of = dict(zip(name_of.values(), grouped_folds(list(name_of.values()), parts).tolist(), strict=True))
    return np.array([fold_of[name] for name in names]), "group" if by_group else "photo"


def _best_first(parts: np.ndarray, collection: PhotoCollection) -> np.ndarray:
    """``parts`` renumbered so that the others have photos of every class when part 0 is held out, where possible."""
    classes = collection.allowed[:, :-1]
    for number in range(parts.max() + 1):
        held_out = parts == number
        if classes[held_out].any() and (classes[~held_out].any(axis=0) == classes.any(axis=0)).all():
            return np.where(held_out, 0, np.where(parts == 0, number, parts))
    return parts


def check_split(collection: PhotoCollection, folds: np.ndarray, options: PhotoConfig) -> None:
    """Refuses a training that cannot work, before it starts.

    Raises:
        DataError: `PhotoConfig.unseen` is not a label of the folder; no label is one of the classes; a class has no
            photo to train on; or no photo of a class is held out.
    """
    labels, unseen = sorted({photo.label for photo in collection.photos}), options.labels_unseen
    if not set(unseen) < set(labels):
        raise DataError(f"Expected unseen to name some of {', '.join(labels)}. Received: {', '.join(unseen)}.")
    of_classes = collection.allowed[:, :-1]
    if not of_classes.any():
        raise DataError(
            f"None of the labels {', '.join(labels)} is one of the classes {', '.join(collection.class_names)}. "
            "Rename the folders, or make every label a class with --set classes=own."
        )
    measured = folds[of_classes.any(axis=1)]
    # Each fold is calibrated on the other folds, a held-out part on itself.
    if len(set(measured)) < 2 if options.folds else 0 not in measured:
        raise DataError("Expected photos of the classes in every part that is held out. Add photos of the classes.")
    seen = ~collection.with_labels(unseen)
    trained_on = seen if options.folds else seen & (folds != 0)
    wanted = of_classes[seen].any(axis=0)
    if not options.composites:
        wanted[:] = True
    elif any(len(found) for found in dataset_classes(collection.class_names)):
        of_data_set = set().union(*dataset_classes(collection.class_names))
        wanted |= ~np.isin(np.arange(len(wanted)), list(of_data_set))
    lacking = np.flatnonzero(wanted & ~of_classes[trained_on].any(axis=0))
    if len(lacking):
        names = ", ".join(collection.class_names[number] for number in lacking)
        raise DataError(
            f"No photo to train on is left for: {names}. Expected at least one photo per class besides those that are "
            "held out. Add photos of it, remove the class, or hold out each part in turn with --folds 2."
        )
