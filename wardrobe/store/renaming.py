"""Renames a user's drawer, or merges it into another one."""

import contextlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import case, delete, exc, false, insert, select, update

from data.labels import CLASS_NAMES, find_name
from wardrobe.store import mapping, schema
from wardrobe.store.errors import StoreError
from wardrobe.store.own_drawers import tidy_name
from wardrobe.store.store import Wardrobe
from wardrobe.store.undo import ItemDiff


@dataclass(frozen=True)
class Renaming:
    """What renaming a drawer did; `undo_renaming` takes it.

    Attributes:
        old, new: the drawer's name before and after.
        parent: of the drawer, as it is stored.
        merged: whether there was a drawer of the new name.
        items: those that it held, in the bin too, before and after.
    """

    old: str
    new: str
    parent: str | None
    merged: bool
    items: tuple[ItemDiff, ...]


def drawer_called(wardrobe: Wardrobe, name: str, classes: Collection[str] = CLASS_NAMES, *, but: str) -> str | None:
    """The drawer, other than ``but``, that a name means already; None if there is none."""
    others = [one for one in (*classes, *wardrobe.own_drawers()) if one != but]
    return find_name(tidy_name(name), others)


def rename_drawer(wardrobe: Wardrobe, old: str, name: str, classes: Collection[str] = CLASS_NAMES) -> Renaming:
    """Renames an own drawer; if another drawer has the name, its items go there and it is removed.

    Args:
        wardrobe: with the drawer.
        old: the drawer's name.
        name: the new name, as the user typed it.
        classes: the drawers that exist beside the user's own.

    Raises:
        StoreError: the name is empty or too long.
        StorageError: the wardrobe cannot be written. Nothing was changed.
    """
    new = drawer_called(wardrobe, name, classes, but=old)
    merged, target = new is not None, new or tidy_name(name)
    items, drawers = schema.items.c, schema.drawers.c
    other = case((items.predicted.is_(None), false()), else_=items.predicted != target)
    corrected = case((items.decided, other), else_=items.corrected)
    with wardrobe.transaction(writes=True) as connection:
        parent = connection.scalar(select(drawers.parent).where(drawers.name == old))
        held = select(schema.items).where(items.drawer == old).order_by(items.id)
        before = mapping.read(connection, held.with_for_update())
        connection.execute(update(schema.items).where(items.drawer == old).values(drawer=target, corrected=corrected))
        connection.execute(delete(schema.drawers).where(drawers.name == old))
        if not merged:
            connection.execute(insert(schema.drawers).values(name=target, parent=parent))
    return Renaming(old, target, parent, merged, tuple(ItemDiff(one, replace(one, drawer=target)) for one in before))


def undo_renaming(wardrobe: Wardrobe, renaming: Renaming) -> None:
    """Makes the drawer again and moves its items back.

    Raises:
        StoreError: some items were moved again since. They stay, and the rest is undone.
    """
    with wardrobe.transaction(writes=True) as connection, contextlib.suppress(exc.IntegrityError):
        connection.execute(insert(schema.drawers).values(name=renaming.old, parent=renaming.parent))
    try:
        wardrobe.undo(renaming.items)
    finally:
        if not renaming.merged:
            with contextlib.suppress(StoreError):  # in use since
                wardrobe.remove_drawer(renaming.new)
