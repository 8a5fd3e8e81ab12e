import csv
import io

import pytest

from wardrobe.store.errors import WardrobeError
from wardrobe.transfer.details_table import import_details
from wardrobe.transfer.exporting import items_csv


@pytest.fixture
def items(wardrobe, photos):
    return [wardrobe.add(photo, f"{n}.jpg", drawer="Coat") for n, photo in enumerate(photos[:3])]


def filled_in(wardrobe, rows, delimiter=","):
    """The table of the items with other cells in some rows, as a spreadsheet saves it."""
    table = list(csv.DictReader(io.StringIO(items_csv(wardrobe))))
    for number, cells in rows.items():
        table[number].update(cells)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(table[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(table)
    return stream.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_was_filled_in_becomes_details_and_can_be_undone(wardrobe, items, delimiter):
    cells = {"name": " Blue  one ", "brand": "Ørsted, Copenhagen", "price": "1299,50", "source": "=gift"}
    table = filled_in(wardrobe, {1: cells, 2: {"price": "12.5", "drawer": "Bag"}}, delimiter)
    done = import_details(wardrobe, table)
    assert len(done.changes) == 2 and done.unknown == 0 and done.refused == []
    first, second, third = (wardrobe.get(item.id) for item in items)
    assert first == items[0]
    assert (second.name, second.brand, second.price) == ("Blue one", "Ørsted, Copenhagen", 1299.5)
    assert second.source == "=gift" and third.price == 12.5 and third.drawer == "Coat"
    assert import_details(wardrobe, items_csv(wardrobe).encode()).changes == [], "the same again changes nothing"
    wardrobe.undo(done.changes)
    assert [wardrobe.get(item.id) for item in items] == items


def test_an_empty_cell_removes_a_detail_and_a_missing_column_keeps_it(wardrobe, items):
    wardrobe.change([items[0].id], name="a", brand="b", price=3.0)
    import_details(wardrobe, f"sha256,name,price\n{items[0].sha256},,\n".encode())
    after = wardrobe.get(items[0].id)
    assert (after.name, after.brand, after.price) == ("", "b", None)


@pytest.mark.parametrize("price", ["cheap", "-1", "nan", "inf", "1e400", "1,2,3"])
def test_a_row_with_a_wrong_price_is_left_out_and_named(wardrobe, items, price):
    done = import_details(wardrobe, filled_in(wardrobe, {0: {"name": "x"}, 1: {"price": price, "name": "y"}}))
    assert [str(message).partition(" was")[0] for message in done.refused] == ["Row 3"]
    assert [wardrobe.get(item.id).name for item in items] == ["x", "", ""]


def test_rows_of_other_items_are_counted(wardrobe, items):
    done = import_details(wardrobe, b"sha256,name\n" + b"0" * 64 + b",x\nnonsense,y\n")
    assert (done.unknown, done.changes) == (2, [])


OTHERS = [b"", b"a,b\n1,2\n", b"sha256,drawer\nx,y\n", b"name\nx\n", b"\xff\xfe\x00", b"PK\x03\x04"]


@pytest.mark.parametrize("table", OTHERS)
def test_another_file_is_refused(wardrobe, items, table):
    with pytest.raises(WardrobeError, match="Expected a CSV file"):
        import_details(wardrobe, table)


def test_colours_in_the_table_are_the_users_decision(wardrobe, items):
    table = filled_in(wardrobe, {0: {"colours": "dark blue; White"}, 1: {"colours": ""}, 2: {"colours": "sky"}})
    done = import_details(wardrobe, table)
    assert len(done.refused) == 1 and "navy; white" in str(done.refused[0])
    first, second, third = (wardrobe.get(item.id) for item in items)
    assert [colour.name for colour in first.colours] == ["navy", "white"] and first.colours_decided
    assert (second, third) == (items[1], items[2])
    assert import_details(wardrobe, items_csv(wardrobe).encode()).changes == []
    wardrobe.undo(done.changes)
    assert wardrobe.get(first.id) == items[0]


def test_control_characters_of_a_table_are_not_imported(wardrobe, items):
    table = f"sha256,name,brand\n{items[0].sha256},\x00a\\u000db\x1b[31m,\u2028=1+1\n"
    import_details(wardrobe, table.encode())
    item = wardrobe.get(items[0].id)
    assert (item.name, item.brand) == ("a b [31m", "=1+1")
    assert "'=1+1" in items_csv(wardrobe)
