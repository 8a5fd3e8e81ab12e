"""The stored form of a photo, re-encoded without metadata, its thumbnails, and a hash that finds similar photos."""

import io
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import Image

from data.photos.decoding import PhotoError, decode_photo
from data.photos.garment import Garment
from data.photos.jpeg import without_extras
from data.photos.recipes import PICTURE_SIDE, read_picture

STORED_SIDE = PICTURE_SIDE  # pixels, at most
THUMBNAIL_SIDE = 320
_MARGIN = 0.05  # of a cut-out's picture, on each side
_EDGE_GREY, _EDGE_OPACITY = 128, 0.5
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


def webp(image: np.ndarray) -> bytes:
    """A WebP file of uint8 (H, W, 4), which pages show on their own ground."""
    stream = io.BytesIO()
    Image.fromarray(image).save(stream, "WEBP", quality=80, method=0)
    return stream.getvalue()


def cut_out(garment: Garment, side: int) -> bytes:
    """A WebP of the garment alone, centred in the photo's shape, so that both have one height side by side."""
    height, width = garment.image.shape[:2]
    scale = side / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return webp(_alone(garment, size))


def photo_thumbnail(garment: Garment) -> bytes:
    """A small square JPEG of the photo."""
    return jpeg(_square(garment.image), THUMBNAIL_SIDE)


def cut_out_thumbnail(garment: Garment) -> bytes:
    """A small square WebP of the garment alone."""
    return webp(_alone(garment, (THUMBNAIL_SIDE, THUMBNAIL_SIDE)))


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


def _alone(garment: Garment, size: tuple[int, int]) -> np.ndarray:
    """The garment in the middle of a transparent picture of this width and height: RGBA, uint8 (H, W, 4).

    A thin grey edge around it keeps white cloth visible on white.
    """
    cropped, (width, height) = garment.cropped(), size
    scale = (1 - 2 * _MARGIN) * min(width / cropped.shape[1], height / cropped.shape[0])
    inner = max(1, round(cropped.shape[1] * scale)), max(1, round(cropped.shape[0] * scale))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    top, left = (height - inner[1]) // 2, (width - inner[0]) // 2
    beyond = top, height - inner[1] - top, left, width - inner[0] - left

    def placed(part: np.ndarray) -> np.ndarray:
        scaled = cv2.resize(part, inner, interpolation=method)
        return cv2.copyMakeBorder(scaled, *beyond, cv2.BORDER_CONSTANT, value=0).astype(np.float32)

    # Only pixels of the garment count for its colours: those around it would shine through its edge.
    alpha = np.ascontiguousarray(cropped[..., 3])
    seen = np.where(alpha > 0, 255, 0).astype(np.uint8)
    alone = cv2.bitwise_and(cropped, cropped, mask=seen)
    alone[..., 3] = seen
    cloth, alpha = placed(alone), placed(alpha)
    edge = cv2.GaussianBlur(cv2.dilate(alpha, np.ones((3, 3), np.uint8)), (0, 0), 0.7) * (1 - alpha / 255)
    opacity = alpha + _EDGE_OPACITY * edge
    colours = cloth[..., :3] * (alpha * 255 / np.maximum(cloth[..., 3], 1) / np.maximum(opacity, 1))[..., None]
    colours += (_EDGE_GREY * _EDGE_OPACITY * edge / np.maximum(opacity, 1))[..., None]
    return np.dstack([colours, opacity]).clip(0, 255).astype(np.uint8)


def _square(image: np.ndarray) -> np.ndarray:
    """The image centred on a square of its ground's colour, which suits a light page and a dark one."""
    side = max(image.shape[:2])
    edges = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    square = np.full((side, side, 3), np.median(edges, axis=0), np.uint8)
    top, left = (side - image.shape[0]) // 2, (side - image.shape[1]) // 2
    square[top : top + image.shape[0], left : left + image.shape[1]] = image
    return square
