"""A study, from its TOML file: what is varied, what all runs share, and what the figure shows."""

import itertools
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.networks.config import ConfigError
from model.study_results import KINDS, STUDIES, STUDY_FILE, Figure

RESULT_FIGURES = (
    *("parameters", "multiply_adds", "epochs", "seconds"),
    *(f"{part}_{figure}" for part in ("train", "validation", "test") for figure in ("accuracy", "loss")),
)
"""The figures of every run: columns of `results.csv`."""

CURVE_FIGURES = ("epoch", "train_loss", "train_accuracy", "val_loss", "val_accuracy", "loss", "accuracy")
"""The figures of every epoch: columns of `curves.csv`. The last two are those of the objective, while it learns."""

_KEYS = ("title", "conclusion", "model", "preset", "seeds", "layers", "base", "axes", "variants", "figure")


@dataclass(frozen=True)
class Variant:
    """One setting of what a study varies.

    Attributes:
        name: the values of its axes, or the name in the study.
        axes: the value of every axis; empty in a study of named variants.
        settings: the options that differ from the preset, and ``model``. Unless the study sets ``checkpoint``, it is
            ``last``, and ``best`` with a ``patience``, which is early stopping.
    """

    name: str
    axes: Mapping[str, Any]
    settings: Mapping[str, Any]

    @property
    def model(self) -> str:
        """The registered network."""
        return str(self.settings["model"])

    def options(self) -> list[str]:
        """The settings for `train_config`."""
        return [f"{key}={_as_option(value)}" for key, value in self.settings.items() if key != "model"]


@dataclass(frozen=True)
class Study:
    """A study; ``layers`` is whether the activations and gradients of every layer are measured too."""

    name: str
    directory: Path
    title: str
    conclusion: str
    preset: str
    seeds: tuple[int, ...]
    variants: tuple[Variant, ...]
    figure: Figure
    layers: bool

    @property
    def axes(self) -> tuple[str, ...]:
        """The names of what is varied."""
        return tuple(self.variants[0].axes)


def list_studies(root: Path = STUDIES) -> list[str]:
    """The names of the studies that ship with the project, sorted."""
    return sorted(file.parent.name for file in root.glob(f"*/{STUDY_FILE}"))


def find_study(name: str, root: Path = STUDIES) -> Study:
    """The study named ``name``: one that ships with the project, or the path of a TOML file.

    Raises:
        ConfigError: there is no such study, or its file is invalid.
    """
    if name in list_studies(root):
        return read_study(root / name / STUDY_FILE)
    if not Path(name).is_file():
        raise ConfigError(f"There is no study {name!r}. Name a TOML file, or one of {', '.join(list_studies(root))}.")
    return read_study(Path(name))


def read_study(file: Path) -> Study:
    """The study in ``file``. Its results are written beside `study.toml`, those of another x.toml to the folder x.

    Raises:
        ConfigError: a key is missing, unknown, or has a value of another type.
    """
    try:
        content = tomllib.loads(file.read_text("utf-8"))
        if unknown := [key for key in content if key not in _KEYS]:
            raise ConfigError(f"there is no key {unknown[0]!r}; a study has {', '.join(_KEYS)}.")
        directory = file.parent if file.name == STUDY_FILE else file.with_suffix("")
        study = Study(
            name=directory.resolve().name,
            directory=directory,
            title=str(content["title"]),
            conclusion=str(content["conclusion"]),
            preset=str(content.get("preset", "quick")),
            seeds=tuple(map(int, content.get("seeds", (0, 1, 2)))),
            variants=tuple(_variants(content)),
            figure=Figure(**content["figure"]),
            layers=bool(content.get("layers", False)),
        )
        _check(study)
    except KeyError as error:
        raise ConfigError(f"{file} lacks {error}. A study has {', '.join(_KEYS)}.") from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"{file} cannot be read as a study: {error}") from error
    return study


def _variants(content: Mapping[str, Any]) -> Iterator[Variant]:
    shared = {"model": content["model"]} if "model" in content else {}
    shared |= content.get("base", {})

    def settings(own: Mapping[str, Any]) -> dict[str, Any]:
        # The best epoch of many would be early stopping in disguise, and hide every over-fitting.
        merged = {**shared, **own}
        return {"checkpoint": "best" if merged.get("patience") else "last", **merged}

    if ("axes" in content) == ("variants" in content):
        raise ConfigError("Expected either [axes] or [[variants]], and not both.")
    for variant in content.get("variants", ()):
        yield Variant(str(variant["name"]), {}, settings(variant["settings"]))
    axes = content.get("axes", {})
    for values in itertools.product(*axes.values()) if axes else ():
        chosen = dict(zip(axes, map(_as_cell, values), strict=True))
        yield Variant(", ".join(map(str, chosen.values())), chosen, settings(dict(zip(axes, values, strict=True))))


def _check(study: Study) -> None:
    if not study.variants or not study.seeds:
        raise ConfigError("Expected at least one variant and one seed.")
    names = [variant.name for variant in study.variants]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ConfigError(f"Two variants are named {twice[0]!r}. Give each a name of its own.")
    if lacking := [variant.name for variant in study.variants if "model" not in variant.settings]:
        raise ConfigError(f"The variant {lacking[0]!r} names no model. Set model for all, or for each.")
    if len(set(study.seeds)) < len(study.seeds) or any("seed" in variant.settings for variant in study.variants):
        raise ConfigError("Expected different numbers in seeds, and seed nowhere else: each is a run of every variant.")
    figure = study.figure
    if figure.kind not in KINDS:
        raise ConfigError(f"Expected kind to be one of {', '.join(KINDS)}. Received: {figure.kind!r}.")
    columns = ("variant", *study.axes, *(CURVE_FIGURES if figure.kind == "curve" else RESULT_FIGURES))
    for column in filter(None, (figure.x, figure.y, figure.color, figure.dashed)):
        if column not in columns:
            raise ConfigError(f"The figure names the column {column!r}. There are {', '.join(columns)}.")
    told_apart = {figure.x, figure.color}
    if "variant" not in told_apart and not (study.axes and told_apart >= set(study.axes)):
        raise ConfigError("The figure would average over variants. Name each axis, or variant, as its x or color.")
    if study.layers and not told_apart <= {"variant", *study.axes}:
        raise ConfigError("With layers, expected x and color to be axes, or variant.")


def _as_cell(value: Any) -> Any:
    """The value of an axis in the table."""
    return _as_option(value) if isinstance(value, list | bool) else value


def _as_option(value: Any) -> str:
    match value:
        case bool():
            return json.dumps(value)
        case list():
            return ",".join(map(str, value))
    return str(value)
