"""Everything that the report of a run is based on: the run's files, its data set, and its predictions on that data."""

import dataclasses
import datetime
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import keras

from data.fashion_mnist import OFFICIAL_NAME, Splits
from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from model.metrics import BatchPredictions, answers, classification_report
from model.networks.registry import build_model, model_options
from training.config import TrainConfig
from training.evaluate import load_subject
from training.report.techniques import flat_options
from training.run import Run, RunError


@dataclass(frozen=True)
class Evidence:
    """A finished run and its data.

    ``result``, ``environment`` and ``source`` are what `result.json`, `environment.json` and `config.json` hold.
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
        """The classes in the order of the outputs: the ten of Fashion-MNIST, or the user's own."""
        return tuple(self.source.get("photos", {}).get("class_names", CLASS_NAMES))

    @property
    def on_photos(self) -> bool:
        """Whether the network was trained on photos, too."""
        return "photos" in self.source

    @property
    def official(self) -> bool:
        """Whether the data set is Fashion-MNIST itself."""
        return self.splits.name == OFFICIAL_NAME

    @property
    def date(self) -> datetime.datetime:
        """When the results were written."""
        return written_at(self.run.path / "result.json")

    @cached_property
    def options(self) -> dict[str, Any]:
        """Every option of the run by key: those of the training, and the network's, defaults included."""
        return {**model_options(self.config.model.name), **flat_options(self.config.to_json())}

    @cached_property
    def network(self) -> keras.Model:
        """The exported network in float32, without test-time augmentation; of an ensemble, its first member."""
        model = build_model(self.config.model)
        model.load_weights(self.run.exported_part.best_weights)
        return model

    @cached_property
    def validation(self) -> BatchPredictions | None:
        """Calibrated predictions on the validation images; None if the run stored none."""
        return self._stored("validation")

    @cached_property
    def test(self) -> BatchPredictions | None:
        """Calibrated predictions on the test images, stored or new; None if the network has classes of its own."""
        if self.class_names != CLASS_NAMES:
            return None
        if (stored := self._stored("test")) is not None:
            return stored
        recipe, network = RECIPES[self.config.model.recipe], self.config.model
        images = recipe.from_dataset(self.splits.test.images, network.input_size, network.channels)
        return load_subject(str(self.run.path)).answers(images)

    @cached_property
    def test_report(self) -> dict[str, Any] | None:
        """`classification_report` on the test images, stored or new; None if the network has classes of its own."""
        if (stored := self.result.get("test")) is not None:
            return dict(stored)
        if self.test is None:
            return None
        return classification_report(self.test.probabilities, self.splits.test.labels, CLASS_NAMES)

    def _stored(self, part: str) -> BatchPredictions | None:
        logits = self.run.read_predictions().get(part) if self.run.predictions.exists() else None
        return None if logits is None else answers(logits, self.result["temperature"], len(self.class_names))


def written_at(file: Path) -> datetime.datetime:
    """When a file was last written, in UTC."""
    return datetime.datetime.fromtimestamp(file.stat().st_mtime, datetime.UTC)


def gather(path: Path, data_dir: Path | None = None) -> Evidence:
    """Reads a finished run and its data set.

    Raises:
        RunError: the run is not finished, or ``data_dir`` holds another data set.
        DataError: the data set is missing or altered.
    """
    run = Run(path)
    source, result = run.read("config"), run.read("result")
    splits = run.splits(data_dir)
    return Evidence(run, run.config(), result, run.read("environment"), source, run.exported_part.history(), splits)


def seed_accuracies(evidence: Evidence) -> list[float]:
    """Test accuracies of the run and of finished runs beside it that differ only in the seed, in the order of seeds.

    Runs that were never scored on the test images are left out.
    """
    folders = sorted(evidence.run.path.resolve().parent.iterdir())
    readable = [Run(folder) for folder in folders if os.access(folder, os.R_OK | os.X_OK)]  # skip others' private ones
    runs = [run for run in [*readable, evidence.run] if _differs_by_seed(run, evidence)]
    by_seed = {run.config().seed: run.read("result").get("test") for run in runs}  # a copied run counts once
    by_seed[evidence.config.seed] = evidence.test_report
    return [report["accuracy"] for _, report in sorted(by_seed.items()) if report]


def _differs_by_seed(run: Run, evidence: Evidence) -> bool:
    if not (run.started and run.finished):
        return False
    try:
        same = dataclasses.replace(run.recipe(), seed=evidence.config.seed) == evidence.run.recipe()
    except RunError:  # written by another version, whose options differ
        return False
    return same and run.read("config")["data"]["md5"] == evidence.source["data"]["md5"]
