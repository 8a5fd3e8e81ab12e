"""From a picture that Pillow has opened to pixels: reduced, upright, in sRGB, without transparency."""

import io
import math

import cv2
import numpy as np
import pi_heif
from PIL import ExifTags, Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_LARGE = 13_000_000  # pixels: more than a usual phone photo
_DIRECT = {"HEIF": _LARGE, "WEBP": 4_000_000}  # pixels above which Pillow's copies would take too much memory

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


def draft(image: Image.Image, reduce_to: int) -> None:
    """Has a JPEG decoded at a fraction of its size, if that is still as large as needed."""
    scale = reduce_to / max(image.size)
    if scale < 1 and image.format != "HEIF":  # whose draft would be an embedded thumbnail
        # Pillow takes the smallest scale at which both sides are as large as given here.
        image.draft("RGB", (round(image.width * scale), round(image.height * scale)))


def decode_pixels(image: Image.Image, content: bytes, reduce_to: int) -> np.ndarray:
    """The pixels of a picture that is open and drafted: uint8 (H, W, 3), a longer side of at most ``reduce_to``.

    Raises:
        Exception: of any kind, as the decoders do where a file is damaged.
    """
    if image.width * image.height > _DIRECT.get(image.format or "", math.inf):
        image = _reduced_directly(image, content, reduce_to)
    image.load()
    if image.mode.startswith("I"):  # 16-bit grey: Pillow can neither scale it down nor convert it correctly
        image = _with_8_bits(image)
    if image.width * image.height > _LARGE:  # before it is turned, which takes a second copy
        image = _reduce(image, reduce_to)
    return _rgb(_in_srgb(_reduce(_upright(image), reduce_to)))


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
