"""Everyday names of clothes and colours in languages other than English, for searches and the names of folders.

English names are in `data.labels`, where training reads them too; a word of another language never labels a photo.
The names of `drawer-…`, `group-…` and `colour-…` in the Fluent files count, and those in
``locales/LANGUAGE/words.toml``.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from data.labels import GROUPS, PHOTO_CLASS_NAMES, canonical_key, drawer_of, group_of
from data.messages import FALLBACK, Message, languages
from data.photos.colours import PALETTE

_FILES = Path(__file__).parent / "locales"
_ENDINGS = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language, by `fold`.

    Attributes:
        clothes: the names of `PHOTO_CLASS_NAMES` that each word can mean.
        groups: the one of `data.labels.GROUPS` that each word means.
        colours: the name of a colour of `PALETTE`, or of a family of colours, that each word means.
        ignored: words that say nothing in a search, such as "of".
        names: what the classes are called in the language, by class.
    """

    clothes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


def fold(word: str) -> str:
    """The form in which words are compared: as `canonical_key`, and without accents, which many do not type.

    Example:
        >>> fold("Calções"), fold("weiß"), fold("azul-marinho")
        ('calcoes', 'weiss', 'azul marinho')
    """
    decomposed = unicodedata.normalize("NFD", canonical_key(word))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language; none for English and for languages without such words."""
    if language == FALLBACK or language not in languages():
        return Vocabulary()
    file = _FILES / language / "words.toml"
    listed = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    names = {name: Message(f"drawer-{drawer_of(name)}").in_language(language) for name in PHOTO_CLASS_NAMES}
    groups = {fold(Message(f"group-{group}").in_language(language)): group for group in GROUPS}
    groups |= {word: group for group, words in listed.get("groups", {}).items() for word in _words(words)}
    clothes = {word: GROUPS[group] for word, group in groups.items()}
    clothes |= {word: (name,) for name, words in listed.get("classes", {}).items() for word in _words(words)}
    clothes |= {fold(shown): (name,) for name, shown in names.items()}
    colours = {word: colour for colour, words in listed.get("colours", {}).items() for word in _words(words)}
    for colour in PALETTE:
        slug = colour.replace(" ", "-")
        colours[fold(Message(f"colour-{slug}").in_language(language))] = colour
    ignored = frozenset(_words(listed.get("ignored", "")))
    return Vocabulary(clothes, groups, colours, ignored, names)


def class_in(language: str, name: str) -> str | None:
    """The class that a name means in a language; None if it means none of them or several."""
    meant = vocabulary(language).clothes.get(fold(name), ())
    return meant[0] if len(meant) == 1 else None


def group_in_any_language(name: str) -> str | None:
    """The group of clothes that a name means in a language other than English."""
    folded = fold(name)
    for words in map(vocabulary, languages()):
        meant = words.clothes.get(folded)
        if found := words.groups.get(folded) or (group_of(meant[0]) if meant else None):
            return found
    return None


def _words(listed: str) -> Iterator[str]:
    """Each of several words, folded; ``rot(|e|es)`` stands for "rot", "rote" and "rotes"."""
    for word in filter(None, re.split(r",\s*", listed)):
        parts = _ENDINGS.split(word)  # texts and, between them, endings
        choices = [part.split("|") if number % 2 else [part] for number, part in enumerate(parts)]
        yield from (fold("".join(choice)) for choice in product(*choices))
