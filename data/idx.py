"""IDX, the file format of MNIST and Fashion-MNIST: a header with the shape, then unsigned bytes; often gzipped."""

import struct
import zlib

import numpy as np

from data.errors import DataError
from data.labels import CLASS_NAMES

_IMAGE_SIDE = 28
_IMAGES_MAGIC, _LABELS_MAGIC = 0x00000803, 0x00000801
_MOST_IMAGES = 1_000_000  # bounds what a header can make us allocate
_GZIP = b"\x1f\x8b"


def parse_images(content: bytes, source: str) -> np.ndarray:
    """uint8 (N, 28, 28) from an IDX file of images, gzipped or not; raises DataError naming ``source``.

    A source that ends in ``.gz`` must be gzipped.
    """
    shape, body = _parse(content, source, _IMAGES_MAGIC, dimensions=3, most=_IMAGE_SIDE**2)
    if shape[0] == 0:
        raise DataError(f"{source} holds no images. Expected at least one: write the file again.")
    if shape[1:] != (_IMAGE_SIDE, _IMAGE_SIDE):
        raise DataError(f"{source} holds images of {shape[2]}×{shape[1]} pixels; expected 28×28.")
    return body.reshape(shape)


def parse_labels(content: bytes, source: str, classes: int = len(CLASS_NAMES)) -> np.ndarray:
    """uint8 (N,), below ``classes``, from an IDX file of labels, gzipped or not; raises DataError naming ``source``.

    A source that ends in ``.gz`` must be gzipped.
    """
    _, labels = _parse(content, source, _LABELS_MAGIC, dimensions=1, most=1)
    if labels.size and labels.max() >= classes:
        raise DataError(f"{source} holds the label {labels.max()}; expected 0 to {classes - 1}.")
    return labels


def format_idx(array: np.ndarray) -> bytes:
    """An IDX file of uint8 values: magic number 0x0800 + dimensions, each length big-endian, then the data."""
    return struct.pack(f">{array.ndim + 1}I", 0x0800 + array.ndim, *array.shape) + array.tobytes()


def _parse(content: bytes, source: str, magic: int, dimensions: int, most: int) -> tuple[tuple[int, ...], np.ndarray]:
    """The shape that the header states, and the bytes behind it, uint8 (N,)."""
    packed = source.endswith(".gz") or content.startswith(_GZIP)
    inflate = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    length = 4 + 4 * dimensions
    try:
        # The header comes first: it bounds what the rest may inflate to.
        header = inflate.decompress(content, length) if packed else content[:length]
        if len(header) < length:
            raise DataError(f"{source} ends inside its header. Download it again.")
        found, *shape = np.frombuffer(header, ">u4").tolist()
        if found != magic:
            raise DataError(
                f"{source} begins with the magic number {found}; expected {magic} for this IDX file. "
                "It is another file: download it again."
            )
        expected = int(np.prod(shape, dtype=object))
        if expected > _MOST_IMAGES * most:
            raise DataError(f"{source} claims {shape[0]} entries; at most {_MOST_IMAGES} are read.")
        body = inflate.decompress(inflate.unconsumed_tail, expected + 1) if packed else content[length:]
    except zlib.error as error:
        raise DataError(f"{source} is not a whole gzip file ({error}). Download it again.") from error
    if len(body) != expected or (packed and (not inflate.eof or inflate.unused_data)):
        raise DataError(f"{source} does not hold the {expected} bytes that its header announces. Download it again.")
    return tuple(shape), np.frombuffer(body, np.uint8)
