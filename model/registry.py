"""Networks by name: a function registered here is a model, its keyword arguments are its options."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from model.config import ConfigError, ModelConfig

if TYPE_CHECKING:
    import keras

Tensor: TypeAlias = Any
"""A symbolic Keras tensor; Keras ships no types."""

Architecture = Callable[..., Tensor]

_ARCHITECTURES: dict[str, Architecture] = {}
_INPUTS: dict[str, Mapping[str, Any]] = {}
_MODULES = ("model.dense", "model.conv", "model.photo")

# Mean and standard deviation by recipe, in levels of 0–255: of Fashion-MNIST's training images, and of photos at large.
_PIXELS = {"fashion-mnist": (72.94, 90.02), "cut-out": (127.5, 64.0)}


def register_model(**inputs: Any) -> Callable[[Architecture], Architecture]:
    """Registers a function from standardised images, float (N, size, size, channels), to features, float (N, F).

    ``inputs``: the fields of `ModelConfig` in which its input differs from Fashion-MNIST's.
    """

    def register(architecture: Architecture) -> Architecture:
        name = architecture.__name__
        if name in _ARCHITECTURES:
            raise ConfigError(f"A model named {name!r} is registered already. Give the function another name.")
        _ARCHITECTURES[name], _INPUTS[name] = architecture, inputs
        return architecture

    return register


def default_config(name: str, **changes: Any) -> ModelConfig:
    """A registered model with the input that it is made for, changed by fields of `ModelConfig`."""
    _architecture(name)
    return ModelConfig(name, **{**_INPUTS[name], **changes})


def list_models() -> list[str]:
    """The registered names, sorted."""
    _import_architectures()
    return sorted(_ARCHITECTURES)


def model_options(name: str) -> dict[str, Any]:
    """The options of a registered model with their defaults."""
    parameters = inspect.signature(_architecture(name)).parameters.values()
    return {p.name: p.default for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}


def model_description(name: str) -> str:
    """The first line of the registered function's docstring."""
    return (inspect.getdoc(_architecture(name)) or "").partition("\n")[0]


def build_model(config: ModelConfig) -> "keras.Model":
    """The network that ``config`` names: uint8 (N, size, size, channels) to logits, float32 (N, outputs).

    Standardisation is its first layer; the layer ``embed`` gives the penultimate features, float (N, F).

    Raises:
        ConfigError: the name or an option does not exist, or Keras refuses an option's value.
    """
    import keras

    architecture = _architecture(config.name)
    choices = model_options(config.name)
    for key in config.options:
        if key not in choices:
            raise ConfigError(f"{config.name} has no option {key!r}. Its options are {', '.join(choices)}.")
    images = keras.Input((config.input_size, config.input_size, config.channels), dtype="uint8", name="images")
    mean, deviation = _PIXELS[config.recipe]
    x = keras.layers.Rescaling(1 / deviation, -mean / deviation, name="standardize")(images)
    try:
        features = architecture(x, **config.options)
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{config.name} cannot be built with {dict(config.options)}: {error}") from error
    features = keras.layers.Identity(name="embed")(features)
    # float32 under every policy: softmax and loss need more than bfloat16's 8 bits.
    logits = keras.layers.Dense(config.outputs, dtype="float32", name="logits")(features)
    return keras.Model(images, logits, name=config.name)


def mirror_averaged(model: "keras.Model") -> "keras.Model":
    """``model`` answering with the mean over an image and its mirror image; the weights are shared.

    Clothes look as likely either way round; the second look costs as much as the first.
    """
    import keras

    features = keras.Model(model.inputs, model.get_layer("embed").output, name="features")
    images = keras.Input(model.input_shape[1:], dtype="uint8", name="images")
    both = [features(images), features(keras.ops.flip(images, axis=2))]
    # The last layer is linear: the mean of its answers is its answer to the mean.
    logits = model.get_layer("logits")(keras.layers.Average(name="embed")(both))
    return keras.Model(images, logits, name=model.name)


def _architecture(name: str) -> Architecture:
    _import_architectures()
    if name not in _ARCHITECTURES:
        raise ConfigError(f"There is no model named {name!r}. The models are {', '.join(sorted(_ARCHITECTURES))}.")
    return _ARCHITECTURES[name]


def _import_architectures() -> None:
    # Late, because they import Keras and with it TensorFlow: nine CPU-seconds that a reader of cards need not pay.
    for module in _MODULES:
        importlib.import_module(module)
