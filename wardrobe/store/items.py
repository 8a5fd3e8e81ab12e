"""What a wardrobe knows of a garment, and which garments a person asks for."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, exists, or_, select

from data.photos.colours import Colour
from data.photos.garment import CutoutOverride
from model.photo_result import PhotoResult
from wardrobe.store import schema

FILED, REVIEW = "filed", "review"
SEASONS = ("spring", "summer", "autumn", "winter")

ORDERS = {
    "newest": (schema.items.c.added_at.desc(), schema.items.c.id.desc()),
    "oldest": (schema.items.c.added_at, schema.items.c.id),
    # Those that no model was asked about come last either way; databases differ in where they put them.
    "unsure": (schema.items.c.confidence.nulls_last(), schema.items.c.id),
    "sure": (schema.items.c.confidence.desc().nulls_last(), schema.items.c.id),
    "drawer": (schema.items.c.drawer, schema.items.c.added_at.desc(), schema.items.c.id.desc()),
}
"""The orders in which items can be asked for; no two items are ever tied, so that pages of them never overlap."""


def utc_now() -> datetime:
    """The time in UTC, without saying so: what databases without time zones keep."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class StoredPrediction:
    """What a model said of a photo, and when (UTC); ``probabilities`` by class name, summing to 1."""

    model: str
    label: str
    confidence: float
    outcome: str
    probabilities: dict[str, float]
    made_at: datetime

    @classmethod
    def of(cls, result: PhotoResult) -> "StoredPrediction":
        """A prediction that has just been made; raises ValueError for a photo that could not be read."""
        if result.label is None or result.confidence is None or result.probabilities is None:
            raise ValueError(f"Expected a prediction. Received the outcome {result.outcome!r} for {result.file!r}.")
        return cls(result.model, result.label, result.confidence, result.outcome, result.probabilities, utc_now())

    def shares(self) -> dict[str, float]:
        """The confidence in every class and, last and named "", in none of them; they sum to 1.

        The likeliest class's confidence is its probability times the chance that the photo shows one of the classes.
        """
        is_a_class = self.confidence / max(self.probabilities.values())
        shares = {name: share * is_a_class for name, share in self.probabilities.items()}
        nothing = 1 - is_a_class
        return {**shares, "": nothing} if nothing > 1e-6 else shares


@dataclass(frozen=True)
class Item:
    """A garment in the wardrobe.

    ``sha256`` is the sum of the file that was given, ``photo`` that of the JPEG that is kept. ``state`` is ``filed``
    or ``review``. ``corrected``: the drawer is another than the current answer's, and a person wants it so.
    ``decided``: a person chose the drawer, or agreed with a model that was not sure. ``predictions`` begin with the
    latest; the first is the current answer, and there is none where no model was asked. Times are UTC.
    """

    id: int
    sha256: str
    photo: str
    file_name: str
    similarity: str
    drawer: str
    state: str
    corrected: bool
    decided: bool
    override: CutoutOverride
    notes: str
    added_at: datetime
    changed_at: datetime
    deleted_at: datetime | None = None
    tags: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    predictions: tuple[StoredPrediction, ...] = ()

    @property
    def prediction(self) -> StoredPrediction | None:
        """The current answer."""
        return self.predictions[0] if self.predictions else None


@dataclass(frozen=True)
class ItemSummary:
    """Where an item is and what put it there: as much as is read of all items at once."""

    id: int
    photo: str
    drawer: str
    decided: bool
    changed_at: datetime
    model: str | None


def decided_at_first(corrected: bool, outcome: str | None, state: str) -> bool:
    """Whether a person decided on the drawer of an item that no other model has been asked about since it was kept."""
    return corrected or outcome is None or (state == FILED and outcome != "sorted")


@dataclass(frozen=True)
class Filters:
    """Which items are meant; what is left out leaves all in. Several drawers, colours, seasons or tags mean
    any of them.

    ``text`` is looked for in names, notes, tags and drawers; ``confidence`` and ``added`` are from–to, both included.
    """

    text: str = ""
    drawers: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    confidence: tuple[float, float] | None = None
    added: tuple[datetime, datetime] | None = None
    corrected: bool | None = None
    state: str | None = FILED
    deleted: bool = False
    ids: tuple[int, ...] | None = field(default=None)

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as SQL, to be joined by AND: the database does the filtering."""
        items = schema.items.c
        wanted: list[ColumnElement[bool]] = [
            items.deleted_at.is_not(None) if self.deleted else items.deleted_at.is_(None)
        ]
        if self.state and not self.deleted:
            wanted.append(items.state == self.state)
        if self.drawers:
            wanted.append(items.drawer.in_(self.drawers))
        for table, names in ((schema.colours, self.colours), (schema.seasons, self.seasons), (schema.tags, self.tags)):
            if names:
                wanted.append(items.id.in_(select(table.c.item_id).where(table.c.name.in_(names))))
        for word in self.text.split():
            columns = (items.file_name, items.notes, items.drawer)
            tagged = exists().where(
                schema.tags.c.item_id == items.id, schema.tags.c.name.icontains(word, autoescape=True)
            )
            wanted.append(or_(*(column.icontains(word, autoescape=True) for column in columns), tagged))
        if self.confidence:
            wanted.append(items.confidence.between(*self.confidence))
        if self.added:
            wanted.append(items.added_at.between(*self.added))
        if self.corrected is not None:
            wanted.append(items.corrected.is_(self.corrected))
            wanted.append(items.model.is_not(None))  # where no model was asked, nobody was corrected
        if self.ids is not None:
            wanted.append(items.id.in_(self.ids))
        return wanted
