"""Items of a wardrobe, and the filters that select them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select

from data.labels import GROUPS
from data.messages import FALLBACK
from data.photos.colours import Colour
from data.photos.garment import AUTOMATIC, CutoutOverride
from model.photo_result import PhotoResult
from wardrobe.store import schema
from wardrobe.store.search_words import terms

FILED, REVIEW = "filed", "review"
SEASONS = ("spring", "summer", "autumn", "winter")
ARCHIVED = ("sold", "given", "lost")
DETAILS = ("name", "brand", "size", "price", "source")
"""What the user can say of an item, beside notes: texts, and the price as a number."""

PHOTO_KINDS = ("front", "back", "worn", "detail", "label")
"""What a photo of an item can show; ``label`` is the one sewn into the garment."""

_last_worn = select(func.max(schema.wears.c.day)).where(schema.wears.c.item_id == schema.items.c.id).scalar_subquery()

ORDERS = {
    "newest": (schema.items.c.added_at.desc(), schema.items.c.id.desc()),
    "oldest": (schema.items.c.added_at, schema.items.c.id),
    # Items without a prediction come last either way; databases differ in where they put nulls.
    "unsure": (schema.items.c.confidence.nulls_last(), schema.items.c.id),
    "sure": (schema.items.c.confidence.desc().nulls_last(), schema.items.c.id),
    "unworn": (_last_worn.nulls_first(), schema.items.c.id),
}
"""The orders in which items can be listed, beside ``drawer`` (`wardrobe.store.drawer_groups.by_drawer`). No two items
are ever tied, so that pages of them never overlap."""


def utc_now() -> datetime:
    """The time in UTC as a datetime without a zone, as it is stored: not every database has time zones."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class StoredPrediction:
    """A model's prediction for a photo.

    Attributes:
        probabilities: by class name; they sum to 1.
        made_at: its time, in UTC.
        sure_group: the one of `data.labels.GROUPS` that is sure where the label is not.
    """

    model: str
    label: str
    confidence: float
    outcome: str
    probabilities: dict[str, float]
    made_at: datetime
    sure_group: str | None = None

    @classmethod
    def of(cls, result: PhotoResult) -> "StoredPrediction":
        """A prediction that has just been made.

        Raises:
            ValueError: the photo could not be read.
        """
        if result.label is None or result.confidence is None or result.probabilities is None:
            raise ValueError(f"Expected a prediction. Received the outcome {result.outcome!r} for {result.file!r}.")
        sure = result.outcome == "unsure" and result.group_is_sure
        return cls(
            result.model,
            result.label,
            result.confidence,
            result.outcome,
            result.probabilities,
            utc_now(),
            result.group if sure and result.group in GROUPS else None,
        )

    @property
    def verdict(self) -> str:
        """The outcome, but ``unsure`` for a photo of none of the classes whose label is likelier than none.

        The threshold that refuses photos is not at even odds. What is shown agrees with the figures beside it.
        """
        if self.outcome == "not_clothing" and self.confidence > self.shares().get("", 0.0):
            return "unsure"
        return self.outcome

    def shares(self) -> dict[str, float]:
        """The confidence in every class and, last and named "", in none of them; they sum to 1.

        The likeliest class's confidence is its probability times the chance that the photo shows one of the classes.
        """
        is_a_class = self.confidence / max(self.probabilities.values())
        shares = {name: share * is_a_class for name, share in self.probabilities.items()}
        nothing = 1 - is_a_class
        return {**shares, "": nothing} if nothing > 1e-6 else shares


@dataclass(frozen=True)
class ItemPhoto:
    """A further photo of an item, beside its cover.

    Attributes:
        sha256: of the file that was added.
        photo: the SHA-256 of the JPEG that is stored.
        similarity: the hash of `wardrobe.store.pictures.similarity_hash`.
        kind: one of `PHOTO_KINDS`, or empty.
        override: how the photo is turned and the garment cut out.
        added_at, deleted_at: times in UTC; a removed photo is kept as long as an item in the bin.
    """

    sha256: str
    photo: str
    file_name: str
    similarity: str
    kind: str
    added_at: datetime
    override: CutoutOverride = AUTOMATIC
    deleted_at: datetime | None = None


