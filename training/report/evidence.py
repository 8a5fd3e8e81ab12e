"""Everything that the report of a run is based on: the run's files, its data set, and its predictions on that data."""

import dataclasses
import datetime
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import keras

from data.fashion_mnist import Splits
from data.labels import CLASS_NAMES, has_dataset_classes
from model.metrics import BatchPredictions
from model.networks.registry import build_model
from training.config import TrainConfig
from training.run import Run, RunError
from training.scoring import score_test_images


@dataclass(frozen=True)
class Evidence:
    """A finished run and its data. ``result`` is what `Run.figures` returns, ``history`` has one row per epoch."""

    run: Run
    config: TrainConfig
    result: dict[str, Any]
    environment: dict[str, Any]
    history: list[dict[str, float]]
    splits: Splits
    class_names: tuple[str, ...]
    photos: dict[str, Any] | None
    """What `config.json` says of the photos that the network was trained on."""

    @cached_property
    def network(self) -> keras.Model:
        """The exported network in float32, without test-time augmentation; of an ensemble, its first member."""
        model = build_model(self.config.model)
        model.load_weights(self.run.exported_part.best_weights)
        return model

    def predictions(self, part: str) -> BatchPredictions | None:
        """Calibrated predictions on the ``validation`` or ``test`` images; None if the run stored none."""
        logits = self.run.read_predictions().get(part)
        if logits is None:
            return None
        return BatchPredictions.from_logits(logits, self.result["temperature"], len(self.class_names))


def written_at(file: Path) -> datetime.datetime:
    """When a file was last written, in UTC."""
    return datetime.datetime.fromtimestamp(file.stat().st_mtime, datetime.UTC)


def gather(path: Path, data_dir: Path | None = None) -> Evidence:
    """Reads a finished run and its data set. Test images that were never scored are scored now, unless the run has
    classes of its own; the figures are stored with the run, as `training evaluate` does.

    Raises:
        RunError: the run is not finished, or ``data_dir`` holds another data set.
        DataError: the data set is missing or altered.
    """
    run = Run(path)
    result, splits, photos = run.figures(), run.splits(data_dir), run.read("config").get("photos")
    class_names = tuple(photos["class_names"]) if photos else CLASS_NAMES
    if has_dataset_classes(class_names):
        result = score_test_images(run, splits)
    history = run.exported_part.history()
    return Evidence(run, run.config(), result, run.read("environment"), history, splits, class_names, photos)


def seed_accuracies(evidence: Evidence) -> list[float]:
    """Test accuracies of the run and of scored runs beside it that differ only in the seed, in the order of seeds."""
    folders = sorted(evidence.run.path.resolve().parent.iterdir())
    readable = [Run(folder) for folder in folders if os.access(folder, os.R_OK | os.X_OK)]  # skip others' private ones
    runs = [run for run in [*readable, evidence.run] if _differs_by_seed(run, evidence)]
    by_seed = {run.config().seed: run.figures() for run in runs}  # a copied run counts once
    return [figures["test"]["accuracy"] for _, figures in sorted(by_seed.items()) if "test" in figures]


def _differs_by_seed(run: Run, evidence: Evidence) -> bool:
    if not (run.started and run.finished):
        return False
    try:
        same = dataclasses.replace(run.recipe(), seed=evidence.config.seed) == evidence.run.recipe()
        return same and run.read("config")["data"]["md5"] == evidence.splits.checksums
    except RunError:  # written by another version, whose options differ
        return False
