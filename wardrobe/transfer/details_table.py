"""Reads what a user wrote about items into the table that `wardrobe.transfer.exporting.items_csv` made."""

import csv
import io
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from data.messages import Message
from data.photos.colours import chosen_colours
from wardrobe.cells import cell_text
from wardrobe.store.errors import WardrobeError
from wardrobe.store.items import DETAILS, Filters, Item
from wardrobe.store.search_words import colour_named
from wardrobe.store.store import Wardrobe
from wardrobe.store.undo import ItemDiff
from wardrobe.transfer.item_json import LARGEST_PRICE
from wardrobe.transfer.json_fields import LONGEST_NAME

_KEY, _COLOURS = "sha256", "colours"
_SEPARATORS = re.compile("[;,]")
_MEASURED = re.compile(r"#[0-9a-f]{6}|\b\d+ ?%")  # a colour's value and share
_DELIMITERS = ",;\t"  # spreadsheets write the one of their language


@dataclass(frozen=True)
class DetailsResult:
    """What a table changed.

    Attributes:
        changes: the items before and after; `Wardrobe.undo` takes them.
        unknown: how many rows are of items that the wardrobe lacks.
        refused: a message for each row with a value that cannot be read; such rows change nothing.
    """

    changes: list[ItemDiff]
    unknown: int
    refused: list[Message]


def import_details(wardrobe: Wardrobe, table: bytes) -> DetailsResult:
    """Changes `DETAILS` and colours of items by a CSV table with the column ``sha256``; other columns are ignored.

    Colours are names, separated by semicolons. What `items_csv` writes behind a name is passed over; an empty cell, or
    the names that the item has, change nothing, and other names are the user's decision.

    Raises:
        WardrobeError: it is not such a table.
        StorageError: the wardrobe cannot be written. Nothing was changed.
    """
    rows, columns = _rows(table)
    known = wardrobe.known([row[_KEY] for row in rows])
    items = {item.id: item for item in wardrobe.find(Filters(state=None, ids=tuple(known.values())))}
    details: dict[int, dict[str, Any]] = {}
    unknown, refused = 0, []
    for number, row in enumerate(rows, start=2):
        item = items.get(known.get(row[_KEY], 0))
        if item is None:
            unknown += 1
            continue
        try:
            values = {column: _value(column, row[column] or "") for column in columns if column != _COLOURS}
            values |= _colours(row[_COLOURS], item) if _COLOURS in columns else {}
        except ValueError:
            refused.append(Message("details-wrong-value", row=number, longest=LONGEST_NAME))
            continue
        if changed := {name: value for name, value in values.items() if value != getattr(item, name)}:
            details[item.id] = changed
    return DetailsResult(wardrobe.describe(details), unknown, refused)


def _rows(table: bytes) -> tuple[list[dict[str, str]], list[str]]:
    """The rows, and those of `DETAILS` and colours that are columns."""
    try:
        lines = table.decode("utf-8-sig")
        head = lines.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=head.count)
        reader = csv.DictReader(io.StringIO(lines, newline=""), delimiter=delimiter, restval="")
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise WardrobeError("details-no-table") from error
    columns = [name for name in (*DETAILS, _COLOURS) if name in (reader.fieldnames or ())]
    if not columns or _KEY not in (reader.fieldnames or ()):
        raise WardrobeError("details-no-table")
    return rows, columns


def _colours(cell: str, item: Item) -> dict[str, Any]:
    """The fields that a cell with colours changes; raises ValueError for an unknown name."""
    words = (_MEASURED.sub("", word).strip() for word in _SEPARATORS.split(cell_text(cell)))
    names = [colour_named(word) for word in words if word]
    if not names or names == [colour.name for colour in item.colours]:
        return {}
    return {"colours": chosen_colours(names, item.colours), "colours_decided": True}


def _value(column: str, cell: str) -> str | float | None:
    """A cell's value; raises ValueError."""
    # Without control characters: no database column needs them, and PostgreSQL refuses some.
    visible = "".join(" " if unicodedata.category(one) in ("Cc", "Cs") else one for one in cell_text(cell))
    words = " ".join(visible.split())
    if column != "price":
        if len(words) > LONGEST_NAME:
            raise ValueError("too long")
        return words
    if not words:
        return None
    price = float(words.replace(",", ".") if words.count(",") == 1 and "." not in words else words)
    if not (math.isfinite(price) and 0 <= price <= LARGEST_PRICE):
        raise ValueError("no price")
    return price
