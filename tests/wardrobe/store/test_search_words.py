from dataclasses import replace

import numpy as np
import pytest

from data.photos.colours import PALETTE, Colour
from wardrobe.store.item_making import prepare_photo
from wardrobe.store.items import Filters
from wardrobe.store.pictures import jpeg
from wardrobe.store.search_words import _COLOUR_ALIASES, COLOUR_FAMILIES, terms
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

CLOTHES = [
    ("Shirt", {"red": 0.9, "white": 0.1}),
    ("T-shirt/top", {"red": 1.0}),
    ("Trouser", {"black": 0.9, "white": 0.1}),
    ("Dress", {"black": 1.0}),
    ("Sneaker", {"white": 0.6, "navy": 0.4}),
    ("Sandal", {"brown": 1.0}),
    ("Trainers", {"grey": 1.0}),
    ("Winter hats", {"light blue": 1.0}),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The drawers that a search finds, on SQLite: what words mean is not a matter of the database."""
    wardrobe = Wardrobe(Settings.in_folder(tmp_path_factory.mktemp("words")))
    for number, (drawer, colours) in enumerate(CLOTHES):
        content = jpeg(np.full((40, 40, 3), number * 20, np.uint8))
        prepared = replace(
            prepare_photo(content)[0], colours=tuple(Colour(name, PALETTE[name], of) for name, of in colours.items())
        )
        wardrobe.add_or_find(prepared, f"IMG_{number}.jpg", drawer=drawer)
    yield lambda text, language="en": {item.drawer for item in wardrobe.find(Filters(text=text, language=language))}
    wardrobe.close()


@pytest.mark.parametrize(
    ("text", "drawers"),
    [
        ("red shirt", {"Shirt"}),
        ("RED Shirts", {"Shirt"}),
        ("black dress", {"Dress"}),
        ("shoes", {"Sneaker", "Sandal", "Trainers"}),
        ("sneakers", {"Sneaker", "Trainers"}),
        ("jeans", {"Trouser"}),
        ("trousers", {"Trouser"}),
        ("tshirt", {"T-shirt/top"}),
        ("tee shirt", {"T-shirt/top"}),
        ("t-shirt/top", {"T-shirt/top"}),
        ("white", {"Sneaker"}),  # not what has a tenth of it
        ("blue", {"Sneaker", "Winter hats"}),
        ("dark blue shoes", {"Sneaker"}),
        ("gray", {"Trainers"}),
        ("hat", {"Winter hats"}),
        ("winter hat", {"Winter hats"}),
        ("snea", {"Sneaker"}),
        ("red dress", set()),
        ("-", set()),
    ],
)
def test_words_find_what_they_name(found, text, drawers):
    assert found(text) == drawers


@pytest.mark.parametrize(
    ("language", "text", "drawers"),
    [
        ("pt", "camisa vermelha", {"Shirt"}),
        ("pt", "Camisas VERMELHAS", {"Shirt"}),
        ("pt", "calças", {"Trouser"}),
        ("pt", "calcas de ganga", {"Trouser"}),
        ("pt", "ténis", {"Sneaker", "Trainers"}),
        ("pt", "tenis azul-marinho", {"Sneaker"}),
        ("pt", "sapatos", {"Sneaker", "Sandal", "Trainers"}),
        ("pt", "vestido preto", {"Dress"}),
        ("pt", "vestido de preto", {"Dress"}),
        ("pt", "sand", {"Sandal"}),
        ("pt", "vesti", {"Dress"}),
        ("pt", "red shirt", {"Shirt"}),
        ("pt", "rotes Hemd", set()),
        ("pt", "de", set()),
        ("de", "rotes Hemd", {"Shirt"}),
        ("de", "ROTE HEMDEN", {"Shirt"}),
        ("de", "schwarze Hose", {"Trouser"}),
        ("de", "weiße Turnschuhe", {"Sneaker"}),
        ("de", "weisse Schuhe", {"Sneaker"}),
        ("de", "Schuh", {"Sneaker", "Sandal", "Trainers"}),
        ("de", "dunkelblau", {"Sneaker"}),
        ("de", "Sandalen", {"Sandal"}),
        ("de", "hem", {"Shirt"}),
        ("de", "red shirt", {"Shirt"}),
        ("en", "rotes Hemd", set()),
        ("en", "camisa", set()),
    ],
)
def test_words_of_the_chosen_language_count_beside_english_ones(found, language, text, drawers):
    assert found(text, language) == drawers


def test_a_drawer_of_that_name_comes_before_what_the_word_means():
    drawers = ("Trouser", "Jeans", "Shoes", "Sneaker")
    named = {text: next(terms(text, drawers)).drawers for text in ("jeans", "trousers", "shoes", "sneakers")}
    assert named == {
        "jeans": ("Jeans",),
        "trousers": ("Trouser", "Jeans"),
        "shoes": ("Shoes", "Sneaker"),
        "sneakers": ("Sneaker",),
    }


def test_every_colour_is_found_by_its_own_name_and_by_a_family():
    for colour in PALETTE:
        [term] = terms(colour, ())
        assert colour in term.colours
    assert set(PALETTE) == {colour for family in COLOUR_FAMILIES.values() for colour in family}
    assert set(_COLOUR_ALIASES.values()) <= {*PALETTE, *COLOUR_FAMILIES}
