"""The drawers that a user adds to the classes, and the settings of a wardrobe."""

import contextlib
from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, exc, insert, select, update

from data.labels import CLASS_NAMES, canonical_key, display_name, find_name
from wardrobe.store import mapping, schema
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters
from wardrobe.store.queries import Queries

LONGEST_DRAWER = 40  # characters of its name


def tidy_name(name: str) -> str:
    """A drawer's name as it is stored; raises StoreError if it is empty or too long."""
    tidy = display_name(name)
    if not canonical_key(tidy) or len(tidy) > LONGEST_DRAWER:
        raise StoreError("store-drawer-name", longest=LONGEST_DRAWER, name=repr(name))
    return tidy


class OwnDrawers(Queries):
    """Adds, places and removes drawers, and sets settings. Safe to share between threads."""

    def add_drawer(self, name: str, classes: Collection[str] = CLASS_NAMES, parent: str | None = None) -> str:
        """Makes a drawer, unless a class or a drawer has this name, and returns the name as it is stored.

        Names that differ only in case, blanks, hyphens, the form of accents or number are the same.

        Args:
            name: as the user typed it.
            classes: the drawers that exist beside the user's own.
            parent: one of `data.labels.GROUPS`, or `drawer_groups.NO_PARENT`; by default what the name means.

        Raises:
            StoreError: the name is empty or too long.
        """
        tidy = tidy_name(name)
        # Compared within the transaction: another tab may add the same name in another spelling.
        with self.transaction(writes=True) as connection, contextlib.suppress(exc.IntegrityError):
            if there := find_name(tidy, (*classes, *self.own_drawers())):
                return there
            connection.execute(insert(schema.drawers).values(name=tidy, parent=parent))
        return tidy

    def set_parent(self, name: str, parent: str | None) -> str | None:
        """Puts an own drawer under a group, as `add_drawer` does; returns what was stored before."""
        columns = schema.drawers.c
        with self.transaction(writes=True) as connection:
            before: str | None = connection.scalar(select(columns.parent).where(columns.name == name))
            connection.execute(update(schema.drawers).where(columns.name == name).values(parent=parent))
        return before

    def remove_drawer(self, name: str) -> str | None:
        """Removes an own drawer and returns its parent as it was stored; raises StoreError if it is not empty."""
        if self.counts(Filters(drawers=(name,), state=None)):
            raise StoreError("store-drawer-in-use", drawer=name)
        columns = schema.drawers.c
        with self.transaction(writes=True) as connection:
            parent: str | None = connection.scalar(select(columns.parent).where(columns.name == name))
            connection.execute(delete(schema.drawers).where(columns.name == name))
        return parent

    def set_setting(self, name: str, value: Any) -> None:
        """Sets a setting to a JSON value."""
        with self.transaction(writes=True) as connection:
            mapping.write_settings(connection, {name: value})
