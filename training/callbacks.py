"""What happens between epochs: validation, checkpoints, early stopping, the progress line."""

import math
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console
from rich.live import Live
from rich.text import Text

from data.files import replacing
from model.metrics import is_right, negative_log_likelihood, softmax
from training.run import DivergenceError, Run, RunError

_SCORING_BATCH = 250


def predict_logits(model: keras.Model, images: np.ndarray) -> np.ndarray:
    """Logits, float32 (N, classes), of uint8 (N, size, size, channels).

    It avoids `Model.predict`, which on TensorFlow builds an input pipeline whose tear-down was measured to take up to
    five seconds per call.
    """
    parts = [model.predict_on_batch(images[i : i + _SCORING_BATCH]) for i in range(0, len(images), _SCORING_BATCH)]
    return np.concatenate(parts).astype(np.float32)


class Seconds(keras.callbacks.Callback):
    """Adds the training time in ``seconds`` to the logs of every epoch."""

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self.started = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        assert logs is not None
        logs["seconds"] = time.perf_counter() - self.started


class BestWeights(keras.callbacks.Callback):
    """Adds figures to the logs of every epoch, and saves the weights of the best.

    They are ``val_loss`` and ``val_accuracy``, and in the same way ``train_loss`` and ``train_accuracy``: the plain
    cross-entropy (nats) and the accuracy in evaluation mode, without augmentation, so that the two can be compared.
    Keras's own ``loss`` and ``accuracy`` are those of the objective while the weights change. With
    ``checkpoint="last"`` or without ``validation``, the last epoch counts as the best. A history that an earlier
    version began has no column for the training figures, and gets none.

    Args:
        validation: images, and labels int (N,), or bool (N, outputs) where several classes may be right.
        training: a sample of the training images, as they are in the data set, with labels.
        average: a context in which the model has the weights to validate and save; see `training.averaging.averaged`.

    Raises:
        RunError: the disk is full, or the folder may not be written to.
    """

    def __init__(
        self,
        run: Run,
        validation: tuple[np.ndarray, np.ndarray] | None,
        average: Callable[[keras.Model, int], AbstractContextManager[None]] | None = None,
        checkpoint: str = "best",
        training: tuple[np.ndarray, np.ndarray] | None = None,
    ) -> None:
        super().__init__()
        self.run, self.validation, self.average, self.checkpoint = run, validation, average, checkpoint
        history = run.history()
        self.training = training if not history or "train_loss" in history[0] else None
        self.best = max((row["val_accuracy"] for row in history), default=-1.0) if validation else -1.0

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        assert logs is not None
        with self.average(self.model, epoch) if self.average else nullcontext():
            for part, measured in (("train", self.training), ("val", self.validation)):
                if measured:
                    images, labels = measured
                    probabilities = softmax(predict_logits(self.model, images))
                    logs[f"{part}_loss"] = negative_log_likelihood(probabilities, labels)
                    logs[f"{part}_accuracy"] = float(is_right(probabilities.argmax(axis=1), labels).mean())
            if self.validation:
                # Among equals the later epoch wins, since it ended with the lower learning rate.
                if self.checkpoint == "best" and logs["val_accuracy"] < self.best:
                    return
                self.best = logs["val_accuracy"]
            _save_weights(self.model, self.run, self.run.best_weights)


class StopAtDivergence(keras.callbacks.Callback):
    """Stops the training after an epoch with a loss, on training or validation images, that is not finite.

    It belongs before the callbacks that write history and checkpoint, so that both end with the last finite epoch.

    Raises:
        DivergenceError: see above.
    """

    def __init__(self, learning_rate: float) -> None:
        super().__init__()
        self.learning_rate = learning_rate

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        for name, words in (("loss", "training loss"), ("val_loss", "validation loss")):
            value = float((logs or {}).get(name, 0.0))
            if not math.isfinite(value):
                raise DivergenceError(diverged(f"the {words} of epoch {epoch + 1} is {value}", self.learning_rate))


def diverged(what: str, learning_rate: float) -> str:
    """The message for a training that diverged, where ``what`` says by which figure that was noticed."""
    return (
        f"The training diverged: {what}, not a finite number. "
        f"Train again with a learning rate below {learning_rate:g}: --set learning_rate={learning_rate / 10:g}."
    )


