"""What people are told: named in the code, worded in Fluent files, ``catalogue/LANGUAGE`` of each package."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

if TYPE_CHECKING:  # commands that tell nothing need not wait for it
    from fluent.runtime import FluentBundle

CATALOGUES = tuple(sorted(Path(__file__).parents[1].glob("*/catalogue")))
FALLBACK = "en"

Value = Union[str, int, float, datetime, "Sentence"]


class Sentence:
    """A message of the catalogue by its name, and what goes into it, other sentences too: words in no language yet.

    As text it is English, which command lines and tables print.
    """

    def __init__(self, message: str, /, **values: Value) -> None:
        self.message, self.values = message, values

    def __str__(self) -> str:
        return self.in_language(FALLBACK)

    def in_language(self, language: str) -> str:
        """Its words in a language, or in English where the catalogue has no others; its name if it has none at all."""
        values: dict[str, Any] = {
            name: value.in_language(language) if isinstance(value, Sentence) else value
            for name, value in self.values.items()
        }
        for bundle in (_bundle(language), _bundle(FALLBACK)):
            if bundle.has_message(self.message) and (pattern := bundle.get_message(self.message).value):
                return str(bundle.format_pattern(pattern, values)[0])
        return self.message


class SentenceError(Exception):
    """What a person is told when something cannot be done: a sentence that says why, and what to do."""

    def __init__(self, message: str, /, **values: Value) -> None:
        super().__init__(message)
        self.sentence = Sentence(message, **values)

    def __str__(self) -> str:
        return str(self.sentence)


def has_language(language: str) -> bool:
    """Whether there is any catalogue in a language, named as in ``en``."""
    return language.isalpha() and any((catalogue / language).is_dir() for catalogue in CATALOGUES)


@cache
def _bundle(language: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource

    # Without isolation marks, which pages, file names and tests would have to strip again.
    bundle = FluentBundle([language], use_isolating=False)
    for catalogue in CATALOGUES:
        for file in sorted((catalogue / language).glob("*.ftl")):
            bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
