"""What a network is built from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ModelConfig:
    """Names a registered network, its input and its options; plain values, so that it travels as JSON.

    Attributes:
        name: one of `model.registry.list_models()`.
        input_size: height and width of the input, in pixels.
        channels: 1 for grey, 3 for colour, 4 for colour and the garment's mask.
        recipe: how an image gets into that form: one of `data.photos.RECIPES`.
        classes: the number of classes.
        rejects: whether one output more stands for what is none of the classes.
        mirrored: whether a trained network answers with the mean over the image and its mirror image.
        members: so many networks, each trained from its own seed, answer with the mean of their logits.
        options: those of `model.registry.model_options` that differ from the network's defaults.
    """

    name: str
    input_size: int = 28
    channels: int = 1
    recipe: str = "fashion-mnist"
    classes: int = 10
    rejects: bool = False
    mirrored: bool = False
    members: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # JSON has no tuples: what was read back must equal what was written.
        options = {key: tuple(value) if isinstance(value, list) else value for key, value in self.options.items()}
        object.__setattr__(self, "options", options)
        for key in ("input_size", "members"):
            if getattr(self, key) < 1:
                raise ConfigError(f"Expected {key} to be at least 1. Received: {getattr(self, key)}.")

    @property
    def outputs(self) -> int:
        """The number of logits."""
        return self.classes + self.rejects

    @property
    def looks(self) -> int:
        """How many times one of the networks looks at an image, or at its mirror image, for one answer."""
        return self.members * (2 if self.mirrored else 1)


class ConfigError(ValueError):
    """An option or a name that does not exist; the message lists those that do."""
