"""Pictures like a shop's, made of held-out photos: small, on white, most of them worn.

    python -m benchmarks.shop_pictures --street DIR --photos DIR --to shop
    python -m training evaluate photo --photos shop

Of each folder, the fifth is taken that a training without folds holds out, so the networks that it trained have not
seen these people. What a shop's picture has and these lack: models in a studio, even light, and a garment that is the
picture's purpose.
"""

import argparse
import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from data.labels import PHOTO_CLASS_NAMES, group_named
from data.photo_table import table_rows
from data.photos.recipes import read_photo_file, read_picture, reduced
from data.splits import grouped_folds
from training.photos.masks import foreground_mask, read_tagged_photos, read_tags, tag_mask
from training.photos.pieces import classes_of
from training.photos.shop_pictures import as_jpeg, shot, worn_pictures
from training.photos.worn_labels import worn_labels

_PARTS, _HELD_OUT = 5, 0  # as in a training without folds
_HALF = 127  # of 255


@dataclass(frozen=True)
class ShopPicture:
    """A picture's JPEG file, its label and the kind of picture that it is."""

    content: bytes
    label: str
    source: str


def worn_pieces(folder: Path) -> Iterator[ShopPicture]:
    """Each piece of the held-out people of a tagged folder, on white, with the parts of the person around it."""
    tags = read_tags(folder)
    masked = [photo for photo in read_tagged_photos(folder) if photo.mask]
    folds = grouped_folds([photo.path.name for photo in masked], _PARTS)
    for photo, fold in zip(masked, folds, strict=True):
        if fold != _HELD_OUT:
            continue
        content = read_photo_file(photo.path)
        digest, image = hashlib.sha256(content).hexdigest(), reduced(read_picture(content))
        rng, values = np.random.default_rng(int(digest[:8], 16)), tag_mask(photo, image.shape[:2])
        for tag, picture, _ in () if values is None else worn_pictures(rng, image, values, tags):
            classes = classes_of(tags.meaning(tag), PHOTO_CLASS_NAMES)
            if classes:
                names = worn_labels().get((digest, tag)) or [PHOTO_CLASS_NAMES[number] for number in sorted(classes)]
                yield ShopPicture(picture, "|".join(names), f"worn: {group_named(names[0])}")


def flat_garments(folder: Path) -> Iterator[ShopPicture]:
    """Each garment of the held-out people of a folder with foreground masks, alone on white."""
    rng = np.random.default_rng(1)
    rows = table_rows(folder)
    folds = grouped_folds([row.group for row in rows], _PARTS)
    for row, fold in zip(rows, folds, strict=True):
        if fold != _HELD_OUT:
            continue
        image = read_picture(read_photo_file(row.path))
        mask = foreground_mask(row.path, folder, image.shape[:2])
        if mask is not None and (mask > _HALF).any():
            soft = mask[..., None] / 255
            on_white = (image * soft + 255 * (1 - soft)).astype(np.uint8)
            yield ShopPicture(as_jpeg(shot(rng, on_white, mask > _HALF)[0]), row.label, "flat")


def write_pictures(pictures: Iterable[ShopPicture], to: Path) -> None:
    """Writes pictures with their ``photos.csv`` to a new folder."""
    (to / "images").mkdir(parents=True)
    with (to / "photos.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("image", "label", "source"))
        for picture in pictures:
            name = f"images/{hashlib.sha256(picture.content).hexdigest()[:16]}.jpg"
            (to / name).write_bytes(picture.content)
            table.writerow((name, picture.label, picture.source))


def main() -> None:
    """Reads the command line and writes the pictures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shop_pictures", description=__doc__.partition("\n")[0])
    parser.add_argument("--street", type=Path, required=True, help="a folder of tagged photos with masks")
    parser.add_argument("--photos", type=Path, required=True, help="a folder of labelled photos with masks")
    parser.add_argument("--to", type=Path, required=True, help="the folder to write, which must not exist")
    options = parser.parse_args()
    write_pictures(chain(worn_pieces(options.street), flat_garments(options.photos)), options.to)


if __name__ == "__main__":
    main()
