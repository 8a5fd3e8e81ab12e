"""All photos of an item: adds and removes them, says what they show, chooses the cover, merges items."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from app_pages.parts import display, done_bar, resources, widget_keys
from app_pages.parts.i18n import text, translate
from app_pages.parts.state import set_widget, widget_value
from data.messages import Message, UserError
from data.photos.decoding import MAX_BYTES, SUFFIXES
from wardrobe.store.errors import StoreError
from wardrobe.store.items import PHOTO_KINDS, Filters, Item, ItemPhoto
from wardrobe.store.undo import ItemDiff

_WIDTH = 130  # pixels of a photo
_MOST_NAMED = 3
_NOTHING = ""


def show(item: Item) -> None:
    """The further photos, a field for new ones, and the items that may be the same garment."""
    if item.further_photos:
        with st.grid(min_column_width=_WIDTH):
            _show_photo(item, item)
            for photo in item.further_photos:
                _show_photo(item, photo)
    # Once photos were added, the field is another one, without files.
    key = widget_keys.item_photos(item.id, len(item.photos))
    st.file_uploader(
        text("photos-add"),
        type=[suffix.lstrip(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
        key=key,
        max_upload_size=MAX_BYTES // 2**20,
        on_change=_add,
        args=(item.id, key),
        help=text("photos-add-what"),
    )
    _show_merging(item)


def _show_photo(item: Item, photo: Item | ItemPhoto) -> None:
    is_cover = photo.sha256 == item.sha256
    kind = item.photo_kind if isinstance(photo, Item) else photo.kind
    with st.container(border=True, gap="xsmall"):
        try:
            picture = resources.wardrobe().photos.thumbnail(photo, "photo")
            st.image(picture, width="stretch", alt=text("alt-photo", file=photo.file_name))
        except StoreError as error:
            st.image(display.NO_PICTURE, width="stretch", alt=text("alt-no-photo", file=photo.file_name))
            st.caption(f":material/broken_image: {display.escaped(translate(error.message))}")
        key = widget_keys.photo_kind(item.id, photo.sha256)
        set_widget(key, kind)
        st.selectbox(
            text("photos-kind", file=photo.file_name),
            (_NOTHING, *PHOTO_KINDS),
            format_func=lambda name: text(f"photo-{name}") if name else text("photo-nothing"),
            label_visibility="collapsed",
            key=key,
            on_change=_set_kind,
            args=(item.id, photo.sha256, key),
        )
        with st.container(horizontal=True, gap="xsmall"):
            if is_cover:
                st.badge(text("photos-is-cover"), icon=":material/star:", color="green")
            else:
                _button("cover", "star", item, photo, partial(resources.wardrobe().choose_cover, item.id))
            _button("remove", "close", item, photo, partial(resources.wardrobe().remove_photo, item.id))


def _button(name: str, icon: str, item: Item, photo: Item | ItemPhoto, act: Callable[[str], list[ItemDiff]]) -> None:
    st.button(
        text(f"photos-{name}"),
        icon=f":material/{icon}:",
        key=widget_keys.photo_action(name, item.id, photo.sha256),
        on_click=_do,
        args=(partial(act, photo.sha256), text(f"photos-{name}-done")),
    )


def _show_merging(item: Item) -> None:
    """The items that look alike, as a list from which one can be merged into this one."""
    alike = resources.wardrobe().similar(item)
    if not alike or item.deleted_at:
        return
    others = {other.id: other for other in resources.wardrobe().find(Filters(ids=tuple(alike), state=None))}
    key = widget_keys.merged_item(item.id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            text("photos-merge"),
            [number for number in alike if number in others],
            index=None,
            format_func=lambda number: others[number].name or others[number].file_name,
            placeholder=text("photos-merge-which"),
            key=key,
        )
        st.button(
            text("photos-merge-now"),
            icon=":material/merge:",
            key=f"{key}-now",
            disabled=chosen is None,
            on_click=_do,
            args=(partial(resources.wardrobe().merge, item.id, chosen or 0), text("photos-merge-done")),
        )


@done_bar.callback
def _add(item_id: int, key: str) -> None:
    wardrobe = resources.wardrobe()
    changes: list[ItemDiff] = []
    refused: list[Message] = []
    for upload in widget_value(key) or ():
        try:
            changes += wardrobe.add_photo(item_id, upload.getvalue(), upload.name)
        except UserError as error:
            refused.append(Message("refused-photo", path=upload.name, reason=error.message))
    reasons = [display.escaped(translate(message)) for message in refused[:_MOST_NAMED]]
    message = " ".join([*([text("photos-added", count=len(changes))] if changes else []), *reasons])
    if message:
        undo = partial(_undo_all, changes) if changes else None
        done_bar.report(message, undo=undo, failed=bool(refused))


def _set_kind(item_id: int, sha256: str, key: str) -> None:
    kind = widget_value(key)
    _do(lambda: resources.wardrobe().set_photo_kind(item_id, sha256, kind), text("photos-kind-saved"))


@done_bar.callback
def _do(change: Callable[[], list[ItemDiff]], message: str) -> None:
    changes = change()
    done_bar.report(message, undo=partial(_undo_all, changes))


def _undo_all(changes: list[ItemDiff]) -> None:
    """Undoes changes of one item, the last one first."""
    for change in reversed(changes):
        resources.wardrobe().undo([change])
