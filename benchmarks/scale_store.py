"""Measures large wardrobes: adding an item, searching, and a page of one drawer."""

import itertools
import uuid
from pathlib import Path

import sqlalchemy

from benchmarks.collection import fill
from benchmarks.measuring import A_PAGE, median_seconds
from benchmarks.photo_steps import drawn_photos
from wardrobe.store.items import Filters
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_ADDED = 12


def measure_store(folder: Path, items: int, postgresql: str | None = None) -> tuple[float, float, float]:
    """The median seconds of adding an item, of a search, and of a filtered page.

    Args:
        folder: where the photos are, and the database of SQLite.
        items: in the wardrobe.
        postgresql: the URL of a database of PostgreSQL, in which a schema is made and removed.
    """
    where = Settings.in_folder(folder)
    if postgresql is None:
        return _measure(where, items)
    server, name = sqlalchemy.create_engine(postgresql), f"scale_{uuid.uuid4().hex}"
    with server.begin() as connection:
        connection.execute(sqlalchemy.schema.CreateSchema(name))
    try:
        url = server.url.update_query_dict({"options": f"-csearch_path={name}"})
        return _measure(Settings(url.render_as_string(hide_password=False), where.files_url), items)
    finally:
        with server.begin() as connection:
            connection.execute(sqlalchemy.schema.DropSchema(name, cascade=True))
        server.dispose()


def _measure(where: Settings, items: int) -> tuple[float, float, float]:
    fill(where, items)
    wardrobe = Wardrobe(where)
    try:
        photos = drawn_photos(_ADDED + 1)
        number = itertools.count()

        def add() -> None:
            # Another end makes another file of the same picture, which is stored as another photo.
            count = next(number)
            wardrobe.add(photos[count % len(photos)] + bytes([count]), f"added-{count}.jpg", drawer="Dress")

        def page(filters: Filters) -> None:
            wardrobe.find(filters, order="newest", limit=A_PAGE)
            wardrobe.counts(filters)

        return (
            median_seconds(add, _ADDED),
            median_seconds(lambda: page(Filters(text="market"))),
            median_seconds(lambda: page(Filters(drawers=("Dress",)))),
        )
    finally:
        wardrobe.close()
