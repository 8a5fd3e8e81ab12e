"""Answers in the form that a page shows: small encoded pictures instead of pixels, so that hundreds can be kept."""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from wardrobe.pictures import jpeg, on_white
from wardrobe.sorting import Answer

_SHOWN_SIDE = 480
_ENLARGED_SIDE = 224


@dataclass(frozen=True)
class Preview:
    """An answer without its pixels. Pictures are encoded files; they and the figures are None for an error.

    ``photo`` and ``cut_out`` are JPEGs at most 480 pixels a side, ``seen`` is a PNG of the network's input enlarged.
    """

    file: str
    outcome: str
    error: str | None = None
    label: str | None = None
    confidence: float | None = None
    probabilities: tuple[float, ...] = ()
    method: str | None = None
    photo: bytes | None = None
    cut_out: bytes | None = None
    seen: bytes | None = None


def preview(answer: Answer) -> Preview:
    """What is kept of an answer for showing it."""
    if answer.prediction is None or answer.garment is None or answer.model_input is None:
        return Preview(answer.file, answer.outcome, answer.error)
    return Preview(
        answer.file,
        answer.outcome,
        label=answer.prediction.label,
        confidence=answer.prediction.confidence,
        probabilities=tuple(float(p) for p in answer.prediction.probabilities),
        method=answer.garment.method,
        photo=jpeg(answer.garment.image, _SHOWN_SIDE),
        cut_out=on_white(answer.garment, _SHOWN_SIDE),
        seen=_enlarged(answer.model_input),
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
