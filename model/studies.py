"""The studies that `training compare` finished: what each asks, and its figures summed up over the seeds."""

import csv
import math
import statistics
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STUDIES = Path(__file__).parents[1] / "studies"
"""The studies that ship with the project, one a folder."""

STUDY_FILE, RESULTS_FILE, CURVES_FILE = "study.toml", "results.csv", "curves.csv"
KINDS = ("bar", "line", "curve")

Value = float | str


class StudyError(Exception):
    """A study's files cannot be read; the message is one plain sentence."""


@dataclass(frozen=True)
class Figure:
    """What a study draws: the columns ``x``, ``y`` and ``color`` (or none) of its results, or if ``kind`` is "curve",
    of what was written after every epoch.
    """

    kind: str
    x: str
    y: str
    color: str | None = None
    log_x: bool = False


@dataclass(frozen=True)
class Point:
    """The runs that share ``x`` and ``color``: as many seeds of one configuration.

    ``mean`` and ``deviation`` (of a sample; None for a single run) are those of the ``runs`` that have a finite value.
    ``diverged`` counts the runs whose loss did.
    """

    x: Value
    color: Value | None
    mean: float
    deviation: float | None
    runs: int
    diverged: int


@dataclass(frozen=True)
class Study:
    """One study with results; ``teaches`` is the one sentence to take away."""

    name: str
    title: str
    teaches: str
    figure: Figure
    points: list[Point]


def read_studies(root: Path = STUDIES) -> tuple[list[Study], list[str]]:
    """The studies in ``root`` that have results, sorted by name; the others are still to be run.

    Returns:
        The studies, and for each whose files cannot be read the sentence that says why.
    """
    found, damaged = [], []
    for file in sorted(root.glob(f"*/{STUDY_FILE}")):
        if (file.parent / RESULTS_FILE).exists():
            try:
                found.append(read_study(file.parent))
            except StudyError as error:
                damaged.append(str(error))
    return [study for study in found if study.points], damaged


def read_study(directory: Path) -> Study:
    """The study in ``directory``, its results summed up.

    Raises:
        StudyError: a file is missing or damaged, or lacks a column that the figure draws.
    """
    try:
        written = tomllib.loads((directory / STUDY_FILE).read_text("utf-8"))
        figure = Figure(**written["figure"])
        if figure.kind not in KINDS:
            raise ValueError(f"expected a figure of the kind {', '.join(KINDS)}, received {figure.kind!r}")
        rows = _read_rows(directory / (CURVES_FILE if figure.kind == "curve" else RESULTS_FILE))
        return Study(directory.name, written["title"], written["teaches"], figure, summarize(rows, figure))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StudyError(
            f"The study {directory} cannot be read ({error}). Run it again with `training compare`."
        ) from error


def summarize(rows: list[dict[str, Value]], figure: Figure) -> list[Point]:
    """The rows of all seeds, summed up for each ``x`` and ``color`` of a figure, in the order of their first rows.

    A group without a finite value is left out.
    """
    groups: dict[tuple[Value, Value | None], list[dict[str, Value]]] = {}
    for row in rows:
        groups.setdefault((row[figure.x], row[figure.color] if figure.color else None), []).append(row)
    points = [_point(x, color, members, figure.y) for (x, color), members in groups.items()]
    return [point for point in points if point.runs]


def _point(x: Value, color: Value | None, rows: list[dict[str, Value]], y: str) -> Point:
    values = [value for row in rows if isinstance(value := row[y], float) and math.isfinite(value)]
    return Point(
        x,
        color,
        mean=statistics.fmean(values) if values else math.nan,
        deviation=statistics.stdev(values) if len(values) > 1 else None,
        runs=len(values),
        diverged=sum(_is_true(row) for row in rows),
    )


def _is_true(row: Mapping[str, Any]) -> bool:
    return str(row.get("diverged", "")).lower() in ("true", "1.0")


def _read_rows(file: Path) -> list[dict[str, Value]]:
    with file.open(newline="", encoding="utf-8") as stream:
        return [{key: _value(text) for key, text in row.items()} for row in csv.DictReader(stream)]


def _value(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return text
