"""What travels with the weights: one JSON file that says what an export is, what it learnt from, how good it is."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model.calibration import Thresholds
from model.exports.legacy import with_current_names
from model.networks.config import ModelConfig

CARD_FILE = Path("assets.extra") / "card.json"


class ExportError(Exception):
    """An export is missing, incomplete or altered; the message is one plain sentence."""


@dataclass(frozen=True)
class Card:
    """An export's card; plain values only.

    Attributes:
        name, version: the export is the directory ``NAME/VERSION``.
        role: what it is for, in words.
        parameters: the number of weights, those of normalisation included.
        architecture: what `model.networks.registry.build_model` makes the network from, input size and recipe included.
        training: the options it was trained with.
        class_names: in the order of the probabilities.
        temperature: the T of softmax(logits / T), in the exported graph already.
        thresholds: between the outcomes, as `Thresholds` defines them.
        metrics: by the part of the data ("validation", "test"), each with the data set's name and n.
        data: name and MD5 of each file of the data set.
        photos: SHA-256 of every photo it was trained on.
        environment: machine and package versions; ``seconds`` is the training time there.
        date: of the export, ISO 8601.
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

    @property
    def id(self) -> str:
        """``NAME/VERSION``."""
        return f"{self.name}/{self.version}"

    def to_json(self) -> str:
        """The text of `card.json`."""
        return json.dumps(dataclasses.asdict(self), indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, directory: Path) -> "Card":
        """The card of the export in ``directory``.

        Raises:
            ExportError: there is none, or it does not hold what a card holds.
        """
        try:
            values = with_current_names(json.loads((directory / CARD_FILE).read_text("utf-8")))
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
                f"{directory} is no export: it has no {CARD_FILE}. Name a folder that `training export` wrote."
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ExportError(f"{directory / CARD_FILE} cannot be read as a card ({error}). Export again.") from error