@dataclass(frozen=True)
class Item:
    """A garment in the wardrobe.

    Attributes ``sha256``, ``photo``, ``photo_kind``, ``file_name``, ``similarity`` and ``override`` are those of its
    cover, the photo that is classified and shown in lists; ``photos`` are all others.

    Attributes:
        sha256: of the file that was added.
        photo: the SHA-256 of the JPEG that is stored.
        similarity: the hash of `wardrobe.store.pictures.similarity_hash`.
        state: ``filed`` or ``review``.
        corrected: the user chose another drawer than the one that was predicted.
        decided: the user chose the drawer, or confirmed a prediction that was not sure.
        override: how the garment is cut out.
        added_at, changed_at, deleted_at: times in UTC.
        name, brand, size, source: what the user says of it; ``source`` is where it is from. May be empty.
        price: in the user's currency.
        archived: one of `ARCHIVED` if it is no longer in the wardrobe, though not in the bin.
        worn: the days on which it was worn, in their order.
        photo_kind: what the cover shows: one of `PHOTO_KINDS`, or empty.
        photos: the further photos in the order in which they were added, removed ones included.
        colours_decided: the user chose the colours.
        predictions: the latest first; none where the user chose the drawer at once.
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
    name: str = ""
    brand: str = ""
    size: str = ""
    price: float | None = None
    source: str = ""
    archived: str | None = None
    worn: tuple[date, ...] = ()
    tags: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    predictions: tuple[StoredPrediction, ...] = ()
    photo_kind: str = ""
    photos: tuple[ItemPhoto, ...] = ()
    colours_decided: bool = False

    @property
    def further_photos(self) -> tuple[ItemPhoto, ...]:
        """The photos beside the cover that were not removed."""
        return tuple(photo for photo in self.photos if photo.deleted_at is None)

    @property
    def sums(self) -> frozenset[str]:
        """The ``sha256`` of all its photos, which tell an item from another one that has got its id since."""
        return frozenset({self.sha256, *(photo.sha256 for photo in self.photos)})

    @property
    def stored_photos(self) -> frozenset[str]:
        """The ``photo`` of all its photos, removed ones included."""
        return frozenset({self.photo, *(photo.photo for photo in self.photos)})

    @property
    def prediction(self) -> StoredPrediction | None:
        """The current prediction."""
        return self.predictions[0] if self.predictions else None

    @property
    def open_group(self) -> str | None:
        """The group that the item is filed under while the question of its drawer is open."""
        return self.prediction.sure_group if self.prediction and self.state == REVIEW else None

    @property
    def price_per_wear(self) -> float | None:
        """The price over the times it was worn, at least once; None without a price."""
        return None if self.price is None else self.price / max(1, len(self.worn))


@dataclass(frozen=True)
class ItemSummary:
    """The drawer of an item and what put it there: the columns that are read for all items at once."""

    id: int
    photo: str
    drawer: str
    decided: bool
    changed_at: datetime
    model: str | None


def decided_at_first(corrected: bool, outcome: str | None, state: str) -> bool:
    """Whether the user decided on the drawer of an item that has had one prediction at most."""
    return corrected or outcome is None or (state == FILED and outcome != "sorted")


@dataclass(frozen=True)
class Filters:
    """A selection of items. A filter that is not set selects all; several drawers and groups, colours, seasons or tags
    select the items that have any of them.

    Items that are archived are selected by ``archived`` only, or together with all others if ``state`` is None.
    With ``open_questions``, items whose group is sure count as filed under it, though they wait for review.
    ``text`` is searched for in names, notes, tags, drawers and main colours, as `wardrobe.store.search_words` reads it
    in English and in ``language``; ``confidence`` and ``added`` are ranges with both ends.
    """

    text: str = ""
    drawers: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    confidence: tuple[float, float] | None = None
    added: tuple[datetime, datetime] | None = None
    decided: bool | None = None
    state: str | None = FILED
    groups: tuple[str, ...] = ()
    open_questions: bool = False
    archived: bool = False
    never_worn: bool = False
    deleted: bool = False
    ids: tuple[int, ...] | None = field(default=None)
    language: str = FALLBACK

    def conditions(self, parents: Mapping[str, str | None]) -> list[ColumnElement[bool]]:
        """The filters as SQL conditions, to be joined by AND.

        Args:
            parents: all drawers, which ``text`` can name, with their groups.
        """
        items = schema.items.c
        wanted: list[ColumnElement[bool]] = [
            items.deleted_at.is_not(None) if self.deleted else items.deleted_at.is_(None)
        ]
        is_open = and_(items.state == REVIEW, items.sure_group.is_not(None))
        if self.archived:
            wanted.append(items.archived.is_not(None))
        elif self.state and not self.deleted:
            wanted.append(items.archived.is_(None))
            of_state = items.state == self.state
            wanted.append(or_(of_state, is_open) if self.open_questions else of_state)
        if self.drawers or self.groups:
            inside = [name for name, group in parents.items() if group in self.groups]
            named = items.drawer.in_([*self.drawers, *inside])
            under = and_(is_open, items.sure_group.in_(self.groups))
            wanted.append(or_(and_(named, not_(is_open)), under) if self.open_questions else named)
        for table, names in ((schema.colours, self.colours), (schema.seasons, self.seasons), (schema.tags, self.tags)):
            if names:
                wanted.append(items.id.in_(select(table.c.item_id).where(table.c.name.in_(names))))
        wanted += [term.condition() for term in terms(self.text, parents, self.language)]
        if self.never_worn:
            wanted.append(~exists().where(schema.wears.c.item_id == items.id))
        if self.confidence:
            wanted.append(items.confidence.between(*self.confidence))
        if self.added:
            wanted.append(items.added_at.between(*self.added))
        if self.decided is not None:
            wanted.append(items.decided.is_(self.decided))
        if self.ids is not None:
            wanted.append(items.id.in_(self.ids))
        return wanted


def tidy_tags(names: Iterable[str]) -> list[str]:
    """Tags without surrounding blanks, empty ones left out."""
    return [tidy for name in names if (tidy := " ".join(name.split()))]
