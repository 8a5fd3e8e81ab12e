"""What a person looks for: widgets that stand as the address says, and an address that follows them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from app_pages.parts import resources
from app_pages.parts.colours import name_of
from app_pages.parts.i18n import drawer, text
from wardrobe.store.items import ORDERS, SEASONS
from wardrobe.store.search import VIEWS, Search

_WHO = {None: "anyone", True: "you", False: "model"}


def current() -> Search:
    """What the address asks for. It is the only place where this is kept, so that whoever is sent it sees the same."""
    return Search.from_query({name: st.query_params.get_all(name) for name in st.query_params})


def go(search: Search) -> None:
    """Asks for something else."""
    st.query_params.from_dict(search.to_query())


def show_drawers(search: Search, held: dict[str, int]) -> None:
    """The drawers that hold something, and a person's own, with how much is in each."""
    own = resources.wardrobe().own_drawers()
    names = [name for name in resources.all_drawers() if held.get(name) or name in own]
    names += [name for name in search.drawers if name not in names]
    _stand("drawers", list(search.drawers))
    st.pills(
        text("find-drawers"),
        names,
        selection_mode="multi",
        format_func=lambda name: text("drawer-holds", drawer=resources.escaped(drawer(name)), count=held.get(name, 0)),
        **_following("drawers", tuple),
        label_visibility="collapsed",
    )


def show_search(search: Search) -> None:
    """The search box, the other filters, and the way back to everything."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _stand("text", search.text)
        st.text_input(
            text("find-text"),
            type="search",
            placeholder=text("search-placeholder"),
            icon=":material/search:",
            label_visibility="collapsed",
            **_following("text", str),
        )
        _stand("view", search.view)
        st.segmented_control(
            text("find-view"),
            VIEWS,
            required=True,
            format_func=lambda name: text(f"view-{name}"),
            label_visibility="collapsed",
            **_following("view"),
        )
    set_here = search.narrowing - bool(search.text) - bool(search.drawers)
    if more := resources.unfolded("filters", text("filters", count=set_here), "tune"):
        with more, st.grid(min_column_width=210):
            _show_names(search)
            _show_ranges(search)
            _stand("order", search.order)
            st.selectbox(
                text("find-order"), list(ORDERS), format_func=lambda name: text(f"order-{name}"), **_following("order")
            )


def _show_names(search: Search) -> None:
    for kind, spell in (("colours", name_of), ("seasons", _season), ("tags", str)):
        chosen = list(getattr(search, kind))
        used = list(SEASONS) if kind == "seasons" else resources.wardrobe().names(kind)
        _stand(kind, chosen)
        st.multiselect(
            text(f"find-{kind}"),
            used + [name for name in chosen if name not in used],
            format_func=spell,
            placeholder=text("any"),
            **_following(kind, tuple),
        )


def _show_ranges(search: Search) -> None:
    _stand("sure", search.sure)
    st.slider(text("find-sure"), 0, 100, (0, 100), step=1, format="%d %%", **_following("sure", tuple))
    for name in ("since", "until"):
        _stand(name, getattr(search, name))
        st.date_input(text(f"find-{name}"), None, format="YYYY-MM-DD", **_following(name))
    _stand("corrected", _WHO[search.corrected])
    st.segmented_control(
        text("find-corrected"),
        list(_WHO.values()),
        required=True,
        format_func=lambda who: text(f"chosen-by-{who}"),
        **_following("corrected", {who: corrected for corrected, who in _WHO.items()}.__getitem__),
    )


def show_pages(search: Search, pages: int) -> None:
    """Which page of what was found is seen."""
    _stand("page", min(search.page, pages))
    st.pagination(pages, **_following("page"))


def _season(name: str) -> str:
    return text(f"season-{name}")


def _stand(name: str, value: Any) -> None:
    """Lets a widget stand as the address says, also where the browser went back to an earlier one."""
    st.session_state[f"find-{name}"] = value


def _following(name: str, form: Callable[[Any], Any] = lambda value: value) -> dict[str, Any]:
    """What lets the address follow a widget."""
    return {"key": f"find-{name}", "on_change": _follow, "args": (name, form)}


def _follow(name: str, form: Callable[[Any], Any]) -> None:
    value = form(st.session_state[f"find-{name}"])
    looks_the_same = name in ("view", "page")
    go(replace(current(), **{name: value}) if looks_the_same else current().changed(**{name: value}))
