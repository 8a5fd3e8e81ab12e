import html
import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from rich.console import Console

from data.fashion_mnist import load_fashion_mnist
from training.__main__ import main
from training.config import train_config
from training.report.pdf import MOST_PAGES
from training.report.writing import write_report
from training.run import Run, RunError
from training.studies.config import read_study
from training.studies.plan import plan_runs
from training.train import train

STUDY = """
title = "Perceptrons by their width"
teaches = "Wider is better."
model = "mlp"
preset = "smoke"
seeds = [0, 1]

[base]
epochs = 2

[axes]
units = [8, 24]

[figure]
kind = "bar"
x = "units"
y = "validation_accuracy"
"""


def write(subject, out, runs_dir=Path("nowhere"), **options):
    """The page and the PDF, as text and bytes."""
    page, pdf = write_report(str(subject), out, runs_dir=runs_dir, **options)
    return html.unescape(page.read_text("utf-8")), pdf.read_bytes()


def pages(pdf):
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


@pytest.fixture(scope="module")
def of_dense(finished_run, tmp_path_factory):
    return write(finished_run, tmp_path_factory.mktemp("dense"))


@pytest.fixture(scope="module")
def conv_run(tmp_path_factory, drawn_dir):
    out = tmp_path_factory.mktemp("runs") / "cnn"
    config = train_config("cnn", "smoke", ["filters=4,8", "epochs=2", "train_images=300", "tta_flip=true"])
    train(config, out, data_dir=drawn_dir, console=Console(quiet=True))
    return out


@pytest.fixture(scope="module")
def study_dir(tmp_path_factory, drawn_dir):
    """A study with its tables, and one of its runs in the folder `runs`."""
    root = tmp_path_factory.mktemp("study")
    (root / "widths").mkdir()
    (root / "widths" / "study.toml").write_text(STUDY)
    splits = load_fashion_mnist(drawn_dir)
    planned, _ = plan_runs(read_study(root / "widths" / "study.toml"), splits, root / "runs")
    rows, curves = [], []
    for number, run in enumerate(planned):
        wide = run.variant.axes["units"] == 24
        key = {"variant": run.variant.name, **run.variant.axes, "seed": run.config.seed}
        accuracy = 0.8 + 0.1 * wide + 0.01 * run.config.seed
        figures = {f"{part}_accuracy": accuracy for part in ("train", "validation", "test")}
        cost = {"parameters": 500 + number, "epochs": 2, "seconds": 1.5, "diverged": False}
        rows.append({**key, "data": "drawn-garments", **cost, **figures})
        curves += [{**key, "epoch": epoch, "val_accuracy": accuracy - 0.1 / epoch} for epoch in (1, 2)]
    pd.DataFrame(rows).to_csv(root / "widths" / "results.csv", index=False)
    pd.DataFrame(curves).to_csv(root / "widths" / "curves.csv", index=False)
    [wanted] = [run for run in planned if run.name == "24, seed 0"]
    train(wanted.config, wanted.run.path, data_dir=drawn_dir, console=Console(quiet=True))
    return root


def test_its_figures_are_those_of_the_run(finished_run, of_dense):
    page, _ = of_dense
    result = Run(finished_run).read("result")
    test = result["test"]
    low, high = test["accuracy_interval"]
    assert f"{100 * test['accuracy']:.2f} %" in page and f"{100 * low:.2f} % to {100 * high:.2f} %" in page
    assert f"{result['parameters']:,}" in page and f"temperature of {result['temperature']:.2f}" in page
    for name, row in test["per_class"].items():
        cells = [f"{100 * row[key]:.1f} %" for key in ("precision", "recall", "f1")]
        assert re.search(rf">{name}</th>" + "".join(rf"<td>{cell}</td>" for cell in cells), page)
    counts = np.array(test["confusion"]) + np.transpose(test["confusion"])
    assert f"<td>{np.triu(counts, 1).max()}</td>" in page


