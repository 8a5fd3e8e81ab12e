"""A compared study: its tables, its best run, and the figures that a report shows of them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from data.fashion_mnist import Splits, load_fashion_mnist
from model.metrics import accuracy_interval
from model.study_results import CURVES_FILE, LAYERS_FILE, RESULTS_FILE
from training.report import figures
from training.report.evidence import written_at
from training.report.techniques import TECHNIQUES, explain
from training.run import Run, RunError
from training.studies.config import Study
from training.studies.plan import plan_runs
from training.studies.tables import read_table, summarize

_SHOWN = 14
_CURVES = 5
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
    results, curves = (read_table(study.directory / file) for file in (RESULTS_FILE, CURVES_FILE))
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
    """The finished run of the best variant with its first seed, if it is in ``runs_dir``."""
    runs, _ = plan_runs(comparison.study, comparison.splits, runs_dir)
    found = [run.run for run in runs if run.variant.name == comparison.best and run.run.finished]
    return found[0] if found else None


def comparison_section(comparison: Comparison) -> dict[str, Any]:
    """The values of `comparison.html`."""
    study, summary = comparison.study, comparison.summary
    shared = _shared_settings(study)
    gaps, seconds, names = summary.train_accuracy - summary.validation_accuracy, summary.seconds, summary.variant
    total = len(comparison.splits.test)
    rows = summary.to_dict("records")
    for row in rows:
        row["interval"] = accuracy_interval(round(row["test_accuracy"] * total), total)
    table = comparison.curves if study.figure.kind == "curve" else comparison.results
    return {
        "study": study,
        "variants": len(rows),
        "shared": {key: str(value).lower() for key, value in shared.items()},
        "techniques": explain(shared, *TECHNIQUES),
        "rows": rows[:_SHOWN],
        "left_out": len(rows[_SHOWN:]),
        "test_images": total,
        "best": rows[0],
        "second": rows[1] if len(rows) > 1 else None,
        **_lead(rows),
        "diverged": names[summary.diverged > 0].tolist(),
        "widest_gap": (names.iloc[gaps.argmax()], gaps.max()),
        "narrowest_gap": (names.iloc[gaps.argmin()], gaps.min()),
        "quickest": (names.iloc[seconds.argmin()], seconds.min()),
        "slowest": (names.iloc[seconds.argmax()], seconds.max()),
        # A bar chart would show the accuracies of the variants, which have a figure of their own.
        "own_figure": None if study.figure.kind == "bar" else figures.draw_study(study, table),
        "layers_figure": None
        if comparison.layers is None
        else figures.draw_study(study, comparison.layers, layers=True),
        "accuracies_figure": _draw_accuracies(summary.head(_SHOWN)),
        "curves_figure": _draw_curves(comparison),
        "results_file": RESULTS_FILE,
    }


def _shared_settings(study: Study) -> dict[str, Any]:
    first, *others = [variant.settings for variant in study.variants]
    return {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}


def _lead(rows: list[dict[Any, Any]]) -> Mapping[str, float | None]:
    """The lead of the best variant over the second on validation, and its standard error if there are several seeds."""
    if len(rows) < 2:
        return {"lead": None, "lead_error": None}
    errors = [row["validation_accuracy_deviation"] / np.sqrt(row["runs"]) for row in rows[:2]]
    return {
        "lead": rows[0]["validation_accuracy"] - rows[1]["validation_accuracy"],
        "lead_error": float(np.hypot(*errors)) if min(row["runs"] for row in rows[:2]) > 1 else None,
    }


def _draw_accuracies(summary: pd.DataFrame) -> Figure:
    columns = {part: f"{part}_accuracy" for part in ("train", "validation")}
    return figures.draw_accuracies(
        summary.variant.tolist(),
        {part: summary[column].to_numpy() for part, column in columns.items()},
        {part: summary[f"{column}_deviation"].to_numpy() for part, column in columns.items()},
    )


def _draw_curves(comparison: Comparison) -> Figure:
    """Mean validation accuracies by epoch of the best variants, the middle one and the last."""
    names = comparison.summary.variant.tolist()
    chosen = dict.fromkeys([*names[: _CURVES - 2], names[len(names) // 2], names[-1]])
    means = comparison.curves.groupby(["variant", "epoch"])["val_accuracy"].mean()
    return figures.draw_curves({name: (means[name].index.to_numpy(), means[name].to_numpy()) for name in chosen})
