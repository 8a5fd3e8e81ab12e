"""What each layer option means."""

import keras
import numpy as np
import pytest

from model.networks.blocks import hidden_layers, kernel_initializer, negative_slope
from model.networks.config import ConfigError, ModelConfig
from model.networks.options import CHOICES, ConvOptions, DenseOptions
from model.networks.registry import build_model

IMAGES = np.random.default_rng(1).integers(0, 256, (2, 28, 28, 1), dtype=np.uint8)
X = np.linspace(-3, 3, 25, dtype=np.float32)


def hidden(**options):
    """A function from float (N, 8) through one dense layer of 8 units, its kernel the identity, its bias 0."""
    inputs = keras.Input((8,))
    model = keras.Model(inputs, hidden_layers(inputs, (8,), DenseOptions(**options)))
    model.get_layer("hidden1").kernel.assign(np.eye(8))
    return lambda values: model(values).numpy()


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        ("identity", X),
        ("sigmoid", 1 / (1 + np.exp(-X))),
        ("tanh", np.tanh(X)),
        ("hard_tanh", np.clip(X, -1, 1)),
        ("relu", np.maximum(X, 0)),
        ("softsign", X / (1 + np.abs(X))),
        ("leaky_relu", np.where(X > 0, X, 0.01 * X)),
        ("prelu", np.where(X > 0, X, 0.25 * X)),
        ("elu", np.where(X > 0, X, np.exp(X) - 1)),
        ("swish", X / (1 + np.exp(-X))),
    ],
)
def test_activations_are_what_they_are_called(activation, expected):
    outputs = hidden(activation=activation)(np.repeat(X[:, None], 8, axis=1))
    assert outputs[:, 0] == pytest.approx(expected, abs=1e-5)


def test_the_slope_of_leaky_relu_is_an_option():
    outputs = hidden(activation="leaky_relu", negative_slope=0.2)(np.repeat(X[:, None], 8, axis=1))
    assert outputs[:, 0] == pytest.approx(np.where(X > 0, X, 0.2 * X), abs=1e-5)
    with pytest.raises(ConfigError, match="negative_slope to be in"):
        DenseOptions(negative_slope=1.5)


def test_gelu_lies_where_its_paper_draws_it():
    values = np.tile([-1.0, 0.0, 1.0, 2.0], (1, 2)).astype(np.float32)
    assert hidden(activation="gelu")(values)[0, :4] == pytest.approx([-0.1587, 0, 0.8413, 1.9545], abs=1e-3)


@pytest.mark.parametrize("normalization", ["layer", "group"])
def test_normalization_before_relu_leaves_negatives_out_and_after_it_brings_them_back(normalization):
    values = np.random.default_rng(0).normal(5, 2, (20, 8)).astype(np.float32)
    before = hidden(normalization=normalization, normalization_place="before", activation="relu")(values)
    after = hidden(normalization=normalization, normalization_place="after", activation="relu")(values)
    assert before.min() == 0 and after.min() < 0
    assert after.mean(axis=1) == pytest.approx(0, abs=1e-4)


def feature_maps(normalization):
    """What the first convolution's normalisation gives for two images: float (2, 28, 28, 8)."""
    options = {"filters": (8, 8), "normalization": normalization}
    model = build_model(ModelConfig("cnn", options=options))
    normalized = keras.Model(model.input, model.get_layer("stem_norm").output)
    return normalized(IMAGES, training=True).numpy()


@pytest.mark.parametrize(
    ("normalization", "axes"),
    [
        ("layer", (1, 2, 3, 4)),
        ("layer_per_pixel", (3, 4)),
        ("instance", (1, 2)),
        ("group", (1, 2, 4)),
        ("batch", (0, 1, 2)),
    ],
)
def test_what_is_normalized_over_has_mean_zero(normalization, axes):
    pairs_of_filters = feature_maps(normalization).reshape(2, 28, 28, 4, 2)
    assert np.abs(pairs_of_filters.mean(axis=axes)).max() < 1e-3


def test_layer_normalization_of_an_image_leaves_its_pixels_different_means():
    assert np.abs(feature_maps("layer").mean(axis=3)).max() > 0.1


