"""Shared by all measurements: rounds, tables, and the document that a command writes."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from training.environment import environment

ROUNDS = 5
A_PAGE = 24  # items on a page of the app


@dataclass(frozen=True)
class Sizes:
    """How much of the app is measured."""

    items: int = 10_000
    photos: int = 50
    rounds: int = ROUNDS


@dataclass(frozen=True)
class Wait:
    """Something that a user waits for, with the seconds of every measurement.

    ``goal`` is the most that it should take, if there is a goal. ``floor`` is what Streamlit alone takes for a similar
    page.
    """

    what: str
    goal: float | None
    seconds: list[float]
    floor: list[float] | None = None


def seconds_of(work: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The seconds that ``work`` takes in each round, after one round that is left out."""
    work()
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return found


def median_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of a few rounds of `seconds_of`."""
    return statistics.median(seconds_of(work, rounds))


def table(*columns: str) -> Table:
    """An empty table that prints as Markdown."""
    return Table(*columns, box=box.MARKDOWN)


def write_document(path: Path, title: str, command: str, parts: Iterable[Table | str]) -> None:
    """Prints tables and paragraphs, and writes them to ``path`` below a line with the machine and the command."""
    machine = environment()
    console = Console(width=160, record=True, highlight=False)
    console.print(
        f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}; `{command}` wrote this file."
    )
    for part in parts:
        console.print()
        console.print(part, markup=False)
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    path.write_text("\n".join([f"# {title}", "", *lines]) + "\n", "utf-8")
