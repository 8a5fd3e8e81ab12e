"""Batches of a training on photos: photos, composites, images of Fashion-MNIST and synthetic negatives together."""

from collections import Counter

import numpy as np

from data.fashion_mnist import Dataset
from data.labels import dataset_classes
from data.photos.recipes import dataset_to_cutout_input
from model.networks.config import ModelConfig
from training.config import TrainConfig
from training.fitting import Batches
from training.options import PhotoConfig
from training.photos.augmentation import color_jitter, degraded, random_affine
from training.photos.backgrounds import Frames, Pool
from training.photos.collection import PhotoCollection
from training.photos.compositing import composite_garment, swap_background
from training.photos.synthetic_negatives import draw_synthetic_negative
from training.photos.worn import People, put_on

_BALANCE = 0.5  # 0 draws all photos alike, 1 all kinds of garment


def photo_batches(
    config: TrainConfig, collection: PhotoCollection, chosen: np.ndarray, garments: Dataset, first_epoch: int
) -> Batches:
    """An endless iterator of batches: uint8 (B, size, size, channels) and targets float32 (B, outputs).

    ``chosen`` are the indices of the photos to train on; backgrounds come from them too. An epoch has as many draws as
    there are such photos. Its random numbers depend on its number and the seed alone, so that a resumed run sees the
    same batches.
    """
    assert config.photos is not None
    options = config.photos
    allowed = (collection.allowed if options.shoe_kinds else collection.allowed_by_label)[chosen]
    photos, targets = [collection.frames[n] for n in chosen], allowed.astype(np.float32)
    weights = sampling_weights(collection.sources[chosen], allowed)
    people = People(photos, allowed, collection.class_names)
    extras = _Extras(config, collection.class_names, garments, photos)
    batch_size = min(config.batch_size, len(photos))
    epoch = first_epoch
    while True:
        rng = np.random.default_rng((config.seed, epoch))
        for _ in range(len(photos) // batch_size):
            numbers = rng.choice(len(photos), batch_size, p=weights)
            frames = [_changed(rng, n, photos, people, options) for n in numbers]
            more, more_targets = extras.draw(rng)
            as_they_are, their_targets = extras.dataset_images(rng)
            inputs = [_as_input(rng, frame, config.model) for frame in frames + more] + as_they_are
            yield np.stack(inputs), np.stack([*targets[numbers], *more_targets, *their_targets])
        epoch += 1


def sampling_weights(sources: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """The probability with which each of N photos is drawn: float (N,).

    Square-root sampling (Mahajan et al., arXiv 1805.00932): a kind of garment from one source is drawn as often as the
    square root of its number, so that bags are seen more often and shirts less often than they occur.
    """
    kinds = [(source, row.tobytes()) for source, row in zip(sources, allowed, strict=True)]
    counts = Counter(kinds)
    weights = np.array([counts[kind] ** -_BALANCE for kind in kinds])
    return np.asarray(weights / weights.sum())


class _Extras:
    """What is trained on besides photos, with its targets."""

    def __init__(self, config: TrainConfig, class_names: tuple[str, ...], garments: Dataset, photos: Pool) -> None:
        assert config.photos is not None
        self.options, self.network, self.garments, self.photos = config.photos, config.model, garments, photos
        outputs = config.model.outputs
        classes = dataset_classes(class_names)
        self.targets = np.zeros((len(classes), outputs), np.float32)
        for row, allowed in zip(self.targets, classes, strict=True):
            row[list(allowed)] = 1
        # A garment of none of the classes is left out, since one of the user's own classes may contain it.
        self.numbers = np.flatnonzero(self.targets[garments.labels].any(axis=1))
        self.none_of_them = np.eye(outputs, dtype=np.float32)[-1]

    def draw(self, rng: np.random.Generator) -> tuple[list[Frames], list[np.ndarray]]:
        """Frames of composites, then of synthetic negatives."""
        frames, targets = [], []
        for number in rng.choice(self.numbers, self.options.composites if len(self.numbers) else 0):
            label = int(self.garments.labels[number])
            frames.append(composite_garment(rng, self.garments.images[number], label, self.photos))
            targets.append(self.targets[label])
        for _ in range(self.options.synthetic_negatives):
            frames.append(draw_synthetic_negative(rng, self.photos))
            targets.append(self.none_of_them)
        return frames, targets

    def dataset_images(self, rng: np.random.Generator) -> tuple[list[Frames], list[np.ndarray]]:
        """Inputs made of images of Fashion-MNIST, half of them mirrored, some in other colours."""
        numbers = rng.choice(self.numbers, self.options.dataset_images if len(self.numbers) else 0)
        images = self.garments.images[numbers]
        mirrored = rng.random(len(images)) < 0.5
        images[mirrored] = images[mirrored, :, ::-1]
        inputs = dataset_to_cutout_input(images, self.network.input_size, 4)
        for one in inputs:
            if rng.random() < 0.4:
                one[..., :3] = color_jitter(rng, np.ascontiguousarray(one[..., :3]))
        return list(inputs[..., : self.network.channels]), list(self.targets[self.garments.labels[numbers]])


def _changed(rng: np.random.Generator, number: int, photos: Pool, people: People, options: PhotoConfig) -> Frames:
    """Frame ``number``, perhaps put on a person, and perhaps on another background: uint8 (side, side, 4)."""
    frame = photos[number]
    if frame.shape[2] > 4 and people.can_wear(number) and rng.random() < options.worn:
        frame = put_on(rng, frame, people.draw(rng, number))
    if frame.shape[2] > 4 and rng.random() < options.background_swap:
        return swap_background(rng, frame, photos)
    return np.ascontiguousarray(frame[..., :4])


def _as_input(rng: np.random.Generator, frame: Frames, network: ModelConfig) -> Frames:
    placed = random_affine(rng, frame, network.input_size)
    placed[..., :3] = color_jitter(rng, np.ascontiguousarray(degraded(rng, placed[..., :3])))
    return placed[..., : network.channels]
