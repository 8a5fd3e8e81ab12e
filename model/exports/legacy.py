"""Maps the names in cards and runs of earlier versions to the current ones."""

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

    Only objects that hold options are searched; class names and labels are not changed.

    Example:
        >>> with_current_names({"model": {"name": "cnn", "mirrored": True}})
        {'model': {'name': 'cnn', 'tta_flip': True}}
    """
    return {
        _NAMES.get(key, key): with_current_names(value) if key in _GROUPS and isinstance(value, Mapping) else value
        for key, value in values.items()
    }


def with_current_meanings(training: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration of a run that was started before version 2, with names for what two values meant then.

    ``layer`` normalised each pixel of a convolution, and ``leaky_relu`` had a slope of 0.2.

    Example:
        >>> with_current_meanings({"model": {"options": {"normalization": "layer"}}})
        {'model': {'options': {'normalization': 'layer_per_pixel'}}}
    """
    model = training["model"]
    options = dict(model["options"])
    if options.get("normalization") == "layer":
        options["normalization"] = "layer_per_pixel"
    if options.get("activation") == "leaky_relu":
        options.setdefault("negative_slope", 0.2)
    return {**training, "model": {**model, "options": options}}
