"""Runs and a study whose every figure follows from NumPy's generator, so that a report of them never changes."""

import gzip
import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.fashion_mnist import load_fashion_mnist
from data.fashion_mnist_files import TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS
from data.labels import CLASS_NAMES
from model.metrics import BatchPredictions, classification_report
from model.networks.registry import build_model
from training.config import train_config
from training.run import Run
from training.studies.config import read_study
from training.studies.plan import plan_runs

ENVIRONMENT = {"processor": "Test processor", "cores": 2, "bfloat16": False, "backend": "tensorflow", "python": "3.12"}

STUDY = """
title = "Perceptrons by their width"
conclusion = "Wider is better."
model = "mlp"
preset = "smoke"
seeds = [0, 1]

[base]
epochs = 2

[axes]
units = [8, 24]

[figure]
kind = "bar"
x = "units"
y = "validation_accuracy"
"""


def make_dataset(directory: Path) -> Path:
    """480 training and 100 test images of ten patterns with noise, some of them near duplicates, as IDX files."""
    rng = np.random.default_rng(7)
    patterns = rng.integers(0, 256, (10, 7, 7)).repeat(4, axis=1).repeat(4, axis=2)
    patterns[:, :, :8] = 0
    sums = {}
    for images_file, labels_file, count in ((TRAIN_IMAGES, TRAIN_LABELS, 480), (TEST_IMAGES, TEST_LABELS, 100)):
        labels = rng.permutation(np.arange(count) % 10).astype(np.uint8)
        noise = rng.integers(-60, 61, (count, 28, 28)) * (patterns[labels] > 0)
        images = np.clip(patterns[labels] + noise, 0, 255).astype(np.uint8)
        images[1], images[5] = images[0], np.minimum(images[4], 250) + 3
        for name, array in ((images_file, images), (labels_file, labels)):
            header = struct.pack(f">{array.ndim + 1}I", 0x0800 + array.ndim, *array.shape)
            content = gzip.compress(header + array.tobytes(), mtime=0)
            (directory / name).write_bytes(content)
            sums[name] = hashlib.md5(content, usedforsecurity=False).hexdigest()
    (directory / "dataset.json").write_text(json.dumps({"name": "made-patterns", "files": sums}))
    return directory


def make_run(path: Path, data_dir: Path, model: str, options: list[str], seed: int = 0) -> Path:
    """A finished run that nobody trained: weights, history and logits come from a generator."""
    splits, config, run = load_fashion_mnist(data_dir), train_config(model, "smoke", options, seed=seed), Run(path)
    rng = np.random.default_rng((11, seed))
    run.start(config, data_dir, splits.name, splits.checksums)
    run.write("environment", ENVIRONMENT)
    network = build_model(config.model)
    kernels = [rng.normal(0, 0.1, weight.shape) for weight in network.weights]
    network.set_weights([kernel if kernel.ndim > 1 else np.ones_like(kernel) for kernel in kernels])
    network.save_weights(run.best_weights)
    losses = np.linspace(1.5, 0.4, config.epochs)
    history = pd.DataFrame({"epoch": range(config.epochs), "accuracy": 1 - losses / 2, "loss": losses})
    history = history.assign(val_accuracy=history.accuracy - 0.05, val_loss=losses + 0.1)
    if model != "softmax_regression":  # which stands for a run of an earlier version
        history = history.assign(train_accuracy=history.accuracy + 0.01, train_loss=losses - 0.1)
    history.to_csv(run.history_file, index=False)
    parts = {"validation": splits.validation, "test": splits.test}
    logits = {
        name: (3.0 * np.eye(10)[part.labels] + 1.6 * rng.standard_normal((len(part), 10))).astype(np.float32)
        for name, part in parts.items()
    }
    run.write_predictions(**logits)
    scores = {
        name: classification_report(
            BatchPredictions.from_logits(logits[name], 1.3, 10).probabilities, part.labels, CLASS_NAMES
        )
        for name, part in parts.items()
    }
    run.write(
        "result",
        {
            "model": model,
            "parameters": network.count_params(),
            "epochs": config.epochs,
            "best_epoch": config.epochs,
            "seconds": 12.5,
            "temperature": 1.3,
            "thresholds": {"unsure": 0.6, "not_clothing": 0.1},
            **scores,
        },
    )
    return path


def make_study(root: Path, data_dir: Path) -> Path:
    """The folder of a compared study; of its runs, one lies in the folder `runs` beside it."""
    directory = root / "widths"
    directory.mkdir()
    (directory / "study.toml").write_text(STUDY)
    planned, _ = plan_runs(read_study(directory / "study.toml"), load_fashion_mnist(data_dir), root / "runs")
    rows, curves = [], []
    for number, run in enumerate(planned):
        wide = run.variant.axes["units"] == 24
        key = {"variant": run.variant.name, **run.variant.axes, "seed": run.config.seed}
        accuracy = 0.8 + 0.1 * wide + 0.01 * run.config.seed
        accuracies = {f"{part}_accuracy": accuracy for part in ("train", "validation", "test")}
        cost = {"parameters": 500 + number, "epochs": 2, "seconds": 1.5, "diverged": False}
        rows.append({**key, "data": "made-patterns", **cost, **accuracies})
        for epoch in (1, 2):
            of_training = {"train_accuracy": accuracy + 0.02 * epoch, "train_loss": 0.8 - 0.3 * epoch}
            of_validation = {"val_accuracy": accuracy - 0.1 / epoch, "val_loss": 0.7 - 0.1 * epoch}
            curves.append({**key, "epoch": epoch, **of_training, **of_validation})
    pd.DataFrame(rows).to_csv(directory / "results.csv", index=False)
    pd.DataFrame(curves).to_csv(directory / "curves.csv", index=False)
    [best] = [run for run in planned if run.name == "24, seed 0"]
    (root / "runs").mkdir()
    make_run(best.run.path, data_dir, "mlp", ["epochs=2", "units=24", "checkpoint=last"])
    return directory


@pytest.fixture(scope="session")
def made_dir(tmp_path_factory):
    return make_dataset(tmp_path_factory.mktemp("made-data"))


@pytest.fixture(scope="session")
def made_runs(tmp_path_factory, made_dir):
    """By name, the directories of a perceptron, a network of convolutions and a softmax regression."""
    root = tmp_path_factory.mktemp("made-runs")
    return {
        "mlp": make_run(root / "mlp", made_dir, "mlp", ["units=32", "epochs=8"]),
        "cnn": make_run(root / "cnn", made_dir, "cnn", ["filters=4,8", "epochs=2", "train_images=300"], seed=1),
        "softmax": make_run(root / "softmax", made_dir, "softmax_regression", ["epochs=1"], seed=2),
    }


@pytest.fixture(scope="session")
def made_study(tmp_path_factory, made_dir):
    return make_study(tmp_path_factory.mktemp("made-study"), made_dir)
