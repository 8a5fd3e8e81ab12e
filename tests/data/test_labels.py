import unicodedata

import pytest

from data.errors import DataError
from data.labels import (
    CLASS_NAMES,
    GROUPS,
    PHOTO_CLASS_NAMES,
    UnknownLabelError,
    canonical_key,
    class_groups,
    class_named,
    dataset_classes,
    drawer_of,
    group_named,
    group_of,
    merged_names,
    photo_label_classes,
)


def test_drawers_are_named_like_the_classes_and_make_folder_names():
    drawers = [drawer_of(name) for name in CLASS_NAMES]
    assert drawers[0] == "t-shirt-top" and drawers[9] == "ankle-boot"
    assert all(name.isascii() and "/" not in name and " " not in name for name in drawers)
    assert drawer_of("Winter Hats. ") == drawer_of("winter_hats") == "winter-hats"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("winter hats", "winter-hats"),
        ("winter hats", "Winter_Hats"),
        ("Hüte", unicodedata.normalize("NFD", "Hüte")),
        ("Straße", "STRASSE"),
        ("hats", "hats."),
        ("hats", " hats . "),
        ("T-shirt/top", "t-shirt-top"),
        ("hats", "hats\r"),
        ("flip‑flops", "flip-flops"),  # a hyphen that breaks no line
    ],
)
def test_two_spellings_of_a_name_have_one_key(one, other):
    assert canonical_key(one) == canonical_key(other) != ""


