"""Masks beside photos, in a folder ``masks``: where the garment is, or what each pixel belongs to.

A *foreground mask* lies at ``masks/NAME.png`` beside ``images/NAME.jpg``, grey levels from 0, background, to 255; the
photo's label says what the foreground is. A *tag mask* is named in the column ``mask`` of ``photos.csv``, each pixel
the number of a tag of ``mask-values.csv``; ``tag-classes.csv`` gives the tags' meaning. The column ``tags`` lists what
is seen in a photo, also where it has no mask.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from data.errors import DataError
from data.photo_table import TABLE

MASKS = "masks"
TAG_NUMBERS, TAG_CLASSES = "mask-values.csv", "tag-classes.csv"
NONE, IGNORED, PERSON_TAG, BACKGROUND_TAG = "none", "ignored", "person", "background"
"""Meanings of tags that are no classes: none of the classes, trained as nothing, a person, the background."""

LEAST_COVER = 0.02
"""Share of a photo; a foreground mask that covers less has missed the garment."""


@dataclass(frozen=True)
class TaggedPhoto:
    """A row of a tagged folder: the photo, the file of its tag mask, if it has one, and its tags."""

    path: Path
    mask: Path | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Tags:
    """The tags of a folder.

    Attributes:
        by_value: the tag that each value of a mask stands for.
        meanings: by tag: the names of the classes it can mean, or one of `NONE`, `IGNORED`, `PERSON_TAG` and
            `BACKGROUND_TAG`.
    """

    by_value: dict[int, str]
    meanings: dict[str, tuple[str, ...]]

    def meaning(self, tag: str) -> tuple[str, ...]:
        """The meaning of a tag; a tag that the table lacks is ignored."""
        return self.meanings.get(tag, (IGNORED,))


def is_tagged(folder: Path) -> bool:
    """Whether the photos of a folder have tags rather than labels."""
    return (folder / TAG_NUMBERS).exists()


def read_tags(folder: Path) -> Tags:
    """The tags of a tagged folder. Raises DataError if a table cannot be read."""
    try:
        values = {int(row["value"]): row["tag"] for row in _rows(folder / TAG_NUMBERS)}
        meanings = {row["tag"]: tuple(row["class"].split("|")) for row in _rows(folder / TAG_CLASSES)}
    except (OSError, KeyError, ValueError) as error:
        raise DataError(
            f"{folder} has tags that cannot be read ({error}). Expected {TAG_NUMBERS} with the columns value and tag, "
            f"and {TAG_CLASSES} with the columns tag and class."
        ) from error
    return Tags(values, meanings)


def read_tagged_photos(folder: Path) -> list[TaggedPhoto]:
    """The rows of ``photos.csv`` of a tagged folder. Raises DataError if it cannot be read."""
    try:
        return [
            TaggedPhoto(
                folder / row["image"], folder / row["mask"] if row["mask"] else None, tuple(row["tags"].split())
            )
            for row in _rows(folder / TABLE)
        ]
    except (OSError, KeyError, ValueError) as error:
        raise DataError(
            f"{folder / TABLE} cannot be read ({error}). Expected the columns image, mask and tags."
        ) from error


def tag_mask(photo: TaggedPhoto, size: tuple[int, int]) -> np.ndarray | None:
    """The value of a tag for each pixel, uint8 ``size`` (H, W); None where there is no mask that can be read."""
    values = cv2.imread(str(photo.mask), cv2.IMREAD_GRAYSCALE) if photo.mask else None
    return None if values is None else np.asarray(cv2.resize(values, size[::-1], interpolation=cv2.INTER_NEAREST))


def foreground_mask(photo: Path, folder: Path, size: tuple[int, int]) -> np.ndarray | None:
    """How much of each pixel is foreground, uint8 ``size`` (H, W), 0–255; None without a mask that is of use."""
    file = folder / MASKS / f"{photo.stem}.png"
    mask = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE) if file.exists() else None
    if mask is None or mask.mean() < 255 * LEAST_COVER:
        return None
    return np.asarray(cv2.resize(mask, size[::-1], interpolation=cv2.INTER_CUBIC))


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
