"""Item: all about one item. Every change is saved at once and can be undone."""

from functools import partial
from pathlib import PurePath

import streamlit as st

from app_pages.parts import (
    confidence,
    cutout_editor,
    display,
    done_bar,
    drawer_list,
    filters,
    group_question,
    item_card,
    item_details,
    item_photos,
    resources,
    why,
    widget_keys,
)
from app_pages.parts.i18n import language, local, text, time_zone
from app_pages.parts.item_details import field
from wardrobe.store.errors import StoreError
from wardrobe.store.items import FILED, REVIEW, SEASONS, Filters, Item
from wardrobe.store.search import Search

_MOST_SIMILAR = 6


def main() -> None:
    """Draws the page of the item that the address names."""
    search = filters.current()
    item = _item_of_address()
    if item is None:
        st.title(text("item-unknown"), anchor=False)
        st.info(text("item-unknown-why"), icon=":material/search_off:")
        _show_way_back(search)
        return
    _show_navigation(item, search)
    done_bar.show()
    _show_state(item)
    item_details.show_wearing(item)
    pictures, facts = st.columns(2, gap="medium")
    with pictures, st.container(key="item-photo"):
        _show_pictures(item)
    with facts:
        _show_fields(item)
        _show_predictions(item)
        why.show_for_item(item)
        _show_actions(item)
    _show_similar(item, search)


def _item_of_address() -> Item | None:
    number = st.query_params.get("id", "")
    try:
        return resources.wardrobe().get(int(number)) if number.isdecimal() and len(number) < 19 else None
    except (StoreError, ValueError):
        return None


def _show_way_back(search: Search) -> None:
    label = text("to-the-bin") if search.bin else text("to-the-wardrobe")
    there = search.to_query()
    st.page_link("app_pages/wardrobe.py", label=label, icon=":material/arrow_back:", query_params=there)


def _show_navigation(item: Item, search: Search) -> None:
    """Links back to the search, and to the items before and after this one in its results."""
    found = resources.wardrobe().ids(search.filters(time_zone(), language()), search.order)
    with st.container(horizontal=True, vertical_alignment="center", key="item-way"):
        _show_way_back(search)
        if item.id in found and len(found) > 1:
            index = found.index(item.id)
            for name, icon, key, neighbour in (
                ("previous", "chevron_left", "P", index - 1),
                ("next", "chevron_right", "N", index + 1),
            ):
                st.button(
                    text(f"item-{name}"),
                    key=name,
                    icon=f":material/{icon}:",
                    shortcut=key,
                    type="tertiary",
                    disabled=not 0 <= neighbour < len(found),
                    on_click=_open,
                    args=(found[neighbour % len(found)], search),
                )
            st.caption(text("item-position", position=index + 1, count=len(found)), width="content")


def _open(item_id: int, search: Search) -> None:
    st.query_params.from_dict(search.to_query() | {"id": str(item_id)})


def _show_pictures(item: Item) -> None:
    wardrobe = resources.wardrobe()
    try:
        photo = wardrobe.photos.upright(item)
        st.image(photo, width="stretch", alt=text("alt-photo", file=item.file_name))
        small = wardrobe.photos.thumbnail(item)
    except StoreError as error:
        st.image(display.NO_PICTURE, width=240, alt=text("alt-no-photo", file=item.file_name))
        display.show_error(error)
        item_details.show_colours(item)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.image(display.source(small), width=150, alt=text("alt-cut-out", file=item.file_name))
        with st.container(width=190):
            item_details.show_colours(item)
    name = f"{PurePath(item.file_name).stem or item.id}.jpg"
    st.download_button(
        text("item-download"), photo, name, "image/jpeg", icon=":material/download:", on_click="ignore", type="tertiary"
    )
    item_details.show_colour_choice(item)
    with st.expander(text("photos-title", count=1 + len(item.further_photos)), icon=":material/photo_library:"):
        item_photos.show(item)
    with st.expander(text("cutout-title"), icon=":material/content_cut:"):
        # A new cut-out must not move an item out of the drawer that the user chose.
        cutout_editor.show(item, resources.model_of(item), move=not item.decided)


