"""Lists of drawers: every one can be searched, and ends with an entry that makes a new drawer in place."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from app_pages.parts import display, done_bar, resources, widget_keys
from app_pages.parts.i18n import ACCESSORIES, drawer, group, text, translate
from app_pages.parts.state import session, set_widget, widget_value
from data.labels import FURTHER_KINDS
from wardrobe.store.drawer_groups import in_groups
from wardrobe.store.errors import StoreError

NEW = ""
"""The value of the entry that makes a new drawer; no drawer is called so."""

READY = (*FURTHER_KINDS, ACCESSORIES)
"""Drawers that are offered for what is none of the classes, as far as they are not classes themselves."""

_MOST_READY = 4

Choose = Callable[[str | None], None]


def show(
    label: str,
    names: Sequence[str],
    key: str,
    *,
    grouped: bool = True,
    choose: Choose | None = None,
    placeholder: str | None = None,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> str | None:
    """A list to choose one drawer from; returns the drawer that is chosen.

    Args:
        label: what is chosen, for screen readers too.
        names: the drawers.
        key: the widget's.
        grouped: whether they are listed by their groups, each below its name, rather than in the order given.
        choose: called with the drawer after each choice, with None after the choice was cleared.
        placeholder: shown while no drawer is chosen; without it, the first drawer is chosen from the start.
        label_visibility: whether the label is seen.
    """
    parents = resources.wardrobe().parents(names) if grouped else {}
    alone = {parent for parent, count in Counter(parents.values()).items() if count == 1}

    def described(name: str) -> str:
        parent = parents.get(name)
        if parent is None or parent in alone:
            return text("drawer-new") if name == NEW else drawer(name)
        return text("drawer-in-group", group=group(parent), drawer=drawer(name))

    chosen: str | None = st.selectbox(
        label,
        [*in_groups(names, parents), NEW],
        index=0 if placeholder is None else None,
        format_func=described,
        placeholder=placeholder,
        accept_new_options=True,
        label_visibility=label_visibility,
        key=key,
        on_change=_choose,
        args=(key, choose),
    )
    if chosen != NEW:
        return chosen
    _ask_for_name(key, choose)
    return None


def set_value(key: str, value: str | None) -> None:
    """Shows a stored choice in the list that is drawn next, unless a new drawer is being named there."""
    if widget_value(key) != NEW:
        set_widget(key, value)


def show_ready(key: str, choose: Choose) -> None:
    """Drawers for what is none of the model's classes, as buttons that make them where they do not exist yet."""
    with st.container(horizontal=True, gap="xsmall"):
        for name in ready():
            label, itself = display.drawer_label(name), widget_keys.ready_drawer(name, key)
            st.button(label, key=itself, on_click=_make, args=(key, name, choose))


def ready() -> list[str]:
    """Names of drawers for what is none of the model's classes: kinds of clothes that it lacks, then the user's own."""
    classes, own = resources.classes(), resources.wardrobe().own_drawers()
    lacking = [name for name in READY if name not in classes]
    return list(dict.fromkeys([*lacking, *own]))[:_MOST_READY]


def _ask_for_name(key: str, choose: Choose | None) -> None:
    field = widget_keys.drawer_name(key)
    with st.form(f"{field}-form", border=False):
        st.text_input(text("drawer-name"), max_chars=40, key=field)
        icon = ":material/create_new_folder:"
        st.form_submit_button(
            text("drawer-make"), icon=icon, key=f"{field}-make", on_click=_make_named, args=(key, choose)
        )
    show_refusal(key)


def show_refusal(key: str) -> None:
    """Says why the drawer of the list or form with this key could not be made or changed, once."""
    refused = session().drawer_refused
    if refused and refused[0] == key:
        session().drawer_refused = None
        st.error(display.escaped(translate(refused[1])), icon=":material/error:")


@done_bar.callback
def _choose(key: str, choose: Choose | None) -> None:
    name = widget_value(key)
    if name == NEW:
        return
    if name is None or name in resources.all_drawers():
        if choose:
            choose(name)
        return
    _make(key, name, choose)  # it was typed into the list


def _make_named(key: str, choose: Choose | None) -> None:
    _make(key, widget_value(widget_keys.drawer_name(key), ""), choose)


def _make(key: str, name: str, choose: Choose | None) -> None:
    """Makes a drawer unless there is one of this name, and chooses it; a refusal is shown beside the list."""
    try:
        made = resources.add_drawer(name)
    except StoreError as error:
        session().drawer_refused = key, error.message
        set_widget(key, NEW)
        return
    set_widget(key, made)
    if choose:
        choose(made)
