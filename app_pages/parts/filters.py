"""The wardrobe's search and filters. The address holds them: widgets show its values and change them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypedDict

import streamlit as st

from app_pages.parts import display, resources, widget_keys
from app_pages.parts.colours import name_of
from app_pages.parts.i18n import text
from app_pages.parts.state import set_widget, widget_value
from wardrobe.store.items import SEASONS
from wardrobe.store.search import SORTINGS, VIEWS, Search

_WHO = {None: "anyone", True: "you", False: "model"}


class Field(TypedDict):
    key: str
    on_change: Callable[..., None]
    args: tuple[Any, ...]


def current() -> Search:
    """The search that the address holds. It is held nowhere else, so that a link to it shows the same to others."""
    return Search.from_query({name: st.query_params.get_all(name) for name in st.query_params})


def go(search: Search) -> None:
    """Puts another search into the address."""
    st.query_params.from_dict(search.to_query())


def show_search(search: Search) -> None:
    """The search box, the view and the other filters."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            text("find-text"),
            type="search",
            placeholder=text("search-placeholder"),
            icon=":material/search:",
            label_visibility="collapsed",
            **field("text", search.text, str),
        )
        st.segmented_control(
            text("find-view"),
            VIEWS,
            required=True,
            format_func=lambda name: text(f"view-{name}"),
            label_visibility="collapsed",
            **field("view", search.view),
        )
    set_here = search.narrowing - bool(search.text) - bool(search.drawers) - bool(search.groups)
    if more := display.lazy_expander("filters", text("filters", count=set_here), "tune"):
        with more, st.grid(min_column_width=210):
            _show_names(search)
            _show_ranges(search)
            order = field("order", search.order)
            st.selectbox(text("find-order"), SORTINGS, format_func=lambda name: text(f"order-{name}"), **order)


def _show_names(search: Search) -> None:
    for kind, label in (("colours", name_of), ("seasons", _season), ("tags", str)):
        chosen = list(getattr(search, kind))
        used = list(SEASONS) if kind == "seasons" else resources.wardrobe().names(kind)
        st.multiselect(
            text(f"find-{kind}"),
            used + [name for name in chosen if name not in used],
            format_func=label,
            placeholder=text("any"),
            **field(kind, chosen, tuple),
        )


def _show_ranges(search: Search) -> None:
    st.slider(text("find-sure"), 0, 100, (0, 100), step=1, format="%d %%", **field("sure", search.sure, tuple))
    for name in ("since", "until"):
        date = field(name, getattr(search, name))
        st.date_input(text(f"find-{name}"), None, format="YYYY-MM-DD", **date)
    wearing = {"any": False, "never": True}
    st.segmented_control(
        text("find-worn"),
        list(wearing),
        required=True,
        format_func=lambda name: text(f"find-worn-{name}"),
        **field("never_worn", "never" if search.never_worn else "any", wearing.__getitem__),
    )
    st.toggle(text("archived-shown"), **field("archived", search.archived))
    decided = {who: decided for decided, who in _WHO.items()}
    st.segmented_control(
        text("find-decided"),
        list(_WHO.values()),
        required=True,
        format_func=lambda who: text(f"chosen-by-{who}"),
        **field("decided", _WHO[search.decided], decided.__getitem__),
    )


def show_pages(search: Search, pages: int) -> None:
    """The page of the results."""
    st.pagination(pages, **field("page", min(search.page, pages)))


def _season(name: str) -> str:
    return text(f"season-{name}")


def field(
    name: str,
    value: Any,
    convert: Callable[[Any], Any] = lambda value: value,
    changes: Callable[[Any], Mapping[str, Any]] | None = None,
) -> Field:
    """The arguments of a widget that shows a value of the address, after Back in the browser too, and changes it.

    Args:
        name: of the widget and, unless there are ``changes``, of the field of `Search`.
        value: what the widget shows.
        convert: makes the field of `Search` from the widget's value.
        changes: makes all fields of `Search` that the widget's value changes.
    """
    key = widget_keys.find_field(name)
    set_widget(key, value)
    return {"key": key, "on_change": _follow, "args": (name, changes or (lambda value: {name: convert(value)}))}


def _follow(name: str, changes: Callable[[Any], Mapping[str, Any]]) -> None:
    values = changes(widget_value(widget_keys.find_field(name)))
    same_results = name in ("view", "page")
    go(replace(current(), **values) if same_results else current().changed(**values))
