"""The presets: options of the training by preset and network, with the time and the accuracy that were measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Recipe:
    """The options of one network under one preset; ``gives`` is its time on two cores and its test accuracy."""

    options: Mapping[str, Any]
    gives: str = ""


@dataclass(frozen=True)
class Preset:
    """A named length of training: options for all networks, and recipes for those that need others."""

    description: str
    options: Mapping[str, Any]
    recipes: Mapping[str, Recipe] = field(default_factory=dict)

    def options_for(self, model: str) -> dict[str, Any]:
        """The options of ``model`` under this preset, by key."""
        recipe = self.recipes.get(model)
        return {**self.options, **(recipe.options if recipe else {})}


_PLAIN = {"flip": "none", "shift": 0, "label_smoothing": 0.0}
_MSE = {**_PLAIN, "loss": "mse"}
# The rules as they were published: no momentum, no decay, and nothing but one step for each batch.
_RULE = {**_PLAIN, "batch_size": 32, "optimizer": "sgd", "weight_decay": 0.0, "schedule": "constant"}
_PERCEPTRON = {**_RULE, "loss": "perceptron_rule", "learning_rate": 0.01}
_ADALINE = {**_RULE, "loss": "delta_rule", "learning_rate": 0.002}
# docs/accuracy.md has its accuracy.
_CNN = {
    "batch_size": 512,
    "optimizer": "muon",
    "learning_rate": 8e-3,
    "momentum": 0.95,
    "weight_decay": 0.02,
    "flip": "alternating",
    "shift": 1,
    "checkpoint": "last",
}
_DISTILLED = {"teacher": "shipped", "label_smoothing": 0.0}
# As in the tutorial: python -m training train --model tutorial_mlp
_TUTORIAL = {
    **_PLAIN,
    "epochs": 10,
    "batch_size": 32,
    "optimizer": "adam",
    "learning_rate": 1e-3,
    "weight_decay": 0.0,
    "schedule": "constant",
}
_PHOTO = {"batch_size": 64, "optimizer": "muon", "learning_rate": 4e-3, "momentum": 0.95, "weight_decay": 0.05}
# Pretrained weights are lost at the learning rates that random ones need. No bfloat16: depthwise convolutions were
# measured to be slower in it.
_FINE_TUNING = {
    "batch_size": 31,
    "composites": 4,
    "dataset_images": 4,
    "synthetic_negatives": 1,
    "background_swap": 0.5,
    "optimizer": "adamw",
    "learning_rate": 6e-4,
    "weight_decay": 0.05,
    "ema_momentum": 0.997,
    "precision": "float32",
}
_SEGMENTER = {
    "batch_size": 24,
    "optimizer": "adamw",
    "learning_rate": 1e-3,
    "weight_decay": 0.02,
    "ema_momentum": 0.995,
    "precision": "float32",
}

PRESETS = {
    # python -m training train --model NAME --preset smoke
    "smoke": Preset(
        "seconds: does it run?",
        {"epochs": 2, "train_images": 1000, "batch_size": 64},
        {
            "perceptron": Recipe(_PERCEPTRON),
            "adaline": Recipe(_ADALINE),
            "perceptron_mse": Recipe(_MSE),
            "photo_cnn": Recipe({**_PHOTO, "epochs": 1, "batch_size": 16}),
            "efficientnet_lite": Recipe({**_FINE_TUNING, "epochs": 1, "batch_size": 16}),
            "segmenter": Recipe({**_SEGMENTER, "epochs": 1}),
        },
    ),
    # python -m training train --model NAME --preset quick
    "quick": Preset(
        "up to 6 minutes on two cores",
        {"epochs": 5},
        {
            "cnn": Recipe({**_CNN, "epochs": 11, "shift": 2}, "5.5 min, 94.1 %"),
            "tiny": Recipe({**_CNN, "epochs": 12}),
            "mlp": Recipe({"epochs": 20, "shift": 1}),
            "softmax_regression": Recipe({**_PLAIN, "epochs": 20}),
            "perceptron": Recipe({**_PERCEPTRON, "epochs": 20}),
            "adaline": Recipe({**_ADALINE, "epochs": 20}),
            "perceptron_mse": Recipe({**_MSE, "epochs": 20}),
            "tutorial_mlp": Recipe(_TUTORIAL),
            "mlp_deep": Recipe({"epochs": 20, "shift": 1}),
            "wide_resnet": Recipe({"epochs": 1}),
            "photo_cnn": Recipe({**_PHOTO, "epochs": 10}),
            "efficientnet_lite": Recipe({**_FINE_TUNING, "epochs": 2}),
            "segmenter": Recipe({**_SEGMENTER, "epochs": 3}),
        },
    ),
    # python -m training train --model NAME --preset full
    "full": Preset(
        "up to an hour on two cores; the shipped exports",
        {"epochs": 32},
        {
            "cnn": Recipe(
                {**_CNN, **_DISTILLED, "epochs": 100, "random_erasing": 0.5, "tta_flip": True, "tta_shift": True},
                "52 min, 95.1 %",
            ),
            "tiny": Recipe(
                {**_CNN, **_DISTILLED, "epochs": 100, "random_erasing": 0.25, "tta_flip": True}, "22 min, 94.6 %"
            ),
            "mlp": Recipe(
                {**_CNN, **_DISTILLED, "learning_rate": 4e-3, "epochs": 100, "tta_flip": True}, "3 min, 91.8 %"
            ),
            "softmax_regression": Recipe({**_PLAIN, "epochs": 40}),
            "perceptron": Recipe({**_PERCEPTRON, "epochs": 40}),
            "adaline": Recipe({**_ADALINE, "epochs": 40}),
            "perceptron_mse": Recipe({**_MSE, "epochs": 40}),
            "tutorial_mlp": Recipe(_TUTORIAL),
            "mlp_deep": Recipe({"epochs": 60, "shift": 1}),
            "wide_resnet": Recipe({"epochs": 12}),
            "photo_cnn": Recipe({**_PHOTO, "epochs": 25}, "8 min, 41 with five folds; 85.9 % of photos"),
            "efficientnet_lite": Recipe({**_FINE_TUNING, "epochs": 9}),
            "segmenter": Recipe({**_SEGMENTER, "epochs": 14}, "27 min, median IoU .959"),
        },
    ),
}
