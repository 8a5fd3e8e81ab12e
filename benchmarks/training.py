"""make bench-training: training speed of the default network, compared with Keras's defaults and a matrix product.

The images are drawn, since speed does not depend on their content. If the official data set is found (see `training
train`), the quick preset is trained too, to see how long 94 % takes.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.measuring import median_seconds, table, write_document
from data.drawn.dataset import write_drawn_dataset
from data.errors import DataError
from data.fashion_mnist import load_fashion_mnist
from data.fashion_mnist_files import OFFICIAL_NAME
from model.networks.cost import multiply_adds
from model.networks.normalization import BatchNormalization
from model.networks.registry import build_model, default_config
from training.config import train_config
from training.environment import has_bfloat16
from training.run import Run
from training.scoring import score_test_images
from training.train import train

_MODEL = "cnn"
_IMAGES = 6000
_SIDE = 4096  # of the matrices: so large that the arithmetic dominates
_PASSES = 3  # forward, gradients of weights, gradients of inputs: each costs the same (arXiv 2001.08361, section 2.1)


def main() -> int:
    """Measures everything, prints it, and writes docs/bench-training.md."""
    operations = 2 * _PASSES * multiply_adds(build_model(default_config(_MODEL)))
    precision = "bfloat16" if has_bfloat16() else "float32"
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "drawn"
        write_drawn_dataset(drawn, train=_IMAGES, test=100)
        rates = {
            f"`training train --model {_MODEL}`, {precision}": _rate_of_ours(drawn, Path(folder) / "run"),
            "the same network with Keras's defaults (float32, Adam, batches of 32)": _rate_of_defaults(drawn),
        }
    product = _product(precision)
    *_, defaults = rates.values()
    made = table("what", "images/s", "relative to Keras's defaults", "GFLOP/s", "share of the matrix product")
    for name, rate in rates.items():
        speed = rate * operations / 1e9
        made.add_row(name, f"{rate:,.0f}", f"{rate / defaults:.1f}", f"{speed:,.0f}", f"{speed / product:.0%}")
    made.add_row(f"product of two {_SIDE}×{_SIDE} matrices, {precision}", "", "", f"{product:,.0f}", "100%")
    note = (
        f"Training takes {operations / 1e6:,.0f} million operations per image: two for each multiply-add, in "
        f"{_PASSES} passes (forward, gradients of the weights, gradients of the inputs)."
    )
    write_document(Path("docs/bench-training.md"), "Training speed", "make bench-training", [note, made, *_quick()])
    return 0


def _rate_of_ours(drawn: Path, out: Path) -> float:
    config = train_config(_MODEL, "full", ["epochs=4", "teacher="])
    train(config, out, data_dir=drawn, console=Console(quiet=True))
    # The first epoch is left out: it builds the graph.
    seconds = statistics.median(row["seconds"] for row in Run(out).history()[1:])
    images = _IMAGES * 11 // 12
    return images // config.batch_size * config.batch_size / seconds


def _rate_of_defaults(drawn: Path) -> float:
    training = load_fashion_mnist(drawn).train
    model = keras.models.clone_model(build_model(default_config(_MODEL)), clone_function=_with_keras_normalization)
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
    clock = _Clock()
    model.fit(training.images[..., None], training.labels, epochs=3, verbose=0, callbacks=[clock])
    return len(training) / statistics.median(clock.seconds[1:])


def _with_keras_normalization(layer: keras.Layer) -> keras.Layer:
    kind = keras.layers.BatchNormalization if isinstance(layer, BatchNormalization) else type(layer)
    return kind.from_config(layer.get_config())


class _Clock(keras.callbacks.Callback):
    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self.started = time.perf_counter()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        self.seconds.append(time.perf_counter() - self.started)


def _product(precision: str) -> float:
    """The speed of a plain matrix product, in 10^9 operations per second."""
    rng = np.random.default_rng(0)
    left, right = (keras.ops.cast(rng.normal(size=(_SIDE, _SIDE)), precision) for _ in range(2))
    # One number is read, because an operation may return before it has finished.
    seconds = median_seconds(lambda: float(keras.ops.matmul(left, right)[0, 0]))
    return 2 * _SIDE**3 / seconds / 1e9


def _quick() -> list[str | Table]:
    """The time and the accuracy of the quick preset; nothing without the official data set."""
    try:
        splits = load_fashion_mnist(download=False)
    except DataError:
        return []
    if splits.name != OFFICIAL_NAME:
        return []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        result = train(train_config(_MODEL, "quick"), out, data_dir=splits.directory, console=Console(stderr=True))
        accuracy = score_test_images(Run(out), splits)["test"]["accuracy"]
    minutes = result["seconds"] / 60
    return [
        f"`training train --model {_MODEL} --preset quick`: {accuracy:.2%} of the test images are "
        f"right after {minutes:.1f} minutes of training."
    ]


if __name__ == "__main__":
    sys.exit(main())
