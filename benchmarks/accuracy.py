"""make accuracy RUNS="DIR …": records the results of finished runs, and writes docs/accuracy.md from all records.

A record is a file in docs/accuracy, one per recipe and seed. Without runs, the document is rewritten from the records.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter, StrMethodFormatter

from model.metrics import accuracy_interval
from model.palette import CATEGORICAL, GREY
from model.spread import spread
from training.run import Run
from training.seed_records import RECORDS, over_seeds, read_records, recipes, write_record
from training.studies.plots import label_points
from training.studies.tables import read_official

_STEPS = Path("studies") / "recipe" / "results.csv"

Records = Sequence[dict[str, Any]]
"""The records of one recipe, one per seed."""


@dataclass(frozen=True)
class Published:
    """A published network: its parameters, accuracy on the official test images, and the source of both."""

    name: str
    parameters: float
    accuracy: float
    source: str


_PUBLISHED = (
    Published("ResNet-20, random erasing, 300 epochs", 0.27e6, 0.9555, "replicated on the corrected data"),
    Published("WRN-40-4, 1000 epochs on a GPU", 8.9e6, 0.9659, "RandAugment, CutMix, EMA; last epoch"),
    Published("best below 100,000 parameters", 1e5, 0.925, "Zalando's list of benchmarks"),
)


def main() -> int:
    """Records runs, then writes the document and its figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy")
    parser.add_argument("runs", type=Path, nargs="*", metavar="RUN_DIR", help="finished runs to record")
    options = parser.parse_args()
    for run in options.runs:
        print(write_record(Run(run)), file=sys.stderr)
    networks = recipes(read_records())
    lines = [*_table(networks), "", *_steps()]
    Path("docs/accuracy.md").write_text("\n".join(lines).rstrip() + "\n", "utf-8")
    draw_front(networks).savefig(RECORDS / "front.png", dpi=160)
    return 0


def _table(networks: Sequence[Records]) -> Iterator[str]:
    yield "# Accuracy"
    yield ""
    yield "`make accuracy` wrote this file from the records in `docs/accuracy/`; one row per recipe, one run per seed."
    yield ""
    yield (
        "Each network was scored on the 10,000 official test images after its training. ± is the standard deviation "
        "over seeds; the interval is the 95 % interval of one seed. *Passes* counts the test-time augmentation: with "
        "2, predictions are averaged over an image and its mirror image; with 6, over both and over both shifted by "
        "one pixel along the diagonal, up and down. *Single pass* is the accuracy without it. The multiply-adds are "
        "those of all passes. *Distilled* networks also learnt from the predictions of other networks "
        "(`training/teacher.npz`)."
    )
    yield ""
    yield (
        "| network | parameters | passes | multiply-adds | epochs | training | seeds | test | single pass | interval |"
        " ECE |"
    )
    yield "| --- | ---: | ---: | ---: | ---: | --- | --- | ---: | ---: | --- | ---: |"
    for records in networks:
        yield f"| {' | '.join(_cells(records))} |"
    yield ""
    yield "![Accuracy over parameters and over training time](accuracy/front.png)"
    yield ""
    yield "Published networks in the figure: " + "; ".join(
        f"{one.name} ({one.accuracy:.2%}, {one.source})" for one in _PUBLISHED
    )


def _cells(records: Records) -> Iterator[str]:
    first, machine = records[0], records[0]["environment"]
    accuracies = over_seeds(records, "test", "accuracy")
    accuracy, ece = accuracies.mean, over_seeds(records, "test", "ece").mean
    low, high = accuracy_interval(round(accuracy * first["test"]["n"]), first["test"]["n"])
    yield f"`{first['config'].model.name}`{_distilled(records)}"
    yield f"{first['parameters']:,}"
    yield f"{first['config'].model.passes_per_image}"
    yield f"{first['multiply_adds'] / 1e6:.1f} M"
    yield f"{first['epochs']}"
    yield f"{_minutes(records):.0f} min, {machine['processor']}, {machine['cores']} cores"
    yield ", ".join(str(record["config"].seed) for record in records)
    yield accuracies.text()
    yield f"{over_seeds(records, 'without_tta', 'test').mean:.2%}" if "without_tta" in first else ""
    yield f"{low:.2%} to {high:.2%}"
    yield f"{ece:.2%}"


def _distilled(records: Records) -> str:
    return ", distilled" if records[0]["config"].objective.teacher else ""


def _minutes(records: Records) -> float:
    return statistics.mean(float(record["seconds"]) for record in records) / 60


def _steps() -> Iterator[str]:
    """The effect of each part of the recipe, from the study `recipe` if it has results."""
    if not _STEPS.exists():
        return
    table = read_official(_STEPS)
    yield "## The effect of each step"
    yield ""
    yield "From `python -m training compare recipe`: short trainings of the same network, with one change each."
    yield ""
    yield "| recipe | seeds | validation | loss on validation | minutes |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for variant, rows in table.groupby("variant", sort=False):
        accuracy = spread(rows.validation_accuracy).text()
        yield (
            f"| {variant} | {len(rows)} | {accuracy} | {rows.validation_loss.mean():.3f} | "
            f"{rows.seconds.mean() / 60:.1f} |"
        )


def draw_front(networks: Sequence[Records]) -> Figure:
    """Accuracy over parameters and over training time; of each network, the recipe with the lowest validation loss."""
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    by_size, by_time = figure.subplots(1, 2, sharey=True)
    by_loss = sorted(networks, key=lambda records: -over_seeds(records, "validation", "loss").mean)
    networks = list({records[0]["config"].model.name: records for records in by_loss}.values())
    names = [records[0]["config"].model.name for records in networks]
    accuracies = [over_seeds(records, "test", "accuracy").mean for records in networks]
    by_size.set(xscale="log", xlim=(2e4, 1e8), xlabel="parameters", ylabel="accuracy on the test images")
    plot_front(by_size, [float(records[0]["parameters"]) for records in networks], accuracies, names)
    for one in _PUBLISHED:
        by_size.scatter(one.parameters, one.accuracy, marker="x", color=GREY)
        point = (one.parameters, one.accuracy)
        by_size.annotate(one.name, point, (0, 6), textcoords="offset points", fontsize=6.5, ha="center")
    by_size.yaxis.set_major_formatter(PercentFormatter(1))
    by_time.set(xscale="log", xlabel="minutes of training on two cores")
    plot_front(by_time, [_minutes(records) for records in networks], accuracies, names)
    by_time.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    return figure


def plot_front(ax: Axes, x: Sequence[float], y: Sequence[float], names: Sequence[str]) -> Axes:
    """Plots points with a name beside each; the scales of ``ax`` have to be set before."""
    ax.scatter(x, y, color=CATEGORICAL[0])
    ax.margins(0.2)
    return label_points(ax, x, y, names, fontsize=8)


if __name__ == "__main__":
    sys.exit(main())
