"""Networks by name. A function that is registered here is a model.

Its options are its keyword arguments and the shared ones of `model.networks.options`.
"""

import dataclasses
import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from data.photos.recipes import RECIPES
from model.networks.config import ConfigError, ModelConfig
from model.networks.options import LinearOptions, Tensor

if TYPE_CHECKING:
    import keras

Architecture = Callable[..., Tensor]


@dataclass(frozen=True)
class _Registered:
    architecture: Architecture
    layers: LinearOptions
    inputs: Mapping[str, Any]


_MODELS: dict[str, _Registered] = {}
_MODULES = ("classics", "conv", "dense", "depthwise", "efficientnet", "photo", "residual", "segmenter", "sequential")


def register_model(layers: LinearOptions, **inputs: Any) -> Callable[[Architecture], Architecture]:
    """Registers a function from scaled images, float (N, size, size, channels), to features, float (N, F).

    One that has a parameter ``outputs`` also gets the number of logits.

    Args:
        layers: the shared options with this network's defaults. The function gets them as its second argument, with the
            changes of the configuration.
        inputs: the fields of `ModelConfig` in which its input differs from Fashion-MNIST's.
    """

    def register(architecture: Architecture) -> Architecture:
        name = architecture.__name__
        if name in _MODELS:
            raise ConfigError(f"A model named {name!r} is registered already. Give the function another name.")
        _MODELS[name] = _Registered(architecture, layers, inputs)
        return architecture

    return register


def default_config(name: str, **changes: Any) -> ModelConfig:
    """The configuration of a registered model with its own input; ``changes`` are fields of `ModelConfig`."""
    return ModelConfig(name, **{**_registered(name).inputs, **changes})


def list_models() -> list[str]:
    """The registered names, sorted."""
    _import_architectures()
    return sorted(_MODELS)


def model_options(name: str) -> dict[str, Any]:
    """The options of a registered model with their defaults: first its own, then the shared ones."""
    registered = _registered(name)
    parameters = inspect.signature(registered.architecture).parameters.values()
    own = {p.name: p.default for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}
    return {**own, **dataclasses.asdict(registered.layers)}


def model_description(name: str) -> str:
    """The first line of the registered function's docstring."""
    return (inspect.getdoc(_registered(name).architecture) or "").partition("\n")[0]


def build_model(config: ModelConfig) -> "keras.Model":
    """The network that ``config`` names: uint8 (N, size, size, channels) to logits, float32 (N, outputs).

    Its first layer scales the pixels. The layer ``embed`` gives the penultimate features, float (N, F).

    Raises:
        ConfigError: the name or an option does not exist, or an option's value is refused.
    """
    import keras

    from model.networks.blocks import dropout, kernel_arguments

    registered, choices = _registered(config.name), model_options(config.name)
    for key in config.options:
        if key not in choices:
            raise ConfigError(f"{config.name} has no option {key!r}. Its options are {', '.join(choices)}.")
    of_layers = {field.name for field in dataclasses.fields(registered.layers)}
    shared = {key: value for key, value in config.options.items() if key in of_layers}
    own = {key: value for key, value in config.options.items() if key not in of_layers}
    images = keras.Input((config.input_size, config.input_size, config.channels), dtype="uint8", name="images")
    try:
        layers = dataclasses.replace(registered.layers, **shared)
        recipe = RECIPES[config.recipe]
        scalings = {"standardize": (recipe.mean, recipe.deviation), "unit": (0.0, 255.0), "imagenet": (127.0, 128.0)}
        mean, deviation = scalings[layers.scaling]
        x = keras.layers.Rescaling(1 / deviation, -mean / deviation, name=layers.scaling)(images)
        x = dropout(x, layers.input_dropout, "input_dropout")
        needs_outputs = "outputs" in inspect.signature(registered.architecture).parameters
        features = registered.architecture(x, layers, *[config.outputs] * needs_outputs, **own)
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{config.name} cannot be built with {dict(config.options)}: {error}") from error
    features = keras.layers.Identity(name="embed")(features)
    # float32 under every policy: softmax and loss need more precision than bfloat16's 8 bits.
    kernel = kernel_arguments(layers, "identity")
    logits = keras.layers.Dense(config.outputs, dtype="float32", name="logits", **kernel)(features)
    return keras.Model(images, logits, name=config.name)


def _registered(name: str) -> _Registered:
    _import_architectures()
    if name not in _MODELS:
        raise ConfigError(f"There is no model named {name!r}. The models are {', '.join(sorted(_MODELS))}.")
    return _MODELS[name]


def _import_architectures() -> None:
    # Late, because importing Keras and TensorFlow takes nine CPU-seconds, which reading a card does not need.
    for module in _MODULES:
        importlib.import_module(f"model.networks.{module}")
