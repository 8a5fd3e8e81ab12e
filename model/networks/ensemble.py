"""Several looks at an image as one network: other forms of it, and networks trained from other seeds.

The last layer is linear, so the mean of several logits is the logits of the features' mean, or of the features side by
side: what comes out still has the layers ``embed`` and ``logits``.
"""

from collections.abc import Sequence

import keras
import numpy as np

_WITHOUT_TTA = "without_tta"


def with_tta(model: keras.Model, *, tta_flip: bool, tta_shift: bool) -> keras.Model:
    """``model`` answering with the mean over several forms of an image; the weights are shared.

    Clothes look as likely either way round, and a pixel further: what depends on that is noise. Each look costs as much
    as the first (arXiv 2404.00498, multi-crop evaluation).

    Args:
        model: the network, with one look.
        mirrored: look at the mirror image of each form too.
        shifted: look at the image shifted by a pixel to the lower right and to the upper left too.
    """
    images = keras.Input(model.input_shape[1:], dtype="uint8", name="images")
    forms = [images]
    if tta_shift:
        # As integers of 32 bits: LiteRT cannot pad bytes.
        padded = keras.ops.pad(keras.ops.cast(images, "int32"), ((0, 0), (1, 1), (1, 1), (0, 0)))
        forms += [keras.ops.cast(moved, "uint8") for moved in (padded[:, :-2, :-2], padded[:, 2:, 2:])]
    if tta_flip:
        forms += [keras.ops.flip(form, axis=2) for form in forms]
    # All in one batch: called for each of them, the network would stand in every graph of an export so many times.
    of_each = _features(model, _WITHOUT_TTA)(keras.ops.concatenate(forms))
    of_each = keras.ops.reshape(of_each, (len(forms), -1, of_each.shape[-1]))
    embed = keras.layers.Identity(name="embed")(keras.ops.mean(of_each, axis=0))
    return keras.Model(images, model.get_layer("logits")(embed), name=model.name)


def without_tta(model: keras.Model) -> keras.Model:
    """The network that takes each of the looks of `looks_averaged`, or ``model`` itself."""
    return next((layer for layer in model.layers if layer.name == _WITHOUT_TTA), model)


def average_ensemble(members: Sequence[keras.Model]) -> keras.Model:
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
