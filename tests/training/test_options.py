"""Some options of the training, on a small dense network; slow: all on a convolutional one; thorough: each alone.

The quick tests run without graphs, since to trace one takes longer than two steps.
"""

import numpy as np
import pytest

from training.config import train_config
from training.options import CHOICES
from training.run import Run
from training.train import train

NETWORKS = {"mlp": ["units=8"], "cnn": ["filters=2,4"]}
TWO_STEPS = ["train_images=64", "batch_size=32", "epochs=1", "precision=float32"]
NAMED = ("optimizer", "schedule", "loss", "flip")
TOGETHER = [
    ["optimizer=sgd", "schedule=constant", "loss=mse", "flip=none"],
    ["optimizer=momentum", "schedule=step", "flip=random", "rotation=10", "zoom=0.1"],
    ["optimizer=nesterov", "schedule=cosine", "flip=alternating", "random_erasing=0.5"],
    ["optimizer=rmsprop", "schedule=one_cycle", "loss=cross_entropy", "mixup=0.2", "cutmix=1"],
    ["optimizer=adagrad", "schedule=plateau", "patience=1", "epochs=2"],
    ["optimizer=adam", "batch_size=0", "micro_batch=32", "label_smoothing=0"],
    ["optimizer=adamw", "precision=bfloat16", "tta_flip=true"],
    ["optimizer=lion", "holdout_part=1/2", "loss=delta_rule"],
    ["optimizer=muon", "ema_momentum=0.9", "weight_decay=0", "loss=perceptron_rule"],
]
ALONE = [
    *([f"{key}={name}"] for key in NAMED for name in CHOICES[key]),
    ["batch_size=1", "train_images=10"],
    ["rotation=10", "zoom=0.1"],
    ["random_erasing=0.5", "mixup=0.2", "cutmix=1"],
]


def check_training(network, settings, out, drawn_dir, quiet):
    config = train_config(network, "smoke", [*NETWORKS[network], *TWO_STEPS, *settings])
    result = train(config, out, data_dir=drawn_dir, console=quiet)
    assert np.isfinite([row["loss"] for row in Run(out).history()]).all()
    assert np.isfinite(result["validation"]["loss"])


@pytest.mark.usefixtures("eagerly")
@pytest.mark.parametrize("settings", TOGETHER[::3], ids=" ".join)
def test_options_train_together(settings, tmp_path, drawn_dir, quiet):
    check_training("mlp", settings, tmp_path / "run", drawn_dir, quiet)


def test_every_choice_is_tried():
    tried = {setting for settings in TOGETHER for setting in settings}
    assert {f"{key}={name}" for key in NAMED for name in CHOICES[key]} <= tried


@pytest.mark.slow
@pytest.mark.parametrize("settings", TOGETHER, ids=" ".join)
def test_options_train_a_convolutional_network_together(settings, tmp_path, drawn_dir, quiet):
    check_training("cnn", settings, tmp_path / "run", drawn_dir, quiet)


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("settings", ALONE, ids=" ".join)
def test_an_option_trains_alone(network, settings, tmp_path, drawn_dir, quiet):
    check_training(network, settings, tmp_path / "run", drawn_dir, quiet)


@pytest.mark.usefixtures("eagerly")
def test_a_teacher_trains_with_mixed_images(tmp_path, drawn_dir, quiet):
    np.savez(tmp_path / "teacher.npz", logits=np.zeros((480, 10), np.float16))
    settings = [*NETWORKS["mlp"], *TWO_STEPS, f"teacher={tmp_path / 'teacher.npz'}", "cutmix=1"]
    train(train_config("mlp", "smoke", settings), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    assert Run(tmp_path / "run").finished
