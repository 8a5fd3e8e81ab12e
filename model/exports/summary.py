"""What the files of the exports say: cards, jobs, sizes, learning curves, speed. No network is loaded."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, HISTORY_FILE, LITERT_FILE, list_exports, read_live

SPEED_FILE = "speed.csv"
"""Beside the exports: milliseconds per image of each, by runtime and batch size, measured together on one machine."""


@dataclass(frozen=True)
class Speed:
    """The time for one image: ``milliseconds`` by runtime, at batch size 1, and the machine it was measured on."""

    milliseconds: Mapping[str, float]
    machine: str


@dataclass(frozen=True)
class ExportSummary:
    """One export.

    Attributes:
        card: its card.
        jobs: those of `model.exports.store.JOBS` it is live for.
        saved_model_bytes: the size of what TensorFlow loads.
        litert_bytes: the size of what LiteRT loads.
        history: a row per epoch, empty where the export has none.
        speed: None where it was not measured.
    """

    card: Card
    jobs: tuple[str, ...]
    saved_model_bytes: int
    litert_bytes: int
    history: list[dict[str, float]]
    speed: Speed | None


def read_exports(root: Path = EXPORTED) -> tuple[list[ExportSummary], list[str]]:
    """A summary of every export in ``root``: the live one for photos first, then by accuracy on the test images.

    Returns:
        The summaries, and a message for each export that cannot be read.

    Raises:
        ExportError: ``live.toml`` cannot be read.
    """
    speeds = read_speeds(root / SPEED_FILE)
    found, damaged = [], []
    for directory in list_exports(root):
        try:
            found.append(_read(directory, root, speeds))
        except ExportError as error:
            damaged.append(str(error))
    found.sort(key=lambda one: ("photo" not in one.jobs, -one.card.metrics.get("test", {}).get("accuracy", 0)))
    return found, damaged


def _read(directory: Path, root: Path, speeds: Mapping[str, Speed]) -> ExportSummary:
    card = Card.read(directory)
    try:
        litert = (directory / LITERT_FILE).stat().st_size
        all_files = [path for path in directory.rglob("*") if path.is_file()]
        loaded = [path for path in all_files if not path.is_relative_to(directory / LITERT_FILE.parent)]
        return ExportSummary(
            card=card,
            jobs=tuple(job for job, live in read_live(root).items() if root / live == directory),
            saved_model_bytes=sum(path.stat().st_size for path in loaded),
            litert_bytes=litert,
            history=read_history(directory / HISTORY_FILE),
            speed=speeds.get(card.id),
        )
    except (OSError, ValueError, TypeError) as error:  # TypeError: a row that is cut off
        raise ExportError(f"{directory} cannot be read ({error}). Restore it, or export again.") from error


@dataclass(frozen=True)
class Cell:
    """How many images of the class ``true`` were predicted as ``predicted``, and their share of that class."""

    true: str
    predicted: str
    count: int
    share: float


def confusion_cells(report: Mapping[str, Any], class_names: Sequence[str]) -> list[Cell]:
    """The confusion in a report, row by row: a matrix for test images, counts by their own labels for photos."""
    confusion = report["confusion"]
    if isinstance(confusion, Mapping):
        rows = {label: [counts.get(name, 0) for name in class_names] for label, counts in confusion.items()}
    else:
        rows = dict(zip(class_names, confusion, strict=True))
    return [
        Cell(label, name, count, count / (sum(counts) or 1))
        for label, counts in rows.items()
        for name, count in zip(class_names, counts, strict=True)
    ]


def most_confused(cells: Iterable[Cell], pairs: int = 3) -> list[Cell]:
    """The most frequent mistakes, where the true and the predicted class have names of one kind."""
    mistakes = [cell for cell in cells if cell.count and cell.true != cell.predicted]
    return sorted(mistakes, key=lambda cell: -cell.count)[:pairs]


def read_history(file: Path) -> list[dict[str, float]]:
    """The epochs that Keras's `CSVLogger` wrote, in order; empty if there is no such file."""
    if not file.exists():
        return []
    with file.open(newline="", encoding="utf-8") as stream:
        # CSVLogger fills the columns of a validation that was not made with NA.
        return [{key: float(value) for key, value in row.items() if value != "NA"} for row in csv.DictReader(stream)]


def read_speeds(file: Path) -> dict[str, Speed]:
    """What `benchmarks.speed` wrote, by the export's id; empty if there is no such file."""
    if not file.exists():
        return {}
    with file.open(newline="", encoding="utf-8") as stream:
        single = [row for row in csv.DictReader(stream) if row["batch"] == "1"]
    milliseconds: dict[str, dict[str, float]] = {}
    for row in single:
        milliseconds.setdefault(row["export"], {})[row["runtime"]] = float(row["milliseconds"])
    return {row["export"]: Speed(milliseconds[row["export"]], row["machine"]) for row in single}
