"""Figures about preparation, the network and its training."""

from collections import Counter
from typing import Any

import keras

from model.networks.cost import multiply_adds
from model.networks.registry import model_description
from training.report import figures, plots
from training.report.evidence import Evidence
from training.report.techniques import explain
from training.train import training_indices

_OPTIONS = ("epochs", "batch_size", "optimizer", "learning_rate", "weight_decay", "seed")


def model_section(evidence: Evidence) -> dict[str, Any]:
    """The values that `preparation.html` and `model.html` need beside the evidence."""
    config, history = evidence.config, evidence.history
    return {
        "preparation": explain(evidence.options, "preparation"),
        "used": len(evidence.splits.train) if evidence.photos else len(training_indices(config, evidence.splits)),
        "description": model_description(config.model.name),
        "techniques": explain(evidence.options, "model", "learning"),
        "multiply_adds": multiply_adds(evidence.network) * config.model.passes_per_image,
        "layers": _layers(evidence.network),
        "options": [(key, str(evidence.options[key])) for key in _OPTIONS if evidence.options.get(key) is not None],
        "learning": figures.draw_learning(_curves(history, "loss"), _curves(history, "accuracy")),
        "gap": history[-1]["accuracy"] - history[-1]["val_accuracy"] if "val_accuracy" in history[-1] else None,
        "late_gain": _late_gain(history),
    }


def _layers(model: keras.Model) -> list[tuple[str, int, str]]:
    """The kinds of layers with weights: name, number, parameters."""
    layers = [layer for layer in model.layers if layer.weights]
    numbers, sizes = Counter(type(layer).__name__ for layer in layers), Counter[str]()
    for layer in layers:
        sizes[type(layer).__name__] += layer.count_params()
    return [(kind, number, f"{sizes[kind]:,}") for kind, number in numbers.items()]


def _curves(history: list[dict[str, float]], figure: str) -> plots.Curves:
    """A figure of each epoch on training images, and on validation images where it was measured."""
    columns = {"train": figure, "validation": f"val_{figure}"}
    epochs = [row["epoch"] + 1 for row in history]
    return {part: (epochs, [row[key] for row in history]) for part, key in columns.items() if key in history[0]}


def _late_gain(history: list[dict[str, float]]) -> float | None:
    """By how much the last validation accuracy exceeds the best of the first four fifths of the epochs."""
    accuracies = [row["val_accuracy"] for row in history if "val_accuracy" in row]
    return accuracies[-1] - max(accuracies[: max(1, len(accuracies) * 4 // 5)]) if len(accuracies) > 1 else None
