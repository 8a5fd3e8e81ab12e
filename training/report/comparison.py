"""The report of a study: what its tables say, and its best network at length where the run is still there."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.fashion_mnist import Splits, load_fashion_mnist
from model.metrics import accuracy_interval
from model.study_results import CURVES_FILE, LAYERS_FILE, RESULTS_FILE
from training.report import figures, sources
from training.report.content import Block, Paragraph, Picture, Row, Section, Table
from training.report.evidence import written_at
from training.report.techniques import LEARNING, MODEL, PREPARATION, explain
from training.report.wording import counted, listed, percent, points, sentences
from training.run import Run, RunError
from training.studies.config import Study
from training.studies.plan import plan_runs
from training.studies.tables import read_table, summarize

_SHOWN = 14
_CURVES = 5
_ACCURACIES = ("train_accuracy", "validation_accuracy", "test_accuracy")


@dataclass(frozen=True)
class Comparison:
    """A study with its tables, the best variant by validation first, and the data that its runs learnt from.

    ``summary`` has a row a variant: the means of the figures, ``FIGURE_deviation`` over the seeds, and ``runs``.
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
    """Reads what `training compare` wrote of ``study``, and the data.

    Raises:
        RunError: it was not compared yet, or ``data_dir`` holds other data.
        DataError: the data are missing or altered.
    """
    if not (study.directory / RESULTS_FILE).exists():
        raise RunError(f"{study.directory} holds no {RESULTS_FILE}: run python -m training compare {study.name} first.")
    results, curves = (read_table(study.directory / file) for file in (RESULTS_FILE, CURVES_FILE))
    splits = load_fashion_mnist(data_dir)
    if set(results["data"]) != {splits.name}:
        raise RunError(
            f"{study.name} was compared on {listed(sorted(set(results['data'])))}, and {splits.directory} holds "
            f"{splits.name}. Name the right folder with --data-dir."
        )
    summary = summarize(results, ["variant"], [*_ACCURACIES, "parameters", "epochs", "seconds", "diverged"])
    summary["runs"] = results.groupby("variant", sort=False).size().to_numpy()
    summary = summary.sort_values("validation_accuracy", ascending=False, kind="stable", ignore_index=True)
    layers = read_table(study.directory / LAYERS_FILE) if study.layers else None
    return Comparison(study, summary, results, curves, layers, splits)


def best_run(comparison: Comparison, runs_dir: Path) -> Run | None:
    """The finished run of the best variant with its first seed, where it still lies in ``runs_dir``."""
    runs, _ = plan_runs(comparison.study, comparison.splits, runs_dir)
    found = [run.run for run in runs if run.variant.name == comparison.best and run.run.finished]
    return found[0] if found else None


def comparison_section(comparison: Comparison) -> Section:
    """What was varied, what is the same for all, and how the variants did."""
    study, summary = comparison.study, comparison.summary
    blocks: list[Block] = [
        Paragraph(sentences([_question(comparison), _shared(study)])),
        _variants_table(comparison),
        Paragraph(sentences([_choice(summary), _diverged(summary), _fit(summary), _cost(summary)])),
        *_own_pictures(comparison),
        Row(((_accuracies_picture(summary),), (_curves_picture(comparison),))),
    ]
    return Section("The models compared", tuple(blocks))


def _question(comparison: Comparison) -> str:
    study = comparison.study
    return (
        f"The study {study.name} compares {counted(len(comparison.summary), 'variant')}, each with "
        f"{counted(len(study.seeds), 'seed')}: {study.title}. What it was made to show: “{study.teaches.rstrip('.')}”; "
        "the figures below say how far that holds here."
    )


def _shared(study: Study) -> str:
    first, *others = [variant.settings for variant in study.variants]
    shared = {key: value for key, value in first.items() if all(other.get(key) == value for other in others)}
    if not shared:
        return f"All start from the preset {study.preset}."
    settings = ", ".join(f"{key} = {str(value).lower()}" for key, value in shared.items())
    explained = explain(shared, (*PREPARATION, *MODEL, *LEARNING))
    return sentences([f"All start from the preset {study.preset} and share {settings}.", explained])


def _variants_table(comparison: Comparison) -> Table:
    total = len(comparison.splits.test)
    rows = [
        (
            row["variant"],
            f"{row['parameters']:,.0f}",
            f"{row['seconds']:.0f}",
            _mean(row, "validation_accuracy"),
            _mean(row, "test_accuracy"),
            " to ".join(percent(end, 1) for end in accuracy_interval(round(row["test_accuracy"] * total), total)),
        )
        for _, row in comparison.summary.head(_SHOWN).iterrows()
    ]
    left_out = len(comparison.summary) - len(rows)
    caption = (
        "Mean and standard deviation over the seeds, in per cent, the best on validation first; and the 95 % interval "
        f"that {total:,} test images leave ({sources.INTERVAL})."
    )
    if left_out:
        caption += f" {counted(left_out, 'worse variant')} stand in {RESULTS_FILE}."
    header = ("variant", "parameters", "seconds", "validation", "test", "95 % interval")
    return Table(caption, header, tuple(rows))


