"""Initialisation, batch normalisation and dropout, layer by layer."""

import numpy as np
import pytest

from lessons import layers
from model.networks.blocks import kernel_initializer
from model.networks.options import CHOICES


def spreads(initializer, activation="tanh", quantity="activations", **options):
    return [getattr(one, quantity).std() for one in layers.pass_through(initializer, activation, **options)]


@pytest.mark.parametrize("slope", [0.0, 0.25])
@pytest.mark.parametrize("name", CHOICES["initializer"])
def test_kernels_have_the_deviation_of_the_networks(name, slope):
    drawn = layers.kernel(name, np.random.default_rng(0), slope)
    expected = np.asarray(kernel_initializer(name, slope)((layers.WIDTH, layers.WIDTH)))
    assert drawn.shape == expected.shape and drawn.std() == pytest.approx(expected.std(), rel=0.03)
    if name.endswith("uniform"):
        assert np.abs(drawn).max() == pytest.approx(np.abs(expected).max(), rel=0.01)


def test_an_unknown_initializer_is_an_error():
    with pytest.raises(ValueError, match="'ones'"):
        layers.kernel("ones", np.random.default_rng(0))


def test_he_keeps_the_size_of_relu_layers_where_glorot_loses_it():
    he, glorot = spreads("he_normal", "relu"), spreads("glorot_normal", "relu")
    assert he[-1] > he[0] / 2 and glorot[-1] < glorot[0] / 8


def test_small_weights_vanish_and_large_ones_explode():
    assert spreads("small_normal")[-1] < 1e-6 and spreads("large_normal", "relu")[-1] > 100
    assert spreads("small_normal", quantity="gradients")[0] < 1e-6
    saturated = np.abs(layers.pass_through("uniform", "tanh")[-1].activations) > 0.9
    assert saturated.mean() > 0.5


@pytest.mark.parametrize("initializer", ["small_normal", "uniform", "he_normal"])
def test_batch_normalization_gives_all_layers_the_same_spread(initializer):
    found = spreads(initializer, normalize=True)
    assert max(found) < 1.1 * min(found)


@pytest.mark.slow
@pytest.mark.parametrize("normalize", [False, True])
def test_gradients_are_those_of_small_changes(normalize):
    """Changing all activations of the layer before last moves a random loss as its gradients say."""
    import tensorflow as tf

    rng = np.random.default_rng(0)
    x, by_last = rng.normal(size=(200, 100)), rng.normal(size=(200, 100))
    outputs, taped = tf.constant(x), []
    with tf.GradientTape() as tape:
        for _ in range(layers.DEPTH):
            sums = outputs @ layers.kernel("normal", rng)
            if normalize:
                mean, variance = tf.nn.moments(sums, 0)
                sums = (sums - mean) / tf.sqrt(variance + 1e-3)
            outputs = tf.tanh(sums)
            tape.watch(outputs)
            taped.append(outputs)
        loss = tf.reduce_sum(outputs * by_last)
    expected = tape.gradient(loss, taped)
    passed = layers.pass_through("normal", "tanh", normalize=normalize)
    for one, activations, gradients in zip(passed, taped, expected, strict=True):
        assert one.activations == pytest.approx(activations.numpy())
        assert one.gradients == pytest.approx(gradients.numpy(), abs=1e-9)


@pytest.mark.parametrize("rate", [0.0, 0.25, 0.5, 0.8])
def test_inverted_dropout_keeps_the_mean(rate):
    values = np.ones(100_000)
    inverted, plain = (layers.dropout(values, rate, inverted=one) for one in (True, False))
    assert inverted.mean() == pytest.approx(1, abs=0.02) and plain.mean() == pytest.approx(1 - rate, abs=0.01)
    assert set(inverted) <= {0.0, 1 / (1 - rate)} and set(plain) <= {0.0, 1.0}


def test_without_the_division_the_mean_halves_from_layer_to_layer():
    assert layers.means_through_dropout(0.5, inverted=False)[-1] == pytest.approx(0.5**8, rel=0.1)
    assert layers.means_through_dropout(0.5, inverted=True)[-1] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("normalize", [False, True])
@pytest.mark.parametrize(
    ("initializer", "activation"),
    [("normal", "tanh"), ("he_normal", "relu"), ("he_normal", "leaky_relu"), ("uniform", "sigmoid")],
)
def test_the_program_for_initialization_prints_the_same(run_snippet, initializer, activation, normalize):
    slope = 0.01 if activation == "leaky_relu" else 0.0
    passed = layers.pass_through(initializer, activation, normalize=normalize, slope=slope)
    printed = run_snippet("initialization", initializer=initializer, activation=activation, normalize=normalize)
    assert printed["activations"] == pytest.approx([one.activations.std() for one in passed])
    assert printed["gradients"] == pytest.approx([one.gradients.std() for one in passed])


def test_the_program_for_dropout_prints_the_same(run_snippet):
    values = layers.dropout(np.ones(100), 0.4, inverted=True)
    printed = run_snippet("dropout", rate=0.4)
    assert printed["inverted"] == pytest.approx([values.mean()]) and printed["kept"] == [(values > 0).sum()]
    assert printed["plain"] == pytest.approx([layers.dropout(np.ones(100), 0.4, inverted=False).mean()])
