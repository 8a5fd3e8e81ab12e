"""Folders of labelled photos, ready to train on: framed garments, right classes, groups."""

import hashlib
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np

from data.errors import DataError
from data.folders import LabelledPhoto, PhotoFolder, label_names, own_class_names, read_photo_folder
from data.labels import CLASS_NAMES, FURTHER_KINDS, find_name, has_dataset_classes, meaning
from data.photo_table import TABLE, table_rows
from data.photo_walk import LeftOut
from data.photos.decoding import PhotoError
from data.photos.recipes import frame_to_cutout_input
from data.photos.shoe_kinds import shoe_kinds
from model.networks.config import ModelConfig
from training.photos.framing import FramedPhoto, frame_labelled, frame_negative
from training.photos.masks import TaggedPhoto, is_tagged, read_tagged_photos, read_tags
from training.photos.negatives import NO_NEGATIVES, Negatives
from training.photos.pieces import frame_pieces

_TEST_PART = "kept for `training evaluate`, because they lie in test"
_TAGGED_ONLY = " (tags)"  # the source of pieces that the segmenter cut out, in figures


@dataclass(frozen=True)
class PhotoCollection:
    """The garments in the photos of some folders that can be read, each photo once.

    A garment may be there twice: as the app cuts it out, and as a reference mask shows it.

    Attributes:
        photos: the photo of each of N garments.
        frames: N frames, uint8 (side, side, 4 or 5); see `FramedPhoto.frame`.
        measured, trained, worn: bool (N,); see `FramedPhoto`.
        allowed: bool (N, classes + 1), which outputs are right; the last one is "none of the classes". Where a label
            allows several kinds of shoe, `data.photos.shoe_kinds` may know which one it is.
        class_names: in the order of the outputs.
        unreadable: the number of files that cannot be read.
        left_out: the files that are not among ``photos``, by the reason.
        all_groups: by source, the groups of all rows of its table, with those that have no label.
        tagged_sources: those whose garments are pieces of photos.
    """

    photos: tuple[LabelledPhoto, ...]
    frames: Sequence[np.ndarray]
    measured: np.ndarray
    trained: np.ndarray
    worn: np.ndarray
    allowed: np.ndarray
    class_names: tuple[str, ...]
    unreadable: int = 0
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)
    all_groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tagged_sources: frozenset[str] = frozenset()

    @classmethod
    def of(cls, framed: Sequence[FramedPhoto], class_names: tuple[str, ...]) -> "PhotoCollection":
        """The collection of framed photos."""
        photos = tuple(one.photo for one in framed)
        return cls(
            photos,
            [one.frame for one in framed],
            np.array([one.measured for one in framed], bool),
            np.array([one.trained for one in framed], bool),
            np.array([one.is_worn for one in framed], bool),
            allowed_outputs(photos, class_names),
            class_names,
        )

    @property
    def allowed_by_label(self) -> np.ndarray:
        """`allowed` by the labels alone."""
        return allowed_outputs(self.photos, self.class_names, look_up=False)

    @property
    def sources(self) -> np.ndarray:
        """The source of each garment, str (N,)."""
        return np.array([photo.source for photo in self.photos], object)

    @property
    def digest(self) -> str:
        """One SHA-256 over all photos and their labels, which tells whether a run is resumed with the same ones."""
        lines = {f"{photo.sha256} {photo.label} {photo.group}\n" for photo in self.photos}
        return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()

    def with_labels(self, labels: Sequence[str]) -> np.ndarray:
        """Which photos have one of the ``labels``: bool (N,)."""
        return np.array([photo.label in labels for photo in self.photos], bool)

    def inputs(self, chosen: np.ndarray, network: ModelConfig) -> np.ndarray:
        """The garments at the indices ``chosen``, as the app feeds them: uint8 (n, size, size, channels)."""
        size, channels = network.input_size, network.channels
        return np.stack([frame_to_cutout_input(self.frames[n][..., :4], size, channels) for n in chosen])


def load_collection(
    directories: Sequence[Path],
    class_names: tuple[str, ...],
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    negatives: Negatives = NO_NEGATIVES,
    input_size: int = 96,
) -> PhotoCollection:
    """Reads, segments and frames every photo of the folders and of the negatives.

    Photos in a part ``test`` are left out.

    Args:
        directories: photo folders (see `read_photo_folder`), or folders of tagged photos (`training.photos.masks`).
        class_names: the classes.
        progress: called with the number of photos done, and of all.
        negatives: what is declared to be none of the classes.
        input_size: of the network; it decides how large the frames are.

    Raises:
        DataError: see `read_photo_folder` and `Negatives.photos`; or none of the photos of a label can be read.
    """
    jobs: list[_Job] = []
    folders: list[PhotoFolder] = []
    all_groups: dict[str, list[str]] = {}
    tagged_sources: set[str] = set()
    known: set[str] = set()
    for directory in directories:
        if is_tagged(directory):
            for source, tagged in _tagged_sources(directory).items():
                tagged_sources.add(source)
                all_groups[source] = [photo.path.name for photo in tagged]
                jobs += _tagged_jobs(directory, tagged, source, class_names, input_size)
            continue
        folder = read_photo_folder(directory, class_names, negatives.labels)
        folder = _new_photos(folder, known)
        folders.append(folder)
        known |= {photo.sha256 for photo in folder.photos}
        if (folder.root / TABLE).exists():
            all_groups[folder.root.name] = [row.group for row in table_rows(folder.root)]
        jobs += [
            _Job(photo.path, partial(frame_labelled, photo, folder.root, input_size))
            for photo in folder.photos
            if photo.part != "test"
        ]
    jobs += [_Job(photo.path, partial(frame_negative, photo, input_size)) for photo in negatives.photos(known)]
    if not jobs:
        raise DataError(f"{directories[0]} holds no photos to train on: all of them lie in test. Add a folder train.")
    framed, damaged = _run(jobs, progress)
    left_out: dict[str, list[str]] = {}
    for folder in folders:
        for kind, files in _left_out(folder.without(damaged)).items():
            left_out.setdefault(kind, []).extend(files)
    collection = PhotoCollection.of(framed, class_names)
    return replace(
        collection,
        unreadable=len(left_out.get("unreadable", ())),
        left_out=left_out,
        all_groups=all_groups,
        tagged_sources=frozenset(tagged_sources),
    )


