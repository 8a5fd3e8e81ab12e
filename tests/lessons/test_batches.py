"""Batch, mini-batch and on-line gradient descent."""

import numpy as np
import pytest

from lessons import batches
from lessons.line import START


@pytest.mark.parametrize("size", batches.SIZES)
def test_an_epoch_has_an_update_for_each_batch_and_lowers_the_cost(size):
    walk = batches.descend(batches.noisy_points(), size, 0.01, epochs=10)
    assert len(walk.path) - 1 == walk.planned == 10 * batches.COUNT // size
    assert tuple(walk.path[0]) == START and walk.costs[-1] < walk.costs[0] and not walk.diverged


def test_smaller_batches_get_further_in_as_many_epochs():
    costs = [batches.descend(batches.noisy_points(), size, 0.01, epochs=10).costs[-1] for size in batches.SIZES]
    assert costs == sorted(costs, reverse=True)


def test_a_batch_of_all_points_follows_the_gradient_of_the_mean(run_snippet):
    points = batches.noisy_points()
    x, y = points.T
    errors = START[0] * x + START[1] - y
    expected = np.array(START) - 0.01 * np.array([2 * (errors * x).mean(), 2 * errors.mean()])
    assert batches.descend(points, batches.COUNT, 0.01, epochs=1).path[1] == pytest.approx(expected)


@pytest.mark.parametrize("size", batches.SIZES)
def test_the_program_on_the_page_takes_the_same_path(run_snippet, size):
    walk = batches.descend(batches.noisy_points(), size, 0.005, epochs=3)
    printed = run_snippet("batches", batch_size=size, learning_rate=0.005, epochs=3)
    assert printed["w"] == pytest.approx(walk.path[-1]) and printed["cost"] == pytest.approx([walk.costs[-1]])
