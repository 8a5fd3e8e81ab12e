"""How large a photo may be, by its format, so that no file costs over 300 MB or two seconds of processor time.

The limits were measured on one core of a server with Pillow 13.0 and pillow-heif 1.8, Python and its libraries (55 MB)
included. A decoder that holds the picture several times over has a lower one. `data.photos.decode_memory` limits what
all photos take together.

| kind | bytes a pixel | limit in megapixels | measured there |
| --- | --- | --- | --- |
| JPEG | reduced while it is decoded | 200 | 100 MB, 0.3 s |
| progressive JPEG | 3 (4:2:0) to 6 (4:4:4) | 66 to 33 | 260 MB, 0.5 s |
| PNG | 5.3 | 40 | 275 MB, 0.8 s |
| HEIC | 5.2 | 43 | 275 MB, 1.7 s |
| WebP | 7.1 | 30 | 270 MB, 0.7 s |
| AVIF | 8.9 | 25 | 275 MB, 0.5 s |

HEIC is read by pi-heif now, which has the same decoder: it took 237 MB and 0.8 s for a drawn HEIC of 43 megapixels.

The last limits of `_MEGAPIXELS` are for pictures with transparency or with 16 bits a channel, which take more.
"""

from PIL import Image

from data.photos.jpeg import JpegStructure

MAX_SIDE = 10_000
MAX_JPEG_SIDE = 20_000  # panoramas; a longer one is no photo
MAX_SCANS = 100
MAX_BLOCK_VISITS = 40_000_000
"""Scans times blocks of a JPEG: a pass over a block costs 42 ns even if it is empty."""

_MEMORY = 200 * 10**6  # what decoding may take beside the libraries and the file
_COEFFICIENT_BYTES = 128  # of a block: 64 coefficients of two bytes

_JPEG, _UNUSUAL_JPEG = 200, 13
_MEGAPIXELS = {"PNG": (40, 20), "HEIF": (43, 22), "WEBP": (30, 20), "AVIF": (25, 17)}
_PIXEL_BYTES = {"PNG": (5.3, 9.6), "HEIF": (7.6, 10.4), "WEBP": (7.1, 8.8), "AVIF": (8.9, 12.9)}
_NAMES = {"HEIF": "HEIC", "WEBP": "WebP"}


def largest(image: Image.Image, jpeg: JpegStructure | None) -> tuple[str, int]:
    """The kind of a picture that is open but not decoded, and how many megapixels of it are read."""
    if jpeg and not jpeg.usual:
        return "arithmetic-coded or lossless JPEG", _UNUSUAL_JPEG
    if jpeg and jpeg.buffered:
        bytes_a_pixel = jpeg.blocks * _COEFFICIENT_BYTES / max(1, image.width * image.height)
        return "progressive JPEG", min(_JPEG, int(_MEMORY / 10**6 / bytes_a_pixel)) if bytes_a_pixel else _JPEG
    if jpeg:
        return "JPEG", _JPEG
    format = image.format or ""
    name = _NAMES.get(format, format)
    heavy = _is_heavy(image)
    return f"{name} with transparency or 16 bits" if heavy else name, _MEGAPIXELS[format][heavy]


def expected_memory(image: Image.Image, jpeg: JpegStructure | None) -> int:
    """About how many bytes decoding takes; of a JPEG after `Image.draft`, which sets the size it is decoded at."""
    pixels = image.width * image.height
    if jpeg:
        return pixels * 4 + (jpeg.blocks * _COEFFICIENT_BYTES if jpeg.buffered else 0)
    return int(pixels * _PIXEL_BYTES[image.format or ""][_is_heavy(image)])


def _is_heavy(image: Image.Image) -> bool:
    """Whether a picture is scaled down by way of a second copy, or is unpacked from 16 bits a channel."""
    tiles = getattr(image, "tile", None)
    raw_mode = str(tiles[0][3]) if tiles else ""  # a PNG's 16 bits show here alone
    return image.mode in ("RGBA", "LA") or image.mode.startswith("I") or "16" in raw_mode
