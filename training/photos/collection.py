"""A folder of labelled photos, ready to learn from: framed garments, allowed answers, groups."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from data.errors import DataError
from data.folders import LabelledPhoto, load_photo_folder, own_class_names
from data.labels import CLASS_NAMES
from data.photos.cache import frame_photos
from data.photos.recipes import CUTOUT_MARGIN
from data.photos.shoe_kinds import shoe_kinds
from model.networks.config import ModelConfig
from training.options import PhotoConfig
from training.photos.compositing import FRAME_MARGIN

FRAME_SIDE = 144
"""Pixels of a frame: 108 of them are as wide as the input shows, so that 96 lose nothing."""


@dataclass(frozen=True)
class PhotoCollection:
    """The readable photos of a folder.

    ``frames`` uint8 (N, 144, 144, 4): RGB and mask, the garment's longest edge two thirds of the side; ``allowed`` bool
    (N, classes + 1), the answers that are right, the last one being "none of the classes": by the label, and where that
    leaves several kinds of shoe, by `data.photos.shoe_kinds`; ``photos`` and ``sha256`` in the same order, none of
    them twice;
    ``unreadable`` says how many files could not be read.
    """

    photos: tuple[LabelledPhoto, ...]
    frames: np.ndarray
    allowed: np.ndarray
    sha256: tuple[str, ...]
    class_names: tuple[str, ...]
    unreadable: int

    @property
    def groups(self) -> list[str]:
        """Who took each photo."""
        return [photo.group for photo in self.photos]

    @property
    def allowed_by_label(self) -> np.ndarray:
        """What is ``allowed`` as far as the labels go."""
        return allowed_answers(self.photos, [""] * len(self.photos), self.class_names)

    @property
    def digest(self) -> str:
        """One SHA-256 over all photos and their labels: whether a run goes on with what it was started with."""
        lines = (
            f"{digest} {photo.label} {photo.group}\n" for digest, photo in zip(self.sha256, self.photos, strict=True)
        )
        return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()

    def without(self, labels: Sequence[str], chosen: np.ndarray) -> np.ndarray:
        """Those of the photos numbered ``chosen`` that have none of the ``labels``."""
        return chosen[[self.photos[number].label not in labels for number in chosen]]

    def inputs(self, chosen: np.ndarray, network: ModelConfig) -> np.ndarray:
        """Photos by their numbers as the network is fed them: uint8 (n, size, size, channels)."""
        edge = round(FRAME_SIDE * (1 - CUTOUT_MARGIN / FRAME_MARGIN) / 2)
        inner = self.frames[chosen, edge:-edge, edge:-edge]
        size = (network.input_size, network.input_size)
        method = cv2.INTER_AREA if inner.shape[1] > network.input_size else cv2.INTER_LINEAR
        return np.stack([cv2.resize(frame, size, interpolation=method) for frame in inner])[..., : network.channels]


def load_collection(
    directory: Path, class_names: tuple[str, ...], progress: Callable[[int, int], None] = lambda done, total: None
) -> PhotoCollection:
    """Reads, cuts out and frames every photo of a folder; what was framed before comes from the cache.

    Of identical files only the first is taken: two of them could lie on both sides of a split.

    Raises:
        DataError: the folder holds no labelled photos, or none that can be read.
    """
    photos = load_photo_folder(directory, class_names)
    framed = frame_photos([photo.path for photo in photos], FRAME_MARGIN, FRAME_SIDE, progress)
    readable = {one.sha256: number for number, one in reversed(list(enumerate(framed))) if one.frame is not None}
    if not readable:
        raise DataError(f"None of the {len(photos)} photos in {directory} can be read. The first: {framed[0].error}")
    first = sorted(readable.values())
    kept = tuple(photos[number] for number in first)
    return PhotoCollection(
        kept,
        np.stack([frame for number in first if (frame := framed[number].frame) is not None]),
        allowed_answers(kept, [framed[number].sha256 for number in first], class_names),
        tuple(framed[number].sha256 for number in first),
        class_names,
        sum(one.frame is None for one in framed),
    )


def allowed_answers(photos: Sequence[LabelledPhoto], sha256: Sequence[str], class_names: tuple[str, ...]) -> np.ndarray:
    """Which answers are right, bool (N, classes + 1); the last column is for photos of none of the classes."""
    allowed = np.zeros((len(photos), len(class_names) + 1), bool)
    looked_up = shoe_kinds() if class_names == CLASS_NAMES else {}
    for number, (photo, digest) in enumerate(zip(photos, sha256, strict=True)):
        seen = photo.classes & {looked_up.get(digest)}
        allowed[number, list(seen or photo.classes) or [len(class_names)]] = True
    return allowed


def check_labels(collection: PhotoCollection, folds: np.ndarray, options: PhotoConfig) -> None:
    """Raises DataError where nothing could be calibrated, or where a label that shall not be seen is not there."""
    labels, unseen = sorted({photo.label for photo in collection.photos}), options.labels_unseen
    if not set(unseen) < set(labels):
        raise DataError(f"Expected unseen to name some of {', '.join(labels)}. Received: {', '.join(unseen)}.")
    of_a_class = folds[~collection.allowed[:, -1]]
    if not len(of_a_class):
        raise DataError(
            f"None of the labels {', '.join(labels)} is one of the classes {', '.join(collection.class_names)}. "
            "Name the folders after classes, or make them your own drawers with --set classes=own."
        )
    # A fold is calibrated on the others; without folds, the part that is held out on itself.
    if len(set(of_a_class)) < 2 if options.folds else 0 not in of_a_class:
        raise DataError("Expected photos of the classes in every part that is held out. Add photos, of more people.")


def class_names_of(classes: str, directory: Path) -> tuple[str, ...]:
    """The class names that `PhotoConfig.drawers` means. Raises DataError if the folder holds no labelled photos."""
    return own_class_names(directory) if classes == "own" else CLASS_NAMES
