"""Framed photos: what a training on photos draws its batches from."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.folders import LabelledPhoto
from data.photos.garment import SEGMENTED, WHOLE_FRAME, Garment
from data.photos.recipes import FRAME_MARGIN, frame_garment, frame_side, read_photo_file, read_picture
from model.garments import find_garment
from training.photos.masks import foreground_mask

_SHOWN = 127  # of 255


@dataclass(frozen=True)
class FramedPhoto:
    """A garment, cut out of a photo, for a training.

    Attributes:
        photo: its photo, with the label and the classes of this garment.
        frame: uint8 (side, side, 4 or 5): RGB, the garment's mask and, where the background may be exchanged, the mask
            of all that is no background; for worn clothes, that is the person too.
        measured: whether it is framed as the app frames it, so that figures are taken from it.
        trained: whether it may be trained on. What the app cuts out wrongly is only measured.
        is_worn: whether somebody wears it.
    """

    photo: LabelledPhoto
    frame: np.ndarray
    measured: bool = True
    trained: bool = True
    is_worn: bool = False


def frame_labelled(photo: LabelledPhoto, root: Path, input_size: int) -> list[FramedPhoto]:
    """The garment of a labelled photo, as the app finds it and, where there is a reference mask, as that shows it.

    Raises:
        PhotoError: the photo cannot be read.
    """
    picture = read_picture(read_photo_file(photo.path))
    garment = find_garment(picture)
    found = frame(garment, input_size)
    mask = foreground_mask(photo.path, root, garment.image.shape[:2])
    worn = garment.is_worn
    if mask is None or mask.max() <= _SHOWN:
        swappable = np.dstack([found, found[..., 3]]) if garment.method == SEGMENTED else found
        return [FramedPhoto(photo, swappable, is_worn=worn)]
    reference = frame(Garment(garment.image, mask, SEGMENTED), input_size)
    return [
        FramedPhoto(photo, found, is_worn=worn),
        FramedPhoto(photo, np.dstack([reference, reference[..., 3]]), measured=False),
    ]


def frame_negative(photo: LabelledPhoto, input_size: int) -> list[FramedPhoto]:
    """A photo that shows no clothes, as the app sees it and, where that is a part of it, as a whole.

    Raises:
        PhotoError: the photo cannot be read.
    """
    garment = find_garment(read_picture(read_photo_file(photo.path)))
    framed = [FramedPhoto(photo, frame(garment, input_size), is_worn=garment.is_worn)]
    if garment.method != WHOLE_FRAME:
        whole = Garment(garment.image, np.full_like(garment.opacity, 255), WHOLE_FRAME)
        framed.append(FramedPhoto(photo, frame(whole, input_size), measured=False))
    return framed


def frame(garment: Garment, input_size: int) -> np.ndarray:
    """The frame of a garment from which inputs of ``input_size`` are cut: uint8 (side, side, 4)."""
    return frame_garment(garment, FRAME_MARGIN, frame_side(input_size))
