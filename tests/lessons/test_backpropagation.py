"""Backpropagation: the lecture's numbers, and those of Keras."""

import numpy as np
import pytest

from lessons import backpropagation as lesson

ZEROS = np.zeros((3, 2)), np.zeros(3)


def test_the_chain_rule_has_the_lecture_s_numbers(run_snippet):
    x, y, z = lesson.chain(2.0)
    assert (x.value, y.value, z.value) == (2, 4, 16)
    assert (z.factor, y.factor) == (8, 3) and (z.gradient, y.gradient, x.gradient) == (1, 8, 24)
    printed = run_snippet("chain_rule")
    assert printed["y"] == [4, 16] and printed["gradients"] == [8, 24]


@pytest.mark.parametrize("start", [-2.0, 0.5, 4.0])
def test_the_gradient_is_that_of_the_product_written_out(start):
    assert lesson.chain(start)[0].gradient == pytest.approx(18 * start - 12)


def test_v_adds_a_factor_of_five(run_snippet):
    v, x, y, z = lesson.chain(0.8, with_v=True)
    assert (x.value, y.value, z.value) == pytest.approx((2, 4, 16))
    assert x.factor == 5 and v.gradient == pytest.approx(5 * 24)
    printed = run_snippet("chain_rule_v", start=0.8)
    assert printed["gradients"] == pytest.approx([8, 24, 120], rel=1e-5)


def test_the_first_step_by_hand_has_the_lecture_s_numbers():
    one = lesson.step_by_hand(*ZEROS, with_updated=True)
    assert list(one.hidden) == [0.5, 0.5] and one.output == 0.5
    assert one.output_error == 0.125 and list(one.output_change) == [0.0625, 0.03125, 0.03125]
    assert one.hidden_error == pytest.approx([0.000977] * 2, abs=1e-6)
    assert one.hidden_change == pytest.approx(np.array([[0.000488] * 2, [0.000488] * 2, [0, 0]]), abs=1e-6)


def test_with_the_old_weights_the_hidden_error_is_zero():
    one = lesson.step_by_hand(*ZEROS, with_updated=False)
    assert list(one.hidden_error) == [0, 0] and not one.hidden_change.any()
    assert list(one.output_change) == [0.0625, 0.03125, 0.03125]


@pytest.mark.parametrize("with_updated", [False, True])
def test_training_raises_the_output_and_the_hidden_units_stay_alike(with_updated):
    passes = lesson.passes_by_hand(50, with_updated=with_updated)
    outputs = [one.output for one in passes]
    assert outputs == sorted(outputs) and outputs[-1] > 0.8
    assert all(one.hidden[0] == one.hidden[1] for one in passes)


@pytest.mark.parametrize("seed", range(3))
def test_gradient_descent_by_hand_uses_the_gradients_of_keras(seed):
    import keras
    import tensorflow as tf

    rng = np.random.default_rng(seed)
    hidden_weights, output_weights = rng.normal(size=(3, 2)), rng.normal(size=3)
    layers = [keras.layers.Dense(units, "sigmoid", dtype="float64") for units in (2, 1)]
    model = keras.Sequential([keras.Input((2,), dtype="float64"), *layers])
    layers[0].set_weights([hidden_weights[1:], hidden_weights[0]])
    layers[1].set_weights([output_weights[1:, None], output_weights[:1]])
    with tf.GradientTape() as tape:
        output = model(tf.constant(lesson.INPUT[None]))
        loss = tf.reduce_sum((lesson.TARGET - output) ** 2) / 2
    variables = [variable.value for layer in layers for variable in (layer.bias, layer.kernel)]
    bias1, kernel1, bias2, kernel2 = (gradient.numpy() for gradient in tape.gradient(loss, variables))
    one = lesson.step_by_hand(hidden_weights, output_weights, with_updated=False)
    assert one.output == pytest.approx(float(output[0, 0]))
    assert one.hidden_change == pytest.approx(-lesson.LEARNING_RATE * np.vstack([bias1, kernel1]))
    assert one.output_change == pytest.approx(-lesson.LEARNING_RATE * np.concatenate([bias2, kernel2.ravel()]))


@pytest.mark.parametrize("with_updated", [False, True])
@pytest.mark.parametrize("steps", [1, 7])
def test_the_program_by_hand_prints_the_same(run_snippet, with_updated, steps):
    one = lesson.passes_by_hand(steps, with_updated=with_updated)[-1]
    printed = run_snippet("by_hand", with_updated=with_updated, steps=steps)
    assert printed["output"] == pytest.approx([one.output, one.output_error, *one.output_change])
    assert printed["hidden"] == pytest.approx([*one.hidden, *one.hidden_error, *one.hidden_change.ravel()])


def test_the_program_in_keras_prints_the_first_gradients(run_snippet):
    printed = run_snippet("by_keras")
    one = lesson.step_by_hand(*ZEROS, with_updated=False)
    change = [printed["output-bias"][0], *printed["output"]]
    assert [-lesson.LEARNING_RATE * gradient for gradient in change] == pytest.approx(list(one.output_change))
    assert [*printed["hidden"], *printed["hidden-bias"]] == [0] * 6


INPUTS = np.concatenate([lesson.XOR_INPUTS, np.ones((4, 1))], axis=1)
WEIGHTS = np.array([(1.0, -1.0), (1.0, -1.0), (-0.5, 1.5)]), np.array([(1.0,), (1.0,)])


def test_the_step_has_no_gradient_and_the_sigmoid_has_that_of_small_changes():
    step = lesson.two_layers(INPUTS, lesson.XOR_TARGETS, *WEIGHTS, "step")
    assert not step.by_w1.any() and not step.by_w2.any()
    w1, w2 = WEIGHTS
    smooth = lesson.two_layers(INPUTS, lesson.XOR_TARGETS, w1, w2, "sigmoid")
    for place in np.ndindex(w1.shape):
        moved = w1.copy()
        moved[place] += 1e-6
        change = lesson.two_layers(INPUTS, lesson.XOR_TARGETS, moved, w2, "sigmoid").loss - smooth.loss
        assert smooth.by_w1[place] == pytest.approx(change / 1e-6, abs=1e-6)


@pytest.mark.parametrize("function", ["sigmoid", "step"])
def test_the_program_in_matrices_prints_the_same(run_snippet, function):
    one = lesson.two_layers(INPUTS, lesson.XOR_TARGETS, *WEIGHTS, function)
    printed = run_snippet("two_layers", function=function)
    assert printed["loss"] == pytest.approx([one.loss])
    # The first number is the one in the name.
    assert printed["gradient_w1"][1:] == pytest.approx(list(one.by_w1.ravel()))
    assert printed["gradient_w2"][1:] == pytest.approx(list(one.by_w2.ravel()))
