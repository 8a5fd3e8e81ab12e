"""Networks of two layers on points in a plane."""

import math

import numpy as np
import pytest

from lessons import boundary, perceptron

XOR = perceptron.points_of("xor")


@pytest.fixture(scope="module")
def snapshots():
    return {
        name: boundary.train(*XOR, units=2, activation=name, learning_rate=0.3, epochs=1000)
        for name in ("tanh", "identity")
    }


def test_two_hidden_units_learn_xor_with_a_non_linearity(snapshots):
    last = snapshots["tanh"][-1]
    assert (last.epoch, last.network.right(*XOR)) == (1000, 4) and last.loss < 0.01


def test_without_a_non_linearity_they_never_have_more_than_three_right(snapshots):
    assert max(one.network.right(*XOR) for one in snapshots["identity"]) == 3
    assert snapshots["identity"][-1].loss == pytest.approx(math.log(2), abs=1e-3)


def test_without_a_non_linearity_the_boundary_is_a_line(snapshots):
    network = snapshots["identity"][5].network
    ends = np.array([[-1.0, 2.0], [3.0, 0.5]])
    logits = np.log(1 / network.probabilities(np.stack([ends[0], ends.mean(axis=0), ends[1]])) - 1)
    assert logits[1] == pytest.approx((logits[0] + logits[2]) / 2)


def test_the_first_snapshots_are_close_and_the_loss_falls(snapshots):
    epochs = [one.epoch for one in snapshots["tanh"]]
    assert epochs[:4] == [0, 1, 2, 3] and len(epochs) <= boundary.SNAPSHOTS
    assert snapshots["tanh"][-1].loss < snapshots["tanh"][0].loss


def test_a_penalty_makes_weights_smaller_and_a_small_one_helps_on_new_points():
    fresh = boundary.moons(1000, seed=99)
    plain, small, large = (
        boundary.train(*boundary.moons(), units=16, l2=l2, learning_rate=0.3, epochs=1000)[-1].network
        for l2 in (0.0, 0.001, 0.1)
    )
    sizes = [np.square(network.hidden[:-1]).sum() for network in (plain, small, large)]
    assert sizes == sorted(sizes, reverse=True)
    assert plain.right(*boundary.moons()) == 30
    assert small.right(*fresh) > plain.right(*fresh) + 30 and small.right(*fresh) > large.right(*fresh) + 30


@pytest.mark.parametrize("activation", ["tanh", "identity"])
def test_the_program_for_xor_has_the_same_loss(run_snippet, snapshots, activation):
    one = snapshots[activation][15]
    printed = run_snippet("xor", activation=activation, epochs=one.epoch)
    assert printed["loss"] == pytest.approx([one.loss]) and printed["right"] == [one.network.right(*XOR)]


def test_the_program_for_the_penalty_has_the_same_loss(run_snippet):
    last = boundary.train(*boundary.moons(), units=16, l2=0.003, learning_rate=0.3, epochs=200)[-1]
    printed = run_snippet("weight_decay", l2=0.003, epochs=200)
    assert printed["loss"] == pytest.approx([last.loss]) and printed["right"] == [last.network.right(*boundary.moons())]
