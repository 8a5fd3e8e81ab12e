"""The bin of a wardrobe: items are deleted for good after thirty days."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from wardrobe.store import mapping, schema
from wardrobe.store.failures import explained
from wardrobe.store.items import Item
from wardrobe.store.own_drawers import OwnDrawers
from wardrobe.store.photo_files import PhotoFiles
from wardrobe.store.undo import ItemDiff

BIN_DAYS = 30


class Bin(OwnDrawers):
    """Moves items to the bin and out of it, and deletes them with their photos."""

    photos: PhotoFiles
    _now: Callable[[], datetime]

    def delete(self, ids: Sequence[int]) -> list[ItemDiff]:
        """Moves items to the bin, where they stay for 30 days; returns them before and after."""
        return self._set_deleted(ids, self._now())

    def restore(self, ids: Sequence[int]) -> list[ItemDiff]:
        """Takes items out of the bin; returns them before and after."""
        return self._set_deleted(ids, None)

    def _set_deleted(self, ids: Sequence[int], when: datetime | None) -> list[ItemDiff]:
        with self.transaction(writes=True) as connection:
            before = self._read(connection, ids)
            for part in mapping.parts([item.id for item in before]):
                connection.execute(update(schema.items).where(schema.items.c.id.in_(part)).values(deleted_at=when))
        return [ItemDiff(item, replace(item, deleted_at=when)) for item in before]

    def delete_permanently(self, ids: Sequence[int], *, only_from_bin: bool = False) -> int:
        """Deletes items and their photos; returns how many.

        With ``only_from_bin``, items that were restored meanwhile, for example in another tab, stay.
        """
        with self.transaction(writes=True) as connection:
            items = [item for item in self._read(connection, ids) if item.deleted_at or not only_from_bin]
            for part in mapping.parts([item.id for item in items]):
                connection.execute(delete(schema.items).where(schema.items.c.id.in_(part)))
        self.remove_unused({photo for item in items for photo in item.stored_photos})
        return len(items)

    def remove_unused(self, photos: Iterable[str]) -> None:
        """Removes those of the photos, named by SHA-256, that no item references; raises StorageError if that fails."""
        with explained():
            self.photos.remove_unused(photos, self.unreferenced)

    def _read(self, connection: Connection, ids: Sequence[int]) -> list[Item]:
        """Items that are about to be written, with their rows locked where the database can lock rows."""
        query = select(schema.items).order_by(schema.items.c.id).with_for_update()
        return [
            item
            for part in mapping.parts(sorted(ids))
            for item in mapping.read(connection, query.where(schema.items.c.id.in_(part)))
        ]

    def _back_from_bin(self, item_id: int) -> Item:
        with self.transaction(writes=True) as connection:
            connection.execute(update(schema.items).where(schema.items.c.id == item_id).values(deleted_at=None))
            return self.get(item_id, connection)

    def _empty_bin(self, before: datetime) -> None:
        query = select(schema.items.c.id).where(schema.items.c.deleted_at < before)
        with self._connected() as connection:
            old = list(connection.scalars(query))
        self.delete_permanently(old, only_from_bin=True)
        photos = schema.item_photos.c
        removed = photos.deleted_at < before
        with self.transaction(writes=True) as connection:
            unused = set(connection.scalars(select(photos.photo).where(removed)))
            if unused:
                connection.execute(delete(schema.item_photos).where(removed))
        self.remove_unused(unused)
