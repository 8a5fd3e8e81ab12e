"""What measurements share: rounds, tables, the document that a command writes."""

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
    """How much is measured of the app."""

    items: int = 10_000
    photos: int = 50
    rounds: int = ROUNDS


@dataclass(frozen=True)
class Wait:
    """Something that a person waits for, in seconds, as often as it was measured.

    ``goal`` is the most that it should take, where that was said. ``floor`` is what Streamlit alone takes for the like.
    """

    what: str
    goal: float | None
    seconds: list[float]
    floor: list[float] | None = None


def seconds_of(work: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """How long something takes, several times, after once that does not count."""
    work()
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return found


def median_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of a few rounds."""
    return statistics.median(seconds_of(work, rounds))


def table(*columns: str) -> Table:
    """An empty table that prints as Markdown."""
    return Table(*columns, box=box.MARKDOWN)


def write_document(path: Path, title: str, command: str, parts: Iterable[Table | str]) -> None:
    """Prints tables and sentences, and writes them under a line that says on what machine they were measured."""
    machine = environment()
    console = Console(width=160, record=True, highlight=False)
    console.print(
        f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}; `{command}` wrote this."
    )
    for part in parts:
        console.print()
        console.print(part, markup=False)
    lines = [line.rstrip() for line in console.export_text().splitlines()]
    path.write_text("\n".join([f"# {title}", "", *lines]) + "\n", "utf-8")
