"""The style of figures, and how a figure becomes an SVG or a PNG: what reports and `training show` share."""

import base64
import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from model.palette import GREY, INK

WIDTH = 3.4
"""Inches: half the text width of an A4 page and all of a phone's, so that type measures 7 points on both."""

DPI = 220
"""Of a PNG."""

PAPER: Any = {"cmap": "Greys", "interpolation": "none"}
"""How images are shown: the black background becomes white paper, bright garments become ink."""

_STYLE: Any = {
    **dict.fromkeys(("axes.edgecolor", "axes.labelcolor", "text.color", "xtick.color", "ytick.color"), INK),
    **dict.fromkeys(("axes.spines.right", "axes.spines.top", "legend.frameon"), False),
    **{"axes.linewidth": 0.6, "lines.linewidth": 1.3, "grid.color": GREY, "grid.linewidth": 0.3, "grid.alpha": 0.5},
    **{"axes.titlesize": 7.5, "font.size": 7, "legend.fontsize": 6.5, "legend.handlelength": 1.4},
    "font.family": "DejaVu Sans",  # ships with matplotlib, so it is the same everywhere
    "svg.fonttype": "none",
    "svg.hashsalt": "report",  # ids inside the file follow from the content, not from chance
}
_DARK = "@media screen and (prefers-color-scheme:dark)"

styled = mpl.rc_context(_STYLE)
"""A decorator of functions that draw."""


@styled
def as_svg(figure: Figure, dark: Mapping[str, str] = MappingProxyType({})) -> str:
    """A data URI of an SVG whose ink is dark on a light page and light on a dark one.

    ``dark`` has further colours, by those that they replace on a dark page.
    """
    stream = io.StringIO()
    figure.savefig(stream, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    replaced = "".join(f'[style*="fill: {old}"]{{fill:{new}!important}}' for old, new in dark.items())
    style = f"<style>svg{{color:{INK}}}{_DARK}{{svg{{color:#e4e6ea}}{replaced}}}</style></svg>"
    text = stream.getvalue().replace(INK, "currentColor").replace("</svg>", style)
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


@styled
def as_png(figure: Figure) -> bytes:
    """A PNG for print."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
    return stream.getvalue()
