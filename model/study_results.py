"""The results of the studies of `training compare`, summarised over the seeds."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from model.spread import Spread, spread

STUDIES = Path(__file__).parents[1] / "studies"
"""The studies that ship with the project, one per folder."""

STUDY_FILE, RESULTS_FILE, CURVES_FILE, LAYERS_FILE = "study.toml", "results.csv", "curves.csv", "layers.csv"
KINDS = ("bar", "line", "curve")
_OF_LAYERS = ("activation_deviation", "gradient_deviation")

Value = float | str
Row = Mapping[str, Value]


class StudyError(Exception):
    """A study's files cannot be read; the message is one plain sentence."""


@dataclass(frozen=True)
class Figure:
    """What a chart shows. All fields but ``kind`` and the scales are names of columns.

    ``kind`` is "bar" or "line" for the results of runs, or "curve" for values per epoch. ``dashed`` is a second measure
    beside ``y``.
    """

    kind: str
    x: str
    y: str
    color: str = ""
    dashed: str = ""
    log_x: bool = False
    log_y: bool = False


@dataclass(frozen=True)
class Point:
    """The runs that share ``x`` and ``color``: seeds of one configuration.

    ``mean`` and ``deviation`` (of a sample; None for a single run) are those of ``measure`` over the ``runs`` where it
    is finite. ``diverged`` counts the runs whose loss was not finite in the end.
    """

    x: Value
    color: Value
    measure: str
    mean: float
    deviation: float | None
    runs: int
    diverged: int


@dataclass(frozen=True)
class Chart:
    """A figure with its points; ``of`` names the value they share, where a study has one chart per value."""

    figure: Figure
    points: list[Point]
    of: str = ""


@dataclass(frozen=True)
class Study:
    """One study with results.

    ``teaches`` is the conclusion in one sentence, ``data`` the name of the data set. The first of ``charts`` is the
    study's own figure; where layers were measured, their values before training follow.
    """

    name: str
    title: str
    teaches: str
    data: str
    charts: list[Chart]


def read_studies(root: Path = STUDIES) -> tuple[list[Study], list[str]]:
    """The studies in ``root`` that have results, sorted by name.

    Returns:
        The studies, and a message for each whose files cannot be read.
    """
    found, damaged = [], []
    for file in sorted(root.glob(f"*/{STUDY_FILE}")):
        if (file.parent / RESULTS_FILE).exists():
            try:
                found.append(read_study(file.parent))
            except StudyError as error:
                damaged.append(str(error))
    return [study for study in found if study.charts[0].points], damaged


def read_study(directory: Path) -> Study:
    """The study in ``directory``, with its results summarised.

    Raises:
        StudyError: a file is missing or damaged, or lacks a column that the figure draws.
    """
    try:
        written = tomllib.loads((directory / STUDY_FILE).read_text("utf-8"))
        figure = Figure(**written["figure"])
        if figure.kind not in KINDS:
            raise ValueError(f"expected a figure of the kind {', '.join(KINDS)}, received {figure.kind!r}")
        rows = _read_rows(directory / (CURVES_FILE if figure.kind == "curve" else RESULTS_FILE))
        varied = ("variant", *written.get("axes", {}), *(["epoch"] if figure.kind == "curve" else ()))
        return Study(
            name=directory.name,
            title=written["title"],
            teaches=written["teaches"],
            data=", ".join(dict.fromkeys(str(row["data"]) for row in rows if "data" in row)),
            charts=[Chart(figure, summarize(rows, figure, varied)), *_layer_charts(directory, figure, varied)],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudyError(
            f"The study {directory} cannot be read ({error}). Run it again with `training compare`."
        ) from error


def _layer_charts(directory: Path, figure: Figure, varied: tuple[str, ...]) -> Iterator[Chart]:
    """Activations and gradients by depth before training, for each ``x`` of the study's own figure."""
    file = directory / LAYERS_FILE
    rows = [row for row in _read_rows(file) if row["when"] == "start"] if file.exists() else []
    for value in dict.fromkeys(row[figure.x] for row in rows):
        of_value = [row for row in rows if row[figure.x] == value]
        for measure in _OF_LAYERS:
            by_depth = Figure("line", "depth", measure, figure.color, log_y=True)
            yield Chart(by_depth, summarize(of_value, by_depth, (*varied, "depth")), str(value))


def summarize(rows: list[Row], figure: Figure, varied: tuple[str, ...]) -> list[Point]:
    """The rows of all seeds, summarised for each ``x`` and ``color`` of a figure, in the order of their first rows.

    An ``x`` that is not among the ``varied`` columns was measured, like the seconds, and is averaged too. Points
    without a finite value are left out.
    """
    groups: dict[tuple[Value, Value], list[Row]] = {}
    for row in rows:
        color = row[figure.color] if figure.color else ""
        groups.setdefault((row[figure.x] if figure.x in varied else "", color), []).append(row)
    points = [
        _point(x if figure.x in varied else _spread(members, figure.x).mean, color, members, measure)
        for measure in filter(None, (figure.y, figure.dashed))
        for (x, color), members in groups.items()
    ]
    return [point for point in points if point.runs]


def _point(x: Value, color: Value, rows: list[Row], measure: str) -> Point:
    found = _spread(rows, measure)
    return Point(
        x,
        color,
        measure,
        mean=found.mean,
        deviation=found.deviation,
        runs=found.n,
        diverged=sum(str(row.get("diverged", "")).lower() == "true" for row in rows),
    )


def _spread(rows: list[Row], measure: str) -> Spread:
    return spread(value for row in rows if isinstance(value := row[measure], float))


def _read_rows(file: Path) -> list[Row]:
    with file.open(newline="", encoding="utf-8") as stream:
        return [{key: _value(text) for key, text in row.items()} for row in csv.DictReader(stream)]


def _value(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return text
