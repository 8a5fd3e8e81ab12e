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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from data.labels import GROUPS, PHOTO_CLASS_NAMES, group_named, group_of
from data.photo_table import table_rows
from data.photos.garment import bounds
from data.photos.recipes import read_photo_file, read_picture
from data.splits import grouped_folds
from training.photos.masks import Tags, foreground_mask, read_tagged_photos, read_tags, tag_mask
from training.photos.pieces import classes_of

_PARTS, _HELD_OUT = 5, 0  # as in a training without folds
_WIDTH, _HEIGHT = 60, 80  # pixels at least; twice as many at most
_LEAST_AREA = 0.01  # of the photo; nobody sells what is smaller in its picture
_ALONE = 0.9  # of the area of all that is worn of a group
_HALF = 127  # of 255


@dataclass(frozen=True)
class ShopPicture:
    """A picture, uint8 (H, W, 3), with its label and the kind of picture that it is."""

    image: np.ndarray
    label: str
    source: str


def worn_pieces(folder: Path) -> Iterator[ShopPicture]:
    """Each piece of the held-out people of a tagged folder, on white, with the parts of the person around it."""
    tags, rng = read_tags(folder), np.random.default_rng(0)
    masked = [photo for photo in read_tagged_photos(folder) if photo.mask]
    folds = grouped_folds([photo.path.name for photo in masked], _PARTS)
    for photo, fold in zip(masked, folds, strict=True):
        if fold != _HELD_OUT:
            continue
        image = read_picture(read_photo_file(photo.path))
        values = tag_mask(photo, image.shape[:2])
        if values is None:
            continue
        soft = cv2.GaussianBlur((values > 0).astype(np.float32), (0, 0), 0.8)[..., None]
        on_white = (image * soft + 255 * (1 - soft)).astype(np.uint8)
        groups = {int(value): _group(tags, int(value)) for value in np.unique(values)}
        for value, group in groups.items():
            same = np.isin(values, [other for other, its in groups.items() if its == group])
            # Under a jacket, a shirt is not what the picture shows.
            layered = (values == value).sum() < _ALONE * same.sum()
            label = _label(tags, value)
            if group and label and not layered and (values == value).mean() >= _LEAST_AREA:
                yield ShopPicture(_shot(rng, on_white, values == value), label, f"worn: {group}")


def _group(tags: Tags, value: int) -> str | None:
    """The group of the tag that a value of a mask stands for."""
    tag = tags.by_value.get(value, "")
    groups = {group_of(name) for name in tags.meaning(tag)} | {group_named(tag)}
    groups.discard(None)
    return groups.pop() if len(groups) == 1 else None


def _label(tags: Tags, value: int) -> str | None:
    """The label of a tag that means one class, or any kind of shoe."""
    classes = classes_of(tags.meaning(tags.by_value.get(value, "")), PHOTO_CLASS_NAMES) or ()
    names = {PHOTO_CLASS_NAMES[number] for number in classes}
    return names.pop() if len(names) == 1 else "Shoes" if names == set(GROUPS["shoes"]) else None


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
            yield ShopPicture(_shot(rng, on_white, mask > _HALF), row.label, "flat")


def write_shop_pictures(street: Path, photos: Path, to: Path) -> None:
    """Writes `worn_pieces` and `flat_garments` with their ``photos.csv`` to a new folder."""
    (to / "images").mkdir(parents=True)
    with (to / "photos.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("image", "label", "source"))
        for picture in (*worn_pieces(street), *flat_garments(photos)):
            quality = [cv2.IMWRITE_JPEG_QUALITY, 85]
            content = cv2.imencode(".jpg", picture.image[..., ::-1], quality)[1].tobytes()
            name = f"images/{hashlib.sha256(content).hexdigest()[:16]}.jpg"
            (to / name).write_bytes(content)
            table.writerow((name, picture.label, picture.source))


def _shot(rng: np.random.Generator, image: np.ndarray, piece: np.ndarray) -> np.ndarray:
    """The part of an image around a piece, in a shop's format, white beyond the image."""
    rows, columns = bounds(piece)
    room = rng.uniform(1.1, 1.5)
    high = room * max(rows.stop - rows.start, (columns.stop - columns.start) * _HEIGHT / _WIDTH)
    wide = high * _WIDTH / _HEIGHT
    middle = np.array([(columns.start + columns.stop) / 2, (rows.start + rows.stop) / 2])
    middle += rng.uniform(-0.5, 0.5, 2) * (room - 1) * np.array([wide, high])
    scale = _HEIGHT * rng.uniform(1, 2) / high
    size = round(wide * scale), round(high * scale)
    shift = np.array(size) / 2 - scale * middle
    # Reduced before it is placed, since warping alone would alias.
    reduced = cv2.resize(
        image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    )
    move = np.array([[1, 0, shift[0]], [0, 1, shift[1]]])
    return np.asarray(cv2.warpAffine(reduced, move, size, borderValue=(255, 255, 255)), np.uint8)


def main() -> None:
    """Reads the command line and writes the pictures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.shop_pictures", description=__doc__.partition("\n")[0])
    parser.add_argument("--street", type=Path, required=True, help="a folder of tagged photos with masks")
    parser.add_argument("--photos", type=Path, required=True, help="a folder of labelled photos with masks")
    parser.add_argument("--to", type=Path, required=True, help="the folder to write, which must not exist")
    options = parser.parse_args()
    write_shop_pictures(options.street, options.photos, options.to)


if __name__ == "__main__":
    main()
