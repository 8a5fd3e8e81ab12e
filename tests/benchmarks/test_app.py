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
    """What stands in a table, row by row."""
    return list(zip(*([*column.cells] for column in table.columns), strict=True))


def test_a_large_wardrobe_is_one_whose_photos_can_be_seen(tmp_path):
    where = Settings.in_folder(tmp_path)
    fill(where, 30)
    wardrobe = Wardrobe(where)
    items = wardrobe.find(Filters(state=None))
    assert len(items) == 30 and len({item.photo for item in items}) == 20
    assert all(wardrobe.photos.thumbnail(item) for item in items)
    wardrobe.close()


def test_without_a_browser_everything_else_is_measured_and_a_sentence_says_what_is_not():
    machine, nothing, waits, pages, searches = measure(TINY, chromium="")
    assert "litert" in machine and nothing == browser.NO_BROWSER
    assert [row[1] for row in cells(waits)] == ["0.015", "0.06", "", ""]
    assert all(float(row[3]) > 0 for row in cells(waits))
    assert all(int(row[3]) > 0 for row in cells(pages))
    assert len(cells(searches)) > 10


@pytest.mark.browser
@pytest.mark.skipif(not browser.find_chromium(), reason="there is no Chromium; name one with CHROMIUM")
def test_in_a_browser_a_person_waits_for_pages_answers_and_searches(tmp_path):
    fill(Settings.in_folder(tmp_path / "wardrobe"), TINY.items)
    waits = list(browser_waits(browser.find_chromium(), tmp_path, TINY))
    assert [wait.goal for wait in waits] == [1, 1, 1, 1, 1, 2, None]
    assert [bool(wait.floor) for wait in waits] == [True] * 4 + [False] * 3
    assert all(0 < seconds < 60 for wait in waits for seconds in [*wait.seconds, *(wait.floor or [])])
