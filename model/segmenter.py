"""Segmentation of a picture by an exported network: what each pixel belongs to, and which pixels are the garment."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from data.photos.recipes import picture_to_input
from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, check_export, find_export
from model.runtimes import choose_runtime, load_endpoints
from model.segments import PERSON, SEGMENTS
from model.startup import quiet_native_logs

_FIRST_GARMENT = SEGMENTS.index(PERSON) + 1
_WORN = 0.08  # of garments and person together; a hand that holds a hanger covers less
_CENTRAL = 0.35  # of the picture's side: how fast a piece counts for less away from the middle


@dataclass(frozen=True)
class Segmentation:
    """What the pixels of a picture belong to.

    Attributes:
        probabilities: float32 (h, w, segments), each pixel's over `model.segments.SEGMENTS`; h and w are the network's.
    """

    probabilities: np.ndarray

    @property
    def garment(self) -> np.ndarray:
        """The probability that a pixel belongs to the subject: float32 (h, w).

        That is every garment where nobody is seen, and the largest central piece of what a person wears.
        """
        garments = self.probabilities[..., _FIRST_GARMENT:]
        of_any = garments.sum(axis=-1)
        person = (self.probabilities[..., SEGMENTS.index(PERSON)] > 0.5).sum()
        if person < _WORN * (person + (of_any > 0.5).sum()):
            return np.asarray(of_any)
        group = garments.argmax(axis=-1)
        seen = np.where(of_any > 0.5, of_any, 0) * self._centrality()
        subject = np.argmax([seen[group == number].sum() for number in range(garments.shape[-1])])
        region = cv2.GaussianBlur((group == subject).astype(np.float32), (0, 0), 0.6)
        return np.asarray(of_any * region)

    @property
    def certainty(self) -> float:
        """The IoU of the subject's mask that its probabilities let expect, in 0–1; 0 where nothing is found."""
        garment = self.garment
        found = garment > 0.5
        # The expected intersection and union, if every pixel were right with its probability.
        return float(garment[found].sum() / max(found.sum() + garment[~found].sum(), 1)) if found.any() else 0.0

    def opacity(self, size: tuple[int, int]) -> np.ndarray:
        """The subject's mask with soft edges, uint8 ``size`` (H, W), from 0, background, to 255."""
        height, width = size
        garment = self.garment
        resized = cv2.resize(garment, (width, height), interpolation=cv2.INTER_CUBIC)
        # Steeper about the edge: enlarged probabilities fall over many pixels, a garment's edge over few.
        steepness = max(1.0, min(height / garment.shape[0], width / garment.shape[1]))
        return np.asarray(((resized - 0.5) * steepness + 0.5).clip(0, 1) * 255, np.uint8)

    def _centrality(self) -> np.ndarray:
        height, width = self.probabilities.shape[:2]
        y, x = np.mgrid[-0.5 : 0.5 : height * 1j, -0.5 : 0.5 : width * 1j]
        return np.asarray(np.exp(-(x**2 + y**2) / (2 * _CENTRAL**2)), np.float32)


class Segmenter:
    """A loaded segmentation network; safe to share between threads.

    Example:
        >>> segmenter = Segmenter.load()
        >>> segmenter.segment(picture).opacity(picture.shape[:2])  # uint8 (H, W)
    """

    def __init__(self, directory: Path, runtime: str | None = None) -> None:
        """Checks the export in ``directory`` against its manifest and loads it.

        Args:
            directory: ``…/NAME/VERSION``.
            runtime: ``litert`` or ``tensorflow``; by default the value of WARDROBE_RUNTIME, or ``auto``.

        Raises:
            ExportError: the export is damaged, cannot be loaded or is no segmenter.
        """
        self.runtime = choose_runtime(runtime)
        check_export(directory)
        self.card = Card.read(directory)
        if not self.card.architecture.segments or self.card.class_names != SEGMENTS:
            raise ExportError(f"Expected the export of a segmenter. Received: {self.card.id}. Name another export.")
        self._size = self.card.architecture.input_size
        with quiet_native_logs():
            self._run = load_endpoints(directory, self.runtime)
            self.segment(np.zeros((self._size, self._size, 3), np.uint8))

    @classmethod
    def load(cls, name: str = "segmenter", runtime: str | None = None, root: Path = EXPORTED) -> "Segmenter":
        """The segmenter of an export by name; by default the one that is live. Raises ExportError."""
        return cls(find_export(name, root), runtime)

    def segment(self, picture: np.ndarray) -> Segmentation:
        """What the pixels of a picture, uint8 (H, W, 3) of any size, belong to.

        Raises:
            ExportError: the export gives values that are not finite.
        """
        probabilities = self._run(picture_to_input(picture, self._size)[None])["probabilities"][0]
        if not np.isfinite(probabilities).all():
            raise ExportError(
                f"Expected {self.card.id} to give finite probabilities. Received NaN or infinity. "
                "Train and export again."
            )
        return Segmentation(probabilities)
