"""The four files of Fashion-MNIST: their names, packed and unpacked, and their checksums."""

import gzip
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.errors import DataError
from data.idx import format_idx
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
"""Of the gzip files, from the README of zalandoresearch/fashion-mnist."""

UNPACKED_MD5 = {
    TRAIN_IMAGES: "f4a8712d7a061bf5bd6d2ca38dc4d50a",
    TRAIN_LABELS: "9018921c3c673c538a1fc5bad174d6f9",
    TEST_IMAGES: "8181f5470baa50b63fa0f6fddb340f0a",
    TEST_LABELS: "15d484375f8d13e6eb1aabb0c3f46965",
}
"""Of what the official gzip files contain, computed from files with the sums above."""

DESCRIPTION = "dataset.json"


@dataclass(frozen=True)
class DataFiles:
    """The four files of a folder, checked.

    Attributes:
        name: ``fashion-mnist``, or what the folder's ``dataset.json`` says.
        paths: where each file was found, by its official name.
        contents: the bytes, gzipped or not, by official name.
        checksums: by official name; of official files those of the gzip files, even if the folder holds them unpacked.
        class_names: by label number; Fashion-MNIST's, or those of ``dataset.json``.
    """

    name: str
    paths: dict[str, Path]
    contents: dict[str, bytes]
    checksums: dict[str, str]
    class_names: tuple[str, ...] = CLASS_NAMES


def read_files(directory: Path) -> DataFiles:
    """Reads the four files and checks their MD5, against ``dataset.json`` if there is one, or else the official ones.

    A file may be gzipped or unpacked, and its name may have a dot in place of the last hyphen
    (``train-images.idx3-ubyte``), as some programs unpack it.

    Raises:
        DataError: a file is missing, unreadable or altered, or ``dataset.json`` is damaged.
    """
    if (directory / DESCRIPTION).exists():
        name, listed, class_names = _described(directory / DESCRIPTION)
        paths = {file: directory / listed_as for file, (listed_as, _) in listed.items()}
        contents = {file: _checked(paths[file], md5) for file, (_, md5) in listed.items()}
        return DataFiles(name, paths, contents, {file: md5 for file, (_, md5) in listed.items()}, class_names)
    paths = {file: _found(directory, file) for file in OFFICIAL_MD5}
    contents = {file: _checked(path, _official_sum(file, path)) for file, path in paths.items()}
    return DataFiles(OFFICIAL_NAME, paths, contents, dict(OFFICIAL_MD5))


def check_new_folder(directory: Path) -> None:
    """Raises DataError unless a data set can be written to ``directory``: it is empty, or not there."""
    if directory.exists() and not (directory.is_dir() and next(directory.iterdir(), None) is None):
        raise DataError(f"{directory} is not an empty folder. Name a new one for the data set.")


def write_files(
    directory: Path,
    name: str,
    train: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray],
    class_names: Sequence[str] = CLASS_NAMES,
) -> None:
    """Writes a data set: the four files, and ``dataset.json`` with their MD5; the same content gives the same bytes.

    ``train`` and ``test`` are images, uint8 (N, 28, 28), and labels, uint8 (N,).

    Raises:
        DataError: ``directory`` cannot be written.
    """
    arrays = dict(zip((TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS), (*train, *test), strict=True))
    contents = {file: gzip.compress(format_idx(array), mtime=0) for file, array in arrays.items()}
    sums = {file: hashlib.md5(content, usedforsecurity=False).hexdigest() for file, content in contents.items()}
    classes = {} if tuple(class_names) == CLASS_NAMES else {"classes": list(class_names)}
    # The description is written last, so a folder that has it is complete.
    contents[DESCRIPTION] = (json.dumps({"name": name, **classes, "files": sums}, indent=2) + "\n").encode()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for file, content in contents.items():
            (directory / file).write_bytes(content)
    except OSError as error:
        raise DataError(f"{directory} cannot be written ({error.strerror}). Name a folder with room for it.") from error


def holds_official_files(directory: Path) -> bool:
    """Whether the four official files are there, packed or unpacked, and unaltered."""
    paths = {file: _found(directory, file) for file in OFFICIAL_MD5}
    return all(file_md5(path) == _official_sum(file, path) for file, path in paths.items())


def file_md5(path: Path) -> str | None:
    """The MD5 of a file in hexadecimal digits, None if there is no such file."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "md5").hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _names(file: str) -> tuple[str, ...]:
    """The names under which an official file is found."""
    unpacked = file.removesuffix(".gz")
    dotted = unpacked.replace("-idx", ".idx")
    return file, unpacked, dotted, f"{dotted}.gz"


def _official_sum(file: str, path: Path) -> str:
    return (OFFICIAL_MD5 if path.suffix == ".gz" else UNPACKED_MD5)[file]


def _found(directory: Path, file: str) -> Path:
    """The file under one of its names, or under its official one if there is none."""
    return next((path for name in _names(file) if (path := directory / name).is_file()), directory / file)


def _described(description: Path) -> tuple[str, dict[str, tuple[str, str]], tuple[str, ...]]:
    """The data set's name, by official name the name and the MD5 that ``dataset.json`` lists, and the classes."""
    try:
        content = json.loads(description.read_text("utf-8-sig"))
        sums = {str(name): str(md5).lower() for name, md5 in content["files"].items()}
        listed = {file: next((name, sums[name]) for name in _names(file) if name in sums) for file in OFFICIAL_MD5}
        name, class_names = str(content["name"]), tuple(map(str, content.get("classes", CLASS_NAMES)))
        if not 2 <= len(set(class_names)) == len(class_names) <= 256:
            raise ValueError("expected 2 to 256 classes, each with a name of its own")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise DataError(
            f'{description} should hold {{"name": …, "files": {{file: MD5}}}} with the four files '
            f"{', '.join(OFFICIAL_MD5)}; reading it failed ({error!r}). Write the folder again."
        ) from error
    if name == OFFICIAL_NAME and any(
        md5 != _official_sum(file, Path(listed_as)) for file, (listed_as, md5) in listed.items()
    ):
        raise DataError(
            f"{description} claims to be {OFFICIAL_NAME}, but its checksums are others. Give it a name of its own."
        )
    return name, listed, class_names


def _checked(path: Path, md5: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror}). "
            f"The folder must hold {', '.join(OFFICIAL_MD5)}, gzipped or unpacked."
        ) from error
    found = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if found != md5:
        raise DataError(
            f"{path} has the MD5 {found}; expected {md5}. The file is damaged or is another one: "
            "delete it and download it again."
        )
    return content
