"""A report as one HTML page with everything inside it."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from training.report.content import Paragraph, Picture, Report, Row, Table
from training.report.figures import as_svg
from training.report.sources import named_in


def render_page(report: Report) -> str:
    """The page, which fetches nothing from anywhere: styles and pictures are in it."""
    environment = Environment(
        loader=PackageLoader("training.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests |= {
        "paragraph": lambda block: isinstance(block, Paragraph),
        "table": lambda block: isinstance(block, Table),
        "row": lambda block: isinstance(block, Row),
        "picture": lambda block: isinstance(block, Picture),
    }
    page = environment.get_template("page.html")
    return page.render(report=report, sources=named_in(report.texts()), as_svg=as_svg)
