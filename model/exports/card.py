"""The card of an export: one JSON file that says what the network is, what it was trained on and how good it is."""

import dataclasses
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.calibration import Thresholds
from model.exports.legacy import with_current_names
from model.networks.config import ModelConfig

CARD_FILE = Path("assets.extra") / "card.json"


class ExportError(Exception):
    """An export is missing, incomplete, altered or unusable; the message is one plain sentence."""


@dataclass(frozen=True)
class Card:
    """An export's card; plain values only.

    Attributes:
        name, version: the export is the directory ``NAME/VERSION``.
        role: what it is for, in words.
        parameters: the number of weights, including those of normalisation.
        architecture: what `model.networks.registry.build_model` builds the network from, with its input recipe.
        training: the options it was trained with.
        class_names: in the order of the probabilities.
        temperature: the T of softmax(logits / T), which the exported graph applies.
        thresholds: between the outcomes.
        metrics: by the part of the data ("validation", "test", "photos"), each with the data set's name and n.
        data: name and MD5 of each file of the data set.
        seed: of the training.
        seconds: the training time on the machine of ``environment``.
        environment: the machine and the versions of packages.
        date: of the export, ISO 8601.
        photos: SHA-256 of every photo it was trained on.
        segmenter: ``NAME/VERSION`` of the export that cut these photos out; empty for other networks.
    """

    name: str
    version: int
    role: str
    parameters: int
    architecture: ModelConfig
    training: Mapping[str, Any]
    class_names: tuple[str, ...]
    temperature: float
    thresholds: Thresholds
    metrics: Mapping[str, Any]
    data: Mapping[str, Any]
    seed: int
    seconds: float
    environment: Mapping[str, Any]
    date: str
    photos: tuple[str, ...] = field(default=())
    segmenter: str = ""

    @property
    def id(self) -> str:
        """``NAME/VERSION``."""
        return f"{self.name}/{self.version}"

    def figures(self, part: str) -> Mapping[str, Any] | None:
        """The metrics of a part of the data; None where the accuracy was not measured on it."""
        figures: Mapping[str, Any] = self.metrics.get(part, {})
        return figures if figures.get("accuracy") is not None else None

    def to_json(self) -> str:
        """The text of `card.json`.

        Raises:
            ExportError: a number is not finite, which JSON cannot express, or the temperature is not above 0.
        """
        values = dataclasses.asdict(self)
        if found := next(_not_finite(values), None):
            raise ExportError(f"Expected finite figures in the card of {self.id}. Received: {found}. Train again.")
        if self.temperature <= 0:
            raise ExportError(
                f"Expected the temperature of {self.id} to be above 0. Received: {self.temperature}. Train again."
            )
        return json.dumps(values, indent=1, ensure_ascii=False, allow_nan=False) + "\n"

    @classmethod
    def read(cls, directory: Path) -> "Card":
        """The card of the export in ``directory``.

        Raises:
            ExportError: there is none, or it lacks a field, or a number in it is not finite.
        """
        try:
            text = (directory / CARD_FILE).read_text("utf-8")
            values = with_current_names(json.loads(text, parse_constant=_refuse_constant))
            return cls(
                **{
                    **values,
                    "architecture": ModelConfig(**values["architecture"]),
                    "thresholds": Thresholds(**values["thresholds"]),
                    "class_names": tuple(values["class_names"]),
                    "photos": tuple(values["photos"]),
                }
            )
        except FileNotFoundError:
            raise ExportError(
                f"{directory} is not an export: it has no {CARD_FILE}. Name a folder that `training export` wrote."
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ExportError(f"{directory / CARD_FILE} cannot be read as a card ({error}). Export again.") from error


def _not_finite(value: Any, path: str = "") -> Iterator[str]:
    """Every number in plain values that is NaN or infinite, as ``path = value``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _not_finite(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _not_finite(inner, f"{path}[{number}]")
    elif isinstance(value, float) and not math.isfinite(value):
        yield f"{path} = {value}"


def _refuse_constant(name: str) -> None:
    raise ValueError(f"it holds the number {name}, which is not JSON")
