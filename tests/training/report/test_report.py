import html
import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.drawn.dataset import write_drawn_dataset
from data.fashion_mnist import load_fashion_mnist
from data.labels import CLASS_NAMES
from training.__main__ import main
from training.report.baselines import baseline_accuracies
from training.report.comparison import spread
from training.report.rendering import render_page, render_pdf
from training.report.writing import build_report
from training.run import Run, RunError
from training.studies.answers import keep_answers


def report_of(subject, runs_dir=Path("nowhere"), **options):
    return build_report(str(subject), runs_dir=runs_dir, **options)


def text_of(report):
    """The page, its entities and line breaks resolved."""
    return re.sub(r"\s+", " ", html.unescape(render_page(report)))


def page_of(subject, **options):
    return text_of(report_of(subject, **options))


def pages(pdf):
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf))


def copied(run, path):
    shutil.copytree(run, path)
    return Run(path)


def test_a_mean_without_a_deviation_stands_alone():
    row = {"accuracy": 0.5, "accuracy_deviation": 0.01, "runs": 2}
    assert spread(row, "accuracy") == "50.00 ± 1.00"
    assert spread({**row, "accuracy_deviation": float("nan")}, "accuracy") == "50.00"


@pytest.fixture(scope="session")
def of_dense(made_runs):
    return report_of(made_runs["mlp"])


@pytest.fixture(scope="session")
def of_conv(made_runs):
    return report_of(made_runs["cnn"])


@pytest.fixture(scope="session")
def of_study(made_study, made_dir):
    return report_of(made_study, runs_dir=made_study.parent / "runs", data_dir=made_dir)


@pytest.fixture(scope="session")
def dense_page(of_dense):
    return text_of(of_dense)


@pytest.fixture(scope="session")
def study_page(of_study):
    return text_of(of_study)


