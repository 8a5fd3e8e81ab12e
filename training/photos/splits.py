"""Which photos are held out: by who took them where that is known, otherwise photo by photo."""

from dataclasses import dataclass

import numpy as np

from data.fashion_mnist import DataError
from data.folders import grouped_folds
from training.photos.collection import PhotoCollection

_PARTS = 5  # without folds, the first of so many parts is held out


@dataclass(frozen=True)
class HeldOut:
    """The parts into which photos are split.

    ``folds`` int (N,), the part of each photo, counted from 0; without folds the photos of part 0 are held out.
    ``by`` is ``group`` where the photos of one person (or whatever a group stands for) are all in one part, so that
    figures are on unseen groups; otherwise ``photo``.
    """

    folds: np.ndarray
    by: str


def split_photos(collection: PhotoCollection, folds: int) -> HeldOut:
    """Splits photos into ``folds`` parts, or with 0 folds into the fewest that hold out at least a fifth of them.

    Fewer than two groups, or groups that are known for some of the photos alone, make no split by group possible.

    Raises:
        DataError: there are fewer groups, or photos, than ``folds``; or no part can be held out so that photos of
            every class remain to train on, and photos of some class to measure on.
    """
    groups = collection.groups
    by_group = all(groups) and len(set(groups)) > 1
    names = groups if by_group else [""] * len(groups)
    count = len(set(groups)) if by_group else len(groups)
    if count < max(folds, 2):
        what = "groups (people)" if by_group else "photos"
        advice = f"Use --folds {count}, or add photos." if folds and count > 1 else "Add photos."
        raise DataError(f"Expected photos of at least {max(folds, 2)} {what}. Received: {count}. {advice}")
    parts = grouped_folds(names, folds or min(_PARTS, count))
    by = "group" if by_group else "photo"
    return HeldOut(parts if folds else _best_first(parts, collection), by)


def _best_first(parts: np.ndarray, collection: PhotoCollection) -> np.ndarray:
    """``parts`` renumbered so that part 0 can be held out: the other parts have photos of every class."""
    classes = collection.allowed[:, :-1]
    for number in range(parts.max() + 1):
        held_out = parts == number
        trained_on = classes[~held_out].any(axis=0)
        if classes[held_out].any() and (trained_on == classes.any(axis=0)).all():
            return np.where(held_out, 0, np.where(parts == 0, number, parts))
    return parts
