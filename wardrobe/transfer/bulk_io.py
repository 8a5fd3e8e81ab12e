"""Reads and writes the items of a whole wardrobe at once, and undoes imports."""

import contextlib
import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, select

from data.messages import Message
from wardrobe.store import mapping, schema
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Item
from wardrobe.store.store import Wardrobe

Progress = Callable[[int, int], None]
"""Called with how many of how many are done. What it raises stops the work."""

_AT_A_TIME = 500  # items


def ignore_progress(done: int, of: int) -> None:
    """The `Progress` of work that shows none."""


@dataclass(frozen=True)
class WardrobeDump:
    """A whole wardrobe except the photos: items by id, binned ones included, own drawers with parents, settings."""

    items: tuple[Item, ...]
    drawers: dict[str, str | None]
    settings: dict[str, Any]


@dataclass
class ImportResult:
    """What an import or a restore added; `undo_import` takes it.

    Attributes:
        items: the ids of the new items by ``sha256``.
        known: how many items the wardrobe had already.
        refused: a message for each item or photo that was not added.
        skipped: how many files are not photos.
        drawers: the new drawers.
        settings: the earlier value of each changed setting, as a tuple: of one value, or empty if there was none.
    """

    items: dict[str, int] = field(default_factory=dict)
    known: int = 0
    refused: list[Message] = field(default_factory=list)
    skipped: int = 0
    drawers: list[str] = field(default_factory=list)
    settings: dict[str, tuple[Any, ...]] = field(default_factory=dict)


def dump(wardrobe: Wardrobe) -> WardrobeDump:
    """The whole wardrobe, read in one transaction."""
    with wardrobe.transaction() as connection:
        return WardrobeDump(
            tuple(mapping.read(connection, select(schema.items).order_by(schema.items.c.id))),
            {
                row.name: row.parent
                for row in connection.execute(select(schema.drawers).order_by(schema.drawers.c.name))
            },
            mapping.read_settings(connection),
        )


def load(
    wardrobe: Wardrobe, items: Iterable[Item], drawers: Mapping[str, str | None], settings: Mapping[str, Any]
) -> ImportResult:
    """Adds items, whose photos are stored already, in one transaction.

    A wardrobe without items, in the bin or out of it, takes over their ids and the settings. Any other keeps its
    settings, gives new ids, and leaves items that it has (by ``sha256``) as they are.
    """
    added = ImportResult()
    with wardrobe.transaction(writes=True) as connection:
        empty = connection.execute(select(schema.items.c.id).limit(1)).first() is None
        waiting = iter(items)
        while part := list(islice(waiting, _AT_A_TIME)):
            there = {} if empty else mapping.known(connection, [item.sha256 for item in part])
            new = [item for item in part if item.sha256 not in there]
            added.known += len(there)
            if new:
                new = new if empty else [dataclasses.replace(item, id=0) for item in new]
                added.items |= mapping.insert_all(connection, new)
        own = set(connection.scalars(select(schema.drawers.c.name)))
        added.drawers = sorted(set(drawers) - own)
        if added.drawers:
            rows = [{"name": name, "parent": drawers[name]} for name in added.drawers]
            connection.execute(insert(schema.drawers), rows)
        if empty:
            before = mapping.read_settings(connection)
            added.settings = {name: (before[name],) if name in before else () for name in settings}
            mapping.write_settings(connection, settings)
    return added


def undo_import(wardrobe: Wardrobe, added: ImportResult) -> int:
    """Deletes what was added and returns how many items that were; a drawer that is in use by now stays."""
    still = wardrobe.known(added.items)
    # An id can be another item's by now.
    ids = [number for sha256, number in added.items.items() if still.get(sha256) == number]
    wardrobe.delete_permanently(ids)
    for drawer in added.drawers:
        with contextlib.suppress(StoreError):
            wardrobe.remove_drawer(drawer)
    with wardrobe.transaction(writes=True) as connection:
        mapping.write_settings(connection, {name: before[0] for name, before in added.settings.items() if before})
        absent = [name for name, before in added.settings.items() if not before]
        connection.execute(delete(schema.settings).where(schema.settings.c.name.in_(absent)))
    return len(ids)
