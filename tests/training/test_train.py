import io
import itertools
import shutil

import keras
import numpy as np
import pytest
from rich.console import Console

from data.errors import DataError
from data.fashion_mnist import load_fashion_mnist
from model.metrics import negative_log_likelihood, softmax
from model.networks.config import ConfigError
from training.callbacks import BestWeights, Checkpoint
from training.config import train_config
from training.export_run import export_run
from training.fitting import load_trained
from training.run import DivergenceError, Run, RunError
from training.train import train

SHORT = ["units=16", "epochs=3", "precision=float32", "train_images=0"]


class KilledError(Exception):
    """Stands for whatever ends a process."""


@pytest.fixture
def killed_after(monkeypatch):
    """Lets training die right after the checkpoint of an epoch."""

    def arrange(epochs):
        real = Checkpoint.on_epoch_end

        def dying(self, epoch, logs=None):
            real(self, epoch, logs)
            if epoch + 1 == epochs:
                raise KilledError

        monkeypatch.setattr(Checkpoint, "on_epoch_end", dying)

    yield arrange
    monkeypatch.undo()


def test_a_finished_run_holds_its_whole_story(finished_run):
    run = Run(finished_run)
    result, history = run.read("result"), run.history()
    assert run.read("config")["data"]["name"] == "drawn-garments"
    assert result["epochs"] == len(history) == 8
    assert result["best_epoch"] in range(1, 9)
    assert history[result["best_epoch"] - 1]["val_accuracy"] == max(row["val_accuracy"] for row in history)
    assert result["validation"]["n"] == 40
    assert run.read_predictions()["validation"].shape == (40, 10)
    assert run.read("environment")["packages"]["keras"] == keras.__version__
    assert not run.checkpoint.exists()


def test_training_leaves_the_test_images_alone(tmp_path, drawn_dir, quiet):
    train(train_config("mlp", "smoke", [*SHORT, "epochs=1"]), tmp_path / "run", data_dir=drawn_dir, console=quiet)
    run = Run(tmp_path / "run")
    assert "test" not in run.read("result") and "test" not in run.figures()
    assert list(run.read_predictions()) == ["validation"]


@pytest.mark.slow
def test_the_last_epochs_weights_are_saved_with_checkpoint_last(tmp_path, drawn_dir, quiet):
    kept = {}
    for checkpoint in ("best", "last"):
        # So large a learning rate that the last epoch is none of the best.
        config = train_config(
            "mlp", "smoke", [*SHORT, f"checkpoint={checkpoint}", "schedule=constant", "learning_rate=3", "epochs=4"]
        )
        kept[checkpoint] = train(config, tmp_path / checkpoint, data_dir=drawn_dir, console=quiet)
        model = load_trained(run := Run(tmp_path / checkpoint), config.model)
        rows = run.history()
        predicted = model.predict_on_batch(load_fashion_mnist(drawn_dir).validation.images[..., None]).argmax(axis=1)
        accuracy = (predicted == load_fashion_mnist(drawn_dir).validation.labels).mean()
        assert accuracy == pytest.approx(rows[kept[checkpoint]["best_epoch"] - 1]["val_accuracy"])
    assert kept["last"]["best_epoch"] == 4


@pytest.mark.slow
def test_training_and_validation_are_measured_alike_and_the_objective_apart(tmp_path, drawn_dir, quiet):
    changes = ["label_smoothing=0.5", "dropout=0.5", "shift=2", "l2=0.01", "epochs=2", "checkpoint=last"]
    config, splits = train_config("mlp", "smoke", [*SHORT, *changes]), load_fashion_mnist(drawn_dir)
    train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    run = Run(tmp_path / "run")
    last, model = run.history()[-1], load_trained(run, config.model)
    for part, images in (("train", splits.train), ("val", splits.validation)):
        probabilities = softmax(model.predict_on_batch(images.images[..., None]))
        assert last[f"{part}_loss"] == pytest.approx(negative_log_likelihood(probabilities, images.labels), rel=1e-4)
        assert last[f"{part}_accuracy"] == pytest.approx((probabilities.argmax(axis=1) == images.labels).mean())
    assert last["loss"] > 1.2 * last["train_loss"]


def test_a_history_that_an_earlier_version_began_keeps_its_columns(tmp_path):
    (tmp_path / "history.csv").write_text("epoch,accuracy,loss,val_accuracy,val_loss\n0,0.5,1.5,0.4,1.6\n")
    part = (np.zeros((1, 28, 28, 1), np.uint8), np.zeros(1, int))
    assert BestWeights(Run(tmp_path), part, training=part).training is None
    assert BestWeights(Run(tmp_path / "new"), part, training=part).training is part


