import pytest

from wardrobe.store.drawer_groups import NO_PARENT
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters
from wardrobe.store.renaming import drawer_called, rename_drawer, undo_renaming

EVERYTHING = Filters(state=None)


@pytest.fixture
def trainers(wardrobe, photos, said):
    """Three items in an own drawer, one of them in the bin, and a sneaker beside them."""
    wardrobe.add_drawer("Trainers", parent="shoes")
    ids = [wardrobe.add(photo, "x", prediction=said("Sneaker"), drawer="Trainers").id for photo in photos[:3]]
    wardrobe.delete(ids[2:])
    wardrobe.add(photos[3], "y", prediction=said("Sneaker"))
    return ids


def everything(wardrobe):
    return wardrobe.find(EVERYTHING, order="oldest"), wardrobe.find(Filters(deleted=True)), wardrobe.own_drawers()


def test_a_drawer_is_renamed_with_its_items_and_its_parent(wardrobe, trainers):
    before = everything(wardrobe)
    done = rename_drawer(wardrobe, "Trainers", "  Gym   shoes ")
    assert (done.new, done.merged, len(done.items)) == ("Gym shoes", False, 3)
    assert wardrobe.own_drawers() == ["Gym shoes"] and wardrobe.parents()["Gym shoes"] == "shoes"
    assert wardrobe.counts(EVERYTHING) == {"Gym shoes": 2, "Sneaker": 1}
    assert wardrobe.counts(Filters(deleted=True)) == {"Gym shoes": 1}
    assert [wardrobe.get(number).corrected for number in trainers] == [True] * 3
    undo_renaming(wardrobe, done)
    assert everything(wardrobe) == before and wardrobe.parents()["Trainers"] == "shoes"


@pytest.mark.parametrize(("name", "target"), [("sneakers", "Sneaker"), ("gym-SHOES", "Gym shoes")])
def test_a_drawer_whose_new_name_is_another_one_s_is_merged_into_that(wardrobe, trainers, name, target):
    wardrobe.add_drawer("Gym shoes")
    before = everything(wardrobe)
    assert drawer_called(wardrobe, name, but="Trainers") == target
    done = rename_drawer(wardrobe, "Trainers", name)
    assert done.merged and wardrobe.own_drawers() == ["Gym shoes"]
    moved = [wardrobe.get(number) for number in trainers]
    assert {item.drawer for item in moved} == {target}
    assert {item.corrected for item in moved} == {target != "Sneaker"}, "the model was right about sneakers"
    undo_renaming(wardrobe, done)
    assert everything(wardrobe) == before


def test_only_the_spelling_of_a_name_can_change(wardrobe, trainers):
    assert drawer_called(wardrobe, "TRAINERS", but="Trainers") is None
    assert rename_drawer(wardrobe, "Trainers", "TRAINERS").new == "TRAINERS"
    assert wardrobe.own_drawers() == ["TRAINERS"] and wardrobe.counts()["TRAINERS"] == 2


def test_an_undo_keeps_what_was_moved_since_and_a_drawer_in_use(wardrobe, trainers, photos):
    done = rename_drawer(wardrobe, "Trainers", "Gym shoes")
    wardrobe.change(trainers[:1], drawer="Bag")
    wardrobe.change(wardrobe.ids(Filters(drawers=("Sneaker",))), drawer="Gym shoes")
    with pytest.raises(StoreError, match="One item has been changed again since"):
        undo_renaming(wardrobe, done)
    assert wardrobe.counts() == {"Bag": 1, "Gym shoes": 1, "Trainers": 1}
    assert wardrobe.own_drawers() == ["Gym shoes", "Trainers"]


@pytest.mark.parametrize("name", ["", " . ", "x" * 41])
def test_a_bad_name_changes_nothing(wardrobe, trainers, name):
    before = everything(wardrobe)
    with pytest.raises(StoreError, match="1 to 40 characters"):
        rename_drawer(wardrobe, "Trainers", name)
    assert everything(wardrobe) == before


def test_a_drawer_is_put_under_a_group_and_taken_out(wardrobe):
    wardrobe.add_drawer("Loafers")
    assert wardrobe.parents() == {"Loafers": "shoes"}, "what its name means"
    assert wardrobe.set_parent("Loafers", NO_PARENT) is None and wardrobe.parents() == {"Loafers": None}
    assert wardrobe.set_parent("Loafers", "top") == NO_PARENT and wardrobe.parents() == {"Loafers": "top"}
    assert wardrobe.remove_drawer("Loafers") == "top"
