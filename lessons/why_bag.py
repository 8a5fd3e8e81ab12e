"""Why a Fashion-MNIST network calls so many photos "Bag": the same photo, made 28×28 pixels in three ways.

The images of the data set were cut out, negated and centred on black (arXiv 1708.07747, section 2). The background of a
photo that is only made smaller fills the whole square, as no garment of the data set does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from data.labels import CLASS_NAMES
from data.photos.garment import Garment
from data.photos.recipes import to_model_input
from model.predictor import Predictor

PREPARATIONS = ("squashed", "inverted", "cut-out")
"""How a photo becomes an image of 28×28 pixels, from the least to the most like the data set."""

_SIDE = 28
_BAG = CLASS_NAMES.index("Bag")


@dataclass(frozen=True)
class Said:
    """What a network says of an image: the likeliest class of the ten, and its probability."""

    label: str
    probability: float


@dataclass(frozen=True)
class Count:
    """How many of some photos a network names correctly, and how many it calls Bag that are none."""

    right: int
    bags: int


def prepare(garment: Garment) -> dict[str, NDArray[np.uint8]]:
    """A photo in each way of `PREPARATIONS`: uint8 (28, 28)."""
    grey = cv2.cvtColor(garment.image, cv2.COLOR_RGB2GRAY)
    squashed = np.asarray(cv2.resize(grey, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA), np.uint8)
    cut_out = np.asarray(to_model_input(garment, _SIDE, 1)[..., 0], np.uint8)
    return {"squashed": squashed, "inverted": np.asarray(255 - squashed, np.uint8), "cut-out": cut_out}


def classify(predictor: Predictor, images: NDArray[np.uint8]) -> list[Said]:
    """What a network says of images, uint8 (N, 28, 28), of which it may be told the ten classes alone.

    A network for photos is fed the images as it is fed those of the data set. Raises ExportError.
    """
    return [Said(CLASS_NAMES[int(row.argmax())], float(row.max())) for row in probabilities_of_ten(predictor, images)]


def count(
    predictors: Mapping[str, Predictor], garments: Iterable[Garment], labels: list[int]
) -> dict[str, list[Count]]:
    """For each network a `Count` for every way of `PREPARATIONS`.

    Args:
        predictors: by the export's id.
        garments: of photos whose class is known.
        labels: the photos' classes, as positions in `data.labels.CLASS_NAMES`.
    """
    prepared = [prepare(garment) for garment in garments]
    truth = np.array(labels)
    counts: dict[str, list[Count]] = {}
    for name, predictor in predictors.items():
        counts[name] = []
        for way in PREPARATIONS:
            said = probabilities_of_ten(predictor, np.stack([images[way] for images in prepared])).argmax(axis=1)
            wrong_bags = (said == _BAG) & (truth != _BAG)
            counts[name].append(Count(int((said == truth).sum()), int(wrong_bags.sum())))
    return counts


def probabilities_of_ten(predictor: Predictor, images: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Probabilities over the ten classes of the data set, float (N, 10)."""
    parts = [predictor.predict_images(predictor.inputs_of_dataset(image[None])).probabilities for image in images]
    of_ten = np.concatenate(parts)[:, [predictor.class_names.index(name) for name in CLASS_NAMES]]
    return np.asarray(of_ten / of_ten.sum(axis=1, keepdims=True))
