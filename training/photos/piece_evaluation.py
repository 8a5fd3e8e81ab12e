"""How well an export finds and names the pieces that people wear, on photos with tag masks."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.labels import GROUPS, group_of
from data.photos.decoding import PhotoError
from data.photos.garment import box_of
from data.photos.recipes import read_photo_file
from model.photo_result import PhotoResult
from model.predictor import Predictor
from model.startup import available_cores
from training.photos.masks import TaggedPhoto, Tags, read_tagged_photos, read_tags, tag_mask

_LEAST_AREA = 0.01  # of the photo; smaller pieces need not be found
_SAME = 0.5  # IoU of the boxes of a piece and of what was found of it

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Worn:
    """A piece that is worn: its group, the labels that are right for it, and its box."""

    group: str
    labels: frozenset[str]
    box: Box


def score_pieces(
    predictor: Predictor, directory: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, Any]:
    """Scores the tagged photos of ``directory`` that have masks, except those that the export was trained on.

    What is worn of one group, such as a blouse and a jacket, is one piece; each of its tags is right.

    Returns:
        ``n`` pieces of ``photos`` photos; ``found``, the share of which a box was found with an IoU of 0.5 or more;
        ``label_accuracy`` and ``group_accuracy`` of those; ``by_group`` with the same figures; and
        ``trained_on_left_out``.
    """
    tags = read_tags(directory)
    photos = [photo for photo in read_tagged_photos(directory) if photo.mask]
    rows: list[tuple[_Worn, str | None]] = []
    scored = left_out = 0
    with ThreadPoolExecutor(available_cores()) as pool:
        for number, made in enumerate(pool.map(lambda photo: _score(predictor, photo, tags), photos), start=1):
            left_out += made is None
            scored += made is not None
            rows += made or []
            progress(number, len(photos))
    by_group = {group: _figures([row for row in rows if row[0].group == group]) for group in GROUPS}
    return {
        "model": predictor.card.id,
        "dataset": "pieces",
        "photos": scored,
        **_figures(rows),
        "by_group": {group: figures for group, figures in by_group.items() if figures["n"]},
        "trained_on_left_out": left_out,
    }


def _score(predictor: Predictor, photo: TaggedPhoto, tags: Tags) -> list[tuple[_Worn, str | None]] | None:
    """Each piece in a photo with the label it was given, None if it was not found; None for a photo trained on."""
    try:
        content = read_photo_file(photo.path)
    except PhotoError:
        return []
    if hashlib.sha256(content).hexdigest() in predictor.card.photos:
        return None
    result = predictor.predict(content)
    if result.garment is None:
        return []
    values = tag_mask(photo, result.garment.image.shape[:2])
    found = _found(result)
    return [] if values is None else [(worn, _match(worn, found)) for worn in _worn(values, tags)]


def _worn(values: np.ndarray, tags: Tags) -> list[_Worn]:
    seen: dict[str, tuple[set[str], np.ndarray]] = {}
    for value in np.unique(values):
        meaning = tags.meaning(tags.by_value.get(int(value), ""))
        groups = {group for name in meaning if (group := group_of(name))}
        if len(groups) == 1:
            labels, mask = seen.setdefault(groups.pop(), (set(), np.zeros(values.shape, bool)))
            labels |= set(meaning)
            mask |= values == value
    return [
        _Worn(group, frozenset(labels), box_of(mask))
        for group, (labels, mask) in seen.items()
        if mask.mean() >= _LEAST_AREA
    ]


def _found(result: PhotoResult) -> list[tuple[str, Box]]:
    if result.pieces:
        return [(piece.label, piece.box) for piece in result.pieces]
    if result.garment is None or result.label is None or result.outcome == "not_clothing":
        return []
    return [(result.label, box_of(result.garment.mask))]


def _match(worn: _Worn, found: list[tuple[str, Box]]) -> str | None:
    """The label of what was found in the place of a piece."""
    overlaps = [(_iou(worn.box, box), label) for label, box in found]
    best, label = max(overlaps, default=(0.0, ""))
    return label if best >= _SAME else None


def _iou(first: Box, second: Box) -> float:
    wide = min(first[2], second[2]) - max(first[0], second[0])
    high = min(first[3], second[3]) - max(first[1], second[1])
    both = max(wide, 0.0) * max(high, 0.0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (first, second))
    return both / (areas - both)


def _figures(rows: list[tuple[_Worn, str | None]]) -> dict[str, Any]:
    found = [(worn, label) for worn, label in rows if label is not None]
    return {
        "n": len(rows),
        "found": len(found) / len(rows) if rows else None,
        "label_accuracy": sum(label in worn.labels for worn, label in found) / len(found) if found else None,
        "group_accuracy": sum(group_of(label) == worn.group for worn, label in found) / len(found) if found else None,
    }
