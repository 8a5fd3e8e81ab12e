import pytest

from data.labels import CLASS_NAMES, DRAWERS, photo_label_classes


def test_drawers_are_named_like_the_classes_and_make_folder_names():
    assert DRAWERS[0] == "t-shirt-top" and DRAWERS[9] == "ankle-boot"
    assert all(name.isascii() and "/" not in name and " " not in name for name in DRAWERS)


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Polo", {"T-shirt/top"}),
        ("hoodie", {"Pullover"}),
        ("Outwear", {"Coat"}),
        ("Shoes", {"Sandal", "Sneaker", "Ankle boot"}),
        ("ankle-boot", {"Ankle boot"}),
        ("T-shirt/top", {"T-shirt/top"}),
        ("Shorts", set()),
        ("watch", set()),
    ],
)
def test_a_photo_label_allows_its_classes(label, names):
    assert {CLASS_NAMES[index] for index in photo_label_classes(label)} == names


@pytest.mark.parametrize("label", ["Not sure", "Other", "Skip", ""])
def test_a_label_without_meaning_is_none(label):
    assert photo_label_classes(label) is None
