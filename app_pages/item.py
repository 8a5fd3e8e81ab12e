"""Item: one piece, all that is known of it, and what its owner adds; every change is kept at once and can be undone."""

from pathlib import PurePath
from typing import Any

import streamlit as st

from app_pages.parts import confidence, cutout_editor, filters, item_card, resources
from app_pages.parts.colours import chips
from app_pages.parts.i18n import drawer, local, text, time_zone
from wardrobe.store.errors import StoreError
from wardrobe.store.items import FILED, REVIEW, SEASONS, Filters, Item
from wardrobe.store.search import Search

_MOST_SIMILAR = 6


def main() -> None:
    """Draws the page of the item that the address names."""
    search = filters.current()
    item = _asked_for()
    if item is None:
        st.title(text("item-unknown"), anchor=False)
        st.info(text("item-unknown-why"), icon=":material/search_off:")
        _show_way_back(search)
        return
    _show_ways(item, search)
    resources.show_done()
    _show_state(item)
    pictures, facts = st.columns(2, gap="medium")
    with pictures:
        _show_pictures(item)
    with facts:
        _show_own_words(item)
        _show_answers(item)
        _show_actions(item)
    _show_similar(item, search)


def _asked_for() -> Item | None:
    number = st.query_params.get("id", "")
    try:
        return resources.wardrobe().get(int(number)) if number.isdecimal() and len(number) < 19 else None
    except (StoreError, ValueError):
        return None


def _show_way_back(search: Search) -> None:
    label = text("to-the-bin") if search.bin else text("to-the-wardrobe")
    there = search.to_query()
    st.page_link("app_pages/wardrobe.py", label=label, icon=":material/arrow_back:", query_params=there)


def _show_ways(item: Item, search: Search) -> None:
    """Back to what was found, and to the pieces beside this one in it."""
    found = resources.wardrobe().ids(search.filters(time_zone()), search.order)
    with st.container(horizontal=True, vertical_alignment="center"):
        _show_way_back(search)
        if item.id in found and len(found) > 1:
            summary = found.index(item.id)
            for name, icon, key, there in (
                ("previous", "chevron_left", "P", summary - 1),
                ("next", "chevron_right", "N", summary + 1),
            ):
                st.button(
                    text(f"item-{name}"),
                    key=name,
                    icon=f":material/{icon}:",
                    shortcut=key,
                    type="tertiary",
                    disabled=not 0 <= there < len(found),
                    on_click=_turn_to,
                    args=(found[there % len(found)], search),
                )
            st.caption(text("item-place", summary=summary + 1, count=len(found)), width="content")


def _turn_to(item_id: int, search: Search) -> None:
    st.query_params.from_dict(search.to_query() | {"id": str(item_id)})


def _show_pictures(item: Item) -> None:
    wardrobe = resources.wardrobe()
    try:
        photo = wardrobe.photos.upright(item)
        st.image(photo, width="stretch", alt=text("alt-photo", file=item.file_name))
        small = wardrobe.photos.thumbnail(item)
    except StoreError as error:
        st.image(resources.NO_PICTURE, width=240, alt=text("alt-no-photo", file=item.file_name))
        resources.explain(error)
        _show_colours(item)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.image(small, width=160, alt=text("alt-cut-out", file=item.file_name))
        with st.container(width=150):
            _show_colours(item)
    name = f"{PurePath(item.file_name).stem or item.id}.jpg"
    st.download_button(
        text("item-download"), photo, name, "image/jpeg", icon=":material/download:", on_click="ignore", type="tertiary"
    )
    with st.expander(text("nudge-title"), icon=":material/content_cut:"):
        # Where a person chose the drawer, another cut-out must not take the piece out of it.
        cutout_editor.show(item, resources.model_of(item), move=not item.decided)


def _show_colours(item: Item) -> None:
    st.caption(text("item-colours"))
    for colour in item.colours:
        st.markdown(chips([colour], exact=True))


