"""A folder of labelled photos, ready to train on: framed garments, right classes, groups."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from data.errors import DataError
from data.folders import LabelledPhoto, PhotoFolder, own_class_names, read_photo_folder
from data.labels import CLASS_NAMES
from data.photos.cache import FramedPhoto, frame_photos
from data.photos.recipes import FRAME_MARGIN, frame_side, frame_to_cutout_input
from data.photos.shoe_kinds import shoe_kinds
from model.networks.config import ModelConfig
from training.photos.negatives import NO_NEGATIVES, Negatives

_TEST_PART = "kept for `training evaluate`, because they lie in test"


@dataclass(frozen=True)
class PhotoCollection:
    """The photos of a folder that can be read, each content once.

    Attributes:
        photos: the photos, negatives of further folders included.
        frames: uint8 (N, side, side, 4), RGB and mask, with the side of `data.photos.recipes.frame_side`.
        allowed: bool (N, classes + 1), which outputs are right; the last one is "none of the classes". Where a label
            allows several kinds of shoe, `data.photos.shoe_kinds` may know which one it is.
        sha256: of each photo's file.
        class_names: in the order of the outputs.
        unreadable: the number of files that cannot be read.
        left_out: the files that are not among ``photos``, by the reason.
    """

    photos: tuple[LabelledPhoto, ...]
    frames: np.ndarray
    allowed: np.ndarray
    sha256: tuple[str, ...]
    class_names: tuple[str, ...]
    unreadable: int
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def groups(self) -> list[str]:
        """Who took each photo; empty where nothing is known."""
        return [photo.group for photo in self.photos]

    @property
    def allowed_by_label(self) -> np.ndarray:
        """`allowed` by the labels alone."""
        return allowed_outputs(self.photos, [""] * len(self.photos), self.class_names)

    @property
    def digest(self) -> str:
        """One SHA-256 over all photos and their labels, which tells whether a run is resumed with the same ones."""
        lines = (
            f"{digest} {photo.label} {photo.group}\n" for digest, photo in zip(self.sha256, self.photos, strict=True)
        )
        return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()

    def with_labels(self, labels: Sequence[str]) -> np.ndarray:
        """Which photos have one of the ``labels``: bool (N,)."""
        return np.array([photo.label in labels for photo in self.photos], bool)

    def inputs(self, chosen: np.ndarray, network: ModelConfig) -> np.ndarray:
        """The photos at the indices ``chosen``, as the app feeds them: uint8 (n, size, size, channels)."""
        size, channels = network.input_size, network.channels
        return np.stack([frame_to_cutout_input(frame, size, channels) for frame in self.frames[chosen]])


def load_collection(
    directory: Path,
    class_names: tuple[str, ...],
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    negatives: Negatives = NO_NEGATIVES,
    input_size: int = 96,
) -> PhotoCollection:
    """Reads, segments and frames every photo of a folder; frames of an earlier call come from a cache.

    Photos in a part ``test`` are left out.

    Args:
        directory: the photo folder; see `read_photo_folder`.
        class_names: the classes.
        progress: called with the number of photos done, and of all.
        negatives: what is declared to be none of the classes.
        input_size: of the network; it decides how large the frames are.

    Raises:
        DataError: see `read_photo_folder` and `Negatives.photos`; or none of the photos of a label can be read.
    """
    folder = read_photo_folder(directory, class_names, negatives.labels)
    photos = [*folder.photos, *negatives.photos({photo.sha256 for photo in folder.photos})]
    photos = [photo for photo in photos if photo.part != "test"]
    if not photos:
        raise DataError(f"{directory} holds no photos to train on: all of them lie in test. Add a folder train.")
    framed = frame_photos([photo.path for photo in photos], FRAME_MARGIN, frame_side(input_size), progress)
    damaged = {photo.path: str(one.error) for photo, one in zip(photos, framed, strict=True) if one.frame is None}
    folder = folder.without(damaged)
    readable = [(photo, one) for photo, one in zip(photos, framed, strict=True) if one.frame is not None]
    kept = tuple(photo for photo, _ in readable)
    left_out = _left_out(folder)
    return PhotoCollection(
        kept,
        _stacked([one for _, one in readable]),
        allowed_outputs(kept, [photo.sha256 for photo in kept], class_names),
        tuple(photo.sha256 for photo in kept),
        class_names,
        len(left_out.get("unreadable", ())),
        left_out,
    )


def _stacked(framed: Sequence[FramedPhoto]) -> np.ndarray:
    return np.stack([one.frame for one in framed if one.frame is not None])


def _left_out(folder: PhotoFolder) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in folder.left_out:
        path = one.path.relative_to(folder.root) if one.path.is_relative_to(folder.root) else one.path
        found.setdefault(one.kind, []).append(f"{path}: {one.reason}" if one.reason else str(path))
    if test := [str(photo.path.relative_to(folder.root)) for photo in folder.photos if photo.part == "test"]:
        found[_TEST_PART] = test
    return found


def allowed_outputs(photos: Sequence[LabelledPhoto], sha256: Sequence[str], class_names: tuple[str, ...]) -> np.ndarray:
    """Which outputs are right for photos, bool (N, classes + 1); the last one is "none of the classes"."""
    allowed = np.zeros((len(photos), len(class_names) + 1), bool)
    looked_up = shoe_kinds() if class_names == CLASS_NAMES else {}
    for number, (photo, digest) in enumerate(zip(photos, sha256, strict=True)):
        seen = photo.classes & {looked_up.get(digest)}
        allowed[number, list(seen or photo.classes) or [len(class_names)]] = True
    return allowed


def class_names_of(classes: str, directory: Path, negatives: Negatives) -> tuple[str, ...]:
    """The classes that `PhotoConfig.classes` means. Raises DataError if the folder holds no labelled photos."""
    return own_class_names(directory, negatives.labels) if classes == "own" else CLASS_NAMES
