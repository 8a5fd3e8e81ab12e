"""Every option of the training, once on a small dense network and once on a small convolutional one."""

import numpy as np
import pytest

from training.config import train_config
from training.options import CHOICES
from training.run import Run
from training.train import train

NETWORKS = {"mlp": ["units=8"], "cnn": ["filters=2,4"]}
TWO_STEPS = ["train_images=64", "batch_size=32", "epochs=1", "precision=float32"]
OPTIONS = [
    *([f"{key}={name}"] for key in ("optimizer", "schedule", "loss", "flip", "fill_mode") for name in CHOICES[key]),
    ["optimizer=muon", "ema_momentum=0.9", "weight_decay=0"],
    ["batch_size=1", "train_images=10"],
    ["batch_size=0", "micro_batch=32"],
    ["rotation=10", "zoom=0.1", "fill_mode=reflect"],
    ["random_erasing=0.5", "mixup=0.2", "cutmix=1"],
    ["train_fraction=0.2", "patience=1", "epochs=2"],
    ["precision=bfloat16", "label_smoothing=0", "tta_flip=true"],
]


@pytest.mark.parametrize("network", [pytest.param("cnn", marks=pytest.mark.slow), "mlp"])
@pytest.mark.parametrize("settings", OPTIONS, ids=" ".join)
def test_an_option_trains_and_leaves_finite_weights(network, settings, tmp_path, drawn_dir, quiet):
    config = train_config(network, "smoke", [*NETWORKS[network], *TWO_STEPS, *settings])
    result = train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    assert np.isfinite([row["loss"] for row in Run(tmp_path / "run").history()]).all()
    assert np.isfinite(result["validation"]["loss"])


@pytest.mark.parametrize("network", NETWORKS)
def test_a_teacher_trains_with_mixed_images(network, tmp_path, drawn_dir, quiet):
    np.savez(tmp_path / "teacher.npz", logits=np.zeros((480, 10), np.float16))
    settings = [*NETWORKS[network], *TWO_STEPS, f"teacher={tmp_path / 'teacher.npz'}", "cutmix=1"]
    train(train_config(network, "smoke", settings), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    assert Run(tmp_path / "run").finished
