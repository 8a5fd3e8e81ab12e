"""The charts of the Statistics page, each with a description for screen readers."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from app_pages.parts import charts, resources
from app_pages.parts.colours import name_of
from app_pages.parts.i18n import drawer, group, text
from data.photos.colours import PALETTE
from wardrobe.statistics import Judged
from wardrobe.store.drawer_groups import in_groups

_ROW = 28  # pixels
_COLOUR = "#3f8f7a"  # readable on light and on dark
_EDGE = "#8a8f8d"  # of bars in a colour that may be the page's own
_MOST = 15  # colours


def show_drawers(drawers: Mapping[str, int]) -> None:
    """How many items each drawer holds, in the order of their groups."""
    parents = resources.wardrobe().parents(drawers)
    table = pd.DataFrame(
        [
            {"name": _labelled(drawer(name), drawers[name]), "items": drawers[name], "group": _group(parents[name])}
            for name in in_groups(sorted(drawers), parents)
        ]
    )
    words = ", ".join(f"{drawer(name)} {count}" for name, count in drawers.items())
    bars = _bars(table).encode(tooltip=[alt.Tooltip("group:N", title=text("drawer-parent")), *_tooltip()])
    charts.show(bars, "by-drawer", text("statistics-drawers-alt", drawers=words))


def show_colours(colours: Mapping[str, int]) -> None:
    """How many items have each main colour, the bars in that colour."""
    most = dict(list(colours.items())[:_MOST])
    table = pd.DataFrame(
        [
            {"name": _labelled(name_of(name), count), "items": count, "hex": PALETTE.get(name, _EDGE)}
            for name, count in most.items()
        ],
        columns=["name", "items", "hex"],
    )
    words = ", ".join(f"{name_of(name)} {count}" for name, count in most.items())
    bars = (
        _bars(table)
        .mark_bar(cornerRadiusEnd=3, stroke=_EDGE)
        .encode(color=alt.Color("hex:N", scale=None), tooltip=_tooltip())
    )
    charts.show(bars, "by-colour", text("statistics-colours-alt", colours=words))


def show_judged(judged: Mapping[str, Judged]) -> None:
    """The share of decided items for which the model was right, by what it said of its own confidence."""
    rows, words = [], []
    for outcome, one in judged.items():
        label = text("statistics-right-of", outcome=text(f"outcome-{outcome}"), right=one.right, decided=one.decided)
        rows.append({"name": label, "items": one.right, "share": one.right / one.decided})
        words.append(label)
    bars = _bars(pd.DataFrame(rows)).encode(
        x=alt.X("share:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
        tooltip=[alt.Tooltip("share:Q", title=text("statistics-right"), format=".0%")],
    )
    charts.show(bars, "judged", "; ".join(words), 760)


def _bars(table: pd.DataFrame) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(table, height=_ROW * len(table))
        .mark_bar(cornerRadiusEnd=3, color=_COLOUR)
        .encode(
            # The figure is part of the label, whose colour follows the theme; the colour of text marks doesn't.
            y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X("items:Q", axis=None),
        )
    )
    return chart


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("items:Q", title=text("statistics-items"))]


def _labelled(name: str, count: int) -> str:
    return text("drawer-holds", drawer=name, count=count)


def _group(parent: str | None) -> str:
    return group(parent) if parent else text("group-other")
