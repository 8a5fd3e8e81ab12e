"""Wardrobe: the items in the drawers with search and filters, and the bin."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import streamlit as st

from app_pages.parts import (
    bulk_actions,
    done_bar,
    drawer_filter,
    filters,
    item_card,
    new_model,
    own_drawers,
    resources,
    selection,
    widget_keys,
)
from app_pages.parts.i18n import group, language, text, time_zone
from app_pages.parts.state import widget_value
from wardrobe.store.bin import BIN_DAYS
from wardrobe.store.items import REVIEW, Filters, Item
from wardrobe.store.search import Search

_A_PAGE = 24


def main() -> None:
    """Draws the drawers, or the bin."""
    search = filters.current()
    wardrobe = resources.wardrobe()
    binned = sum(wardrobe.counts(Filters(deleted=True)).values())
    shown = Filters(archived=True) if search.archived else Filters()
    held, open_questions = wardrobe.counts(shown), {} if search.archived else wardrobe.open_counts()
    total = sum(held.values()) + sum(open_questions.values())
    _show_head(search, binned, empty=not total)
    selecting = widget_value(widget_keys.SELECTING, default=False)
    done_bar.show()
    if search.bin:
        _show_bin(replace(search.cleared(), page=search.page), binned)  # the bin has no filters
        return
    new_model.show()
    waiting = sum(wardrobe.counts(Filters(state=REVIEW)).values())
    if not total and not search.narrowing:
        _show_empty(waiting)
        return
    if waiting:
        st.page_link("app_pages/review.py", label=text("waiting", count=waiting), icon=":material/rate_review:")
    drawer_filter.show(search, held, open_questions)
    filters.show_search(search)
    found = _show_count(search, total)
    if not found:
        st.info(text("nothing-found"), icon=":material/search_off:")
        return
    if selecting:
        bulk_actions.show(wardrobe.ids(search.filters(time_zone(), language()), search.order), in_bin=False)
    _show_grid(search, found, selecting=selecting)


def _show_head(search: Search, binned: int, *, empty: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(text("bin") if search.bin else text("page-wardrobe"), anchor=False, width="stretch")
        if search.bin:
            _button("to-the-drawers", text("to-the-drawers"), "arrow_back", Search())
            return
        with st.container(horizontal=True, vertical_alignment="center", width="content", key="wardrobe-actions"):
            if not empty:
                label = text("reclassify-title")
                st.page_link("app_pages/reclassify.py", label=label, icon=":material/psychology_alt:")
            own_drawers.button()
            if binned:
                _button("to-the-bin", text("bin-holds", count=binned), "delete", Search(bin=True))


def _button(key: str, label: str, icon: str, there: Search) -> None:
    """A button that opens another view of this page."""
    st.button(label, key=key, icon=f":material/{icon}:", type="tertiary", on_click=_open, args=(there,))


def _open(search: Search) -> None:
    selection.select_only(())
    filters.go(search)


def _show_empty(waiting: int) -> None:
    with st.container(border=True, horizontal_alignment="center", key="empty"):
        st.subheader(f":material/checkroom: {text('empty-title')}", anchor=False, width="content")
        st.markdown(text("empty-what"), text_alignment="center")
        with st.container(horizontal=True, horizontal_alignment="center"):
            st.page_link("app_pages/sort.py", label=text("empty-sort"), icon=":material/add_a_photo:")
            if waiting:
                label = text("waiting", count=waiting)
                st.page_link("app_pages/review.py", label=label, icon=":material/rate_review:")


def _show_count(search: Search, total: int) -> int:
    """Shows how many items match, with a button that clears the filters; returns how many."""
    found = sum(resources.wardrobe().counts(search.filters(time_zone(), language())).values())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(text("found", count=found, total=total))
        if search.narrowing:
            _button("clear", text("clear-filters"), "filter_alt_off", search.cleared())
        if found:
            st.toggle(text("select"), key=widget_keys.SELECTING, on_change=selection.select_only, args=((),))
    return found


def _show_bin(search: Search, binned: int) -> None:
    st.markdown(text("bin-what", days=BIN_DAYS))
    if not binned:
        st.info(text("bin-empty"), icon=":material/delete:")
        return
    bulk_actions.show(resources.wardrobe().ids(search.filters(), search.order), in_bin=True)
    _show_grid(search, binned, selecting=True)


def _show_grid(search: Search, found: int, *, selecting: bool) -> None:
    pages = -(-found // _A_PAGE)
    first = (min(search.page, pages) - 1) * _A_PAGE
    items = resources.wardrobe().find(search.filters(time_zone(), language()), search.order, _A_PAGE, first)
    for number, (heading, together) in enumerate(_under_headings(search, items)):
        if heading:
            st.subheader(heading, anchor=False)
        with st.grid(min_column_width=150, border=True, key=f"cards-{number}"):
            for item in together:
                item_card.show(item, search, selecting=selecting)
    if pages > 1:
        filters.show_pages(search, pages)


def _under_headings(search: Search, items: list[Item]) -> Iterator[tuple[str, list[Item]]]:
    """The items of the page by the names of their groups, if they are in the order of the drawers."""
    if search.order != "drawer" or search.bin:
        yield "", items
        return
    parents = resources.wardrobe().parents()
    for parent, together in groupby(items, lambda item: item.open_group or parents[item.drawer]):
        yield (group(parent) if parent else text("group-other")), list(together)


main()
