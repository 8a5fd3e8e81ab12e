"""The classes, the further kinds of clothes, and what a label on a photo or the name of a folder means."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from data.errors import DataError

CLASS_NAMES: tuple[str, ...] = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
"""Fashion-MNIST's classes in the order of their label numbers (arXiv 1708.07747, table 2)."""

FURTHER_KINDS: tuple[str, ...] = ("Shorts", "Skirt", "Hat")
"""Kinds of clothes that Fashion-MNIST lacks and a wardrobe needs: classes of the photo exports that name them."""

PHOTO_CLASS_NAMES = CLASS_NAMES + FURTHER_KINDS
"""All classes that have a name here, in the order in which photo exports list them."""

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "top": ("T-shirt/top", "Pullover", "Coat", "Shirt"),
        "shoes": ("Sandal", "Sneaker", "Ankle boot"),
        "bottom": ("Trouser", "Shorts", "Skirt"),
        "dress": ("Dress",),
        "bag": ("Bag",),
        "hat": ("Hat",),
    }
)
"""The group of every class of `PHOTO_CLASS_NAMES`: which kind of garment it is, where the class is hard to tell."""

_SHOES = ("Sandal", "Sneaker", "Ankle boot")
_ALIASES: dict[tuple[str, ...], str] = {
    ("T-shirt/top",): "t-shirt, tshirt, tee, tee shirt, top, crop top, polo, polo shirt, tank, tank top, undershirt, "
    "singlet, camisole",
    ("Trouser",): "pants, jeans, chinos, slacks, leggings, joggers, sweatpants, track pants, cargo pants, corduroys",
    ("Pullover",): "longsleeve, long sleeve, sweater, jumper, cardigan, hoodie, hoody, sweatshirt, sweat shirt, "
    "turtleneck, knitwear",
    ("Dress",): "gown, sundress, maxi dress, mini dress, evening dress",
    ("Coat",): "outwear, outerwear, jacket, blazer, parka, anorak, overcoat, trench coat, raincoat, rain jacket, "
    "windbreaker, denim jacket, jean jacket, leather jacket, down jacket, winter jacket, winter coat",
    ("Sandal",): "flip-flop, flipflop",
    ("Shirt",): "blouse, dress shirt, button-down shirt",
    ("Sneaker",): "trainer, running shoe, tennis shoe, gym shoe, sports shoe",
    ("Bag",): "handbag, hand bag, purse, backpack, rucksack, tote, tote bag, shoulder bag, satchel, clutch bag",
    ("Ankle boot",): "boot, bootie, chelsea boot, winter boot",
    _SHOES: "shoe, footwear",
    ("Shorts",): "short pants, bermudas",
    ("Skirt",): "miniskirt, mini skirt",
    ("Hat",): "cap, beanie, baseball cap, headwear",
    (): "body, bodies, bodysuit, body suit, not clothing",
}
_GROUP_ALIASES: Mapping[str, str] = {
    "top": "vest, waistcoat, gilet, poncho",
    "shoes": "heel, high heel, pump, flat, ballet flat, loafer, clog, wedge, mule, moccasin, slipper",
}  # names of garments that are none of the classes, or that leave the class open
_NO_LABEL = frozenset({"", "not sure", "unsure", "other", "skip"})

_SEPARATORS = re.compile(r"[\s/_‐‑‒–—−-]+")
_NEAR = 0.7  # similarity by difflib; names farther apart are no help


class UnknownLabelError(DataError):
    """Labels of photos that are neither classes nor in the table of aliases.

    Args:
        labels: as they were received, one for each photo.
        class_names: the classes that were expected.
    """

    def __init__(self, labels: Iterable[str], class_names: Iterable[str] = CLASS_NAMES) -> None:
        counts = Counter(labels)
        self.labels = tuple(counts)
        received = ", ".join(f"{label!r}{_nearest(label, class_names)}" for label in counts)
        names = ",".join(dict.fromkeys(canonical_key(label) for label in counts))
        super().__init__(
            f"Expected labels that mean one of the classes {', '.join(class_names)}. Received: {received}. Rename "
            f'them; or, to train them as none of the classes, declare --negatives "{names}"; or, to make every label '
            "a class, --set classes=own."
        )


