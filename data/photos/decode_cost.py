"""Which photos are so cheap to decode that the server may do it itself: their headers bound the time and memory.

The bound holds for whatever follows the header, since the file may be made to mislead. Every other photo is decoded in
a worker process, which can be killed: see `data.photos.decode_pool`.
"""

from PIL import Image

from data.photos.jpeg import JpegStructure
from data.photos.limits import expected_memory

_BLOCKS = 5_000_000  # of a JPEG, in all passes: half a second
_PNG_PIXELS = 8_000_000  # a screenshot of a phone has half of it
_PNG_CHUNKS = 5_000
_TEXT_BYTES = 200_000  # of the chunks that hold compressed texts and profiles
_MEMORY = 64 * 10**6
_PROFILE_BYTES = 4_096  # of a colour profile that consists of curves and a matrix; tables take more

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_PIXEL_CHUNKS = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_JPEG_SCAN = b"\xff\xda"


def opens_cheaply(content: bytes, jpeg: JpegStructure | None) -> bool:
    """Whether reading a file's header takes milliseconds at most."""
    if jpeg:
        return jpeg.usual and jpeg.plain_header and _passes(content, jpeg) * jpeg.blocks <= _BLOCKS
    return content.startswith(_PNG_START) and _is_plain_png(content)


def decodes_cheaply(image: Image.Image, jpeg: JpegStructure | None) -> bool:
    """Whether a picture that opened cheaply also decodes so; of a JPEG after `Image.draft`."""
    if len(image.info.get("icc_profile") or b"") > _PROFILE_BYTES:
        return False
    return expected_memory(image, jpeg) <= _MEMORY and (bool(jpeg) or image.width * image.height <= _PNG_PIXELS)


def _passes(content: bytes, jpeg: JpegStructure) -> int:
    """How often a JPEG's blocks are visited, at most.

    Of scans that a reader of markers can be led past, each still has its own marker in the file.
    """
    return content.count(_JPEG_SCAN) if jpeg.buffered else 1


def _is_plain_png(content: bytes) -> bool:
    """Whether a PNG has few chunks, little compressed text, one frame and no interlacing."""
    if content[28:29] != b"\0":  # interlaced: seven passes
        return False
    position, text = len(_PNG_START), 0
    for _ in range(_PNG_CHUNKS):
        length, kind = int.from_bytes(content[position : position + 4]), content[position + 4 : position + 8]
        if kind == b"acTL":
            return False
        if kind not in _PNG_PIXEL_CHUNKS:
            text += length
        position += 12 + length
        if text > _TEXT_BYTES:
            return False
        if kind == b"IEND" or position >= len(content):
            return True
    return False
