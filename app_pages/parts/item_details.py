"""What the user says of an item: its name and details, when it was worn, and whether it is gone."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypedDict

import streamlit as st

from app_pages.parts import display, done_bar, resources, widget_keys
from app_pages.parts.colours import chips, swatch
from app_pages.parts.i18n import text, time_zone
from app_pages.parts.state import set_widget, widget_value
from data.photos.colours import MOST, PALETTE
from wardrobe.store.items import ARCHIVED, Item

LONGEST = 80  # characters of a detail
MOST_EXPENSIVE = 1_000_000_000.0


class Field(TypedDict):
    """The arguments of a widget that shows and changes one field of an item."""

    key: str
    on_change: Callable[[int, str], None]
    args: tuple[int, str]


def field(item: Item, name: str, value: Any) -> Field:
    """Sets a field's widget to the stored value, after an undo too, and saves each change of it."""
    key = widget_keys.item_field(name, item.id)
    set_widget(key, value)
    return {"key": key, "on_change": _save, "args": (item.id, name)}


@done_bar.callback
def change(item_id: int, what: str, **values: Any) -> None:
    """Changes an item and reports it, with an undo."""
    wardrobe = resources.wardrobe()
    before = wardrobe.change([item_id], **values)
    done_bar.report(text(f"item-{what}-saved"), undo=lambda: wardrobe.undo(before))


def show_name(item: Item) -> None:
    """The item's name, which is shown instead of its drawer's."""
    given = field(item, "name", item.name)
    st.text_input(text("item-name"), max_chars=LONGEST, placeholder=text("item-name-what"), **given)


def show(item: Item) -> None:
    """Brand, size, price, where it is from; what became of it."""
    with st.grid(min_column_width=140):
        for name in ("brand", "size", "source"):
            st.text_input(text(f"item-{name}"), max_chars=LONGEST, **field(item, name, getattr(item, name)))
        st.number_input(text("item-price"), 0.0, MOST_EXPENSIVE, None, **field(item, "price", item.price))
    st.pills(
        text("item-archived"),
        ARCHIVED,
        format_func=lambda name: text(f"archived-{name}"),
        **field(item, "archived", item.archived),
    )


def show_colours(item: Item) -> None:
    """The item's colours, and whether the user chose them."""
    for colour in item.colours:
        # Nobody measured the shares of colours that the user chose.
        st.markdown(chips([colour], exact=not item.colours_decided))
    if item.colours_decided:
        st.caption(f":material/person_check: {text('item-colours-yours')}")


def show_colour_choice(item: Item) -> None:
    """All colours, to choose others for the item."""
    key = widget_keys.item_field("colours", item.id)
    if more := display.lazy_expander(f"{key}-more", text("item-colours-correct"), "palette"):
        with more:
            set_widget(key, [colour.name for colour in item.colours if colour.name in PALETTE])
            st.pills(
                text("item-colours-what", most=MOST),
                list(PALETTE),
                selection_mode="multi",
                format_func=swatch,
                key=key,
                on_change=_save_colours,
                args=(item.id,),
            )
            if item.colours_decided:
                st.button(
                    text("item-colours-measure"),
                    icon=":material/refresh:",
                    on_click=_choose_colours,
                    args=(item.id, []),
                )


def show_wearing(item: Item) -> None:
    """How often it was worn and what that cost, with a button for today."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            text("worn-today"),
            icon=":material/event_available:",
            key="worn-today",
            disabled=today() in item.worn,
            on_click=wear,
            args=([item.id],),
        )
        st.markdown(worn(item), width="content")
        if item.price_per_wear is not None:
            st.markdown(text("price-per-wear", price=item.price_per_wear), width="content")


def worn(item: Item) -> str:
    """How often an item was worn, and when last."""
    if not item.worn:
        return text("worn-never")
    return text("worn-times", count=len(item.worn), day=datetime.combine(item.worn[-1], datetime.min.time()))


@done_bar.callback
def wear(ids: list[int]) -> None:
    """Notes that items were worn today; each can be undone."""
    wardrobe = resources.wardrobe()
    before = wardrobe.wear(ids, today())
    done_bar.report(text("worn-noted", count=len(before)), undo=lambda: wardrobe.undo(before))


def today() -> date:
    """The day that it is where the user is."""
    return datetime.now(time_zone()).date()


@done_bar.callback
def _save_colours(item_id: int) -> None:
    """Keeps the order of the colours that the item had, so that a colour that is added is not the main one."""
    chosen = set(widget_value(widget_keys.item_field("colours", item_id)))
    before = [colour.name for colour in resources.wardrobe().get(item_id).colours if colour.name in chosen]
    names = [*before, *(name for name in PALETTE if name in chosen - set(before))]
    if len(names) > MOST:
        done_bar.report(text("item-colours-many", most=MOST), failed=True)
    else:
        _choose_colours(item_id, names)


@done_bar.callback
def _choose_colours(item_id: int, names: list[str]) -> None:
    """Sets the colours, or measures them again if there are none."""
    wardrobe = resources.wardrobe()
    before = wardrobe.choose_colours(item_id, names or None)
    message = text("item-colours-saved") if names else text("item-colours-again")
    done_bar.report(message, undo=lambda: wardrobe.undo(before))


def _save(item_id: int, name: str) -> None:
    value = widget_value(widget_keys.item_field(name, item_id))
    change(item_id, name, **{name: value.strip() if isinstance(value, str) and name != "notes" else value})
