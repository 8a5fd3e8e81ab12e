"""What `training list` shows: the networks with their options and cost, the presets, the exports."""

import dataclasses
from typing import Any

from rich.console import Console
from rich.table import Column, Table

from model.exports.card import Card, ExportError
from model.exports.store import list_exports
from model.networks.config import TTA_OPTIONS, ModelConfig
from model.networks.cost import multiply_adds
from model.networks.ensemble import parameters_together
from model.networks.options import CHOICES as LAYER_CHOICES
from model.networks.options import ConvOptions
from model.networks.registry import build_model, default_config, list_models, model_description, model_options
from training.config import train_config, training_options
from training.options import CHOICES
from training.presets import PRESETS

_MEASURED = ("test", "photos")
_SHARED = dataclasses.asdict(ConvOptions())


def model_rows() -> list[dict[str, Any]]:
    """One plain dictionary a registered network.

    Its name, description, parameters, ``multiply_adds`` an image, options, and epochs by preset.
    """
    return [_model_row(default_config(name)) for name in list_models()]


def _model_row(config: ModelConfig) -> dict[str, Any]:
    model = build_model(config)
    return {
        "name": config.name,
        "description": model_description(config.name),
        "parameters": parameters_together(model, config.ensemble_size),
        "multiply_adds": multiply_adds(model) * config.passes_per_image,
        "options": model_options(config.name),
        "epochs": {preset: train_config(config.name, preset, photos=config.rejects).epochs for preset in PRESETS},
    }


def print_listing(console: Console) -> None:
    """Prints the networks, the options that they share, the presets and the exports as tables."""
    short = [Column(name, no_wrap=True) for name in ("model", "parameters", "multiply-adds", "epochs")]
    models = Table(*short, Column("what it is, and its options (--set)", overflow="fold"), title="Networks")
    for row in model_rows():
        epochs = "\n".join(f"{preset} {count}" for preset, count in row["epochs"].items())
        special = {key: value for key, value in row["options"].items() if _SHARED.get(key) != value}
        options = ", ".join(f"{key}={_as_typed(value)}" for key, value in special.items())
        costs = f"{row['parameters']:,}", f"{row['multiply_adds'] / 1e6:,.2f} M"
        models.add_row(row["name"], *costs, epochs, f"{row['description']}\n[dim]{options}[/dim]")
    console.print(models)
    shared = Table("option", "default, if the network names none", "values", title="Options that networks share")
    for key, default in _SHARED.items():
        shared.add_row(key, _as_typed(default), ", ".join(LAYER_CHOICES.get(key, ["a number"])))
    for key in TTA_OPTIONS:
        shared.add_row(key, _as_typed(getattr(ModelConfig, key)), "")
    console.print(shared)
    training = Table("option", "default, if the preset names none", "values", title="Options of the training")
    of_images, of_photos = training_options(), training_options(photos=True)
    for key, default in {**of_images, **of_photos}.items():
        only = "" if key in of_images and key in of_photos else " (images)" if key in of_images else " (photos)"
        training.add_row(key + only, _as_typed(default), ", ".join(CHOICES.get(key, [])))
    console.print(training)
    presets = Table("preset", "what for", "measured on two cores", title="Presets (--preset)")
    for name, preset in PRESETS.items():
        measured = [f"{model}: {recipe.gives}" for model, recipe in preset.recipes.items() if recipe.gives]
        presets.add_row(name, preset.description, "\n".join(measured))
    console.print(presets)
    exports = Table("export", "parameters", "test accuracy", "on photos", "data", title="Exports")
    for directory in list_exports():
        try:
            card = Card.read(directory)
        except ExportError as error:
            console.print(error, style="red", soft_wrap=True)
            continue
        accuracies = [f"{card.metrics[part]['accuracy']:.2%}" if part in card.metrics else "" for part in _MEASURED]
        exports.add_row(card.id, f"{card.parameters:,}", *accuracies, card.data["name"])
    console.print(exports)


def _as_typed(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
