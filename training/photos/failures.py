"""A contact sheet of the errors on photos, the most confident first."""

from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

from data.photos.recipes import RECIPES
from model.garments import read_garment
from training.evaluate import PhotoPredictions, Subject

_MOST = 60
_COLUMNS = 3
_TILE = 128  # pixels: photo, cut-out and input side by side
_TYPE = 14  # pixels
_TEXT = 2 * _TYPE + 24
_FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"  # Pillow's own font lacks arrows and much else
_GAP = 12


def draw_failures(subject: Subject, predicted: PhotoPredictions, file: Path) -> int:
    """Writes a contact sheet of wrong predictions to ``file``: photo, cut-out, input, label and prediction.

    A photo of none of the classes with the outcome ``not_clothing`` is no error.

    Returns:
        The number of errors on the sheet: at most 60, those of the highest confidence.
    """
    predictions = predicted.predictions.probabilities.argmax(axis=1)
    wrong = [
        number
        for number, photo in enumerate(predicted.photos)
        if predictions[number] not in photo.classes and (photo.classes or predicted.outcomes[number] != "not_clothing")
    ]
    shown = sorted(wrong, key=lambda n: -predicted.predictions.confidences[n])[:_MOST]
    rows = max(1, -(-len(shown) // _COLUMNS))
    width, height = 3 * _TILE + _GAP, _TILE + _TEXT
    sheet = Image.new("RGB", (_COLUMNS * width + _GAP, rows * height + _GAP), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(_FONT, _TYPE)
    for place, number in enumerate(shown):
        left, top = _GAP + place % _COLUMNS * width, _GAP + place // _COLUMNS * height
        photo = predicted.photos[number]
        for column, picture in enumerate(_pictures(subject, photo.path)):
            tile = ImageOps.pad(Image.fromarray(picture), (_TILE, _TILE), color="white")
            sheet.paste(tile, (left + column * _TILE, top))
        named = f"{subject.class_names[predictions[number]]} {predicted.predictions.confidences[number]:.0%}"
        text = f"{photo.label}\n→ {named}, {predicted.outcomes[number].replace('_', ' ')}"
        draw.text((left, top + _TILE + 2), text, fill="black", font=font)
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file)
    return len(shown)


def _pictures(subject: Subject, path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The photo, the garment on white and the input, dim outside its mask; uint8 (h, w, 3) each."""
    garment = read_garment(path.read_bytes())
    config = subject.config
    fed = RECIPES[config.recipe].from_garment(garment, config.input_size, config.channels)
    if fed.shape[2] == 4:
        fed = np.where(fed[..., 3:] > 127, fed[..., :3], fed[..., :3] // 3)
    elif fed.shape[2] == 1:
        fed = cv2.cvtColor(fed, cv2.COLOR_GRAY2RGB)
    return garment.image, garment.on_white(), fed
