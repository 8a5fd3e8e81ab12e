"""The lecture's numbers on fitting a line."""

import numpy as np
import pytest

from lessons import line


@pytest.mark.parametrize(("w", "b", "expected"), [(1, 0, 318), (2, 2, 68), (3, 0, 14), (4, 0, 48), (4, -4, 0)], ids=str)
def test_costs_are_those_of_the_lecture(run_snippet, w, b, expected):
    assert line.cost(w, b) == expected
    assert run_snippet("line", w=w, b=b)["cost"] == [expected]


def test_the_gradient_at_the_start_is_that_of_the_lecture(run_snippet):
    assert list(line.gradient(*line.START)) == [-104, -12]
    assert run_snippet("line")["gradient"] == [-104, -12]


def test_cost_takes_grids():
    w, b = np.meshgrid([1.0, 4.0], [0.0, -4.0])
    assert line.cost(w, b).tolist() == [[318, 48], [line.cost(1, -4), 0]]


def test_a_rate_just_below_the_largest_converges_and_one_just_above_diverges():
    limit = line.largest_rate()
    assert limit == pytest.approx(0.01554, abs=1e-5)
    assert not line.descend(0.98 * limit, 200).diverged
    assert line.descend(1.02 * limit, 200).diverged
    assert line.descend(0.01, 2000).path[-1] == pytest.approx(line.ANSWER, abs=1e-3)


def test_momentum_gets_further_in_as_many_steps():
    plain, pushed = line.descend(0.01, 100), line.descend(0.01, 100, momentum=0.9)
    assert pushed.costs[-1] < plain.costs[-1] / 100


def test_a_walk_that_leaves_the_map_ends_early_with_finite_costs():
    walk = line.descend(0.05, 1000)
    assert walk.diverged and len(walk.path) < 100 and np.isfinite(walk.costs).all()


@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_the_program_on_the_page_walks_the_same_way(run_snippet, momentum):
    walk = line.descend(0.004, 30, momentum)
    printed = run_snippet("gradient_descent", learning_rate=0.004, momentum=momentum, steps=30)
    assert printed["w"] == pytest.approx(list(walk.path[-1])) and printed["cost"] == pytest.approx([walk.costs[-1]])
