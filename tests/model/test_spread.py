import math

import pytest

from model.spread import Spread, spread


def test_mean_and_deviation_of_a_sample():
    found = spread([0.9, 0.92, 0.94])
    assert found.mean == pytest.approx(0.92) and found.deviation == pytest.approx(0.02) and found.n == 3
    assert found.text(".1%") == "92.0% ± 2.0%"


def test_one_seed_has_no_deviation():
    assert spread([0.9]) == Spread(0.9, None, 1)
    assert spread([0.9]).text() == "90.00%"


def test_values_that_are_not_finite_are_left_out():
    assert spread([0.5, math.nan, math.inf]) == Spread(0.5, None, 1)
    assert math.isnan(spread([math.nan]).mean)
