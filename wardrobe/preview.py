"""Predictions for photos that are not saved yet.

They hold small encoded pictures instead of pixels, so that a page can keep hundreds of them.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from data.messages import Message
from data.photos.decoding import PhotoError
from model.photo_result import Piece
from model.predictor import Predictor
from wardrobe.classification import TURNS, map_ahead
from wardrobe.folders.sort_log import Row, table_text
from wardrobe.store.item_making import PreparedPhoto, prepare_photo
from wardrobe.store.items import StoredPrediction
from wardrobe.store.pictures import cut_out, jpeg

_SHOWN_SIDE, _CUT_OUT_SIDE = 480, 260  # pixels; the cut-out is shown small
_ENLARGED_SIDE = 224
_AHEAD = 3  # photos: little work is lost when the user stops


@dataclass(frozen=True)
class Photo:
    """A file that the user chose, and the SHA-256 of its bytes."""

    name: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "Photo":
        """A photo with the SHA-256 of its bytes."""
        return cls(name, content, hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class Preview:
    """The result for one photo, without its pixels.

    Attributes:
        file: the name of the file.
        sha256: of the file's bytes.
        outcome: as for `model.PhotoResult`; without a model every readable photo is ``sorted``.
        error: why the photo cannot be read; all further fields are empty then.
        prediction: None without a model.
        method: how the mask was found.
        prepared: what `Wardrobe.add_or_find` stores, so that saving neither decodes nor segments the photo again.
        photo: JPEG, at most 480 pixels a side.
        cut_out: WebP of the garment alone, at most 260 pixels a side.
        seen: PNG of the network's input, enlarged.
        pieces: the garments, if several were found; `wardrobe.pieces` makes a photo of each.
    """

    file: str
    sha256: str
    outcome: str
    error: Message | None = None
    prediction: StoredPrediction | None = None
    method: str = ""
    prepared: PreparedPhoto | None = None
    photo: bytes = b""
    cut_out: bytes = b""
    seen: bytes = b""
    pieces: tuple[Piece, ...] = ()

    @property
    def similarity(self) -> str:
        """The similarity hash; empty for a photo that cannot be read."""
        return self.prepared.similarity if self.prepared else ""

    @property
    def thumbnail(self) -> bytes:
        """A square WebP of the garment alone; empty for a photo that cannot be read."""
        return self.prepared.thumbnails["cut-out"] if self.prepared else b""


def preview(photo: Photo, predictor: Predictor | None) -> Preview:
    """The preview of a photo; never raises for what the file holds. Without a predictor there is no prediction."""
    with TURNS.taking():
        return _preview(photo, predictor)


def _preview(photo: Photo, predictor: Predictor | None) -> Preview:
    try:
        prepared, garment = prepare_photo(photo.content, photo.sha256)
    except PhotoError as error:
        return Preview(photo.name, photo.sha256, "error", error.message)
    result = predictor.predict_garment(garment, file=photo.name) if predictor else None
    return Preview(
        photo.name,
        photo.sha256,
        result.outcome if result else "sorted",
        prediction=StoredPrediction.of(result) if result else None,
        method=garment.method,
        prepared=prepared,
        photo=jpeg(garment.image, _SHOWN_SIDE),
        cut_out=cut_out(garment, _CUT_OUT_SIDE),
        seen=b"" if result is None or result.model_input is None else input_picture(result.model_input),
        pieces=result.pieces if result else (),
    )


def previews(photos: Iterable[Photo], predictor: Predictor | None) -> Iterator[Preview]:
    """The previews of photos, in their order, made on all cores; each is given as soon as it is ready."""
    return map_ahead(lambda photo: preview(photo, predictor), photos, _AHEAD)


def predictions_csv(previews: Iterable[Preview]) -> bytes:
    """A table of the predictions, in the form of the ``wardrobe.csv`` that `wardrobe sort` writes."""
    rows = [
        Row(one.file, one.outcome, made.label, made.confidence, None, made.model, made.probabilities)
        if (made := one.prediction)
        else Row(one.file, one.outcome, None, None, str(one.error), "")
        for one in previews
    ]
    return table_text(rows, ()).encode("utf-8")


def input_picture(model_input: np.ndarray) -> bytes:
    """A network's input, uint8 (size, size, channels), as a PNG: grey, or the photo, darkened beside the garment."""
    pixels = model_input[..., 0] if model_input.shape[2] == 1 else model_input[..., :3]
    if model_input.shape[2] == 4:
        outside = model_input[..., 3:] < 128
        pixels = np.where(outside, pixels // 3, pixels)
    stream = io.BytesIO()
    # Without smoothing: the user should see the very pixels that the network sees.
    Image.fromarray(pixels).resize((_ENLARGED_SIDE, _ENLARGED_SIDE), Image.Resampling.NEAREST).save(stream, "PNG")
    return stream.getvalue()
