"""Writes a trained Keras model to a directory that TensorFlow Serving loads, with a LiteRT file in it.

Both files store kernels in float16, at half the size, and compute in float32. LiteRT's converter folds the
normalisation into the kernels and rounds them once more, which changes probabilities by less than 0.01.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from data.files import creating_folder
from model.exports.card import CARD_FILE, Card, ExportError
from model.exports.store import HISTORY_FILE, LITERT_FILE, write_manifest
from model.ood import FeatureGaussians, ood_features

if TYPE_CHECKING:
    import keras

_ENDPOINTS = ("probabilities", "logits", "embed")
_OOD_SCORE = "ood_score"


def export_model(
    model: "keras.Model",
    card: Card,
    directory: Path,
    history: Path | None = None,
    ood_score: FeatureGaussians | None = None,
) -> None:
    """Writes ``model`` with its card to ``directory``, in another folder first and then renamed: whole or not at all.

    Args:
        model: float32, from `model.networks.registry.build_model`. Its kernels are rounded to float16 in place, so that
            it predicts as its export does.
        card: its temperature goes into the graph.
        directory: ``…/NAME/VERSION``; must not exist.
        history: the CSV of its epochs, which is copied.
        ood_score: a further endpoint, float32 (N,): how far an image's features are from those of the training images.

    Raises:
        ExportError: the directory exists, a weight or a number in the card is not finite, or the converter gave
            another set of outputs than expected.
    """
    if directory.exists():
        raise ExportError(f"{directory} exists already, and an export is never overwritten. Name the next version.")
    card_text = card.to_json()  # raises before anything is written
    weights = [_rounded(weight) for weight in model.get_weights()]
    _check_finite(card, weights, ood_score)
    with creating_folder(directory) as aside:
        model.set_weights(weights)
        _write_saved_model(model, card, ood_score, aside)
        (aside / CARD_FILE).write_text(card_text, "utf-8")
        if history:
            shutil.copyfile(history, aside / HISTORY_FILE)
        write_manifest(aside)


def _check_finite(card: Card, weights: list[np.ndarray], ood_score: FeatureGaussians | None) -> None:
    # After rounding: a weight above 65,504 is infinite in float16.
    parts = [*weights, *(vars(ood_score).values() if ood_score else ())]
    if spoilt := sum(not np.isfinite(part).all() for part in parts):
        raise ExportError(
            f"Expected finite weights of {card.id}. Received NaN or infinity in {spoilt} of {len(parts)} arrays. "
            "Train again with a lower learning rate."
        )


def _write_saved_model(model: "keras.Model", card: Card, ood_score: FeatureGaussians | None, aside: Path) -> None:
    import keras
    import tensorflow as tf
    from ai_edge_litert.interpreter import Interpreter

    config = card.architecture
    images = tf.TensorSpec((None, config.input_size, config.input_size, config.channels), tf.uint8, name="images")
    network = keras.Model(model.inputs, [model.output, model.get_layer("embed").output, ood_features(model)])

    # A plain tf.Module with variables of its own: Keras's archive stores every weight twice, and in float32.
    module = tf.Module()
    parts = network.trainable_variables, network.non_trainable_variables
    module.weights_of_network = [[tf.Variable(_stored(v.numpy()), trainable=False) for v in part] for part in parts]
    if ood_score:
        # As constants they would be stored in every function.
        module.ood_weights = [tf.Variable(part, trainable=False) for part in vars(ood_score).values()]
        ood_score = FeatureGaussians(*module.ood_weights)

    def outputs(images: Any) -> dict[str, Any]:
        weights = [[tf.cast(stored, tf.float32) for stored in part] for part in module.weights_of_network]
        (logits, embed, ood_images), _ = network.stateless_call(*weights, images, training=False)
        of_classes = logits[..., : len(card.class_names)]  # without the output for "none of the classes"
        probabilities = tf.nn.softmax(of_classes / card.temperature)
        further = {_OOD_SCORE: ood_score.score(ood_images)} if ood_score else {}
        return {"probabilities": probabilities, "logits": logits, "embed": embed, **further}

    module.outputs = tf.function(outputs, input_signature=[images])
    module.serve = tf.function(lambda images: outputs(images)["probabilities"], input_signature=[images])
    module.logits = tf.function(lambda images: outputs(images)["logits"], input_signature=[images])
    module.embed = tf.function(lambda images: outputs(images)["embed"], input_signature=[images])

    def signature(output: str) -> Any:
        return tf.function(lambda images: {output: outputs(images)[output]}, input_signature=[images])

    signatures = {
        "serving_default": signature("probabilities"),
        "serve": signature("probabilities"),
        "logits": signature("logits"),
        "embed": signature("embed"),
        **({_OOD_SCORE: signature(_OOD_SCORE)} if ood_score else {}),
    }
    tf.saved_model.save(module, str(aside), signatures={k: f.get_concrete_function() for k, f in signatures.items()})
    # One function with all outputs, because the converter keeps only one of several signatures.
    converter = tf.lite.TFLiteConverter.from_concrete_functions([module.outputs.get_concrete_function()], module)
    converter.optimizations, converter.target_spec.supported_types = [tf.lite.Optimize.DEFAULT], [tf.float16]
    content = converter.convert()
    converted = Interpreter(model_content=content).get_signature_runner().get_output_details()
    expected = {*_ENDPOINTS, *([_OOD_SCORE] if ood_score else [])}
    if set(converted) != expected:
        raise ExportError(f"The LiteRT converter gave the outputs {sorted(converted)}; expected {sorted(expected)}.")
    (aside / LITERT_FILE).parent.mkdir(exist_ok=True)
    (aside / LITERT_FILE).write_bytes(content)


def _stored(weight: np.ndarray) -> np.ndarray:
    """A kernel in float16; biases and weights of normalisation, which are few and may be large, in float32."""
    return weight.astype(np.float16) if weight.ndim > 1 else weight


def _rounded(weight: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):  # `_check_finite` reports it
        return _stored(weight).astype(weight.dtype)
