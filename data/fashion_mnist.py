"""Loads Fashion-MNIST: finds the four official files or downloads them, checks and splits them."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.download import fetch_missing
from data.errors import DataError
from data.fashion_mnist_files import (
    OFFICIAL_MD5,
    TEST_IMAGES,
    TEST_LABELS,
    TRAIN_IMAGES,
    TRAIN_LABELS,
    DataFiles,
    holds_official_files,
    read_files,
)
from data.files import wardrobe_home
from data.idx import parse_images, parse_labels
from data.labels import CLASS_NAMES
from data.splits import stratified_split

VALIDATION_SHARE = 1 / 12
"""5,000 of the official 60,000."""


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
    """The three parts of a data set.

    Attributes:
        train: 11 of 12 images of the training files.
        validation: the rest of them.
        test: the images of the test files.
        directory: the folder that was read.
        checksums: the MD5 of each of the four files, by official name.
        train_indices: the positions of the training images in their file, int (N,).
        class_names: by label number.
    """

    train: Dataset
    validation: Dataset
    test: Dataset
    directory: Path
    checksums: dict[str, str]
    train_indices: np.ndarray
    class_names: tuple[str, ...] = CLASS_NAMES

    @property
    def name(self) -> str:
        """``fashion-mnist``, or what the folder's ``dataset.json`` says."""
        return self.train.name

    def has_labels_of(self, class_names: tuple[str, ...]) -> bool:
        """Whether its label numbers are those of ``class_names``, which may have further classes behind."""
        return class_names[: len(self.class_names)] == self.class_names


def load_fashion_mnist(data_dir: Path | str | None = None, *, download: bool = True) -> Splits:
    """Loads the data set from the first place that has it.

    The order: ``data_dir``, ``$FASHION_MNIST_DIR``, ``WARDROBE_HOME/datasets/fashion-mnist``, Keras's own cache, and
    then, unless ``download`` is False, the official address. A folder that was named (the first two) is used or
    refused, never skipped. The files may be gzipped or unpacked. Every file's MD5 is checked against the official one,
    or against the folder's ``dataset.json``.

    Raises:
        DataError: no place has the four files, or those of a named folder are missing, damaged or altered.

    Example:
        >>> splits = load_fashion_mnist()
        >>> splits.train.images.shape
        (55000, 28, 28)
    """
    directory = _find(data_dir, download)
    files = read_files(directory)
    training = _parse_pair(files, TRAIN_IMAGES, TRAIN_LABELS)
    test = _parse_pair(files, TEST_IMAGES, TEST_LABELS)
    train_indices, validation_indices = stratified_split(training.labels, VALIDATION_SHARE)
    return Splits(
        training.take(train_indices),
        training.take(validation_indices),
        test,
        directory,
        files.checksums,
        train_indices,
        files.class_names,
    )


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
        if holds_official_files(directory):
            return directory
    if not download:
        raise DataError(
            f"Fashion-MNIST is neither in {home} nor in Keras's cache. "
            "Put the four official files into a folder and name it with --data-dir or FASHION_MNIST_DIR."
        )
    fetch_missing(home, OFFICIAL_MD5)
    return home


def _parse_pair(files: DataFiles, images: str, labels: str) -> Dataset:
    image_array = parse_images(files.contents[images], str(files.paths[images]))
    label_array = parse_labels(files.contents[labels], str(files.paths[labels]), len(files.class_names))
    if len(image_array) != len(label_array):
        raise DataError(
            f"{files.paths[images]} holds {len(image_array)} images, but {files.paths[labels].name} "
            f"{len(label_array)} labels. Expected as many: write the folder again."
        )
    return Dataset(files.name, image_array, label_array)
