"""A compared study: its tables, its best run, and the figures that a report shows of them."""

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.fashion_mnist import Splits, load_fashion_mnist
from model.metrics import accuracy_interval
from model.spread import Spread
from model.study_results import CURVES_FILE, LAYERS_FILE, RESULTS_FILE
from training.report import figures
from training.report.baselines import Baselines
from training.report.evidence import written_at
from training.report.techniques import TECHNIQUES, explain
from training.run import Run, RunError
from training.studies.answers import answers
from training.studies.config import Study
from training.studies.pictures import curve_choice
from training.studies.plan import plan_runs
from training.studies.tables import read_curves, read_table, summarize

_SHOWN = 14
_PARTS = ("train", "validation", "test")


@dataclass(frozen=True)
class Comparison:
    """A study with its tables and the data set of its runs.

    ``summary`` has a row for each variant, the best on validation first: the means of its figures, their
    ``FIGURE_deviation`` over the seeds, and ``runs``.
    """

    study: Study
    summary: pd.DataFrame
    results: pd.DataFrame
    curves: pd.DataFrame
    layers: pd.DataFrame | None
    splits: Splits

    @property
    def date(self) -> datetime.datetime:
        """When its tables were written."""
        return written_at(self.study.directory / RESULTS_FILE)

    @property
    def best(self) -> str:
        """The name of the variant with the highest mean validation accuracy."""
        return str(self.summary["variant"].iloc[0])


def gather_study(study: Study, data_dir: Path | None = None) -> Comparison:
    """Reads the tables that `training compare` wrote for ``study``, and the data set.

    Raises:
        RunError: the study was not compared yet, or ``data_dir`` holds another data set.
        DataError: the data set is missing or altered.
    """
    if not (study.directory / RESULTS_FILE).exists():
        raise RunError(f"{study.directory} holds no {RESULTS_FILE}: run python -m training compare {study.name} first.")
    results, curves = read_table(study.directory / RESULTS_FILE), read_curves(study.directory / CURVES_FILE)
    splits = load_fashion_mnist(data_dir)
    if set(results["data"]) != {splits.name}:
        raise RunError(
            f"{study.name} was compared on {' and '.join(sorted(set(results['data'])))}, but {splits.directory} holds "
            f"{splits.name}. Name the right folder with --data-dir."
        )
    accuracies = [f"{part}_accuracy" for part in _PARTS]
    summary = summarize(results, ["variant"], [*accuracies, "parameters", "epochs", "seconds", "diverged"])
    summary["runs"] = results.groupby("variant", sort=False).size().to_numpy()
    summary = summary.sort_values("validation_accuracy", ascending=False, kind="stable", ignore_index=True)
    layers = read_table(study.directory / LAYERS_FILE) if study.layers else None
    return Comparison(study, summary, results, curves, layers, splits)


def best_run(comparison: Comparison, runs_dir: Path) -> Run | None:
    """The finished run of the best variant with its first seed in ``runs_dir``, or its answers beside the tables."""
    runs, _ = plan_runs(comparison.study, comparison.splits, runs_dir)
    of_best = [run for run in runs if run.variant.name == comparison.best]
    finished = [run.run for run in of_best if run.run.finished]
    kept = answers(comparison.study.directory)
    if not finished and kept.started and kept.config() in [run.config for run in of_best]:
        return kept
    return finished[0] if finished else None


def comparison_section(comparison: Comparison, baselines: Baselines) -> dict[str, Any]:
    """The values of `comparison.html`; ``baselines`` are those of `baseline_accuracies`."""
    study, layers, total = comparison.study, comparison.layers, len(comparison.splits.test)
    best_test = round(float(comparison.summary["test_accuracy"].iloc[0]) * total)
    is_earlier = bool(comparison.curves["train_loss"].isna().all())
    by_name, shown = comparison.summary.set_index("variant"), comparison.summary.head(_SHOWN)
    first, *others = [variant.settings for variant in study.variants]
    shared = {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}
    if is_earlier:
        shared.pop("checkpoint", None)
    leaders = comparison.summary.head(2)
    errors = leaders["validation_accuracy_deviation"] / np.sqrt(leaders["runs"])
    table = comparison.curves if study.figure.kind == "curve" else comparison.results
    return {
        "study": study,
        "variants": len(by_name),
        "shared": {key: str(value).lower() for key, value in shared.items()},
        "techniques": explain(shared, *TECHNIQUES),
        "rows": [
            *(_row(row) for row in shown.to_dict("records")),
            *((name, "", "", f"{100 * pair[0]:.2f}") for name, pair in baselines.items()),
        ],
        "left_out": len(by_name) - len(shown),
        "one_seed": len(study.seeds) == 1,
        "earlier": is_earlier,
        "test_interval": accuracy_interval(best_test, total),
        "leaders": leaders.to_dict("records"),
        "lead": -float(np.diff(leaders["validation_accuracy"]).sum()),
        "lead_error": float(np.hypot(*errors)) if len(errors) > 1 and np.isfinite(errors).all() else None,
        "diverged": by_name.index[by_name["diverged"] > 0].tolist(),
        "gaps": 100 * (by_name["train_accuracy"] - by_name["validation_accuracy"]),
        "seconds": by_name["seconds"],
        # A bar chart would show the accuracies of the variants, which have a figure of their own.
        "own_figure": None if study.figure.kind == "bar" else figures.draw_study(study, table),
        "layers_figure": None if layers is None else figures.draw_study(study, layers, layers=True),
        "accuracies_figure": figures.draw_accuracies(_by_part(shown)),
        "curves_figure": figures.draw_learning(comparison.curves, curve_choice(comparison.curves)),
        "results_file": RESULTS_FILE,
    }


def _row(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """The cells of a variant in the table."""
    return row["variant"], f"{row['parameters']:,.0f}", f"{row['seconds']:.0f}", spread(row, "validation_accuracy")


def spread(row: Mapping[str, Any], figure: str) -> str:
    """Mean and standard deviation of a figure in per cent; the mean alone where there is no deviation."""
    mean, deviation = row[figure], row[f"{figure}_deviation"]
    return Spread(100 * mean, 100 * deviation if math.isfinite(deviation) else None, row["runs"]).text(".2f")


def _by_part(summary: pd.DataFrame) -> pd.DataFrame:
    """A row for each variant and each of the parts that are compared to see overfitting."""
    columns = {part: ["variant", f"{part}_accuracy", f"{part}_accuracy_deviation"] for part in ("train", "validation")}
    names = ["variant", "accuracy", "accuracy_deviation"]
    return pd.concat([summary[of].set_axis(names, axis=1).assign(part=part) for part, of in columns.items()])
