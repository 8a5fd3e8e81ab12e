"""A run's directory: what training writes there and every later command reads.

config.json            the TrainConfig, the data folder, and the SHA-256 of a teacher
environment.json       processor, cores, packages
history.csv            one row per epoch
checkpoint.weights.h5  weights and optimizer after the last finished epoch, for --resume; removed at the end
best.weights.h5        the weights to use: those of the best validation epoch, or of the last one
predictions.npz        logits on the validation images, and on the test images once these were scored
result.json            the figures on validation images, written last: a run that has it is finished
evaluation.json        the figures on the test images, written by `training evaluate`
"""

import dataclasses
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.fashion_mnist import Splits, load_fashion_mnist
from data.fashion_mnist_files import OFFICIAL_NAME
from data.files import remove_parts, replacing, write_atomically
from data.labels import CLASS_NAMES
from model.exports.legacy import with_current_meanings, with_current_names
from model.exports.summary import read_history
from training.config import TrainConfig
from training.photos.negatives import Negatives

_VERSION = 2  # of config.json; that of earlier runs has none
_KEYS = {
    "config": ("train", "data"),
    "result": ("parameters", "seconds", "temperature", "thresholds"),
    "evaluation": ("weights", "test"),
}
_HINTS = {
    "result": "finish the training with --resume",
    "evaluation": "score its test images with `training evaluate`",
}


class RunError(Exception):
    """A run directory is not what the command needs; the message is one plain sentence."""


