"""Drawn and composited pictures: small, and of the classes that the photo data set lacks."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from data.drawn.scenes import SURFACES, draw_scene
from data.fashion_mnist import load_fashion_mnist
from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.garments import read_garment
from model.metrics import expected_calibration_error
from training.evaluate import Subject, load_subject
from training.photos.compositing import composite_garment
from training.run import Run

_SIZES = (60, 224)  # pixels of the longer side
_NAME_OF_COMPOSITED = f"composited Fashion-MNIST (validation images), {_SIZES[0]}–{_SIZES[1]} px"
_COMPOSITES, _DRAWN, _PAIRS = 1000, 400, 200
_OVERLAP = 60  # pixels down and to the right, of 320 x 240, that the upper garment of two is moved
_NO_PHOTOS = np.zeros((0, 144, 144, 4), np.uint8)
_LACKING = tuple(CLASS_NAMES.index(name) for name in ("Sandal", "Sneaker", "Bag", "Ankle boot"))


@dataclass(frozen=True)
class Picture:
    """A picture as a file, and its right class numbers."""

    content: bytes
    classes: frozenset[int]


@dataclass(frozen=True)
class Row:
    """Figures for one kind of picture; ``coverage`` is the share whose outcome is ``sorted``."""

    name: str
    n: int
    accuracy: float
    coverage: float
    right_among_sorted: float
    ece: float


def composited_row(subject: Subject, data_dir: Path | None) -> Row:
    """Figures on garments of Fashion-MNIST's validation images, enlarged, coloured and on other backgrounds."""
    return _row(_NAME_OF_COMPOSITED, list(_composited(data_dir)), subject)


def stand_in_rows(run: Path, data_dir: Path | None) -> list[Row]:
    """Figures of a run, by kind of picture."""
    subject = load_subject(str(run))
    data = data_dir or Path(Run(run).read("config")["data"]["directory"])
    composites, drawn = list(_composited(data)), list(_drawn())
    return [
        _row(_NAME_OF_COMPOSITED, composites, subject),
        _row("bags and the three kinds of shoe among them", _of_classes(composites, _LACKING), subject),
        _row("drawn garments on a floor, a sheet and a page (never in training)", drawn, subject),
        _row("bags and the three kinds of shoe among them", _of_classes(drawn, _LACKING), subject),
        _row("two drawn garments side by side (either label is right)", list(_two_drawn(overlapping=False)), subject),
        _row("two drawn garments that overlap (either label is right)", list(_two_drawn(overlapping=True)), subject),
    ]


def _composited(data_dir: Path | None) -> Iterator[Picture]:
    rng = np.random.default_rng(1)
    images = load_fashion_mnist(data_dir).validation
    for number in range(_COMPOSITES):
        label = int(images.labels[number])
        framed = composite_garment(rng, images.images[number], label, _NO_PHOTOS)
        yield Picture(_small_jpeg(Image.fromarray(framed[..., :3]), rng), frozenset({label}))


def _drawn() -> Iterator[Picture]:
    rng = np.random.default_rng(2)
    for seed in range(_DRAWN):
        scene = draw_scene(seed % 10, seed=seed, surface=SURFACES[seed % 3], height=320, width=240)
        yield Picture(_small_jpeg(Image.fromarray(scene.image), rng), frozenset({scene.label}))


def _two_drawn(*, overlapping: bool) -> Iterator[Picture]:
    """Two garments of different classes in one picture, which should be ``unsure``."""
    rng = np.random.default_rng(3)
    for pair in range(_PAIRS):
        below, above = (
            draw_scene(int(label), seed=_DRAWN + 2 * pair + number, surface=SURFACES[pair % 3], height=320, width=240)
            for number, label in enumerate(rng.choice(len(CLASS_NAMES), 2, replace=False))
        )
        if overlapping:
            move = np.array([[1, 0, _OVERLAP], [0, 1, _OVERLAP]], np.float32)
            image, mask = (cv2.warpAffine(of, move, (240, 320)) for of in (above.image, above.mask.astype(np.uint8)))
            picture = np.where(mask[..., None] > 0, image, below.image)
        else:
            picture = np.hstack([below.image, above.image])
        yield Picture(_small_jpeg(Image.fromarray(picture), rng), frozenset({below.label, above.label}))


def _of_classes(pictures: list[Picture], wanted: tuple[int, ...]) -> list[Picture]:
    return [picture for picture in pictures if picture.classes <= set(wanted)]


def _small_jpeg(picture: Image.Image, rng: np.random.Generator) -> bytes:
    scale = rng.uniform(*_SIZES) / max(picture.size)
    small = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    stream = io.BytesIO()
    small.save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _row(name: str, pictures: list[Picture], subject: Subject) -> Row:
    config = subject.config
    from_garment: Callable[..., np.ndarray] = RECIPES[config.recipe].from_garment
    garments = [read_garment(picture.content) for picture in pictures]
    inputs = [from_garment(garment, config.input_size, config.channels) for garment in garments]
    batch = subject.predict(np.stack(inputs), ())
    predictions = batch.probabilities.argmax(axis=1)
    right = np.array([label in picture.classes for label, picture in zip(predictions, pictures, strict=True)])
    is_clear = np.array([garment.is_clear for garment in garments])
    is_worn = np.array([garment.is_worn for garment in garments])
    is_sorted = np.array([outcome == "sorted" for outcome in subject.thresholds.outcomes(batch, is_clear, is_worn)])
    among = float(right[is_sorted].mean()) if is_sorted.any() else float("nan")
    ece = expected_calibration_error(batch.confidences, right)
    return Row(name, len(pictures), float(right.mean()), float(is_sorted.mean()), among, ece)
