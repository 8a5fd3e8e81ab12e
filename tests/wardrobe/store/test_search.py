from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from wardrobe.store.items import Filters
from wardrobe.store.search import Search

EVERYTHING_SET = Search(
    text="red & blue",
    drawers=("T-shirt/top", "Ankle boot"),
    groups=("shoes", "hat"),
    colours=("navy", "light blue"),
    seasons=("winter",),
    tags=("a=b", "ü"),
    sure=(40, 85),
    since=date(2026, 1, 2),
    until=date(2026, 3, 4),
    decided=False,
    never_worn=True,
    archived=True,
    order="unsure",
    view="photo",
    bin=True,
    page=3,
)


def test_an_address_round_trips_a_search_and_is_empty_for_the_default():
    assert Search.from_query(EVERYTHING_SET.to_query()) == EVERYTHING_SET
    assert all(len(values) for values in EVERYTHING_SET.to_query().values())
    assert Search().to_query() == {}
    assert Search.from_query({}) == Search()


@pytest.mark.parametrize(
    "query",
    [
        {"sure": ["90-10"]},
        {"sure": ["high"]},
        {"sure": ["-5-10"]},
        {"since": ["yesterday"]},
        {"until": ["2026-13-40"]},
        {"decided": ["perhaps"]},
        {"worn": ["often"]},
        {"archived": ["sold"]},
        {"order": ["drop table"]},
        {"view": ["x"]},
        {"page": ["0"]},
        {"page": ["-1"]},
        {"page": ["²"]},
        {"page": ["9" * 400]},
        {"season": ["monsoon"]},
        {"group": ["Shoes", "spoons"]},
        {"drawer": []},
        {"unheard": ["of"]},
    ],
)
def test_values_that_are_not_valid_are_ignored(query):
    assert Search.from_query(query) == Search()


def test_filters_are_those_of_the_store():
    assert Search().filters() == Filters(open_questions=True)
    filters = EVERYTHING_SET.filters()
    assert filters.drawers == ("T-shirt/top", "Ankle boot") and filters.text == "red & blue" and filters.deleted
    assert filters.confidence == pytest.approx((0.395, 0.855)) and filters.decided is False


def test_days_are_whole_days_in_the_users_time_zone():
    asked = Search(since=date(2026, 1, 2), until=date(2026, 1, 2))
    assert asked.filters(UTC).added == (datetime(2026, 1, 2), datetime(2026, 1, 2, 23, 59, 59, 999999))
    there = asked.filters(ZoneInfo("America/New_York")).added
    assert there == (datetime(2026, 1, 2, 5), datetime(2026, 1, 3, 4, 59, 59, 999999))
    assert Search(since=date(2026, 1, 2)).filters().added == (datetime(2026, 1, 2), datetime.max)
    assert Search(until=date.max, since=date.min).filters(ZoneInfo("Asia/Tokyo")).added == (datetime.min, datetime.max)


def test_clearing_keeps_order_and_view():
    cleared = EVERYTHING_SET.cleared()
    assert (cleared.order, cleared.view, cleared.bin) == ("unsure", "photo", True)
    assert cleared.narrowing == 0 and EVERYTHING_SET.narrowing == 12
    assert Search(order="sure", page=2).narrowing == 0


def test_another_filter_begins_at_the_first_page():
    assert EVERYTHING_SET.changed(text="x").page == 1
    assert EVERYTHING_SET.changed(page=2).page == 2
