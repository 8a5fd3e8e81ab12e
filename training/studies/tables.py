"""What a study found, as tidy tables: `results.csv`, a row a run; `curves.csv`, an epoch; `layers.csv`, a layer."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from data.fashion_mnist_files import OFFICIAL_NAME
from training.run import RunError
from training.studies.plan import StudyRun


def results_table(runs: Sequence[StudyRun]) -> pd.DataFrame:
    """A row a run: what was varied, ``seed``, ``data``, cost, then accuracies (0-1) and losses (nats) by part.

    The figures are those of the weights that the recipe keeps, without augmentation, dropout and temperature.
    ``diverged``: the loss of some epoch was no number any more.
    """
    return pd.DataFrame([{**_key(run), **_results(run)} for run in runs])


def curves_table(runs: Sequence[StudyRun]) -> pd.DataFrame:
    """A row an epoch, counted from 1, with the history's figures: ``loss`` is that of training, as it was trained."""
    return pd.DataFrame(
        [{**_key(run), **row, "epoch": int(row["epoch"]) + 1} for run in runs for row in run.run.history()]
    )


def layers_table(runs: Sequence[StudyRun]) -> pd.DataFrame:
    """A row a layer at the ``start`` and at the ``end`` of training, with the figures of `layer_statistics`."""
    return pd.DataFrame([{**_key(run), **row} for run in runs for row in run.run.read("study")["layers"]])


def read_table(file: Path) -> pd.DataFrame:
    """A table as `training compare` wrote it. A variant is text, whether it is called 24 or None."""
    return pd.read_csv(file, dtype={"variant": str}, keep_default_na=False, na_values=["", "nan"])


def read_official(file: Path) -> pd.DataFrame:
    """The same, only of the official data; raises RunError if some row is of other data."""
    table = read_table(file)
    if others := set(table["data"]) - {OFFICIAL_NAME}:
        raise RunError(f"{file} holds figures on {', '.join(sorted(others))}, which are none on {OFFICIAL_NAME}.")
    return table


def summarize(table: pd.DataFrame, keys: Sequence[str], figures: Sequence[str]) -> pd.DataFrame:
    """Mean and standard deviation over what ``keys`` leave out, as a rule the seeds, in the table's order.

    Returns:
        ``keys``, and of every figure ``FIGURE`` (mean) and ``FIGURE_deviation``, 0 for a single row.
    """
    grouped = table.groupby(list(dict.fromkeys(keys)), sort=False)[list(figures)]
    return grouped.mean().join(grouped.std().fillna(0).add_suffix("_deviation")).reset_index()


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
            f"{part}_{figure}": measured[part][figure]
            for part in ("train", "validation", "test")
            for figure in ("accuracy", "loss")
        },
        "diverged": not all(math.isfinite(row["loss"]) for row in run.run.history()),
        "processor": machine["processor"],
        "cores": machine["cores"],
    }
