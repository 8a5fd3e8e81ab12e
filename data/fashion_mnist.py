"""Fashion-MNIST from its four official files: found, checked, downloaded if need be, and split."""

import hashlib
import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.errors import DataError as DataError
from data.labels import CLASS_NAMES

TRAIN_IMAGES = "train-images-idx3-ubyte.gz"
TRAIN_LABELS = "train-labels-idx1-ubyte.gz"
TEST_IMAGES = "t10k-images-idx3-ubyte.gz"
TEST_LABELS = "t10k-labels-idx1-ubyte.gz"

OFFICIAL_NAME = "fashion-mnist"
OFFICIAL_MD5 = {
    TRAIN_IMAGES: "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
    TRAIN_LABELS: "25c81989df183df01b3e8a0aad5dffbe",
    TEST_IMAGES: "bef4ecab320f06d8554ea6380940ec79",
    TEST_LABELS: "bb300cfdad3c16e7a12a480ee83cd310",
}
"""From the README of zalandoresearch/fashion-mnist."""

VALIDATION_SHARE = 1 / 12
"""5,000 of the official 60,000."""

_SPLIT_SEED = 1708_07747  # fixed, not an option: every run must hold out the same images
_IMAGE_SIDE = 28
_IMAGES_MAGIC, _LABELS_MAGIC = 0x00000803, 0x00000801
_MOST_IMAGES = 1_000_000  # bounds what a header can make us allocate


@dataclass(frozen=True)
class Dataset:
    """Images with labels: ``images`` uint8 (N, 28, 28), garment bright on black; ``labels`` uint8 (N,)."""

    name: str
    images: np.ndarray
    labels: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: np.ndarray) -> "Dataset":
        """The images at ``indices``, int (M,), in that order."""
        return Dataset(self.name, self.images[indices], self.labels[indices])


@dataclass(frozen=True)
class Splits:
    """The three parts of one data folder, and the MD5 of each file that they were read from.

    ``train_indices``, int (N,), is where the training images stand in the file that validation shares with them.
    """

    train: Dataset
    validation: Dataset
    test: Dataset
    directory: Path
    checksums: dict[str, str]
    train_indices: np.ndarray

    @property
    def name(self) -> str:
        """``fashion-mnist``, or what the folder's ``dataset.json`` says."""
        return self.train.name


def load_fashion_mnist(data_dir: Path | str | None = None, *, download: bool = True) -> Splits:
    """Loads the data set from the first place that has it.

    The order: ``data_dir``, ``$FASHION_MNIST_DIR``, ``WARDROBE_HOME/datasets/fashion-mnist``, Keras's own cache, and
    then, unless ``download`` is False, the official address. A folder that was named (the first two) is used or
    refused, never passed over. Every file's MD5 is checked against the official one, or against the folder's
    ``dataset.json``.

    Raises:
        DataError: no place has the four files, or a named folder's are not what they should be.
    """
    directory = _find(data_dir, download)
    name, expected = _expected_checksums(directory)
    contents = {file: _checked_bytes(directory / file, expected[file]) for file in OFFICIAL_MD5}
    training = _parse_pair(name, directory, contents, TRAIN_IMAGES, TRAIN_LABELS)
    test = _parse_pair(name, directory, contents, TEST_IMAGES, TEST_LABELS)
    train_indices, validation_indices = stratified_split(training.labels, VALIDATION_SHARE)
    return Splits(
        training.take(train_indices), training.take(validation_indices), test, directory, expected, train_indices
    )


def stratified_split(labels: np.ndarray, share: float, seed: int = _SPLIT_SEED) -> tuple[np.ndarray, np.ndarray]:
    """Indices of two parts, each sorted; the second holds ``share`` of every class, rounded, one image at least."""
    generator = np.random.default_rng(seed)
    held_out = []
    for label in np.unique(labels):
        members = generator.permutation(np.flatnonzero(labels == label))
        held_out.append(members[: max(1, round(share * len(members)))])
    second = np.sort(np.concatenate(held_out))
    return np.setdiff1d(np.arange(len(labels)), second), second


def stratified_parts(labels: np.ndarray, parts: int) -> np.ndarray:
    """Which of ``parts`` equal parts, counted from 0, each image belongs to: int (N,), the same every time."""
    generator = np.random.default_rng(_SPLIT_SEED)
    part_of = np.empty(len(labels), int)
    for label in np.unique(labels):
        members = generator.permutation(np.flatnonzero(labels == label))
        part_of[members] = np.arange(len(members)) % parts
    return part_of


def wardrobe_home() -> Path:
    """``WARDROBE_HOME``, by default ``~/.self-sorting-wardrobe``: downloaded data sets and the personal wardrobe."""
    return Path(os.environ.get("WARDROBE_HOME") or Path.home() / ".self-sorting-wardrobe").expanduser()


