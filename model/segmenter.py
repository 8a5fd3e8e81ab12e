"""Segmentation of a picture by an exported network: what each pixel belongs to, and which pixels are the garment."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np

from data.photos.garment import Cutout
from data.photos.recipes import picture_to_input
from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, check_export, find_export
from model.runtimes import choose_runtime, load_endpoints
from model.segments import PERSON, SEGMENTS
from model.startup import quiet_native_logs

_FIRST_GARMENT = SEGMENTS.index(PERSON) + 1
_SHOES = SEGMENTS.index("shoes") - _FIRST_GARMENT
_WORN = 0.02  # of garments and person together; a hand that holds a hanger covers less
_CENTRAL = 0.35  # of the picture's side: how fast a piece counts for less away from the middle
_LEAST_CERTAINTY = 0.75  # one photo in twenty is below; of these, two in five are cut out wrongly
_SPECK = 0.1  # of the largest part's area
_PIECE = 0.06  # of the area of all garments; smaller ones are no pieces of their own
_HALF = 127  # of 255
_CLEAR = 0.6  # of what is seen, weighted by how central it is, where one piece is clearly the subject


@dataclass(frozen=True)
class Segmentation:
    """What the pixels of a picture belong to.

    Attributes:
        probabilities: float32 (h, w, segments), each pixel's over `model.segments.SEGMENTS`; h and w are the network's.
    """

    probabilities: np.ndarray

    @cached_property
    def garment(self) -> np.ndarray:
        """The probability that a pixel belongs to the subject: float32 (h, w).

        That is every garment where nobody is seen, and the largest central piece of what a person wears. Small parts
        that lie apart are left out.
        """
        return np.asarray(self._subject * _large_parts(self._subject > 0.5))

    @property
    def certainty(self) -> float:
        """The IoU of the subject's mask that its probabilities let expect, in 0–1; 0 where nothing is found."""
        garment = self._subject
        found = garment > 0.5
        # The expected intersection and union, if every pixel were right with its probability.
        return float(garment[found].sum() / max(found.sum() + garment[~found].sum(), 1)) if found.any() else 0.0

    @property
    def is_clear(self) -> bool:
        """Whether one piece is clearly the subject: no other comes near it in size and place."""
        seen = [self._seen(region) for region in self._regions]
        return len(seen) < 2 or max(seen) >= _CLEAR * sum(seen)

    def opacity(self, size: tuple[int, int]) -> np.ndarray:
        """The subject's mask with soft edges, uint8 ``size`` (H, W), from 0, background, to 255."""
        return enlarged(self.garment, size)

    def pieces(self, size: tuple[int, int]) -> list[np.ndarray]:
        """The masks of all garments that are seen, as `opacity` gives them; the largest first."""
        regions = sorted(self._regions, key=lambda region: -int(region.sum()))
        found = [enlarged(np.asarray(self._of_any * _softened(region)), size) for region in regions]
        return [opacity for opacity in found if opacity.max() > _HALF]

    def cutout(self, size: tuple[int, int]) -> Cutout | None:
        """What is found, in masks of ``size`` (H, W); None where it is too uncertain to be of use."""
        if self.certainty < _LEAST_CERTAINTY:
            return None
        opacity = self.opacity(size)
        pieces = self.pieces(size) if len(self._regions) > 1 else []
        return Cutout(opacity, tuple(pieces), self.is_clear, self.is_worn) if opacity.max() > _HALF else None

    @cached_property
    def _subject(self) -> np.ndarray:
        if self.is_worn and self._regions:
            return np.asarray(self._of_any * _softened(max(self._regions, key=self._seen)))
        return self._of_any

    @cached_property
    def _of_any(self) -> np.ndarray:
        """The probability of any garment: float32 (h, w)."""
        return np.asarray(self.probabilities[..., _FIRST_GARMENT:].sum(axis=-1))

    @cached_property
    def is_worn(self) -> bool:
        """Whether a person is seen: head, arms or legs."""
        person = (self.probabilities[..., SEGMENTS.index(PERSON)] > 0.5).sum()
        return bool(person >= _WORN * (person + (self._of_any > 0.5).sum()))

    @cached_property
    def _regions(self) -> list[np.ndarray]:
        """The pixels of each piece, bool (h, w): worn, what is of one group; otherwise what is connected.

        A garment that lies flat may be taken for two groups, a dress for a top and a skirt. A pair of shoes is one.
        """
        found = self._of_any > 0.5
        if not found.any():
            return []
        group = np.where(found, self.probabilities[..., _FIRST_GARMENT:].argmax(axis=-1), -1)
        if self.is_worn:
            regions = [group == number for number in np.unique(group[found])]
        else:
            count, parts = cv2.connectedComponents(found.astype(np.uint8))
            regions = [parts == number for number in range(1, count)]
            pairs = [bool((group[region] == _SHOES).mean() > 0.5) for region in regions]
            shoes = [region for region, is_shoe in zip(regions, pairs, strict=True) if is_shoe]
            regions = [region for region, is_shoe in zip(regions, pairs, strict=True) if not is_shoe]
            regions += [np.any(shoes, axis=0)] if shoes else []
        return [region for region in regions if region.sum() >= _PIECE * found.sum()]

    def _seen(self, region: np.ndarray) -> float:
        """The size of a piece, counted less where it is far from the middle."""
        height, width = region.shape
        y, x = np.mgrid[-0.5 : 0.5 : height * 1j, -0.5 : 0.5 : width * 1j]
        return float((self._of_any * np.exp(-(x**2 + y**2) / (2 * _CENTRAL**2)))[region].sum())


def _softened(region: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(region.astype(np.float32), (0, 0), 0.6))


def _large_parts(found: np.ndarray) -> np.ndarray:
    """Where the large parts of a mask, bool (h, w), are, with a little room for soft edges: bool (h, w)."""
    _, parts, stats, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA]
    large = np.isin(parts, 1 + np.flatnonzero(areas >= _SPECK * areas.max(initial=0)))
    return np.asarray(cv2.dilate(large.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)


def enlarged(probability: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Probabilities of pixels, float32 (h, w), as a mask with soft edges: uint8 ``size`` (H, W), 0–255."""
    height, width = size
    resized = cv2.resize(probability, (width, height), interpolation=cv2.INTER_CUBIC)
    # Steeper about the edge: enlarged probabilities fall over many pixels, a garment's edge over few.
    steepness = max(1.0, min(height / probability.shape[0], width / probability.shape[1]))
    return np.asarray(((resized - 0.5) * steepness + 0.5).clip(0, 1) * 255, np.uint8)


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
        # Never on a server: what it would send, a mask for every kind of garment, is larger than the photo.
        self.runtime = choose_runtime(runtime, local=True)
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
