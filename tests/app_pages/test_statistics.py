from datetime import date, datetime

import pytest

from app_pages.parts.i18n import text
from data.labels import CLASS_NAMES
from wardrobe.store.items import FILED, StoredPrediction


def predicted(label, outcome):
    shares = {name: 0.55 if name == label else 0.05 for name in CLASS_NAMES}
    return StoredPrediction("photo/1", label, 0.5, outcome, shares, datetime(2026, 3, 1))


@pytest.fixture
def used(wardrobe, photos):
    items = [
        wardrobe.add(photos[0], "a.jpg", prediction=predicted("Coat", "sorted")),
        wardrobe.add(photos[1], "b.jpg", prediction=predicted("Bag", "unsure"), drawer="Hats", state=FILED),
        wardrobe.add(photos[2], "c.jpg", prediction=predicted("Dress", "unsure"), state=FILED),
    ]
    wardrobe.change([items[0].id], name="Old *coat*", price=90.0)
    for day in (1, 2):
        wardrobe.wear([items[0].id], date(2026, 3, day))
    return items


@pytest.mark.usefixtures("no_model")
def test_the_page_counts_items_drawers_and_colours(used, open_page):
    page = open_page("statistics")
    assert text("statistics-what", items=3, wears=2) in [one.value for one in page.markdown]
    drawers, colours, _ = [chart.proto.alt for chart in page.get("vega_lite_chart")]
    assert drawers == text("statistics-drawers-alt", drawers="Coat 1, Dress 1, Hats 1")
    assert all(item.colours[0].name in colours for item in used)
    [never] = [link for link in page.get("page_link") if link.proto.page.endswith("wardrobe")]
    assert never.proto.query_string == "worn=never"
    assert never.proto.label == text("statistics-show-never", count=2)


def test_what_is_worn_most_is_named_with_its_price_per_wear(used, open_page):
    page = open_page("statistics")
    [link] = [link for link in page.get("page_link") if link.proto.page.endswith("item")]
    assert link.proto.label == "Old \\*coat\\*" and link.proto.query_string == f"id={used[0].id}"
    [row] = page.dataframe[0].value.to_dict("records")
    assert row == {"name": "Old *coat*", "price": 90.0, "worn": 2, "each": 45.0}


def test_the_model_is_judged_by_the_user_s_decisions(used, open_page):
    page = open_page("statistics")
    assert text("statistics-judged-what", right=1, decided=2) in [one.value for one in page.markdown]
    said = text("statistics-right-of", outcome=text("outcome-unsure"), right=1, decided=2)
    assert page.get("vega_lite_chart")[2].proto.alt == said


def test_an_empty_wardrobe_leads_to_the_first_photos(open_page):
    page = open_page("statistics")
    assert page.info[0].value == text("statistics-empty") and not page.get("vega_lite_chart")
    assert page.page_link[0].proto.label == text("empty-sort")
