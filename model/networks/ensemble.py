"""Test-time augmentation and ensembles, each as one Keras model.

The last layer is linear. The mean of several logits therefore equals the logits of the mean features, or of the
concatenated features, and the result still has the layers ``embed`` and ``logits``.
"""

from collections.abc import Sequence

import keras
import numpy as np

_WITHOUT_TTA = "without_tta"


def with_tta(model: keras.Model, *, tta_flip: bool, tta_shift: bool) -> keras.Model:
    """``model`` averaged over several forms of an image (arXiv 2404.00498, multi-crop evaluation); weights are shared.

    Clothes are as likely one way round as the other, and a pixel further; differences between these predictions are
    noise. Each form costs one forward pass.

    Args:
        model: the network, without test-time augmentation.
        tta_flip: add the mirror image of each form.
        tta_shift: add the image shifted by one pixel to the lower right, and to the upper left.
    """
    images = keras.Input(model.input_shape[1:], dtype="uint8", name="images")
    forms = [images]
    if tta_shift:
        # As integers of 32 bits: LiteRT cannot pad bytes.
        padded = keras.ops.pad(keras.ops.cast(images, "int32"), ((0, 0), (1, 1), (1, 1), (0, 0)))
        forms += [keras.ops.cast(moved, "uint8") for moved in (padded[:, :-2, :-2], padded[:, 2:, 2:])]
    if tta_flip:
        forms += [keras.ops.flip(form, axis=2) for form in forms]
    # All forms in one batch: a call per form would put a copy of the network into the exported graph for each.
    of_each = _features(model, _WITHOUT_TTA)(keras.ops.concatenate(forms))
    of_each = keras.ops.reshape(of_each, (len(forms), -1, of_each.shape[-1]))
    embed = keras.layers.Identity(name="embed")(keras.ops.mean(of_each, axis=0))
    return keras.Model(images, model.get_layer("logits")(embed), name=model.name)


def without_tta(model: keras.Model) -> keras.Model:
    """The network inside a model of `with_tta`, or ``model`` itself."""
    return next((layer for layer in model.layers if layer.name == _WITHOUT_TTA), model)


def average_ensemble(members: Sequence[keras.Model]) -> keras.Model:
    """Networks of one architecture with their logits averaged (arXiv 1612.01474).

    ``embed`` concatenates the features of all, float (N, members · F). Only the last layer is new.
    """
    first, images = members[0], keras.Input(members[0].input_shape[1:], dtype="uint8", name="images")
    of_each = [_features(member, f"member_{number}")(images) for number, member in enumerate(members, 1)]
    features = keras.layers.Concatenate(name="embed")(of_each)
    last = [member.get_layer("logits") for member in members]
    layer = keras.layers.Dense(first.output_shape[-1], dtype="float32", name="logits")
    model = keras.Model(images, layer(features), name=first.name)
    kernels, biases = zip(*(one.get_weights() for one in last), strict=True)
    layer.set_weights([np.concatenate(kernels) / len(last), np.mean(biases, axis=0)])
    return model


def parameters_together(member: keras.Model, members: int) -> int:
    """The number of weights of `average_ensemble`, which needs one bias of the last layer instead of several."""
    parameters: int = members * member.count_params() - (members - 1) * member.output_shape[-1]
    return parameters


def _features(model: keras.Model, name: str) -> keras.Model:
    return keras.Model(model.inputs, model.get_layer("embed").output, name=name)
