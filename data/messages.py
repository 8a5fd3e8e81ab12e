"""Texts for users: the code names a message, and the Fluent files of each package word it (``locales/LANGUAGE``)."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

if TYPE_CHECKING:  # imported late: commands that print no message need not wait for it
    from fluent.runtime import FluentBundle
    from fluent.syntax.ast import Resource

LOCALES = tuple(sorted(Path(__file__).parents[1].glob("*/locales")))
FALLBACK = "en"

CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Of Unicode: control characters, lone surrogates, line and paragraph separators."""

_HOME = {"pt": "pt-PT"}
"""The locale of a language whose code alone stands for another country than the one that its texts are written for."""

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
        values = {name: _value(value, locale) for name, value in self.values.items()}
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


def languages() -> tuple[str, ...]:
    """The codes of the languages that have Fluent files, English first."""
    found = {folder.name for locales in LOCALES for folder in locales.iterdir() if any(folder.glob("*.ftl"))}
    return (FALLBACK, *sorted(found - {FALLBACK}))


def language_of(locale: str) -> str:
    """The code of a locale's language, without its country."""
    return re.split("[-_]", locale, maxsplit=1)[0].lower()


def language_name(language: str) -> str:
    """What a language calls itself."""
    return Message("language-name").in_language(language)


def negotiate(wanted: Iterable[str], chosen: str | None = None) -> str:
    """The locale in which a user reads texts, dates and numbers.

    Args:
        wanted: the locales that the browser prefers, the best first.
        chosen: the code of the language that the user chose, if any.

    Returns:
        The first of the ``wanted`` locales in the chosen language or, without one, in any that has Fluent files.
        Where there is none, the chosen language's own or English.

    Example:
        >>> negotiate(["gl", "pt-BR", "en"]), negotiate(["en-GB", "pt-BR"], "pt"), negotiate(["fr"])
        ('pt-BR', 'pt-BR', 'en')
    """
    allowed = [chosen] if chosen in languages() else languages()
    found = next((locale for locale in wanted if language_of(locale) in allowed), allowed[0])
    return _HOME.get(found, found)


def printable(text: str) -> str:
    r"""Text from outside, such as a file's name, on one line that a terminal does not execute.

    Control characters, line separators and bytes that are not UTF-8 are written as Python writes them (``\x1b``).
    """
    if text.isprintable():
        return text
    return "".join(ascii(c)[1:-1] if unicodedata.category(c) in CONTROL_CATEGORIES else c for c in text)


def _value(value: Value, locale: str) -> Any:
    """A value as Fluent takes it. Names come from cameras, ZIP files and other people."""
    if isinstance(value, Message):
        return value.in_language(locale)
    return printable(value) if isinstance(value, str) else value


@lru_cache(maxsize=100)  # bounded: browsers send any locale
def _bundle(locale: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle

    try:
        # With the whole locale, since countries write dates differently. Without isolation marks, which pages, file
        # names and tests would have to strip.
        bundle = FluentBundle([locale, language_of(locale), FALLBACK], use_isolating=False)
    except ValueError:  # not a locale
        return _bundle(FALLBACK)
    for resource in _resources(language_of(locale)):
        bundle.add_resource(resource)
    return bundle


@lru_cache(maxsize=100)
def _resources(language: str) -> "list[Resource]":
    files = sorted(file for folder in LOCALES for file in folder.glob("*/*.ftl"))
    return [_parsed(file.read_text("utf-8")) for file in files if file.parent.name == language]


@lru_cache(maxsize=1000)
def _parsed(text: str) -> "Resource":
    """A Fluent file's text, parsed once: all files of a language take a second."""
    from fluent.runtime import FluentResource

    return FluentResource(text)
