"""Words of other languages: what the program itself shows, and what people type."""

import tomllib
from pathlib import Path

import pytest

from data import vocabulary as module
from data.labels import GROUPS, PHOTO_CLASS_NAMES, drawer_of
from data.messages import Message, languages
from data.photos.colours import PALETTE
from data.vocabulary import class_in, fold, group_in_any_language, vocabulary
from wardrobe.store.search_words import COLOUR_FAMILIES

OTHERS = languages()[1:]
FILES = Path(module.__file__).parent / "locales"


@pytest.mark.parametrize("language", OTHERS)
def test_every_name_that_the_app_shows_is_a_word_of_its_language(language):
    words = vocabulary(language)
    for name in PHOTO_CLASS_NAMES:
        assert class_in(language, Message(f"drawer-{drawer_of(name)}").in_language(language)) == name
    for colour in PALETTE:
        shown = Message("colour-" + colour.replace(" ", "-")).in_language(language)
        assert words.colours[fold(shown)] == colour, shown
    for group, classes in GROUPS.items():
        shown = fold(Message(f"group-{group}").in_language(language))
        assert words.groups[shown] == group and set(words.clothes[shown]) <= set(classes)


@pytest.mark.parametrize("language", OTHERS)
def test_the_lists_name_each_class_group_and_colour_rightly_and_no_word_twice(language):
    listed = tomllib.loads((FILES / language / "words.toml").read_text("utf-8"))
    assert set(listed["classes"]) == set(PHOTO_CLASS_NAMES) and set(listed["groups"]) <= set(GROUPS)
    assert set(listed["colours"]) <= {*PALETTE, *COLOUR_FAMILIES}
    clothes = pairs_of(listed["classes"]) + pairs_of(listed["groups"])
    colours = pairs_of(listed["colours"])
    for pairs in (clothes, colours):
        meant = {}
        for word, name in pairs:
            assert meant.setdefault(word, name) == name, f"{word} is {name} and {meant[word]}"
    assert not {word for word, _ in clothes} & {word for word, _ in colours}


def pairs_of(table):
    return [(word, name) for name, listed in table.items() for word in words_of(listed)]


def words_of(listed):
    return list(module._words(listed))


def test_endings_and_accents():
    assert words_of("rot(|e|es), Weiß, azul-clar(o|a)") == ["rot", "rote", "rotes", "weiss", "azul claro", "azul clara"]
    assert class_in("pt", "CALÇÕES") == class_in("pt", "calcoes") == "Shorts"


def test_words_with_several_meanings_name_no_class_but_a_group():
    assert class_in("pt", "sapatos") is None and class_in("de", "Socken") is None
    assert [group_in_any_language(name) for name in ("Sapatos", "Hosen", "Mützen", "Socken", "Bag")] == [
        *("shoes", "bottom", "hat", None, None)
    ]


def test_english_and_unknown_languages_have_no_further_words():
    assert not vocabulary("en").clothes and not vocabulary("fr").colours and class_in("../de", "Hose") is None
