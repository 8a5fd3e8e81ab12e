"""How all charts look: numbers as the user's language writes them, and labels that can be read on the page."""

from typing import Any, Literal

import altair as alt
import streamlit as st

from app_pages.parts.i18n import chart_locale

# Streamlit's own grey has a contrast of 3.6 on the light page, which WCAG 2 calls too little for text (1.4.3).
_LABELS = {"light": "#4f5754", "dark": "#c5cac6"}


def scheme() -> str:
    """``light`` or ``dark``, as the page is: text inside a chart does not follow the theme."""
    return st.context.theme.type or "light"


def config() -> dict[str, Any]:
    """The ``config`` of a Vega-Lite specification."""
    colour = _LABELS[scheme()]
    labels = {"labelColor": colour, "titleColor": colour}
    return {"locale": chart_locale(), "axis": labels, "legend": labels, "header": labels}


def show(
    chart: alt.Chart | alt.LayerChart, key: str, description: str, width: int | Literal["stretch"] = "stretch"
) -> None:
    """Draws a chart, with its description for screen readers."""
    st.altair_chart(chart.configure(**config()), width=width, key=key, alt=description)
