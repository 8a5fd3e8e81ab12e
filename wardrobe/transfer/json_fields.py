"""Values of a JSON object, each checked as it is read, since anybody may have written the file."""

import contextlib
import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from data.messages import Message, UserError

LONGEST_TEXT = 100_000  # characters; the store itself limits no notes
LONGEST_NAME = 1000  # of a drawer, a tag, a model
MOST = 1000  # values of a list
T = TypeVar("T")


class FormatError(UserError):
    """JSON that is not an item; the message, the end of a longer one, names the field and what was expected."""


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
        if not is_share(value, most):
            raise self._refusal(name, "format-share")
        return float(value)

    def number(self, name: str, most: float) -> float:
        """A number from 0 to ``most``."""
        value = self.value(name)
        if not is_share(value, most):
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
        if not isinstance(value, list) or len(value) > MOST:
            raise self._refusal(name, "format-list", most=MOST)
        return value

    def _refusal(self, name: str, expected: str, **values: str | int | float) -> FormatError:
        found = short(self.given[name])
        return FormatError("format-wrong", field=name, expected=Message(expected, **values), found=found)


def is_share(value: Any, most: float = 1.0) -> bool:
    """Whether a value is a number from 0 to ``most``."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def short(value: Any) -> str:
    """A value as it is shown in a message."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
