"""Statistics: what is in the drawers, in which colours, what is worn, how often the model was right."""

import streamlit as st

from app_pages.parts import display, item_details, resources, statistics_charts, tables
from app_pages.parts.i18n import drawer, text
from wardrobe.statistics import Statistics, statistics
from wardrobe.store.items import Item
from wardrobe.store.search import Search

_DECIDED = ("sorted", "unsure", "not_clothing")


def main() -> None:
    """Draws the page; no model is loaded."""
    st.title(text("page-statistics"), anchor=False)
    found = statistics(resources.wardrobe())
    if not found.items:
        st.info(text("statistics-empty"), icon=":material/checkroom:")
        st.page_link("app_pages/sort.py", label=text("empty-sort"), icon=":material/add_a_photo:")
        return
    st.markdown(text("statistics-what", items=found.items, wears=found.wears))
    _link_to_never_worn(found)
    with st.container(horizontal=True):
        with st.container(width=560):
            st.subheader(text("statistics-drawers"), anchor=False)
            statistics_charts.show_drawers(found.drawers)
        with st.container(width=560):
            st.subheader(text("statistics-colours"), anchor=False)
            statistics_charts.show_colours(found.colours)
    _show_worn(found)
    _show_prices(found)
    _show_judged(found)


def _link_to_never_worn(found: Statistics) -> None:
    if found.never_worn:
        st.page_link(
            "app_pages/wardrobe.py",
            label=text("statistics-show-never", count=found.never_worn),
            icon=":material/hourglass_empty:",
            query_params=Search(never_worn=True).to_query(),
        )


def _show_worn(found: Statistics) -> None:
    st.subheader(text("statistics-worn"), anchor=False)
    if not found.most_worn:
        st.caption(text("statistics-worn-none"))
    for item in found.most_worn:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link("app_pages/item.py", label=_named(item), icon="", query_params={"id": str(item.id)})
            st.caption(item_details.worn(item), width="content")


def _show_prices(found: Statistics) -> None:
    if not found.priced:
        return
    st.subheader(text("statistics-prices"), anchor=False)
    rows = [
        {
            "name": item.name or drawer(item.drawer),
            "price": item.price,
            "worn": len(item.worn),
            "each": item.price_per_wear,
        }
        for item in found.priced
    ]
    columns = {
        "name": tables.name(text("item-name")),
        "price": tables.number(text("item-price"), "%.2f"),
        "worn": tables.number(text("statistics-times-worn")),
        "each": tables.number(text("statistics-per-wear"), "%.2f"),
    }
    tables.show(rows, columns, text("statistics-prices"), "prices")


def _show_judged(found: Statistics) -> None:
    st.subheader(text("statistics-judged"), anchor=False)
    judged = {outcome: found.judged[outcome] for outcome in _DECIDED if outcome in found.judged}
    if not judged:
        st.caption(text("statistics-judged-none"))
        return
    right, decided = (sum(getattr(one, name) for one in judged.values()) for name in ("right", "decided"))
    st.markdown(text("statistics-judged-what", right=right, decided=decided))
    statistics_charts.show_judged(judged)


def _named(item: Item) -> str:
    return display.escaped(item.name) or display.drawer_label(item.drawer)


main()
