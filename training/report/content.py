"""A report as data: sections of paragraphs, tables and figures, which the page and the PDF set each in its own way."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.figure import Figure


@dataclass(frozen=True)
class Paragraph:
    """Running text, plain."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table; the first column is text, the others are set as figures."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A figure with what stands under it; ``alternative`` says what it shows to who cannot see it."""

    figure: Figure
    caption: str
    alternative: str


Item = Picture | Table


@dataclass(frozen=True)
class Row:
    """Columns of figures and tables that stand side by side where there is room."""

    columns: tuple[tuple[Item, ...], ...]


Block = Paragraph | Table | Row


@dataclass(frozen=True)
class Section:
    """One step of the data-science cycle."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A whole report.

    ``date`` is that of what it reports on; ``facts`` are the few figures that stand at its head, each after its name.
    """

    title: str
    subtitle: str
    date: datetime.datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]

    def texts(self) -> Iterator[str]:
        """Everything that is set as text and may name a source."""
        for section in self.sections:
            for block in section.blocks:
                match block:
                    case Paragraph():
                        yield block.text
                    case Table():
                        yield block.caption
                    case Row():
                        yield from (item.caption for column in block.columns for item in column)
