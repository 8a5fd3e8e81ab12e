"""Figures about a wardrobe: what is in it, its colours, what is worn, how often the model was right."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from wardrobe.store import schema
from wardrobe.store.items import FILED, Filters, Item
from wardrobe.store.store import Wardrobe


@dataclass(frozen=True)
class Judged:
    """How often a model's label was right, of the items whose drawers the user decided on."""

    right: int
    decided: int


@dataclass(frozen=True)
class Statistics:
    """Figures about the items in the drawers: not those that wait for review, are archived or in the bin.

    Attributes:
        items: how many there are.
        drawers: how many each drawer holds.
        colours: how many have this as their main colour, the most frequent first.
        never_worn: how many have no day on which they were worn.
        wears: how often items were worn, all together.
        most_worn: some of those that were worn, the most often first.
        priced: some of those with a price, the most expensive per wear first.
        judged: by the outcome of the prediction; of archived items too.
    """

    items: int
    drawers: dict[str, int]
    colours: dict[str, int]
    never_worn: int
    wears: int
    most_worn: tuple[Item, ...]
    priced: tuple[Item, ...]
    judged: dict[str, Judged]


def statistics(wardrobe: Wardrobe, most: int = 10) -> Statistics:
    """The figures of a wardrobe, with at most ``most`` items named in each list."""
    items, wears = schema.items.c, schema.wears.c
    here = and_(items.deleted_at.is_(None), items.archived.is_(None), items.state == FILED)
    times = select(func.count()).where(wears.item_id == items.id).scalar_subquery()
    per_wear = items.price / case((times > 1, times), else_=1)
    with wardrobe.transaction() as connection:
        by_drawer = select(items.drawer, func.count().label("held")).where(here).group_by(items.drawer)
        drawers = {row.drawer: row.held for row in connection.execute(by_drawer)}
        worn = connection.scalar(select(func.count(wears.item_id.distinct())).join(schema.items).where(here)) or 0
        total = connection.scalar(select(func.count()).select_from(schema.wears).join(schema.items).where(here)) or 0
        most_worn = select(items.id).where(here, times > 0).order_by(times.desc(), items.id).limit(most)
        priced = select(items.id).where(here, items.price.is_not(None)).order_by(per_wear.desc(), items.id).limit(most)
        lists = [list(connection.scalars(query)) for query in (most_worn, priced)]
        colours = {row.name: row.held for row in connection.execute(_main_colours(here))}
        judged = {row.outcome: Judged(row.good, row.decided) for row in connection.execute(_judged())}
    count = sum(drawers.values())
    found = {item.id: item for item in wardrobe.find(Filters(state=None, ids=tuple({*lists[0], *lists[1]})))}
    named = [tuple(found[number] for number in ids if number in found) for ids in lists]
    return Statistics(count, drawers, colours, count - worn, total, named[0], named[1], judged)


def _main_colours(here: ColumnElement[bool]) -> Select[Any]:
    colours = schema.colours.c
    largest = select(colours.item_id, func.max(colours.share).label("share")).group_by(colours.item_id).subquery()
    main = and_(colours.item_id == largest.c.item_id, colours.share == largest.c.share)
    return (
        select(colours.name, func.count().label("held"))
        .join(largest, main)
        .join(schema.items, schema.items.c.id == colours.item_id)
        .where(here)
        .group_by(colours.name)
        .order_by(func.count().desc(), colours.name)
    )


def _judged() -> Select[Any]:
    items = schema.items.c
    good = func.sum(case((items.predicted == items.drawer, 1), else_=0)).label("good")
    return (
        select(items.outcome, good, func.count().label("decided"))
        .where(items.deleted_at.is_(None), items.decided, items.predicted.is_not(None))
        .group_by(items.outcome)
    )
