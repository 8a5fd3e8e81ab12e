"""Actions on all selected items at once, each of which can be undone."""

from collections.abc import Sequence
from typing import Any, Literal

import streamlit as st

from app_pages.parts import dialogs, done_bar, drawer_list, item_details, resources, selection
from app_pages.parts.i18n import text
from wardrobe.store.items import ARCHIVED, FILED, SEASONS


def show(found: Sequence[int], *, in_bin: bool) -> None:
    """Draws how many items are selected, and the buttons for them.

    Args:
        found: the numbers of all items that match the filters; only these can be changed.
        in_bin: whether the items are in the bin.
    """
    ids = [number for number in found if number in selection.selected()]
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="bulk-bar"):
        st.markdown(text("selected", count=len(ids)))
        label = text("select-all", count=len(found))
        st.button(label, on_click=selection.select_only, args=(found,), key="select-all")
        label = text("select-none")
        st.button(label, on_click=selection.select_only, args=((),), key="select-none", disabled=not ids)
        if in_bin:
            _show_bin_actions(ids)
        else:
            _show_actions(ids)


def _show_actions(ids: list[int]) -> None:
    _dialog_button("edit", text("edit"), "edit", "primary", disabled=not ids)
    dialogs.show("edit", text("edit-many", count=len(ids)), _edit, ids)
    icon = ":material/event_available:"
    st.button(text("worn-today"), icon=icon, key="worn", on_click=item_details.wear, args=(ids,), disabled=not ids)
    icon = ":material/delete:"
    st.button(text("delete"), icon=icon, key="delete", on_click=_delete, args=(ids,), disabled=not ids)


def _show_bin_actions(ids: list[int]) -> None:
    st.button(
        text("restore"),
        type="primary",
        icon=":material/restore_from_trash:",
        key="restore",
        on_click=_restore,
        args=(ids,),
        disabled=not ids,
    )
    _dialog_button("throw-away", text("throw-away"), "delete_forever", "secondary", disabled=not ids)
    dialogs.show("throw-away", text("throw-away"), _confirm, ids)


def _dialog_button(name: str, label: str, icon: str, kind: Literal["primary", "secondary"], *, disabled: bool) -> None:
    icon = f":material/{icon}:"
    st.button(label, key=name, icon=icon, type=kind, disabled=disabled, on_click=dialogs.open_dialog, args=(name,))


def _edit(ids: list[int]) -> None:
    wardrobe = resources.wardrobe()
    into = drawer_list.show(text("move-to"), resources.all_drawers(), "bulk-drawer", placeholder=text("unchanged"))
    used = wardrobe.names("tags")
    add = st.multiselect(
        text("add-tags"), used, accept_new_options=True, placeholder=text("tags-placeholder"), key="bulk-add"
    )
    remove = st.multiselect(text("remove-tags"), used, placeholder=text("none"), key="bulk-remove")
    changes: dict[str, Any] = {"drawer": into, "state": FILED} if into else {}
    if st.toggle(text("set-seasons"), key="bulk-set-seasons"):
        changes["seasons"] = st.pills(
            text("seasons"),
            SEASONS,
            selection_mode="multi",
            format_func=lambda name: text(f"season-{name}"),
            key="bulk-seasons",
            label_visibility="collapsed",
        )
    archived = st.pills(
        text("item-archived"), ARCHIVED, format_func=lambda name: text(f"archived-{name}"), key="bulk-archived"
    )
    if archived:
        changes["archived"] = archived
    anything = bool(changes or add or remove)
    if st.button(text("change-many", count=len(ids)), type="primary", key="bulk-change", disabled=not anything):
        before = wardrobe.change(ids, add_tags=add, remove_tags=remove, **changes)
        done_bar.report(text("changed-many", count=len(before)), undo=lambda: wardrobe.undo(before))
        dialogs.close()
        st.rerun()


@done_bar.callback
def _delete(ids: list[int]) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.delete(ids)
    selection.select_only(())
    done_bar.report(text("deleted", count=len(before)), undo=lambda: wardrobe.undo(before))


@done_bar.callback
def _restore(ids: list[int]) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.restore(ids)
    selection.select_only(())
    done_bar.report(text("restored", count=len(before)), undo=lambda: wardrobe.undo(before))


def _confirm(ids: list[int]) -> None:
    st.markdown(text("throw-away-sure", count=len(ids)))
    with st.container(horizontal=True):
        agreed = st.button(text("throw-away"), icon=":material/delete_forever:", type="primary", key="throw-away-yes")
        if st.button(text("cancel"), key="throw-away-no"):
            dialogs.close()
            st.rerun()
    if agreed:
        count = resources.wardrobe().delete_permanently(ids, only_from_bin=True)
        selection.select_only(())
        done_bar.report(text("thrown-away", count=count))
        dialogs.close()
        st.rerun()
