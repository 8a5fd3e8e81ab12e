import pytest

from benchmarks import browser
from benchmarks.app import measure
from benchmarks.browser_waits import browser_waits
from benchmarks.collection import fill
from benchmarks.measuring import Sizes
from wardrobe.store.items import Filters
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

TINY = Sizes(items=25, photos=5, rounds=1)


@pytest.fixture(autouse=True)
def little_memory(monkeypatch):
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")


def cells(table):
    """The cells of a table, row by row."""
    return list(zip(*([*column.cells] for column in table.columns), strict=True))


def test_every_item_of_a_filled_wardrobe_has_a_photo(tmp_path):
    where = Settings.in_folder(tmp_path)
    fill(where, 30)
    wardrobe = Wardrobe(where)
    items = wardrobe.find(Filters(state=None))
    assert len(items) == 30 and len({item.photo for item in items}) == 20
    assert all(wardrobe.photos.thumbnail(item) for item in items)
    wardrobe.close()


@pytest.mark.slow
@pytest.mark.thorough
def test_without_a_browser_the_rest_is_measured_and_a_message_says_what_is_missing():
    machine, message, waits, pages, searches = measure(TINY, chromium="")
    assert "litert" in machine and message == browser.NO_BROWSER
    assert [row[1] for row in cells(waits)] == ["0.015", "0.06", "", ""]
    assert all(float(row[3]) > 0 for row in cells(waits))
    assert all(int(row[3]) > 0 for row in cells(pages))
    assert len(cells(searches)) > 10


@pytest.mark.browser
@pytest.mark.thorough
@pytest.mark.skipif(not browser.find_chromium(), reason="Chromium was not found; set CHROMIUM to its path")
def test_pages_predictions_and_searches_are_timed_in_a_browser(tmp_path):
    fill(Settings.in_folder(tmp_path / "wardrobe"), TINY.items)
    waits = list(browser_waits(browser.find_chromium(), tmp_path, TINY))
    assert [wait.goal for wait in waits] == [1, 1, 1, 1, 1, 2, None]
    assert [bool(wait.floor) for wait in waits] == [True] * 4 + [False] * 3
    assert all(0 < seconds < 60 for wait in waits for seconds in [*wait.seconds, *(wait.floor or [])])
