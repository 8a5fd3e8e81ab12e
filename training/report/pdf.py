"""A report on paper: the markup of `print.html` set on A4 pages by fpdf2."""

import datetime
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import matplotlib as mpl
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from matplotlib.figure import Figure
from PIL import Image

from training.report.figures import as_png

MOST_PAGES = 4

_GAP = 45.0  # mm
_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)
_MARGIN, _GUTTER = 16.0, 6.0  # mm
_LEADING = 0.47  # mm of line height per point of type
_TEXT, _SMALL, _HEADING, _TITLE = 10.0, 8.0, 12.5, 19.0  # points
_INK, _ACCENT, _SOFT, _LINE = (20, 21, 24), (0, 90, 142), (85, 88, 95), (205, 208, 214)
_ROW = 1.18 * _SMALL * _LEADING  # mm, the height of a row of a table
_FONTS = {"": "STIXGeneral.ttf", "B": "STIXGeneralBol.ttf"}


def set_pages(markup: str, figures: Mapping[str, Figure], date: datetime.datetime) -> bytes:
    """A PDF of ``markup``, in the largest type that needs at most four pages and leaves no large gaps.

    The markup is well-formed and has the elements of `print.html`; ``figures`` are those that its images name.
    """
    article = fromstring(markup)
    sizes = {name: tuple(figure.get_size_inches()) for name, figure in figures.items()}
    tries: list[_Paper] = []
    for scale in _SCALES:
        tries.append(_Paper(article, sizes, {}, date, scale))
        if tries[-1].pages_count <= MOST_PAGES and tries[-1].gap <= _GAP:
            break
    best = min(tries, key=lambda paper: (max(paper.pages_count, MOST_PAGES), max(paper.gap, _GAP)))
    pictures = {name: Image.open(io.BytesIO(as_png(figure))) for name, figure in figures.items()}
    return bytes(_Paper(article, sizes, pictures, date, best.scale).output())


