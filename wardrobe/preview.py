"""Answers in the form that a page shows: small encoded pictures instead of pixels, so that hundreds can be kept."""

import hashlib
import io
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from data.messages import Message
from data.photos.recipes import Garment, PhotoError, read_garment
from model.predictor import Predictor
from model.startup import available_cores
from wardrobe.classification import classify_photo
from wardrobe.folders.sort_log import Row, table_text
from wardrobe.store.items import StoredPrediction
from wardrobe.store.pictures import cut_out_thumbnail, jpeg, on_white, similarity_hash

_SHOWN_SIDE = 480
_ENLARGED_SIDE = 224
_AHEAD = 3  # photos that are looked at before they are asked for: little is lost when a person stops


@dataclass(frozen=True)
class Photo:
    """A file that a person chose, and the SHA-256 of its bytes."""

    name: str
    content: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "Photo":
        """A photo whose sum is worked out here, and nowhere again."""
        return cls(name, content, hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class Preview:
    """What became of one photo, without its pixels.

    ``outcome`` is one of the four; an ``error`` has a sentence and nothing else. ``prediction`` is None too where no
    model was asked. Pictures are encoded files: ``photo`` and ``cut_out`` at most 480 pixels a side, ``thumbnail``
    square, ``seen`` a PNG of the network's input enlarged.
    """

    file: str
    sha256: str
    outcome: str
    error: Message | None = None
    prediction: StoredPrediction | None = None
    method: str = ""
    similarity: str = ""
    photo: bytes = b""
    cut_out: bytes = b""
    thumbnail: bytes = b""
    seen: bytes = b""


def preview(photo: Photo, predictor: Predictor | None) -> Preview:
    """Looks at a photo's bytes; never raises for what they hold. Without a classifier there is no prediction."""
    if predictor is None:
        try:
            return _with_pictures(Preview(photo.name, photo.sha256, "sorted"), read_garment(photo.content))
        except PhotoError as error:
            return Preview(photo.name, photo.sha256, "error", error.message)
    answer = classify_photo(photo.name, photo.content, predictor)
    if answer.prediction is None or answer.garment is None or answer.model_input is None:
        return Preview(photo.name, photo.sha256, "error", answer.error)
    prediction = StoredPrediction.of(answer.prediction, predictor.card)
    seen = _enlarged(answer.model_input)
    shown = Preview(photo.name, photo.sha256, answer.outcome, prediction=prediction, seen=seen)
    return _with_pictures(shown, answer.garment)


def previews(photos: Iterable[Photo], predictor: Predictor | None) -> Iterator[Preview]:
    """Looks at photos on all cores, and gives the answers in their order, as soon as they are there."""
    with ThreadPoolExecutor(available_cores()) as pool:
        ahead: deque[Future[Preview]] = deque()
        for photo in photos:
            ahead.append(pool.submit(preview, photo, predictor))
            if len(ahead) > _AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def answers_csv(answers: Iterable[Preview]) -> bytes:
    """A table of the answers, in the form of the ``wardrobe.csv`` that `wardrobe sort` writes."""
    rows = [
        Row(answer.file, answer.outcome, said.label, said.confidence, None, said.model, said.probabilities)
        if (said := answer.prediction)
        else Row(answer.file, answer.outcome, None, None, str(answer.error), "")
        for answer in answers
    ]
    return table_text(rows, ()).encode("utf-8")


def _with_pictures(shown: Preview, garment: Garment) -> Preview:
    return replace(
        shown,
        method=garment.method,
        similarity=similarity_hash(garment.image),
        photo=jpeg(garment.image, _SHOWN_SIDE),
        cut_out=on_white(garment, _SHOWN_SIDE),
        thumbnail=cut_out_thumbnail(garment),
    )


def _enlarged(model_input: np.ndarray) -> bytes:
    """The input as a picture: grey, or the photo, darkened where the garment's mask says background."""
    pixels = model_input[..., 0] if model_input.shape[2] == 1 else model_input[..., :3]
    if model_input.shape[2] == 4:
        outside = model_input[..., 3:] < 128
        pixels = np.where(outside, pixels // 3, pixels)
    stream = io.BytesIO()
    # Without smoothing: a person should see the very pixels that the network sees.
    Image.fromarray(pixels).resize((_ENLARGED_SIDE, _ENLARGED_SIDE), Image.Resampling.NEAREST).save(stream, "PNG")
    return stream.getvalue()
