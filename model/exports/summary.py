"""What finished files say of the exports: cards, roles, sizes, learning curves, speed. No network is loaded."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.exports.card import Card, ExportError
from model.exports.store import EXPORTED, HISTORY_FILE, LITERT_FILE, ROLES, find_export, list_exports

SPEED_FILE = "speed.csv"
"""Beside the exports: milliseconds an image of each, by runtime and batch size, measured together on one machine."""


@dataclass(frozen=True)
class Speed:
    """How long an image takes: ``milliseconds`` by runtime, one image at a time, and the machine that it was."""

    milliseconds: Mapping[str, float]
    machine: str


@dataclass(frozen=True)
class Facts:
    """One export.

    ``roles``: the keys of `model.exports.store.ROLES` that mean it. ``saved_model_bytes``: what TensorFlow loads.
    ``history``: a row an epoch, empty where the export has none. ``speed``: None where nobody measured it.
    """

    card: Card
    roles: tuple[str, ...]
    saved_model_bytes: int
    litert_bytes: int
    history: list[dict[str, float]]
    speed: Speed | None


def read_exports(root: Path = EXPORTED) -> tuple[list[Facts], list[str]]:
    """The facts of every export in ``root``, the one for photos first and then the best on the test images.

    Returns:
        The facts, and for each export that cannot be read the sentence that says why.
    """
    speeds = read_speeds(root / SPEED_FILE)
    found, damaged = [], []
    for directory in list_exports(root):
        try:
            found.append(_read(directory, root, speeds))
        except ExportError as error:
            damaged.append(str(error))
    found.sort(key=lambda facts: ("photo" not in facts.roles, -facts.card.metrics.get("test", {}).get("accuracy", 0)))
    return found, damaged


def _read(directory: Path, root: Path, speeds: Mapping[str, Speed]) -> Facts:
    card = Card.read(directory)
    try:
        litert = (directory / LITERT_FILE).stat().st_size
        all_files = [path for path in directory.rglob("*") if path.is_file()]
        loaded = [path for path in all_files if not path.is_relative_to(directory / LITERT_FILE.parent)]
        return Facts(
            card=card,
            roles=tuple(role for role in ROLES if _has_role(directory, role, root)),
            saved_model_bytes=sum(path.stat().st_size for path in loaded),
            litert_bytes=litert,
            history=read_history(directory / HISTORY_FILE),
            speed=speeds.get(card.id),
        )
    except (OSError, ValueError, TypeError) as error:  # TypeError: a row that was cut off
        raise ExportError(f"{directory} cannot be read ({error}). Restore it, or export again.") from error


def _has_role(directory: Path, role: str, root: Path) -> bool:
    try:
        return find_export(role, root) == directory
    except ExportError:  # no export has this role
        return False


@dataclass(frozen=True)
class Cell:
    """Of the images that are ``true``, how many were called ``predicted``, and what share of them that is."""

    true: str
    predicted: str
    count: int
    share: float


def confusion_cells(report: Mapping[str, Any], class_names: Sequence[str]) -> list[Cell]:
    """The confusion of a report, row by row: of test images a matrix, of photos counts by their own labels."""
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
    """The mistakes made most often, the most frequent first; true and predicted are named alike."""
    mistakes = [cell for cell in cells if cell.count and cell.true != cell.predicted]
    return sorted(mistakes, key=lambda cell: -cell.count)[:pairs]


def read_history(file: Path) -> list[dict[str, float]]:
    """The epochs that Keras's `CSVLogger` wrote, in order; none if there is no such file."""
    if not file.exists():
        return []
    with file.open(newline="", encoding="utf-8") as stream:
        # It adds columns for a validation that was not made, filled with NA.
        return [{key: float(value) for key, value in row.items() if value != "NA"} for row in csv.DictReader(stream)]


def read_speeds(file: Path) -> dict[str, Speed]:
    """What `benchmarks.speed` wrote, by the export's id; nothing if there is no such file."""
    if not file.exists():
        return {}
    with file.open(newline="", encoding="utf-8") as stream:
        single = [row for row in csv.DictReader(stream) if row["batch"] == "1"]
    milliseconds: dict[str, dict[str, float]] = {}
    for row in single:
        milliseconds.setdefault(row["export"], {})[row["runtime"]] = float(row["milliseconds"])
    return {row["export"]: Speed(milliseconds[row["export"]], row["machine"]) for row in single}
