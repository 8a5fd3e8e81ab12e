"""Trains a study's runs, and measures what it wants to know beyond a result: `study.json` in the run's directory.

``multiply_adds`` of one image. ``train``, ``validation``, ``test``: accuracy and loss (nats) of the weights that the
run kept, without augmentation, dropout and temperature, so that they can be compared. ``layers``, if wanted: the rows
of `layer_statistics`, each with ``when``: ``start`` or ``end``.
"""

import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console

from data.errors import DataError
from data.fashion_mnist import Dataset, Splits, load_fashion_mnist
from model.metrics import negative_log_likelihood, softmax
from model.networks.config import ConfigError
from model.networks.cost import multiply_adds
from model.networks.registry import build_model
from training.callbacks import predict_logits
from training.config import TrainConfig
from training.fitting import load_trained
from training.run import Run, RunError
from training.studies.layers import layer_statistics
from training.studies.plan import StudyRun
from training.train import network_inputs, train, training_part

_MOST_TRAINING_IMAGES = 5000  # as many as there are for validation
_IMAGES_FOR_LAYERS = 256


def train_each(
    tell: Callable[[str, str], None], runs: Sequence[StudyRun], data_dir: Path, *, layers: bool, seconds: float
) -> None:
    """Trains and measures one run after another until ``seconds`` have passed; each goes on where it was interrupted.

    ``tell`` hears of every run ``begin``, then ``epoch`` with a line each, then ``done`` with its figures, ``wrong``
    with the sentence why it can't be trained as it is configured, or ``stop`` if that holds for all.
    """
    started = time.monotonic()
    console = Console(file=_Lines(tell), width=200)
    for run in runs:
        tell("begin", "")
        try:
            tell("done", _train_and_measure(run.config, run.run, data_dir, layers, console))
        except ConfigError as error:
            tell("wrong", str(error))
        except (DataError, RunError, OSError) as error:
            tell("stop", str(error))
        if time.monotonic() - started > seconds:
            break


class _Lines(io.TextIOBase):
    """Tells on what training prints: a line an epoch."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self.tell_line = tell

    def write(self, text: str) -> int:
        if text.strip():
            self.tell_line("epoch", text.strip())
        return len(text)


def _train_and_measure(config: TrainConfig, run: Run, data_dir: Path, layers: bool, console: Console) -> str:
    with np.errstate(invalid="ignore"):  # a loss that is no number any more is a result too
        result = train(config, run.path, data_dir=data_dir, resume=True, console=console)
        _measure(run, load_fashion_mnist(data_dir), layers)
    accuracy = result["validation"]["accuracy"]
    return f"{result['epochs']} epochs in {result['seconds']:.0f} s, validation accuracy {accuracy:.2%}"


def _measure(run: Run, splits: Splits, layers: bool) -> None:
    config = run.config()
    part = training_part(config, splits)
    some = part.take(np.arange(min(_MOST_TRAINING_IMAGES, len(part))))
    model = load_trained(run, config.model)
    predictions = run.read_predictions()
    figures: dict[str, Any] = {
        "multiply_adds": multiply_adds(build_model(config.model)) * config.model.passes_per_image,
        "train": _figures(predict_logits(model, network_inputs(config, some)), some),
        "validation": _figures(predictions["validation"], splits.validation),
        "test": _figures(predictions["test"], splits.test),
    }
    if layers:
        figures["layers"] = _layers(run, config, some)
    run.write("study", figures)


def _figures(logits: np.ndarray, dataset: Dataset) -> dict[str, float]:
    probabilities = softmax(logits)
    return {
        "accuracy": float((probabilities.argmax(axis=1) == dataset.labels).mean()),
        "loss": negative_log_likelihood(probabilities, dataset.labels),
    }


def _layers(run: Run, config: TrainConfig, dataset: Dataset) -> list[dict[str, Any]]:
    plain = config.model.without_tta
    keras.utils.set_random_seed(config.seed)  # the weights that training began with
    few = dataset.take(np.arange(min(_IMAGES_FOR_LAYERS, len(dataset))))
    images = network_inputs(config, few)
    return [
        {"when": when, **row}
        for when, model in (("start", build_model(plain)), ("end", load_trained(run, plain)))
        for row in layer_statistics(model, images, few.labels)
    ]
