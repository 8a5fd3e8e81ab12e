"""Class folders of photos as a data set in Fashion-MNIST's file format, which every command takes by --data-dir.

Each photo becomes an image of 28×28 pixels by the recipe with which the app and `wardrobe classify` feed an export.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from data.errors import DataError
from data.fashion_mnist import Dataset
from data.fashion_mnist_files import check_new_folder, write_files
from data.folders import LabelledPhoto, PhotoFolder, own_class_names, read_photo_folder
from data.labels import CLASS_NAMES
from data.photos.decoding import PhotoError
from data.photos.recipes import RECIPES, read_photo_file
from data.splits import SPLIT_SEED, grouped_folds, stratified_split
from model.garments import read_garment
from model.startup import available_cores

_TEST_PARTS = 6  # one of so many is the test part, as 10,000 of Fashion-MNIST's 60,000 would be
_FEWEST = 3  # of each class: one to train on, one for validation, one for the test


def write_folder_dataset(
    directory: Path, out: Path, classes: str = "own", progress: Callable[[int, int], None] = lambda done, total: None
) -> PhotoFolder:
    """Writes the photos of ``directory`` to ``out``: the four files, and `dataset.json` with their MD5 and the classes.

    The test part is that of the folder if it has one, named test; otherwise a sixth: of the people who took the photos
    where `photos.csv` knows them, or else of each class. `load_fashion_mnist` takes the validation part from the rest.

    Args:
        directory: a photo folder; see `data.folders.read_photo_folder`.
        out: a new or empty folder.
        classes: ``own``, a class for each label; or ``fashion-mnist``, the ten that the labels mean.
        progress: called with the number of photos done, and of all.

    Returns:
        What was read and what was left out.

    Raises:
        DataError: ``out`` is not empty; the photos cannot be read; or a class has too few of them.
    """
    check_new_folder(out)
    names = own_class_names(directory) if classes == "own" else CLASS_NAMES
    folder = read_photo_folder(directory, names)
    chosen = [photo for photo in folder.photos if len(photo.classes) == 1]
    images: list[np.ndarray] = []
    kept: list[LabelledPhoto] = []
    damaged: dict[Path, str] = {}
    with ThreadPoolExecutor(available_cores()) as pool:
        for number, (photo, made) in enumerate(zip(chosen, pool.map(_image, chosen), strict=True), start=1):
            if isinstance(made, str):
                damaged[photo.path] = made
            else:
                images.append(made)
                kept.append(photo)
            progress(number, len(chosen))
    folder = folder.without(damaged)
    labels = np.array([next(iter(photo.classes)) for photo in kept], np.uint8)
    _check_numbers(names, labels)
    is_test = _test_part(kept, labels)
    dataset = Dataset(directory.resolve().name, np.stack(images), labels)
    # Shuffled, because the first images are those that are shown and measured.
    order = np.random.default_rng(SPLIT_SEED).permutation(len(labels))
    train, test = (dataset.take(order[part[order]]) for part in (~is_test, is_test))
    write_files(out, dataset.name, (train.images, train.labels), (test.images, test.labels), names)
    return folder


def _image(photo: LabelledPhoto) -> np.ndarray | str:
    """uint8 (28, 28), or why the photo cannot be read."""
    try:
        made: np.ndarray = RECIPES["fashion-mnist"].from_garment(read_garment(read_photo_file(photo.path)), 28, 1)
    except PhotoError as error:
        return str(error)
    return made[..., 0]


def _check_numbers(names: tuple[str, ...], labels: np.ndarray) -> None:
    if not 2 <= len(names) <= 256:
        raise DataError(f"Expected 2 to 256 classes. Received: {len(names)}.")
    counts = Counter(labels.tolist())
    if few := [f"{name} {counts[number]}" for number, name in enumerate(names) if counts[number] < _FEWEST]:
        raise DataError(
            f"Expected at least {_FEWEST} photos of each class, to train, validate and test. Received: "
            f"{', '.join(few)}. Add photos, or remove the class."
        )


def _test_part(photos: list[LabelledPhoto], labels: np.ndarray) -> np.ndarray:
    """Which photos are in the test part: bool (N,)."""
    laid_out = np.array([photo.part == "test" for photo in photos])
    groups = [photo.group for photo in photos]
    if laid_out.any():
        is_test = laid_out
    elif all(groups) and len(set(groups)) >= _TEST_PARTS:
        is_test = grouped_folds(groups, _TEST_PARTS) == 0
    else:
        is_test = np.isin(np.arange(len(labels)), stratified_split(labels, 1 / _TEST_PARTS)[1])
    if len(set(labels[~is_test])) < len(set(labels)):
        raise DataError("Expected photos of each class outside the test part. Add photos, or divide them otherwise.")
    return is_test