def _find(data_dir: Path | str | None, download: bool) -> Path:
    for source, named in (("--data-dir", data_dir), ("FASHION_MNIST_DIR", os.environ.get("FASHION_MNIST_DIR"))):
        if named:
            directory = Path(named).expanduser()
            if not directory.is_dir():
                raise DataError(
                    f"{source} names {directory}, which is not a folder. Name one that holds the four files."
                )
            return directory
    home = wardrobe_home() / "datasets" / "fashion-mnist"
    keras_home = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras").expanduser()
    for directory in (home, keras_home / "datasets" / "fashion-mnist"):
        if all(file_md5(directory / file) == md5 for file, md5 in OFFICIAL_MD5.items()):
            return directory
    if not download:
        raise DataError(
            f"Fashion-MNIST is neither in {home} nor in Keras's cache. "
            "Put the four official files into a folder and name it with --data-dir or FASHION_MNIST_DIR."
        )
    from data.download import fetch_missing

    fetch_missing(home, OFFICIAL_MD5)
    return home


def file_md5(path: Path) -> str | None:
    """The MD5 of a file in hexadecimal digits, None if there is no such file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "md5").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _expected_checksums(directory: Path) -> tuple[str, dict[str, str]]:
    description = directory / "dataset.json"
    if not description.exists():
        return OFFICIAL_NAME, dict(OFFICIAL_MD5)
    try:
        content = json.loads(description.read_text("utf-8"))
        name, sums = str(content["name"]), {file: str(content["files"][file]).lower() for file in OFFICIAL_MD5}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f'{description} should hold {{"name": …, "files": {{file: MD5}}}} with the four files '
            f"{', '.join(OFFICIAL_MD5)}; it could not be read so ({error!r}). Write the folder again."
        ) from error
    if name == OFFICIAL_NAME and sums != OFFICIAL_MD5:
        raise DataError(
            f"{description} claims to be fashion-mnist, but its sums are others. Give it a name of its own."
        )
    return name, sums


def _checked_bytes(path: Path, md5: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror}). The folder must hold {', '.join(OFFICIAL_MD5)}."
        ) from error
    found = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if found != md5:
        raise DataError(
            f"{path} has the MD5 {found}; expected {md5}. The file is damaged or is another one: "
            "delete it and download it again."
        )
    return content


def _parse_pair(name: str, directory: Path, contents: dict[str, bytes], images: str, labels: str) -> Dataset:
    image_array = parse_images(contents[images], str(directory / images))
    label_array = parse_labels(contents[labels], str(directory / labels))
    if len(image_array) != len(label_array):
        raise DataError(
            f"{directory / images} holds {len(image_array)} images, but {labels} {len(label_array)} labels."
        )
    return Dataset(name, image_array, label_array)


def parse_images(content: bytes, source: str) -> np.ndarray:
    """uint8 (N, 28, 28) from a gzipped IDX file of images; raises DataError naming ``source``."""
    header, body = _parse_idx(content, source, _IMAGES_MAGIC, dimensions=3, most=_IMAGE_SIDE**2)
    if header[0] == 0:
        raise DataError(f"{source} holds no images. Write it again.")
    if header[1:] != (_IMAGE_SIDE, _IMAGE_SIDE):
        raise DataError(f"{source} holds images of {header[2]}×{header[1]} pixels; expected 28×28.")
    return body.reshape(header)


def parse_labels(content: bytes, source: str) -> np.ndarray:
    """uint8 (N,), each 0–9, from a gzipped IDX file of labels; raises DataError naming ``source``."""
    _, labels = _parse_idx(content, source, _LABELS_MAGIC, dimensions=1, most=1)
    if labels.size and labels.max() >= len(CLASS_NAMES):
        raise DataError(f"{source} holds the label {labels.max()}; expected 0 to {len(CLASS_NAMES) - 1}.")
    return labels


def _parse_idx(
    content: bytes, source: str, magic: int, dimensions: int, most: int
) -> tuple[tuple[int, ...], np.ndarray]:
    inflate = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    header_length = 4 + 4 * dimensions
    try:
        # Read the header first: it bounds what the rest may inflate to.
        header = inflate.decompress(content, header_length)
        if len(header) < header_length:
            raise DataError(f"{source} ends inside its header. Download it again.")
        found, *shape = np.frombuffer(header, ">u4").tolist()
        if found != magic:
            raise DataError(f"{source} begins with the IDX magic number {found}; expected {magic}.")
        expected = int(np.prod(shape, dtype=object))
        if expected > _MOST_IMAGES * most:
            raise DataError(f"{source} claims {shape[0]} entries; the most that is read is {_MOST_IMAGES}.")
        body = inflate.decompress(inflate.unconsumed_tail, expected + 1)
    except zlib.error as error:
        raise DataError(f"{source} is not a whole gzip file ({error}). Download it again.") from error
    if len(body) != expected or not inflate.eof or inflate.unused_data:
        raise DataError(f"{source} does not hold the {expected} bytes that its header announces. Download it again.")
    return tuple(shape), np.frombuffer(body, np.uint8)
