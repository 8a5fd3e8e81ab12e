"""A report on paper: A4, three or four pages, set by fpdf2."""

import io
from pathlib import Path

import matplotlib as mpl
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from PIL import Image

from training.report.content import Block, Item, Paragraph, Picture, Report, Row, Section, Table
from training.report.figures import as_png
from training.report.sources import named_in

MOST_PAGES = 4

_GAP = 45.0  # mm
_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)
_MARGIN, _GUTTER = 16.0, 6.0  # mm
_LEADING = 0.47  # mm of line height a point of type
_TEXT, _SMALL, _HEADING, _TITLE = 10.0, 8.0, 12.5, 19.0  # points
_ACCENT, _SOFT, _LINE = (0, 90, 142), (85, 88, 95), (205, 208, 214)
_FONTS = {"": "STIXGeneral.ttf", "B": "STIXGeneralBol.ttf"}


def render_pdf(report: Report) -> bytes:
    """The PDF, set as large as four pages without large gaps allow. The same report gives the same bytes."""
    tries = [_Paper(report, {}, scale) for scale in _SCALES]
    fitting = [paper for paper in tries if paper.pages_count <= MOST_PAGES] or tries[-1:]
    chosen = next((paper for paper in fitting if paper.gap <= _GAP), min(fitting, key=lambda paper: paper.gap))
    pictures = {id(item): as_png(item.figure) for item in _pictures(report)}
    return bytes(_Paper(report, pictures, chosen.scale).output())


def _pictures(report: Report) -> list[Picture]:
    rows = [block for section in report.sections for block in section.blocks if isinstance(block, Row)]
    return [item for row in rows for column in row.columns for item in column if isinstance(item, Picture)]


