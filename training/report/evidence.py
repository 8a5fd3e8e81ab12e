"""What a report of a run rests on: the run's own files, the data that it learnt from, and its answers to them."""

import dataclasses
import datetime
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.fashion_mnist import Splits
from data.fashion_mnist_files import OFFICIAL_NAME
from data.labels import CLASS_NAMES
from model.metrics import BatchPredictions
from training.config import TrainConfig
from training.run import Run, RunError


@dataclass(frozen=True)
class Evidence:
    """A finished run and its data.

    ``result``, ``environment`` and ``source`` are what `result.json`, `environment.json` and `config.json` hold;
    ``class_names`` are in the order of the probabilities.
    """

    run: Run
    config: TrainConfig
    result: dict[str, Any]
    environment: dict[str, Any]
    source: dict[str, Any]
    history: list[dict[str, float]]
    splits: Splits

    @property
    def class_names(self) -> tuple[str, ...]:
        """The ten, or a person's own drawers."""
        return tuple(self.source.get("photos", {}).get("class_names", CLASS_NAMES))

    @property
    def on_photos(self) -> bool:
        """Whether it learnt from photos."""
        return "photos" in self.source

    @property
    def official(self) -> bool:
        """Whether its data are Fashion-MNIST, not something drawn or made."""
        return self.splits.name == OFFICIAL_NAME

    @property
    def date(self) -> datetime.datetime:
        """When its figures were written."""
        return written_at(self.run.path / "result.json")

    def answers(self, part: str) -> BatchPredictions | None:
        """Its calibrated answers to the ``validation`` or ``test`` images, if it kept them."""
        if not self.run.predictions.exists():
            return None
        logits = self.run.read_predictions()[part]
        return BatchPredictions.from_logits(logits, self.result["temperature"], len(self.class_names))


def written_at(file: Path) -> datetime.datetime:
    """When a file was last written, in UTC."""
    return datetime.datetime.fromtimestamp(file.stat().st_mtime, datetime.UTC)


def gather(path: Path, data_dir: Path | None = None) -> Evidence:
    """Reads a finished run and the data that it learnt from.

    Raises:
        RunError: the run is not finished, or ``data_dir`` holds other data than it learnt from.
        DataError: the data are missing or altered.
    """
    run = Run(path)
    source, result = run.read("config"), run.read("result")
    splits = run.splits(data_dir)
    return Evidence(run, run.config(), result, run.read("environment"), source, run.exported_part.history(), splits)


def sibling_accuracies(evidence: Evidence) -> np.ndarray:
    """Test accuracies, float (S,), of the run and of the finished ones beside it that differ in the seed alone."""
    folders = sorted(evidence.run.path.resolve().parent.iterdir())
    beside = [Run(folder) for folder in folders if os.access(folder, os.R_OK | os.X_OK)]  # others' may be closed
    siblings = [run for run in [*beside, evidence.run] if _differs_by_seed(run, evidence)]
    of_seed = {run.config().seed: run for run in siblings}  # a copy of a run is no other seed
    return np.array([of_seed[seed].read("result")["test"]["accuracy"] for seed in sorted(of_seed)])


def _differs_by_seed(run: Run, evidence: Evidence) -> bool:
    if not (run.started and run.finished):
        return False
    try:
        same = dataclasses.replace(run.recipe(), seed=evidence.config.seed) == evidence.run.recipe()
    except RunError:  # of another version, whose options mean something else
        return False
    return same and run.read("config")["data"]["md5"] == evidence.source["data"]["md5"]
