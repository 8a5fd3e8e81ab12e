"""The stored form of a photo, re-encoded without metadata, its thumbnails, and a hash that finds similar photos."""

import io
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image, ImageOps

from data.photos.decoding import PhotoError, decode_photo
from data.photos.garment import Garment
from data.photos.jpeg import without_extras
from data.photos.recipes import PICTURE_SIDE, read_picture

STORED_SIDE = PICTURE_SIDE  # pixels, at most
THUMBNAIL_SIDE = 320
_CLOSE = 6  # of 64 bits: photos that differ in fewer probably show the same thing


def stored_form(content: bytes) -> bytes:
    """The stored form of a photo: JPEG, at most 1600 pixels per side, upright, sRGB, no metadata.

    Raises:
        PhotoError: ``content`` is not a photo that can be read.
    """
    return jpeg(read_picture(content))


def as_stored(content: bytes) -> bytes:
    """A file in the form that `stored_form` makes, without anything else in it: the same bytes if there is nothing.

    Raises:
        PhotoError: the file has another form.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
            metadata = {name for name in picture.info if not str(name).startswith("jfif")}
            as_stored = picture.format == "JPEG" and max(picture.size) <= STORED_SIDE and not metadata
    except Exception:  # noqa: BLE001 - whatever Pillow raises, it is not such a file
        as_stored = False
    if not as_stored:
        raise PhotoError("not-as-stored")
    decode_photo(content, reduce_to=THUMBNAIL_SIDE)
    try:
        return without_extras(content)
    except ValueError as error:
        raise PhotoError("not-as-stored") from error


def jpeg(image: np.ndarray, side: int | None = None) -> bytes:
    """A JPEG file of uint8 (H, W, 3), scaled down to at most ``side`` pixels per side."""
    picture = Image.fromarray(image)
    if side:
        picture.thumbnail((side, side))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=88)
    return stream.getvalue()


def on_white(garment: Garment, side: int) -> bytes:
    """A JPEG of the garment centred on white, in the photo's shape, so that both have one height side by side."""
    height, width = garment.image.shape[:2]
    scale = side / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return jpeg(np.asarray(ImageOps.pad(Image.fromarray(garment.on_white()), size, color="white")))


def photo_thumbnail(garment: Garment) -> bytes:
    """A small square JPEG of the photo."""
    return jpeg(_square(garment.image), THUMBNAIL_SIDE)


def cut_out_thumbnail(garment: Garment) -> bytes:
    """A small square JPEG of the garment alone, on white."""
    return jpeg(_square(garment.on_white(), margin=0.06), THUMBNAIL_SIDE)


THUMBNAILS = {"photo": photo_thumbnail, "cut-out": cut_out_thumbnail}
"""The thumbnails of a photo by name; all are square, so that a grid of them is even."""


def thumbnails(garment: Garment) -> dict[str, bytes]:
    """All small copies of a photo, by their names in `THUMBNAILS`."""
    return {kind: make(garment) for kind, make in THUMBNAILS.items()}


def similarity_hash(image: np.ndarray) -> str:
    """The difference hash of a photo: 64 bits as 16 hexadecimal digits.

    A bit says whether a pixel of a 9×8 grey copy is brighter than its right neighbour. The same photo, scaled or
    compressed again, differs in few bits: N. Krawetz, "Kind of Like That", 2013.
    """
    grey = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (9, 8), interpolation=cv2.INTER_AREA)
    return np.packbits(grey[:, 1:] < grey[:, :-1]).tobytes().hex()


def closest(similarity: str, others: np.ndarray) -> list[int]:
    """The indices of the hashes in ``others`` (uint64, by `hash_bits`) of almost the same photo, closest first."""
    differing = np.bitwise_count(others ^ hash_bits([similarity]))
    close = np.flatnonzero(differing < _CLOSE)
    return [int(place) for place in close[differing[close].argsort(kind="stable")]]


def hash_bits(similarities: Sequence[str]) -> np.ndarray:
    """Similarity hashes as uint64 (N,), which `closest` compares."""
    return np.array([int(similarity, 16) for similarity in similarities], np.uint64)


def _square(image: np.ndarray, margin: float = 0.0) -> np.ndarray:
    """The image centred on a white square."""
    side = max(1, round(max(image.shape[:2]) * (1 + 2 * margin)))
    square = np.full((side, side, 3), 255, np.uint8)
    top, left = (side - image.shape[0]) // 2, (side - image.shape[1]) // 2
    square[top : top + image.shape[0], left : left + image.shape[1]] = image
    return square
