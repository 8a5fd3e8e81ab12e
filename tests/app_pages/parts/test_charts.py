import re
import tomllib
from pathlib import Path

import pytest

from app_pages.parts.charts import _LABELS

ROOT = Path(__file__).parents[3]


def luminance(colour):
    """Relative luminance of ``#rrggbb``, as WCAG 2 defines it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_can_be_read_on_every_ground_of_the_page(scheme):
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"][scheme]
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        pale, dark = sorted((luminance(_LABELS[scheme]), luminance(theme[ground])), reverse=True)
        assert (pale + 0.05) / (dark + 0.05) >= 4.5  # success criterion 1.4.3


def test_every_chart_is_drawn_by_what_sets_its_labels():
    for file in [*ROOT.glob("app_pages/*.py"), *ROOT.glob("app_pages/parts/*.py")]:
        drawn = re.findall(r"st\.(altair_chart|vega_lite_chart|line_chart|bar_chart)\(", file.read_text("utf-8"))
        allowed = {"charts.py": ["altair_chart"], "confidence.py": ["vega_lite_chart"]}.get(file.name, [])
        assert drawn == allowed, file.name
