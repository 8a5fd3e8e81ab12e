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
SETTINGS = ["units=16", "epochs=2", "batch_size=32", "train_images=0", "precision=float32"]
# What depends on the whole batch, or is drawn at random.
SETTINGS += ["normalization=batch", "dropout=0.2", "shift=2", "rotation=10", "mixup=0.2"]


def test_without_jax_nothing_changes():
    console = Console(file=io.StringIO())
    with spread(32, console):
        assert keras.distribution.distribution() is None
    assert console.file.getvalue() == ""


def trained(out, drawn_dir, devices, *settings):
    """Trains in a process that sees so many devices; gives its run and what it printed."""
    environment = {
        **os.environ,
        "KERAS_BACKEND": "jax",
        "JAX_PLATFORMS": "cpu",
        "XLA_FLAGS": f"--xla_force_host_platform_device_count={devices}",
    }
    command = [sys.executable, "-m", "training", "train", "--model", "mlp", "--preset", "smoke", "--seed", "3"]
    command += ["--data-dir", str(drawn_dir), "--out", str(out)]
    for setting in [*SETTINGS, *settings]:
        command += ["--set", setting]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500)
    assert result.returncode == 0, result.stderr
    return Run(out), result.stderr


@pytest.mark.slow
def test_four_devices_learn_what_one_learns(tmp_path, drawn_dir):
    if not importlib.util.find_spec("jax"):
        pytest.skip("JAX is not installed; requirements-scale.txt has it")
    (one, alone), (four, shared) = (trained(tmp_path / f"{n}", drawn_dir, n) for n in (1, 4))
    assert "devices" not in alone and "Each batch of 32 images is shared by 4 of 4 devices." in shared
    assert len(one.history()) == len(four.history()) == 2
    for first, second in zip(one.history(), four.history(), strict=True):
        for name in ("loss", "train_loss", "val_loss"):
            assert second[name] == pytest.approx(first[name], abs=1e-4), name
    assert four.read("environment")["backend"] == "jax"


@pytest.mark.slow
def test_devices_that_cannot_share_a_batch_evenly_are_left_out(tmp_path, drawn_dir):
    if not importlib.util.find_spec("jax"):
        pytest.skip("JAX is not installed; requirements-scale.txt has it")
    run, shared = trained(tmp_path / "run", drawn_dir, 4, "batch_size=30", "epochs=1")
    assert "Each batch of 30 images is shared by 3 of 4 devices." in shared and run.finished
