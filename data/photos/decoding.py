"""Decodes the bytes of a file into a picture, or refuses them with a message for the user."""

import io
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image, JpegImagePlugin

from data.files import read_bounded
from data.messages import UserError
from data.photos.decode_cost import decodes_cheaply, opens_cheaply
from data.photos.decode_memory import DECODING, BusyError
from data.photos.decode_pixels import decode_pixels, draft
from data.photos.decode_pool import POOL, CostlyError, CrashedError
from data.photos.decode_protocol import CHECK, DECODE
from data.photos.jpeg import JpegStructure, read_structure
from data.photos.limits import (
    MAX_BLOCK_VISITS,
    MAX_JPEG_SIDE,
    MAX_SCANS,
    MAX_SIDE,
    expected_memory,
    largest,
)

MAX_BYTES = 30 * 2**20
"""The size of the largest file that is read."""

TOO_COSTLY = "photo-too-costly"
"""The message's id of the `PhotoError` of a photo that took too much time or memory."""

_FORMATS = ("PNG", "WEBP", "AVIF", "HEIF")
SUFFIXES = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".heic", ".heif", ".hif")
"""Suffixes under which photos are saved. What a file is, its content decides: see `is_photo_file`."""

HEAD_BYTES = 32
"""How many bytes at the start of a file `looks_like_photo` needs."""

_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1")

_KNOWN_TO_BE_OTHERS = {
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%PDF": "PDF",
    b"PK\3\4": "ZIP",
    b"<svg": "SVG",
    b"8BPS": "Photoshop",
}
_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xd9"
_FILLER = bytes(range(1, 255)) * 2
"""Read as codes where a JPEG is cut off; the bytes hold no marker."""

MAX_DECODED_SIDE = 3000
"""Pixels of the longer side that are returned at most: with 4096, a photo of 50 megapixels took 400 MB."""


class PhotoError(UserError):
    """A file that is not a photo that can be read; the message says why, and what to do."""


def decode_photo(content: bytes, *, reduce_to: int = MAX_DECODED_SIDE) -> np.ndarray:
    """The picture in a file: uint8 (H, W, 3), sRGB, upright as its EXIF orientation says.

    The format is recognised by content, never by name. Transparent parts become white; of an animation the first
    frame is read. A JPEG that lacks only its end mark is read as well.

    Args:
        content: the file's bytes.
        reduce_to: pixels of the longer side at most; a larger picture is scaled down. A JPEG is then decoded at an
            eighth, a quarter or half its size, which takes a fraction of the time.

    Raises:
        PhotoError: the file is empty, damaged, not a JPEG, PNG, WebP, AVIF or HEIC, or above the limits of
            `data.photos.limits`.

    Example:
        >>> decode_photo(Path("shirt.jpg").read_bytes(), reduce_to=800).shape
        (800, 600, 3)
    """
    jpeg = _checked_bytes(content)
    if opens_cheaply(content, jpeg):
        image = _opened(content, jpeg)
        draft(image, reduce_to)
        if decodes_cheaply(image, jpeg):
            try:
                with DECODING.taking(expected_memory(image, jpeg)):
                    return _decode_opened(image, jpeg, content, reduce_to)
            except BusyError as error:
                raise PhotoError("photo-not-now") from error
    picture = _in_worker(DECODE, content, reduce_to)
    assert picture is not None
    return picture


def check_photo(content: bytes) -> None:
    """Checks a file's size, format and header without decoding it; raises PhotoError as `decode_photo` does."""
    jpeg = _checked_bytes(content)
    if opens_cheaply(content, jpeg):
        _opened(content, jpeg)
    else:
        _in_worker(CHECK, content)


def decode_here(content: bytes, reduce_to: int, wait_for_room: Callable[[int], None]) -> np.ndarray:
    """As `decode_photo`, in this process and without limits on time and memory; for workers and measurements.

    Args:
        content: the file's bytes.
        reduce_to: pixels of the longer side at most.
        wait_for_room: called before anything is decoded, with about as many bytes as that takes.

    Raises:
        PhotoError: as `decode_photo`.
    """
    jpeg = _checked_bytes(content)
    image = _opened(content, jpeg)
    draft(image, reduce_to)
    wait_for_room(expected_memory(image, jpeg))
    return _decode_opened(image, jpeg, content, reduce_to)


def check_here(content: bytes) -> None:
    """As `check_photo`, in this process and without limits on time and memory; for workers."""
    _opened(content, _checked_bytes(content))


def looks_like_photo(head: bytes) -> bool:
    """Whether a file that begins with these bytes (`HEAD_BYTES` are enough) is a JPEG, PNG, WebP, AVIF or HEIC."""
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in _BRANDS)
    )


