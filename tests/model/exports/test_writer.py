import dataclasses
import shutil
import subprocess

import keras
import numpy as np
import pytest

from model.calibration import Thresholds
from model.exports.card import Card, ExportError
from model.exports.store import LIVE_FILE, MANIFEST, check_export, find_export, list_exports, next_version
from model.exports.writer import export_model
from model.metrics import softmax
from model.networks.ensemble import with_tta
from model.networks.registry import build_model
from model.ood import fit_feature_gaussians, ood_features
from model.predictor import Predictor

IMAGES = np.random.default_rng(0).integers(0, 256, (70, 28, 28, 1), dtype=np.uint8)


@pytest.fixture
def copy(exported, tmp_path):
    """A copy of the export that a test may spoil."""
    shutil.copytree(exported[0], tmp_path / "small" / "1")
    return tmp_path / "small" / "1"


# LiteRT's converter rounds kernels once more, after it has folded the normalisation into them.
@pytest.mark.parametrize(("runtime", "apart"), [("tensorflow", 1e-4), ("litert", 1e-3)])
def test_the_export_predicts_as_the_keras_network_does(exported, runtime, apart):
    directory, model = exported
    predictor = Predictor(directory, runtime)
    outputs, logits = predictor.outputs(IMAGES), model.predict_on_batch(IMAGES)
    assert set(outputs) == {"probabilities", "logits", "embed"}
    assert outputs["logits"] == pytest.approx(logits, rel=apart, abs=apart)
    assert outputs["probabilities"] == pytest.approx(softmax(logits, temperature=2.0), abs=apart)
    assert outputs["embed"].shape == (70, 8)


@pytest.mark.slow
def test_test_time_augmentation_is_exported_and_the_ood_score_is_of_the_plain_network(card, tmp_path):
    network = build_model(card.architecture)
    model = with_tta(network, tta_flip=True, tta_shift=True)
    features = keras.Model(network.inputs, ood_features(network)).predict_on_batch(IMAGES)
    gaussians = fit_feature_gaussians(features, np.arange(70) % 10)
    export_model(model, card, tmp_path / "tta" / "1", ood_score=gaussians)
    for runtime, apart in (("tensorflow", 1e-4), ("litert", 1e-3)):
        outputs = Predictor(tmp_path / "tta" / "1", runtime).outputs(IMAGES)
        assert outputs["logits"] == pytest.approx(model.predict_on_batch(IMAGES), rel=apart, abs=apart)
        assert outputs["ood_score"].shape == (70,) and np.ptp(outputs["ood_score"]) > 1
        features = keras.Model(network.inputs, ood_features(network)).predict_on_batch(IMAGES)  # of rounded weights
        score = keras.ops.convert_to_numpy(gaussians.score(features))
        assert outputs["ood_score"] == pytest.approx(score, rel=0.01, abs=0.5)


def test_tensorflow_serving_finds_its_signatures_and_weights_are_stored_once(exported):
    import tensorflow as tf

    directory, model = exported
    loaded = tf.saved_model.load(str(directory))
    assert set(loaded.signatures) == {"serving_default", "serve", "logits", "embed"}
    served = loaded.signatures["serving_default"](images=tf.constant(IMAGES))["probabilities"].numpy()
    assert loaded.serve(tf.constant(IMAGES)).numpy() == pytest.approx(served)
    kernels = sum(weight.size for weight in model.get_weights() if weight.ndim > 1)
    bytes_of_weights = 4 * model.count_params() - 2 * kernels
    assert (directory / "variables" / "variables.data-00000-of-00001").stat().st_size < bytes_of_weights + 4_000


def test_weights_that_are_not_finite_are_refused_and_nothing_is_written(card, tmp_path):
    model = build_model(card.architecture)
    spoilt = model.get_weights()
    spoilt[0].flat[0] = np.nan
    model.set_weights(spoilt)
    with pytest.raises(ExportError, match="Expected finite weights of small/1. Received NaN or infinity in 1 of"):
        export_model(model, card, tmp_path / "small" / "1")
    spoilt[0].flat[0] = 1e6  # finite in float32, infinite in the float16 of the files
    model.set_weights(spoilt)
    with pytest.raises(ExportError, match="Expected finite weights"):
        export_model(model, card, tmp_path / "small" / "1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"temperature": np.nan}, "temperature = nan"),
        ({"thresholds": Thresholds(np.inf, 0.1)}, "thresholds.unsure = inf"),
        ({"metrics": {"test": {"per_class": [0.5, float("nan")]}}}, r"metrics.test.per_class\[1\] = nan"),
    ],
)
def test_figures_that_are_not_finite_are_refused_and_nothing_is_written(exported, card, tmp_path, changes, named):
    with pytest.raises(ExportError, match=f"Expected finite figures in the card of small/1. Received: {named}"):
        export_model(exported[1], dataclasses.replace(card, **changes), tmp_path / "small" / "1")
    assert list(tmp_path.iterdir()) == []