class DivergenceError(RunError):
    """A training whose loss is no longer a finite number."""


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
        """The weights to evaluate and export."""
        return self.path / "best.weights.h5"

    @property
    def predictions(self) -> Path:
        """Logits, float32 (N, outputs), as ``validation`` and ``test``; or ``logits`` of ``photos``, int (N,)."""
        return self.path / "predictions.npz"

    @property
    def history_file(self) -> Path:
        """CSV with one row per epoch."""
        return self.path / "history.csv"

    @property
    def finished(self) -> bool:
        """Whether the figures on validation images are written."""
        return (self.path / "result.json").exists()

    @property
    def started(self) -> bool:
        """Whether there is a run to resume."""
        return (self.path / "config.json").exists()

    def part(self, name: str) -> "Run":
        """One of the trainings that this run consists of, in its folder ``name``, which is created if needed."""
        (self.path / name).mkdir(exist_ok=True)
        return Run(self.path / name)

    def members(self, count: int) -> list["Run"]:
        """The trainings of an ensemble of ``count`` networks: this run, then one subfolder for each further one."""
        return [self, *(Run(self.path / f"member-{number}") for number in range(2, count + 1))]

    @property
    def exported_part(self) -> "Run":
        """The training whose weights are exported: the last part of a run on photos, otherwise the run itself."""
        parts = [self.path / name for name in ("final", "fold-1") if (self.path / name).is_dir()]
        return Run(parts[0]) if parts else self

    @property
    def photos_dir(self) -> Path | None:
        """The photo folder that it learns from; None for a run without photos."""
        photos = self.read("config").get("photos")
        return Path(photos["directory"]) if photos else None

    @property
    def photos_dirs(self) -> list[Path] | None:
        """All photo folders that it learns from; None for a run without photos."""
        photos = self.read("config").get("photos")
        return [Path(path) for path in photos.get("directories", [photos["directory"]])] if photos else None

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes of its network, in the order of the logits: those of its photos, or of its data set."""
        config = self.read("config")
        return tuple(config.get("photos", config["data"]).get("class_names", CLASS_NAMES))

    @property
    def negatives(self) -> Negatives:
        """What was declared to be none of the classes when the run was started."""
        return Negatives.parse(self.read("config").get("photos", {}).get("negatives", []))

    def splits(self, data_dir: Path | None = None, *, download: bool = True) -> Splits:
        """The data set that it was trained on, from ``data_dir`` or wherever this machine has it.

        With ``download``, the official one is downloaded if it is nowhere.

        Raises:
            DataError: the data set is not on this machine.
            RunError: the data set found there is another one.
        """
        data = self.read("config")["data"]
        directory = Path(data["directory"])
        download = download and data["name"] == OFFICIAL_NAME  # nothing else can be downloaded
        splits = load_fashion_mnist(data_dir or (directory if directory.is_dir() else None), download=download)
        if splits.checksums != data["md5"]:
            raise RunError(
                f"{self.path} was trained on {data['name']}, but {splits.directory} holds another data set. "
                "Name the right folder with --data-dir."
            )
        return splits

    def check_resumable(self, config: TrainConfig) -> bool:
        """Whether it is finished already; raises RunError if it was started with another configuration."""
        if self.config() != config:
            raise RunError(
                f"{self.path} was started with other options. Resume it with the same ones, or choose another --out."
            )
        return self.finished

    def check_data(self, checksums: dict[str, str], photos: str | None = None, teacher: str | None = None) -> None:
        """Raises RunError if the run was started with other data, or photos or a teacher of another digest."""
        started_with = self.read("config")
        if started_with["data"]["md5"] != checksums:
            raise RunError(f"{self.path} was started with another data set. Choose another --out.")
        if started_with.get("photos", {}).get("digest") != photos:
            raise RunError(f"{self.path} was started with other photos or labels. Choose another --out.")
        if started_with.get("teacher") != teacher:
            raise RunError(f"{self.path} was started with another teacher. Choose another --out.")

    def start(
        self,
        config: TrainConfig,
        data_dir: Path,
        data_name: str,
        checksums: dict[str, str],
        photos: dict[str, Any] | None = None,
        teacher: str | None = None,
        class_names: tuple[str, ...] = CLASS_NAMES,
    ) -> None:
        """Creates the directory and writes `config.json`; ``teacher`` is the SHA-256 of the teacher's file, and
        ``class_names`` are those of the data set.

        Raises:
            RunError: the directory exists and is not empty.
        """
        if self.path.exists():
            remove_parts(self.path)  # all that is there if an earlier start was killed before it wrote config.json
        if self.path.exists() and any(self.path.iterdir()):
            raise RunError(f"{self.path} exists already. Continue it with --resume, or choose another --out.")
        self.path.mkdir(parents=True, exist_ok=True)
        data: dict[str, Any] = {"name": data_name, "directory": str(data_dir.resolve()), "md5": checksums}
        if class_names != CLASS_NAMES:
            data["class_names"] = list(class_names)
        sources = {name: source for name, source in (("photos", photos), ("teacher", teacher)) if source}
        self.write("config", {"version": _VERSION, "train": config.to_json(), "data": data, **sources})

    def write(self, name: str, values: Mapping[str, Any]) -> None:
        """Writes ``name``.json atomically; a number that is not finite is written as null."""
        write_atomically(self.path / f"{name}.json", as_json(values, indent=1) + "\n")

    def read(self, name: str) -> dict[str, Any]:
        """The content of ``name``.json; raises RunError if the file is missing or damaged."""
        file = self.path / f"{name}.json"
        try:
            content = with_current_names(json.loads(file.read_text("utf-8")))
            if missing := [key for key in _KEYS.get(name, ()) if key not in content]:
                raise ValueError(f"it lacks {missing[0]}")
        except (FileNotFoundError, NotADirectoryError):
            if not self.path.is_dir():
                raise RunError(f"There is no folder {self.path.absolute()}. Name the folder of a run.") from None
            hint = _HINTS.get(name, "name the folder that --out named")
            raise RunError(f"{self.path} holds no {name}.json: {hint}.") from None
        except (OSError, ValueError, TypeError) as error:
            raise RunError(f"{file} cannot be read ({error}). Train again into a new folder.") from error
        return content

    def figures(self) -> dict[str, Any]:
        """The content of `result.json`, with the figures on the test images if they were scored.

        ``test`` is there only if `training evaluate` scored these weights, or if an earlier version of `training
        train` did; so is ``test`` within ``without_tta``.
        """
        result = self.read("result")
        if not (self.path / "evaluation.json").exists():
            return result
        evaluation = self.read("evaluation")
        if evaluation["weights"] != self.weights_digest():
            return result
        without_tta = result.get("without_tta", {}) | evaluation.get("without_tta", {})
        return {**result, "test": evaluation["test"], **({"without_tta": without_tta} if without_tta else {})}

    def weights_digest(self) -> str:
        """The SHA-256 of all weights that are exported, in hexadecimal."""
        members = self.exported_part.members(self.config().model.ensemble_size)
        digests = (hashlib.sha256(member.best_weights.read_bytes()).hexdigest() for member in members)
        return hashlib.sha256("".join(digests).encode()).hexdigest()

    def config(self) -> TrainConfig:
        """The configuration that the run was started with."""
        try:
            values = self.read("config")
            training = values["train"] if values.get("version") == _VERSION else with_current_meanings(values["train"])
            return TrainConfig.from_json(training)
        except (KeyError, TypeError) as error:
            raise RunError(f"{self.path / 'config.json'} is of another version ({error}). Train again.") from error

    def recipe(self) -> TrainConfig:
        """`config` with the SHA-256 of the teacher's file in place of its path: runs of one recipe compare equal."""
        config = self.config()
        teacher = self.read("config").get("teacher", "")
        return dataclasses.replace(config, objective=dataclasses.replace(config.objective, teacher=teacher))

    def write_predictions(self, **arrays: np.ndarray) -> None:
        """Writes `predictions` atomically."""
        with replacing(self.predictions) as part:
            np.savez_compressed(part, **arrays)  # type: ignore[arg-type]  # NumPy types allow_pickle among the arrays

    def read_predictions(self) -> dict[str, np.ndarray]:
        """The arrays of `predictions` by name; none if the file is not there."""
        if not self.predictions.exists():
            return {}
        with np.load(self.predictions) as stored:
            return dict(stored)

    def history(self) -> list[dict[str, float]]:
        """The finished epochs in order."""
        return read_history(self.history_file)

    def truncate_history(self, epochs: int) -> None:
        """Cuts the history to its first ``epochs`` rows.

        A process that is killed between writing the row and writing the checkpoint leaves one row too many.
        """
        if self.history_file.exists():
            lines = self.history_file.read_text("utf-8").splitlines(keepends=True)
            write_atomically(self.history_file, "".join(lines[: epochs + 1]))


def as_json(values: Mapping[str, Any], indent: int | None = None) -> str:
    """Plain values as JSON, with null in place of every number that is not finite: JSON has no NaN."""
    return json.dumps(_finite(values), indent=indent, allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {key: _finite(inner) for key, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, list | tuple) else value
