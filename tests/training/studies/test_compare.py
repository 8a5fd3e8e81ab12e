import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure as Canvas
from PIL import Image

from data.fashion_mnist import load_fashion_mnist
from model.metrics import softmax
from model.networks.config import ConfigError
from model.networks.registry import build_model, default_config
from training.__main__ import main
from training.run import Run, RunError
from training.studies import runs as study_runs
from training.studies.answers import answers
from training.studies.compare import compare
from training.studies.config import find_study, list_studies, read_study
from training.studies.layers import layer_histograms, layer_statistics, layer_values
from training.studies.measure import train_each
from training.studies.pictures import curve_choice, plot_learning
from training.studies.plan import plan_runs
from training.studies.plots import plot_curves, plot_lines, plot_points
from training.studies.tables import read_curves, read_official, read_table, summarize

ROOT = str(Path(__file__).parents[3])
HEAD = """
title = "A title"
conclusion = "A sentence."
model = "mlp"
preset = "smoke"
"""
BASE = """
[base]
units = [16]
epochs = 2
train_images = 0
precision = "float32"
"""
RATES = """
[axes]
learning_rate = [0.01, 1e30]
[figure]
kind = "line"
x = "learning_rate"
y = "validation_accuracy"
dashed = "train_accuracy"
log_x = true
"""
ACTIVATIONS = """
[axes]
activation = ["relu", "tanh"]
[figure]
kind = "bar"
x = "activation"
y = "test_accuracy"
color = "activation"
"""
NAMED = """
[[variants]]
name = "plain"
settings = {}
[[variants]]
name = "nonsense"
settings = { activation = "nonsense" }
[[variants]]
name = "unknown"
settings = { colour = "red" }
[figure]
kind = "curve"
x = "epoch"
y = "val_loss"
dashed = "loss"
color = "variant"
"""


@pytest.fixture
def study_file(tmp_path, monkeypatch):
    """Writes a study; runs go to a folder of this test."""
    monkeypatch.chdir(tmp_path)

    def write(*parts, name="mine.toml"):
        file = tmp_path / name
        file.write_text("".join(parts), "utf-8")
        return file

    return write


@pytest.fixture
def in_this_process(monkeypatch):
    """Trains without processes of their own, each of which takes long to start; lists what was trained."""
    trained = []

    def events(runs, data_dir, layers):
        told = []
        train_each(lambda *event: told.append(event), runs, data_dir, layers=layers, seconds=math.inf)
        trained.extend(run.name for run in runs)
        return (event for event in told)

    monkeypatch.setattr(study_runs, "_events", events)
    return trained


def compared(file, drawn_dir, quiet, **options):
    study = read_study(file)
    return compare(study, study.directory, runs_dir=file.parent / "runs", data_dir=drawn_dir, console=quiet, **options)


def assert_a_picture(path):
    image = np.asarray(Image.open(path).convert("RGB"))
    assert image.shape[1] == 880
    colours = {tuple(colour) for colour in image.reshape(-1, 3)}
    assert (0x00, 0x72, 0xB2) in colours, "nothing is drawn in the first colour"


@pytest.mark.slow
def test_a_study_writes_a_row_a_run_and_an_epoch_and_a_divergence_is_a_result(
    study_file, drawn_dir, quiet, in_this_process
):
    file = study_file(HEAD, "seeds = [0, 1]\n", BASE, RATES)
    assert compared(file, drawn_dir, quiet) == {}
    results = pd.read_csv(file.parent / "mine" / "results.csv")
    assert list(results) == [
        *("variant", "learning_rate", "seed", "data", "parameters", "multiply_adds", "epochs", "seconds"),
        *("train_accuracy", "train_loss", "validation_accuracy", "validation_loss", "test_accuracy", "test_loss"),
        *("diverged", "processor", "cores"),
    ]
    assert results["variant"].tolist() == ["0.01", "1e+30"] * 2 or results["learning_rate"].tolist() == [0.01, 1e30] * 2
    assert results["seed"].tolist() == [0, 0, 1, 1]
    assert results["diverged"].tolist() == [False, True] * 2
    assert set(results["data"]) == {"drawn-garments"}
    right = results[~results["diverged"]]
    assert right["train_accuracy"].between(0.3, 1).all() and right["train_loss"].between(0, 3).all()
    assert results["multiply_adds"].tolist() == [784 * 16 + 16 * 10] * 4
    curves = pd.read_csv(file.parent / "mine" / "curves.csv")
    assert curves["epoch"].tolist() == [1, 2] * 4
    assert {"variant", "learning_rate", "seed", "loss", "accuracy", "val_loss", "val_accuracy"} <= set(curves)
    assert {"train_loss", "train_accuracy"} <= set(curves) and curves["train_accuracy"].max() <= 1
    assert_a_picture(file.parent / "mine" / "results.png")
    assert_a_picture(file.parent / "mine" / "curves.png")
    kept = answers(file.parent / "mine")
    assert kept.figures()["test"]["accuracy"] == pytest.approx(right["test_accuracy"].iloc[0], abs=1e-6)
    assert kept.read_predictions()["test"].shape == (100, 10) and not kept.best_weights.exists()
    assert str(drawn_dir) not in (kept.path / "config.json").read_text()


