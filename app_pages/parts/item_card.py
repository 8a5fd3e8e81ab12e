"""An item as a small card: picture, drawer, colours and confidence."""

import streamlit as st

from app_pages.parts import confidence, display, group_question, resources, selection
from app_pages.parts.colours import chips
from app_pages.parts.i18n import drawer, group, text, translate
from wardrobe.store.bin import BIN_DAYS
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item, utc_now
from wardrobe.store.search import Search


def show(item: Item, search: Search, *, selecting: bool = False) -> None:
    """One cell of a grid that links to the item's page or, if ``selecting``, selects the item."""
    with st.container(gap="xsmall"):
        picture(item, search.view)
        drawer_name = group(item.open_group) if item.open_group else display.drawer_label(item.drawer)
        name = display.escaped(item.name) or drawer_name
        if selecting:
            selection.box(item.id, name)
        else:
            link(item, search, f"**{name}**")
        last = _left_in_bin(item) if item.deleted_at else how_sure(item)
        lines = [chips(item.colours[:2]), f":small[{f'{drawer_name} · {last}' if item.name else last}]"]
        if item.tags:
            lines.append(f":small[:material/sell: {', '.join(map(display.escaped, item.tags))}]")
        # One element rather than three, because a page has dozens of items.
        st.markdown("  \n".join(lines))


def title(item: Item) -> str:
    """The item's name or drawer, or the question which one it is, escaped for Markdown."""
    if item.name:
        return display.escaped(item.name)
    asked = group_question.of_item(item)
    return group_question.title(asked) if asked else display.drawer_label(item.drawer)


def link(item: Item, search: Search, label: str) -> None:
    """A link to an item's page that carries the search along."""
    st.page_link("app_pages/item.py", label=label, icon="", query_params=search.to_query() | {"id": str(item.id)})


def picture(item: Item, view: str) -> None:
    """The thumbnail, or a placeholder and the message that says why there is none."""
    alt = text(
        "alt-item", drawer=group(item.open_group) if item.open_group else drawer(item.drawer), file=item.file_name
    )
    try:
        st.image(display.source(resources.wardrobe().photos.thumbnail(item, view)), width="stretch", alt=alt)
    except StoreError as error:
        st.image(display.NO_PICTURE, width="stretch", alt=text("alt-no-photo", file=item.file_name))
        st.caption(f":material/broken_image: {display.escaped(translate(error.message))}")


def how_sure(item: Item) -> str:
    """What became of it, that the user decided on the drawer, the question which one it is, or the confidence in it."""
    if item.archived:
        return f":material/inventory: {text(f'archived-{item.archived}')}"
    if asked := group_question.of_item(item):
        return f":material/alt_route: {group_question.short_title(asked)}"
    if item.decided:
        return f":material/person_check: {text('said-so')}"
    return confidence.sure_of(item.prediction, item.drawer) or text("not-classified")


def _left_in_bin(item: Item) -> str:
    days = (utc_now() - item.deleted_at).days if item.deleted_at else 0
    return text("bin-left", days=max(0, BIN_DAYS - days))
