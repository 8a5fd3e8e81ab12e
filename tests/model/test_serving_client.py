"""Predictions by TensorFlow Serving: a stand-in speaks its protocol, and TensorFlow says what it would serve."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from data.drawn.scenes import draw_samples
from model import serving_client
from model.exports.store import EXPORTED, find_export, list_exports
from model.garments import read_garment
from model.photo_prediction import photo_inputs, photo_result
from model.predictor import Predictor
from model.runtimes import choose_runtime
from model.segmenter import Segmenter
from model.serving_client import ServingError, serving_url
from tests.model.stand_in_serving import Servable, serving
from wardrobe.__main__ import main
from wardrobe.store.pictures import jpeg

GUIDE = Path(__file__).parents[2] / "docs" / "deploy.md"


def servable(predictor):
    """An export as TensorFlow Serving would serve it, computed by another runtime."""
    names = {"serving_default": "probabilities", "serve": "probabilities", "logits": "logits", "embed": "embed"}

    def run(output):
        return lambda images: predictor.outputs(images)[output]

    signatures = {signature: (output, run(output)) for signature, output in names.items()}
    return Servable(signatures, predictor._image_shape)


@pytest.fixture(scope="module")
def local():
    return Predictor.load("photo", "litert")


@pytest.fixture(scope="module")
def samples():
    """The names and the JPEG bytes of three drawn photos."""
    return [(name, jpeg(scene.image)) for name, scene in draw_samples()[:3]]


@pytest.fixture
def served(local, monkeypatch):
    """A server with the live export for photos, which is set; the export on it."""
    model = servable(local)
    with serving({local.card.id: model}) as url:
        monkeypatch.setenv("WARDROBE_SERVING_URL", url)
        yield model


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(serving_client, "_RETRIES", serving_client._RETRIES.new(backoff_factor=0))


def test_a_server_that_is_named_is_asked(served):
    assert choose_runtime() == choose_runtime("auto") == choose_runtime("serving") == "serving"
    assert choose_runtime(local=True) == choose_runtime("litert") == "litert"
    assert Segmenter.load().runtime == "litert"


def test_without_a_server_there_is_no_such_runtime():
    assert choose_runtime() == "litert"
    with pytest.raises(serving_client.ExportError, match="Set WARDROBE_SERVING_URL"):
        choose_runtime("serving")


def test_photos_have_the_results_that_they_have_here(served, local, samples):
    remote = Predictor.load("photo")
    assert remote.runtime == "serving"
    for name, content in samples[:2]:
        assert remote.predict(content, file=name).to_json() == local.predict(content, file=name).to_json()


def test_a_photo_is_one_request(served, samples):
    remote = Predictor.load("photo")
    served.asked.clear()
    remote.predict(samples[0][1])
    assert served.asked == [("logits", 1)]


def test_many_images_are_several_requests_in_their_order(served, local):
    images = np.random.default_rng(1).integers(0, 256, (11, *local._image_shape), np.uint8)
    remote = Predictor.load("photo")
    served.asked.clear()
    logits = remote.outputs(images, ("logits",))["logits"]
    assert logits == pytest.approx(local.outputs(images)["logits"], abs=1e-4)
    assert served.asked == [("logits", 8), ("logits", 3)]
    assert remote.outputs(images[:2]).keys() == {"probabilities", "logits", "embed"}


def test_the_command_line_asks_the_server(served, photo_file, capsys):
    assert main(["classify", str(photo_file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["label"] == "T-shirt/top"
    assert ("logits", 1) in served.asked


def test_a_server_that_is_gone_is_one_sentence_and_status_2(monkeypatch, photo_file, capsys):
    monkeypatch.setenv("WARDROBE_SERVING_URL", "http://127.0.0.1:9")
    assert main(["classify", str(photo_file)]) == 2
    assert re.fullmatch(
        r"The server that WARDROBE_SERVING_URL names cannot be reached at .*\n", capsys.readouterr().err
    )


def test_a_server_without_the_export_is_one_sentence(monkeypatch, served):
    with pytest.raises(ServingError, match=r"to serve cnn/\d+\. It answers 404: .*Servable not found"):
        Predictor.load("cnn")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no JSON", "Expected JSON"),
        (b"{}", "Expected numbers"),
        (b'{"predictions": [[1, 2], [3, 4]]}', "Expected 1 results.*Received: 2"),
        (b'{"predictions": [["one"]]}', "Expected numbers"),
        (b'{"predictions": [[1], [2, 3]]}', "Expected numbers"),
    ],
)
def test_another_answer_than_expected_is_one_sentence(local, monkeypatch, content, message):
    def spoil(path, status, answer):
        return (status, content) if path.endswith(":predict") else (status, answer)

    with serving({local.card.id: servable(local)}, spoil) as url:
        monkeypatch.setenv("WARDROBE_SERVING_URL", url)
        with pytest.raises(ServingError, match=message):
            Predictor.load("photo")


def test_a_server_that_was_away_for_a_moment_is_asked_again(local, monkeypatch, samples):
    statuses = [503, 502]

    def spoil(path, status, answer):
        return (statuses.pop(), b"away") if statuses else (status, answer)

    with serving({local.card.id: servable(local)}, spoil) as url:
        monkeypatch.setenv("WARDROBE_SERVING_URL", url)
        assert Predictor.load("photo").predict(samples[0][1]).label == "T-shirt/top"
    assert statuses == []


@pytest.mark.parametrize("url", ["localhost:8501", "ftp://server", "http://", "http://server/?a=1"])
def test_a_setting_that_is_no_url_is_refused(monkeypatch, url):
    monkeypatch.setenv("WARDROBE_SERVING_URL", url)
    with pytest.raises(ServingError, match="Expected WARDROBE_SERVING_URL to be a URL"):
        serving_url()


def test_a_slash_at_its_end_does_not_matter(monkeypatch):
    monkeypatch.setenv("WARDROBE_SERVING_URL", " http://server:8501/base/ ")
    assert serving_url() == "http://server:8501/base"


def test_the_steps_for_a_client_give_the_result_of_the_predictor(local, samples):
    for name, content in samples:
        garment = read_garment(content)
        inputs = photo_inputs(garment, local.card)
        assert inputs.dtype == np.uint8 and inputs.shape[1:] == local._image_shape
        result = photo_result(local.card, garment, inputs, local.outputs(inputs)["logits"], file=name)
        assert result.to_json() == local.predict(content, file=name).to_json()


def test_the_documented_client_classifies_a_photo(served, photo_file, monkeypatch):
    [example] = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    photo_file.rename(photo_file.with_name("shirt.jpg"))
    monkeypatch.chdir(photo_file.parent)
    names = {}
    exec(example.replace("http://localhost:8501", serving_url()), names)
    assert names["result"].label == "T-shirt/top"


@pytest.mark.slow
@pytest.mark.parametrize("directory", list_exports(), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_tensorflow_serves_the_exports_as_they_stand(directory, monkeypatch, samples):
    """What a server reads: the tag, the signatures with their names, types and shapes; and what they compute."""
    import tensorflow as tf

    # NAME/VERSION, a number, with these files: the server finds versions by it.
    assert directory.name.isdecimal() and {"saved_model.pb", "variables"} <= {p.name for p in directory.iterdir()}
    loaded = tf.saved_model.load(str(directory), tags=["serve"])
    local = Predictor(directory, "litert")
    shape, classes = local._image_shape, len(local.class_names)
    outputs = {"serving_default": "probabilities", "serve": "probabilities", "logits": "logits", "embed": "embed"}
    assert outputs.items() <= {name: next(iter(s.structured_outputs)) for name, s in loaded.signatures.items()}.items()
    for name, output in outputs.items():
        signature = loaded.signatures[name]
        _, inputs = signature.structured_input_signature
        assert inputs == {"images": tf.TensorSpec((None, *shape), tf.uint8, name="images")}
        assert (
            list(signature.structured_outputs) == [output] and signature.structured_outputs[output].dtype == tf.float32
        )
    assert loaded.signatures["serve"].structured_outputs["probabilities"].shape == (None, classes)

    def run(name, output):
        return lambda images: loaded.signatures[name](images=tf.constant(images))[output].numpy()

    model = Servable({name: (output, run(name, output)) for name, output in outputs.items()}, shape)
    with serving({local.card.id: model}) as url:
        monkeypatch.setenv("WARDROBE_SERVING_URL", url)
        remote, here = Predictor(directory), Predictor(directory, "tensorflow")
        for _, content in samples:
            far, near = (one.predict(content).to_json() for one in (remote, here))
            assert far["outcome"] == near["outcome"] and far["probabilities"] == pytest.approx(
                near["probabilities"], abs=1e-5
            )


def test_the_configuration_of_the_server_names_the_exports_that_are_live():
    text = (EXPORTED.parents[1] / "deploy" / "tensorflow-serving.config").read_text("utf-8")
    named = dict(re.findall(r'name: "(\w+)"\s+base_path: "([^"]+)"', text))
    for job in ("photo", "fashion-mnist"):
        export = find_export(job)
        assert named[export.parent.name] == f"/models/{export.parent.name}"
