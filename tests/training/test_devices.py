"""On JAX, a training is shared by all devices and learns the same; these are virtual, made of one processor."""

import importlib.util
import io
import os
import subprocess
import sys
from pathlib import Path

import keras
import pytest
from rich.console import Console

from training.devices import spread
from training.run import Run

ROOT = Path(__file__).parents[2]

# Trains on four devices, on one, and with batches that only three can share. Normalisation depends on the whole batch;
# dropout and the changes of images are drawn at random.
TRAININGS = """
import sys
from pathlib import Path
import keras
from rich.console import Console
from training.config import train_config
from training.train import train

devices = keras.distribution.list_devices()
changes = ["normalization=batch", "dropout=0.2", "shift=2", "rotation=10", "mixup=0.2"]
common = ["units=16", "train_images=0", "precision=float32", *changes]
for name, seen, settings in (
    ("four", 4, ["batch_size=32", "epochs=2"]),
    ("one", 1, ["batch_size=32", "epochs=2"]),
    ("three", 4, ["batch_size=30", "epochs=1"]),
):
    keras.distribution.list_devices = lambda seen=seen: devices[:seen]
    config = train_config("mlp", "smoke", [*common, *settings], seed=3)
    train(config, Path(sys.argv[2]) / name, data_dir=Path(sys.argv[1]), console=Console(width=200))
"""


def test_without_jax_nothing_changes():
    console = Console(file=io.StringIO())
    with spread(32, console):
        assert keras.distribution.distribution() is None
    assert console.file.getvalue() == ""


@pytest.mark.slow
def test_four_devices_learn_what_one_learns(tmp_path, drawn_dir):
    if not importlib.util.find_spec("jax"):
        pytest.skip("JAX is not installed; requirements-scale.txt has it")
    environment = {
        **os.environ,
        "KERAS_BACKEND": "jax",
        "JAX_PLATFORMS": "cpu",
        "XLA_FLAGS": "--xla_force_host_platform_device_count=4",
    }
    command = [sys.executable, "-c", TRAININGS, str(drawn_dir), str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=900)
    assert result.returncode == 0, result.stderr
    said = [line for line in result.stdout.splitlines() if "devices" in line]
    assert said == [f"Each batch of {batch} images is shared by {n} of 4 devices." for batch, n in ((32, 4), (30, 3))]
    four, one, three = (Run(tmp_path / name) for name in ("four", "one", "three"))
    assert len(one.history()) == len(four.history()) == 2 and three.finished
    for first, second in zip(one.history(), four.history(), strict=True):
        for name in ("loss", "train_loss", "val_loss"):
            assert second[name] == pytest.approx(first[name], abs=1e-4), name
    assert four.read("environment")["backend"] == "jax"