class Checkpoint(keras.callbacks.Callback):
    """Saves the state to resume from after every epoch; the file is replaced atomically.

    Raises:
        RunError: the disk is full, or the folder may not be written to.
    """

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        _save_weights(self.model, self.run, self.run.checkpoint)


def _save_weights(model: keras.Model, run: Run, path: Path) -> None:
    saved = run.path / ".saving.weights.h5"  # Keras insists on this ending
    try:
        with replacing(path) as part:
            model.save_weights(saved, overwrite=True)
            saved.replace(part)
    except OSError as error:
        saved.unlink(missing_ok=True)
        raise RunError(
            f"{path} cannot be written ({error}). Make room, then continue after the last whole epoch with --resume."
        ) from error


def out_of_patience(history: list[dict[str, float]], patience: int) -> bool:
    """Whether none of the last ``patience`` epochs improved the validation accuracy; never with a ``patience`` of 0."""
    if not 0 < patience < len(history):
        return False
    accuracies = [row["val_accuracy"] for row in history]
    return max(accuracies[-patience:]) <= max(accuracies[:-patience])


class EarlyStopping(keras.callbacks.Callback):
    """Ends the training when it is `out_of_patience`.

    Keras's own callback loses its count when a training is interrupted; this one reads the run's history.
    """

    def __init__(self, run: Run, patience: int) -> None:
        super().__init__()
        self.run, self.patience = run, patience

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        if out_of_patience(self.run.history(), self.patience):
            self.model.stop_training = True


class Plateau(keras.callbacks.ReduceLROnPlateau):
    """Keras's callback, which after an interruption restores its count from the run's history."""

    def __init__(self, run: Run, learning_rate: float, **options: Any) -> None:
        super().__init__(**options)
        self.run, self.learning_rate = run, learning_rate

    def on_train_begin(self, logs: dict[str, Any] | None = None) -> None:
        super().on_train_begin(logs)
        self.model.optimizer.learning_rate = self.learning_rate
        for row in self.run.history():
            self.on_epoch_end(int(row["epoch"]), row)


class ProgressLine(keras.callbacks.Callback):
    """A live line with epoch, images per second, time left, the objective, and at the end of an epoch its figures.

    Without a terminal it prints one line per epoch.
    """

    def __init__(self, epochs: int, steps: int, batch_size: int, console: Console) -> None:
        super().__init__()
        self.epochs, self.steps, self.batch_size = epochs, steps, batch_size
        self.console = console
        self.live = Live(console=console, refresh_per_second=4, transient=True)
        self.last_validation = ""

    def on_train_begin(self, logs: dict[str, Any] | None = None) -> None:
        if self.console.is_terminal:
            self.live.start()

    def on_train_end(self, logs: dict[str, Any] | None = None) -> None:
        self.live.stop()

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self.epoch, self.started = epoch, time.perf_counter()

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        if self.live.is_started:
            share = f"{(batch + 1) / self.steps:4.0%}"
            self.live.update(Text(f"{self._line(batch + 1, logs or {})} {share}{self.last_validation}"))

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        logs = logs or {}
        self.last_validation = "".join(
            f"  {part} loss {logs[f'{part}_loss']:.3f} acc {logs[f'{part}_accuracy']:.2%}"
            for part in ("train", "val")
            if f"{part}_loss" in logs
        )
        self.console.print(Text(self._line(self.steps, logs) + self.last_validation), soft_wrap=True)

    def _line(self, steps_done: int, logs: dict[str, Any]) -> str:
        seconds = time.perf_counter() - self.started
        left = seconds / steps_done * (self.steps * (self.epochs - self.epoch) - steps_done)
        return (
            f"epoch {self.epoch + 1}/{self.epochs}  {steps_done * self.batch_size / seconds:,.0f} images/s"
            f"  {int(left) // 60}:{int(left) % 60:02} left"
            f"  objective {logs.get('loss', float('nan')):.3f} acc {logs.get('accuracy', float('nan')):.2%}"
        )