@pytest.mark.slow
@pytest.mark.thorough
def test_batches_of_one_image_with_batch_normalization_are_warned_of(tmp_path, drawn_dir):
    told = {}
    for normalization in ("batch", "layer"):
        console = Console(file=io.StringIO())
        options = ["units=8", "batch_size=1", "train_images=20", "epochs=1", f"normalization={normalization}"]
        train(train_config("mlp", "smoke", options), tmp_path / normalization, data_dir=drawn_dir, console=console)
        told[normalization] = console.file.getvalue()
    assert "Warning: with batches of one image" in told["batch"] and "Warning" not in told["layer"]


@pytest.mark.parametrize("name", ["perceptron", "adaline"])
def test_the_historical_rules_learn(name, tmp_path, drawn_dir, quiet):
    config = train_config(name, "smoke", ["train_images=0", "epochs=6", "precision=float32"])
    result = train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    assert result["validation"]["accuracy"] > 0.5


def test_training_learns(finished_run):
    assert Run(finished_run).read("result")["validation"]["accuracy"] > 0.6


def test_the_best_weights_give_the_figures_of_the_result(finished_run, drawn_dir):
    run, splits = Run(finished_run), load_fashion_mnist(drawn_dir)
    model = load_trained(run, run.config().model)
    assert all(weight.dtype == "float32" for weight in model.weights)
    predicted = model.predict_on_batch(splits.validation.images[..., None]).argmax(axis=1)
    assert (predicted == splits.validation.labels).mean() == run.read("result")["validation"]["accuracy"]


def test_a_training_that_diverges_stops_with_its_last_finite_epoch(tmp_path, drawn_dir, quiet):
    config = train_config("mlp", "smoke", [*SHORT, "learning_rate=1e30", "schedule=constant"])
    with pytest.raises(DivergenceError, match="diverged: the .* loss of epoch 1 is (nan|inf).*below 1e\\+30"):
        train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    run = Run(tmp_path / "run")
    assert not run.finished and run.history() == [] and not run.checkpoint.exists()


@pytest.mark.slow
def test_a_divergence_that_is_allowed_is_recorded_without_nan(tmp_path, drawn_dir, quiet):
    config = train_config("mlp", "smoke", [*SHORT, "learning_rate=1e30", "schedule=constant"])
    result = train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet, allow_divergence=True)
    text = (tmp_path / "run" / "result.json").read_text("utf-8")
    assert "NaN" not in text and "Infinity" not in text
    assert result["validation"]["loss"] is None and result["epochs"] == 3
    with pytest.raises(RunError, match="diverged"):
        export_run(Run(tmp_path / "run"), tmp_path / "exports" / "mlp" / "1")


def test_a_killed_run_goes_on_and_ends_with_every_epoch_once(tmp_path, drawn_dir, quiet, killed_after, monkeypatch):
    config = train_config("mlp", "smoke", SHORT)
    killed_after(2)
    with pytest.raises(KilledError):
        train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    monkeypatch.undo()
    run = Run(tmp_path / "run")
    assert not run.finished and len(run.history()) == 2
    # As if the kill had come between the row of the third epoch and its checkpoint.
    with run.history_file.open("a") as stream:
        stream.write(run.history_file.read_text().splitlines()[-1] + "\n")
    train(config, tmp_path / "run", resume=True, console=quiet)
    assert [row["epoch"] for row in run.history()] == [0, 1, 2]
    assert run.finished


@pytest.mark.slow
def test_a_resumed_run_learns_what_an_uninterrupted_one_does(tmp_path, drawn_dir, quiet, killed_after, monkeypatch):
    changes = ["shift=2", "rotation=5", "random_erasing=0.5", "cutmix=1", "ema_momentum=0.9"]
    config = train_config("mlp", "smoke", [*SHORT, *changes, "dropout=0.3"])
    whole = train(config, tmp_path / "whole", data_dir=drawn_dir, console=quiet)
    killed_after(1)
    with pytest.raises(KilledError):
        train(config, tmp_path / "parts", data_dir=drawn_dir, console=quiet)
    monkeypatch.undo()
    parts = train(config, tmp_path / "parts", resume=True, console=quiet)
    # Measured three times each: both losses are the same to the last digit. They differed by 0.07 % while measuring the
    # averaged weights drew from dropout's generators, so that 0.1 % as limit hides such a fault.
    assert parts["validation"]["loss"] == pytest.approx(whole["validation"]["loss"], rel=1e-6)
    assert [row["val_loss"] for row in Run(tmp_path / "parts").history()] == pytest.approx(
        [row["val_loss"] for row in Run(tmp_path / "whole").history()], rel=1e-6
    )


