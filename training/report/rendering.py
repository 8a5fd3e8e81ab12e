"""The Jinja templates of a report, filled in for the page and for print."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from matplotlib.figure import Figure

from training.figure_style import as_svg
from training.report.pdf import set_pages
from training.report.techniques import cited_in


@dataclass(frozen=True)
class Report:
    """A report as data.

    ``facts`` are the key figures at its head, by name. ``sections`` are headings with their template, which finds its
    figures in ``values``. ``directory`` holds the reported results. Its PDF has at most so many ``pages``, if possible.
    """

    title: str
    subtitle: str
    directory: Path
    pages: int
    facts: Mapping[str, str]
    sections: Sequence[tuple[str, str]]
    values: Mapping[str, Any] = field(repr=False)


def render_page(report: Report) -> str:
    """An HTML page that needs no other file: styles and figures are part of it."""
    return _render("page.html", report, as_svg)


def render_pdf(report: Report) -> bytes:
    """A PDF of A4 pages, as many as the report asks for; the same report gives the same bytes."""
    figures: dict[str, Figure] = {}

    def source_of(figure: Figure) -> str:
        name = f"figure-{len(figures)}"
        figures[name] = figure
        return name

    return set_pages(_render("print.html", report, source_of), figures, report.pages)


def _render(template: str, report: Report, source_of: Callable[[Figure], str]) -> str:
    environment = Environment(
        loader=PackageLoader("training.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "amount": lambda number: f"{number / 1e6:.1f} million" if number >= 1e6 else f"{number:,}",
        "count": count,
        "duration": lambda seconds: f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes",
        "interval": lambda ends, digits=2: " to ".join(percent(end, digits) for end in ends),
        "listed": listed,
        "lower_first": lambda text: text if text[1:2].isupper() else text[0].lower() + text[1:],
        "number": lambda number: f"{number:,}",
        "percent": percent,
        "points": lambda difference, digits=1: f"{abs(100 * difference):.{digits}f} percentage points",
    }
    environment.globals |= {"source_of": source_of, "cited_in": cited_in}
    return environment.get_template(template).render(**report.values, report=report)


def percent(share: float, digits: int = 1) -> str:
    """A share in 0–1 as a percentage."""
    return f"{100 * share:.{digits}f} %"


def count(number: int, noun: str) -> str:
    """A number and what it counts, in the plural unless it is one."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(words: Iterable[str]) -> str:
    """Words separated by commas, with "and" before the last."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