@pytest.mark.parametrize(
    ("activation", "gain"),
    [("relu", 2), ("gelu", 2), ("leaky_relu", 2 / (1 + 0.01**2)), ("prelu", 2 / (1 + 0.25**2)), ("identity", 1)],
)
@pytest.mark.parametrize("distribution", ["uniform", "normal"])
def test_he_allows_for_the_slope_of_what_is_negative(distribution, activation, gain):
    keras.utils.set_random_seed(0)
    slope = negative_slope(DenseOptions(), activation)
    kernel = keras.ops.convert_to_numpy(kernel_initializer(f"he_{distribution}", slope)((500, 400)))
    assert kernel.var() == pytest.approx(gain / 500, rel=0.02)


@pytest.mark.parametrize(
    ("name", "deviation"),
    [
        ("zeros", 0),
        ("small_uniform", 0.01),
        ("small_normal", 0.01),
        ("uniform", 0.5 / np.sqrt(3)),
        ("normal", 0.1),
        ("glorot_uniform", np.sqrt(2 / 900)),
        ("glorot_normal", np.sqrt(2 / 900)),
    ],
)
def test_initializers_have_the_deviation_of_their_papers(name, deviation):
    keras.utils.set_random_seed(0)
    kernel = keras.ops.convert_to_numpy(kernel_initializer(name)((500, 400)))
    assert kernel.std() == pytest.approx(deviation, rel=0.02)


@pytest.mark.parametrize("name", ["softmax_regression", "lenet5", "separable_cnn", "convmixer_small"])
def test_l1_and_l2_are_on_every_kernel_and_on_nothing_else(name):
    model = build_model(ModelConfig(name, options={"l1": 0.5, "l2": 0.25}))
    kernels = [keras.ops.convert_to_numpy(w) for w in model.trainable_variables if w.name.endswith("kernel")]
    by_hand = sum(0.5 * np.abs(kernel).sum() + 0.25 * np.square(kernel).sum() for kernel in kernels)
    assert float(sum(model.losses)) == pytest.approx(by_hand, rel=1e-4)
    assert build_model(ModelConfig(name)).losses == []


def test_every_rate_of_dropout_is_where_its_name_says():
    options = {"input_dropout": 0.1, "conv_dropout": 0.2, "dropout": 0.3}
    model = build_model(ModelConfig("lenet5", options=options))
    rates = {layer.name: layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)}
    assert rates == {
        "input_dropout": 0.1,
        "conv1_dropout": 0.2,
        "conv2_dropout": 0.2,
        "hidden1_dropout": 0.3,
        "hidden2_dropout": 0.3,
    }


def test_width_multiplies_every_hidden_layer():
    model = build_model(ModelConfig("lenet5", options={"width": 0.5}))
    layers = ("conv1", "conv2", "hidden1", "hidden2", "logits")
    assert [model.get_layer(name).output.shape[-1] for name in layers] == [3, 8, 60, 42, 10]
    assert ConvOptions(width=0.001).scaled(6) == 1


@pytest.mark.parametrize(
    ("scaling", "ends"), [("standardize", (-0.8103, 2.0224)), ("unit", (0, 1)), ("imagenet", (-127 / 128, 1))]
)
def test_scaling_of_black_and_white(scaling, ends):
    model = build_model(ModelConfig("softmax_regression", options={"scaling": scaling}))
    scaled = keras.Model(model.input, model.get_layer("embed").output)
    for level, expected in zip((0, 255), ends, strict=True):
        output = scaled(np.full((1, 28, 28, 1), level, np.uint8)).numpy()
        assert output == pytest.approx(expected, abs=1e-4)


def test_a_bias_is_left_out_only_where_normalization_follows_at_once():
    biases = {
        (normalization, place): DenseOptions(normalization=normalization, normalization_place=place).use_bias
        for normalization in CHOICES["normalization"]
        for place in CHOICES["normalization_place"]
    }
    assert {key for key, use_bias in biases.items() if not use_bias} == {
        (normalization, "before") for normalization in CHOICES["normalization"] if normalization != "none"
    }
