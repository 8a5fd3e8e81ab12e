import pytest

from data.photos.garment import CutoutOverride
from tests.wardrobe.store.servers import on_sqlite
from wardrobe.store.errors import StoreError
from wardrobe.store.items import FILED, REVIEW, Filters


def test_every_change_can_be_undone(wardrobe, photos, said):
    ids = [wardrobe.add(photo, "x", prediction=said()).id for photo in photos[:3]]
    wardrobe.change(ids[:1], add_tags=["old"])
    originals = wardrobe.find(order="oldest")
    changes = [
        lambda: wardrobe.change(ids, drawer="Coat", add_tags=["new"], remove_tags=["old"], seasons=["winter"]),
        lambda: wardrobe.change(ids, notes="torn", state=REVIEW, tags=[]),
        lambda: wardrobe.delete(ids[:2]),
        lambda: wardrobe.record({ids[0]: said("Bag", model="cnn/1")}, move=True),
        lambda: wardrobe.record({ids[0]: said("Bag")}, move=False, override=CutoutOverride(off=True)),
    ]
    for change in changes:
        before = change()
        assert wardrobe.find(Filters(state=None), order="oldest") != originals
        wardrobe.undo(before)
        assert wardrobe.find(Filters(state=None), order="oldest") == originals


def test_an_undo_reports_and_keeps_later_changes(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said(outcome="unsure"))
    filed = wardrobe.change([item.id], drawer="Coat", state=FILED, add_tags=["mine"], notes="mine")
    wardrobe.change([item.id], add_tags=["yours"], seasons=["winter"])
    wardrobe.change([item.id], drawer="Bag")
    with pytest.raises(StoreError, match="One item has been changed again since"):
        wardrobe.undo(filed)
    after = wardrobe.get(item.id)
    assert (after.drawer, after.state, after.corrected) == ("Bag", FILED, True)
    assert (after.tags, after.seasons, after.notes) == (("yours",), ("winter",), "")


def test_an_undo_keeps_later_changes_of_other_fields(wardrobe, photos, said):
    item = wardrobe.add(photos[0], "x", prediction=said("Dress"))
    filed = wardrobe.change([item.id], drawer="Coat")
    wardrobe.change([item.id], notes="from another tab", add_tags=["party"])
    wardrobe.record({item.id: said("Bag", model="cnn/1")}, move=False)
    changed = wardrobe.get(item.id)
    wardrobe.undo(filed)
    after = wardrobe.get(item.id)
    assert (after.drawer, after.notes, after.tags) == ("Dress", "from another tab", ("party",))
    assert after.predictions == changed.predictions and not after.corrected and after.changed_at == changed.changed_at


@on_sqlite
def test_an_undo_changes_no_other_item_that_got_the_id_since(wardrobe, photos):
    item = wardrobe.add(photos[0], "x", drawer="Bag")
    before = wardrobe.change([item.id], notes="old")
    wardrobe.delete_permanently([item.id])
    other = wardrobe.add(photos[1], "y", drawer="Coat")
    assert other.id == item.id
    wardrobe.undo(before)
    assert wardrobe.get(other.id) == other


def test_changing_many_items_takes_no_more_statements_than_changing_few(wardrobe, photos, said):
    from sqlalchemy import event

    ids = [wardrobe.add(photos[0] + bytes(number), "x", prediction=said()).id for number in range(30)]
    statements = []
    event.listen(wardrobe._engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))

    def statements_for(some):
        statements.clear()
        wardrobe.undo(wardrobe.change(some, add_tags=["x"], seasons=["winter"], drawer="Bag"))
        return len(statements)

    assert statements_for(ids) == statements_for(ids[:2])


def test_out_of_the_bin_and_back_into_it(wardrobe, photos):
    first, second = [wardrobe.add(photo, "x", drawer="Bag").id for photo in photos[:2]]
    wardrobe.delete([first, second])
    before = wardrobe.restore([first])
    assert wardrobe.ids() == [first] and wardrobe.ids(Filters(deleted=True)) == [second]
    wardrobe.undo(before)
    assert set(wardrobe.ids(Filters(deleted=True))) == {first, second}


def test_a_step_that_moves_some_items_is_undone_as_a_whole(wardrobe, photos, said):
    items = [
        wardrobe.add(photos[0], "a", prediction=said("Dress")),
        wardrobe.add(photos[1], "b", prediction=said("Shirt"), drawer="Bag"),
        wardrobe.add(photos[2], "c", drawer="Coat"),
    ]
    wardrobe.change([items[0].id], tags=["party"], seasons=["summer"])
    items = [wardrobe.get(item.id) for item in items]
    answers = {item.id: said("Coat", model="cnn/2", day=2) for item in items}
    before = wardrobe.record(answers, move={items[0].id})
    after = [wardrobe.get(item.id) for item in items]
    assert [item.drawer for item in after] == ["Coat", "Bag", "Coat"]
    assert [item.corrected for item in after] == [False, True, False]
    assert [[p.model for p in item.predictions] for item in after] == [["cnn/2", "photo/1"]] * 2 + [["cnn/2"]]
    assert after[0].tags == ("party",) and after[0].colours == items[0].colours
    assert wardrobe.ids(Filters(confidence=(0.9, 0.9))) == [item.id for item in reversed(items)]
    wardrobe.undo(before)
    assert [wardrobe.get(item.id) for item in items] == items
