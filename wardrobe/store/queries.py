"""Reads the collection from the database; `wardrobe.store.store` changes it."""

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from wardrobe.store import drawer_groups, mapping, pictures, schema
from wardrobe.store.errors import StoreError
from wardrobe.store.failures import explained, reading_explained
from wardrobe.store.items import ORDERS, REVIEW, Filters, Item, ItemSummary

_ALL = Filters()


class Queries:
    """Read access to items, drawers and settings. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(writes=True)

    def close(self) -> None:
        """Closes the connections to the database."""
        self._engine.dispose()

    @contextlib.contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        """A transaction, for code that reads or moves a whole wardrobe (`wardrobe.transfer.bulk_io`).

        Raises:
            StorageError: the disk or the database failed; nothing of the transaction was stored.
        """
        with (
            explained() if writes else reading_explained(),
            (self._writing if writes else self._engine).begin() as connection,
        ):
            yield connection

    @contextlib.contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection to read with; raises StorageError if the database fails."""
        with reading_explained(), self._engine.connect() as connection:
            yield connection

    def known(self, sha256s: Iterable[str]) -> dict[str, int]:
        """The ids of the items of which one photo has this ``sha256``, by it; binned ones included."""
        with self._connected() as connection:
            return mapping.known(connection, sha256s)

    def fingerprints(self) -> list[tuple[int, str, str]]:
        """The item's id, ``sha256`` and similarity hash of every photo of the items that are not in the bin."""
        columns, further = schema.items.c, schema.item_photos.c
        covers = select(columns.id, columns.sha256, columns.similarity).where(columns.deleted_at.is_(None))
        beside = (
            select(columns.id, further.sha256, further.similarity)
            .join(schema.items)
            .where(columns.deleted_at.is_(None), further.deleted_at.is_(None))
        )
        with self._connected() as connection:
            return [(row[0], row[1], row[2]) for query in (covers, beside) for row in connection.execute(query)]

    def summaries(self) -> list[ItemSummary]:
        """A summary of every item that is not in the bin; 10,000 items take a few milliseconds."""
        names = [field.name for field in dataclasses.fields(ItemSummary)]
        query = select(*(schema.items.c[name] for name in names)).where(schema.items.c.deleted_at.is_(None))
        with self._connected() as connection:
            return [ItemSummary(*row) for row in connection.execute(query.order_by(schema.items.c.id))]

    def sorted_by_others(self, model: str) -> int:
        """The number of items, not those in the bin, whose latest prediction is that of another model."""
        columns = schema.items.c
        query = select(func.count()).where(columns.deleted_at.is_(None), columns.model != model)
        with self._connected() as connection:
            return connection.scalar(query) or 0

    def database_problem(self) -> str | None:
        """The first problem that SQLite's integrity check finds, or None. Other databases check themselves."""
        if self._engine.dialect.name != "sqlite":
            return None
        with self._connected() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalars().all()
        return None if list(found) == ["ok"] else " ".join("; ".join(map(str, found)).split())

    def unreferenced(self, photos: Iterable[str]) -> set[str]:
        """Those of the photos, named by SHA-256, that no item references, binned ones included."""
        unused = set(photos)
        with self._connected() as connection:
            for column in (schema.items.c.photo, schema.item_photos.c.photo):
                for part in mapping.parts(list(unused)):
                    unused -= set(connection.scalars(select(column).where(column.in_(part))))
        return unused

    def similar(self, item: Item) -> list[int]:
        """The ids of the other items whose photos are almost the same, closest first."""
        others = [(number, similarity) for number, _, similarity in self.fingerprints() if number != item.id]
        hashes = pictures.hash_bits([similarity for _, similarity in others])
        return list(dict.fromkeys(others[place][0] for place in pictures.closest(item.similarity, hashes)))

    def get(self, item_id: int, connection: Connection | None = None) -> Item:
        """One item; raises StoreError if there is none."""
        with contextlib.nullcontext(connection) if connection else self._connected() as connected:
            found = mapping.read(connected, select(schema.items).where(schema.items.c.id == item_id))
        if not found:
            raise StoreError("store-no-item", number=str(item_id))
        return found[0]

    def find(
        self,
        filters: Filters = _ALL,
        order: str = "newest",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Item]:
        """The selected items, in one of `ORDERS` or by ``drawer``."""
        with self._connected() as connection:
            query = select(schema.items).order_by(*_order(connection, order)).limit(limit).offset(offset)
            return mapping.read(connection, query.where(*_conditions(connection, filters)))

    def ids(self, filters: Filters = _ALL, order: str = "newest") -> list[int]:
        """The ids of the selected items, in one of `ORDERS` or by ``drawer``."""
        with self._connected() as connection:
            query = select(schema.items.c.id).order_by(*_order(connection, order))
            return list(connection.scalars(query.where(*_conditions(connection, filters))))

    def counts(self, filters: Filters = _ALL) -> dict[str, int]:
        """The number of selected items by drawer."""
        column = schema.items.c.drawer
        query = select(column, func.count().label("held")).group_by(column).order_by(column)
        with self._connected() as connection:
            rows = connection.execute(query.where(*_conditions(connection, filters)))
            return {row.drawer: row.held for row in rows}

    def open_counts(self) -> dict[str, int]:
        """The number of items that are filed under a group while the question of their drawer is open, by group."""
        column = schema.items.c.sure_group
        query = select(column, func.count().label("held")).group_by(column)
        waiting = Filters(state=REVIEW).conditions({})
        with self._connected() as connection:
            rows = connection.execute(query.where(*waiting, column.is_not(None)))
            return {row.sure_group: row.held for row in rows}

    def parents(self, names: Iterable[str] = ()) -> dict[str, str | None]:
        """The group of each drawer that holds items or is the user's own, and of ``names``; None if it is in none."""
        with self._connected() as connection:
            return drawer_groups.parents(connection, names)

    def names(self, kind: str) -> list[str]:
        """All ``tags``, ``seasons`` or ``colours`` in use, the most frequent first."""
        table = {"tags": schema.tags, "seasons": schema.seasons, "colours": schema.colours}[kind]
        query = (
            select(table.c.name)
            .join(schema.items)
            .where(schema.items.c.deleted_at.is_(None))
            .group_by(table.c.name)
            .order_by(func.count().desc(), table.c.name)
        )
        with self._connected() as connection:
            return list(connection.scalars(query))

    def own_drawers(self) -> list[str]:
        """The drawers that the user added to the classes."""
        with self._connected() as connection:
            return list(connection.scalars(select(schema.drawers.c.name).order_by(schema.drawers.c.name)))

    def setting(self, name: str, default: Any = None) -> Any:
        """The value of a setting."""
        column = schema.settings.c
        with self._connected() as connection:
            row = connection.execute(select(column.value).where(column.name == name)).first()
        return row.value if row else default


def _conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """The filters as SQL conditions. Searches and groups are read with the names of the drawers."""
    if filters.open_questions:
        # Most wardrobes have none, and without them an index gives the items in their order.
        items = schema.items.c
        is_open = select(items.id).where(*Filters(state=REVIEW).conditions({}), items.sure_group.is_not(None))
        if connection.execute(is_open.limit(1)).first() is None:
            filters = dataclasses.replace(filters, open_questions=False)
    return filters.conditions(drawer_groups.parents(connection) if filters.text or filters.groups else {})


def _order(connection: Connection, order: str) -> tuple[Any, ...]:
    return drawer_groups.by_drawer(drawer_groups.parents(connection)) if order == "drawer" else ORDERS[order]
