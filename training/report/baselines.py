"""What a network is compared with: the most frequent class, softmax regression, and the runs beside it."""

import os
from collections.abc import Mapping
from dataclasses import replace

import keras
import numpy as np

from data.fashion_mnist import Splits
from model.networks.registry import build_model, default_config
from training.callbacks import predict_logits
from training.report.evidence import Evidence
from training.report.rendering import percent
from training.run import Run, RunError

_EPOCHS, _BATCH = 5, 128
_MOST_RUNS = 4

Baselines = Mapping[str, tuple[float, float]]
"""By name, the accuracies on validation and test images."""

Row = tuple[str, str, str, str]
"""Name, parameters, accuracy on validation images, accuracy on test images."""


def baseline_accuracies(splits: Splits) -> Baselines:
    """By name, the accuracies on validation and test images of two rules that every network has to beat.

    The softmax regression starts from zero and sees all training images five times in their order, so that it is always
    the same.
    """
    parts = splits.validation, splits.test
    frequent = np.bincount(splits.train.labels).argmax()
    model = build_model(default_config("softmax_regression", options={"initializer": "zeros"}))
    model.compile(keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    images, labels = splits.train.images[..., None], splits.train.labels
    model.fit(images, labels, batch_size=_BATCH, epochs=_EPOCHS, shuffle=False, verbose=0)
    predicted = [predict_logits(model, part.images[..., None]).argmax(axis=1) for part in parts]
    shares = [float((labels == part.labels).mean()) for labels, part in zip(predicted, parts, strict=True)]
    majority = [float((part.labels == frequent).mean()) for part in parts]
    return {"most frequent class": (majority[0], majority[1]), "softmax regression": (shares[0], shares[1])}


def networks_compared(evidence: Evidence, baselines: Baselines) -> list[Row]:
    """The baselines, the best runs beside this one by their validation images, and this one.

    The test images are those of this run and the baselines alone: they do not choose between runs.
    """
    rows: list[Row] = [
        (name, "", percent(validation, 2), percent(test, 2)) for name, (validation, test) in baselines.items()
    ]
    beside = {run.path.name: run.read("result") for run in runs_beside(evidence) if run.path != evidence.run.path}
    ranked = sorted(beside.items(), key=lambda item: -item[1]["validation"]["accuracy"])[:_MOST_RUNS]
    rows += [(name, f"{own['parameters']:,}", percent(own["validation"]["accuracy"], 2), "") for name, own in ranked]
    parts = (evidence.result.get("validation"), evidence.result["test"])
    accuracies = [percent(report["accuracy"], 2) if report else "" for report in parts]
    name = f"{evidence.run.path.resolve().name} (this run)"
    return [*rows, (name, f"{evidence.result['parameters']:,}", accuracies[0], accuracies[1])]


def runs_beside(evidence: Evidence) -> list[Run]:
    """The finished runs on the same data and validation images in the folder of this run, itself included."""
    folders = sorted(evidence.run.path.resolve().parent.iterdir())
    runs = [Run(folder) for folder in folders if os.access(folder, os.R_OK | os.X_OK)]  # skip others' private ones
    return [run for run in [*runs, evidence.run] if run.started and run.finished and _comparable(run, evidence)]


def _comparable(run: Run, evidence: Evidence) -> bool:
    try:
        same = run.read("config")["data"]["md5"] == evidence.splits.checksums
        return same and "validation" in run.read("result")
    except RunError:  # damaged
        return False


def seed_accuracies(evidence: Evidence) -> list[float]:
    """Test accuracies of the run and of scored runs beside it that differ only in the seed, in the order of seeds."""
    runs = [run for run in runs_beside(evidence) if _differs_by_seed(run, evidence)]
    by_seed = {run.config().seed: run.figures() for run in runs}  # a copied run counts once
    return [figures["test"]["accuracy"] for _, figures in sorted(by_seed.items()) if "test" in figures]


def _differs_by_seed(run: Run, evidence: Evidence) -> bool:
    try:
        return replace(run.recipe(), seed=evidence.config.seed) == evidence.run.recipe()
    except RunError:  # written by another version, whose options differ
        return False
