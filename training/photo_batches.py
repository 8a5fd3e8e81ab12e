"""Batches for networks that learn from photos: photos, composed garments and made-up objects together."""

import numpy as np

from data.fashion_mnist import Dataset
from data.labels import dataset_classes
from training.composition import compose_garment, recompose
from training.config import TrainConfig
from training.fitting import Batches
from training.inventions import invent_object
from training.photo_augmentation import place, relight
from training.photo_collection import PhotoCollection


def photo_batches(
    config: TrainConfig, collection: PhotoCollection, chosen: np.ndarray, garments: Dataset, first_epoch: int
) -> Batches:
    """Batches without end: uint8 (B, size, size, channels) and targets float32 (B, outputs).

    ``chosen`` are the numbers of the photos that may be learnt from; backgrounds come from no others. An epoch is a
    pass over them, and has its own random numbers, the same whether or not the run was interrupted.
    """
    assert config.photos is not None
    size, channels, outputs = config.model.input_size, config.model.channels, config.model.outputs
    nothing = outputs - 1
    composed_targets = _targets(outputs, dataset_classes(collection.class_names))
    invented_target = np.eye(outputs, dtype=np.float32)[nothing]
    photos = collection.frames[chosen]
    photo_targets = collection.allowed[chosen].astype(np.float32)
    batch_size = min(config.batch_size, len(chosen))
    epoch = first_epoch
    while True:
        rng = np.random.default_rng((config.seed, epoch))
        order = rng.permutation(len(chosen))
        for start in range(0, len(order) - batch_size + 1, batch_size):
            frames, targets = [], []
            for number in order[start : start + batch_size]:
                exchange = rng.random() < config.photos.recomposed
                frames.append(recompose(rng, photos[number], photos) if exchange else photos[number])
                targets.append(photo_targets[number])
            for number in rng.integers(len(garments), size=config.photos.composed):
                label = int(garments.labels[number])
                frames.append(compose_garment(rng, garments.images[number], label, photos))
                targets.append(composed_targets[label])
            for _ in range(config.photos.invented):
                frames.append(invent_object(rng, photos))
                targets.append(invented_target)
            yield np.stack([_changed(rng, frame, size) for frame in frames])[..., :channels], np.stack(targets)
        epoch += 1


def _changed(rng: np.random.Generator, frame: np.ndarray, size: int) -> np.ndarray:
    placed = place(rng, frame, size)
    return np.dstack([relight(rng, np.ascontiguousarray(placed[..., :3])), placed[..., 3]])


def _targets(outputs: int, classes: list[frozenset[int]]) -> np.ndarray:
    """For each of the ten classes its targets, float32 (10, outputs); one without a drawer is none of the classes."""
    targets = np.zeros((len(classes), outputs), np.float32)
    for row, allowed in zip(targets, classes, strict=True):
        row[list(allowed) or [outputs - 1]] = 1
    return targets
