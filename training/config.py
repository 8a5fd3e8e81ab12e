"""What a run is trained with: the options, the presets, and how the command line's words become them."""

import ast
import dataclasses
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from model.config import ConfigError, ModelConfig
from model.registry import default_config, model_options

PRECISIONS = ("auto", "float32", "bfloat16")
DRAWERS = ("fashion-mnist", "own")
_INPUT_OPTIONS = ("input_size", "channels")


@dataclass(frozen=True)
class PhotoConfig:
    """What a network for photos learns from, as numbers of images beside each batch of photos.

    Attributes:
        drawers: the classes: ``fashion-mnist``, its ten, or ``own``, the labels of the photo folder.
        folds: so many parts of the groups are held out in turn to measure and calibrate, before all are learnt from;
            0 holds out a fifth of the groups and leaves it at that.
        composed: garments of Fashion-MNIST over other backgrounds.
        invented: made-up objects that are none of the classes.
        recomposed: share of the photos whose background is exchanged.
        unseen: labels, separated by commas, whose photos are not learnt from but measured: how well is it told that
            something never seen is none of the classes?
    """

    drawers: str = "fashion-mnist"
    folds: int = 0
    composed: int = 20
    invented: int = 6
    recomposed: float = 0.25
    unseen: str = ""

    def __post_init__(self) -> None:
        if self.drawers not in DRAWERS:
            raise ConfigError(f"Expected drawers to be one of {', '.join(DRAWERS)}. Received: {self.drawers!r}.")
        if self.folds < 0 or self.folds == 1:
            raise ConfigError(f"Expected folds to be 2 or more, or 0. Received: {self.folds}.")
        for name in ("composed", "invented"):
            if getattr(self, name) < 0:
                raise ConfigError(f"Expected {name} not to be negative. Received: {getattr(self, name)}.")
        if not 0 <= self.recomposed <= 1:
            raise ConfigError(f"Expected recomposed to be in [0, 1]. Received: {self.recomposed}.")


