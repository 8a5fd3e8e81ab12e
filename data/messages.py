"""Texts for users: the code names a message, and the Fluent files of each package word it (``locales/LANGUAGE``)."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

if TYPE_CHECKING:  # imported late: commands that print no message need not wait for it
    from fluent.runtime import FluentBundle
    from fluent.syntax.ast import Resource

LOCALES = tuple(sorted(Path(__file__).parents[1].glob("*/locales")))
FALLBACK = "en"

Value = Union[str, int, float, datetime, "Message"]


class Message:
    """A message by its id, with the values that its text needs; not yet in any language.

    ``str()`` gives the English text, which command lines and tables print.

    Attributes:
        id: the name of the message in the Fluent files.
        values: the variables of its text by name. A value may be a Message too.

    Example:
        >>> str(Message("photo-too-many-bytes", limit=30))
        'The file has over 30 MiB, which is the limit. Scale it down and try again.'
    """

    def __init__(self, id: str, /, **values: Value) -> None:
        self.id, self.values = id, values

    def __str__(self) -> str:
        return self.in_language(FALLBACK)

    def in_language(self, locale: str) -> str:
        """The text for a locale such as ``en-GB``; English if its language lacks it, the id if English does too."""
        values: dict[str, Any] = {
            name: value.in_language(locale) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        for bundle in (_bundle(locale), _bundle(FALLBACK)):
            if bundle.has_message(self.id) and (pattern := bundle.get_message(self.id).value):
                return str(bundle.format_pattern(pattern, values)[0])
        return self.id


class UserError(Exception):
    """An error for the user; ``message`` says what was expected, what was received and what to do."""

    def __init__(self, id: str, /, **values: Value) -> None:
        super().__init__(id)
        self.message = Message(id, **values)

    def __str__(self) -> str:
        return str(self.message)


@lru_cache(maxsize=100)  # bounded: browsers send any locale
def _bundle(locale: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle

    try:
        # With the whole locale, since countries write dates differently. Without isolation marks, which pages, file
        # names and tests would have to strip.
        bundle = FluentBundle([locale, FALLBACK], use_isolating=False)
    except ValueError:  # not a locale
        return _bundle(FALLBACK)
    for resource in _resources(locale.partition("-")[0].lower()):
        bundle.add_resource(resource)
    return bundle


@lru_cache(maxsize=100)
def _resources(language: str) -> "list[Resource]":
    from fluent.runtime import FluentResource

    files = sorted(file for folder in LOCALES for file in folder.glob("*/*.ftl"))
    return [FluentResource(file.read_text("utf-8")) for file in files if file.parent.name == language]