def test_it_follows_the_cycle_and_names_its_sources(of_dense):
    page, _ = of_dense
    steps = ["problem", "data", "Preparation", "model", "result", "wardrobe", "Deployment and limits", "Sources"]
    found = re.findall(r"<h2>(.*?)</h2>", page)
    assert all(step in heading for step, heading in zip(steps, found, strict=True))
    listed = page.partition("Sources</h2>")[2]
    assert "arXiv 1706.04599" in listed and "arXiv 1911.00068" in listed
    assert "arXiv 1607.06450" not in listed  # layer normalisation, which it has not


def test_the_page_holds_everything_itself(of_dense):
    page, _ = of_dense
    references = re.findall(r"""(?:src|href)\s*=\s*["'](.*?)["']|url\((.*?)\)|@import""", page)
    assert references and all(source.startswith("data:image/svg+xml") for source, _ in references)
    assert "<script" not in page
    images = re.findall(r"<img .*?>", page)
    assert len(images) >= 8 and all(re.search(r'alt="\w.+?"', image) for image in images)


@pytest.mark.slow
@pytest.mark.parametrize("run", ["finished_run", "conv_run"])
def test_the_pdf_has_three_or_four_pages_and_both_are_the_same_every_time(run, request, tmp_path):
    directory = request.getfixturevalue(run)
    first, second = (write(directory, tmp_path / name) for name in ("first", "second"))
    assert first == second
    assert 3 <= pages(first[1]) <= MOST_PAGES


def test_figures_on_drawn_data_are_said_to_mean_nothing_outside_it(of_dense):
    assert "not Fashion-MNIST: it calls itself drawn-garments" in of_dense[0]
    assert "worth nothing outside it" in of_dense[0]


def test_convolutions_are_shown_as_filters_and_maps_and_dense_layers_as_images_of_weights(of_dense, conv_run, tmp_path):
    of_conv, _ = write(conv_run, tmp_path)
    assert "The 4 filters of the first layer, stem" in of_conv and "Feature maps" in of_conv
    assert "images of their weights on the pixels of the first layer, hidden1" in of_dense[0]
    assert "Feature maps" not in of_dense[0]
    assert "only 300, stratified, were used" in of_conv and "the image and its mirror image" in of_conv


def test_a_part_that_was_left_out_is_told(drawn_dir, tmp_path):
    config = train_config("softmax_regression", "smoke", ["epochs=1", "train_images=0", "holdout_part=1/2"])
    train(config, tmp_path / "run", data_dir=drawn_dir, console=Console(quiet=True))
    page, _ = write(tmp_path / "run", tmp_path)
    assert "Of the 440 training images only 220, stratified, were used" in page


def test_without_hidden_layers_each_class_has_an_image_of_weights(drawn_dir, tmp_path):
    config = train_config("softmax_regression", "smoke", ["epochs=1"])
    train(config, tmp_path / "run", data_dir=drawn_dir, console=Console(quiet=True))
    page, _ = write(tmp_path / "run", tmp_path)
    assert "Each class has one image of weights" in page and "The 10 units" in page


def test_runs_that_differ_in_the_seed_alone_are_averaged(finished_run, drawn_dir, tmp_path):
    shutil.copytree(finished_run, tmp_path / "seed0")
    run = Run(tmp_path / "seed0")
    shutil.copytree(run.path, tmp_path / "seed1")
    other = Run(tmp_path / "seed1")
    config, result = other.read("config"), other.read("result")
    config["train"]["seed"] += 1
    result["test"]["accuracy"] = run.read("result")["test"]["accuracy"] - 0.2
    other.write("config", config)
    other.write("result", result)
    accuracy = run.read("result")["test"]["accuracy"]
    shutil.copytree(run.path, tmp_path / "a-back-up")
    page, _ = write(run.path, tmp_path / "report")
    assert "Over the 2 runs here that differ in their seed alone" in page
    assert f"{100 * accuracy - 10:.2f} % ± 14.14" in page


