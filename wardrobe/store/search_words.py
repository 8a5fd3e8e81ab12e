"""What the words of a search mean: drawers by their everyday names, families of colours, or text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_

from data.labels import PHOTO_CLASS_NAMES, canonical_key, find_name, meaning
from data.messages import FALLBACK
from data.photos.colours import PALETTE
from data.vocabulary import Vocabulary, fold, vocabulary
from wardrobe.store import schema
from wardrobe.store.folding import fold_case, folded

_LONGEST = 3  # words of one name, such as "button-down shirt"
_MAIN_SHARE = 0.2  # of a garment: a red print does not make a red shirt

COLOUR_FAMILIES: dict[str, tuple[str, ...]] = {
    "black": ("black",),
    "grey": ("grey", "light grey", "charcoal"),
    "white": ("white",),
    "beige": ("beige", "cream", "tan"),
    "brown": ("brown", "dark brown", "tan"),
    "red": ("red", "burgundy"),
    "orange": ("orange", "rust", "coral"),
    "yellow": ("yellow", "mustard"),
    "green": ("green", "dark green", "olive", "mint", "lime"),
    "turquoise": ("turquoise", "teal"),
    "blue": ("blue", "light blue", "navy", "denim"),
    "purple": ("purple", "plum", "lilac"),
    "pink": ("pink", "coral", "magenta"),
}
"""The colours of `PALETTE` that a wider word finds too."""

_COLOUR_ALIASES = {
    "gray": "grey",
    "light gray": "light grey",
    "dark grey": "charcoal",
    "dark gray": "charcoal",
    "off white": "cream",
    "ivory": "cream",
    "sand": "beige",
    "camel": "tan",
    "maroon": "burgundy",
    "wine red": "burgundy",
    "dark red": "burgundy",
    "gold": "mustard",
    "khaki": "olive",
    "light green": "mint",
    "aqua": "turquoise",
    "sky blue": "light blue",
    "dark blue": "navy",
    "navy blue": "navy",
    "violet": "purple",
    "lavender": "lilac",
    "fuchsia": "magenta",
    "rose": "pink",
}


@dataclass(frozen=True)
class Term:
    """One thing that a search asks for, in one word or several.

    Attributes:
        words: as they were typed.
        drawers: those that the words name or are part of.
        colours: names of `PALETTE`; none where the words name no colour.
    """

    words: tuple[str, ...]
    drawers: tuple[str, ...]
    colours: tuple[str, ...] = ()

    def condition(self) -> ColumnElement[bool]:
        """Whether an item has what is asked for: in its drawer, colours, texts or tags."""
        items, colours = schema.items.c, schema.colours.c
        either = [items.drawer.in_(self.drawers), and_(*map(_has_text, self.words))]
        if self.colours:
            main = colours.name.in_(self.colours) & (colours.share >= _MAIN_SHARE)
            either.append(exists().where(colours.item_id == items.id, main))
        return or_(*either)


def terms(text: str, drawers: Collection[str], language: str = FALLBACK) -> Iterator[Term]:
    """The terms of a search; the longest name comes first, so that "dress shirt" is not "dress" and "shirt".

    Args:
        text: as it was typed.
        drawers: all drawers that hold items.
        language: the code of a language whose words count beside English ones.
    """
    search = _Search(drawers, vocabulary(language))
    words = text.split()
    only = len(words) == 1
    while words:
        lengths = range(min(_LONGEST, len(words)), 0, -1)
        length = next((n for n in lengths if search.is_name(" ".join(words[:n]))), 1)
        name = " ".join(words[:length])
        if only or search.is_name(name) or fold(name) not in search.vocabulary.ignored:
            yield Term(tuple(words[:length]), tuple(search.drawers_of(name)), search.colours_of(name))
        del words[:length]


@dataclass(frozen=True)
class _Search:
    """What names mean, among the drawers that hold items and in English and another language."""

    drawers: Collection[str]
    vocabulary: Vocabulary

    def is_name(self, name: str) -> bool:
        return bool(self._meaning(name) or self.colours_of(name) or find_name(name, self.drawers))

    def drawers_of(self, name: str) -> Iterator[str]:
        """The drawers with clothes of this name only: for "shoes" also Sandal and the user's "Boots", not "Tops"."""
        classes = set(self._meaning(name) or ())
        own = find_name(name, self.drawers)
        if own and own not in PHOTO_CLASS_NAMES and len(classes) < 2:
            classes = set()  # whoever has a drawer for jeans looks there, not among all trousers
        for drawer in self.drawers:
            held = self._meaning(drawer)
            means = bool(classes and held and classes.issuperset(held))
            compared_by_meaning = held and (classes or own)
            if drawer == own or means or (not compared_by_meaning and self._is_part(name, drawer)):
                yield drawer

    def colours_of(self, name: str) -> tuple[str, ...]:
        """The names of `PALETTE` that a name means."""
        colour = colour_named(name)
        if colour not in COLOUR_FAMILIES and colour not in PALETTE:
            colour = self.vocabulary.colours.get(fold(name), "")
        return COLOUR_FAMILIES.get(colour) or ((colour,) if colour in PALETTE else ())

    def _meaning(self, name: str) -> tuple[str, ...] | None:
        return meaning(name) or self.vocabulary.clothes.get(fold(name))

    def _is_part(self, name: str, drawer: str) -> bool:
        """Whether a name is in a drawer's, also as a plural or the beginning of a word."""
        key = fold(name)
        shown = [fold(drawer), fold(self.vocabulary.names.get(drawer, ""))]
        return bool(key) and any(key in one or find_name(key, one.split()) is not None for one in shown)


def colour_named(name: str) -> str:
    """The colour that a name or an everyday name of it means, in the form of `PALETTE`; a name of none as it is."""
    key = canonical_key(name)
    return _COLOUR_ALIASES.get(key, key)


def _has_text(word: str) -> ColumnElement[bool]:
    items, tags = schema.items.c, schema.tags.c
    wanted = fold_case(word)
    tagged = exists().where(tags.item_id == items.id, folded(tags.name).contains(wanted, autoescape=True))
    texts = (items.file_name, items.notes, items.name, items.brand, items.size, items.source)
    return or_(*(folded(column).contains(wanted, autoescape=True) for column in texts), tagged)