def test_the_command_writes_a_page_and_a_pdf_and_prints_their_paths(made_runs, tmp_path, capsys):
    authors = ["--author", "Ada Lovelace", "--author", "Alan Turing"]
    assert main(["report", str(made_runs["softmax"]), *authors, "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split() == [str(tmp_path / "report.html"), str(tmp_path / "report.pdf")]
    page = " ".join(html.unescape((tmp_path / "report.html").read_text("utf-8")).split())
    assert "Ada Lovelace and Alan Turing. The run softmax" in page
    assert "recorded only the objective on training images" in page
    assert "Each class has one image of weights" in page
    assert 2 <= pages((tmp_path / "report.pdf").read_bytes()) <= 3


def test_its_figures_are_those_of_the_run(made_runs, dense_page):
    page = dense_page
    result = Run(made_runs["mlp"]).figures()
    test = result["test"]
    low, high = test["accuracy_interval"]
    assert f"{100 * test['accuracy']:.2f} %" in page and f"{100 * low:.2f} % to {100 * high:.2f} %" in page
    assert f"{result['parameters']:,}" in page and f"temperature of {result['temperature']:.2f}" in page
    for name, row in test["per_class"].items():
        cells = [f"{100 * row[key]:.1f} %" for key in ("precision", "recall", "f1")]
        assert re.search(rf">{name}</th>" + "".join(rf"<td>{cell}</td>" for cell in cells), page)
    counts = np.array(test["confusion"]) + np.transpose(test["confusion"])
    assert f"<td>{np.triu(counts, 1).max()}</td>" in page


def test_the_page_needs_no_other_file(dense_page):
    page = dense_page
    references = re.findall(r"""(?:src|href)\s*=\s*["'](.*?)["']|url\((.*?)\)|@import""", page)
    assert references and all(source.startswith("data:image/svg+xml") for source, _ in references)
    assert "<script" not in page
    images = re.findall(r"<img .*?>", page)
    assert len(images) >= 8 and all(re.search(r'alt="\w.+?"', image) for image in images)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["of_dense", "of_conv", "of_study"])
def test_the_pdf_has_three_pages_for_a_run_and_four_for_a_study(name, request):
    report = request.getfixturevalue(name)
    assert report.pages == (4 if name == "of_study" else 3)
    assert report.pages - 1 <= pages(render_pdf(report)) <= report.pages


def test_a_network_is_compared_with_baselines_and_with_the_runs_beside_it(made_dir, made_runs, dense_page):
    splits = load_fashion_mnist(made_dir)
    baselines = baseline_accuracies(splits)
    assert baselines["most frequent class"] == (0.1, 0.1)  # of ten balanced classes
    assert baselines["softmax regression"][1] > 0.5
    assert f"labels {100 * baselines['softmax regression'][1]:.2f} % correctly" in dense_page
    validation = 100 * Run(made_runs["cnn"]).figures()["validation"]["accuracy"]
    assert re.search(rf">cnn</th><td>[\d,]+</td><td>{validation:.2f} %</td><td></td>", dense_page)
    assert "mlp (this run)</th>" in dense_page


@pytest.mark.slow
def test_right_predictions_and_augmented_images_are_shown_where_there_are_some(of_conv, made_runs, tmp_path):
    assert "The first 8 right predictions" in text_of(of_conv)
    assert "what augmentation makes of them" in text_of(of_conv)
    plain = copied(made_runs["softmax"], tmp_path / "plain")
    config = plain.read("config")
    config["train"]["augmentation"] |= {"flip": "none", "shift": 0}
    plain.write("config", config)
    assert "what augmentation makes of them" not in page_of(plain.path)


def test_training_and_validation_are_compared_where_both_were_measured_alike(dense_page):
    assert "on training and validation images alike: in evaluation mode" in dense_page


@pytest.mark.slow
@pytest.mark.thorough
def test_the_same_run_gives_the_same_files(made_runs):
    first, second = (report_of(made_runs["softmax"]) for _ in range(2))
    assert render_page(first) == render_page(second) and render_pdf(first) == render_pdf(second)


def test_only_cited_sources_are_listed(dense_page):
    listed = dense_page.partition("Sources</h2>")[2]
    assert "arXiv 1706.04599" in listed and "arXiv 1911.00068" in listed
    assert "arXiv 1607.06450" not in listed  # layer normalisation, which this network does not have


def test_a_report_on_another_data_set_says_so(dense_page):
    assert "not Fashion-MNIST but made-patterns" in dense_page and "is of no use outside it" in dense_page


@pytest.mark.slow
def test_convolutions_are_shown_as_filters_and_maps_and_dense_layers_as_images_of_weights(dense_page, of_conv):
    conv_page = text_of(of_conv)
    assert "The 4 filters of the first layer, stem" in conv_page and "Feature maps" in conv_page
    assert "images of their weights on the pixels of the first layer, hidden1" in dense_page
    assert "Feature maps" not in dense_page
    assert "a stratified sample of 300 of the 440 training images" in conv_page


@pytest.mark.slow
def test_test_images_that_were_never_scored_are_scored_and_stored(made_runs, made_dir, tmp_path):
    run = copied(made_runs["softmax"], tmp_path / "run")
    result, predictions = run.read("result"), run.read_predictions()
    del result["test"], predictions["test"]
    run.write("result", result)
    run.write_predictions(**predictions)
    page = page_of(run.path)
    scored = run.figures()["test"]
    assert scored["n"] == 100 and f"labels {100 * scored['accuracy']:.2f} % of the 100 test images correctly" in page


@pytest.mark.slow
def test_runs_that_differ_only_in_the_seed_are_averaged(made_runs, tmp_path):
    run, other = (copied(made_runs["mlp"], tmp_path / name) for name in ("seed0", "seed1"))
    config, result = other.read("config"), other.read("result")
    config["train"]["seed"] += 1
    result["test"]["accuracy"] -= 0.2
    other.write("config", config)
    other.write("result", result)
    copied(run.path, tmp_path / "a-back-up")
    page = page_of(run.path)
    assert "Over the 2 runs in this folder that differ only in the seed" in page
    assert f"{100 * run.read('result')['test']['accuracy'] - 10:.2f} % ± 14.14" in page


@pytest.mark.slow
def test_photos_are_labelled_and_failures_shown(made_runs, photo_file, tmp_path):
    folder = tmp_path / "photos"
    for label in ("T-Shirt", "Sandal"):  # the same photo under two labels: one of them is a failure
        (folder / label).mkdir(parents=True)
    shutil.copy(photo_file, folder / "T-Shirt")
    (folder / "Sandal" / "other.jpg").write_bytes(photo_file.read_bytes() + b"\0")
    page = page_of(made_runs["mlp"], photos=folder)
    assert "of 2 photos that were not used for training" in page and "of the highest confidence on photos" in page
    assert "was given no photos" not in page


@pytest.mark.slow
def test_a_network_with_classes_of_its_own_has_no_test_figures(made_runs, tmp_path):
    run = copied(made_runs["mlp"], tmp_path / "run")
    config, result = run.read("config"), run.read("result")
    names = ["Hats", *CLASS_NAMES[1:]]
    run.write("config", {**config, "photos": {"directory": "", "class_names": names, "fold_of": {"0": 1}}})
    del result["test"], result["validation"]
    run.write("result", {**result, "photos": {"n": 0, "accuracy": None, "split_by": "photo", **NO_PHOTOS}})
    page = page_of(run.path)
    assert "sorts into the user's own classes" in page and "Confusion matrix" not in page and "Hats, Trouser" in page
    assert "trained on 1 photo as well" in page


NO_PHOTOS = {"right_among_sorted": None, "unknown_n": 0, "per_class": {}, "confusion": {}}


def test_a_study_is_compared_and_its_best_network_shown_in_detail(study_page):
    page = study_page
    assert "The models compared" in page and "The best model" in page and "of the highest confidence" in page
    assert "<td>90.50 ± 0.71</td>" in page
    assert "24 is the best variant on validation" in page and "more than twice the standard error" in page


@pytest.mark.slow
def test_a_study_without_its_runs_is_reported_by_its_tables(made_study, made_dir, tmp_path):
    page = page_of(made_study, data_dir=made_dir)
    assert "<td>90.50 ± 0.71</td>" in page and "runs of this study are not on this machine" in page


@pytest.mark.slow
def test_a_study_that_keeps_its_answers_needs_no_runs(made_study, made_dir, study_page, tmp_path):
    study = tmp_path / "widths"
    shutil.copytree(made_study, study)
    [best] = (made_study.parent / "runs").iterdir()
    keep_answers(Run(best), study)
    page = page_of(study, data_dir=made_dir)
    test = Run(best).figures()["test"]
    assert f"labels {100 * test['accuracy']:.2f} % of the 100 test images correctly" in page
    assert "right predictions" in page and "The study keeps what its best network answered" in page
    assert "images of their weights" not in page and "images of their weights" in study_page
    with pytest.raises(RunError, match="weights of 24 are not on this machine.*leave out --photos"):
        report_of(study, data_dir=made_dir, photos=tmp_path)


@pytest.mark.slow
def test_tables_of_an_earlier_version_are_said_to_be_so(made_study, made_dir, study_page, tmp_path):
    study = tmp_path / "widths"
    shutil.copytree(made_study, study)
    pd.read_csv(study / "curves.csv").drop(columns=["train_loss", "train_accuracy"]).to_csv(study / "curves.csv")
    page = page_of(study, data_dir=made_dir)
    assert "which recorded the best epoch of each run" in page and "checkpoint = " not in page
    assert "which recorded the best epoch" not in study_page and "checkpoint = last" in study_page


@pytest.mark.slow
def test_a_study_with_one_seed_shows_no_deviation(made_study, made_dir, tmp_path):
    study = tmp_path / "one"
    shutil.copytree(made_study, study)
    (study / "study.toml").write_text((study / "study.toml").read_text().replace("seeds = [0, 1]", "seeds = [0]"))
    for name in ("results.csv", "curves.csv"):
        table = pd.read_csv(study / name)
        table[table["seed"] == 0].to_csv(study / name, index=False)
    page = page_of(study, data_dir=made_dir)
    assert "<td>90.00</td>" in page and "±" not in page and "one seed cannot tell" in page


@pytest.mark.slow
def test_a_study_shows_its_own_figure_and_its_layers(made_study, made_dir, study_page, tmp_path):
    study = tmp_path / "lines"
    shutil.copytree(made_study, study)
    text = (study / "study.toml").read_text().replace('kind = "bar"', 'kind = "line"')
    text = text.replace("seeds = [0, 1]", "seeds = [0, 1]\nlayers = true")
    (study / "study.toml").write_text(text + 'color = "variant"\ndashed = "train_accuracy"\n')
    deviations = [("start", 1, 0.5, 1e-3), ("start", 2, 0.4, 1e-2), ("end", 1, 0.5, 2e-3), ("end", 2, 0.6, 2e-2)]
    columns = ["variant", "units", "seed", "when", "depth", "activation_deviation", "gradient_deviation"]
    rows = [(str(units), units, seed, *row) for units in (8, 24) for seed in (0, 1) for row in deviations]
    pd.DataFrame(rows, columns=columns).to_csv(study / "layers.csv", index=False)
    report = report_of(study, runs_dir=made_study.parent / "runs", data_dir=made_dir)
    page = text_of(report)
    assert "The figure of the study: Perceptrons by their width; mean" in page and "Dashed: train accuracy." in page
    assert "a steep rise exploding signals" in page
    assert page.count("<img") == study_page.count("<img") + 2 and "The figure of the study" not in study_page
    assert pages(render_pdf(report)) == report.pages


def test_what_cannot_be_reported_is_refused_with_a_message(made_runs, made_study, tmp_path, capsys):
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    shutil.copy(made_runs["mlp"] / "config.json", unfinished)
    assert main(["report", str(unfinished)]) == 2
    assert "no result.json: finish the training with --resume" in capsys.readouterr().err
    assert main(["report", str(tmp_path / "nothing")]) == 2
    assert "neither a run nor a study" in capsys.readouterr().err
    shutil.copy(made_study / "study.toml", tmp_path)
    assert main(["report", str(tmp_path)]) == 2
    assert "no results.csv: run python -m training compare" in capsys.readouterr().err
    assert [path.name for path in unfinished.iterdir()] == ["config.json"]


def test_another_data_folder_than_the_runs_is_refused(made_runs, tmp_path):
    write_drawn_dataset(tmp_path / "other", train=120, test=20, seed=9)
    with pytest.raises(RunError, match="holds another data set. Name the right folder with --data-dir"):
        report_of(made_runs["mlp"], data_dir=tmp_path / "other")
