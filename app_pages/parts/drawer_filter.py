"""The drawers of the wardrobe as filters: groups that hold several drawers first as one, opened by a choice of them."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from app_pages.parts import display, filters, resources
from app_pages.parts.i18n import group, text
from data.labels import GROUPS
from wardrobe.store.drawer_groups import in_groups
from wardrobe.store.search import Search

Choice = tuple[str, str]
"""A group or a drawer: which of the two, and its name."""

_GROUP, _DRAWER = "group", "drawer"


def show(search: Search, held: Mapping[str, int], open_questions: Mapping[str, int]) -> None:
    """The groups and drawers with their numbers of items, and the drawers of the groups that are chosen.

    Args:
        search: whose groups and drawers are chosen.
        held: the number of items in each drawer.
        open_questions: the number of further items in each group whose drawers are open questions.
    """
    tree = _tree(search, held, open_questions)
    counts: dict[Choice, int] = {(_DRAWER, name): held.get(name, 0) for names in tree.values() for name in names}
    for name in GROUPS:
        counts[_GROUP, name] = sum(held.get(one, 0) for one in tree.get(name, ())) + open_questions.get(name, 0)

    def described(choice: Choice) -> str:
        kind, name = choice
        label = group(name) if kind == _GROUP else display.drawer_label(name)
        return text("drawer-holds", drawer=label, count=counts.get(choice, 0))

    above: list[Choice] = []
    for parent, names in tree.items():
        above += [(_GROUP, parent)] if _folds(parent, names, open_questions) else [(_DRAWER, name) for name in names]
    opened = [parent for kind, parent in above if kind == _GROUP and _is_chosen(parent, tree[parent], search)]
    chosen = [(_GROUP, parent) for parent in opened]
    singles = [(parent, name) for parent, names in tree.items() for name in names if (_DRAWER, name) in above]
    chosen += [(_DRAWER, name) for parent, name in singles if name in search.drawers or parent in search.groups]
    st.pills(
        text("find-drawers"),
        above,
        selection_mode="multi",
        format_func=described,
        **filters.field("above", chosen, changes=lambda choices: _changed_above(choices, tree)),
        label_visibility="collapsed",
    )
    for parent in opened:
        names = tree[parent]
        st.pills(
            text("find-in-group", group=group(parent)),
            [(_DRAWER, name) for name in names],
            selection_mode="multi",
            format_func=described,
            **filters.field(
                f"in-{parent}",
                [(_DRAWER, name) for name in names if name in search.drawers],
                changes=partial(_changed_inside, parent, names),
            ),
        )


def _tree(search: Search, held: Mapping[str, int], open_questions: Mapping[str, int]) -> dict[str, list[str]]:
    """The drawers that hold items or are the user's own or chosen, by group; "" for those in none."""
    own, names = resources.wardrobe().own_drawers(), resources.all_drawers()
    shown = [name for name in names if held.get(name) or name in own]
    shown += [name for name in search.drawers if name not in shown]
    parents = resources.wardrobe().parents(shown)
    tree: dict[str, list[str]] = {name: [] for name in GROUPS if open_questions.get(name) or name in search.groups}
    for name in in_groups(shown, parents):
        tree.setdefault(parents[name] or "", []).append(name)
    order = [*GROUPS, ""]
    return dict(sorted(tree.items(), key=lambda pair: order.index(pair[0])))


def _folds(parent: str, names: Sequence[str], open_questions: Mapping[str, int]) -> bool:
    """Whether the drawers of a group are shown as one: a single drawer is shown itself."""
    return bool(parent) and (len(names) != 1 or bool(open_questions.get(parent)))


def _is_chosen(parent: str, names: Sequence[str], search: Search) -> bool:
    return parent in search.groups or any(name in search.drawers for name in names)


def _changed_above(choices: Sequence[Choice], tree: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Groups that stay chosen keep the drawers that are chosen in them."""
    now = filters.current()
    groups = [name for kind, name in choices if kind == _GROUP]
    drawers = [name for kind, name in choices if kind == _DRAWER]
    inside = [[name for name in now.drawers if name in tree[parent]] for parent in groups]
    return {
        "groups": tuple(parent for parent, names in zip(groups, inside, strict=True) if not names),
        "drawers": tuple(drawers) + tuple(name for names in inside for name in names),
    }


def _changed_inside(parent: str, names: Sequence[str], choices: Sequence[Choice]) -> dict[str, tuple[str, ...]]:
    """Drawers that are chosen in a group stand for it; without one, all of the group is shown."""
    now, chosen = filters.current(), tuple(name for _, name in choices)
    groups = tuple(name for name in now.groups if name != parent)
    return {
        "groups": groups if chosen else (*groups, parent),
        "drawers": tuple(name for name in now.drawers if name not in names) + chosen,
    }
