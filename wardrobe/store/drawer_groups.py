"""The groups of classes (`data.labels.GROUPS`) as parents of drawers."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, case, literal, select

from data.labels import GROUPS, group_named
from data.vocabulary import group_in_any_language
from wardrobe.store import schema
from wardrobe.store.items import REVIEW

NO_PARENT = ""
"""Stored for an own drawer that the user put under no group. Null means: under the one that its name means."""


def parents(connection: Connection, names: Iterable[str] = ()) -> dict[str, str | None]:
    """The group of each drawer that holds items or is the user's own, and of the further ``names``; None if in none."""
    columns = schema.drawers.c
    own = {row.name: row.parent for row in connection.execute(select(columns.name, columns.parent))}
    held = connection.scalars(select(schema.items.c.drawer).distinct())
    return {name: parent_of(name, own.get(name)) for name in dict.fromkeys([*names, *own, *held])}


def parent_of(name: str, parent: str | None = None) -> str | None:
    """The group of a drawer: the one that the user chose, else the one that its name means, if any.

    Example:
        >>> parent_of("Jeans"), parent_of("Work", "top"), parent_of("Jeans", NO_PARENT), parent_of("Socks")
        ('bottom', 'top', None, None)
    """
    if parent is None:
        return group_named(name) or group_in_any_language(name)
    return parent if parent in GROUPS else None


def in_groups(names: Iterable[str], of: Mapping[str, str | None]) -> list[str]:
    """Drawers in the order of their groups, those without one last; as they come within a group."""
    groups = list(GROUPS)
    return sorted(names, key=lambda name: groups.index(group) if (group := of.get(name)) else len(groups))


def by_drawer(of: Mapping[str, str | None]) -> tuple[Any, ...]:
    """Sorts items by group, in a group those whose drawer is an open question first, then by drawer and time."""
    items, groups = schema.items.c, list(GROUPS)
    ranks = {name: groups.index(group) for name, group in of.items() if group}
    last = literal(len(groups))
    rank = case(ranks, value=items.drawer, else_=last) if ranks else last
    if_open = case({group: index for index, group in enumerate(groups)}, value=items.sure_group, else_=rank)
    is_open = (items.state == REVIEW) & items.sure_group.is_not(None)
    return (
        case((is_open, if_open), else_=rank),
        case((is_open, 0), else_=1),
        items.drawer,
        items.added_at.desc(),
        items.id.desc(),
    )