def _text(element: Element | None) -> str:
    """The text of an element without line breaks."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class _Paper(FPDF):
    """A report that is set on construction; ``scale`` applies to type and pictures.

    ``sizes`` are those of the pictures in inches; a picture missing from ``pictures`` leaves its place empty. ``gap``
    is the largest space in millimetres that a page leaves at its foot because the next block does not fit.
    """

    def __init__(
        self,
        article: Element,
        sizes: Mapping[str, tuple[float, ...]],
        pictures: Mapping[str, Image.Image],
        date: datetime.datetime,
        scale: float,
    ) -> None:
        super().__init__(format="A4")
        self.sizes, self.pictures, self.scale, self.gap = sizes, pictures, scale, 0.0
        self.foot = _text(article[-1]).replace("%pages%", "{nb}")
        self.set_creation_date(date)  # the current time would make every file differ
        self.set_title(_text(article[0]))
        self.set_lang("en")
        self.set_margins(_MARGIN, _MARGIN)
        self.c_margin = 0.0  # text starts where rules and pictures do
        self.set_auto_page_break(True, _MARGIN)
        for style, file in _FONTS.items():
            self.add_font("text", style, Path(mpl.get_data_path()) / "fonts" / "ttf" / file)
        self.add_page()
        title, subtitle, facts, *sections, _ = article
        self._write(_text(title), self._type(_TITLE, "B"), align="L")
        self._write(_text(subtitle), self._type(_TEXT, colour=_SOFT), align="L")
        self._facts(facts)
        for section in sections:
            self._section(section)

    def footer(self) -> None:
        """Writes the title and the page number; called by fpdf2 at the end of each page."""
        self.set_y(-11)
        self._type(_SMALL * 0.95, colour=_SOFT)
        self.cell(0, 4, self.foot.replace("%page%", str(self.page_no())))

    def _type(self, size: float, style: str = "", colour: tuple[int, int, int] = _INK) -> float:
        """Selects the type and returns the height of a line in millimetres."""
        self.set_font("text", style, size * self.scale)
        self.set_text_color(*colour)
        return size * self.scale * _LEADING

    def _write(self, text: str, line: float, width: float = 0.0, align: str = "J") -> None:
        self.multi_cell(width, line, text, align=align, new_x=XPos.LEFT, new_y=YPos.NEXT)

    def _facts(self, facts: Element) -> None:
        self.ln(2.5)
        width, top = self.epw / len(facts), self.y
        for number, fact in enumerate(facts):
            left = _MARGIN + number * width
            self.set_xy(left, top)
            self._write(_text(fact[0]), self._type(_SMALL, colour=_SOFT), width, "L")
            self.set_x(left)
            self._write(_text(fact[1]), self._type(_HEADING, "B"), width, "L")
        self.set_x(_MARGIN)

    def _section(self, section: Element) -> None:
        heading, first, *_ = section
        self._break_unless(14 * self.scale + (3 * self._type(_TEXT) if first.tag == "p" else self._height(first)))
        self.ln(3.5 * self.scale)
        self.set_draw_color(*_ACCENT)
        self.line(_MARGIN, self.y, _MARGIN + self.epw, self.y)
        self.ln(1.2 * self.scale)
        self.start_section(_text(heading))
        self._write(_text(heading), self._type(_HEADING, "B", _ACCENT), align="L")
        self.ln(0.8 * self.scale)
        for block in section[1:]:
            if block.tag == "p":
                self._write(_text(block), self._type(_TEXT))
                self.ln(1.6 * self.scale)
            elif block.tag == "ul":
                self._type(_SMALL * 0.92, colour=_SOFT)
                with self.text_columns(ncols=2, gutter=_GUTTER, line_height=1.25, balance=True) as columns:
                    columns.write("".join(f"{_text(item)}\n" for item in block))
            else:
                self._row(block)

    def _row(self, block: Element) -> None:
        """Sets a figure across the text, or the columns of a row side by side."""
        self._break_unless(self._height(block))
        columns, width = self._columns(block)
        top = bottom = self.y
        for number, column in enumerate(columns):
            self.set_y(top)
            for figure in column:
                self._figure(figure, _MARGIN + number * (width + _GUTTER), width)
            bottom = max(bottom, self.y)
        self.set_xy(_MARGIN, bottom + 1.5 * self.scale)

    def _break_unless(self, height: float) -> None:
        room = float(self.page_break_trigger - self.y)
        if room < height:
            self.gap = max(self.gap, room)
            self.add_page()

    def _columns(self, block: Element) -> tuple[list[list[Element]], float]:
        """The figures of each column, and the width of a column."""
        columns = [[block]] if block.tag == "figure" else [list(column) for column in block]
        return columns, (self.epw - _GUTTER * (len(columns) - 1)) / len(columns)

    def _height(self, block: Element) -> float:
        """The height of a row, a figure or a list in millimetres; of a list, that of its first lines."""
        if block.tag == "ul":
            return 16 * self.scale
        columns, width = self._columns(block)
        return max(sum(self._figure_height(figure, width) for figure in column) for column in columns)

    def _figure_height(self, figure: Element, width: float) -> float:
        line = self._type(_SMALL)
        text = _text(figure.find("figcaption"))
        caption: Any = self.multi_cell(width, line, text, dry_run=True, output="HEIGHT", align="L")
        picture = figure.find("img")
        content = len(figure.findall(".//tr")) * _ROW * self.scale if picture is None else self._size(picture, width)[1]
        return float(caption) + content + 3 * self.scale

    def _figure(self, figure: Element, left: float, width: float) -> None:
        picture = figure.find("img")
        if picture is not None:
            wide, high = self._size(picture, width)
            if image := self.pictures.get(picture.attrib["src"]):
                self.image(image, left, self.y, wide, high, alt_text=picture.attrib["alt"])
            self.set_y(self.y + high + 0.8)
        self.set_x(left)
        self._write(_text(figure.find("figcaption")), self._type(_SMALL, colour=_SOFT), width, "L")
        if picture is None:
            self._table([[_text(cell) for cell in row] for row in figure.findall(".//tr")], left, width)
        self.ln(2 * self.scale)

    def _size(self, picture: Element, width: float) -> tuple[float, float]:
        across, high = self.sizes[picture.attrib["src"]]
        wide = min(width, across * 25.4) * self.scale
        return wide, wide * high / across

    def _table(self, rows: list[list[str]], left: float, width: float) -> None:
        size = _SMALL * 1.05
        self._type(size, "B")
        natural = [max(map(self.get_string_width, column)) + 3 for column in zip(*rows, strict=True)]
        shrink = min(1.0, width / sum(natural))
        spare = max(0.0, width - sum(natural)) / len(natural)
        self.set_draw_color(*_LINE)
        for number, row in enumerate(rows):
            self.set_x(left)
            self._type(size * shrink, "" if number else "B")
            for place, (cell, wide) in enumerate(zip(row, natural, strict=True)):
                align = "R" if place else "L"
                self.cell(wide * shrink + spare, _ROW * self.scale, cell, align=align, border="B")
            self.ln(_ROW * self.scale)
