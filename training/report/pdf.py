"""A report on paper: the markup of `print.html` on A4 pages, which ReportLab sets."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.figure import Figure
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BalancedColumns,
    CondPageBreak,
    Flowable,
    HRFlowable,
    Image,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from training.figure_style import as_png

_GAP = 45 * mm
_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72)
_MARGIN, _GUTTER = 16 * mm, 6 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_INK, _ACCENT, _SOFT, _LINE = map(HexColor, ("#141518", "#005a8e", "#55585f", "#cdd0d6"))
_FONTS = {"Text": "STIXGeneral.ttf", "Bold": "STIXGeneralBol.ttf"}
_ALL = (0, 0), (-1, -1)
_BARE = [(f"{side}PADDING", *_ALL, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")] + [("VALIGN", *_ALL, "TOP")]
_FLUSH = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "h1": {"fontName": "Bold", "fontSize": 19},
    "subtitle": {"textColor": _SOFT, "spaceAfter": 7},
    "h2": {"fontName": "Bold", "fontSize": 12.5, "textColor": _ACCENT, "spaceAfter": 3},
    "p": {"alignment": 4, "spaceAfter": 4.5, "allowWidows": 0, "allowOrphans": 0},
    "caption": {"fontSize": 8, "textColor": _SOFT, "spaceAfter": 5},
    "source": {"fontSize": 7.4, "textColor": _SOFT},
    "fact": {"fontName": "Bold", "fontSize": 12.5},
}


def set_pages(markup: str, figures: Mapping[str, Figure], most_pages: int) -> bytes:
    """A PDF of ``markup``, in the largest type that needs at most ``most_pages`` and leaves no large gaps.

    The markup is well-formed and has the elements of `print.html`; ``figures`` are those that its images name.
    """
    for name, file in _FONTS.items():
        registerFont(TTFont(name, Path(mpl.get_data_path()) / "fonts" / "ttf" / file))
    article, tries = fromstring(markup), list[_Paper]()
    for scale in _SCALES:
        tries.append(_Paper(article, figures, scale))
        if tries[-1].page <= most_pages and tries[-1].gap <= _GAP:
            break
    best = min(tries, key=lambda paper: (max(paper.page, most_pages), max(paper.gap, _GAP)))
    return _Paper(article, figures, best.scale, pages=best.page).stream.getvalue()


def _text(element: Element | None) -> str:
    """The text of an element without line breaks."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


class _Paper(SimpleDocTemplate):
    """A report that is set on construction; ``scale`` applies to type and pictures.

    Without the number of ``pages`` it is only measured: pictures leave their places empty. ``gap`` is the largest space
    that a page but the last leaves at its foot.
    """

    def __init__(self, article: Element, figures: Mapping[str, Figure], scale: float, pages: int = 0) -> None:
        self.stream, self.figures, self.scale, self.pages, self.gaps = io.BytesIO(), figures, scale, pages, [0.0]
        margin = _MARGIN - 6  # ReportLab's frames have a padding of 6 points
        super().__init__(self.stream, pagesize=A4, title=_text(article[0]), lang="en", invariant=1)
        self.leftMargin = self.rightMargin = self.topMargin = self.bottomMargin = margin
        self._calc()
        self.styles = {}
        for name, own in _STYLES.items():
            style = {"fontSize": 10, "fontName": "Text", "textColor": _INK, **own}
            size = style["fontSize"] * scale
            self.styles[name] = ParagraphStyle(name, **{**style, "fontSize": size, "leading": size * 1.3})
        self.build(list(self._story(article)), onFirstPage=self._write_foot, onLaterPages=self._write_foot)

    @property
    def gap(self) -> float:
        return max(self.gaps[:-1])

    def handle_frameEnd(self, *arguments: Any) -> None:  # noqa: N802
        """Notes the space that is left; called by ReportLab."""
        self.gaps.append(self.frame._y - self.frame._y1p)
        super().handle_frameEnd(*arguments)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Enters headings into the outline; called by ReportLab."""
        if getattr(flowable, "style", None) is self.styles["h2"]:
            heading = flowable.getPlainText()
            self.canv.bookmarkPage(heading)
            self.canv.addOutlineEntry(heading, heading)

    def _write_foot(self, canvas: Any, _: Any) -> None:
        canvas.setFont("Text", 7.6 * self.scale)
        canvas.setFillColor(_SOFT)
        canvas.drawString(_MARGIN, 8 * mm, f"{self.title}  |  {canvas.getPageNumber()} of {self.pages}")

    def _paragraph(self, element: Element | None, style: str) -> Paragraph:
        return Paragraph(escape(_text(element)), self.styles[style])

    def _story(self, article: Element) -> Iterator[Flowable]:
        title, subtitle, facts, *sections = article
        yield self._paragraph(title, "h1")
        yield self._paragraph(subtitle, "subtitle")
        columns = [[self._paragraph(fact[0], "caption"), self._paragraph(fact[1], "fact")] for fact in facts]
        yield Table([columns], [_WIDTH / len(columns)] * len(columns), style=_BARE)
        for heading, *blocks in sections:
            yield CondPageBreak(26 * mm * self.scale)  # for the heading and three lines
            yield HRFlowable("100%", 0.6, color=_ACCENT, spaceBefore=10 * self.scale, spaceAfter=1)
            yield self._paragraph(heading, "h2")
            for block in blocks:
                if block.tag == "p":
                    yield self._paragraph(block, "p")
                elif block.tag == "ul":
                    sources = [self._paragraph(item, "source") for item in block]
                    yield BalancedColumns(sources, innerPadding=_GUTTER, **_FLUSH)
                elif block.tag == "figure":
                    yield KeepTogether(self._figure(block, _WIDTH))
                else:
                    yield self._row(list(block))

    def _row(self, columns: list[Element]) -> Table:
        """The figures of each column one below the other, and the columns side by side."""
        width = (_WIDTH + _GUTTER) / len(columns)
        cells = [[part for figure in column for part in self._figure(figure, width - _GUTTER)] for column in columns]
        style = [*_BARE, ("RIGHTPADDING", *_ALL, _GUTTER)]
        return Table([cells], [width] * len(columns), style=style, hAlign="LEFT", spaceAfter=5)

    def _figure(self, figure: Element, width: float) -> list[Flowable]:
        caption, picture = self._paragraph(figure.find("figcaption"), "caption"), figure.find("img")
        if picture is None:
            rows = [[_text(cell) for cell in row] for row in figure.findall(".//tr")]
            return [caption, self._table(rows, width), Spacer(0, 6 * self.scale)]
        drawn = self.figures[picture.attrib["src"]]
        across, high = drawn.get_size_inches() * 72
        wide = min(width, across) * self.scale
        size = wide, wide * high / across
        return [Image(io.BytesIO(as_png(drawn)), *size, hAlign="LEFT") if self.pages else Spacer(*size), caption]

    def _table(self, rows: list[list[str]], width: float) -> Table:
        size = 8.4 * self.scale
        natural = [max(stringWidth(cell, "Bold", size) for cell in column) + 8 for column in zip(*rows, strict=True)]
        size *= min(1.0, width / sum(natural))
        style = [
            *_BARE,
            ("FONT", *_ALL, "Text", size, size * 1.15),
            ("FONT", (0, 0), (-1, 0), "Bold", size),
            ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
            ("BOTTOMPADDING", *_ALL, 1.5),
            ("LINEBELOW", *_ALL, 0.4, _LINE),
        ]
        return Table(rows, [part * width / sum(natural) for part in natural], style=style, hAlign="LEFT")
