"""Numbers as a reader reads them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def percent(share: float, digits: int = 1) -> str:
    """A share in 0–1 as a percentage."""
    return f"{100 * share:.{digits}f} %"


def points(difference: float, digits: int = 1) -> str:
    """A difference of two shares, without its sign."""
    return f"{abs(100 * difference):.{digits}f} percentage points"


def interval(report: Mapping[str, Any]) -> str:
    """The 95 % interval of a report's accuracy."""
    low, high = report["accuracy_interval"]
    return f"{percent(low, 2)} to {percent(high, 2)}"


def counted(number: int, noun: str) -> str:
    """A number with what it counts, in the plural where that is meant."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(words: Iterable[str]) -> str:
    """Words in a row, with "and" before the last."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def sentences(parts: Sequence[str | None]) -> str:
    """Sentences in a row, without those that were not to be said."""
    return " ".join(part for part in parts if part)
