"""Pictures like a shop's, made of other photos: a garment on white, small, with what is seen of whoever wears it."""

from collections.abc import Iterator

import cv2
import numpy as np

from data.labels import group_named, group_of
from data.photos.garment import bounds
from training.photos.masks import Tags

_WIDTH, _HEIGHT = 60, 80  # pixels at least; twice as many at most
_LEAST_AREA = 0.01  # of the photo; nobody sells what is smaller in its picture
_ALONE = 0.9  # of the area of all that is worn of a group
_QUALITY = 85  # of the JPEG


def worn_pictures(
    rng: np.random.Generator, image: np.ndarray, values: np.ndarray, tags: Tags
) -> Iterator[tuple[str, bytes, np.ndarray]]:
    """A shop's picture of each piece that is worn in a photo, with the parts of the person around it.

    Args:
        rng: chooses size and place.
        image: uint8 (H, W, 3) RGB.
        values: uint8 (H, W), the value of a tag for each pixel.
        tags: what the values mean.

    Yields:
        The piece's tag, the picture's JPEG file, and where the piece is in it: bool (h, w).
    """
    soft = cv2.GaussianBlur((values > 0).astype(np.float32), (0, 0), 0.8)[..., None]
    on_white = (image * soft + 255 * (1 - soft)).astype(np.uint8)
    groups = {int(value): _group(tags, int(value)) for value in np.unique(values)}
    for value, group in groups.items():
        piece = values == value
        same = np.isin(values, [other for other, its in groups.items() if its == group])
        # Under a jacket, a shirt is not what the picture shows.
        is_seen = piece.sum() >= _ALONE * same.sum() and piece.mean() >= _LEAST_AREA
        if group and is_seen:
            picture, mask = shot(rng, on_white, piece)
            yield tags.by_value[value], as_jpeg(picture), mask


def shot(rng: np.random.Generator, image: np.ndarray, piece: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The part of an image around a piece in a shop's format, white beyond the image, and where the piece is in it.

    Takes and returns uint8 (H, W, 3) and bool (H, W).
    """
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
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    reduced = cv2.resize(np.dstack([image, piece * np.uint8(255)]), None, fx=scale, fy=scale, interpolation=method)
    move = np.array([[1, 0, shift[0]], [0, 1, shift[1]]])
    placed = cv2.warpAffine(reduced, move, size, borderValue=(255, 255, 255, 0))
    return np.asarray(placed[..., :3], np.uint8), np.asarray(placed[..., 3] > 127)


def as_jpeg(picture: np.ndarray) -> bytes:
    """The JPEG file of a picture, uint8 (H, W, 3) RGB."""
    encoded = cv2.imencode(".jpg", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
    return bytes(encoded.tobytes())


def _group(tags: Tags, value: int) -> str | None:
    """The group of the tag that a value of a mask stands for."""
    tag = tags.by_value.get(value, "")
    groups = {group_of(name) for name in tags.meaning(tag)} | {group_named(tag)}
    groups.discard(None)
    return groups.pop() if len(groups) == 1 else None
