"""Figures about preparation, the network and its training."""

from collections import Counter
from typing import Any

import keras

from model.networks.cost import multiply_adds
from model.networks.registry import model_description
from training.report import figures
from training.report.evidence import Evidence
from training.report.plots import Curves
from training.report.techniques import explain, flat_options
from training.train import training_indices

_OPTIONS = ("epochs", "batch_size", "optimizer", "learning_rate", "weight_decay", "seed")


def preparation_section(evidence: Evidence) -> dict[str, Any]:
    """The values of `preparation.html`."""
    return {
        "size": evidence.config.model.input_size,
        "channels": evidence.config.model.channels,
        "photos": len(evidence.source["photos"]["fold_of"]) if evidence.on_photos else 0,
        "techniques": explain(evidence.options, "preparation"),
        "given": len(evidence.splits.train),
        "used": None if evidence.on_photos else len(training_indices(evidence.config, evidence.splits)),
    }


def model_section(evidence: Evidence) -> dict[str, Any]:
    """The values of `model.html`."""
    network, result = evidence.config.model, evidence.result
    options = flat_options(evidence.config.to_json())
    return {
        "name": network.name,
        "description": model_description(network.name),
        "parameters": result["parameters"],
        "multiply_adds": multiply_adds(evidence.network) * network.passes_per_image,
        "techniques": explain(evidence.options, "model", "learning"),
        "layers": _layers(evidence.network),
        "networks": network.ensemble_size,
        "options": [(key, str(options[key])) for key in _OPTIONS if key in options],
        "learning": figures.draw_learning(_curves(evidence.history, "loss"), _curves(evidence.history, "accuracy")),
        "epochs": result["epochs"],
        "best_epoch": result["best_epoch"] if "validation" in result else None,
        "best_is_kept": evidence.config.checkpoint == "best",
        "batch_size": evidence.options["batch_size"],
        "seconds": result["seconds"],
        "processor": evidence.environment["processor"],
        "cores": evidence.environment["cores"],
        "last": _last_epoch(evidence.history),
        "gain": _late_gain(evidence.history),
    }


def _layers(model: keras.Model) -> list[tuple[str, int, str]]:
    """Of the layers with weights by kind: kind, number and parameters."""
    layers = [layer for layer in model.layers if layer.weights]
    kinds = Counter(type(layer).__name__ for layer in layers)
    sizes = {kind: sum(layer.count_params() for layer in layers if type(layer).__name__ == kind) for kind in kinds}
    return [(kind, number, f"{sizes[kind]:,}") for kind, number in kinds.items()]


def _curves(history: list[dict[str, float]], figure: str) -> Curves:
    """A figure of each epoch on training images, and on validation images where it was measured."""
    columns = {"train": figure, "validation": f"val_{figure}"}
    epochs = [row["epoch"] + 1 for row in history]
    return {part: (epochs, [row[key] for row in history]) for part, key in columns.items() if key in history[0]}


def _last_epoch(history: list[dict[str, float]]) -> dict[str, float] | None:
    """The accuracies of the last epoch and their difference, if validation images were measured."""
    last = history[-1]
    if "val_accuracy" not in last:
        return None
    train, validation = last["accuracy"], last["val_accuracy"]
    return {"train": train, "validation": validation, "gap": train - validation}


def _late_gain(history: list[dict[str, float]]) -> float | None:
    """By how much the last validation accuracy exceeds the best of the first four fifths of the epochs."""
    accuracies = [row["val_accuracy"] for row in history if "val_accuracy" in row]
    return accuracies[-1] - max(accuracies[: len(accuracies) * 4 // 5]) if len(accuracies) > 1 else None
