"""A run's directory: what training writes there and everything later reads.

config.json            the TrainConfig and the data folder
environment.json       processor, cores, packages
history.csv            a row an epoch
checkpoint.weights.h5  weights and optimizer after the last finished epoch, for --resume; removed at the end
best.weights.h5        weights of the best validation epoch
predictions.npz        logits on the validation and the test images
result.json            the figures, written last: a run that has it is finished
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.config import TrainConfig


class RunError(Exception):
    """A run directory is not what the command needs; the message is one plain sentence."""


@dataclass(frozen=True)
class Run:
    """A run directory by its path."""

    path: Path

    @property
    def checkpoint(self) -> Path:
        """Weights and optimizer after the last finished epoch."""
        return self.path / "checkpoint.weights.h5"

    @property
    def best_weights(self) -> Path:
        """Weights of the best validation epoch."""
        return self.path / "best.weights.h5"

    @property
    def predictions(self) -> Path:
        """Logits, float32 (N, C), as ``validation`` and ``test``."""
        return self.path / "predictions.npz"

    @property
    def history_file(self) -> Path:
        """CSV with a row an epoch."""
        return self.path / "history.csv"

    @property
    def finished(self) -> bool:
        """Whether the figures are written."""
        return (self.path / "result.json").exists()

    def start(self, config: TrainConfig, data_dir: Path, data_name: str, checksums: dict[str, str]) -> None:
        """Makes the directory and writes what the run is; refuses one that exists and is not empty."""
        if self.path.exists() and any(self.path.iterdir()):
            raise RunError(f"{self.path} exists already. Continue it with --resume, or name another folder by --out.")
        self.path.mkdir(parents=True, exist_ok=True)
        data = {"name": data_name, "directory": str(data_dir.resolve()), "md5": checksums}
        self.write("config", {"train": config.to_json(), "data": data})

    def write(self, name: str, values: dict[str, Any]) -> None:
        """Writes ``name``.json, whole or not at all."""
        aside = self.path / f".{name}.json"
        aside.write_text(json.dumps(values, indent=1) + "\n", "utf-8")
        aside.replace(self.path / f"{name}.json")

    def read(self, name: str) -> dict[str, Any]:
        """What ``name``.json holds; raises RunError if there is no such file or it is damaged."""
        file = self.path / f"{name}.json"
        try:
            content: dict[str, Any] = json.loads(file.read_text("utf-8"))
        except FileNotFoundError:
            hint = "train it to its end with --resume" if name == "result" else "name the folder that --out named"
            raise RunError(f"{self.path} holds no {name}.json: {hint}.") from None
        except (OSError, ValueError) as error:
            raise RunError(f"{file} cannot be read ({error}). Train again into a new folder.") from error
        return content

    def config(self) -> TrainConfig:
        """The configuration that the run was started with."""
        return TrainConfig.from_json(self.read("config")["train"])

    def history(self) -> list[dict[str, float]]:
        """The finished epochs in order."""
        if not self.history_file.exists():
            return []
        with self.history_file.open(newline="", encoding="utf-8") as stream:
            return [{key: float(value) for key, value in row.items()} for row in csv.DictReader(stream)]

    def truncate_history(self, epochs: int) -> None:
        """Keeps the first ``epochs`` rows: a kill between the row and the checkpoint leaves one too many."""
        if self.history_file.exists():
            lines = self.history_file.read_text("utf-8").splitlines(keepends=True)
            self.history_file.write_text("".join(lines[: epochs + 1]), "utf-8")
