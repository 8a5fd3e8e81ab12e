"""An item as a line of JSON; every field is checked when it is read, since anybody may have written it."""

import contextlib
import dataclasses
import json
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from data.labels import GROUPS
from data.messages import Message, UserError
from data.photos.colours import Colour
from data.photos.garment import CutoutOverride
from wardrobe.store.items import ARCHIVED, DETAILS, FILED, REVIEW, SEASONS, Item, StoredPrediction, decided_at_first

LONGEST_TEXT = 100_000  # characters; the store itself limits no notes
LONGEST_NAME = 1000  # of a drawer, a tag, a model
LARGEST_PRICE = 1e9
_TEXTS = [name for name in DETAILS if name != "price"]
_MOST = 1000  # tags, predictions, classes of an item
_ROUNDING = 0.01
_LARGEST_NUMBER = 2**31 - 1
_OUTCOMES = ("sorted", "unsure", "not_clothing")
_SUM = re.compile(r"[0-9a-f]{64}")
_SIMILARITY = re.compile(r"[0-9a-f]{16}")
_HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")
T = TypeVar("T")


class FormatError(UserError):
    """JSON that is not an item; the message, the end of a longer one, names the field and what was expected."""


def item_to_json(item: Item) -> str:
    """All of an item on one line of ASCII."""
    return json.dumps(dataclasses.asdict(item), default=_iso, separators=(",", ":"))


def item_from_json(line: str | bytes) -> Item:
    """The item of a line, every field of it checked; raises FormatError."""
    fields = Fields(parse(line))
    state, corrected = fields.one_of("state", (FILED, REVIEW)), fields.flag("corrected")
    predictions = tuple(map(_prediction, fields.all("predictions")))
    if "decided" in fields.given:
        decided = fields.flag("decided")
    else:  # earlier back-ups lack it
        decided = decided_at_first(corrected, predictions[0].outcome if predictions else None, state)
    return Item(
        id=fields.whole("id", 1, _LARGEST_NUMBER),
        sha256=fields.code("sha256", _SUM),
        photo=fields.code("photo", _SUM),
        file_name=fields.text("file_name"),
        similarity=fields.code("similarity", _SIMILARITY),
        drawer=fields.text("drawer", 1, LONGEST_NAME),
        state=state,
        corrected=corrected,
        decided=decided,
        # Back-ups of version 1 call it "nudge".
        override=_override(fields.inner("override" if "override" in fields.given else "nudge")),
        notes=fields.text("notes"),
        added_at=fields.time("added_at"),
        changed_at=fields.time("changed_at"),
        deleted_at=None if fields.value("deleted_at") is None else fields.time("deleted_at"),
        # Back-ups of versions 1 and 2 lack what follows, up to ``worn``.
        **{name: fields.text(name, longest=LONGEST_NAME) for name in _TEXTS if name in fields.given},
        price=fields.optional("price", lambda: fields.number("price", LARGEST_PRICE)),
        archived=fields.optional("archived", lambda: fields.one_of("archived", ARCHIVED)),
        worn=fields.days("worn") if "worn" in fields.given else (),
        tags=fields.names("tags"),
        seasons=fields.names("seasons", allowed=SEASONS),
        colours=_colours(fields),
        predictions=predictions,
    )


def parse(text: str | bytes) -> Any:
    """A JSON value that can be written as JSON again: without NaN or infinite numbers; raises FormatError."""
    try:
        value = json.loads(text)
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()  # a lone surrogate is not text
    except (ValueError, RecursionError) as error:
        raise FormatError("format-no-json") from error
    return value


