"""A model that decides by the brightness of a photo, and what a sorted folder holds."""

import csv
from types import SimpleNamespace

import numpy as np

from data.labels import CLASS_NAMES
from data.photos.decoding import PhotoError
from data.photos.recipes import read_photo_file
from model.garments import read_garment
from model.photo_result import PhotoResult
from wardrobe.folders.folder_sort import FolderSort

TROUSER, COAT, UNSURE, NOT_CLOTHING = 20, 80, 210, 230  # the grey of a photo says what the classifier below answers


class Greys:
    """A predictor that decides by the brightness of a photo, and counts its predictions."""

    def __init__(self, id="greys/1", class_names=CLASS_NAMES, shift=0):
        self.card = SimpleNamespace(id=id, class_names=class_names)
        self.shift, self.asked = shift, 0

    def predict(self, path):
        try:
            garment = read_garment(read_photo_file(path))
        except PhotoError as error:
            return PhotoResult(str(path), "error", self.card.id, error=error.message)
        self.asked += 1
        grey = int(garment.image.mean())
        index = (min(grey // 20, 9) + self.shift) % len(self.card.class_names)
        probabilities = np.eye(len(self.card.class_names))[index] * 0.9 + 0.1 / len(self.card.class_names)
        outcome = "not_clothing" if grey > 220 else "unsure" if grey > 200 else "sorted"
        label, shares = self.card.class_names[index], dict(zip(self.card.class_names, probabilities, strict=True))
        return PhotoResult(str(path), outcome, self.card.id, label, grey / 255, shares)


def sort(source, wardrobe, predictor=None, move=False):
    """The rows of the photos, by file."""
    run = FolderSort(source, wardrobe).run(predictor or Greys(), move)
    return {path.relative_to(source).as_posix(): row for path, row in run}


def contents(directory):
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def table(wardrobe):
    with (wardrobe / "wardrobe.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def targets(wardrobe):
    return {row["file"]: row["target"] for row in table(wardrobe)}
