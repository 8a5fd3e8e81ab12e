import json

import pytest

from model.networks.config import ConfigError
from model.networks.registry import default_config, list_models
from training.config import TrainConfig, read_settings, train_config
from training.presets import PRESETS, Preset


@pytest.mark.parametrize("model", list_models())
@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_fits_every_model_and_survives_json(model, preset):
    config = train_config(model, preset, photos=default_config(model).for_photos)
    assert TrainConfig.from_json(json.loads(json.dumps(config.to_json()))) == config


def test_settings_reach_the_training_and_the_network():
    config = train_config("cnn", "quick", ["epochs=7", "filters=8,16", "flip=none", "learning_rate=0.01"], seed=4)
    assert (config.epochs, config.seed) == (7, 4)
    assert (config.augmentation.flip, config.optimization.learning_rate) == ("none", 0.01)
    assert config.model.options == {"filters": (8, 16)}


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("epochz=3", "no option 'epochz'.*filters.*epochs"),
        ("epochs=three", r"like epochs=5\. Received: epochs=three"),
        ("flip=perhaps", "flip to be one of none, random, alternating. Received: 'perhaps'"),
        ("deterministic=perhaps", "like deterministic=False"),
        ("optimizer=best", "optimizer to be one of sgd, momentum, .*, muon"),
        ("schedule=best", "schedule to be one of constant, step, cosine, one_cycle, plateau"),
        ("loss=best", "loss to be one of cross_entropy, mse"),
        ("ema_momentum=1", r"ema_momentum to be in \[0, 1\)"),
        ("filters=a,b", "like filters=32,64,128"),
        ("epochs", "--set key=value"),
        ("epochs=0", "epochs to be at least 1"),
        ("label_smoothing=1", r"label_smoothing to be in \[0, 1\)"),
        ("learning_rate=nan", "learning_rate to be a finite number"),
        ("learning_rate=inf", "learning_rate to be a finite number"),
        ("seed=-1", "seed to be from 0"),
        ("shift=-1", "shift to be 0 or more"),
        ("precision=float16", "one of auto, float32, bfloat16"),
    ],
)
def test_a_wrong_setting_names_the_choices(setting, complaint):
    with pytest.raises(ConfigError, match=complaint):
        train_config("cnn", "quick", [setting])


def test_another_optimizer_brings_its_own_learning_rate_unless_one_is_set():
    preset = train_config("cnn", "quick").optimization
    sgd = train_config("cnn", "quick", ["optimizer=nesterov"]).optimization
    assert (sgd.learning_rate, sgd.momentum, sgd.weight_decay) == (0.05, 0.9, 5e-3)
    assert train_config("cnn", "quick", ["learning_rate=1", "optimizer=nesterov"]).optimization.learning_rate == 1
    assert train_config("cnn", "quick", ["optimizer=adam"]).optimization.momentum == 0
    assert train_config("cnn", "quick", [f"optimizer={preset.optimizer}"]).optimization == preset


def test_a_file_says_the_same_as_settings(tmp_path):
    file = tmp_path / "wide.toml"
    file.write_text('epochs = 3\n[model]\nfilters = [8, 16]\ntta_flip = true\n[train]\nflip = "none"\nwarmup = 0.2\n')
    said = ["epochs=3", "filters=8,16", "tta_flip=true", "flip=none", "warmup=0.2"]
    assert train_config("cnn", "quick", read_settings(file)) == train_config("cnn", "quick", said)
    assert train_config("cnn", "quick", [*read_settings(file), "epochs=4"]).epochs == 4
    file.write_text("epochs: 3")
    with pytest.raises(ConfigError, match="cannot be read as TOML"):
        read_settings(file)


def test_a_preset_may_set_test_time_augmentation(monkeypatch):
    monkeypatch.setitem(PRESETS, "both", Preset("", {"epochs": 3, "tta_flip": True}))
    assert train_config("mlp", "both").model.tta_flip
    assert not train_config("mlp", "both", ["tta_flip=false"]).model.tta_flip
    assert not train_config("mlp", "quick").model.tta_flip


def test_photos_have_the_options_that_mean_something_for_them():
    photos = train_config(
        "photo_cnn", "smoke", ["optimizer=muon", "synthetic_negatives=2", "input_size=64"], photos=True
    )
    assert (photos.optimization.optimizer, photos.photos.synthetic_negatives, photos.model.input_size) == (
        "muon",
        2,
        64,
    )
    refused = (
        "cutmix=1",
        "patience=2",
        "schedule=plateau",
        "teacher=t.npz",
        "batch_size=0",
        "channels=5",
        "channels=1",
    )
    for setting in (*refused, "channels=1", "input_size=-5", "input_size=600"):
        with pytest.raises(ConfigError, match=setting.partition("=")[0]):
            train_config("photo_cnn", "smoke", [setting], photos=True)
    with pytest.raises(ConfigError, match="no option 'synthetic_negatives'"):
        train_config("cnn", "quick", ["synthetic_negatives=2"])


def test_a_wrong_preset_or_model_names_the_choices():
    with pytest.raises(ConfigError, match="smoke, quick, full"):
        train_config("cnn", "endless")
    with pytest.raises(ConfigError, match=", ".join(list_models())):
        train_config("gan", "quick")


def test_options_that_a_training_would_ignore_are_refused():
    with pytest.raises(ConfigError, match="Expected start_from to be empty, except for photos"):
        train_config("cnn", "quick", ["start_from=runs/other"])
    with pytest.raises(ConfigError, match="Expected folds to be 0 for a segmenter"):
        train_config("segmenter", "quick", photos=True, folds=5)
