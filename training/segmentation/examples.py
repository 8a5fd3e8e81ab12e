"""Photos with masks (`training.photos.masks`): what each pixel may belong to."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from data.errors import DataError
from data.labels import group_named, is_no_label
from data.photo_table import table_rows
from data.photo_walk import walk_photos
from data.photos.decoding import PhotoError
from data.photos.recipes import read_photo_file, read_picture
from data.splits import grouped_folds
from model.segments import PERSON, SEGMENTS
from training.photos.masks import (
    MASKS,
    PERSON_TAG,
    TaggedPhoto,
    Tags,
    foreground_mask,
    is_tagged,
    read_tagged_photos,
    read_tags,
    tag_mask,
)

_SIDE = 320  # pixels of an example's longer side: more than the network sees
_GARMENTS = np.array([name not in ("background", PERSON) for name in SEGMENTS])
_SOMETHING = np.array([name != "background" for name in SEGMENTS])


@dataclass(frozen=True)
class Example:
    """A photo and what its pixels may belong to.

    Attributes:
        image: uint8 (H, W, 3) RGB, at most 320 pixels on the longer side.
        foreground: uint8 (H, W), how much of a pixel is foreground, 0–255.
        kind: uint8 (H, W), what the foreground is there: an index of ``allowed``.
        allowed: bool (kinds, segments), the segments that are right for a kind of foreground.
        background: bool (segments,), those that are right for the background.
        fold: the part of its source that it belongs to, from 0.
        sha256: of the photo's file.
    """

    image: np.ndarray
    foreground: np.ndarray
    kind: np.ndarray
    allowed: np.ndarray
    background: np.ndarray
    source: str
    fold: int = 0
    sha256: str = ""

    @property
    def is_segmented_by_tag(self) -> bool:
        """Whether each pixel has a tag of its own."""
        return len(self.allowed) > 1


def read_examples(
    folders: Sequence[Path],
    negatives: Sequence[Path] = (),
    parts: int = 5,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Example]:
    """The photos of ``folders`` that have a mask, and those of ``negatives``, which show no garment.

    Each folder is split for itself into ``parts``: by who took a photo where ``photos.csv`` knows it, negatives by
    the folder that a photo lies in.

    Raises:
        DataError: a folder has no masks, its tables cannot be read, or it has fewer groups than ``parts``.
    """
    readers: list[Callable[[], Example | None]] = []
    for folder in folders:
        rows = list(_rows(folder))
        folds = grouped_folds([group for group, _ in rows], parts)
        readers += [partial(read, int(fold)) for (_, read), fold in zip(rows, folds, strict=True) if read]
    for folder in negatives:
        paths = walk_photos(folder)
        folds = grouped_folds([path.parent.name for path in paths], parts)
        readers += [partial(_negative, path, folder.name, int(f)) for path, f in zip(paths, folds, strict=True)]
    examples: list[Example] = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # decoding releases the interpreter
        for number, example in enumerate(pool.map(lambda read: read(), readers), start=1):
            if example is not None:
                examples.append(example)
            progress(number, len(readers))
    return examples


def digest_of(examples: Sequence[Example]) -> str:
    """One SHA-256 over all photos and their parts, which tells whether a run is resumed with the same ones."""
    return hashlib.sha256("".join(sorted(f"{one.sha256} {one.fold}\n" for one in examples)).encode()).hexdigest()


def _rows(folder: Path) -> Iterator[tuple[str, Callable[[int], Example | None] | None]]:
    """The group of each photo of a folder, and what reads it as an example of a fold; None without a mask."""
    if not (folder / MASKS).is_dir():
        raise DataError(f"{folder} has no folder {MASKS}. A segmenter is trained on photos with masks.")
    if is_tagged(folder):
        allowed = _allowed_by_value(read_tags(folder))
        for photo in read_tagged_photos(folder):
            if photo.mask:
                yield photo.path.name, partial(_tagged, photo, allowed, folder.name)
        return
    for path, label, group, _ in table_rows(folder):
        mask = folder / MASKS / f"{path.stem}.png"
        yield group, partial(_labelled, path, folder, label) if mask.exists() else None


def _allowed_by_value(tags: Tags) -> np.ndarray:
    """Which segments are right for each number of a tag mask: bool (256, segments)."""
    allowed = np.tile(_SOMETHING, (256, 1))
    for value, tag in tags.by_value.items():
        meant = tags.meaning(tag)
        groups = {group_named(name) for name in meant} | {group_named(tag)}
        groups.discard(None)
        if meant == (PERSON_TAG,):
            groups = {PERSON}
        if groups:
            allowed[value] = [name in groups for name in SEGMENTS]
    return allowed


def _labelled(path: Path, folder: Path, label: str, fold: int) -> Example | None:
    image, digest = _read(path)
    foreground = None if image is None else foreground_mask(path, folder, image.shape[:2])
    if image is None or foreground is None:
        return None
    named = None if is_no_label(label) else group_named(label)
    allowed = np.array([name == named for name in SEGMENTS]) if named else _GARMENTS
    background = ~_GARMENTS  # hands and legs are not in the mask
    kind = np.zeros(image.shape[:2], np.uint8)
    return Example(image, foreground, kind, allowed[None], background, folder.name, fold, digest)


def _tagged(photo: TaggedPhoto, allowed: np.ndarray, source: str, fold: int) -> Example | None:
    image, digest = _read(photo.path)
    values = None if image is None else tag_mask(photo, image.shape[:2])
    if image is None or values is None:
        return None
    foreground = np.where(values > 0, 255, 0).astype(np.uint8)
    background = np.array([name == "background" for name in SEGMENTS])
    return Example(image, foreground, values, allowed, background, source, fold, digest)


def _negative(path: Path, source: str, fold: int) -> Example | None:
    image, digest = _read(path)
    if image is None:
        return None
    nothing = np.zeros(image.shape[:2], np.uint8)
    return Example(image, nothing, nothing, _GARMENTS[None], ~_GARMENTS, source, fold, digest)


def _read(path: Path) -> tuple[np.ndarray | None, str]:
    """The picture, uint8 (H, W, 3), and the SHA-256 of its file; None for a file that cannot be read."""
    try:
        content = read_photo_file(path)
        picture = read_picture(content)
    except PhotoError:
        return None, ""
    digest = hashlib.sha256(content).hexdigest()
    scale = _SIDE / max(picture.shape[:2])
    if scale >= 1:
        return picture, digest
    size = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8), digest
