"""A picture of the most confident errors on photos: they show best what to improve."""

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageOps

from data.photos.recipes import RECIPES, read_garment
from training.evaluate import PhotoPredictions, Subject

_MOST = 60
_COLUMNS = 3
_TILE = 112  # pixels: photo, cut-out and input side by side
_TEXT = 30
_GAP = 8


def draw_failures(subject: Subject, answered: PhotoPredictions, file: Path) -> int:
    """Writes a contact sheet of the errors to ``file``: photo, cut-out, input and prediction.

    A photo of none of the classes is an error unless its outcome is ``not_clothing``.

    Returns:
        The number of errors on the sheet: at most 60, those of the highest confidence.
    """
    predictions = answered.predictions.probabilities.argmax(axis=1)
    wrong = [
        number
        for number, photo in enumerate(answered.photos)
        if predictions[number] not in photo.classes and (photo.classes or answered.outcomes[number] != "not_clothing")
    ]
    shown = sorted(wrong, key=lambda n: -answered.predictions.confidences[n])[:_MOST]
    rows = max(1, -(-len(shown) // _COLUMNS))
    width, height = 3 * _TILE + _GAP, _TILE + _TEXT
    sheet = Image.new("RGB", (_COLUMNS * width + _GAP, rows * height + _GAP), "white")
    draw = ImageDraw.Draw(sheet)
    for place, number in enumerate(shown):
        left, top = _GAP + place % _COLUMNS * width, _GAP + place // _COLUMNS * height
        photo = answered.photos[number]
        for column, picture in enumerate(_pictures(subject, photo.path)):
            tile = ImageOps.pad(Image.fromarray(picture), (_TILE, _TILE), color="white")
            sheet.paste(tile, (left + column * _TILE, top))
        said = f"{subject.class_names[predictions[number]]} {answered.predictions.confidences[number]:.0%}"
        draw.text((left, top + _TILE + 2), f"{photo.label}: {said}, {answered.outcomes[number]}", fill="black")
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file)
    return len(shown)


def _pictures(subject: Subject, path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The photo, the garment on white, and the input, uint8 (h, w, 3) each, darkened outside the mask."""
    garment = read_garment(path.read_bytes())
    config = subject.config
    fed = RECIPES[config.recipe].from_garment(garment, config.input_size, config.channels)
    if fed.shape[2] == 4:
        fed = np.where(fed[..., 3:] > 127, fed[..., :3], fed[..., :3] // 3)
    elif fed.shape[2] == 1:
        fed = cv2.cvtColor(fed, cv2.COLOR_GRAY2RGB)
    return garment.image, garment.on_white(), fed
