"""Names that cards and runs written by earlier versions hold, and what they are called now."""

from collections.abc import Mapping
from typing import Any

_NAMES = {
    "mirrored": "tta_flip",
    "shifted": "tta_shift",
    "members": "ensemble_size",
    "left_out": "holdout_part",
    "keep": "checkpoint",
    "drawers": "classes",
    "composed": "composites",
    "invented": "synthetic_negatives",
    "recomposed": "background_swap",
    "one_look": "without_tta",
    "novelty": "ood",
}
_GROUPS = ("model", "architecture", "train", "training", "photos", "metrics")


def with_current_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same JSON object with every option and figure under its current name.

    Only the objects that hold options are searched: class names and labels stay as they are.

    Example:
        >>> with_current_names({"model": {"name": "cnn", "mirrored": True}})
        {'model': {'name': 'cnn', 'tta_flip': True}}
    """
    return {
        _NAMES.get(key, key): with_current_names(value) if key in _GROUPS and isinstance(value, Mapping) else value
        for key, value in values.items()
    }
