"""What `training list` shows: networks with their cost and options, presets, exports.

What is known of each network is stored in `networks.json` beside this module, because building all of them takes
Keras and half a minute. After a change of a network: python -m training.listing
"""

import dataclasses
import json
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from data.files import write_atomically
from model.exports.card import Card, ExportError
from model.exports.store import list_exports
from model.networks.config import TTA_OPTIONS, ModelConfig
from model.networks.layer_grammar import allowed_blocks
from model.networks.options import CHOICES as LAYER_CHOICES
from model.networks.options import ConvOptions
from model.startup import quiet_native_logs
from training.config import training_options
from training.options import CHOICES
from training.presets import PRESETS

NETWORKS_FILE = Path(__file__).with_name("networks.json")
"""The rows of `build_rows`, one JSON object per line."""

_MEASURED = ("test", "photos")
_SHARED = dataclasses.asdict(ConvOptions())


def read_rows() -> list[dict[str, Any]]:
    """The rows of `build_rows` as they are stored."""
    return [json.loads(line) for line in NETWORKS_FILE.read_text("utf-8").splitlines()]


def build_rows() -> list[dict[str, Any]]:
    """One plain dictionary per registered network, from building it.

    Its ``name``, ``description``, ``parameters``, ``multiply_adds`` per image, ``options`` with their defaults, and
    ``epochs`` by preset.
    """
    from model.networks.registry import list_models

    return [json.loads(json.dumps(_row(name))) for name in list_models()]


def _row(name: str) -> dict[str, Any]:
    from model.networks.cost import multiply_adds
    from model.networks.ensemble import parameters_together
    from model.networks.registry import build_model, default_config, model_description, model_options
    from training.config import train_config

    config = default_config(name)
    model = build_model(config)
    return {
        "name": name,
        "description": model_description(name),
        "parameters": parameters_together(model, config.ensemble_size),
        "multiply_adds": multiply_adds(model) * config.passes_per_image,
        "options": model_options(name),
        "epochs": {preset: train_config(name, preset, photos=config.for_photos).epochs for preset in PRESETS},
    }


def print_listing(console: Console) -> None:
    """Prints networks, options, presets and exports; every option stands on a line of its own, to be copied."""
    for row in read_rows():
        epochs = ", ".join(f"{preset} {count}" for preset, count in row["epochs"].items())
        _heading(console, row["name"], row["description"])
        _line(console, f"{row['parameters']:,} parameters, {row['multiply_adds'] / 1e6:,.2f} M multiply-adds per image")
        _line(console, f"epochs by preset: {epochs}")
        _options(console, {key: value for key, value in row["options"].items() if _shared(key) != value})
        if "layers" in row["options"]:
            _line(console, f"blocks of layers: {allowed_blocks()}", indent=6)
    _heading(console, "Options that networks share", "with their default, where the network has none of its own")
    tta = {key: getattr(ModelConfig, key) for key in TTA_OPTIONS}
    _options(console, _SHARED | tta, LAYER_CHOICES)
    for title, photos in (("images", False), ("photos", True)):
        _heading(console, f"Options of a training on {title}", "with their default, where the preset has none")
        _options(console, training_options(photos=photos), CHOICES)
    for name, preset in PRESETS.items():
        _heading(console, f"--preset {name}", preset.description)
        for model, recipe in preset.recipes.items():
            if recipe.gives:
                _line(console, f"{model} on two cores: {recipe.gives}")
    console.print()
    console.print(_exports(console))


def _exports(console: Console) -> Table:
    table = Table("export", "parameters", "test accuracy", "on photos", "data", title="Exports")
    for directory in list_exports():
        try:
            card = Card.read(directory)
        except ExportError as error:
            console.print(error, style="red", soft_wrap=True)
            continue
        reports = map(card.figures, _MEASURED)
        accuracies = [f"{report['accuracy']:.2%}" if report else "" for report in reports]
        table.add_row(card.id, f"{card.parameters:,}", *accuracies, card.data["name"])
    return table


def _heading(console: Console, title: str, words: str) -> None:
    console.print()
    console.print(f"[bold]{title}[/bold]", highlight=False)
    _line(console, words)


def _options(console: Console, options: Mapping[str, Any], choices: Mapping[str, Iterable[str]] | None = None) -> None:
    for key, value in options.items():
        written = f"--set {key}={_as_typed(value)}"
        others = ", ".join((choices or {}).get(key, ()))
        # An option is never broken: what does not fit behind it goes below.
        if others and len(written) + len(others) + 6 > console.width:
            _line(console, written)
            _line(console, f"one of {others}", indent=6)
        else:
            _line(console, f"{written}  ({others})" if others else written)


def _line(console: Console, text: str, indent: int = 2) -> None:
    margin = " " * indent
    wrapped = textwrap.wrap(
        text,
        console.width,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in wrapped:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _shared(key: str) -> Any:
    value = _SHARED.get(key)
    return list(value) if isinstance(value, tuple) else value


def _as_typed(value: Any) -> str:
    text = ",".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return f'"{text}"' if " " in text else text  # which a shell would take for several words


if __name__ == "__main__":
    with quiet_native_logs():
        rows = build_rows()
    write_atomically(NETWORKS_FILE, "".join(json.dumps(row) + "\n" for row in rows))
    print(f"{NETWORKS_FILE}: {len(rows)} networks")
