import json

import pytest

from model.config import ConfigError
from model.registry import default_config, list_models
from training.config import PRESETS, TrainConfig, train_config


@pytest.mark.parametrize("model", list_models())
@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_fits_every_model_and_survives_json(model, preset):
    config = train_config(model, preset, photos=default_config(model).rejects)
    assert TrainConfig.from_json(json.loads(json.dumps(config.to_json()))) == config


def test_settings_reach_the_training_and_the_network():
    config = train_config("cnn", "quick", ["epochs=7", "filters=8,16", "flip=false", "learning_rate=0.01"], seed=4)
    assert (config.epochs, config.flip, config.learning_rate, config.seed) == (7, False, 0.01, 4)
    assert config.model.options == {"filters": (8, 16)}


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("epochz=3", "no option 'epochz'.*filters.*epochs"),
        ("epochs=three", r"like epochs=5\. Received: epochs=three"),
        ("flip=perhaps", "like flip=True"),
        ("filters=a,b", "like filters=32,64,128"),
        ("epochs", "--set key=value"),
        ("epochs=0", "epochs to be at least 1"),
        ("label_smoothing=1", r"label_smoothing to be in \[0, 1\)"),
        ("learning_rate=nan", "learning_rate to be a finite number"),
        ("learning_rate=inf", "learning_rate to be a finite number"),
        ("seed=-1", "seed to be from 0"),
        ("shift=-1", "shift not to be negative"),
        ("precision=float16", "one of auto, float32, bfloat16"),
    ],
)
def test_a_wrong_setting_names_the_choices(setting, complaint):
    with pytest.raises(ConfigError, match=complaint):
        train_config("cnn", "quick", [setting])


def test_a_wrong_preset_or_model_names_the_choices():
    with pytest.raises(ConfigError, match="smoke, quick, full"):
        train_config("cnn", "endless")
    with pytest.raises(ConfigError, match=", ".join(list_models())):
        train_config("gan", "quick")
