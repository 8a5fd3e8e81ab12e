import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from data.photos.decode_cost import decodes_cheaply, opens_cheaply
from data.photos.jpeg import read_structure
from data.photos.limits import MAX_SCANS


def picture(width=400, height=300):
    pixels = np.random.default_rng(0).integers(0, 255, (height // 20, width // 20, 3), np.uint8)
    return Image.fromarray(pixels).resize((width, height))


def is_cheap(content, reduce_to=1600):
    jpeg = read_structure(content, MAX_SCANS) if content.startswith(b"\xff\xd8") else None
    if not opens_cheaply(content, jpeg):
        return False
    image = Image.open(io.BytesIO(content))
    image.draft("RGB", (reduce_to, reduce_to))
    return decodes_cheaply(image, jpeg)


@pytest.mark.parametrize(
    ("format", "options"),
    [("JPEG", {}), ("JPEG", {"progressive": True}), ("JPEG", {"restart_marker_blocks": 7}), ("PNG", {})],
    ids=str,
)
@pytest.mark.parametrize("size", [(400, 300), (2800, 1300)])
def test_ordinary_jpegs_and_screenshots_are_cheap(encoded, format, options, size):
    assert is_cheap(encoded(picture(*size), format, **options))


def test_the_photo_of_a_phone_is_cheap_with_its_profile_and_preview(encoded):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = encoded(picture(4000, 3000), "JPEG", icc_profile=profile, exif=b"Exif\0\0" + bytes(60_000))
    assert is_cheap(content)


@pytest.mark.parametrize("format", ["WEBP", "AVIF"])
def test_other_formats_are_left_to_a_worker(encoded, format):
    assert not is_cheap(encoded(picture(), format))


def test_scans_are_counted_wherever_they_hide(encoded):
    """Those of a file with restart intervals may hide from a reader of markers behind what the decoder skips."""
    content = encoded(picture(), "JPEG", progressive=True)
    hidden = b"\xff\xda" * 5_000
    assert not is_cheap(content + hidden)
    assert is_cheap(encoded(picture(), "JPEG") + hidden)  # a baseline JPEG ends with its only scan


@pytest.mark.parametrize(
    "before",
    [b"\xff" * 1000, b"\0" * 1000, b"\xff\xe1\0\x0aExif\0\0xx" * 250, b"\xff\xe2\xff\xff" + bytes(65533)],
    ids=["fill", "zeros", "many segments", "one segment"],
)
def test_a_header_that_is_not_plain_is_left_to_a_worker(encoded, before):
    content = encoded(picture(), "JPEG")
    assert is_cheap(content[:2] + before + content[2:]) == before.startswith(b"\xff\xe2")


def test_a_header_of_many_bytes_is_left_to_a_worker(encoded):
    content = encoded(picture(), "JPEG")
    assert not is_cheap(content[:2] + (b"\xff\xe2\xff\xff" + bytes(65533)) * 40 + content[2:])


def test_a_colour_profile_with_tables_is_left_to_a_worker(encoded):
    assert not is_cheap(encoded(picture(), "JPEG", icc_profile=bytes(20_000)))
    assert not is_cheap(encoded(picture(), "PNG", icc_profile=bytes(20_000)))


def test_a_large_progressive_jpeg_is_left_to_a_worker(encoded):
    assert not is_cheap(encoded(picture(8000, 6000), "JPEG", progressive=True))


def chunk(kind, content=b""):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize(
    "chunks",
    [chunk(b"tEXt", b"a\0b") * 6_000, chunk(b"zTXt", b"a\0\0" + bytes(300_000)), chunk(b"acTL", bytes(8))],
    ids=["many chunks", "much text", "animation"],
)
def test_an_unusual_png_is_left_to_a_worker(encoded, chunks):
    content = encoded(picture(), "PNG")
    assert is_cheap(content[:33] + chunk(b"tEXt", b"a\0b") + content[33:])
    assert not is_cheap(content[:33] + chunks + content[33:])


def test_a_large_png_is_left_to_a_worker(encoded):
    assert not is_cheap(encoded(picture(4000, 3000), "PNG", compress_level=1))
