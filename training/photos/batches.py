"""Batches for networks that learn from photos: photos, composed garments and made-up objects together."""

import numpy as np

from data.fashion_mnist import Dataset
from data.labels import dataset_classes
from model.networks.config import ModelConfig
from training.config import TrainConfig
from training.fitting import Batches
from training.photos.augmentation import place, relight
from training.photos.backgrounds import Frames
from training.photos.collection import PhotoCollection
from training.photos.compositing import compose_garment, recompose
from training.photos.synthetic_negatives import invent_object


def photo_batches(
    config: TrainConfig, collection: PhotoCollection, chosen: np.ndarray, garments: Dataset, first_epoch: int
) -> Batches:
    """Batches without end: uint8 (B, size, size, channels) and targets float32 (B, outputs).

    ``chosen`` are the numbers of the photos that may be learnt from; backgrounds come from no others. An epoch is a
    pass over them, and has its own random numbers, the same whether or not the run was interrupted.
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
            exchange = rng.random(batch_size) < config.photos.recomposed
            frames = [
                recompose(rng, photos[n], photos) if e else photos[n] for n, e in zip(numbers, exchange, strict=True)
            ]
            more, more_targets = extras.draw(rng, config.photos.composed)
            yield _as_inputs(rng, frames + more, config.model), np.stack([*targets[numbers], *more_targets])
        epoch += 1


class _Extras:
    """Composed garments and made-up objects with their targets."""

    def __init__(self, config: TrainConfig, class_names: tuple[str, ...], garments: Dataset, photos: Frames) -> None:
        assert config.photos is not None
        self.invented, self.garments, self.photos = config.photos.invented, garments, photos
        outputs = config.model.outputs
        drawers = dataset_classes(class_names)
        self.targets = np.zeros((len(drawers), outputs), np.float32)
        for row, allowed in zip(self.targets, drawers, strict=True):
            row[list(allowed)] = 1
        # A class without a drawer is left out: a person's own drawer may hold it under a name that says nothing here.
        self.numbers = np.flatnonzero(self.targets[garments.labels].any(axis=1))
        self.none_of_them = np.eye(outputs, dtype=np.float32)[-1]

    def draw(self, rng: np.random.Generator, composed: int) -> tuple[list[Frames], list[np.ndarray]]:
        """``composed`` garments, then as many made-up objects as the configuration says."""
        frames, targets = [], []
        for number in rng.choice(self.numbers, composed if len(self.numbers) else 0):
            label = int(self.garments.labels[number])
            frames.append(compose_garment(rng, self.garments.images[number], label, self.photos))
            targets.append(self.targets[label])
        for _ in range(self.invented):
            frames.append(invent_object(rng, self.photos))
            targets.append(self.none_of_them)
        return frames, targets


def _as_inputs(rng: np.random.Generator, frames: list[Frames], network: ModelConfig) -> Frames:
    inputs = []
    for frame in frames:
        placed = place(rng, frame, network.input_size)
        placed[..., :3] = relight(rng, np.ascontiguousarray(placed[..., :3]))
        inputs.append(placed)
    return np.stack(inputs)[..., : network.channels]
