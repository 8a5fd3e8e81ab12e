"""Batches for the segmenter: photos with masks, and composites of their garments and people on other backgrounds."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from data.fashion_mnist import Dataset
from data.labels import CLASS_NAMES, group_named
from model.segments import BACKGROUND, SEGMENTS
from training.photos.augmentation import color_jitter, degraded
from training.photos.backgrounds import Frames, draw_background
from training.photos.compositing import composite_garment
from training.segmentation.examples import Example

_PHOTOS, _WORN, _NEGATIVES, _COMPOSITES, _SEVERAL = 0.44, 0.34, 0.07, 0.07, 0.08
"""The shares of a batch: single garments, tagged photos of people, no clothes, Fashion-MNIST, several garments."""

EPOCH = 4560
"""Pictures that are drawn per epoch: photos are drawn at random, so that an epoch is no pass over them."""

_ONLY_BACKGROUND = np.array([name == BACKGROUND for name in SEGMENTS])
_FRAME_SIDE = 160  # of the small copies from which backgrounds are drawn

Planes = tuple[np.ndarray, np.ndarray, np.ndarray]
"""A picture, uint8 (H, W, 3), its foreground, uint8 (H, W), and the kind of foreground, uint8 (H, W)."""


class SegmentationBatches:
    """An endless source of batches: uint8 (B, size, size, 3), and targets float32 (B, size / 2, size / 2, 1 + 2 S).

    A target holds how much of the pixel is foreground, then which of the S segments are right for the foreground, and
    which for the background; `training.segmentation.loss.partial_label_loss` takes it.
    """

    def __init__(self, examples: Sequence[Example], garments: Dataset, size: int, batch_size: int, seed: int) -> None:
        self.examples, self.garments, self.size, self.batch_size, self.seed = examples, garments, size, batch_size, seed
        self.tagged = [i for i, one in enumerate(examples) if one.is_segmented_by_tag]
        self.empty = [i for i, one in enumerate(examples) if not one.foreground.any()]
        apart = {*self.tagged, *self.empty}
        self.single = [i for i in range(len(examples)) if i not in apart]
        chosen = self.single[:: max(1, len(self.single) // 1500)]
        self.frames: Frames = np.stack(
            [cv2.resize(examples[i].image, (_FRAME_SIDE, _FRAME_SIDE), interpolation=cv2.INTER_AREA) for i in chosen]
        )

    def __call__(self, first_epoch: int, steps: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Batches from an epoch of ``steps`` batches on; what an epoch holds depends on its number and the seed."""
        epoch = first_epoch
        while True:
            rng = np.random.default_rng((self.seed, epoch))
            for _ in range(steps):
                made = [self.draw(rng) for _ in range(self.batch_size)]
                yield np.stack([image for image, _ in made]), np.stack([target for _, target in made])
            epoch += 1

    def draw(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """One picture and its target."""
        kinds = [
            (self._photo, _PHOTOS if self.single else 0),
            (self._worn, _WORN if self.tagged else 0),
            (self._negative, _NEGATIVES if self.empty else 0),
            (self._composite, _COMPOSITES),
            (self._several, _SEVERAL if self.single else 0),
        ]
        shares = np.array([share for _, share in kinds])
        make = kinds[rng.choice(len(kinds), p=shares / shares.sum())][0]
        image, foreground, allowed, background = make(rng)
        image = color_jitter(rng, np.ascontiguousarray(degraded(rng, image)))
        half = (self.size // 2, self.size // 2)
        foreground = cv2.resize(foreground, half, interpolation=cv2.INTER_AREA)[..., None].astype(np.float32) / 255
        allowed = allowed[::2, ::2] if allowed.shape[0] > 1 else np.broadcast_to(allowed, (*half, len(SEGMENTS)))
        background = np.broadcast_to(background, (*half, len(SEGMENTS)))
        return image, np.concatenate([foreground, allowed, background], axis=-1, dtype=np.float32)

    def _photo(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        example = self.examples[self.single[rng.integers(len(self.single))]]
        image, foreground, _ = self._placed(rng, example)
        background = example.background
        if rng.random() < 0.35:
            image, background = self._pasted(rng, image, foreground), _ONLY_BACKGROUND
        return image, foreground, example.allowed[:1, None], background

    def _worn(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        example = self.examples[self.tagged[rng.integers(len(self.tagged))]]
        image, foreground, kind = self._placed(rng, example)
        if rng.random() < 0.45:
            soft = cv2.GaussianBlur(foreground, (0, 0), 0.8)
            image = self._pasted(rng, image, soft)
        return image, foreground, example.allowed[kind], example.background

    def _negative(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        example = self.examples[self.empty[rng.integers(len(self.empty))]]
        image, foreground, _ = self._placed(rng, example)
        return image, foreground, example.allowed[:1, None], example.background

    def _composite(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        number = rng.integers(len(self.garments.labels))
        label = int(self.garments.labels[number])
        frame = composite_garment(rng, self.garments.images[number], label, self.frames)
        scale = self.size / len(frame) * np.exp(rng.uniform(-0.3, 0.35))
        move = np.asarray(cv2.getRotationMatrix2D((len(frame) / 2,) * 2, rng.normal(0, 8), scale), float)
        move[:, 2] += self.size / 2 - len(frame) / 2 + rng.uniform(-0.05, 0.05, 2) * self.size
        placed = cv2.warpAffine(frame, move, (self.size,) * 2, borderMode=cv2.BORDER_REPLICATE)
        allowed = np.array([name == group_named(CLASS_NAMES[label]) for name in SEGMENTS])
        return placed[..., :3], placed[..., 3], allowed[None, None], _ONLY_BACKGROUND

    def _several(self, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
        """Two or three garments of photos, each in its own part of one background."""
        size = self.size
        image = draw_background(rng, size, self.frames).astype(np.float32)
        foreground = np.zeros((size, size), np.float32)
        allowed = np.tile(_ONLY_BACKGROUND, (size, size, 1))
        count = int(rng.integers(2, 4))
        turned = rng.random() < 0.5
        for number in range(count):
            example = self.examples[self.single[rng.integers(len(self.single))]]
            centre = np.array([(number + 0.5) / count, 0.5])[:: -1 if turned else 1] * size
            one, mask, _ = self._placed(rng, example, scale=rng.uniform(0.75, 1.1) / count**0.7, centre=centre)
            mask = cv2.GaussianBlur(mask, (0, 0), 0.7).astype(np.float32) / 255
            image = np.asarray(one * mask[..., None] + image * (1 - mask[..., None]), np.float32)
            foreground = np.maximum(foreground, mask)
            allowed[mask > 0.5] = example.allowed[0]
        edge = ~allowed[..., 1:].any(-1) & (foreground > 0)
        allowed[edge] = ~_ONLY_BACKGROUND
        return image.astype(np.uint8), (foreground * 255).astype(np.uint8), allowed, _ONLY_BACKGROUND

    def _pasted(self, rng: np.random.Generator, image: np.ndarray, foreground: np.ndarray) -> np.ndarray:
        ground = draw_background(rng, self.size, self.frames).astype(np.float32)
        if rng.random() < 0.5:  # a shadow
            cast = np.roll(foreground, tuple(rng.integers(-4, 7, 2)), (0, 1))
            cast = cv2.GaussianBlur(cast, (0, 0), rng.uniform(2, 7))[..., None].astype(np.float32) / 255
            ground *= 1 - rng.uniform(0.1, 0.5) * cast
        opacity = foreground[..., None].astype(np.float32) / 255
        return np.asarray(image * opacity + ground * (1 - opacity), np.uint8)

    def _placed(
        self,
        rng: np.random.Generator,
        example: Example,
        scale: float | None = None,
        centre: np.ndarray | None = None,
    ) -> Planes:
        """An example as the network sees it: squeezed to a square, cropped or shrunk, turned, mirrored."""
        size = self.size
        height, width = example.image.shape[:2]
        one_of_several = centre is not None
        # A part of the picture: all of it, or around a piece, as thumbnails and shop pictures are cropped.
        left, top, right, bottom = 0.0, 0.0, float(width), float(height)
        if centre is not None or rng.random() < 0.5:
            chosen = example.foreground > 127
            if example.is_segmented_by_tag:
                pieces = np.unique(example.kind[chosen])
                chosen = example.kind == rng.choice(pieces) if len(pieces) and rng.random() < 0.8 else chosen
            if chosen.any():
                rows, columns = np.flatnonzero(chosen.any(1)), np.flatnonzero(chosen.any(0))
                room = np.exp(rng.uniform(np.log(0.01), np.log(0.6), 4)) * max(np.ptp(rows), np.ptp(columns), 8)
                if centre is not None:
                    room = np.full(4, 1.0)
                left, right = columns[0] - room[0], columns[-1] + room[1]
                top, bottom = rows[0] - room[2], rows[-1] + room[3]
                if centre is None:
                    left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        squeeze = np.array([size / max(right - left, 4), size / max(bottom - top, 4)])
        if centre is not None:
            squeeze = np.full(2, squeeze.min())
        squeeze *= np.exp(rng.uniform(-0.12, 0.12, 2)) * (scale or np.exp(min(0.1, rng.uniform(-0.35, 0.2))))
        degrees = rng.uniform(-50, 50) if rng.random() < 0.1 else rng.normal(0, 6)
        if rng.random() < 0.06:
            degrees += 90 * rng.integers(1, 4)
        cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        mirror = -1 if rng.random() < 0.5 else 1
        linear = np.array([[cos, -sin], [sin, cos]]) @ np.diag(squeeze) @ np.diag([mirror, 1])
        if centre is None:
            centre = size / 2 + rng.uniform(-0.06, 0.06, 2) * size
        shift = centre - linear @ np.array([(left + right) / 2, (top + bottom) / 2])
        move = np.column_stack([linear, shift])
        method = cv2.INTER_AREA if squeeze.max() < 0.7 else cv2.INTER_LINEAR
        border = cv2.BORDER_REPLICATE if rng.random() < 0.6 else cv2.BORDER_REFLECT_101
        image = cv2.warpAffine(example.image, move, (size, size), flags=method, borderMode=border)
        if one_of_several:
            border = cv2.BORDER_CONSTANT
        foreground = cv2.warpAffine(example.foreground, move, (size, size), flags=cv2.INTER_LINEAR, borderMode=border)
        kind = cv2.warpAffine(example.kind, move, (size, size), flags=cv2.INTER_NEAREST, borderMode=border)
        return image, foreground, kind
