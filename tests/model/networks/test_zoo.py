"""Every registered network, and every layer option: a new network is tested the moment it is registered."""

import dataclasses

import keras
import numpy as np
import pytest

from model.exports.writer import export_model
from model.networks.config import ConfigError
from model.networks.options import CHOICES
from model.networks.registry import build_model, default_config, list_models, model_options
from model.predictor import Predictor

SHALLOW = {
    "convmixer_small": {"depth": 2},
    "resnet_small": {"depth": 8},
    "wide_resnet": {"depth": 10, "widen_factor": 1},
}
DENSE, CONVOLUTIONAL = "tutorial_mlp", "lenet5"
APART = {"tensorflow": 1e-3, "litert": 1e-2}  # LiteRT's kernels are rounded with the normalisation folded in
AMOUNTS = {"l1": 1e-3, "l2": 1e-3, "input_dropout": 0.1, "dropout": 0.2, "conv_dropout": 0.3, "width": 0.5}
TRIED = [(name, amount) for name in (DENSE, CONVOLUTIONAL) for amount in AMOUNTS if amount in model_options(name)]
VARIATIONS = range(len(CHOICES["activation"]))
# Each export takes seconds. Among the quick tests are one network of each kind, every new one, and one variation.
SLOW = {
    "adaline",
    "alexnet_small",
    "cnn",
    "convmixer_small",
    "efficientnet_lite",
    "mlp",
    "mlp_deep",
    "mnist_cnn",
    "perceptron",
    "perceptron_mse",
    "photo_cnn",
    "separable_cnn",
    "tiny",
    "tutorial_mlp",
    "vgg_small",
    "wide_resnet",
}


THOROUGH = "efficientnet_lite"  # the deepest network takes half a minute


def some_slow(values, is_slow):
    """Parameters of a test; those for which ``is_slow`` holds are marked as slow, and one as thorough."""
    marks = {value: [pytest.mark.slow] if is_slow(value) else [] for value in values}
    return [
        pytest.param(value, marks=[pytest.mark.slow, pytest.mark.thorough] if value == THOROUGH else marks[value])
        for value in values
    ]


def small(name, **options):
    """A network at a quarter of its width, and as shallow as it gets."""
    narrow = {"width": 0.25} if "width" in model_options(name) else {}
    return default_config(name, options={**narrow, **SHALLOW.get(name, {}), **options})


def varied(name, number, keys=tuple(CHOICES)):
    """One of `VARIATIONS` sets of options: in all of them together, each value of each option occurs."""
    options = {key: CHOICES[key][number % len(CHOICES[key])] for key in keys if key in model_options(name)}
    if options.get("normalization") == "instance":  # which some networks refuse
        options |= {"normalization_place": "before"} if has_pixels(name) else {"normalization": "none"}
    return options


def has_pixels(name):
    return "conv_dropout" in model_options(name)


def noise(config, n=8):
    shape = (n, config.input_size, config.input_size, config.channels)
    return np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)


def train_two_steps(config):
    """The network after two steps, in each of which every weight had a finite gradient."""
    import tensorflow as tf

    keras.utils.set_random_seed(0)
    model = build_model(config)
    images, labels = noise(config), np.arange(8)
    optimizer = keras.optimizers.SGD(0.01)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    for _ in range(2):
        with tf.GradientTape() as tape:
            total = loss(labels, model(images, training=True)) + sum(model.losses)
        gradients = tape.gradient(total, model.trainable_variables)
        for variable, gradient in zip(model.trainable_variables, gradients, strict=True):
            assert gradient is not None and np.isfinite(gradient).all(), variable.path
        optimizer.apply(gradients, model.trainable_variables)
    return model


CLASSIFIERS = [name for name in list_models() if not default_config(name).segments]


def check_export(config, card, directory):
    """Trains two steps, exports, reloads, and compares the outputs."""
    model = train_two_steps(config)
    export_model(model, dataclasses.replace(card, architecture=config), directory)
    images = noise(config)
    logits = model(images).numpy()
    assert np.ptp(logits, axis=0).min() > 0  # the output depends on the images
    for runtime, apart in APART.items():
        assert Predictor(directory, runtime).outputs(images)["logits"] == pytest.approx(logits, rel=apart, abs=apart)


@pytest.mark.parametrize("name", some_slow(CLASSIFIERS, SLOW.__contains__))
def test_every_network_learns_and_answers_the_same_when_exported(name, card, tmp_path):
    check_export(small(name), card, tmp_path / name / "1")


@pytest.mark.parametrize("number", some_slow(VARIATIONS, bool))
@pytest.mark.parametrize("name", [DENSE, CONVOLUTIONAL])
def test_every_option_that_changes_layers_is_exported(name, number, card, tmp_path):
    options = varied(name, number, ["activation", "normalization", "normalization_place", "scaling"])
    check_export(small(name, **options), card, tmp_path / name / "1")


@pytest.mark.parametrize("initializer", CHOICES["initializer"])
@pytest.mark.parametrize("name", some_slow((DENSE, CONVOLUTIONAL), CONVOLUTIONAL.__eq__))
def test_every_initializer_has_finite_gradients(name, initializer):
    train_two_steps(small(name, initializer=initializer))


@pytest.mark.parametrize(("name", "amount"), TRIED)
def test_every_amount_has_finite_gradients(name, amount):
    train_two_steps(small(name, **{amount: AMOUNTS[amount]}))


@pytest.mark.parametrize("name", some_slow(CLASSIFIERS, lambda name: True))
def test_every_network_is_built_with_every_option(name):
    amounts = {key: value for key, value in AMOUNTS.items() if key in model_options(name)}
    for number in VARIATIONS:
        model = build_model(small(name, **varied(name, number), **amounts))
        assert model.output_shape == (None, default_config(name).outputs)


@pytest.mark.parametrize("name", [DENSE, "mlp", CONVOLUTIONAL, "cnn"])
def test_from_zeros_no_kernel_ever_leaves_zero_and_all_images_are_answered_alike(name):
    config = small(name, initializer="zeros")
    model = train_two_steps(config)
    kernels = [weight.numpy() for weight in model.trainable_variables if len(weight.shape) > 1]
    assert len(kernels) >= 2 and not any(kernel.any() for kernel in kernels)
    logits = model(noise(config)).numpy()
    assert (logits == logits[0]).all() and logits.any()


@pytest.mark.parametrize("name", [name for name in list_models() if "activation" in model_options(name)])
def test_instance_normalization_is_refused_where_it_would_leave_nothing(name):
    after = small(name, normalization="instance", normalization_place="after")
    if has_pixels(name) and "units" in model_options(name):
        build_model(after)
    else:
        with pytest.raises(ConfigError, match="Instance normalisation.*Choose"):
            build_model(after)
