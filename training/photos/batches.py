"""Batches of a training on photos: photos, composites and synthetic negatives together."""

import numpy as np

from data.fashion_mnist import Dataset
from data.labels import dataset_classes
from model.networks.config import ModelConfig
from training.config import TrainConfig
from training.fitting import Batches
from training.photos.augmentation import color_jitter, random_affine
from training.photos.backgrounds import Frames
from training.photos.collection import PhotoCollection
from training.photos.compositing import composite_garment, swap_background
from training.photos.synthetic_negatives import draw_synthetic_negative


def photo_batches(
    config: TrainConfig, collection: PhotoCollection, chosen: np.ndarray, garments: Dataset, first_epoch: int
) -> Batches:
    """An endless iterator of batches: uint8 (B, size, size, channels) and targets float32 (B, outputs).

    ``chosen`` are the indices of the photos to train on; backgrounds come from them too. An epoch is a pass over them.
    Its random numbers depend on its number and the seed alone, so that a resumed run sees the same batches.
    """
    assert config.photos is not None
    allowed = collection.allowed if config.photos.shoe_kinds else collection.allowed_by_label
    photos, targets = collection.frames[chosen], allowed[chosen].astype(np.float32)
    extras = _Extras(config, collection.class_names, garments, photos)
    batch_size = min(config.batch_size, len(photos))
    epoch = first_epoch
    while True:
        rng = np.random.default_rng((config.seed, epoch))
        order = rng.permutation(len(photos))
        for start in range(0, len(order) - batch_size + 1, batch_size):
            numbers = order[start : start + batch_size]
            exchange = rng.random(batch_size) < config.photos.background_swap
            frames = [
                swap_background(rng, photos[n], photos) if e else photos[n]
                for n, e in zip(numbers, exchange, strict=True)
            ]
            more, more_targets = extras.draw(rng, config.photos.composites)
            yield _as_inputs(rng, frames + more, config.model), np.stack([*targets[numbers], *more_targets])
        epoch += 1


class _Extras:
    """Composites and synthetic negatives with their targets."""

    def __init__(self, config: TrainConfig, class_names: tuple[str, ...], garments: Dataset, photos: Frames) -> None:
        assert config.photos is not None
        self.synthetic_negatives, self.garments, self.photos = config.photos.synthetic_negatives, garments, photos
        outputs = config.model.outputs
        classes = dataset_classes(class_names)
        self.targets = np.zeros((len(classes), outputs), np.float32)
        for row, allowed in zip(self.targets, classes, strict=True):
            row[list(allowed)] = 1
        # A garment of none of the classes is left out, since one of the user's own classes may contain it.
        self.numbers = np.flatnonzero(self.targets[garments.labels].any(axis=1))
        self.none_of_them = np.eye(outputs, dtype=np.float32)[-1]

    def draw(self, rng: np.random.Generator, composites: int) -> tuple[list[Frames], list[np.ndarray]]:
        """``composites`` garments, then the configured number of synthetic negatives."""
        frames, targets = [], []
        for number in rng.choice(self.numbers, composites if len(self.numbers) else 0):
            label = int(self.garments.labels[number])
            frames.append(composite_garment(rng, self.garments.images[number], label, self.photos))
            targets.append(self.targets[label])
        for _ in range(self.synthetic_negatives):
            frames.append(draw_synthetic_negative(rng, self.photos))
            targets.append(self.none_of_them)
        return frames, targets


def _as_inputs(rng: np.random.Generator, frames: list[Frames], network: ModelConfig) -> Frames:
    inputs = []
    for frame in frames:
        placed = random_affine(rng, frame, network.input_size)
        placed[..., :3] = color_jitter(rng, np.ascontiguousarray(placed[..., :3]))
        inputs.append(placed)
    return np.stack(inputs)[..., : network.channels]
