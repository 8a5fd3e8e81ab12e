import numpy as np
import pytest

from model import registry
from model.config import ConfigError, ModelConfig
from model.registry import build_model, default_config, list_models, model_description, model_options, register_model


@pytest.mark.parametrize("name", list_models())
def test_every_model_turns_bytes_into_logits_and_has_a_layer_of_features(name):
    config = default_config(name)
    model = build_model(config)
    logits = model.predict_on_batch(np.zeros((2, *model.input_shape[1:]), np.uint8))
    assert logits.shape == (2, config.outputs) and logits.dtype == np.float32
    assert len(model.get_layer("embed").output.shape) == 2
    assert model_description(name).endswith(".")


@pytest.mark.parametrize("name", list_models())
def test_every_model_takes_other_sizes_channels_and_classes(name):
    model = build_model(ModelConfig(name, input_size=48, channels=3, classes=11))
    assert model.input_shape == (None, 48, 48, 3) and model.output_shape == (None, 11)


def test_parameters_are_as_documented():
    counts = {name: build_model(default_config(name)).count_params() for name in list_models()}
    assert counts["softmax_regression"] == 7850
    assert 250_000 < counts["cnn"] < 350_000


def test_options_reach_the_network():
    small = build_model(ModelConfig("cnn", options={"filters": (4, 8), "normalization": "none", "activation": "tanh"}))
    assert small.count_params() < 2_000
    assert not [layer for layer in small.layers if layer.name.endswith("_norm")]


def test_an_unknown_model_is_refused_with_the_choices():
    with pytest.raises(ConfigError, match=r"no model named 'resnet9000'.*cnn, mlp, photo_cnn, softmax_regression"):
        build_model(ModelConfig("resnet9000"))


def test_an_unknown_option_is_refused_with_the_choices():
    with pytest.raises(ConfigError, match=r"cnn has no option 'widht'.*filters, activation"):
        build_model(ModelConfig("cnn", options={"widht": 2}))


@pytest.mark.parametrize("option", ["activation", "normalization", "initializer"])
def test_an_unknown_value_is_refused(option):
    with pytest.raises(ConfigError, match="nonsense"):
        build_model(ModelConfig("mlp", options={option: "nonsense"}))


def test_a_name_is_registered_once():
    def cnn(x):
        return x

    with pytest.raises(ConfigError, match="'cnn' is registered already"):
        register_model()(cnn)


def test_a_new_model_is_one_function(monkeypatch):
    monkeypatch.setattr(registry, "_ARCHITECTURES", dict(registry._ARCHITECTURES))

    @register_model()
    def pooled(x, *, size: int = 7):
        """Averages."""
        import keras

        return keras.layers.Flatten()(keras.layers.AveragePooling2D(size)(x))

    assert model_options("pooled") == {"size": 7}
    assert build_model(ModelConfig("pooled", options={"size": 14})).count_params() == 4 * 10 + 10


def test_read_back_from_json_a_configuration_is_the_same():
    assert ModelConfig("cnn", options={"filters": [4, 8]}) == ModelConfig("cnn", options={"filters": (4, 8)})