def test_every_epoch_counts_but_with_early_stopping_the_best(study_file):
    variants = NAMED.replace('activation = "nonsense"', "patience = 3").replace("colour", "units")
    study = read_study(study_file(HEAD, variants))
    assert [variant.settings["checkpoint"] for variant in study.variants] == ["last", "best", "last"]
    study = read_study(study_file(HEAD, BASE, 'checkpoint = "best"\n', ACTIVATIONS))
    assert {variant.settings["checkpoint"] for variant in study.variants} == {"best"}
    regularization = find_study("regularization")
    best = [variant.name for variant in regularization.variants if variant.settings["checkpoint"] == "best"]
    assert best == ["early stopping"]


def test_curves_of_an_earlier_version_have_no_training_figures(tmp_path):
    (tmp_path / "curves.csv").write_text("variant,seed,epoch,loss,val_loss\na,0,1,0.5,0.6\n")
    curves = read_curves(tmp_path / "curves.csv")
    assert curves["train_loss"].isna().all() and curves["val_loss"].tolist() == [0.6]


def made_curves(ends):
    rows = [
        {"variant": name, "seed": 0, "epoch": epoch, "val_accuracy": 0.5 * epoch / 2, "train_accuracy": 1.0}
        | {"train_loss": train / epoch, "val_loss": validation}
        for name, train, validation in ends
        for epoch in (1, 2)
    ]
    return pd.DataFrame(rows)


def test_over_fitting_is_seen_side_by_side(study_file):
    curves = made_curves([(str(n), 0.2, 0.4) for n in range(8)] + [("overfit", 0.01, 2.0)])
    assert curve_choice(curves) == ["0", "1", "overfit", "4"]
    canvas = Canvas((8, 4))
    plot_learning(canvas, curves, ["0", "overfit"])
    losses, accuracies = canvas.axes[:2], canvas.axes[2:]
    assert [list(line.get_ydata()) for line in losses[1].lines] == [[2.0, 2.0], [0.01, 0.005]]
    assert [line.get_linestyle() for line in losses[1].lines] == ["-", "--"]
    assert losses[0].get_ylim() == losses[1].get_ylim() and accuracies[0].get_ylim() == accuracies[1].get_ylim()


@pytest.mark.slow
def test_finished_runs_are_found_by_what_they_are_and_never_repeated(study_file, drawn_dir, quiet, in_this_process):
    compared(study_file(HEAD, "seeds = [0]\n", BASE, ACTIVATIONS), drawn_dir, quiet)
    assert in_this_process == ["relu, seed 0", "tanh, seed 0"]
    renamed = ACTIVATIONS.replace('activation = ["relu", "tanh"]', 'activation = ["tanh", "elu"]')
    compared(study_file(HEAD, "seeds = [0]\n", BASE, renamed, name="other.toml"), drawn_dir, quiet)
    assert in_this_process[2:] == ["elu, seed 0"]
    longer = BASE.replace("epochs = 2", "epochs = 3")
    file = study_file(HEAD, "seeds = [0]\n", longer, ACTIVATIONS, name="longer.toml")
    compared(file, drawn_dir, quiet)
    assert in_this_process[3:] == ["relu, seed 0", "tanh, seed 0"]
    assert pd.read_csv(file.parent / "longer" / "results.csv")["epochs"].tolist() == [3, 3]


