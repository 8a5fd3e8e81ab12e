"""Several looks at an image as one network: its mirror image, and networks trained from other seeds.

The last layer is linear, so the mean of several logits is the logits of the features' mean, or of the features side by
side: what comes out still has the layers ``embed`` and ``logits``.
"""

from collections.abc import Sequence

import keras
import numpy as np


def mirror_averaged(model: keras.Model) -> keras.Model:
    """``model`` answering with the mean over an image and its mirror image; the weights are shared.

    Clothes look as likely either way round; the second look costs as much as the first.
    """
    images = keras.Input(model.input_shape[1:], dtype="uint8", name="images")
    features = _features(model, "features")
    both = [features(images), features(keras.ops.flip(images, axis=2))]
    logits = model.get_layer("logits")(keras.layers.Average(name="embed")(both))
    return keras.Model(images, logits, name=model.name)


def members_averaged(members: Sequence[keras.Model]) -> keras.Model:
    """Networks of one architecture answering with the mean of their logits (arXiv 1612.01474).

    ``embed`` has the features of all, float (N, members x F). All layers but the last are the members' own.
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
    """The weights of `members_averaged`: of the last layers' biases one is left."""
    parameters: int = members * member.count_params() - (members - 1) * member.output_shape[-1]
    return parameters


def _features(model: keras.Model, name: str) -> keras.Model:
    return keras.Model(model.inputs, model.get_layer("embed").output, name=name)
