"""Items as rows, and rows as items."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select, update

from data.colours import Colour
from data.cutout import Nudge
from wardrobe import schema
from wardrobe.items import Item, StoredPrediction

_PLAIN = (
    "sha256",
    "photo",
    "file_name",
    "similarity",
    "drawer",
    "state",
    "corrected",
    "notes",
    "added_at",
    "changed_at",
    "deleted_at",
)
_MANY = 500  # items a statement: databases have limits on parameters


def read(connection: Connection, query: Select[Any]) -> list[Item]:
    """The items of a query on `schema.items`, in its order, with all that belongs to them."""
    found = connection.execute(query).mappings().all()
    ids = [row["id"] for row in found]
    tags = _of_items(connection, schema.tags, ids)
    seasons = _of_items(connection, schema.seasons, ids)
    colours = _of_items(connection, schema.colours, ids)
    predictions = _of_items(connection, schema.predictions, ids)
    return [
        Item(
            id=row["id"],
            **{name: row[name] for name in _PLAIN},
            nudge=nudge_from_json(row["cut_out"]),
            tags=tuple(sorted(tag["name"] for tag in tags[row["id"]])),
            seasons=tuple(sorted(season["name"] for season in seasons[row["id"]])),
            colours=tuple(
                sorted((_as(Colour, colour) for colour in colours[row["id"]]), key=lambda c: (-c.share, c.name))
            ),
            predictions=tuple(
                _as(StoredPrediction, p) for p in sorted(predictions[row["id"]], key=lambda p: p["id"], reverse=True)
            ),
        )
        for row in found
    ]


def write(connection: Connection, item: Item) -> int:
    """Writes all of an item, new if its number is 0 or not there; returns its number."""
    values = _values(item)
    column = schema.items.c.id
    number = item.id
    if not number or not connection.execute(update(schema.items).where(column == number).values(values)).rowcount:
        new = insert(schema.items).values(values | ({"id": number} if number else {}))
        number = connection.execute(new.returning(column)).scalar_one()
    write_names(connection, schema.tags, number, item.tags)
    write_names(connection, schema.seasons, number, item.seasons)
    _replace(connection, schema.colours, number, map(dataclasses.asdict, item.colours))
    # Oldest first: the numbers that they are given tell their order.
    _replace(connection, schema.predictions, number, map(dataclasses.asdict, reversed(item.predictions)))
    return number


def rewrite(connection: Connection, items: list[Item]) -> None:
    """Writes all of items that are there already, in few statements: a whole wardrobe is one change."""
    if not items:
        return
    by_number = update(schema.items).where(schema.items.c.id == bindparam("number"))
    connection.execute(by_number, [{**_values(item), "number": item.id} for item in items])
    belongings: dict[Table, list[dict[str, Any]]] = {
        schema.tags: [{"item_id": item.id, "name": name} for item in items for name in item.tags],
        schema.seasons: [{"item_id": item.id, "name": name} for item in items for name in item.seasons],
        schema.colours: [{"item_id": item.id, **vars(colour)} for item in items for colour in item.colours],
        # Oldest first, as above.
        schema.predictions: [{"item_id": item.id, **vars(p)} for item in items for p in reversed(item.predictions)],
    }
    for table, new in belongings.items():
        for part in parts([item.id for item in items]):
            connection.execute(delete(table).where(table.c.item_id.in_(part)))
        if new:
            connection.execute(insert(table), new)


def write_answers(connection: Connection, items: list[Item]) -> None:
    """Writes what a new answer changes of items that are there: their drawers, and one prediction more each."""
    if not items:
        return
    names = ("drawer", "corrected", "changed_at", "model", "predicted", "outcome", "confidence")
    by_number = update(schema.items).where(schema.items.c.id == bindparam("number"))
    values = [{**{name: _values(item)[name] for name in names}, "number": item.id} for item in items]
    connection.execute(by_number, values)
    connection.execute(insert(schema.predictions), [{"item_id": i.id, **vars(i.predictions[0])} for i in items])


def write_names(connection: Connection, table: Table, item_id: int, names: Iterable[str]) -> None:
    """Makes the tags or seasons of an item exactly these."""
    _replace(connection, table, item_id, ({"name": name} for name in sorted(set(names))))


def nudge_from_json(value: dict[str, Any]) -> Nudge:
    """What `dataclasses.asdict` made of a Nudge and JSON of that; raises ValueError, TypeError or KeyError."""
    rectangle = value["rectangle"]
    return Nudge(bool(value["off"]), tuple(rectangle) if rectangle else None)


def _values(item: Item) -> dict[str, Any]:
    """The columns of an item's own row but its number."""
    current = item.prediction
    return {
        **{name: getattr(item, name) for name in _PLAIN},
        "cut_out": dataclasses.asdict(item.nudge),
        "model": current.model if current else None,
        "predicted": current.label if current else None,
        "outcome": current.outcome if current else None,
        "confidence": current.confidence if current else None,
    }


def _replace(connection: Connection, table: Table, item_id: int, new: Iterable[dict[str, Any]]) -> None:
    connection.execute(delete(table).where(table.c.item_id == item_id))
    if rows := [{**row, "item_id": item_id} for row in new]:
        connection.execute(insert(table), rows)


def _of_items(connection: Connection, table: Table, ids: list[int]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for part in parts(ids):
        for row in connection.execute(select(table).where(table.c.item_id.in_(part))).mappings():
            found[row["item_id"]].append(row)
    return found


def _as(kind: Any, row: Any) -> Any:
    return kind(**{field.name: row[field.name] for field in dataclasses.fields(kind)})


def parts(values: list[Any]) -> Iterable[list[Any]]:
    """The values in lists short enough for one statement."""
    return (values[i : i + _MANY] for i in range(0, len(values), _MANY))
