"""The configuration of a training, and how it is made from a preset and ``key=value`` settings."""

import ast
import dataclasses
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.networks.config import TTA_OPTIONS, ConfigError, ModelConfig
from model.networks.registry import default_config, model_options
from training.options import (
    OPTIMIZERS,
    Augmentation,
    Objective,
    Optimization,
    PhotoConfig,
    check,
    check_choices,
    check_not_negative,
)
from training.presets import PRESETS

_GROUPS = {"optimization": Optimization, "objective": Objective, "augmentation": Augmentation, "photos": PhotoConfig}
_NOT_FOR_PHOTOS = ("augmentation",)
# Options of earlier versions, with the values at which they changed nothing; none has the name of another option.
_REMOVED = {"train_fraction": 1.0, "fill_mode": "constant"}
_PHOTO_OPTIONS = ("input_size", "channels", "ensemble_size")


@dataclass(frozen=True)
class TrainConfig:
    """Everything that decides the result of a run, as plain values.

    Attributes:
        model: the network.
        epochs: passes over the training images.
        batch_size: images per update, 0 for all of them; an incomplete last batch is dropped.
        micro_batch: the largest batch that is computed at once; of larger ones, gradients are accumulated.
        patience: stop after so many epochs without a better validation accuracy; 0 never stops early.
        checkpoint: which weights to save: those of the ``best`` epoch on the validation images, or of the ``last``.
            Where the learning rate falls to zero, the last epochs differ by chance, and the best is the luckiest.
        train_images: at most so many of the training images, stratified; 0 for all of them.
        holdout_part: a stratified part of the training images that is not trained on, so that the network's logits on
            it can be distilled (`training.distillation`): ``2/4`` is the second of four.
        precision: ``float32``, ``bfloat16`` (mixed precision), or ``auto``: bfloat16 if the processor computes in it.
        start_from: the directory of a run of the same network on the same photos, whose weights a network for photos
            starts from; by default its pretrained ones.
        seed: of weights, order and augmentation.
        deterministic: whether the same seed gives the same weights on the same machine, at some cost in speed.
        optimization, objective, augmentation: see `training.options`.
        photos: options of a training on photos, whose epochs are passes over the photos; otherwise None.
    """

    model: ModelConfig
    epochs: int = 5
    batch_size: int = 256
    micro_batch: int = 1024
    patience: int = 0
    checkpoint: str = "best"
    train_images: int = 0
    holdout_part: str = ""
    precision: str = "auto"
    start_from: str = ""
    seed: int = 0
    deterministic: bool = False
    optimization: Optimization = field(default_factory=Optimization)
    objective: Objective = field(default_factory=Objective)
    augmentation: Augmentation = field(default_factory=Augmentation)
    photos: PhotoConfig | None = None

    def __post_init__(self) -> None:
        check(self, ("epochs", "micro_batch"), lambda value: value >= 1, "at least 1")
        check_not_negative(self, "batch_size", "patience", "train_images")
        check(self, ("holdout_part",), lambda value: not value or _is_part(value), "one part of several, like 2/4")
        check(self, ("seed",), lambda value: 0 <= value < 2**31, f"from 0 to {2**31 - 1}")
        check_choices(self, "precision", "checkpoint")
        if self.model.segments:
            check(self.photos, ("folds",), lambda value: value == 0, "0 for a segmenter, which holds out a fifth")
        if not self.photos:
            check(self, ("start_from",), lambda value: not value, "empty, except for photos")
        elif self.start_from:
            check(self.photos, ("folds",), lambda value: value == 0, "0 with start_from, which has seen other folds")
        if self.photos:
            # A training on photos has no validation between epochs, and teachers have no logits for photos.
            check(self, ("batch_size",), lambda value: value >= 1, "at least 1 for photos")
            check(self.model, ("channels",), lambda value: value in (3, 4), "3, colour, or 4, with the mask")
            check(self.model, ("input_size",), lambda value: value <= 512, "at most 512 pixels")
            check(self, ("patience",), lambda value: value == 0, "0 for photos")
            check(self, ("holdout_part",), lambda value: not value, "empty for photos, which have --folds")
            check(self.optimization, ("schedule",), lambda value: value != "plateau", "another one for photos")
            check(self.objective, ("teacher",), lambda value: not value, "empty for photos")

    def to_json(self) -> dict[str, Any]:
        """The configuration as nested dictionaries of plain values."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "TrainConfig":
        """The inverse of `to_json`; also reads what an earlier version wrote, if nothing in it is unknown now."""
        values = _without_removed(values)
        groups = {
            name: group(**_without_removed(values[name])) for name, group in _GROUPS.items() if values[name] is not None
        }
        return cls(**{**values, **groups, "model": ModelConfig(**values["model"])})


def train_config(
    model: str, preset: str, settings: Iterable[str] = (), *, photos: bool = False, folds: int = 0, **overrides: Any
) -> TrainConfig:
    """The configuration of ``model`` under ``preset``, changed by ``key=value`` settings.

    A key is a field of `TrainConfig` or of one of its groups, an option of the network, one of `TTA_OPTIONS`, or for
    photos ``input_size``, ``channels`` or ``ensemble_size``. An optimizer other than the preset's comes with its own
    default learning rate, momentum and weight decay.

    Raises:
        ConfigError: a name, key or value does not exist; the message lists the choices.

    Example:
        >>> train_config("cnn", "quick", ["epochs=7"]).epochs
        7
    """
    if preset not in PRESETS:
        raise ConfigError(f"There is no preset {preset!r}. The presets are {', '.join(PRESETS)}.")
    network = default_config(model)
    if network.for_photos != photos:
        raise ConfigError(
            f"{model} is trained on photos. Name a folder of them with --photos."
            if network.for_photos
            else f"{model} is trained on images of 28×28 pixels. For --photos, use a network for photos: photo_cnn. "
            "Or make such images of the photos: python -m training make-dataset DIR --to DATA_DIR"
        )
    trained, own, inputs = training_options(photos=photos), model_options(model), _input_keys(network, photos)
    given: dict[str, Any] = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals:
            raise ConfigError(f"Expected --set key=value. Received: {setting!r}.")
        choices = {**inputs, **own, **trained}
        if key not in choices:
            raise ConfigError(
                f"There is no option {key!r}. {model} has {', '.join([*own, *inputs])}; "
                f"training has {', '.join(trained)}."
            )
        given[key] = _parse(key, text, choices[key])
    values = PRESETS[preset].options_for(model) | overrides | ({"folds": folds} if photos else {})
    optimizer = values.get("optimizer", Optimization.optimizer)
    if (chosen := given.get("optimizer", optimizer)) != optimizer:
        values |= {"momentum": 0.0, **OPTIMIZERS.get(chosen, {})}
    values |= {key: value for key, value in given.items() if key in trained}
    options = {key: value for key, value in given.items() if key not in trained and key in own}
    changes = {key: values.pop(key) for key in inputs if key in values}
    changes |= {key: value for key, value in given.items() if key in inputs}
    return _assembled(default_config(model, options=options, **changes), values, photos)


def read_settings(file: Path) -> list[str]:
    """The ``key = value`` lines of a TOML file as ``key=value``; the names of tables are ignored.

    Raises:
        ConfigError: the file cannot be read.
    """
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file} cannot be read as TOML ({error}). Write lines like epochs = 5.") from error
    tables = [value for value in content.values() if isinstance(value, dict)]
    flat = {key: value for key, value in content.items() if not isinstance(value, dict)}
    return [f"{key}={value}" for table in (flat, *tables) for key, value in table.items()]


def training_options(*, photos: bool = False) -> dict[str, Any]:
    """The options of a training with their defaults: on Fashion-MNIST, or on photos."""
    groups = [group for name, group in _GROUPS.items() if name not in (_NOT_FOR_PHOTOS if photos else ("photos",))]
    own = [f for f in dataclasses.fields(TrainConfig) if f.name not in ("model", *_GROUPS)]
    return {f.name: f.default for f in own + [f for group in groups for f in dataclasses.fields(group)]}


def _without_removed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in _REMOVED or _REMOVED[key] != value}


def _is_part(text: str) -> bool:
    found = re.fullmatch(r"([1-9]\d?)/([1-9]\d?)", text)
    return found is not None and int(found[1]) <= int(found[2]) and int(found[2]) > 1


def _input_keys(network: ModelConfig, photos: bool) -> dict[str, Any]:
    return {key: getattr(network, key) for key in (*TTA_OPTIONS, *(_PHOTO_OPTIONS if photos else ()))}


def _assembled(network: ModelConfig, values: Mapping[str, Any], photos: bool) -> TrainConfig:
    """The configuration with each of the ``values`` in the group that has its key."""
    keys = {name: [f.name for f in dataclasses.fields(group)] for name, group in _GROUPS.items()}
    groups: dict[str, Any] = {
        name: group(**{key: values[key] for key in keys[name] if key in values}) for name, group in _GROUPS.items()
    }
    groups |= {"augmentation": Augmentation(flip="none", shift=0)} if photos else {"photos": None}
    grouped = {key for members in keys.values() for key in members}
    own = {key: value for key, value in values.items() if key not in grouped}
    return TrainConfig(model=network, **own, **groups)


def _parse(key: str, text: str, default: Any) -> Any:
    """``text`` as a value of the type of ``default``."""
    try:
        match default:
            case bool():
                return {"true": True, "1": True, "false": False, "0": False}[text.lower()]
            case int():
                return int(text)
            case float():
                return float(text)
            case tuple():
                value = ast.literal_eval(text)
                return tuple(int(v) for v in value) if isinstance(value, tuple | list) else (int(value),)
            case _:
                return text
    except (ValueError, KeyError, SyntaxError, TypeError):
        example = ",".join(map(str, default)) if isinstance(default, tuple) else default
        raise ConfigError(f"Expected {key} to be like {key}={example}. Received: {key}={text}.") from None
