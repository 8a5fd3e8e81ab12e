"""A network layer by layer: a table of its layers, and the stages that its drawing shows."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras

from model.exports.card import Card
from model.exports.store import find_export
from model.networks.config import ConfigError, ModelConfig
from model.networks.cost import layer_multiply_adds
from model.networks.registry import build_model, default_config, list_models
from training.config import train_config
from training.evaluate import is_run
from training.run import Run
from training.show.network_drawing import Stage, draw_network
from training.show.shown import Picture, Shown, Table

_NORMALIZATIONS = {-1: "instance norm", 1: "layer norm"}


def show_model(subject: str, settings: Sequence[str] = ()) -> Shown:
    """The layers of a network with shapes, parameters and multiply-adds, and a drawing of it.

    Args:
        subject: the name of a network, the directory of a run, or an export.
        settings: options of the network as ``key=value``; for the name of a network only.

    Raises:
        ConfigError: an option does not exist, or the network cannot be built with it.
        ExportError: there is no such network, run or export.
    """
    name, config = _config(subject, settings)
    model = build_model(config)
    stages = stages_of(model)
    rows = [(layer.name, _kind(layer), _shape(layer), *_counts(layer)) for layer in model.layers]
    total = f"{model.count_params():,}", f"{sum(map(layer_multiply_adds, model.layers)):,}"
    passes = config.passes_per_image
    several = f" For a prediction it runs {passes} times, and the logits are averaged." if passes > 1 else ""
    steps = "; ".join(f"{stage.title}, {' × '.join(map(str, stage.shape))}" for stage in stages)
    return Shown(
        f"model-{name}",
        f"The network {subject}",
        f"{len(model.layers)} layers, {total[0]} parameters, {total[1]} multiply-adds for an image of "
        f"{config.input_size} × {config.input_size} pixels.{several}",
        (
            Picture(
                draw_network(stages),
                f"The network from the image to the logits: {steps}.",
                "From left to right: the values after each step. A slab is as high as its images and as deep as it has "
                "channels; a bar is a row of values. Below: what the step is, the shape of its output, its parameters.",
            ),
        ),
        (
            Table(
                "Layers",
                ("layer", "kind", "output", "parameters", "multiply-adds"),
                [*rows, ("together", "", "", *total)],
            ),
        ),
    )


def _config(subject: str, settings: Sequence[str]) -> tuple[str, ModelConfig]:
    """A name for files, and the network that ``subject`` means, without test-time augmentation if that is its name."""
    if subject in list_models():
        photos = default_config(subject).for_photos
        return subject, train_config(subject, "quick", settings, photos=photos).model.without_tta
    if settings:
        raise ConfigError(f"Expected --set with the name of a network only. Received: {subject}.")
    if is_run(subject):
        return Path(subject).resolve().name, Run(Path(subject)).config().model
    card = Card.read(find_export(subject))
    return card.id.replace("/", "-"), card.architecture


def stages_of(model: keras.Model) -> list[Stage]:
    """The steps of a network: each layer that has a kernel, pools, adds or reshapes, with what follows it directly.

    Normalisation, activation and dropout are notes of the step before them.
    """
    stages: list[Stage] = []
    stage_of: dict[str, int] = {}
    for operation in model.operations:
        sources = [stage_of[one._keras_history.operation.name] for one in _inputs(operation)]
        note = _note(operation)
        if len(sources) == 1 and note is not None:
            [number] = sources
            stage = stages[number]
            more = operation.count_params() if isinstance(operation, keras.layers.Layer) else 0
            stages[number] = replace(stage, notes=(*stage.notes, *note), parameters=stage.parameters + more)
            stage_of[operation.name] = number
            continue
        stage_of[operation.name] = len(stages)
        shape = tuple(int(size) for size in operation.output.shape[1:])
        stages.append(Stage(_title(operation), _family(operation), (), shape, operation.count_params(), tuple(sources)))
    return stages


def _inputs(operation: Any) -> list[Any]:
    if isinstance(operation, keras.layers.InputLayer):
        return []
    return list(operation.input) if isinstance(operation.input, list | tuple) else [operation.input]


def _note(operation: Any) -> tuple[str, ...] | None:
    """What a layer adds to the step before it, in a few words; None if it is a step of its own."""
    match operation:
        case keras.layers.BatchNormalization():
            return ("batch norm",)
        case keras.layers.LayerNormalization():
            return ("layer norm",)
        case keras.layers.GroupNormalization():
            return (_NORMALIZATIONS.get(operation.groups, "group norm"),)
        case keras.layers.Activation():
            return (operation.activation.__name__,)
        case keras.layers.LeakyReLU() | keras.layers.PReLU() | keras.layers.ReLU():
            return (type(operation).__name__.lower(),)
        case keras.layers.Dropout():
            return (f"dropout {operation.rate:g}",)
        case keras.layers.Rescaling():
            return ("scaled",)
        case keras.layers.Identity() | keras.layers.ZeroPadding2D():
            return ()
        case keras.layers.Layer():
            return None
    return ()  # an operation on tensors, such as the slicing of a shortcut


def _title(layer: Any) -> str:
    match layer:
        case keras.layers.InputLayer():
            return "image"
        case keras.layers.DepthwiseConv2D():
            return f"depthwise {_pixels(layer.kernel_size)}"
        case keras.layers.SeparableConv2D():
            return f"separable {_pixels(layer.kernel_size)}"
        case keras.layers.Conv2D():
            return f"conv {_pixels(layer.kernel_size)}"
        case keras.layers.MaxPooling2D():
            return f"max pool {_pixels(layer.pool_size)}"
        case keras.layers.AveragePooling2D():
            return f"mean pool {_pixels(layer.pool_size)}"
        case keras.layers.GlobalAveragePooling2D():
            return "global mean"
    return "logits" if layer.name == "logits" else type(layer).__name__.lower()


def _pixels(size: Sequence[int]) -> str:
    return "×".join(map(str, size))


def _family(layer: Any) -> str:
    match layer:
        case keras.layers.InputLayer():
            return "image"
        case keras.layers.Conv2D() | keras.layers.SeparableConv2D() | keras.layers.DepthwiseConv2D():
            return "convolution"
        case keras.layers.Dense():
            return "dense"
        case keras.layers.Add():
            return "add"
    return "other"


def _kind(layer: Any) -> str:
    return str(layer.activation.__name__) if isinstance(layer, keras.layers.Activation) else type(layer).__name__


def _shape(layer: Any) -> str:
    return " × ".join(str(size) for size in layer.output.shape[1:])


def _counts(layer: Any) -> tuple[str, str]:
    counts = layer.count_params(), layer_multiply_adds(layer)
    parameters, operations = (f"{count:,}" if count else "" for count in counts)
    return parameters, operations
