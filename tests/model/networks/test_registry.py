import numpy as np
import pytest

from model.networks import registry
from model.networks.config import ConfigError, ModelConfig
from model.networks.options import DenseOptions, LinearOptions
from model.networks.registry import (
    build_model,
    default_config,
    list_models,
    model_description,
    model_options,
    register_model,
)

CLASSIFIERS = [name for name in list_models() if not default_config(name).segments]


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_every_model_turns_bytes_into_logits_and_has_a_layer_of_features(name):
    config = default_config(name)
    model = build_model(config)
    logits = model(np.zeros((2, *model.input_shape[1:]), np.uint8))
    assert logits.shape == (2, config.outputs) and logits.dtype == "float32"
    assert len(model.get_layer("embed").output.shape) == 2
    assert model_description(name).endswith(".")


def test_a_segmenter_gives_logits_at_half_the_size_of_the_picture():
    model = build_model(default_config("segmenter", input_size=64, classes=5))
    logits = model(np.zeros((2, 64, 64, 3), np.uint8))
    assert logits.shape == (2, 32, 32, 5) and logits.dtype == "float32"
    assert model_description("segmenter").endswith(".")


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_every_model_takes_other_sizes_channels_and_classes(name):
    model = build_model(ModelConfig(name, input_size=48, channels=3, classes=11))
    assert model.input_shape == (None, 48, 48, 3) and model.output_shape == (None, 11)


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("softmax_regression", 28 * 28 * 10 + 10),
        ("tutorial_mlp", 101_770),  # what the tutorial's summary shows
        ("mnist_cnn", 1_199_882),  # what the example's summary shows
        ("lenet5", 60_000 + 900 - 44 + 850),  # the paper's, and what its docstring says of the difference
        ("cnn", 464_810),
        ("tiny", 92_870),
        ("mlp", 404_490),
        ("photo_cnn", 1_180_299),
    ],
)
def test_parameters_are_as_documented(name, parameters):
    assert build_model(default_config(name)).count_params() == parameters


def test_the_layers_of_lenet_have_the_parameters_of_the_paper():
    model = build_model(default_config("lenet5"))
    counts = [model.get_layer(name).count_params() for name in ("conv1", "conv2", "hidden1", "hidden2")]
    assert counts == [156, 1_516 + 900, 48_120, 10_164]


@pytest.mark.parametrize(
    ("name", "options", "layers", "millions"),
    [
        ("resnet_small", {}, 20, 0.27),
        ("resnet_small", {"depth": 32}, 32, 0.46),
        ("wide_resnet", {}, 16, 2.7),
        ("wide_resnet", {"depth": 40}, 40, 8.9),
    ],
)
def test_residual_networks_are_as_deep_and_large_as_their_papers_say(name, options, layers, millions):
    model = build_model(default_config(name, options=options))
    kernels = [weight for weight in model.trainable_variables if len(weight.shape) > 1]
    shortcuts = [layer for layer in model.layers if layer.name.endswith("_shortcut")]
    # WRN counts its three shortcut convolutions as two layers: 6n + 4 with n blocks a stage.
    assert len(kernels) - len(shortcuts) + (2 if shortcuts else 0) == layers
    assert model.count_params() / 1e6 == pytest.approx(millions, abs=0.07)


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("depth", 21, "depth to be one of 8, 14, 20, 26.* Received: 21"),
        ("filters", (16, 32, 16), "do not decrease from stage to stage. Received: 16 at stage3_block1"),
        ("filters", (), "cannot be built"),
    ],
)
def test_a_residual_network_that_cannot_be_is_refused(option, value, complaint):
    with pytest.raises(ConfigError, match=complaint):
        build_model(ModelConfig("resnet_small", options={option: value}))


def test_options_reach_the_network():
    small = build_model(ModelConfig("cnn", options={"filters": (4, 8), "normalization": "none", "activation": "tanh"}))
    assert small.count_params() < 2_000
    assert not [layer for layer in small.layers if layer.name.endswith("_norm")]


def test_a_network_has_the_options_that_mean_something_for_it():
    assert set(model_options("softmax_regression")) == {"scaling", "initializer", "l1", "l2", "input_dropout"}
    assert set(model_options("mlp")) == {"units", *vars(DenseOptions())}
    assert model_options("cnn")["normalization"] == "batch" and "conv_dropout" in model_options("cnn")


def test_an_unknown_model_is_refused_with_the_choices():
    with pytest.raises(ConfigError, match=f"no model named 'resnet9000'.*{', '.join(list_models())}"):
        build_model(ModelConfig("resnet9000"))


def test_an_unknown_option_is_refused_with_the_choices():
    with pytest.raises(ConfigError, match=r"cnn has no option 'widht'.*filters, scaling.*activation"):
        build_model(ModelConfig("cnn", options={"widht": 2}))


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("activation", "nonsense", "one of identity, sigmoid.* Received: 'nonsense'"),
        ("normalization", "nonsense", "one of none, batch.* Received: 'nonsense'"),
        ("normalization_place", "nonsense", "one of before, after"),
        ("initializer", "nonsense", "one of zeros, small_uniform"),
        ("scaling", "nonsense", "one of standardize, unit, imagenet"),
        ("dropout", 1.0, r"dropout to be in \[0, 1\)\. Received: 1.0"),
        ("input_dropout", -0.1, r"input_dropout to be in \[0, 1\)"),
        ("l1", -1.0, "l1 to be 0 or more"),
        ("l2", float("inf"), "l2 to be 0 or more, and finite"),
        ("width", 0.0, "width to be above 0"),
        ("width", "wide", "cannot be built"),
        ("units", ("many",), "cannot be built"),
        ("units", (64, -5), "units and filters to be 1 or more. Received: -5"),
    ],
)
def test_a_wrong_value_is_refused(option, value, complaint):
    with pytest.raises(ConfigError, match=complaint):
        build_model(ModelConfig("mlp", options={option: value}))


def test_a_name_is_registered_once():
    def cnn(x, layers):
        return x

    with pytest.raises(ConfigError, match="'cnn' is registered already"):
        register_model(LinearOptions())(cnn)


def test_a_new_model_is_one_function(monkeypatch):
    monkeypatch.setattr(registry, "_MODELS", dict(registry._MODELS))

    @register_model(LinearOptions(scaling="unit"))
    def pooled(x, layers, *, size: int = 7):
        """Averages."""
        import keras

        return keras.layers.Flatten()(keras.layers.AveragePooling2D(size)(x))

    assert model_options("pooled") == {"size": 7, **vars(LinearOptions(scaling="unit"))}
    assert build_model(ModelConfig("pooled", options={"size": 14})).count_params() == 4 * 10 + 10


def test_read_back_from_json_a_configuration_is_the_same():
    assert ModelConfig("cnn", options={"filters": [4, 8]}) == ModelConfig("cnn", options={"filters": (4, 8)})
