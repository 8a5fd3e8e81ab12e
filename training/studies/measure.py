"""Trains the runs of a study, and writes the further figures of each to `study.json` in its directory.

``multiply_adds`` per image; ``train``, ``validation`` and ``test``: accuracy and loss (nats) of the saved weights,
without augmentation, dropout and temperature, so that they can be compared; ``layers``, if the study asks for them: the
rows of `layer_statistics`, each with ``when``, ``start`` or ``end``, and ``histograms``, those of `layer_histograms`
before training.
"""

import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO, cast

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
from training.printing import counted
from training.run import Run, RunError
from training.scoring import score_test_images
from training.studies.layers import layer_histograms, layer_statistics, layer_values
from training.studies.plan import StudyRun
from training.train import MEASURED, network_inputs, train, training_part

_IMAGES_FOR_LAYERS = 256


def train_each(
    tell: Callable[[str, str], None], runs: Sequence[StudyRun], data_dir: Path, *, layers: bool, seconds: float
) -> None:
    """Trains and measures one run after another until ``seconds`` have passed; interrupted runs are continued.

    ``tell`` is called with an event and a line of text: for every run ``begin``, then ``epoch`` after each epoch, then
    ``done`` with its figures; or ``wrong`` if its configuration cannot be trained, or ``stop`` if no run can.
    """
    started = time.monotonic()
    console = Console(file=cast(TextIO, _Lines(tell)), width=200)
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
    """Passes on each line that the training prints."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        self.tell_line = tell

    def write(self, text: str) -> int:
        if text.strip():
            self.tell_line("epoch", text.strip())
        return len(text)


def _train_and_measure(config: TrainConfig, run: Run, data_dir: Path, layers: bool, console: Console) -> str:
    with np.errstate(invalid="ignore"):  # in a study, a loss that is not finite is a result
        result = train(config, run.path, data_dir=data_dir, resume=True, console=console, allow_divergence=True)
        _measure(run, load_fashion_mnist(data_dir), layers)
    accuracy = result["validation"]["accuracy"]
    return f"{counted(result['epochs'], 'epoch')} in {result['seconds']:.0f} s, validation accuracy {accuracy:.2%}"


def _measure(run: Run, splits: Splits, layers: bool) -> None:
    config = run.config()
    part = training_part(config, splits)
    some = part.take(np.arange(min(MEASURED, len(part))))
    model = load_trained(run, config.model)
    score_test_images(run, splits)
    predictions = run.read_predictions()
    figures: dict[str, Any] = {
        "multiply_adds": multiply_adds(build_model(config.model)) * config.model.passes_per_image,
        "train": _figures(predict_logits(model, network_inputs(config, some)), some),
        "validation": _figures(predictions["validation"], splits.validation),
        "test": _figures(predictions["test"], splits.test),
    }
    if layers:
        figures |= _layers(run, config, some)
    run.write("study", figures)


def _figures(logits: np.ndarray, dataset: Dataset) -> dict[str, float]:
    probabilities = softmax(logits)
    return {
        "accuracy": float((probabilities.argmax(axis=1) == dataset.labels).mean()),
        "loss": negative_log_likelihood(probabilities, dataset.labels),
    }


def _layers(run: Run, config: TrainConfig, dataset: Dataset) -> dict[str, list[dict[str, Any]]]:
    plain = config.model.without_tta
    keras.utils.set_random_seed(config.seed)  # for the initial weights of the training
    few = dataset.take(np.arange(min(_IMAGES_FOR_LAYERS, len(dataset))))
    images = network_inputs(config, few)
    start = layer_values(build_model(plain), images, few.labels)
    end = layer_values(load_trained(run, plain), images, few.labels)
    rows = [
        {"when": when, **row} for when, values in (("start", start), ("end", end)) for row in layer_statistics(values)
    ]
    return {"layers": rows, "histograms": layer_histograms(start)}