def test_a_variant_that_fails_is_told_and_the_others_are_compared(
    study_file, drawn_dir, in_this_process, capsys, monkeypatch
):
    file = study_file(HEAD, "seeds = [0]\n", BASE, NAMED)
    assert main(["compare", str(file), "--data-dir", str(drawn_dir), "--out", "there"]) == 1
    captured = capsys.readouterr()
    assert "nonsense, seed 0: " in captured.err and "unknown: There is no option 'colour'" in captured.err
    assert captured.out.strip() == "there"
    assert pd.read_csv("there/results.csv")["variant"].tolist() == ["plain"]
    assert_a_picture(file.parent / "there" / "results.png")


@pytest.mark.slow
def test_layers_are_measured_before_and_after_training(study_file, drawn_dir, quiet, in_this_process):
    file = study_file(HEAD, "seeds = [0]\nlayers = true\n", BASE.replace("[16]", "[16, 16]"), ACTIVATIONS)
    compared(file, drawn_dir, quiet)
    layers = pd.read_csv(file.parent / "mine" / "layers.csv")
    assert layers["when"].tolist() == ["start", "start", "end", "end"] * 2
    assert layers["depth"].tolist() == [1, 2] * 4
    assert_a_picture(file.parent / "mine" / "layers.png")
    histograms = np.asarray(Image.open(file.parent / "mine" / "histograms.png").convert("RGB"))
    assert histograms.shape[1] == 880 and (histograms == [0x44, 0x01, 0x54]).all(axis=2).any()  # the first layer's line


def dense_network(**options):
    keras.utils.set_random_seed(0)
    plain = {"normalization": "none", "dropout": 0.0, "units": (12, 12)}
    return build_model(default_config("mlp", options={**plain, **options}))


def some_images(drawn_dir):
    training = load_fashion_mnist(drawn_dir).train
    return training.images[:32, ..., None], training.labels[:32]


def test_the_gradient_by_the_last_activations_is_what_calculus_says(drawn_dir):
    images, labels = some_images(drawn_dir)
    model = dense_network()
    weights = model.get_layer("logits").kernel.numpy()
    errors = softmax(model.predict_on_batch(images)) - np.eye(10)[labels]
    expected = errors @ weights.T
    row = layer_statistics(layer_values(model, images, labels))[-1]
    assert row["layer"] == "hidden2_relu" and row["depth"] == 2
    assert row["gradient_mean"] == pytest.approx(expected.mean(), rel=1e-3)
    assert row["gradient_deviation"] == pytest.approx(expected.std(), rel=1e-3)


def test_vanishing_exploding_saturated_and_dead_are_seen(drawn_dir):
    images, labels = some_images(drawn_dir)
    ten = (50,) * 10
    small, large = (
        layer_statistics(layer_values(dense_network(units=ten, initializer=name), images, labels))
        for name in ("small_normal", "large_normal")
    )
    assert small[-1]["activation_deviation"] < 1e-6 and small[0]["gradient_deviation"] < 1e-6
    assert large[-1]["activation_deviation"] > 10 * large[0]["activation_deviation"]
    tanh = layer_statistics(layer_values(dense_network(activation="tanh", initializer="large_normal"), images, labels))
    assert tanh[0]["saturated"] > 0.5
    zeros = layer_statistics(layer_values(dense_network(initializer="zeros"), images, labels))
    assert [row["dead"] for row in zeros] == [1, 1] and zeros[0]["gradient_deviation"] == 0


def test_histograms_of_all_layers_have_the_same_bins_and_show_how_activations_shrink(drawn_dir):
    images, labels = some_images(drawn_dir)
    model = dense_network(activation="tanh", initializer="small_normal")
    values = layer_values(model, images, labels)
    table = pd.DataFrame(layer_histograms(values))
    shares = table.groupby(["figure", "depth"])["share"]
    assert shares.sum().to_numpy() == pytest.approx([1] * 4) and set(shares.size()) == {31}
    first, second = (table[(table["figure"] == "activation") & (table["depth"] == depth)] for depth in (1, 2))
    assert first["value"].tolist() == second["value"].tolist()
    assert second["share"].max() > first["share"].max()
    by_hand = np.clip(values[0][1], first["value"].iloc[0], first["value"].iloc[-1])
    assert np.average(first["value"], weights=first["share"]) == pytest.approx(
        by_hand.mean(), abs=np.ptp(first["value"]) / 60
    )


