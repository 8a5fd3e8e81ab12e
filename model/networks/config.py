"""The configuration a network is built from."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TTA_OPTIONS = ("tta_flip", "tta_shift")
"""The options for test-time augmentation; they do not affect training."""


@dataclass(frozen=True)
class ModelConfig:
    """Names a registered network, its input and its options; plain values that JSON can hold.

    Attributes:
        name: one of `model.networks.registry.list_models()`.
        input_size: height and width of the input, in pixels.
        channels: 1 for grey, 3 for colour, 4 for colour and the garment's mask.
        recipe: how an input is made of a photo or an image: one of `data.photos.recipes.RECIPES`.
        classes: the number of classes.
        rejects: whether one more output stands for "none of the classes".
        tta_flip: whether a trained network averages over the image and its mirror image.
        tta_shift: whether it averages over the image and two copies shifted along the diagonal.
        ensemble_size: the number of networks, each trained from its own seed, whose logits are averaged.
        options: those of `model.networks.registry.model_options` that differ from the network's defaults.
    """

    name: str
    input_size: int = 28
    channels: int = 1
    recipe: str = "fashion-mnist"
    classes: int = 10
    rejects: bool = False
    tta_flip: bool = False
    tta_shift: bool = False
    ensemble_size: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # JSON has no tuples; a configuration that is read back must equal the one that was written.
        options = {key: tuple(value) if isinstance(value, list) else value for key, value in self.options.items()}
        object.__setattr__(self, "options", options)
        for key in ("input_size", "ensemble_size"):
            if getattr(self, key) < 1:
                raise ConfigError(f"Expected {key} to be at least 1. Received: {getattr(self, key)}.")

    @property
    def outputs(self) -> int:
        """The number of logits."""
        return self.classes + self.rejects

    @property
    def for_photos(self) -> bool:
        """Whether it is trained on photos, not on the images of Fashion-MNIST."""
        return self.recipe != "fashion-mnist"

    @property
    def segments(self) -> bool:
        """Whether it classifies every pixel of a picture: logits (N, h, w, classes)."""
        return self.recipe == "picture"

    @property
    def passes_per_image(self) -> int:
        """The number of forward passes for one prediction."""
        return self.ensemble_size * (2 if self.tta_flip else 1) * (3 if self.tta_shift else 1)

    @property
    def without_tta(self) -> "ModelConfig":
        """The same without test-time augmentation."""
        return dataclasses.replace(self, tta_flip=False, tta_shift=False)


class ConfigError(ValueError):
    """An option or a name that does not exist, or a value that is refused; the message lists the valid ones."""
