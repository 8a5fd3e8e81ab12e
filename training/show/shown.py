"""What `training show` makes: figures with their texts, and tables; written as PNG or HTML, printed as tables."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from matplotlib.figure import Figure
from PIL import Image
from rich.console import Console
from rich.table import Table as PrintedTable

from data.files import replacing, write_atomically
from model.networks.config import ConfigError
from model.palette import BLUE, RED, SKY
from training.figure_style import DPI, WIDTH, as_png, as_svg

SHOWN = Path("runs") / "show"
"""Where files are written unless another one is named."""

# Colours of small texts, brighter where the page is dark.
_DARK = {BLUE: SKY, RED: "#f28b82"}
_FOLDERS = [Path(__file__).with_name("templates"), Path(__file__).parents[1] / "report" / "templates"]
_SUFFIXES = (".png", ".html")
_GAP = 40  # pixels between the figures of a PNG


@dataclass(frozen=True)
class Picture:
    """A figure with a caption; ``alt`` says in words what it shows, for those who do not see it."""

    figure: Figure = field(repr=False)
    alt: str
    caption: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width of a page, not half of it."""
        return bool(self.figure.get_figwidth() > WIDTH)


@dataclass(frozen=True)
class Table:
    """A table as text; the first column names the rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Shown:
    """One page: ``name`` is the default name of its file, ``note`` says what is seen and what that is worth."""

    name: str
    title: str
    note: str
    pictures: Sequence[Picture]
    tables: Sequence[Table] = ()


def check_file(out: Path | None) -> None:
    """Raises ConfigError for a file that is neither PNG nor HTML."""
    if out is not None and out.suffix.lower() not in _SUFFIXES:
        raise ConfigError(f"Expected --out to end in {' or '.join(_SUFFIXES)}. Received: {out}.")


def write_shown(shown: Shown, out: Path | None = None) -> Path:
    """Writes the figures as one PNG, or the whole page as HTML that needs no other file; returns the file.

    Raises:
        ConfigError: ``out`` ends in neither .png nor .html.
        OSError: the file cannot be written.
    """
    check_file(out)
    file = out or SHOWN / f"{shown.name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix.lower() == ".html":
        write_atomically(file, _page(shown))
    else:
        with replacing(file) as part:
            _arranged([as_png(picture.figure) for picture in shown.pictures]).save(part, "PNG", dpi=(DPI, DPI))
    return file


def print_shown(console: Console, shown: Shown) -> None:
    """Prints the note and the tables."""
    console.print(shown.note, soft_wrap=True, highlight=False, markup=False)
    for table in shown.tables:
        printed = PrintedTable(title=table.title, title_justify="left")
        for number, column in enumerate(table.columns):
            printed.add_column(column, justify="right" if number else "left", overflow="fold")
        for row in table.rows:
            printed.add_row(*row)
        console.print(printed, markup=False)


def _page(shown: Shown) -> str:
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("show.html").render(shown=shown, as_svg=partial(as_svg, dark=_DARK))


def _arranged(pngs: Sequence[bytes]) -> Image.Image:
    """The figures on a white sheet: wide ones across both columns, a narrow one in the column that ends higher."""
    column = round(WIDTH * DPI)
    ends, places = [_GAP, _GAP], []
    for image in (Image.open(io.BytesIO(png)) for png in pngs):
        is_wide = image.width > column
        number = 0 if is_wide else ends.index(min(ends))
        top = max(ends) if is_wide else ends[number]
        places.append((image, (_GAP + number * (column + _GAP), top)))
        bottom = top + image.height + _GAP
        ends = [bottom, bottom] if is_wide else [bottom if n == number else end for n, end in enumerate(ends)]
    sheet = Image.new("RGB", (max(left + image.width for image, (left, _) in places) + _GAP, max(ends)), "white")
    for image, place in places:
        sheet.paste(image.convert("RGB"), place)
    return sheet
