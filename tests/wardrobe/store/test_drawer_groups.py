"""Groups of classes as parents of drawers, and items whose group is sure while their drawer is a question."""

from dataclasses import replace

import pytest

from data.labels import CLASS_NAMES
from model.photo_result import PhotoResult
from wardrobe.store.drawer_groups import NO_PARENT, in_groups, parent_of
from wardrobe.store.items import FILED, REVIEW, Filters, StoredPrediction


@pytest.fixture
def shoes(wardrobe, photos, said):
    """The numbers of a sneaker, of shoes of an open kind, of a photo to review, of boots in an own drawer, of a bag."""
    wardrobe.add_drawer("Chelsea boots")
    unsure = said("Sneaker", 0.5, "unsure", sure_group="shoes")
    return [
        wardrobe.add(photos[0], "sneaker", prediction=said("Sneaker")).id,
        wardrobe.add(photos[1], "open", prediction=unsure).id,
        wardrobe.add(photos[2], "waiting", prediction=said("Sandal", 0.4, "unsure")).id,
        wardrobe.add(photos[3], "boots", drawer="Chelsea boots").id,
        wardrobe.add(photos[4], "bag", prediction=said("Bag")).id,
    ]


def test_a_group_is_sure_only_where_the_label_is_not():
    probabilities = {name: 0.4 if name in ("Sneaker", "Sandal") else 0.025 for name in CLASS_NAMES}

    def stored(outcome, group_is_sure):
        result = PhotoResult("", outcome, "photo/1", "Sneaker", 0.4, probabilities, group_is_sure=group_is_sure)
        return StoredPrediction.of(result).sure_group

    assert stored("unsure", True) == "shoes"
    assert stored("unsure", False) is None and stored("sorted", True) is None and stored("not_clothing", True) is None


def test_an_item_whose_group_is_sure_is_filed_under_it_and_its_question_stays_open(wardrobe, shoes):
    sneaker, question, waiting, boots, bag = shoes
    found = Filters(open_questions=True)
    assert set(wardrobe.ids(found)) == {sneaker, question, boots, bag}
    assert set(wardrobe.ids(replace(found, groups=("shoes",)))) == {sneaker, question, boots}
    assert wardrobe.ids(replace(found, drawers=("Sneaker",))) == [sneaker], "nobody knows yet whether it is one"
    assert set(wardrobe.ids(replace(found, groups=("shoes",), drawers=("Bag",)))) == {sneaker, question, boots, bag}
    assert wardrobe.open_counts() == {"shoes": 1} and wardrobe.get(question).open_group == "shoes"
    assert set(wardrobe.ids(Filters(state=REVIEW))) == {question, waiting}
    assert set(wardrobe.ids()) == {sneaker, boots, bag}, "exports for training have only what is certain"
    before = wardrobe.change([question], drawer="Sandal", state=FILED)
    assert wardrobe.open_counts() == {} and wardrobe.get(question).open_group is None
    wardrobe.undo(before)
    assert wardrobe.open_counts() == {"shoes": 1}
    wardrobe.delete([question])
    assert wardrobe.open_counts() == {} and question not in wardrobe.ids(found)


def test_another_prediction_can_close_the_group_s_question(wardrobe, shoes, said):
    wardrobe.record({shoes[1]: said("Bag", 0.4, "unsure", day=2)}, move=True)
    assert wardrobe.open_counts() == {} and wardrobe.get(shoes[1]).open_group is None
    assert len(wardrobe.get(shoes[1]).predictions) == 2 and wardrobe.get(shoes[1]).predictions[1].sure_group == "shoes"


def test_items_are_listed_by_group_and_open_questions_first(wardrobe, shoes, photos):
    sneaker, question, _, boots, bag = shoes
    dress = wardrobe.add(photos[0] + b"0", "dress", drawer="Dress").id
    socks = wardrobe.add(photos[0] + b"1", "socks", drawer="A pair of socks").id
    found = Filters(open_questions=True)
    assert wardrobe.ids(found, "drawer") == [question, boots, sneaker, dress, bag, socks]
    pages = [item.id for first in range(0, 6, 2) for item in wardrobe.find(found, "drawer", 2, first)]
    assert pages == wardrobe.ids(found, "drawer")


def test_a_drawer_s_parent_follows_from_its_name_unless_the_user_chose_one():
    assert parent_of("Ankle boot") == parent_of("Loafers") == "shoes" and parent_of("Socks") is None
    assert parent_of("Loafers", "top") == "top" and parent_of("Loafers", NO_PARENT) is None
    assert parent_of("Loafers", "spoons") is None, "a back-up may come from anybody"
    assert in_groups(["Socks", "Bag", "Jeans", "Coat"], {"Bag": "bag", "Jeans": "bottom", "Coat": "top"}) == [
        *("Coat", "Jeans", "Bag", "Socks")
    ]
