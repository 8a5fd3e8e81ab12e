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
        channels: 1 for grey, 3 for colour.
        classes: the number of classes.
        options: keyword arguments of the registered function; what is left out has the function's default.
    """

    name: str
    input_size: int = 28
    channels: int = 1
    classes: int = 10
    options: Mapping[str, Any] = field(default_factory=dict)


class ConfigError(ValueError):
    """An option or a name that does not exist; the message lists those that do."""