def _show_state(item: Item) -> None:
    st.title(item_card.title(item), anchor=False)
    asked = group_question.of_item(item)
    sure = confidence.sure_of_group(asked) if asked else item_card.how_sure(item)
    st.markdown(f"{display.drawer_label(item.drawer)} · {sure}" if item.name and not asked else sure)
    if item.deleted_at:
        st.warning(text("item-in-bin"), icon=":material/delete:")
    if item.archived:
        st.info(text("item-is-archived", why=text(f"archived-{item.archived}")), icon=":material/inventory:")
    if item.state == REVIEW and not item.deleted_at:
        st.page_link("app_pages/review.py", label=text("item-in-review"), icon=":material/rate_review:")
    st.caption(text("item-added", file=display.file_label(item.file_name), when=local(item.added_at)))


def _show_fields(item: Item) -> None:
    # The drawer of an item in the bin may have been removed.
    drawers = list(dict.fromkeys([*resources.all_drawers(), item.drawer]))
    item_details.show_name(item)
    key = widget_keys.item_field("drawer", item.id)
    drawer_list.set_value(key, item.drawer)
    drawer_list.show(text("item-drawer"), drawers, key, choose=partial(_move, item.id))
    used = resources.wardrobe().names("tags")
    st.multiselect(
        text("item-tags"),
        used + [tag for tag in item.tags if tag not in used],
        accept_new_options=True,
        placeholder=text("tags-placeholder"),
        **field(item, "tags", list(item.tags)),
    )
    st.pills(
        text("item-seasons"),
        SEASONS,
        selection_mode="multi",
        format_func=lambda name: text(f"season-{name}"),
        **field(item, "seasons", [season for season in SEASONS if season in item.seasons]),
    )
    item_details.show(item)
    notes = field(item, "notes", item.notes)
    st.text_area(text("item-notes"), max_chars=2000, placeholder=text("item-notes-what"), **notes)


def _show_predictions(item: Item) -> None:
    if not item.prediction:
        st.caption(text("item-no-prediction"))
        return
    st.markdown(f"**{text('item-confidence')}**")
    confidence.show(item.prediction, key=widget_keys.chart(item.id))
    with st.expander(text("item-history", count=len(item.predictions)), icon=":material/history:"):
        for prediction in item.predictions:
            st.markdown(
                text(
                    "item-prediction",
                    model=display.escaped(prediction.model),  # a back-up may come from somebody else
                    drawer=display.drawer_label(prediction.label),
                    sure=confidence.sure(prediction),
                    when=local(prediction.made_at),
                )
            )


def _show_actions(item: Item) -> None:
    if item.deleted_at:
        icon = ":material/restore_from_trash:"
        st.button(text("restore"), icon=icon, key="restore", on_click=_restore, args=(item.id,))
    else:
        st.button(text("delete"), icon=":material/delete:", key="delete", on_click=_delete, args=(item.id,))


def _show_similar(item: Item, search: Search) -> None:
    ids = resources.wardrobe().similar(item)[:_MOST_SIMILAR]
    if not ids:
        return
    st.subheader(text("item-similar"), anchor=False)
    found = {other.id: other for other in resources.wardrobe().find(Filters(ids=tuple(ids), state=None))}
    with st.grid(min_column_width=150, border=True, key="cards-similar"):
        for number in ids:
            item_card.show(found[number], search)


def _move(item_id: int, name: str | None) -> None:
    if name:
        item_details.change(item_id, "drawer", drawer=name, state=FILED)  # the user has reviewed it


@done_bar.callback
def _delete(item_id: int) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.delete([item_id])
    done_bar.report(text("deleted", count=1), undo=lambda: wardrobe.undo(before))


@done_bar.callback
def _restore(item_id: int) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.restore([item_id])
    done_bar.report(text("restored", count=1), undo=lambda: wardrobe.undo(before))


main()
