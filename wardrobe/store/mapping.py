"""Maps items to rows of the database and back."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, select, update

from data.photos.colours import Colour
from data.photos.garment import CutoutOverride
from wardrobe.store import schema
from wardrobe.store.items import DETAILS, Item, ItemPhoto, StoredPrediction

_PLAIN = (
    "sha256",
    "photo",
    "file_name",
    "similarity",
    "drawer",
    "state",
    "corrected",
    "decided",
    "notes",
    "added_at",
    "changed_at",
    "deleted_at",
    *DETAILS,
    "archived",
    "photo_kind",
    "colours_decided",
)
_OF_PHOTO = ("sha256", "photo", "file_name", "similarity", "kind", "added_at", "deleted_at")
_MANY = 500  # items per statement: databases limit the number of parameters


def read(connection: Connection, query: Select[Any]) -> list[Item]:
    """The items of a query on `schema.items`, in its order, with all that belongs to them."""
    found = connection.execute(query).mappings().all()
    ids = [row["id"] for row in found]
    tags = _of_items(connection, schema.tags, ids)
    seasons = _of_items(connection, schema.seasons, ids)
    wears = _of_items(connection, schema.wears, ids)
    colours = _of_items(connection, schema.colours, ids)
    predictions = _of_items(connection, schema.predictions, ids)
    photos = _of_items(connection, schema.item_photos, ids)
    return [
        Item(
            id=row["id"],
            **{name: row[name] for name in _PLAIN},
            override=override_from_json(row["cut_out"]),
            tags=tuple(sorted(tag["name"] for tag in tags[row["id"]])),
            seasons=tuple(sorted(season["name"] for season in seasons[row["id"]])),
            worn=tuple(sorted(wear["day"] for wear in wears[row["id"]])),
            colours=tuple(
                sorted((_as(Colour, colour) for colour in colours[row["id"]]), key=lambda c: (-c.share, c.name))
            ),
            predictions=tuple(
                _as(StoredPrediction, p) for p in sorted(predictions[row["id"]], key=lambda p: p["id"], reverse=True)
            ),
            photos=tuple(sorted(map(_photo, photos[row["id"]]), key=lambda photo: (photo.added_at, photo.sha256))),
        )
        for row in found
    ]


def write(connection: Connection, item: Item) -> int:
    """Inserts an item; returns its new id."""
    number: int = connection.execute(
        insert(schema.items).values(_values(item)).returning(schema.items.c.id)
    ).scalar_one()
    _write_belongings(connection, {number: item})
    return number


def write_again(connection: Connection, items: Iterable[Item]) -> None:
    """Updates items in all their tables, in few statements."""
    by_number = {item.id: item for item in items}
    _update(connection, by_number)
    _write_belongings(connection, by_number)


def write_predictions(connection: Connection, items: Iterable[Item]) -> None:
    """Updates the rows of items and adds the current prediction of each."""
    by_number = {item.id: item for item in items}
    _update(connection, by_number)
    if by_number:
        rows = [{"item_id": n, **dataclasses.asdict(item.predictions[0])} for n, item in by_number.items()]
        connection.execute(insert(schema.predictions), rows)


def insert_all(connection: Connection, items: Sequence[Item]) -> dict[str, int]:
    """Inserts items in few statements, under their ids or, if these are 0, under new ones.

    Returns:
        The id of each by its ``sha256``.
    """
    new = [_values(item) | ({"id": item.id} if item.id else {}) for item in items]
    connection.execute(insert(schema.items), new)
    if connection.dialect.name == "postgresql" and any(item.id for item in items):
        # PostgreSQL counts on from the last id that it chose itself: the next item would get one of these.
        serial = func.pg_get_serial_sequence(schema.items.name, "id")
        connection.execute(select(func.setval(serial, func.max(schema.items.c.id))))
    numbers = _covers(connection, [item.sha256 for item in items])
    _write_belongings(connection, {numbers[item.sha256]: item for item in items})
    return numbers


def known(connection: Connection, sha256s: Iterable[str]) -> dict[str, int]:
    """The ids of the items of which one photo has this ``sha256``, by it; binned ones included."""
    columns, further = schema.items.c, schema.item_photos.c
    found: dict[str, int] = {}
    for part in parts(list(sha256s)):
        beside = select(further.sha256, further.item_id).where(further.sha256.in_(part), further.deleted_at.is_(None))
        covers = select(columns.sha256, columns.id).where(columns.sha256.in_(part))
        in_bin = columns.deleted_at.is_not(None)
        binned, shown = covers.where(in_bin), covers.where(~in_bin)
        for query in (binned, beside, shown):  # the last one counts: the item that shows it
            found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _covers(connection: Connection, sha256s: list[str]) -> dict[str, int]:
    """The ids of the items whose cover has this ``sha256``, by it."""
    columns = schema.items.c
    return {
        row.sha256: row.id
        for part in parts(sha256s)
        for row in connection.execute(select(columns.sha256, columns.id).where(columns.sha256.in_(part)))
    }


def write_names(connection: Connection, table: Table, names: Mapping[int, Iterable[str]]) -> None:
    """Replaces the tags or seasons of items, given by item id."""
    _replace(connection, table, {number: [{"name": name} for name in sorted(set(of))] for number, of in names.items()})


def read_settings(connection: Connection) -> dict[str, Any]:
    """All settings by name."""
    query = select(schema.settings).order_by(schema.settings.c.name)
    return {row.name: row.value for row in connection.execute(query)}


def write_settings(connection: Connection, settings: Mapping[str, Any]) -> None:
    """Sets settings, replacing earlier values."""
    connection.execute(delete(schema.settings).where(schema.settings.c.name.in_(settings)))
    if settings:
        connection.execute(insert(schema.settings), [{"name": name, "value": settings[name]} for name in settings])


def override_from_json(value: dict[str, Any]) -> CutoutOverride:
    """The override of a row's JSON; raises ValueError, TypeError or KeyError for other JSON."""
    rectangle = value["rectangle"]
    # Rows from before photos could be turned lack "turns".
    return CutoutOverride(bool(value["off"]), tuple(rectangle) if rectangle else None, int(value.get("turns", 0)))