@dataclass(frozen=True)
class Fields:
    """A JSON object whose fields are read one by one; each method raises FormatError for other values."""

    given: Any

    def value(self, name: str) -> Any:
        """The value of a field, of any type."""
        if not isinstance(self.given, dict) or name not in self.given:
            raise FormatError("format-missing", field=name)
        return self.given[name]

    def inner(self, name: str) -> "Fields":
        """The object in a field."""
        value = self.value(name)
        if not isinstance(value, dict):
            raise self._refusal(name, "format-object")
        return Fields(value)

    def all(self, name: str) -> list["Fields"]:
        """The objects of a list."""
        return [Fields(value) for value in self._list(name)]

    def text(self, name: str, shortest: int = 0, longest: int = LONGEST_TEXT) -> str:
        """A text of limited length."""
        value = self.value(name)
        if not isinstance(value, str) or not shortest <= len(value) <= longest:
            raise self._refusal(name, "format-text", shortest=shortest, longest=longest)
        return value

    def code(self, name: str, form: re.Pattern[str]) -> str:
        """A text that matches a pattern."""
        value = self.value(name)
        if not isinstance(value, str) or not form.fullmatch(value):
            raise self._refusal(name, "format-form", form=form.pattern)
        return value

    def names(self, name: str, longest: int = LONGEST_NAME, allowed: Collection[str] = ()) -> tuple[str, ...]:
        """A list of different texts, sorted; only ``allowed`` ones if any are given."""
        values = self._list(name)
        good = all(
            isinstance(value, str) and 1 <= len(value) <= longest and (not allowed or value in allowed)
            for value in values
        )
        if not good or len(set(values)) != len(values):
            expected = "format-words" if allowed else "format-names"
            raise self._refusal(name, expected, allowed=", ".join(allowed))
        return tuple(sorted(values))

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        """One of a few words."""
        value = self.value(name)
        if not isinstance(value, str) or value not in allowed:
            raise self._refusal(name, "format-word", allowed=" | ".join(allowed))
        return value

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self.value(name)
        if not isinstance(value, bool):
            raise self._refusal(name, "format-flag")
        return value

    def whole(self, name: str, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self.value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self._refusal(name, "format-whole", low=low, high=high)
        return value

    def optional(self, name: str, read: Callable[[], T]) -> T | None:
        """The value of a field that may be missing or null, otherwise as ``read`` reads it."""
        return None if not isinstance(self.given, dict) or self.given.get(name) is None else read()

    def share(self, name: str, most: float = 1.0) -> float:
        """A number from 0 to 1, or to ``most`` where rounding may exceed 1."""
        value = self.value(name)
        if not _is_share(value, most):
            raise self._refusal(name, "format-share")
        return float(value)

    def number(self, name: str, most: float) -> float:
        """A number from 0 to ``most``."""
        value = self.value(name)
        if not _is_share(value, most):
            raise self._refusal(name, "format-number", most=most)
        return float(value)

    def days(self, name: str) -> tuple[date, ...]:
        """A list of different days, sorted."""
        values = self._list(name)
        with contextlib.suppress(TypeError, ValueError):
            days = sorted({date.fromisoformat(value) for value in values})
            if len(days) == len(values):
                return tuple(days)
        raise self._refusal(name, "format-days")

    def time(self, name: str) -> datetime:
        """A time in UTC without a zone."""
        value = self.value(name)
        with contextlib.suppress(TypeError, ValueError):
            time = datetime.fromisoformat(value)
            if time.tzinfo is None:
                return time
        raise self._refusal(name, "format-time")

    def _list(self, name: str) -> list[Any]:
        value = self.value(name)
        if not isinstance(value, list) or len(value) > _MOST:
            raise self._refusal(name, "format-list", most=_MOST)
        return value

    def _refusal(self, name: str, expected: str, **values: str | int | float) -> FormatError:
        found = _short(self.given[name])
        return FormatError("format-wrong", field=name, expected=Message(expected, **values), found=found)


def _iso(moment: date) -> str:
    return moment.isoformat()


def _override(fields: Fields) -> CutoutOverride:
    off, rectangle = fields.flag("off"), fields.value("rectangle")
    turns = fields.whole("turns", 0, 3) if "turns" in fields.given else 0  # earlier back-ups lack it
    try:
        return CutoutOverride(off, None if rectangle is None else _sides(*rectangle), turns)
    except (TypeError, ValueError):
        raise FormatError("format-rectangle", found=_short(rectangle)) from None


def _sides(*sides: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = sides
    if not all(map(_is_share, sides)):
        raise ValueError("not shares")
    return left, top, right, bottom


def _colours(fields: Fields) -> tuple[Colour, ...]:
    colours = [
        # Shares are rounded: a garment of one colour may have a little more than all of it.
        Colour(colour.text("name", 1, 40), colour.code("hex", _HEX_COLOUR), colour.share("share", 1 + _ROUNDING))
        for colour in fields.all("colours")
    ]
    if len({colour.name for colour in colours}) != len(colours):
        raise FormatError("format-colour-twice")
    return tuple(sorted(colours, key=lambda colour: (-colour.share, colour.name)))


def _prediction(fields: Fields) -> StoredPrediction:
    shares, label = fields.inner("probabilities").given, fields.text("label", 1, LONGEST_NAME)
    if not (0 < len(shares) <= _MOST and all(map(_is_share, shares.values())) and _about_one(sum(shares.values()))):
        raise FormatError("format-probabilities")
    if label not in shares:
        raise FormatError("format-label")
    confidence = fields.share("confidence")
    if confidence > shares[label] + _ROUNDING:
        raise FormatError("format-confidence")
    return StoredPrediction(
        fields.text("model", 1, LONGEST_NAME),
        label,
        confidence,
        fields.one_of("outcome", _OUTCOMES),
        shares,
        fields.time("made_at"),
        # Back-ups of versions 1 and 2 lack it.
        fields.optional("sure_group", lambda: fields.one_of("sure_group", GROUPS)),
    )


def _is_share(value: Any, most: float = 1.0) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def _about_one(value: float) -> bool:
    return math.isclose(value, 1, abs_tol=_ROUNDING)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
