"""An export, loaded: images in, calibrated answers out, on TensorFlow or on LiteRT."""

import importlib.util
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.photos.recipes import RECIPES, Garment
from model.exports.card import Card, ExportError
from model.exports.store import LITERT_FILE, check_export
from model.metrics import BatchPredictions, answers
from model.startup import available_cores, quiet_native_logs

RUNTIMES = ("auto", "tensorflow", "litert")
_BATCH = 64

Endpoints = Callable[[np.ndarray], dict[str, np.ndarray]]


@dataclass(frozen=True)
class Prediction:
    """One answer.

    ``probabilities``: float (C,), in the order of the card's class names, summing to 1. ``confidence``: that ``label``
    is right; where the network knows "none of the classes", it is lower than the label's probability.
    """

    probabilities: np.ndarray
    label: str
    confidence: float
    outcome: str


class Predictor:
    """A loaded export; safe to share between threads."""

    def __init__(self, directory: Path, runtime: str | None = None) -> None:
        """Checks the export in ``directory`` against its manifest, then loads it.

        Args:
            directory: ``…/NAME/VERSION``.
            runtime: one of `RUNTIMES`; by default what ``WARDROBE_RUNTIME`` says, or ``auto``.

        Raises:
            ExportError: the export is damaged, or the runtime does not exist or is not installed.
        """
        self.runtime = choose_runtime(runtime)
        check_export(directory)
        self.card = Card.read(directory)
        if self.card.architecture.recipe not in RECIPES:
            raise ExportError(
                f"{directory} wants the input recipe {self.card.architecture.recipe!r}; this version has "
                f"{', '.join(RECIPES)}. Update the program."
            )
        self._recipe = RECIPES[self.card.architecture.recipe]
        load = _load_litert if self.runtime == "litert" else _load_tensorflow
        self._run = load(directory)

    def predict(self, images: np.ndarray) -> list[Prediction]:
        """Answers for images, uint8 (N, size, size, channels), in the form of the card's recipe."""
        names, thresholds = self.card.class_names, self.card.thresholds
        predictions = []
        answers = self.answers(images)
        for row, confidence, in_distribution in zip(
            answers.probabilities, answers.confidences, answers.in_distribution, strict=True
        ):
            outcome = thresholds.outcome(float(confidence), float(in_distribution))
            predictions.append(Prediction(row, names[int(row.argmax())], float(confidence), outcome))
        return predictions

    def answers(self, images: np.ndarray) -> BatchPredictions:
        """The same without labels and outcomes."""
        return answers(self.outputs(images)["logits"], self.card.temperature, len(self.card.class_names))

    def outputs(self, images: np.ndarray) -> dict[str, np.ndarray]:
        """``probabilities``, float32 (N, C), ``logits``, float32 (N, outputs), ``embed``, float32 (N, F), and of most
        exports ``ood_score``, float32 (N,)."""
        parts = [self._run(images[i : i + _BATCH]) for i in range(0, len(images), _BATCH)]
        return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}

    def input_of(self, garment: Garment) -> np.ndarray:
        """What the network is fed for a cut-out garment: uint8 (size, size, channels)."""
        config = self.card.architecture
        return self._recipe.from_garment(garment, config.input_size, config.channels)

    def inputs_of_dataset(self, images: np.ndarray) -> np.ndarray:
        """The same for images of the data set: uint8 (N, 28, 28) to uint8 (N, size, size, channels)."""
        config = self.card.architecture
        return self._recipe.from_dataset(images, config.input_size, config.channels)


def choose_runtime(wanted: str | None = None) -> str:
    """``tensorflow`` or ``litert``: what was asked for, or for ``auto`` LiteRT where it is installed.

    LiteRT was measured faster at every size of batch, starts in a tenth of the time and takes a third of the memory
    (docs/bench.md).

    Raises:
        ExportError: ``wanted``, or the variable WARDROBE_RUNTIME, is none of `RUNTIMES`, or it is not installed.
    """
    name = wanted or os.environ.get("WARDROBE_RUNTIME") or "auto"
    if name not in RUNTIMES:
        raise ExportError(f"Expected WARDROBE_RUNTIME to be one of {', '.join(RUNTIMES)}. Received: {name!r}.")
    packages = {"litert": "ai_edge_litert", "tensorflow": "tensorflow"}
    installed = [runtime for runtime, package in packages.items() if importlib.util.find_spec(package)]
    if name == "auto":
        name = next(iter(installed), "litert")
    if name not in installed:
        raise ExportError(f"The runtime {name!r} is not installed. Run: pip install -r requirements.txt")
    return name


def _load_tensorflow(directory: Path) -> Endpoints:
    # Before the import: TensorFlow greets with a dozen lines about the processor and missing graphics cards.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf

    module = tf.saved_model.load(str(directory))

    def run(images: np.ndarray) -> dict[str, np.ndarray]:
        return {key: value.numpy() for key, value in module.answer(tf.constant(images)).items()}

    return run


def _load_litert(directory: Path) -> Endpoints:
    from ai_edge_litert.interpreter import Interpreter

    with quiet_native_logs():  # it greets with the name of its delegate
        interpreter: Any = Interpreter(model_path=str(directory / LITERT_FILE), num_threads=available_cores())
        runner = interpreter.get_signature_runner()
    lock = threading.Lock()

    def run(images: np.ndarray) -> dict[str, np.ndarray]:
        # The interpreter has one set of buffers, which the next call overwrites.
        with lock:
            return {key: value.copy() for key, value in runner(images=images).items()}

    return run