def _values(item: Item) -> dict[str, Any]:
    """The columns of an item's own row except its id."""
    current = item.prediction
    return {
        **{name: getattr(item, name) for name in _PLAIN},
        "cut_out": dataclasses.asdict(item.override),
        "model": current.model if current else None,
        "predicted": current.label if current else None,
        "outcome": current.outcome if current else None,
        "confidence": current.confidence if current else None,
        "sure_group": current.sure_group if current else None,
    }


def _photo(row: Any) -> ItemPhoto:
    return ItemPhoto(**{name: row[name] for name in _OF_PHOTO}, override=override_from_json(row["cut_out"]))


def _photo_values(photo: ItemPhoto) -> dict[str, Any]:
    return {**{name: getattr(photo, name) for name in _OF_PHOTO}, "cut_out": dataclasses.asdict(photo.override)}


def _update(connection: Connection, items: Mapping[int, Item]) -> None:
    if items:
        one = update(schema.items).where(schema.items.c.id == bindparam("number"))
        connection.execute(one, [{"number": number, **_values(item)} for number, item in items.items()])


def _write_belongings(connection: Connection, items: Mapping[int, Item]) -> None:
    """Replaces tags, seasons, days, colours, further photos and predictions of items, given by item id."""
    write_names(connection, schema.tags, {number: item.tags for number, item in items.items()})
    write_names(connection, schema.seasons, {number: item.seasons for number, item in items.items()})
    _replace(connection, schema.wears, {n: [{"day": day} for day in item.worn] for n, item in items.items()})
    colours = {number: [dataclasses.asdict(colour) for colour in item.colours] for number, item in items.items()}
    _replace(connection, schema.colours, colours)
    photos = {number: [_photo_values(photo) for photo in item.photos] for number, item in items.items()}
    _replace(connection, schema.item_photos, photos)
    # Oldest first: their ids tell their order.
    predictions = {n: [dataclasses.asdict(one) for one in reversed(item.predictions)] for n, item in items.items()}
    _replace(connection, schema.predictions, predictions)


def _replace(connection: Connection, table: Table, new: Mapping[int, list[dict[str, Any]]]) -> None:
    for part in parts(list(new)):
        connection.execute(delete(table).where(table.c.item_id.in_(part)))
    if rows := [{**row, "item_id": number} for number, of in new.items() for row in of]:
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
