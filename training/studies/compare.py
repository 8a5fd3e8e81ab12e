"""`training compare`: trains the missing runs of a study, then writes its tables and figures."""

from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from data.fashion_mnist import load_fashion_mnist
from data.files import write_atomically
from model.study_results import CURVES_FILE, LAYERS_FILE, RESULTS_FILE, STUDIES
from training.run import RunError
from training.studies.answers import keep_answers
from training.studies.config import Study, find_study, list_studies
from training.studies.pictures import draw_curves, draw_figure, draw_histograms, draw_layers
from training.studies.plan import plan_runs
from training.studies.runs import run_missing
from training.studies.tables import best_variant, curves_table, histograms_table, layers_table, results_table


def compare(
    study: Study, out: Path, *, runs_dir: Path, data_dir: Path | None = None, console: Console | None = None
) -> dict[str, str]:
    """Trains the missing runs of ``study`` under ``runs_dir``, and writes its tables and figures to ``out``.

    The folder `best` there gets what the best network answered, so that a report needs no training.

    Returns:
        For each variant, or variant and seed, that could not be trained, the reason.

    Raises:
        DataError: the data set is missing or altered.
        RunError: no run could be finished, or a run or a result cannot be written.
    """
    console = console or Console(stderr=True)
    splits = load_fashion_mnist(data_dir)
    runs, failures = plan_runs(study, splits, runs_dir)
    for name, why in failures.items():
        console.print(Text(f"{name}: {why}"), soft_wrap=True)
    failures |= run_missing(runs, splits.directory, layers=study.layers, console=console)
    finished = [run for run in runs if run.name not in failures]
    if not finished:
        raise RunError(f"No run of {study.name} could be finished. Change the study, and compare again.")
    results, curves = results_table(finished), curves_table(finished)
    out.mkdir(parents=True, exist_ok=True)
    _write(results, out / RESULTS_FILE)
    _write(curves, out / CURVES_FILE)
    draw_figure(study, curves if study.figure.kind == "curve" else results, splits.name, out)
    draw_curves(study, curves, splits.name, out)
    best = best_variant(results)
    keep_answers(next(run.run for run in finished if run.variant.name == best), out)
    if study.layers:
        layers = layers_table(finished)
        _write(layers, out / LAYERS_FILE)
        draw_layers(study, layers, splits.name, out)
        if len(histograms := histograms_table(finished)):
            draw_histograms(study, histograms, splits.name, out)
    return failures


def print_studies(console: Console) -> None:
    """Prints the studies that ship with the project as a table."""
    table = Table("study", "runs", "results", "what it shows", title="Studies")
    for name in list_studies():
        study = find_study(name)
        results = "yes" if (STUDIES / name / RESULTS_FILE).exists() else "no"
        table.add_row(name, str(len(study.variants) * len(study.seeds)), results, study.conclusion)
    console.print(table)


def _write(table: pd.DataFrame, file: Path) -> None:
    # More digits than six differ from seed to seed, and would triple the size of the committed files.
    write_atomically(file, table.to_csv(index=False, float_format="%.6g", lineterminator="\n"))
