"""Garments that were photographed flat, put on people: what shop pictures show and few labelled photos do."""

from collections.abc import Sequence

import cv2
import numpy as np

from data.labels import class_groups
from data.photos.garment import bounds
from training.photos.backgrounds import Frames

_HALF = 127  # of 255
_LEAST_PERSON = 0.03  # of a frame; a garment with less foreground beside it is not worn
_STRETCH = 1.25  # of the garment's shape, at most
_LIGHT_SKIN, _DARK_SKIN = np.array([240.0, 200, 175]), np.array([85.0, 55, 42])


class People:
    """Frames of worn garments, by the group of what is worn."""

    def __init__(self, frames: Sequence[Frames], allowed: np.ndarray, class_names: tuple[str, ...]) -> None:
        """Takes N frames and their right outputs, bool (N, classes + 1); those that show no person are passed over."""
        self._names = np.array(class_groups(class_names))
        self._groups = [self._group(row) for row in allowed]
        self.worn = np.array([_shows_person(frame) for frame in frames], bool)
        self._frames: dict[str, list[Frames]] = {}
        for frame, group, worn in zip(frames, self._groups, self.worn, strict=True):
            if worn and group:
                self._frames.setdefault(group, []).append(frame)

    def can_wear(self, number: int) -> bool:
        """Whether garment ``number`` lies flat and somebody wears one of its group."""
        return not self.worn[number] and self._groups[number] in self._frames

    def draw(self, rng: np.random.Generator, number: int) -> Frames:
        """The frame of somebody who wears a garment of the group of garment ``number``."""
        frames = self._frames[self._groups[number]]
        return frames[int(rng.integers(len(frames)))]

    def _group(self, allowed: np.ndarray) -> str:
        groups = set(self._names[allowed[:-1]])
        return str(groups.pop()) if len(groups) == 1 else ""


def put_on(rng: np.random.Generator, garment: Frames, person: Frames) -> Frames:
    """The frame of a flat garment, uint8 (side, side, 5), on a person in place of what that person wears.

    What of the worn piece is still seen is coloured like skin: under a T-shirt, long sleeves become bare arms.
    """
    side = len(person)
    worn = person[..., 3] > _HALF
    rows, columns = bounds(garment[..., 3] > _HALF)
    its_rows, its_columns = bounds(worn)
    wide = (its_columns.stop - its_columns.start) / (columns.stop - columns.start)
    high = (its_rows.stop - its_rows.start) / (rows.stop - rows.start)
    even = np.sqrt(wide * high)
    scale = np.clip([wide, high], even / _STRETCH, even * _STRETCH) * rng.uniform(0.95, 1.2)
    # The upper edges meet, at the neck or the waist.
    from_point = np.array([(columns.start + columns.stop) / 2, rows.start])
    to_point = np.array([(its_columns.start + its_columns.stop) / 2, its_rows.start]) + rng.normal(0, 0.02, 2) * side
    move = np.column_stack([np.diag(scale), to_point - scale * from_point])
    placed = cv2.warpAffine(np.ascontiguousarray(garment[..., :4]), move, (side, side), borderValue=(0, 0, 0, 0))
    alpha = cv2.GaussianBlur(placed[..., 3], (0, 0), 0.7)[..., None].astype(np.float32) / 255
    picture = _bare(rng, person[..., :3], worn) * (1 - alpha) + placed[..., :3] * alpha
    foreground = np.maximum(person[..., 4], placed[..., 3])
    return np.dstack([picture.astype(np.uint8), placed[..., 3], foreground])


def _bare(rng: np.random.Generator, image: np.ndarray, worn: np.ndarray) -> np.ndarray:
    """An image with the worn piece coloured like skin, in its own light and shade: float32 (side, side, 3)."""
    tone = rng.random()
    skin = (tone * _LIGHT_SKIN + (1 - tone) * _DARK_SKIN).astype(np.float32)
    grey = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY).astype(np.float32)
    shade = ((grey + 40) / (grey[worn].mean() + 40)) ** 0.4
    soft = cv2.GaussianBlur(worn.astype(np.float32), (0, 0), 1)[..., None]
    return np.asarray((skin * shade[..., None]).clip(0, 255) * soft + image * (1 - soft), np.float32)


def _shows_person(frame: Frames) -> bool:
    if frame.shape[2] < 5:
        return False
    return bool(((frame[..., 4] > _HALF) & (frame[..., 3] <= _HALF)).mean() >= _LEAST_PERSON)
