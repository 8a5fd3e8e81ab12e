"""Pieces of the wardrobe, small: a picture, the drawer, the colours, and how sure that is."""

import streamlit as st

from app_pages.parts import confidence, resources, selection
from app_pages.parts.colours import chips
from app_pages.parts.i18n import drawer, text, translate
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item, utc_now
from wardrobe.store.search import Search
from wardrobe.store.store import BIN_DAYS


def show(item: Item, search: Search, *, selecting: bool = False) -> None:
    """One cell of a grid, which leads to the item's page or picks the item."""
    with st.container(gap="xsmall"):
        picture(item, search.view)
        name = resources.escaped(drawer(item.drawer))
        if selecting:
            selection.box(item.id, name)
        else:
            link(item, search, f"**{name}**")
        last = _left_in_bin(item) if item.deleted_at else how_sure(item)
        st.markdown(f"{chips(item.colours[:2])}  \n:small[{last}]")  # one element, not two: a page has dozens of pieces


def link(item: Item, search: Search, label: str) -> None:
    """A link to an item's page, which knows what was looked for."""
    st.page_link("app_pages/item.py", label=label, icon="", query_params=search.to_query() | {"id": str(item.id)})


def picture(item: Item, view: str) -> None:
    """The small picture; where there is none any more, a placeholder and the sentence that says why."""
    what = text("alt-piece", drawer=drawer(item.drawer), file=item.file_name)
    try:
        st.image(resources.wardrobe().photos.thumbnail(item, view), width="stretch", alt=what)
    except StoreError as error:
        st.image(resources.NO_PICTURE, width="stretch", alt=text("alt-no-photo", file=item.file_name))
        st.caption(f":material/broken_image: {resources.escaped(translate(error.message))}")


def how_sure(item: Item) -> str:
    """How sure the model is of the drawer, or that a person chose it."""
    if item.corrected:
        return f":material/person_check: {text('you-said-so')}"
    return confidence.sure_of(item.prediction, item.drawer) or text("not-asked")


def _left_in_bin(item: Item) -> str:
    lies = (utc_now() - item.deleted_at).days if item.deleted_at else 0
    return text("bin-left", days=max(0, BIN_DAYS - lies))