@dataclass(frozen=True)
class TrainConfig:
    """Everything that decides a run, as plain values.

    Attributes:
        model: the network.
        epochs: passes over the training images.
        batch_size: images a step; what is left over at the end of an epoch is dropped.
        learning_rate: AdamW's peak, after warm-up; it falls to zero along a cosine (arXiv 1608.03983).
        warmup: share of all steps over which the learning rate rises from zero.
        weight_decay: AdamW's (arXiv 1711.05101); biases and normalisation are left out.
        label_smoothing: share of each label that is spread over all classes (arXiv 1512.00567, section 7).
        flip: mirror half of the images.
        shift: largest shift to each side, in pixels of the 28.
        precision: ``float32``, ``bfloat16`` (mixed), or ``auto``: bfloat16 where the processor computes in it.
        train_images: only so many of the training images, stratified; 0 is all of them.
        seed: of weights, order and augmentation.
        deterministic: the same weights from the same seed on the same machine, at some cost in speed.
        photos: for networks that learn from photos; an epoch is then a pass over those.
    """

    model: ModelConfig
    epochs: int = 5
    batch_size: int = 256
    learning_rate: float = 2e-3
    warmup: float = 0.1
    weight_decay: float = 0.02
    label_smoothing: float = 0.1
    flip: bool = True
    shift: int = 2
    precision: str = "auto"
    train_images: int = 0
    seed: int = 0
    deterministic: bool = False
    photos: PhotoConfig | None = None

    def __post_init__(self) -> None:
        for name in ("epochs", "batch_size"):
            if getattr(self, name) < 1:
                raise ConfigError(f"Expected {name} to be at least 1. Received: {getattr(self, name)}.")
        for name in ("warmup", "label_smoothing"):
            if not 0 <= getattr(self, name) < 1:
                raise ConfigError(f"Expected {name} to be in [0, 1). Received: {getattr(self, name)}.")
        for name in ("weight_decay", "shift", "train_images"):
            if getattr(self, name) < 0:
                raise ConfigError(f"Expected {name} not to be negative. Received: {getattr(self, name)}.")
        for name in ("learning_rate", "weight_decay"):
            if not math.isfinite(getattr(self, name)):
                raise ConfigError(f"Expected {name} to be a finite number. Received: {getattr(self, name)}.")
        if not 0 <= self.seed < 2**31:
            raise ConfigError(f"Expected seed to be from 0 to {2**31 - 1}. Received: {self.seed}.")
        if not self.learning_rate > 0:
            raise ConfigError(f"Expected learning_rate to be above 0. Received: {self.learning_rate}.")
        if self.precision not in PRECISIONS:
            raise ConfigError(f"Expected precision to be one of {', '.join(PRECISIONS)}. Received: {self.precision!r}.")

    def to_json(self) -> dict[str, Any]:
        """Plain values, nested as the fields are."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "TrainConfig":
        """The inverse of `to_json`."""
        photos = values.get("photos")
        return cls(
            **{**values, "model": ModelConfig(**values["model"]), "photos": PhotoConfig(**photos) if photos else None}
        )


@dataclass(frozen=True)
class Preset:
    """A named length of training; ``by_model`` holds what differs for one network."""

    description: str
    options: Mapping[str, Any]
    by_model: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


_PHOTO = {"batch_size": 64, "learning_rate": 4e-3, "weight_decay": 0.05}

PRESETS = {
    "smoke": Preset(
        "seconds: does it run?",
        {"epochs": 2, "train_images": 1000, "batch_size": 64},
        {"photo_cnn": {**_PHOTO, "epochs": 1, "batch_size": 16}},
    ),
    "quick": Preset(
        "up to 5 minutes on two cores",
        {"epochs": 5},
        {
            "mlp": {"epochs": 20, "shift": 1},
            "softmax_regression": {"epochs": 20, "shift": 0, "label_smoothing": 0.0},
            "photo_cnn": {**_PHOTO, "epochs": 15},
        },
    ),
    "full": Preset(
        "up to 30 minutes on two cores; the shipped exports",
        {"epochs": 32},
        {
            "mlp": {"epochs": 100, "shift": 1},
            "softmax_regression": {"epochs": 40, "shift": 0, "label_smoothing": 0.0},
            "photo_cnn": {**_PHOTO, "epochs": 50},
        },
    ),
}


def train_config(
    model: str, preset: str, settings: Iterable[str] = (), *, photos: bool = False, folds: int = 0, **overrides: Any
) -> TrainConfig:
    """The configuration of ``model`` under ``preset``, changed by ``key=value`` settings.

    A key is a field of `TrainConfig`, with ``photos`` one of `PhotoConfig`, an option of the network, or
    ``input_size`` or ``channels``.

    Raises:
        ConfigError: a name, key or value does not exist; the message lists the choices.
    """
    if preset not in PRESETS:
        raise ConfigError(f"There is no preset {preset!r}. The presets are {', '.join(PRESETS)}.")
    architecture = model_options(model)
    network = default_config(model)
    if network.rejects != photos:
        raise ConfigError(
            f"{model} learns from photos. Name a folder of them with --photos."
            if network.rejects
            else f"{model} takes Fashion-MNIST's own form. For --photos, name a network for photos: photo_cnn."
        )
    fields = {f.name: f for f in dataclasses.fields(TrainConfig) if f.name not in ("model", "photos")}
    photo_fields = {f.name: f for f in dataclasses.fields(PhotoConfig)} if photos else {}
    values: dict[str, Any] = {**PRESETS[preset].options, **PRESETS[preset].by_model.get(model, {}), **overrides}
    options: dict[str, Any] = {}
    inputs: dict[str, Any] = {}
    photo_values: dict[str, Any] = {"folds": folds}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals:
            raise ConfigError(f"Expected --set key=value. Received: {setting!r}.")
        if key in fields:
            values[key] = _parse(key, text, fields[key].default)
        elif key in architecture:
            options[key] = _parse(key, text, architecture[key])
        elif key in photo_fields:
            photo_values[key] = _parse(key, text, photo_fields[key].default)
        elif photos and key in _INPUT_OPTIONS:
            inputs[key] = _parse(key, text, getattr(network, key))
        else:
            own = [*architecture, *(_INPUT_OPTIONS if photos else ())]
            raise ConfigError(
                f"There is no option {key!r}. {model} has {', '.join(own) or 'no options of its own'}; "
                f"training has {', '.join([*fields, *photo_fields])}."
            )
    network = default_config(model, options=options, **inputs)
    return TrainConfig(model=network, photos=PhotoConfig(**photo_values) if photos else None, **values)


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
