"""The perceptron rule."""

import itertools

import numpy as np
import pytest

from lessons import perceptron


def trained(name):
    return perceptron.train(*perceptron.points_of(name))


@pytest.mark.parametrize("name", ["and", "or", "clouds"])
def test_the_rule_converges_on_points_that_a_line_separates(name):
    points, labels = perceptron.points_of(name)
    training = perceptron.train(points, labels)
    last = training.steps[-1]
    assert training.converged and training.cycle == 0
    assert perceptron.accuracy(points, labels, last.new_weights, last.new_bias) == len(points)
    assert not any(step.error for step in training.steps[-len(points) :])


def test_on_xor_the_rule_cycles():
    training = trained("xor")
    ends = [(*step.new_weights, step.new_bias) for step in training.steps[3::4]]
    assert not training.converged and training.cycle == 1 and ends[-1] == ends[-2]


def test_no_line_has_more_than_three_points_of_xor_right():
    points, labels = perceptron.points_of("xor")
    tried = itertools.product(np.linspace(-2, 2, 9), repeat=3)
    assert max(perceptron.accuracy(points, labels, np.array([w1, w2]), b) for w1, w2, b in tried) == 3


def test_every_step_follows_the_rule():
    points, labels = perceptron.points_of("and")
    first = trained("and").steps[0]
    assert (list(first.weights), first.bias, first.output) == ([0, 0], 0, 0)
    assert first.error == -1, "w·x + b = 0 is at the threshold, so the prediction is 1"
    for step, after in itertools.pairwise(trained("and").steps):
        assert step.error == labels[step.point] - int(step.weights @ points[step.point] + step.bias >= 0)
        assert list(step.new_weights) == list(step.weights + step.error * points[step.point])
        assert step.new_bias == step.bias + step.error
        assert list(after.weights) == list(step.new_weights) and after.bias == step.new_bias


@pytest.mark.parametrize("name", ["and", "or", "xor"])
def test_the_program_on_the_page_ends_with_the_same_weights(run_snippet, name, capsys):
    _, labels = perceptron.points_of(name)
    training = trained(name)
    last = training.steps[-1]
    epoch, errors, *weights, bias = run_snippet("perceptron", labels=labels.tolist())["epoch"]
    assert (weights, bias) == (list(last.new_weights), last.new_bias)
    assert (errors == 0) == training.converged
    if training.converged:
        assert epoch == last.epoch