def _mean(row: Any, figure: str) -> str:
    return f"{100 * row[figure]:.2f} ± {100 * row[f'{figure}_deviation']:.2f}"


def _choice(summary: pd.DataFrame) -> str:
    best = summary.iloc[0]
    chosen = (
        f"Chosen by validation, {best['variant']} is best; its test accuracy, looked at after that choice, is "
        f"{percent(best['test_accuracy'], 2)}."
    )
    if len(summary) < 2:
        return chosen
    second = summary.iloc[1]
    lead = best["validation_accuracy"] - second["validation_accuracy"]
    if min(best["runs"], second["runs"]) < 2:
        return (
            f"{chosen} It leads {second['variant']} by {points(lead)}; with one seed nobody knows what that is worth."
        )
    noise = np.hypot(*(row["validation_accuracy_deviation"] / np.sqrt(row["runs"]) for row in (best, second)))
    apart = "more than" if lead > 2 * noise else "no more than"
    return (
        f"{chosen} It leads {second['variant']} by {points(lead)}, {apart} twice the standard error of that difference "
        f"({points(noise)})."
    )


def _diverged(summary: pd.DataFrame) -> str | None:
    diverged = summary[summary["diverged"] > 0]["variant"].tolist()
    return f"The loss of {listed(diverged)} left the range of numbers in at least one run." if diverged else None


def _fit(summary: pd.DataFrame) -> str:
    gaps = summary["train_accuracy"] - summary["validation_accuracy"]
    most, least = summary["variant"][gaps.idxmax()], summary["variant"][gaps.idxmin()]
    return (
        f"{most} fits the training images most closely beyond what it can do on others (train minus validation: "
        f"{100 * gaps.max():.1f} percentage points), {least} least ({100 * gaps.min():.1f})."
    )


def _cost(summary: pd.DataFrame) -> str:
    seconds = summary["seconds"]
    quick, slow = summary["variant"][seconds.idxmin()], summary["variant"][seconds.idxmax()]
    return f"Training took from {seconds.min():.0f} s ({quick}) to {seconds.max():.0f} s ({slow}) a run."


def _own_pictures(comparison: Comparison) -> list[Row]:
    """The study's own figure, unless it has the variants' accuracies one below the other, and its layers'."""
    study, rows = comparison.study, []
    if study.figure.kind != "bar":
        table = comparison.curves if study.figure.kind == "curve" else comparison.results
        caption = f"The study's figure: {study.title}. Mean and standard deviation over the seeds."
        if study.figure.dashed:
            caption += f" Dashed: {study.figure.dashed.replace('_', ' ')}."
        rows.append(Row(((Picture(figures.draw_study(study, table), caption, "A line chart."),),)))
    if comparison.layers is not None:
        caption = (
            "Standard deviation of what each layer gives and of the loss's gradient there, by depth: solid before "
            f"training, dashed after it. What falls steeply vanishes, what rises steeply explodes ({sources.GLOROT})."
        )
        picture = Picture(figures.draw_study_layers(study, comparison.layers), caption, "Line charts over the layers.")
        rows.append(Row(((picture,),)))
    return rows


def _accuracies_picture(summary: pd.DataFrame) -> Picture:
    shown = summary.head(_SHOWN)
    parts = {part: f"{part}_accuracy" for part in ("train", "validation")}
    return Picture(
        figures.draw_accuracies(
            shown["variant"].tolist(),
            {part: shown[figure].to_numpy() for part, figure in parts.items()},
            {part: shown[f"{figure}_deviation"].to_numpy() for part, figure in parts.items()},
        ),
        "Accuracy on training and on validation images, without augmentation and dropout: mean and standard deviation "
        "over the seeds. What lies between the two is over-fitting.",
        "A chart of points with error bars, a row a variant.",
    )


def _curves_picture(comparison: Comparison) -> Picture:
    names = comparison.summary["variant"].tolist()
    chosen = list(dict.fromkeys([*names[: _CURVES - 2], names[len(names) // 2], names[-1]]))
    means = comparison.curves.groupby(["variant", "epoch"])["val_accuracy"].mean()
    curves = {name: means[name] for name in chosen}
    return Picture(
        figures.draw_curves({name: (rows.index.to_numpy(), rows.to_numpy()) for name, rows in curves.items()}),
        "Validation accuracy after each epoch, mean over the seeds: the best variants, the middle one and the last.",
        "A line chart over the epochs.",
    )


def further_section(comparison: Comparison) -> Section:
    """What is missing where no run of the best variant is at hand."""
    return Section(
        "What is left to do",
        (
            Paragraph(
                f"The runs of this study are not on this machine, so that the confusions, failures and weights of "
                f"{comparison.best} cannot be shown. “python -m training compare {comparison.study.name}” trains them "
                "again; a report then shows the best network at length. Before it is put to use it should be trained "
                "in full, with all images, and tried on photos of clothes: the figures above rank designs and promise "
                "nothing about a wardrobe. Choose by validation images, and look at the test images once."
            ),
        ),
    )
