"""The same done to many pieces at once, each time with a way back."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from app_pages.parts import dialogs, resources, selection
from app_pages.parts.i18n import drawer, text
from wardrobe.store.items import SEASONS


def show(found: Sequence[int], *, in_bin: bool) -> None:
    """How many are picked, and what can be done with them.

    Args:
        found: the numbers of all items that the filters leave in.
        in_bin: whether they lie in the bin.
    """
    ids = [number for number in found if number in selection.selected()]
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="batch-bar"):
        st.markdown(text("picked", count=len(ids)))
        st.button(text("pick-all", count=len(found)), on_click=selection.select_only, args=(found,), key="pick-all")
        st.button(text("pick-none"), on_click=selection.select_only, args=((),), key="pick-none", disabled=not ids)
        if in_bin:
            restore = {"icon": ":material/restore_from_trash:", "key": "restore", "on_click": _restore, "args": (ids,)}
            st.button(text("restore"), type="primary", disabled=not ids, **restore)
            _opener("throw-away", text("throw-away"), "delete_forever", disabled=not ids)
            dialogs.show("throw-away", text("throw-away"), _confirm, ids)
        else:
            _opener("edit", text("edit"), "edit", type="primary", disabled=not ids)
            dialogs.show("edit", text("edit-many", count=len(ids)), _edit, ids)
            delete = {"icon": ":material/delete:", "key": "delete", "on_click": _delete, "args": (ids,)}
            st.button(text("delete"), disabled=not ids, **delete)


def _opener(name: str, label: str, icon: str, **options: Any) -> None:
    st.button(label, key=name, icon=f":material/{icon}:", on_click=dialogs.open_it, args=(name,), **options)


def _edit(ids: list[int]) -> None:
    wardrobe = resources.wardrobe()
    into = st.selectbox(
        text("move-to"),
        resources.all_drawers(),
        index=None,
        format_func=drawer,
        placeholder=text("as-they-are"),
        key="batch-drawer",
    )
    used = wardrobe.names("tags")
    add = st.multiselect(
        text("add-tags"), used, accept_new_options=True, placeholder=text("tags-placeholder"), key="batch-add"
    )
    remove = st.multiselect(text("remove-tags"), used, placeholder=text("none"), key="batch-remove")
    changes: dict[str, Any] = {"drawer": into} if into else {}
    if st.toggle(text("set-seasons"), key="batch-set-seasons"):
        changes["seasons"] = st.pills(
            text("seasons"),
            SEASONS,
            selection_mode="multi",
            format_func=lambda name: text(f"season-{name}"),
            key="batch-seasons",
            label_visibility="collapsed",
        )
    asked = bool(changes or add or remove)
    if st.button(text("change-many", count=len(ids)), type="primary", key="batch-change", disabled=not asked):
        before = wardrobe.change(ids, add_tags=add, remove_tags=remove, **changes)
        resources.done(text("changed-many", count=len(before)), undo=lambda: wardrobe.undo(before))
        dialogs.close()
        st.rerun()


def _delete(ids: list[int]) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.delete(ids)
    selection.select_only(())
    resources.done(text("deleted", count=len(before)), undo=lambda: wardrobe.undo(before))


def _restore(ids: list[int]) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.restore(ids)
    selection.select_only(())
    resources.done(text("restored", count=len(before)), undo=lambda: wardrobe.undo(before))


def _confirm(ids: list[int]) -> None:
    st.markdown(text("throw-away-sure", count=len(ids)))
    if st.button(text("throw-away"), icon=":material/delete_forever:", type="primary", key="throw-away-yes"):
        count = resources.wardrobe().delete_permanently(ids, only_from_bin=True)
        selection.select_only(())
        resources.done(text("thrown-away", count=count))
        dialogs.close()
        st.rerun()