def canonical_key(name: str) -> str:
    """The form in which two names are compared: two names with one key are one class, one drawer, one folder.

    Case, the composition of accents, surrounding blanks and trailing dots do not count, and blanks, hyphens,
    underscores and slashes are alike.

    Example:
        >>> canonical_key(" Winter-Hats. ") == canonical_key("winter_hats")
        True
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    printable = "".join(c if c.isprintable() else " " for c in folded)
    return _SEPARATORS.sub(" ", printable).rstrip(" .").lstrip(" ")


def display_name(name: str) -> str:
    """A name as it is shown and stored: accents composed, no control characters, single blanks, no trailing dots."""
    composed = unicodedata.normalize("NFC", name)
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split()).rstrip(" .")


def drawer_of(class_name: str) -> str:
    """The folder name of a class or drawer: lower case, with hyphens for slashes, blanks and underscores."""
    return _SEPARATORS.sub("-", display_name(class_name).lower())


def class_named(name: str, class_names: Collection[str] = CLASS_NAMES) -> str | None:
    """The class that a name means, or None if it means none of them or several.

    A name of ``class_names`` itself comes first (compared by `canonical_key`), then its singular or plural, then
    everyday names.

    Example:
        >>> class_named("jeans"), class_named("ankle-boots"), class_named("shoes")
        ('Trouser', 'Ankle boot', None)
    """
    if named := find_name(name, class_names):
        return named
    meant = meaning(name) or ()
    standard = [found for kind in meant if (found := find_name(kind, class_names))]
    # "Pants" are Trouser where there is such a class, even if "Jeans" is another.
    alike = standard or [one for one in class_names if set(meant) & set(meaning(one) or ())]
    return alike[0] if len(alike) == 1 and (len(meant) == 1 or not standard) else None


def find_name(name: str, names: Collection[str]) -> str | None:
    """The one of ``names`` that is written like ``name`` (`canonical_key`), or else in its singular or plural."""
    key = canonical_key(name)
    by_key = next((one for one in names if canonical_key(one) == key), None)
    return by_key or next((one for one in names if _singular(canonical_key(one)) == _singular(key)), None)


def photo_label_classes(
    label: str, class_names: tuple[str, ...] = CLASS_NAMES, negatives: Iterable[str] = ()
) -> frozenset[int] | None:
    """The numbers of the ``class_names`` that are right for a photo with this label.

    Args:
        label: a class, the name of its folder, a plural or an everyday name ("Jeans"); or several, as "Dress|Coat",
            each of which is right.
        class_names: the classes of the network.
        negatives: labels declared to be none of the classes.

    Returns:
        Several numbers where the label does not tell classes apart ("Shoes"); none where the garment is known and is
        none of the classes ("Shorts" with the ten, or one of ``negatives``); None where the photo has no label
        ("Not sure", "Other", "Skip").

    Raises:
        UnknownLabelError: the label is neither known nor declared.
    """
    if find_name(label, tuple(negatives)):
        return frozenset()
    if named := find_name(label, class_names):
        return frozenset({class_names.index(named)})
    if canonical_key(label) in _NO_LABEL:
        return None
    if "|" in label:
        parts = [photo_label_classes(part, class_names, negatives) for part in label.split("|")]
        return frozenset().union(*(part for part in parts if part))
    meant = meaning(label)
    if meant is None:
        raise UnknownLabelError([label], class_names)
    return frozenset(number for number, name in enumerate(class_names) if set(meant) & set(meaning(name) or ()))


def meaning(name: str) -> tuple[str, ...] | None:
    """The names of `PHOTO_CLASS_NAMES` that a name can mean; None if the name is unknown."""
    return _meanings().get(_singular(canonical_key(name)))


def group_of(class_name: str) -> str | None:
    """The group of a class of `PHOTO_CLASS_NAMES`, written as it is there; None for any other name."""
    return _groups_of_classes().get(class_name)


def group_named(name: str) -> str | None:
    """The group that a label, a tag or the name of a group means, also where it leaves the class open.

    Example:
        >>> group_named("jeans"), group_named("Heels"), group_named("tops"), group_named("socks")
        ('bottom', 'shoes', 'top', None)
    """
    groups = {_groups_of_classes()[kind] for kind in meaning(name) or ()}
    return groups.pop() if len(groups) == 1 else _group_names().get(_singular(canonical_key(name)))


@cache
def class_groups(class_names: tuple[str, ...]) -> tuple[str, ...]:
    """The group of each class, in the order of the classes.

    A class of the user's own that is in none of `GROUPS` is a group by itself, named by its `canonical_key`.

    Example:
        >>> class_groups(("Coat", "Jeans", "Swim-Wear"))
        ('top', 'bottom', 'swim wear')
    """
    return tuple(group_named(name) or canonical_key(name) for name in class_names)


def has_dataset_classes(class_names: tuple[str, ...]) -> bool:
    """Whether Fashion-MNIST's label numbers are those of ``class_names``, which may have further classes behind."""
    return class_names[: len(CLASS_NAMES)] == CLASS_NAMES


def is_no_label(name: str) -> bool:
    """Whether a label says that the photo has none: "Not sure", "Other", "Skip" of the clothing data set."""
    return canonical_key(name) in _NO_LABEL


def merged_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names as classes of one's own, sorted; names with one `canonical_key` are one class."""
    shown = sorted({display_name(name) for name in names if canonical_key(name)}, reverse=True)
    return tuple(sorted({canonical_key(name): name for name in shown}.values()))


def dataset_classes(class_names: tuple[str, ...]) -> list[frozenset[int]]:
    """For each of the ten classes, the numbers of the ``class_names`` that contain it.

    A user's own classes may be wider ("Shoes" contains three of the ten) or narrower ("Polo" and "T-Shirt" share
    one). A class that is in none of them has an empty set.
    """
    return [
        frozenset(number for number, own in enumerate(class_names) if name in (meaning(own) or ()))
        for name in CLASS_NAMES
    ]


def _singular(key: str) -> str:
    return " ".join(map(_singular_word, key.split(" ")))


def _singular_word(word: str) -> str:
    if re.search(r"(ss|sh|ch|x)es$", word):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@cache
def _groups_of_classes() -> dict[str, str]:
    return {name: group for group, names in GROUPS.items() for name in names}


@cache
def _group_names() -> dict[str, str]:
    names = [(name, group) for group, listed in _GROUP_ALIASES.items() for name in listed.split(", ")]
    return {_singular(name): group for name, group in [*names, *((group, group) for group in GROUPS)]}


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {_singular(canonical_key(name)): (name,) for name in PHOTO_CLASS_NAMES}
    for meant, names in _ALIASES.items():
        table.update((_singular(canonical_key(name)), meant) for name in names.split(", "))
    return table


def _nearest(label: str, class_names: Iterable[str]) -> str:
    names = [name for listed in _ALIASES.values() for name in listed.split(", ")]
    known = {canonical_key(name): name for name in (*names, *PHOTO_CLASS_NAMES, *class_names)}
    near = difflib.get_close_matches(canonical_key(label), known, 1, _NEAR)
    return f" (the nearest known name is {known[near[0]]!r})" if near else ""
