"""A run's directory: what training writes there and everything later reads.

config.json            the TrainConfig, the data folder, and the SHA-256 of a teacher
environment.json       processor, cores, packages
history.csv            a row an epoch
checkpoint.weights.h5  weights and optimizer after the last finished epoch, for --resume; removed at the end
best.weights.h5        weights of the best validation epoch
predictions.npz        logits on the validation and the test images
result.json            the figures, written last: a run that has it is finished
"""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.fashion_mnist import Splits, load_fashion_mnist
from data.fashion_mnist_files import OFFICIAL_NAME
from model.exports.legacy import with_current_names
from model.exports.summary import read_history
from training.config import TrainConfig

_KEYS = {"config": ("train", "data"), "result": ("parameters", "seconds", "temperature", "thresholds")}


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
        """Logits, float32 (N, outputs), as ``validation`` and ``test``; or ``logits`` of ``photos``, int (N,)."""
        return self.path / "predictions.npz"

    @property
    def history_file(self) -> Path:
        """CSV with a row an epoch."""
        return self.path / "history.csv"

    @property
    def finished(self) -> bool:
        """Whether the figures are written."""
        return (self.path / "result.json").exists()

    @property
    def started(self) -> bool:
        """Whether there is a run to go on with."""
        return (self.path / "config.json").exists()

    def part(self, name: str) -> "Run":
        """The run in the folder ``name`` of this one, which is made: one of the trainings that it consists of."""
        (self.path / name).mkdir(exist_ok=True)
        return Run(self.path / name)

    def members(self, count: int) -> list["Run"]:
        """The ``count`` trainings of networks that answer together: this run, then one folder each in it."""
        return [self, *(Run(self.path / f"member-{number}") for number in range(2, count + 1))]

    @property
    def exported_part(self) -> "Run":
        """Where the weights lie that are exported: in a run on photos, those of its last part."""
        parts = [self.path / name for name in ("final", "fold-1") if (self.path / name).is_dir()]
        return Run(parts[0]) if parts else self

    @property
    def photos_dir(self) -> Path | None:
        """The folder of photos that it learns from; None for a run without photos."""
        photos = self.read("config").get("photos")
        return Path(photos["directory"]) if photos else None

    def splits(self, data_dir: Path | None = None) -> Splits:
        """The data set that it learnt from, in ``data_dir`` or wherever this machine has it.

        Raises:
            DataError: no place has one.
            RunError: the one that is found is another.
        """
        data = self.read("config")["data"]
        directory = Path(data["directory"])
        official = data["name"] == OFFICIAL_NAME  # nothing else can be downloaded
        splits = load_fashion_mnist(data_dir or (directory if directory.is_dir() else None), download=official)
        if splits.checksums != data["md5"]:
            raise RunError(
                f"{self.path} learnt from {data['name']}, and {splits.directory} holds another data set. "
                "Name the right folder with --data-dir."
            )
        return splits

    def check_resumable(self, config: TrainConfig) -> bool:
        """Whether it is finished; raises RunError if it was started with another configuration."""
        if self.config() != config:
            raise RunError(
                f"{self.path} was started with other options. Resume it with the same ones, or name another --out."
            )
        return self.finished

    def check_data(self, checksums: dict[str, str], photos: str | None = None, teacher: str | None = None) -> None:
        """Raises RunError if the run was started with other data, or photos or a teacher of another digest."""
        started_with = self.read("config")
        if started_with["data"]["md5"] != checksums:
            raise RunError(f"{self.path} was started with another data set. Name another --out.")
        if started_with.get("photos", {}).get("digest") != photos:
            raise RunError(f"{self.path} was started with other photos or labels. Name another --out.")
        if started_with.get("teacher") != teacher:
            raise RunError(f"{self.path} was started with another teacher. Name another --out.")

    def start(
        self,
        config: TrainConfig,
        data_dir: Path,
        data_name: str,
        checksums: dict[str, str],
        photos: dict[str, Any] | None = None,
        teacher: str | None = None,
    ) -> None:
        """Makes the directory and writes what the run is; refuses one that exists and is not empty.

        ``teacher`` is the SHA-256 of the file that the configuration names.
        """
        if self.path.exists() and any(self.path.iterdir()):
            raise RunError(f"{self.path} exists already. Continue it with --resume, or name another folder by --out.")
        self.path.mkdir(parents=True, exist_ok=True)
        data = {"name": data_name, "directory": str(data_dir.resolve()), "md5": checksums}
        sources = {name: source for name, source in (("photos", photos), ("teacher", teacher)) if source}
        self.write("config", {"train": config.to_json(), "data": data, **sources})

    def write(self, name: str, values: dict[str, Any]) -> None:
        """Writes ``name``.json, whole or not at all."""
        aside = self.path / f".{name}.json"
        aside.write_text(json.dumps(values, indent=1) + "\n", "utf-8")
        aside.replace(self.path / f"{name}.json")

    def read(self, name: str) -> dict[str, Any]:
        """What ``name``.json holds; raises RunError if there is no such file or it is damaged."""
        file = self.path / f"{name}.json"
        try:
            content = with_current_names(json.loads(file.read_text("utf-8")))
            if missing := [key for key in _KEYS.get(name, ()) if key not in content]:
                raise ValueError(f"it lacks {missing[0]}")
        except FileNotFoundError:
            hint = "train it to its end with --resume" if name == "result" else "name the folder that --out named"
            raise RunError(f"{self.path} holds no {name}.json: {hint}.") from None
        except (OSError, ValueError, TypeError) as error:
            raise RunError(f"{file} cannot be read ({error}). Train again into a new folder.") from error
        return content

    def config(self) -> TrainConfig:
        """The configuration that the run was started with."""
        try:
            return TrainConfig.from_json(self.read("config")["train"])
        except (KeyError, TypeError) as error:
            raise RunError(f"{self.path / 'config.json'} is of another version ({error}). Train again.") from error

    def recipe(self) -> TrainConfig:
        """The same, a teacher named by its file's SHA-256: what it holds makes the recipe, not where it lay."""
        config = self.config()
        teacher = self.read("config").get("teacher", "")
        return dataclasses.replace(config, objective=dataclasses.replace(config.objective, teacher=teacher))

    def write_predictions(self, **arrays: np.ndarray) -> None:
        """Writes `predictions`, whole or not at all."""
        aside = self.path / ".predictions.npz"
        np.savez_compressed(aside, **arrays)
        aside.replace(self.predictions)

    def read_predictions(self) -> dict[str, np.ndarray]:
        """What `predictions` holds."""
        with np.load(self.predictions) as stored:
            return dict(stored)

    def history(self) -> list[dict[str, float]]:
        """The finished epochs in order."""
        return read_history(self.history_file)

    def truncate_history(self, epochs: int) -> None:
        """Keeps the first ``epochs`` rows: a kill between the row and the checkpoint leaves one too many."""
        if self.history_file.exists():
            lines = self.history_file.read_text("utf-8").splitlines(keepends=True)
            self.history_file.write_text("".join(lines[: epochs + 1]), "utf-8")
