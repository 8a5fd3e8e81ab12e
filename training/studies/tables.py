"""A study's results as tidy tables: `results.csv` by run, `curves.csv` by epoch, `layers.csv` by layer."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from data.fashion_mnist_files import OFFICIAL_NAME
from model.spread import spread
from training.run import RunError
from training.studies.config import CURVE_FIGURES
from training.studies.plan import StudyRun


def results_table(runs: Sequence[StudyRun]) -> pd.DataFrame:
    """One row per run: what was varied, ``seed``, ``data``, cost, then accuracies (0–1) and losses (nats) by part.

    The figures are those of the weights that the run saved, without augmentation, dropout and temperature.
    ``diverged`` is whether the loss of some epoch was not finite.
    """
    return pd.DataFrame([{**_key(run), **_results(run)} for run in runs])


def curves_table(runs: Sequence[StudyRun]) -> pd.DataFrame:
    """One row per epoch, counted from 1, with the figures of the history.

    ``train_loss`` and ``val_loss`` are the plain cross-entropy in evaluation mode; ``loss`` is the objective.
    """
    return pd.DataFrame(
        [{**_key(run), **row, "epoch": int(row["epoch"]) + 1} for run in runs for row in run.run.history()]
    )


def layers_table(runs: Sequence[StudyRun]) -> pd.DataFrame:
    """One row per layer before (``start``) and after training (``end``), with the figures of `layer_statistics`."""
    return pd.DataFrame([{**_key(run), **row} for run in runs for row in run.run.read("study")["layers"]])


def histograms_table(runs: Sequence[StudyRun]) -> pd.DataFrame:
    """The histograms of `layer_histograms` before training, of the first run of each variant; older runs have none."""
    first = {run.variant.name: run for run in reversed(runs)}
    stored = {name: run.run.read("study").get("histograms", []) for name, run in first.items()}
    return pd.DataFrame([{**_key(first[name]), **row} for name, rows in reversed(stored.items()) for row in rows])


def read_table(file: Path) -> pd.DataFrame:
    """Reads a table that `training compare` wrote. A variant is text, even if it is called 24 or None."""
    return pd.read_csv(file, dtype={"variant": str}, keep_default_na=False, na_values=["", "nan"])


def read_curves(file: Path) -> pd.DataFrame:
    """Reads `curves.csv`; NaN stands for training figures where an earlier version measured only the objective."""
    table = read_table(file)
    return table.reindex(columns=[*table, *(name for name in CURVE_FIGURES if name not in table)])


def best_variant(results: pd.DataFrame) -> str:
    """The variant with the highest mean validation accuracy; of equals, the first."""
    means = results.groupby("variant", sort=False)["validation_accuracy"].mean()
    return str(means.idxmax())


def read_official(file: Path) -> pd.DataFrame:
    """Reads a table of results on the official data set; raises RunError if a row is of another one."""
    table = read_table(file)
    if others := set(table["data"]) - {OFFICIAL_NAME}:
        raise RunError(
            f"{file} holds figures on {', '.join(sorted(others))}. Expected figures on {OFFICIAL_NAME} alone."
        )
    return table


def summarize(table: pd.DataFrame, keys: Sequence[str], figures: Sequence[str]) -> pd.DataFrame:
    """Mean and standard deviation of the rows with equal ``keys``, which are as a rule the seeds, in their order.

    Returns:
        ``keys``, and of every figure the mean as ``FIGURE`` and the deviation as ``FIGURE_deviation``, NaN for a
        single row.
    """
    grouped = table.groupby(list(dict.fromkeys(keys)), sort=False)[list(figures)]
    means, deviations = grouped.agg(_mean), grouped.agg(_deviation).astype(float)
    return means.join(deviations.add_suffix("_deviation")).reset_index()


def _mean(values: "pd.Series[float]") -> float:
    return spread(values).mean


def _deviation(values: "pd.Series[float]") -> float | None:
    return spread(values).deviation


def _key(run: StudyRun) -> dict[str, Any]:
    return {"variant": run.variant.name, **run.variant.axes, "seed": run.config.seed}


def _results(run: StudyRun) -> dict[str, Any]:
    result, measured = run.run.read("result"), run.run.read("study")
    machine = run.run.read("environment")
    return {
        "data": run.run.read("config")["data"]["name"],
        "parameters": result["parameters"],
        "multiply_adds": measured["multiply_adds"],
        "epochs": result["epochs"],
        "seconds": round(result["seconds"], 2),
        **{
            f"{part}_{figure}": math.nan if measured[part][figure] is None else measured[part][figure]
            for part in ("train", "validation", "test")
            for figure in ("accuracy", "loss")
        },
        "diverged": not all(math.isfinite(row["loss"]) for row in run.run.history()),
        "processor": machine["processor"],
        "cores": machine["cores"],
    }