def test_photos_are_answered_and_their_failures_drawn(finished_run, photo_file, tmp_path):
    folder = tmp_path / "photos"
    for label in ("T-Shirt", "Sandal"):  # a T-shirt that is labelled as a sandal is a failure
        (folder / label).mkdir(parents=True)
        shutil.copy(photo_file, folder / label)
    page, _ = write(finished_run, tmp_path / "report", photos=folder)
    assert "Of 2 photos that it did not learn from" in page and "surest failure" in page
    assert "no photo was given" not in page


def test_a_study_is_compared_and_its_best_network_reported_at_length(study_dir, drawn_dir, tmp_path):
    page, pdf = write(study_dir / "widths", tmp_path, runs_dir=study_dir / "runs", data_dir=drawn_dir)
    assert "The models compared" in page and "The best model" in page and "surest failure" in page
    assert "<td>90.50 ± 0.71</td>" in page
    assert "Chosen by validation, 24 is best" in page and "more than twice the standard error" in page
    assert 3 <= pages(pdf) <= MOST_PAGES


def test_a_study_whose_runs_are_gone_is_reported_by_its_tables(study_dir, drawn_dir, tmp_path):
    page, _ = write(study_dir / "widths", tmp_path, data_dir=drawn_dir)
    assert "<td>90.50 ± 0.71</td>" in page and "runs of this study are not on this machine" in page


def test_a_study_shows_its_own_figure_and_what_it_measured_of_the_layers(study_dir, drawn_dir, tmp_path):
    study = tmp_path / "lines"
    shutil.copytree(study_dir / "widths", study)
    text = STUDY.replace('kind = "bar"', 'kind = "line"').replace("seeds = [0, 1]", "seeds = [0, 1]\nlayers = true")
    (study / "study.toml").write_text(text + 'color = "variant"\ndashed = "train_accuracy"\n')
    deviations = [("start", 1, 0.5, 1e-3), ("start", 2, 0.4, 1e-2), ("end", 1, 0.5, 2e-3), ("end", 2, 0.6, 2e-2)]
    columns = ["variant", "units", "seed", "when", "depth", "activation_deviation", "gradient_deviation"]
    rows = [(str(units), units, seed, *row) for units in (8, 24) for seed in (0, 1) for row in deviations]
    pd.DataFrame(rows, columns=columns).to_csv(study / "layers.csv", index=False)
    page, pdf = write(study, tmp_path / "out", data_dir=drawn_dir)
    assert "The study's figure: Perceptrons by their width." in page and "Dashed: train accuracy." in page
    assert "what rises steeply explodes" in page
    plain, _ = write(study_dir / "widths", tmp_path / "plain", data_dir=drawn_dir)
    assert page.count("<img") == plain.count("<img") + 2 and "The study's figure" not in plain
    assert 3 <= pages(pdf) <= MOST_PAGES


def test_what_cannot_be_reported_is_refused_with_a_sentence(finished_run, study_dir, tmp_path, capsys):
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    shutil.copy(finished_run / "config.json", unfinished)
    assert main(["report", str(unfinished)]) == 2
    assert "no result.json: train it to its end with --resume" in capsys.readouterr().err
    assert main(["report", str(tmp_path / "nothing")]) == 2
    assert "neither a run nor a study" in capsys.readouterr().err
    (tmp_path / "study.toml").write_text(STUDY)
    assert main(["report", str(tmp_path)]) == 2
    assert "no results.csv: run python -m training compare" in capsys.readouterr().err
    assert [path.name for path in unfinished.iterdir()] == ["config.json"]


def test_another_data_folder_than_the_runs_is_refused(finished_run, tmp_path):
    from data.drawn.dataset import write_drawn_dataset

    write_drawn_dataset(tmp_path / "other", train=120, test=20, seed=9)
    with pytest.raises(RunError, match="holds another data set. Name the right folder with --data-dir"):
        write(finished_run, tmp_path / "report", data_dir=tmp_path / "other")


def test_the_command_names_the_files_that_it_wrote(finished_run, tmp_path, capsys):
    assert main(["report", str(finished_run), "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "report.html"), str(tmp_path / "report.pdf")]
