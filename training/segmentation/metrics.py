"""How well a segmenter finds garments: intersection over union with reference masks."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from model.metrics import softmax
from model.segments import PERSON, SEGMENTS
from training.segmentation.examples import Example

_SIDE = 224  # pixels of the longer side at which masks are compared
_POOR = 0.7


def foreground_ious(examples: Sequence[Example], logits: np.ndarray) -> np.ndarray:
    """IoU of the garments with the foreground of each example, float (N,), at 224 pixels on the longer side.

    ``logits`` are float (N, h, w, segments). For photos of people, the foreground is what is neither background nor
    person.
    """
    garment = softmax(logits)[..., [name not in ("background", PERSON) for name in SEGMENTS]].sum(-1)
    return np.array([_iou(one, found) for one, found in zip(examples, garment, strict=True)])


def _iou(example: Example, garment: np.ndarray) -> float:
    height, width = example.foreground.shape
    scale = _SIDE / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    reference = example.foreground.astype(np.float32) / 255
    if example.is_segmented_by_tag:  # a tag of a person is foreground, but no garment
        is_garment = np.asarray(example.allowed[:, 2:].any(axis=-1))
        reference *= is_garment[example.kind]
    expected = np.asarray(cv2.resize(reference, size, interpolation=cv2.INTER_AREA)) > 0.5
    found = np.asarray(cv2.resize(garment.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)) > 0.5
    union = (expected | found).sum()
    return float((expected & found).sum() / union) if union else 1.0


def segmentation_report(examples: Sequence[Example], logits: np.ndarray) -> dict[str, Any]:
    """The figures by source: photos, median and mean IoU, and the share below 0.7.

    ``iou`` is the median over the photos with foreground masks. Examples without foreground are left out of the IoU;
    ``empty_found`` is the share of their area that was taken for a garment.
    """
    ious = foreground_ious(examples, logits)
    sources = np.array([one.source for one in examples])
    empty = np.array([not one.foreground.any() for one in examples])
    by_source: dict[str, Any] = {}
    for source in sorted(set(sources[~empty])):
        inside = ious[(sources == source) & ~empty]
        by_source[source] = {
            "n": len(inside),
            "median_iou": float(np.median(inside)),
            "mean_iou": float(inside.mean()),
            "poor": float((inside < _POOR).mean()),
        }
    by_foreground = ious[~empty & ~np.array([one.is_segmented_by_tag for one in examples])]
    report: dict[str, Any] = {
        "dataset": "photos with masks",
        "iou": float(np.median(by_foreground)) if len(by_foreground) else None,
    }
    report["by_source"] = by_source
    if empty.any():
        garment = softmax(logits[empty])[..., 2:].sum(-1) > 0.5
        report["empty_found"] = float(garment.mean())
    return report
