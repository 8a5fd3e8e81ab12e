import json

import keras
import numpy as np
import pytest

from model.networks.registry import build_model, default_config
from training.photos.pretrained import (
    FOLDER,
    PretrainedError,
    load_pretrained,
    main,
    pretrained_backbone,
    recorded_features,
    scaled_pixels,
    starting_weights,
)


@pytest.fixture(scope="module")
def backbone():
    return pretrained_backbone()


def test_the_stored_weights_give_the_features_of_the_reference_network(backbone):
    images, features = recorded_features()
    assert images.shape == (10, 160, 160, 3) and images.dtype == np.uint8 and features.shape == (10, 1280)
    assert np.abs(backbone.predict(scaled_pixels(images), verbose=0) - features).max() < 1e-2
    assert np.ptp(features, axis=0).max() > 1  # the pictures differ


def test_the_conversion_was_exact_in_float32():
    measured = json.loads((FOLDER / "efficientnet_lite0.json").read_text("utf-8"))
    assert measured["logits_difference"] < 1e-3 and measured["pictures"] == 10


def test_the_weights_and_their_licence_are_small_enough_to_ship():
    assert (FOLDER / "efficientnet_lite0.npz").stat().st_size < 8 * 2**20
    assert "Apache" in (FOLDER / "LICENSE").read_text("utf-8")


def test_a_network_with_a_mask_answers_at_first_as_if_it_had_none(backbone):
    model = build_model(default_config("efficientnet_lite", input_size=64))
    load_pretrained(model)
    kernel = model.get_layer("stem").kernel.numpy()
    assert kernel.shape == (3, 3, 4, 32) and np.abs(kernel[:, :, 3]).max() == 0
    assert np.array_equal(kernel[:, :, :3], backbone.get_layer("stem").kernel.numpy())
    images = np.random.default_rng(0).integers(0, 256, (2, 64, 64, 4), np.uint8)
    embed = keras.Model(model.input, model.get_layer("embed").output)
    masked = images.copy()
    masked[..., 3] = 0
    assert np.allclose(embed.predict(images, verbose=0), embed.predict(masked, verbose=0), atol=1e-4)


def test_a_training_starts_from_them_unless_told_otherwise():
    assert starting_weights(default_config("efficientnet_lite")) is not None
    assert starting_weights(default_config("efficientnet_lite", options={"pretrained": "none"})) is None
    assert starting_weights(default_config("photo_cnn")) is None


def test_weights_of_another_variant_or_none_at_all_are_one_sentence(tmp_path):
    model = build_model(default_config("efficientnet_lite", input_size=32, options={"variant": "lite2"}))
    with pytest.raises(PretrainedError, match="Choose the variant that was converted"):
        load_pretrained(model)
    with pytest.raises(PretrainedError, match="pretrained=none"):
        load_pretrained(model, folder=tmp_path)


def test_the_command_says_what_it_needs(capsys, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    assert main(["--out", str(tmp_path)]) == 2
    assert "pip install torch" in capsys.readouterr().err