def is_photo_file(path: Path) -> bool:
    """Whether a regular file's content is that of a photo, whatever it is called; False if it cannot be read."""
    try:
        # A pipe would block, and a device has no end.
        return path.is_file() and looks_like_photo(read_bounded(path, HEAD_BYTES))
    except OSError:
        return False


def _in_worker(kind: bytes, content: bytes, reduce_to: int = 0) -> np.ndarray | None:
    try:
        return POOL.run(kind, content, reduce_to)
    except UserError as error:
        raise PhotoError(error.message.id, **error.message.values) from None
    except CostlyError as error:
        raise PhotoError(TOO_COSTLY) from error
    except CrashedError as error:
        raise PhotoError("photo-damaged") from error
    except BusyError as error:
        raise PhotoError("photo-not-now") from error


def _checked_bytes(content: bytes) -> JpegStructure | None:
    """Refuses what no header need be read for; returns the structure of a JPEG."""
    if not content:
        raise PhotoError("photo-empty")
    if len(content) > MAX_BYTES:
        # Without its size: readers stop one byte behind the limit.
        raise PhotoError("photo-too-many-bytes", limit=MAX_BYTES // 2**20)
    if content.startswith(_JPEG_START):
        return _jpeg_structure(content)
    if not looks_like_photo(content[:HEAD_BYTES]):
        other = next((name for start, name in _KNOWN_TO_BE_OTHERS.items() if content.startswith(start)), None)
        raise PhotoError("photo-other-format", format=other) if other else PhotoError("photo-no-picture")
    return None


def _opened(content: bytes, jpeg: JpegStructure | None) -> Image.Image:
    """The picture, open but not decoded, and of an allowed size."""
    image = _open(content)
    _check_size(image, jpeg)
    if jpeg and len(content) < jpeg.least_bytes:
        raise PhotoError("photo-damaged")
    return image


def _jpeg_structure(content: bytes) -> JpegStructure:
    try:
        jpeg = read_structure(content, MAX_SCANS)
    except ValueError as error:
        raise PhotoError("photo-damaged") from error
    if jpeg.scans > MAX_SCANS or jpeg.scans * jpeg.blocks > MAX_BLOCK_VISITS:
        raise PhotoError("photo-too-many-scans")
    return jpeg


def _open(content: bytes) -> Image.Image:
    # Here and not on import: registering changes Pillow for the whole process.
    pi_heif.register_heif_opener(thumbnails=False)
    try:
        if content.startswith(_JPEG_START):
            # Not Image.open, which refuses 179 megapixels and more: a JPEG is never decoded at that size.
            return JpegImagePlugin.JpegImageFile(io.BytesIO(content))
        return Image.open(io.BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoError("photo-over-megapixels") from None
    except MemoryError:
        raise
    except Exception as error:
        raise PhotoError("photo-no-picture") from error


def _check_size(image: Image.Image, jpeg: JpegStructure | None) -> None:
    width, height = image.size
    kind, limit = largest(image, jpeg)
    if width * height > limit * 10**6:
        megapixels = f"{math.ceil(width * height / 1e5) / 10:.1f}"  # never the limit itself
        raise PhotoError("photo-too-many-megapixels", megapixels=megapixels, kind=kind, limit=limit)
    side = MAX_JPEG_SIDE if jpeg else MAX_SIDE
    if max(width, height) > side:
        raise PhotoError("photo-too-wide", width=width, height=height, limit=side)


def _decode_opened(image: Image.Image, jpeg: JpegStructure | None, content: bytes, reduce_to: int) -> np.ndarray:
    try:
        if jpeg and not jpeg.ended:
            return _decode_unended(content, jpeg, reduce_to)
        return decode_pixels(image, content, reduce_to)
    except MemoryError as error:
        raise PhotoError(TOO_COSTLY) from error
    except Exception as error:
        raise PhotoError("photo-damaged") from error


def _decode_unended(content: bytes, jpeg: JpegStructure, reduce_to: int) -> np.ndarray:
    """A JPEG without an end mark, if every pixel is there. Raises ValueError if not.

    libjpeg fills with grey what is missing, without an error. So the file is decoded with two endings: if bytes behind
    its last one change the picture, then something is missing.
    """
    if not jpeg.complete:
        raise ValueError("scans are missing")
    whole = content.removesuffix(b"\xff")  # half of an end mark
    pictures = []
    for ending in (_JPEG_END, _FILLER + _JPEG_END):
        image = JpegImagePlugin.JpegImageFile(io.BytesIO(whole + ending))
        draft(image, reduce_to)
        pictures.append(decode_pixels(image, content, reduce_to))
    if not np.array_equal(pictures[0], pictures[1]):
        raise ValueError("the picture is cut off")
    return pictures[0]
