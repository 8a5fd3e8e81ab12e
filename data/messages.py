"""What people are told: named in the code, worded in Fluent files, ``catalogue/LANGUAGE`` of each package."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

if TYPE_CHECKING:  # commands that tell nothing need not wait for it
    from fluent.runtime import FluentBundle
    from fluent.syntax.ast import Resource

CATALOGUES = tuple(sorted(Path(__file__).parents[1].glob("*/locales")))
FALLBACK = "en"

Value = Union[str, int, float, datetime, "Message"]


class Message:
    """A message of the catalogue by its name, and what goes into it, other sentences too: words in no language yet.

    As text it is English, which command lines and tables print.
    """

    def __init__(self, id: str, /, **values: Value) -> None:
        self.id, self.values = id, values

    def __str__(self) -> str:
        return self.in_language(FALLBACK)

    def in_language(self, locale: str) -> str:
        """Its words in the language of a locale, ``en-GB`` say, or in English; its name if the catalogues lack it."""
        values: dict[str, Any] = {
            name: value.in_language(locale) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        for bundle in (_bundle(locale), _bundle(FALLBACK)):
            if bundle.has_message(self.id) and (pattern := bundle.get_message(self.id).value):
                return str(bundle.format_pattern(pattern, values)[0])
        return self.id


class UserError(Exception):
    """What a person is told when something cannot be done: a sentence that says why, and what to do."""

    def __init__(self, id: str, /, **values: Value) -> None:
        super().__init__(id)
        self.message = Message(id, **values)

    def __str__(self) -> str:
        return str(self.message)


@lru_cache(maxsize=100)  # browsers can ask for whatever they like
def _bundle(locale: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle

    try:
        # A country writes dates its own way. No isolation marks: pages, file names and tests would have to strip them.
        bundle = FluentBundle([locale, FALLBACK], use_isolating=False)
    except ValueError:  # it is nothing like a locale
        return _bundle(FALLBACK)
    for resource in _resources(locale.partition("-")[0].lower()):
        bundle.add_resource(resource)
    return bundle


@lru_cache(maxsize=100)
def _resources(language: str) -> "list[Resource]":
    from fluent.runtime import FluentResource

    files = sorted(file for catalogue in CATALOGUES for file in catalogue.glob("*/*.ftl"))
    return [FluentResource(file.read_text("utf-8")) for file in files if file.parent.name == language]