def test_different_names_have_different_keys():
    names = ["Hüte", "Hute", "hat", "hats", "winter hats", "winterhats", "T-shirt", "Tshirt"]
    assert len({canonical_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("names", "class_name"),
    [
        ("T-shirts, T shirt, tshirt, tee, tees, t-shirt-top, tops, polo, tank top, Undershirt", "T-shirt/top"),
        ("trousers, pants, Jeans, chinos, leggings", "Trouser"),
        ("sweater, jumpers, hoodie, Hoodies, cardigan, sweatshirt, longsleeve", "Pullover"),
        ("dresses, Dress", "Dress"),
        ("jacket, jackets, blazer, coats, Outwear, outerwear", "Coat"),
        ("sandals, flip-flops, Flip Flops", "Sandal"),
        ("shirts, blouse, Blouses", "Shirt"),
        ("sneakers, SNEAKERS, trainers, running shoes", "Sneaker"),
        ("bags, handbag, backpacks", "Bag"),
        ("boots, ankle boots, ankle-boot, Ankle_Boots", "Ankle boot"),
    ],
)
def test_plurals_and_everyday_names_are_the_class(names, class_name):
    for name in names.split(", "):
        assert class_named(name) == class_name, name
        assert photo_label_classes(name) == {CLASS_NAMES.index(class_name)}, name


@pytest.mark.parametrize(
    ("names", "kind"), [("shorts", "Shorts"), ("skirts, miniskirt", "Skirt"), ("hats, cap, beanies", "Hat")]
)
def test_further_kinds_are_classes_where_they_are_named_and_negatives_where_not(names, kind):
    for name in names.split(", "):
        assert class_named(name) is None and photo_label_classes(name) == frozenset()
        assert class_named(name, PHOTO_CLASS_NAMES) == kind
        assert photo_label_classes(name, PHOTO_CLASS_NAMES) == {PHOTO_CLASS_NAMES.index(kind)}


def test_shoes_are_three_classes_and_so_none_in_particular():
    assert {CLASS_NAMES[number] for number in photo_label_classes("Shoes") or ()} == {"Sandal", "Sneaker", "Ankle boot"}
    assert class_named("shoes") is None


@pytest.mark.parametrize("label", ["body", "Bodysuits"])
def test_bodysuits_are_none_of_the_classes(label):
    assert photo_label_classes(label, PHOTO_CLASS_NAMES) == frozenset()


@pytest.mark.parametrize("label", ["Not sure", "not-sure", "Other", "Skip", "", " . "])
def test_no_label_is_none(label):
    assert photo_label_classes(label) is None


def test_other_is_a_class_where_it_is_named_as_one():
    assert photo_label_classes("Other", ("Hats", "other")) == {1}


def test_an_unknown_label_is_an_error_that_names_the_nearest_and_the_way_out():
    with pytest.raises(
        UnknownLabelError, match="'Sneekers'.*'Sneaker'.*--negatives.*sneekers.*--set classes=own"
    ) as caught:
        photo_label_classes("Sneekers")
    assert isinstance(caught.value, DataError) and caught.value.labels == ("Sneekers",)
    with pytest.raises(UnknownLabelError) as caught:
        photo_label_classes("watch")
    assert "nearest" not in str(caught.value)


def test_an_unknown_label_in_two_spellings_is_to_be_declared_once():
    assert '--negatives "winter hats";' in str(UnknownLabelError(["winter hats", "Winter-Hats", "winter hats"]))


def test_a_declared_label_is_none_of_the_classes():
    assert photo_label_classes("Watches", negatives=("watch", "scarf")) == frozenset()
    assert photo_label_classes("hat", PHOTO_CLASS_NAMES, negatives=("hats",)) == frozenset()


def test_own_names_come_before_everyday_names():
    assert class_named("jeans", ("Jeans", *CLASS_NAMES)) == "Jeans"
    assert class_named("pants", ("Jeans", *CLASS_NAMES)) == "Trouser"
    assert class_named("pants", ("Jeans", "Hoodie")) == "Jeans"
    assert class_named("hat", ("Hats", "hat")) == "hat"
    assert class_named("sneakers", ("Shoes", "Hat")) == "Shoes"


def test_names_with_one_key_are_one_own_class():
    names = [
        "winter-hats",
        "Winter Hats",
        "Straße",
        "STRASSE",
        "hats.",
        "hats",
        "...",
        unicodedata.normalize("NFD", "Hüte"),
    ]
    assert merged_names([*names, "Hüte"]) == ("Hüte", "STRASSE", "Winter Hats", "hats")


def test_own_classes_may_be_wider_or_narrower_than_the_ten():
    classes = dataset_classes(("Shoes", "Polo", "Tees", "Watches"))
    assert classes[CLASS_NAMES.index("Sneaker")] == {0}
    assert classes[CLASS_NAMES.index("T-shirt/top")] == {1, 2}
    assert classes[CLASS_NAMES.index("Bag")] == frozenset()


def test_every_class_is_in_one_group():
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(PHOTO_CLASS_NAMES)
    assert class_groups(PHOTO_CLASS_NAMES) == tuple(map(group_of, PHOTO_CLASS_NAMES))
    assert group_of("Pullover") == "top" and group_of("Skirt") == "bottom" and group_of("Hat") == "hat"
    assert group_of("pullover") is None and group_of("Socks") is None


@pytest.mark.parametrize(
    ("name", "group"),
    [
        *(("Heels", "shoes"), ("pumps", "shoes"), ("flats", "shoes"), ("loafers", "shoes"), ("clogs", "shoes")),
        *(("wedges", "shoes"), ("Shoes", "shoes"), ("boots", "shoes"), ("high-heels", "shoes")),
        *(("vest", "top"), ("tops", "top"), ("Top", "top"), ("T-Shirt", "top"), ("hoodies", "top")),
        *(("jeans", "bottom"), ("Bottoms", "bottom"), ("miniskirt", "bottom"), ("dresses", "dress")),
        *(("backpack", "bag"), ("beanie", "hat")),
        *(("socks", None), ("bodysuit", None), ("suit", None), ("", None)),
    ],
)
def test_a_label_means_a_group_even_if_it_leaves_the_class_open(name, group):
    assert group_named(name) == group


def test_a_class_of_ones_own_has_the_group_that_it_means_or_is_one_by_itself():
    assert class_groups(("Jeans", "Shoes", "Heels", "Swim-Wear")) == ("bottom", "shoes", "shoes", "swim wear")


def test_of_several_labels_each_is_right():
    assert photo_label_classes("Dress|Coat", CLASS_NAMES) == {CLASS_NAMES.index("Dress"), CLASS_NAMES.index("Coat")}
    assert photo_label_classes("Dress|socks", CLASS_NAMES, ["socks"]) == {CLASS_NAMES.index("Dress")}
    assert photo_label_classes("a|b", ("a|b", "a")) == {0}
    with pytest.raises(UnknownLabelError):
        photo_label_classes("Dress|Cot", CLASS_NAMES)
