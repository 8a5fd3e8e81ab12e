"""Bytes that somebody uploaded -> a checked picture, or one plain sentence why not."""

import contextlib
import io
import math
import re
import threading
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import ExifTags, Image, ImageCms

from data.files import read_bounded
from data.messages import UserError

MAX_BYTES = 10 * 2**20
MAX_PIXELS = 50_000_000
MAX_SIDE = 10_000
MAX_SCANS = 100

_LARGE = 13_000_000  # pixels: more than a usual phone photo
# A WebP of 50 megapixels takes 0.8 GB while it is decoded, whatever is made of it: two at once would end a container.
_ONE_LARGE = threading.Lock()
_SRGB = ImageCms.createProfile("sRGB")

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
SUFFIXES = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".heic", ".heif", ".hif")
"""Suffixes under which photos are saved. What a file is, its content decides: see `is_photo_file`."""

_HEAD = 32  # bytes that tell the formats apart
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
# What makes a picture upright, by its EXIF orientation (EXIF 2.32, section 4.6.4).
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# After a scan header, entropy-coded data runs to the next marker; FF00 and the restart markers are part of it.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class PhotoError(UserError):
    """A file that is no photo we read; one plain sentence says why to the person who gave it."""


def decode_photo(content: bytes, *, reduce_to: int | None = None) -> np.ndarray:
    """The picture in a file: uint8 (H, W, 3), sRGB, upright as its EXIF orientation says.

    What it is is decided by content, never by name. Transparent parts become white; of an animation the first frame
    counts.

    Args:
        content: the file's bytes.
        reduce_to: if given, a larger picture is scaled down until its longer side is at most so many pixels; a JPEG
            then costs a fraction, because it is decoded at an eighth, a quarter or half its size.

    Raises:
        PhotoError: the file is empty, damaged, no JPEG, PNG, WebP, AVIF or HEIC, or larger than the limits.
    """
    if not content:
        raise PhotoError("photo-empty")
    if len(content) > MAX_BYTES:
        # Not how large it is: whoever reads a file stops a byte behind the limit.
        raise PhotoError("photo-too-many-bytes", limit=MAX_BYTES // 2**20)
    _check_scans(content)
    image = _open(content)
    _check_size(*image.size)
    try:
        with _ONE_LARGE if image.width * image.height > _LARGE else contextlib.nullcontext():
            return _decode(image, reduce_to)
    except Exception as error:
        raise PhotoError("photo-damaged") from error


def check_photo(content: bytes) -> None:
    """Raises the PhotoError of `decode_photo` that a file's size, format and header cause, without decoding it."""
    if not content:
        raise PhotoError("photo-empty")
    if len(content) > MAX_BYTES:
        # Not how large it is: readers stop one byte behind the limit.
        raise PhotoError("photo-too-many-bytes", limit=MAX_BYTES // 2**20)
    _check_scans(content)
    _check_size(*_open(content).size)


def looks_like_photo(head: bytes) -> bool:
    """Whether a file that begins with these bytes (32 are enough) is a JPEG, PNG, WebP, AVIF or HEIC."""
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in _BRANDS)
    )


def is_photo_file(path: Path) -> bool:
    """Whether a regular file's content is that of a photo, whatever it is called; False if it cannot be read."""
    try:
        # A pipe would block, and a device has no end.
        return path.is_file() and looks_like_photo(read_bounded(path, _HEAD))
    except OSError:
        return False


def _decode(image: Image.Image, reduce_to: int | None) -> np.ndarray:
    if reduce_to and max(image.size) > reduce_to:
        # Pillow takes the smallest scale at which both sides are as large as given here.
        scale = reduce_to / max(image.size)
        image.draft("RGB", (round(image.width * scale), round(image.height * scale)))
    image.load()
    image = _upright(image)
    if image.mode.startswith("I"):  # 16-bit grey, which Pillow can neither scale down nor convert rightly
        image = Image.fromarray((np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8))
    if reduce_to and max(image.size) > reduce_to:
        image.thumbnail((reduce_to, reduce_to), Image.Resampling.BILINEAR, reducing_gap=2.0)
    return _rgb(_in_srgb(image))


def _open(content: bytes) -> Image.Image:
    # Here rather than on import: registering changes Pillow for the whole process.
    pillow_heif.register_heif_opener(thumbnails=False)
    try:
        return Image.open(io.BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PhotoError("photo-over-megapixels", limit=MAX_PIXELS // 10**6) from None
    except Exception as error:
        other = next((name for start, name in _KNOWN_TO_BE_OTHERS.items() if content.startswith(start)), None)
        raise (PhotoError("photo-other-format", format=other) if other else PhotoError("photo-no-picture")) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        megapixels = f"{math.ceil(width * height / 1e5) / 10:.1f}"  # never the limit itself
        raise PhotoError("photo-too-many-megapixels", megapixels=megapixels, limit=MAX_PIXELS // 10**6)
    if max(width, height) > MAX_SIDE:
        raise PhotoError("photo-too-wide", width=width, height=height, limit=MAX_SIDE)


def _check_scans(content: bytes) -> None:
    """Refuses a JPEG with over `MAX_SCANS` scans: each costs a pass over all pixels, a few bytes buy minutes."""
    if not content.startswith(b"\xff\xd8"):
        return
    position, scans = 2, 0
    while match := _NEXT_MARKER.search(content, position):
        marker, position = content[match.end() - 1], match.end()
        if marker == 0xD9:  # end of the image; a phone may append a second one
            return
        if marker == 0xDA:
            scans += 1
            if scans > MAX_SCANS:
                raise PhotoError("photo-too-many-scans", limit=MAX_SCANS)
        if marker != 0x01:  # a scan's header too has a length, and what it holds is nobody's marker
            position += max(2, int.from_bytes(content[position : position + 2]))


def _upright(image: Image.Image) -> Image.Image:
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - the pixels are good even if the EXIF block is not
        return image
    # Not Pillow's exif_transpose, which writes the whole block anew and fails where any other tag of it is odd.
    return image.transpose(_TURNED[orientation]) if orientation in _TURNED else image


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in the colours that its profile means: phones photograph in Display P3."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        converted = ImageCms.profileToProfile(image, source, _SRGB)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # the pixels are good even if the profile is not
    return converted or image


def _rgb(image: Image.Image) -> np.ndarray:
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return np.asarray(image.convert("RGB"))