@pytest.mark.slow
def test_training_stops_early_and_a_killed_one_no_later(tmp_path, drawn_dir, quiet, killed_after, monkeypatch):
    # Nothing is learnt at this rate, so that no epoch is better than the first.
    settings = [*SHORT, "epochs=9", "patience=2", "learning_rate=1e-12", "flip=none", "shift=0", "normalization=none"]
    config = train_config("mlp", "smoke", settings)
    assert train(config, tmp_path / "whole", data_dir=drawn_dir, console=quiet)["epochs"] == 3
    for killed in (2, 3):
        run = Run(tmp_path / f"killed-{killed}")
        killed_after(killed)
        with pytest.raises(KilledError):
            train(config, run.path, data_dir=drawn_dir, console=quiet)
        monkeypatch.undo()
        assert train(config, run.path, resume=True, console=quiet)["epochs"] == 3


@pytest.mark.slow
def test_a_full_batch_is_one_update_an_epoch_and_is_resumed_by_updates(
    tmp_path, drawn_dir, quiet, killed_after, monkeypatch
):
    config = train_config("mlp", "smoke", [*SHORT, "batch_size=0", "micro_batch=110"])
    killed_after(2)
    with pytest.raises(KilledError):
        train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    monkeypatch.undo()
    train(config, tmp_path / "run", resume=True, console=quiet)
    assert [row["epoch"] for row in Run(tmp_path / "run").history()] == [0, 1, 2]


def test_resuming_a_finished_run_changes_nothing(finished_run, quiet):
    before = {path: path.read_bytes() for path in finished_run.iterdir()}
    result = train(Run(finished_run).config(), finished_run, resume=True, console=quiet)
    assert result == Run(finished_run).read("result")
    assert {path: path.read_bytes() for path in finished_run.iterdir()} == before


def test_an_existing_folder_is_refused_without_resume(finished_run, drawn_dir, quiet):
    with pytest.raises(RunError, match="exists already.*--resume"):
        train(train_config("mlp", "smoke"), finished_run, data_dir=drawn_dir, console=quiet)


def test_a_run_is_not_resumed_with_other_options_or_other_data(finished_run, drawn_dir, tmp_path, quiet):
    with pytest.raises(RunError, match="other options"):
        train(train_config("mlp", "smoke"), finished_run, resume=True, console=quiet)
    copy = tmp_path / "copy"
    shutil.copytree(finished_run, copy)
    (copy / "result.json").unlink()
    from data.drawn.dataset import write_drawn_dataset

    write_drawn_dataset(tmp_path / "other", train=120, test=20, seed=9)
    with pytest.raises(RunError, match="other data"):
        train(Run(copy).config(), copy, data_dir=tmp_path / "other", resume=True, console=quiet)


def test_missing_data_leaves_no_run_behind(tmp_path, quiet):
    with pytest.raises(DataError):
        train(train_config("mlp", "smoke"), tmp_path / "run", data_dir=tmp_path / "nowhere", console=quiet)
    assert not (tmp_path / "run").exists()


def test_a_value_that_keras_refuses_is_one_sentence(tmp_path, drawn_dir, quiet):
    config = train_config("mlp", "smoke", ["activation=nonsense"])
    with pytest.raises(ConfigError, match="nonsense"):
        train(config, tmp_path / "run", data_dir=drawn_dir, console=quiet)
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_two_deterministic_runs_with_one_seed_give_the_same_weights(tmp_path, drawn_dir, precision):
    import subprocess
    import sys

    weights = []
    for name in ("first", "second"):
        arguments = ["--model", "cnn", "--preset", "smoke", "--set", "filters=4,8", "--set", "epochs=1", "--seed", "5"]
        changes = ("shift=2", "rotation=5", "random_erasing=0.5", "cutmix=1", "ema_momentum=0.9")
        arguments += [word for change in (f"precision={precision}", *changes) for word in ("--set", change)]
        arguments += ["--data-dir", str(drawn_dir), "--deterministic"]
        command = [sys.executable, "-m", "training", "train", *arguments, "--out", str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True)
        weights.append(load_trained(run := Run(tmp_path / name), run.config().model).get_weights())
    assert all((a == b).all() for a, b in itertools.zip_longest(*weights))
