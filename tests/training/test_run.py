import json
import math
import shutil

import pytest

from training.config import train_config
from training.fitting import load_trained
from training.run import Run, RunError, as_json


def test_json_has_null_for_what_is_not_finite():
    assert as_json({"a": math.nan, "b": [math.inf, 1.0], "c": {"d": -math.inf}}) == (
        '{"a": null, "b": [null, 1.0], "c": {"d": null}}'
    )


def test_figures_are_of_the_weights_that_were_scored(scored_run, tmp_path):
    run = Run(tmp_path / "run")
    shutil.copytree(scored_run, run.path)
    assert run.figures()["test"]["n"] == 100 and "test" not in run.read("result")
    model = load_trained(run, run.config().model)
    model.set_weights([weight + 1 for weight in model.get_weights()])
    model.save_weights(run.best_weights)
    assert "test" not in run.figures()


def test_a_result_of_an_earlier_version_has_its_test_figures(scored_run, tmp_path):
    run = Run(tmp_path / "run")
    shutil.copytree(scored_run, run.path, ignore=shutil.ignore_patterns("evaluation.json"))
    old = json.loads((run.path / "result.json").read_text()) | {"test": {"accuracy": 0.5}}
    (run.path / "result.json").write_text(json.dumps(old))
    assert run.figures()["test"] == {"accuracy": 0.5}


def test_a_run_of_an_earlier_version_means_what_it_meant_then(tmp_path):
    values = train_config("cnn", "smoke", ["normalization=layer", "activation=leaky_relu"]).to_json()
    (tmp_path / "config.json").write_text(json.dumps({"train": values, "data": {}}))
    assert Run(tmp_path).config().model.options == {
        "normalization": "layer_per_pixel",
        "activation": "leaky_relu",
        "negative_slope": 0.2,
    }
    (tmp_path / "config.json").write_text(json.dumps({"version": 2, "train": values, "data": {}}))
    assert Run(tmp_path).config().model.options == {"normalization": "layer", "activation": "leaky_relu"}


def test_a_missing_run_names_the_file_and_what_to_do(tmp_path):
    with pytest.raises(RunError, match=r"holds no result\.json: finish the training with --resume"):
        Run(tmp_path).figures()


def test_a_run_that_an_earlier_version_started_is_read(tmp_path):
    config = train_config("mlp", "smoke")
    values = config.to_json() | {"train_fraction": 1.0, "keep": config.checkpoint}
    del values["checkpoint"]
    values["augmentation"]["fill_mode"] = "constant"
    (tmp_path / "config.json").write_text(json.dumps({"train": values, "data": {}}))
    assert Run(tmp_path).config() == config
    reflected = values | {"augmentation": values["augmentation"] | {"fill_mode": "reflect"}}
    for other in (values | {"train_fraction": 0.5}, reflected):
        (tmp_path / "config.json").write_text(json.dumps({"train": other, "data": {}}))
        with pytest.raises(RunError, match="of another version"):
            Run(tmp_path).config()
