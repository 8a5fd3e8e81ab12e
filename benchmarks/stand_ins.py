"""Pictures that resemble a shop's: small, on white, and of the classes that the photo data set lacks."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from data.drawn.scenes import SURFACES, draw_scene
from data.fashion_mnist import load_fashion_mnist
from data.folders import load_photo_folder
from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES, PhotoError, read_garment
from training.evaluate import Subject, load_subject
from training.photos.compositing import composite_garment
from training.run import Run

_SIZES = (60, 224)  # pixels of the longer side
_COMPOSITES, _DRAWN, _PAIRS = 1000, 400, 200
_OVERLAP = 60  # pixels down and to the right, of 320 x 240, that the upper garment of two is moved
_NO_PHOTOS = np.zeros((0, 144, 144, 4), np.uint8)
_LACKING = tuple(CLASS_NAMES.index(name) for name in ("Sandal", "Sneaker", "Bag", "Ankle boot"))


@dataclass(frozen=True)
class Picture:
    """A picture as a file, its right class numbers, and the SHA-256 of the photo that it was made from."""

    content: bytes
    classes: frozenset[int]
    sha256: str = ""


@dataclass(frozen=True)
class Row:
    """Figures for one kind of picture; ``coverage`` is the share whose outcome is ``sorted``."""

    name: str
    n: int
    accuracy: float
    coverage: float
    right_among_sorted: float


def stand_in_rows(run: Path, photos: Path, data_dir: Path | None) -> list[Row]:
    """Figures of a run with folds; the network of a fold predicts the garments that this fold held out."""
    subject = load_subject(str(run))
    data = data_dir or Path(Run(run).read("config")["data"]["directory"])
    composites, drawn = list(_composited(data)), list(_drawn())
    low, high = _SIZES
    return [
        _row(f"garments of photos, cut out, on white, {low}–{high} px", list(_on_white(photos)), subject),
        _row(f"composited Fashion-MNIST (validation images), {low}–{high} px", composites, subject),
        _row("bags and the three kinds of shoe among them", _of_classes(composites, _LACKING), subject),
        _row("drawn garments on a floor, a sheet and a page (never in training)", drawn, subject),
        _row("bags and the three kinds of shoe among them", _of_classes(drawn, _LACKING), subject),
        _row("two drawn garments side by side (either label is right)", list(_two_drawn(overlapping=False)), subject),
        _row("two drawn garments that overlap (either label is right)", list(_two_drawn(overlapping=True)), subject),
    ]


def _on_white(directory: Path) -> Iterator[Picture]:
    rng = np.random.default_rng(0)
    for photo in load_photo_folder(directory):
        content = photo.path.read_bytes()
        try:
            garment = Image.fromarray(read_garment(content).on_white())
        except PhotoError:
            continue
        if photo.classes:
            width, height = (round(side * rng.uniform(1.05, 1.4)) for side in garment.size)
            page = Image.new("RGB", (width, height), "white")
            page.paste(garment, ((page.width - garment.width) // 2, (page.height - garment.height) // 2))
            yield Picture(_small_jpeg(page, rng), photo.classes, hashlib.sha256(content).hexdigest())


def _composited(data_dir: Path) -> Iterator[Picture]:
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
    inputs = [from_garment(read_garment(p.content), config.input_size, config.channels) for p in pictures]
    batch = subject.predict(np.stack(inputs), [picture.sha256 for picture in pictures])
    predictions = batch.probabilities.argmax(axis=1)
    right = np.array([label in picture.classes for label, picture in zip(predictions, pictures, strict=True)])
    is_sorted = np.array([outcome == "sorted" for outcome in subject.thresholds.outcomes(batch)])
    among = float(right[is_sorted].mean()) if is_sorted.any() else float("nan")
    return Row(name, len(pictures), float(right.mean()), float(is_sorted.mean()), among)