def test_layers_of_a_convolutional_network_with_normalisation_are_measured(drawn_dir):
    images, labels = some_images(drawn_dir)
    model = build_model(default_config("resnet_small", options={"depth": 8, "activation": "prelu"}))
    rows = layer_statistics(layer_values(model, images, labels))
    assert len(rows) == 7 and all(row["gradient_deviation"] > 0 for row in rows)


def test_a_network_without_hidden_layers_has_none_to_measure(drawn_dir):
    with pytest.raises(ConfigError, match="has no hidden layers"):
        layer_values(build_model(default_config("softmax_regression")), *some_images(drawn_dir))


def test_means_and_deviations_are_over_the_seeds():
    table = pd.DataFrame({"a": ["y", "y", "x"], "seed": [0, 1, 0], "loss": [1.0, 3.0, 5.0]})
    summary = summarize(table, ["a"], ["loss"])
    assert summary["a"].tolist() == ["y", "x"]
    assert summary["loss"].tolist() == [2.0, 5.0]
    assert summary["loss_deviation"].tolist() == pytest.approx([math.sqrt(2), math.nan], nan_ok=True)


def test_plots_show_what_they_are_given():
    rows = {"x": [1, 2, 1, 2], "c": ["p", "p", "q", "q"], "loss": [1.0, 2.0, 3.0, 4.0], "loss_deviation": [0.5] * 4}
    summary = pd.DataFrame({**rows, "diverged": [0, 0, 0, 0.5]})
    ax = Canvas().subplots()
    assert plot_lines(ax, summary, x="x", y="loss", color="c") is ax
    assert [list(line.get_ydata()) for line in ax.lines if line.get_linestyle() == "-"] == [[1, 2], [3, 4]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["p", "q", "diverged"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x", "loss")
    ax = plot_points(Canvas().subplots(), summary, x="x", y="loss", color="c")
    assert [text.get_text() for text in ax.get_yticklabels()] == ["1", "2"]
    ax = plot_curves(Canvas().subplots(), summary, x="x", y="loss", color="c")
    assert len(ax.lines) == len(ax.collections) == 2


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ((HEAD, "sedes = [1]\n", ACTIVATIONS), "no key 'sedes'"),
        ((HEAD,), "either \\[axes\\] or \\[\\[variants\\]\\]"),
        ((HEAD, ACTIVATIONS, NAMED.partition("[figure]")[0]), "and not both"),
        ((HEAD.replace("conclusion", "# conclusion"), ACTIVATIONS), "lacks 'conclusion'"),
        ((HEAD.replace("model", "# model"), ACTIVATIONS), "names no model"),
        ((HEAD, ACTIVATIONS.replace('"bar"', '"pie"')), "one of bar, line, curve"),
        ((HEAD, ACTIVATIONS.replace("test_accuracy", "beauty")), "the column 'beauty'"),
        ((HEAD, ACTIVATIONS.replace("[figure]", "dropout = [0.0, 0.1]\n[figure]")), "would average over variants"),
        ((HEAD, NAMED.replace('"nonsense"\nsettings', '"plain"\nsettings')), "Two variants are named 'plain'"),
        ((HEAD, "seeds = [1, 1]\n", ACTIVATIONS), "different numbers in seeds"),
        ((HEAD, BASE, "seed = 3\n", ACTIVATIONS), "seed nowhere else"),
        (("title = ",), "cannot be read as a study"),
    ],
)
def test_a_file_that_is_not_a_study_is_refused(study_file, parts, message):
    with pytest.raises(ConfigError, match=message):
        read_study(study_file(*parts))


def test_a_study_that_does_not_exist_names_those_that_do(capsys):
    assert main(["compare", "nope"]) == 2
    error = capsys.readouterr().err
    assert all(name in error for name in list_studies())


def test_compare_alone_lists_the_studies(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["compare"]) == 0
    text = capsys.readouterr().out
    assert all(name in text for name in list_studies())


@pytest.mark.slow
@pytest.mark.thorough
def test_every_network_of_the_shipped_studies_can_be_built(drawn_dir, tmp_path):
    splits, networks = load_fashion_mnist(drawn_dir), []
    for name in list_studies():
        runs, failures = plan_runs(find_study(name), splits, tmp_path)
        assert failures == {} and len({run.run for run in runs}) == len(runs)
        networks += [run.config.model for run in runs if run.config.model not in networks]
    for network in networks:
        build_model(network)
    assert {"architectures", "regularization", "normalization", "initialization", "activations"} <= set(list_studies())
    assert {"optimizers", "dataset_size"} <= set(list_studies())


