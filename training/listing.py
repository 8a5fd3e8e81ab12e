"""What `training list` shows: the networks with their options and cost, the presets, the exports."""

from typing import Any

from rich.console import Console
from rich.table import Table

from model.card import Card, ExportError
from model.exports import list_exports
from model.registry import build_model, default_config, list_models, model_description, model_options
from training.config import train_config, training_options
from training.presets import PRESETS

_MEASURED = ("test", "photos")


def model_rows() -> list[dict[str, Any]]:
    """One plain dictionary a registered network: name, description, parameters, options, epochs by preset."""
    return [
        {
            "name": name,
            "description": model_description(name),
            "parameters": build_model(default_config(name)).count_params(),
            "options": model_options(name),
            "epochs": {
                preset: train_config(name, preset, photos=default_config(name).rejects).epochs for preset in PRESETS
            },
        }
        for name in list_models()
    ]


def print_listing(console: Console) -> None:
    """Prints the networks, the presets and the exports as tables."""
    models = Table("model", "parameters", "epochs", "what it is, and its options (--set key=value)", title="Networks")
    for row in model_rows():
        epochs = ", ".join(f"{preset} {count}" for preset, count in row["epochs"].items())
        options = _as_settings(row["options"])
        models.add_row(row["name"], f"{row['parameters']:,}", epochs, f"{row['description']}\n[dim]{options}[/dim]")
    console.print(models)
    console.print(
        f"Training (--set key=value): {_as_settings(training_options())}\n"
        f"with --photos also: {_as_settings(_only_for_photos())}",
        highlight=False,
    )
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


def _only_for_photos() -> dict[str, Any]:
    common = training_options()
    return {key: value for key, value in training_options(photos=True).items() if key not in common}


def _as_settings(options: dict[str, Any]) -> str:
    return ", ".join(f"{key}={_as_typed(value)}" for key, value in options.items())


def _as_typed(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
