import gzip
import struct

import numpy as np
import pytest

from data.errors import DataError
from data.idx import parse_images, parse_labels


def idx_labels(labels, magic=0x801, count=None):
    return gzip.compress(struct.pack(">2I", magic, len(labels) if count is None else count) + bytes(labels), mtime=0)


def idx_images(images, magic=0x803):
    return gzip.compress(struct.pack(">4I", magic, *images.shape) + images.tobytes(), mtime=0)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "ends inside its header"),
        (b"<html>404</html>", "not a whole gzip file"),
        (idx_labels([1, 2], magic=0x803), "magic number 2051; expected 2049"),
        (gzip.decompress(idx_labels([1, 2])), "not a whole gzip file"),
        (idx_labels([1, 2], count=3), "does not hold the 3 bytes"),
        (idx_labels([1, 2], count=1), "does not hold the 1 bytes"),
        (idx_labels([1, 2], count=2**32 - 1), "claims 4294967295 entries"),
        (idx_labels([1, 10]), "label 10; expected 0 to 9"),
        (idx_labels([1, 2])[:-1], "does not hold the 2 bytes"),
        (idx_labels([1, 2]) + b"x", "does not hold the 2 bytes"),
    ],
)
def test_a_damaged_label_file_is_refused(content, complaint):
    with pytest.raises(DataError, match=complaint) as caught:
        parse_labels(content, "labels.gz")
    assert str(caught.value).startswith("labels.gz ")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "ends inside its header"),
        (b"<html>404</html>", "magic number 1013478509; expected 2049"),
        (idx_labels([1, 2], count=3), "does not hold the 3 bytes"),
        (idx_labels([1, 2], count=1), "does not hold the 1 bytes"),
    ],
)
def test_a_damaged_unpacked_file_is_refused(content, complaint):
    with pytest.raises(DataError, match=complaint):
        parse_labels(gzip.decompress(content) if content.startswith(b"\x1f") else content, "labels")


def test_a_gzip_bomb_is_not_inflated():
    bomb = gzip.compress(struct.pack(">2I", 0x801, 4) + bytes(50_000_000), mtime=0)
    with pytest.raises(DataError, match="does not hold the 4 bytes"):
        parse_labels(bomb, "bomb.gz")


def test_images_of_another_size_are_refused():
    with pytest.raises(DataError, match="32×32 pixels; expected 28×28"):
        parse_images(idx_images(np.zeros((2, 32, 32), np.uint8)), "images.gz")
    images = np.arange(2 * 784, dtype=np.uint32).astype(np.uint8).reshape(2, 28, 28)
    assert (parse_images(idx_images(images), "images.gz") == images).all()
    assert (parse_images(gzip.decompress(idx_images(images)), "images") == images).all()


@pytest.mark.bad_images
def test_every_damaged_data_set_file_is_refused(bad_images_dir):
    files = sorted((bad_images_dir / "generated" / "dataset_faults").glob("*.gz"))
    assert files
    for file in files:
        if "one_label_changed" in file.name:  # whole and valid: only the checksum can tell
            assert len(parse_labels(file.read_bytes(), file.name)) == 10_000
        else:
            with pytest.raises(DataError):
                parse_labels(file.read_bytes(), file.name)