def _show_state(item: Item) -> None:
    st.title(resources.escaped(drawer(item.drawer)), anchor=False)
    st.markdown(item_card.how_sure(item))
    if item.deleted_at:
        st.warning(text("item-in-bin"), icon=":material/delete:")
    elif item.state == REVIEW:
        st.page_link("app_pages/review.py", label=text("item-in-review"), icon=":material/rate_review:")
    st.caption(text("item-added", file=resources.plain(item.file_name), when=local(item.added_at)))


def _show_own_words(item: Item) -> None:
    # A piece in the bin keeps no drawer of its own from being removed.
    drawers = list(dict.fromkeys([*resources.all_drawers(), item.drawer]))
    _stand(item, "drawer", item.drawer)
    st.selectbox(text("item-drawer"), drawers, format_func=drawer, **_saving(item, "drawer"))
    used = resources.wardrobe().names("tags")
    _stand(item, "tags", list(item.tags))
    st.multiselect(
        text("item-tags"),
        used + [tag for tag in item.tags if tag not in used],
        accept_new_options=True,
        placeholder=text("tags-placeholder"),
        **_saving(item, "tags"),
    )
    _stand(item, "seasons", [season for season in SEASONS if season in item.seasons])
    st.pills(
        text("item-seasons"),
        SEASONS,
        selection_mode="multi",
        format_func=lambda name: text(f"season-{name}"),
        **_saving(item, "seasons"),
    )
    _stand(item, "notes", item.notes)
    st.text_area(text("item-notes"), max_chars=2000, placeholder=text("item-notes-what"), **_saving(item, "notes"))


def _show_answers(item: Item) -> None:
    if not item.prediction:
        st.caption(text("item-not-asked"))
        return
    st.markdown(f"**{text('item-how-sure')}**")
    confidence.show(item.prediction, key=f"chart-{item.id}")
    with st.expander(text("item-history", count=len(item.predictions)), icon=":material/history:"):
        for said in item.predictions:
            # A back-up that somebody else made can hold whatever it likes.
            names = {"model": resources.escaped(said.model), "drawer": resources.escaped(drawer(said.label))}
            st.markdown(text("item-said", **names, sure=confidence.sure(said), when=local(said.made_at)))


def _show_actions(item: Item) -> None:
    if item.deleted_at:
        restore = {"icon": ":material/restore_from_trash:", "key": "restore", "on_click": _restore, "args": (item.id,)}
        st.button(text("restore"), **restore)
    else:
        st.button(text("delete"), icon=":material/delete:", key="delete", on_click=_delete, args=(item.id,))


def _show_similar(item: Item, search: Search) -> None:
    ids = resources.wardrobe().similar(item)[:_MOST_SIMILAR]
    if not ids:
        return
    st.subheader(text("item-similar"), anchor=False)
    found = {other.id: other for other in resources.wardrobe().find(Filters(ids=tuple(ids), state=None))}
    with st.grid(min_column_width=150, border=True):
        for number in ids:
            item_card.show(found[number], search)


def _stand(item: Item, name: str, value: Any) -> None:
    """Lets a widget stand as the store has it, also after an undo."""
    st.session_state[f"{name}-{item.id}"] = value


def _saving(item: Item, name: str) -> dict[str, Any]:
    """What lets the store follow a widget."""
    return {"key": f"{name}-{item.id}", "on_change": _save, "args": (item.id, name)}


def _save(item_id: int, name: str) -> None:
    wardrobe = resources.wardrobe()
    values = {name: st.session_state[f"{name}-{item_id}"]}
    if name == "drawer":
        values["state"] = FILED  # a person has looked at it
    before = wardrobe.change([item_id], **values)
    resources.done(text(f"item-{name}-saved"), undo=lambda: wardrobe.undo(before))


def _delete(item_id: int) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.delete([item_id])
    resources.done(text("deleted", count=1), undo=lambda: wardrobe.undo(before))


def _restore(item_id: int) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.restore([item_id])
    resources.done(text("restored", count=1), undo=lambda: wardrobe.undo(before))


main()
