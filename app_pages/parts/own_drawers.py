"""The user's own drawers, beside the classes of the model: adds, renames, merges, places and removes them."""

from dataclasses import replace
from functools import partial

import streamlit as st

from app_pages.parts import dialogs, done_bar, drawer_list, filters, resources, widget_keys
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import drawer_typed, group, text
from app_pages.parts.state import session, widget_value
from data.labels import GROUPS
from wardrobe.store.drawer_groups import NO_PARENT
from wardrobe.store.errors import StoreError
from wardrobe.store.renaming import Renaming, drawer_called, rename_drawer, undo_renaming

_NAME, _PARENT = "drawer-name", "drawer-parent"


def button() -> None:
    """A button that opens the list of the user's drawers."""
    icon, label = ":material/create_new_folder:", text("own-drawers")
    st.button(label, icon=icon, type="tertiary", key="own-drawers", on_click=_open)
    dialogs.show("own-drawers", label, _show)


def _open() -> None:
    session().drawer_edited = session().drawer_merge = None
    dialogs.open_dialog("own-drawers")


def _show() -> None:
    """The dialog, which stays open after each change, so that several drawers can be made in a row."""
    st.markdown(text("own-drawers-what"))
    notice = session().notice
    if notice and not notice.shown:  # the page behind the dialog is not drawn again before it is closed
        st.success(notice.message, icon=":material/check:")
    with st.form("new-drawer", clear_on_submit=True, border=False):
        st.text_input(text("drawer-name"), max_chars=40, key=_NAME)
        st.selectbox(
            text("drawer-parent"), list(GROUPS), None, group, key=_PARENT, placeholder=text("drawer-parent-by-name")
        )
        st.form_submit_button(text("drawer-add"), icon=":material/add:", key="drawer-add", on_click=_add)
    drawer_list.show_refusal("own-drawers")
    wardrobe = resources.wardrobe()
    own = wardrobe.own_drawers()
    parents, held = wardrobe.parents(own), wardrobe.counts(resources.ALL_ITEMS)
    for name in own:
        if name == session().drawer_edited:
            _show_editing(name, parents[name], held.get(name, 0))
        else:
            _show_drawer(name, parents[name], held.get(name, 0))


def _show_drawer(name: str, parent: str | None, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        label = text("drawer-holds", drawer=f"**{drawer_label(name)}**", count=count)
        st.markdown(text("drawer-under", drawer=label, group=group(parent)) if parent else label, width="stretch")
        for action, icon, act in (("edit", "edit", _edit), ("remove", "delete", _remove)):
            tip, key = text(f"drawer-{action}", drawer=drawer_label(name)), widget_keys.own_drawer(action, name)
            st.button("", icon=f":material/{icon}:", help=tip, type="tertiary", key=key, on_click=act, args=(name,))


def _show_editing(name: str, parent: str | None, count: int) -> None:
    into = session().drawer_merge
    with st.container(border=True):
        if into:
            named = {"drawer": drawer_label(into), "old": drawer_label(name)}
            st.warning(text("drawer-merge-sure", count=count, **named), icon=":material/merge:")
            label, act = text("drawer-merge", drawer=drawer_label(into)), partial(_rename, name, into)
            _buttons("merge", name, label, act)
            return
        st.text_input(text("drawer-edit-name"), name, max_chars=40, key=widget_keys.own_drawer("name", name))
        choices = [NO_PARENT, *GROUPS]
        st.selectbox(
            text("drawer-parent"),
            choices,
            choices.index(parent or NO_PARENT),
            lambda one: group(one) if one else text("drawer-no-parent"),
            key=widget_keys.own_drawer("parent", name),
        )
        drawer_list.show_refusal(name)
        _buttons("save", name, text("drawer-save"), partial(_save, name, parent))


def _buttons(action: str, name: str, label: str, act: partial[None]) -> None:
    with st.container(horizontal=True):
        st.button(label, type="primary", key=widget_keys.own_drawer(action, name), on_click=act)
        st.button(text("cancel"), key=widget_keys.own_drawer("cancel", name), on_click=_edit, args=(None,))


def _edit(name: str | None) -> None:
    session().drawer_edited, session().drawer_merge = name, None


def _add() -> None:
    wardrobe = resources.wardrobe()
    try:
        added = wardrobe.add_drawer(
            drawer_typed(widget_value(_NAME, "")), resources.all_drawers(), widget_value(_PARENT)
        )
    except StoreError as error:
        session().drawer_refused = "own-drawers", error.message
        return
    done_bar.report(text("drawer-added", drawer=drawer_label(added)))


def _save(name: str, parent: str | None) -> None:
    """Renames and places a drawer, or asks first whether it shall be merged into the one of the new name."""
    wardrobe = resources.wardrobe()
    typed = widget_value(widget_keys.own_drawer("name", name), name)
    new = name if typed == name else drawer_typed(typed)
    placed = widget_value(widget_keys.own_drawer("parent", name), NO_PARENT)
    try:
        session().drawer_merge = drawer_called(wardrobe, new, resources.all_drawers(), but=name)
        if session().drawer_merge:
            return
        if placed != (parent or NO_PARENT):
            before = wardrobe.set_parent(name, placed)
            done_bar.report(
                text("drawer-placed", drawer=drawer_label(name)), undo=lambda: wardrobe.set_parent(name, before)
            )
        if new != name:
            _rename(name, new)
        _edit(None)
    except StoreError as error:
        session().drawer_refused = name, error.message


def _rename(old: str, new: str) -> None:
    wardrobe = resources.wardrobe()
    done = rename_drawer(wardrobe, old, new, resources.all_drawers())
    _edit(None)
    _follow(done)
    named = {"drawer": drawer_label(done.new), "old": drawer_label(old)}
    message = text("drawer-merged", count=len(done.items), **named) if done.merged else text("drawer-renamed", **named)
    done_bar.report(message, undo=lambda: undo_renaming(wardrobe, done))


def _follow(done: Renaming) -> None:
    """Photos that wait to be saved, and the search, name the drawer by its new name."""
    decisions = session().sort.decisions
    decisions.update({sha256: done.new for sha256, name in decisions.items() if name == done.old})
    search = filters.current()
    if done.old in search.drawers:
        drawers = dict.fromkeys(done.new if name == done.old else name for name in search.drawers)
        filters.go(replace(search, drawers=tuple(drawers)))


def _remove(name: str) -> None:
    wardrobe = resources.wardrobe()
    try:
        parent = wardrobe.remove_drawer(name)
    except StoreError as error:
        session().drawer_refused = "own-drawers", error.message
        return
    done_bar.report(
        text("drawer-removed", drawer=drawer_label(name)),
        undo=lambda: wardrobe.add_drawer(name, (), parent),
    )
