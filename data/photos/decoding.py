"""Decodes the bytes of a file into a picture, or refuses them with a message for the user."""

import io
import math
from pathlib import Path

import cv2
import numpy as np
import pi_heif
from PIL import ExifTags, Image, ImageCms, JpegImagePlugin

from data.files import read_bounded
from data.messages import UserError
from data.photos.jpeg import JpegStructure, read_structure
from data.photos.limits import (
    DECODING,
    MAX_BLOCK_VISITS,
    MAX_JPEG_SIDE,
    MAX_SCANS,
    MAX_SIDE,
    expected_memory,
    largest,
)

MAX_BYTES = 30 * 2**20
"""The size of the largest file that is read."""

_SRGB = ImageCms.createProfile("sRGB")
_LARGE = 13_000_000  # pixels: more than a usual phone photo
_DIRECT = {"HEIF": _LARGE, "WEBP": 4_000_000}  # pixels above which Pillow's copies would take too much memory

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
# The transposition that makes a picture upright, by EXIF orientation (EXIF 2.32, section 4.6.4).
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
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
    image, jpeg = _checked(content)
    try:
        if jpeg and not jpeg.ended:
            return _decode_unended(content, jpeg, reduce_to)
        return _decode(image, jpeg, content, reduce_to)
    except Exception as error:
        raise PhotoError("photo-damaged") from error


def check_photo(content: bytes) -> None:
    """Checks a file's size, format and header without decoding it; raises PhotoError as `decode_photo` does."""
    _checked(content)


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


def _checked(content: bytes) -> tuple[Image.Image, JpegStructure | None]:
    """The picture, open but not decoded, and its structure if it is a JPEG."""
    if not content:
        raise PhotoError("photo-empty")
    if len(content) > MAX_BYTES:
        # Without its size: readers stop one byte behind the limit.
        raise PhotoError("photo-too-many-bytes", limit=MAX_BYTES // 2**20)
    jpeg = _jpeg_structure(content) if content.startswith(_JPEG_START) else None
    image = _open(content)
    _check_size(image, jpeg)
    if jpeg and len(content) < jpeg.least_bytes:
        raise PhotoError("photo-damaged")
    return image, jpeg


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
    except Exception as error:
        other = next((name for start, name in _KNOWN_TO_BE_OTHERS.items() if content.startswith(start)), None)
        raise (PhotoError("photo-other-format", format=other) if other else PhotoError("photo-no-picture")) from error


def _check_size(image: Image.Image, jpeg: JpegStructure | None) -> None:
    width, height = image.size
    kind, limit = largest(image, jpeg)
    if width * height > limit * 10**6:
        megapixels = f"{math.ceil(width * height / 1e5) / 10:.1f}"  # never the limit itself
        raise PhotoError("photo-too-many-megapixels", megapixels=megapixels, kind=kind, limit=limit)
    side = MAX_JPEG_SIDE if jpeg else MAX_SIDE
    if max(width, height) > side:
        raise PhotoError("photo-too-wide", width=width, height=height, limit=side)


def _decode(image: Image.Image, jpeg: JpegStructure | None, content: bytes, reduce_to: int) -> np.ndarray:
    _draft(image, reduce_to)
    with DECODING.taking(expected_memory(image, jpeg)):
        if image.width * image.height > _DIRECT.get(image.format or "", math.inf):
            image = _reduced_directly(image, content, reduce_to)
        image.load()
        if image.mode.startswith("I"):  # 16-bit grey: Pillow can neither scale it down nor convert it correctly
            image = _with_8_bits(image)
        if image.width * image.height > _LARGE:  # before it is turned, which takes a second copy
            image = _reduce(image, reduce_to)
        return _rgb(_in_srgb(_reduce(_upright(image), reduce_to)))


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
        pictures.append(_decode(image, jpeg, content, reduce_to))
    if not np.array_equal(pictures[0], pictures[1]):
        raise ValueError("the picture is cut off")
    return pictures[0]


def _draft(image: Image.Image, reduce_to: int) -> None:
    """Has a JPEG decoded at a fraction of its size, if that is still as large as needed."""
    scale = reduce_to / max(image.size)
    if scale < 1 and image.format != "HEIF":  # whose draft would be an embedded thumbnail
        # Pillow takes the smallest scale at which both sides are as large as given here.
        image.draft("RGB", (round(image.width * scale), round(image.height * scale)))


def _reduce(image: Image.Image, reduce_to: int) -> Image.Image:
    """The picture with a longer side of at most ``reduce_to`` pixels."""
    scale = reduce_to / max(image.size)
    if scale >= 1:
        return image
    if scale < 0.5 or image.mode not in ("RGB", "L") or image.width * image.height > _LARGE:
        image.thumbnail((reduce_to, reduce_to), Image.Resampling.BILINEAR, reducing_gap=2.0)
        return image
    # From half the size on, linear interpolation uses every pixel, and OpenCV takes a fifth of Pillow's time for it.
    reduced = Image.fromarray(cv2.resize(np.asarray(image), _scaled(image, scale), interpolation=cv2.INTER_LINEAR))
    reduced.info = image.info
    return reduced


def _scaled(image: Image.Image, scale: float) -> tuple[int, int]:
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _reduced_directly(image: Image.Image, content: bytes, reduce_to: int) -> Image.Image:
    """A large HEIC or WebP, scaled down from its decoder's own memory: Pillow's would take twice as much."""
    if image.format == "HEIF":
        # Named, since pi-heif 1.4 frees the pixels with it, although the array still shows them.
        opened = pi_heif.open_heif(io.BytesIO(content), convert_hdr_to_8bit=True)
        pixels = np.asarray(opened)
    else:
        decoded = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION)
        if decoded is None:
            raise ValueError("the WebP is damaged")
        pixels = decoded
    size = _scaled(image, min(1.0, reduce_to / max(image.size)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    if image.format != "HEIF":
        small = cv2.cvtColor(small, cv2.COLOR_BGRA2RGBA if small.shape[2] == 4 else cv2.COLOR_BGR2RGB)
    reduced = Image.fromarray(small)
    reduced.info = image.info
    return reduced


def _with_8_bits(image: Image.Image) -> Image.Image:
    grey = np.asarray(image)
    if grey.dtype.itemsize > 2:
        grey = grey.clip(0, 65535)
    return Image.fromarray(np.right_shift(grey, 8, out=np.empty(grey.shape, np.uint8), casting="unsafe"))


def _upright(image: Image.Image) -> Image.Image:
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - a damaged EXIF block does not lose the pixels
        return image
    # Not Pillow's exif_transpose: it rewrites the whole block and fails if any other tag is malformed.
    return image.transpose(_TURNED[orientation]) if orientation in _TURNED else image


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture converted from its colour profile to sRGB; phones often use Display P3."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        converted = ImageCms.profileToProfile(image, source, _SRGB)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a damaged profile does not lose the pixels
    return converted or image


def _rgb(image: Image.Image) -> np.ndarray:
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return np.asarray(image if image.mode == "RGB" else image.convert("RGB"))