def test_a_run_lies_where_it_always_did_unless_its_teacher_holds_something_else(study_file, drawn_dir, tmp_path):
    splits = load_fashion_mnist(drawn_dir)

    def folder(*parts):
        [run, *_] = plan_runs(read_study(study_file(HEAD, "seeds = [0]\n", *parts)), splits, tmp_path)[0]
        return run.run.path.name

    # Of options that a study does not name, new ones too, it knows nothing.
    best = 'checkpoint = "best"\n'
    assert folder(BASE, best, ACTIVATIONS) == "mlp-seed0-ac2011b07bce" != folder(BASE, ACTIVATIONS)
    teacher = tmp_path / "teacher.npz"
    teacher.write_bytes(b"one")
    first = folder(BASE, f'teacher = "{teacher}"\n', ACTIVATIONS)
    teacher.write_bytes(b"another")
    assert folder(BASE, f'teacher = "{teacher}"\n', ACTIVATIONS) != first


def test_a_table_of_variants_called_none_or_24_is_read_as_it_was_written(tmp_path):
    file = tmp_path / "results.csv"
    pd.DataFrame({"variant": ["None", "NA", "24"], "loss": [1.0, float("nan"), 2.0], "data": "drawn"}).to_csv(file)
    table = read_table(file)
    assert list(table["variant"]) == ["None", "NA", "24"] and table["loss"].isna().tolist() == [False, True, False]
    with pytest.raises(RunError, match="figures on drawn. Expected figures on fashion-mnist alone"):
        read_official(file)


def test_a_study_of_which_nothing_can_be_run_says_so(study_file, drawn_dir, quiet):
    file = study_file(HEAD, BASE, ACTIVATIONS.replace("activation =", "colour =").replace('"activation"', '"colour"'))
    with pytest.raises(RunError, match="No run of mine could be finished"):
        compared(file, drawn_dir, quiet)
    assert not (file.parent / "mine").exists()


def test_a_process_that_dies_costs_its_run_and_no_other(study_file, drawn_dir, quiet, monkeypatch, capfd):
    monkeypatch.setattr(study_runs, "_work", os._exit)  # it is given more than it takes, and dies at once
    splits = load_fashion_mnist(drawn_dir)
    runs, _ = plan_runs(read_study(study_file(HEAD, "seeds = [0]\n", BASE, ACTIVATIONS)), splits, study_file().parent)
    failures = study_runs.run_missing(runs, drawn_dir, layers=False, console=quiet)
    assert list(failures) == ["relu, seed 0", "tanh, seed 0"]
    assert all("for lack of memory" in why for why in failures.values())


def is_running(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill(id, 0) asks whether a process runs on POSIX only")
@pytest.mark.slow
def test_a_process_ends_with_the_one_that_started_it(tmp_path):
    script = (
        "import multiprocessing, os, training.studies.runs as runs\n"
        "process = multiprocessing.get_context('spawn').Process(target=runs._end_with_parent)\n"
        "process.start(); print(process.pid, flush=True); os._exit(0)\n"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    deadline = time.monotonic() + 60
    while is_running(int(output)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(int(output))


def _hear_interrupts():
    """A shell that runs the tests in the background lets everything under it ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console, not to one process")
def test_an_interrupted_study_goes_on_where_it_was(study_file, drawn_dir, in_this_process):
    file = study_file(HEAD, "seeds = [0]\n", BASE.replace("epochs = 2", "epochs = 60"), ACTIVATIONS)
    command = [sys.executable, "-m", "training", "compare", str(file), "--data-dir", str(drawn_dir)]
    environment = {**os.environ, "PYTHONPATH": ROOT}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=_hear_interrupts)
    deadline = time.monotonic() + 240
    while len(started := list(file.parent.glob("runs/studies/*/checkpoint.weights.h5"))) < 1:
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and "the same command continues" in errors
    run = Run(started[0].parent)
    kept = len(run.history())
    assert 0 < kept < 60 and not run.finished
    first = run.history()[0]
    assert main(command[3:]) == 0
    assert in_this_process == ["relu, seed 0", "tanh, seed 0"]
    assert [row["epoch"] for row in run.history()] == list(range(60)) and run.history()[0] == first