class _Paper(FPDF):
    """The report, set when it is made; ``scale`` is of type and pictures.

    Without ``pictures``, PNG by the `id` of their `Picture`, their places stay empty. ``gap`` is the largest space, in
    millimetres, that is left at the foot of a page because what comes next does not fit.
    """

    def __init__(self, report: Report, pictures: dict[int, bytes], scale: float) -> None:
        super().__init__(format="A4")
        self.report, self.pictures, self.scale = report, pictures, scale
        self.gap = 0.0
        self.set_creation_date(report.date)  # the time of writing would make every file another one
        self.set_title(report.title)
        self.set_lang("en")
        self.set_margins(_MARGIN, _MARGIN)
        self.c_margin = 0.0  # text begins where rules and pictures do
        self.set_auto_page_break(True, _MARGIN)
        for style, file in _FONTS.items():
            self.add_font("text", style, Path(mpl.get_data_path()) / "fonts" / "ttf" / file)
        self.add_page()
        self._head()
        for number, section in enumerate(report.sections, start=1):
            self._section(number, section)
        self._sources()

    @property
    def room(self) -> float:
        """Millimetres left on the page."""
        return float(self.page_break_trigger - self.y)

    def footer(self) -> None:
        """Title and page number, called by fpdf2 at the end of each page."""
        self.set_y(-11)
        self._type(_SMALL * 0.95, colour=_SOFT)
        self.cell(0, 4, f"{self.report.title}  |  {self.page_no()} of {{nb}}")

    def _type(self, size: float, style: str = "", colour: tuple[int, int, int] = (20, 21, 24)) -> float:
        """Sets the type; returns the height of a line in millimetres."""
        self.set_font("text", style, size * self.scale)
        self.set_text_color(*colour)
        return size * self.scale * _LEADING

    def _write(self, text: str, line: float, width: float = 0.0, align: str = "J") -> None:
        self.multi_cell(width, line, text, align=align, new_x=XPos.LEFT, new_y=YPos.NEXT)

    def _head(self) -> None:
        self._write(self.report.title, self._type(_TITLE, "B"), align="L")
        self._write(self.report.subtitle, self._type(_TEXT, colour=_SOFT), align="L")
        self.ln(2.5)
        width = self.epw / len(self.report.facts)
        top = self.y
        for number, (name, value) in enumerate(self.report.facts):
            self.set_xy(_MARGIN + number * width, top)
            self._write(name, self._type(_SMALL, colour=_SOFT), width, "L")
            self.set_x(_MARGIN + number * width)
            self._write(value, self._type(_HEADING, "B"), width, "L")
        self.set_x(_MARGIN)

    def _section(self, number: int, section: Section) -> None:
        first = section.blocks[0]
        line = _TEXT * self.scale * _LEADING
        self._break_unless(14 * self.scale + (3 * line if isinstance(first, Paragraph) else self._height(first)))
        self._heading(f"{number}. {section.title}")
        for block in section.blocks:
            self._block(block)

    def _heading(self, text: str) -> None:
        self.ln(3.5 * self.scale)
        self.set_draw_color(*_ACCENT)
        self.line(_MARGIN, self.y, _MARGIN + self.epw, self.y)
        self.ln(1.2 * self.scale)
        self.start_section(text)
        self._write(text, self._type(_HEADING, "B", _ACCENT), align="L")
        self.ln(0.8 * self.scale)

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._write(block.text, self._type(_TEXT))
            self.ln(1.6 * self.scale)
            return
        columns = block.columns if isinstance(block, Row) else ((block,),)
        self._break_unless(self._height(block))
        top, width, bottom = self.y, self._column_width(len(columns)), self.y
        for number, column in enumerate(columns):
            self.set_y(top)
            for item in column:
                self._item(item, _MARGIN + number * (width + _GUTTER), width)
            bottom = max(bottom, self.y)
        self.set_xy(_MARGIN, bottom + 1.5 * self.scale)

    def _break_unless(self, height: float) -> None:
        if self.room < height:
            self.gap = max(self.gap, self.room)
            self.add_page()

    def _column_width(self, columns: int) -> float:
        return (self.epw - _GUTTER * (columns - 1)) / columns

    def _height(self, block: Block) -> float:
        """Millimetres that a row or a table takes."""
        columns = block.columns if isinstance(block, Row) else ((block,),)
        width = self._column_width(len(columns))
        return max(sum(self._item_height(item, width) for item in column) for column in columns)

    def _item_height(self, item: Item, width: float) -> float:
        line = self._type(_SMALL)
        caption = self.multi_cell(width, line, item.caption, dry_run=True, output="HEIGHT", align="L")
        if isinstance(item, Table):
            return float(caption) + (len(item.rows) + 1) * self._row_height + 3 * self.scale
        return float(caption) + self._picture_size(item, width)[1] + 3 * self.scale

    def _item(self, item: Item, left: float, width: float) -> None:
        if isinstance(item, Picture):
            wide, high = self._picture_size(item, width)
            if self.pictures:
                picture = Image.open(io.BytesIO(self.pictures[id(item)]))
                self.image(picture, left, self.y, wide, high, alt_text=item.alternative)
            self.set_xy(left, self.y + high + 0.8)
            self._write(item.caption, self._type(_SMALL, colour=_SOFT), width, "L")
        else:
            self.set_x(left)
            self._write(item.caption, self._type(_SMALL, colour=_SOFT), width, "L")
            self._table(item, left, width)
        self.ln(2 * self.scale)

    def _picture_size(self, item: Picture, width: float) -> tuple[float, float]:
        across, high = item.figure.get_size_inches()
        wide = min(width, across * 25.4) * self.scale
        return wide, wide * high / across

    @property
    def _row_height(self) -> float:
        return 1.12 * _SMALL * 1.05 * self.scale * _LEADING

    def _table(self, table: Table, left: float, width: float) -> None:
        size = _SMALL * 1.05
        self._type(size, "B")
        cells = (table.header, *table.rows)
        natural = [max(self.get_string_width(row[place]) for row in cells) + 3 for place in range(len(table.header))]
        size *= min(1.0, width / sum(natural))
        spare = max(0.0, width - sum(natural))
        widths = [share * min(1.0, width / sum(natural)) + spare / len(natural) for share in natural]
        self.set_draw_color(*_LINE)
        for number, row in enumerate(cells):
            self.set_x(left)
            self._type(size, "B" if number == 0 else "")
            for place, (cell, wide) in enumerate(zip(row, widths, strict=True)):
                self.cell(wide, self._row_height, cell, align="R" if place else "L", border="B")
            self.ln(self._row_height)

    def _sources(self) -> None:
        self._break_unless(30 * self.scale)
        self._heading("Sources")
        self._type(_SMALL * 0.92, colour=_SOFT)
        with self.text_columns(ncols=2, gutter=_GUTTER, line_height=1.25, balance=True) as columns:
            for source in named_in(self.report.texts()):
                columns.write(source + "\n")
