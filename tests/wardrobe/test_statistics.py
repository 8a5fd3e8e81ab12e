from datetime import date

import pytest

from wardrobe.statistics import Judged, statistics
from wardrobe.store.items import FILED, Filters


@pytest.fixture
def used(wardrobe, photos, said):
    """Two coats, of which one was worn twice, a dress that waits for review, a bag that was sold, one in the bin."""
    ids = [
        wardrobe.add(photos[0], "a", prediction=said("Coat")).id,
        wardrobe.add(photos[1], "b", prediction=said("Dress"), drawer="Coat").id,
        wardrobe.add(photos[2], "c", prediction=said("Dress", 0.5, "unsure")).id,
        wardrobe.add(photos[3], "d", prediction=said("Bag", 0.5, "unsure")).id,
        wardrobe.add(photos[4], "e", drawer="Bag").id,
    ]
    for day in (1, 2):
        wardrobe.wear(ids[:1], date(2026, 3, day))
    wardrobe.wear(ids[3:], date(2026, 3, 1))
    wardrobe.change([ids[0]], price=90.0)
    wardrobe.change([ids[1]], price=60.0)
    wardrobe.change([ids[3]], archived="sold", state=FILED, price=500.0)
    wardrobe.delete(ids[4:])
    return ids


def test_only_what_is_in_the_wardrobe_is_counted(wardrobe, used):
    found = statistics(wardrobe)
    assert found.items == 2 and found.drawers == {"Coat": 2}
    assert (found.never_worn, found.wears) == (1, 2)
    assert [item.id for item in found.most_worn] == used[:1]
    assert [(item.id, item.price_per_wear) for item in found.priced] == [(used[1], 60.0), (used[0], 45.0)]
    assert [item.id for item in statistics(wardrobe, most=1).priced] == [used[1]]


def test_each_item_counts_with_its_main_colour(wardrobe, used):
    items = wardrobe.find(Filters(state=None, ids=tuple(used[:2])))
    main = [item.colours[0].name for item in items]
    assert statistics(wardrobe).colours == {name: main.count(name) for name in main}
    assert list(statistics(wardrobe).colours.values()) == sorted(statistics(wardrobe).colours.values(), reverse=True)


def test_the_model_is_judged_by_what_the_user_decided(wardrobe, used):
    assert statistics(wardrobe).judged == {"sorted": Judged(0, 1), "unsure": Judged(1, 1)}
    wardrobe.change([used[0]], drawer="Coat")
    assert statistics(wardrobe).judged["sorted"] == Judged(1, 2)


def test_an_empty_wardrobe_has_no_figures(empty):
    found = statistics(empty)
    assert (found.items, found.drawers, found.colours, found.judged) == (0, {}, {}, {})
    assert (found.never_worn, found.wears, found.most_worn, found.priced) == (0, 0, (), ())