def _new_photos(folder: PhotoFolder, known: Collection[str]) -> PhotoFolder:
    """The photos of a folder that are not known from another one, with the folder's name as their source."""
    again = [LeftOut(one.path, "duplicate", "in another folder") for one in folder.photos if one.sha256 in known]
    photos = tuple(replace(one, source=folder.root.name) for one in folder.photos if one.sha256 not in known)
    return replace(folder, photos=photos, left_out=(*folder.left_out, *again))


@dataclass(frozen=True)
class _Job:
    path: Path
    run: Callable[[], list[FramedPhoto]]


def _tagged_sources(directory: Path) -> dict[str, list[TaggedPhoto]]:
    """The photos of a tagged folder by their source: those with masks, and those with tags alone."""
    photos = read_tagged_photos(directory)
    sources = {
        directory.name: [photo for photo in photos if photo.mask],
        directory.name + _TAGGED_ONLY: [photo for photo in photos if not photo.mask],
    }
    return {source: of_source for source, of_source in sources.items() if of_source}


def _tagged_jobs(
    directory: Path, photos: Sequence[TaggedPhoto], source: str, class_names: tuple[str, ...], input_size: int
) -> list[_Job]:
    tags = read_tags(directory)
    return [_Job(photo.path, partial(frame_pieces, photo, tags, class_names, source, input_size)) for photo in photos]


def _run(jobs: Sequence[_Job], progress: Callable[[int, int], None]) -> tuple[list[FramedPhoto], dict[Path, str]]:
    """The garments of all photos, in order, and why some photos cannot be read."""
    framed: list[FramedPhoto] = []
    damaged: dict[Path, str] = {}

    def run(job: _Job) -> list[FramedPhoto] | str:
        try:
            return job.run()
        except PhotoError as error:
            return str(error)

    # Decoding and segmentation release the interpreter, so threads use every core.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, (job, made) in enumerate(zip(jobs, pool.map(run, jobs), strict=True), start=1):
            if isinstance(made, str):
                damaged[job.path] = made
            else:
                framed += made
            progress(number, len(jobs))
    return framed, damaged


def _left_out(folder: PhotoFolder) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in folder.left_out:
        path = one.path.relative_to(folder.root) if one.path.is_relative_to(folder.root) else one.path
        found.setdefault(one.kind, []).append(f"{path}: {one.reason}" if one.reason else str(path))
    if test := [str(photo.path.relative_to(folder.root)) for photo in folder.photos if photo.part == "test"]:
        found[_TEST_PART] = test
    return found


def allowed_outputs(
    photos: Sequence[LabelledPhoto], class_names: tuple[str, ...], *, look_up: bool = True
) -> np.ndarray:
    """Which outputs are right for photos, bool (N, classes + 1); the last one is "none of the classes".

    With ``look_up``, `data.photos.shoe_kinds` narrows down labels that allow several kinds of shoe.
    """
    allowed = np.zeros((len(photos), len(class_names) + 1), bool)
    looked_up = shoe_kinds() if look_up and has_dataset_classes(class_names) else {}
    for number, photo in enumerate(photos):
        seen = photo.classes & {looked_up.get(photo.sha256)}
        allowed[number, list(seen or photo.classes) or [len(class_names)]] = True
    return allowed


def class_names_of(classes: str, directories: Sequence[Path], negatives: Negatives) -> tuple[str, ...]:
    """The classes that `PhotoConfig.classes` means. Raises DataError if the folders hold no labelled photos."""
    if classes == "fashion-mnist":
        return CLASS_NAMES
    untagged = [directory for directory in directories if not is_tagged(directory)]
    if classes == "own":
        if len(directories) != 1 or not untagged:
            raise DataError("Expected one folder of labelled photos with classes=own. Received several, or tags.")
        return own_class_names(untagged[0], negatives.labels)
    labels = {label for directory in untagged for label in label_names(directory)}
    meant = {name for directory in directories if is_tagged(directory) for name in _tagged_classes(directory)}
    meant.update(*(meaning(label) or () for label in labels if not find_name(label, negatives.labels)))
    return CLASS_NAMES + tuple(name for name in FURTHER_KINDS if name in meant)


def _tagged_classes(directory: Path) -> set[str]:
    tags = read_tags(directory)
    return {name for photo in read_tagged_photos(directory) for tag in photo.tags for name in tags.meaning(tag)}