def test_a_temperature_of_zero_is_refused(exported, card, tmp_path):
    with pytest.raises(ExportError, match="temperature of small/1 to be above 0. Received: 0"):
        export_model(exported[1], dataclasses.replace(card, temperature=0.0), tmp_path / "small" / "1")


def test_the_card_comes_back_as_it_was_written(exported, card):
    assert Card.read(exported[0]) == card


def test_an_export_is_never_overwritten_and_leaves_nothing_half_written(exported, card):
    directory, model = exported
    with pytest.raises(ExportError, match="exists already"):
        export_model(model, card, directory)
    assert [path.name for path in directory.parent.iterdir()] == ["1"]


def test_an_export_that_fails_leaves_nothing(exported, card, tmp_path, monkeypatch):
    monkeypatch.setattr("model.exports.writer.write_manifest", lambda directory: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_model(exported[1], card, tmp_path / "small" / "2")
    assert list((tmp_path / "small").iterdir()) == []


@pytest.mark.parametrize("file", ["saved_model.pb", "variables/variables.index", "assets.extra/model.tflite"])
def test_a_changed_file_is_refused_before_anything_is_loaded(copy, file):
    content = bytearray((copy / file).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / file).write_bytes(content)
    with pytest.raises(ExportError, match=f"does not match its manifest: {file} differs"):
        Predictor(copy, "litert")


def test_a_missing_and_an_added_file_are_refused(copy):
    (copy / "added").write_bytes(b"")
    with pytest.raises(ExportError, match="added is not in it"):
        check_export(copy)
    (copy / "added").unlink()
    (copy / "saved_model.pb").unlink()
    with pytest.raises(ExportError, match=r"saved_model\.pb is missing"):
        check_export(copy)


def test_a_damaged_card_or_manifest_is_refused(copy):
    (copy / MANIFEST).write_bytes(b"\xff\xfe")
    with pytest.raises(ExportError, match="cannot be read"):
        check_export(copy)
    (copy / "assets.extra" / "card.json").write_text("{}")
    with pytest.raises(ExportError, match="cannot be read as a card"):
        check_export(copy)
    with pytest.raises(ExportError, match="is not an export"):
        check_export(copy.parent)


def test_the_manifest_is_what_sha256sum_reads(exported):
    result = subprocess.run(
        ["sha256sum", "--check", "--quiet", MANIFEST], cwd=exported[0], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_a_name_is_a_path_a_version_a_family_or_a_job(copy, tmp_path):
    shutil.copytree(copy, tmp_path / "small" / "10")
    (tmp_path / "small" / ".writing-x").mkdir()
    (tmp_path / LIVE_FILE).write_text('photo = "small/1"\n')
    assert list_exports(tmp_path) == [copy, tmp_path / "small" / "10"]
    assert find_export("small", tmp_path) == tmp_path / "small" / "10"
    assert find_export("photo", tmp_path) == copy
    assert find_export("small/1", tmp_path) == copy
    assert find_export(str(copy)) == copy
    assert next_version(tmp_path / "small") == 11 and next_version(tmp_path / "new") == 1
    for name in ("small/2", "large", "../small", ""):
        with pytest.raises(ExportError, match="The exports in .* are: small/1, small/10"):
            find_export(name, tmp_path)


def test_a_recipe_of_the_future_is_refused(copy, monkeypatch):
    monkeypatch.setattr("model.predictor.RECIPES", {"another": None})
    with pytest.raises(ExportError, match="recipe 'fashion-mnist'; this version has another"):
        Predictor(copy, "litert")


def test_a_newer_temperature_is_in_the_graph(exported, card, tmp_path):
    sharper = dataclasses.replace(card, temperature=0.5)
    export_model(exported[1], sharper, tmp_path / "small" / "2")
    outputs = Predictor(tmp_path / "small" / "2", "litert").outputs(IMAGES[:3])
    assert outputs["probabilities"] == pytest.approx(softmax(outputs["logits"], 0.5), abs=1e-5)
