"""Everything that the report of a run is based on: the run's files, its data set, and its predictions on that data."""

import datetime
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

    @property
    def has_weights(self) -> bool:
        """Whether its weights are there; the answers that a study keeps have none."""
        return self.run.exported_part.best_weights.exists()

    @cached_property
    def network(self) -> keras.Model:
        """The exported network in float32, without test-time augmentation; of an ensemble, its first member.

        Where its weights are not there, they are random.
        """
        model = build_model(self.config.model)
        if self.has_weights:
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
        RunError: the run is not finished, has a data set of other classes, or ``data_dir`` holds another data set.
        DataError: the data set is missing or altered.
    """
    run = Run(path)
    result, splits, photos = run.figures(), run.splits(data_dir), run.read("config").get("photos")
    if splits.class_names != CLASS_NAMES:
        raise RunError(f"{path} was trained on classes of your own; a report is about Fashion-MNIST's ten classes.")
    class_names = run.class_names
    if has_dataset_classes(class_names):
        result = score_test_images(run, splits)
    history = run.exported_part.history()
    return Evidence(run, run.config(), result, run.read("environment"), history, splits, class_names, photos)
