"""Several garments in one photo: a photo of each, so that each becomes an item of its own."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

import numpy as np

from data.photos.recipes import read_picture
from model.photo_result import Piece
from wardrobe.preview import Photo
from wardrobe.store.pictures import jpeg

_ROOM = 0.08  # of a piece's longer side, on each side of it
_LEAST = 16  # pixels a side; a smaller part of a photo shows nothing


def photos_of_pieces(photo: Photo, pieces: Sequence[Piece]) -> list[Photo]:
    """A photo of each piece: the part of the photo around it, named by the file and the piece's label.

    Pieces of a few pixels are left out.

    Raises:
        PhotoError: the photo cannot be read.
    """
    picture = read_picture(photo.content)
    path, counts = PurePath(photo.name), Counter[str]()
    made = []
    for piece in pieces:
        part = _around(picture, piece)
        if min(part.shape[:2]) < _LEAST:
            continue
        counts[piece.label] += 1
        number = f" {counts[piece.label]}" if counts[piece.label] > 1 else ""
        label = piece.label.replace("/", "-")
        made.append(Photo.of(f"{path.stem} - {label}{number}.jpg", jpeg(part)))
    return made


def _around(picture: np.ndarray, piece: Piece) -> np.ndarray:
    """The part of a picture, uint8 (H, W, 3), with a piece and a little room around it."""
    height, width = picture.shape[:2]
    left, top, right, bottom = (edge * side for edge, side in zip(piece.box, (width, height) * 2, strict=True))
    room = _ROOM * max(right - left, bottom - top)
    rows = slice(max(0, round(top - room)), min(height, round(bottom + room)))
    columns = slice(max(0, round(left - room)), min(width, round(right + room)))
    return np.ascontiguousarray(picture[rows, columns])
