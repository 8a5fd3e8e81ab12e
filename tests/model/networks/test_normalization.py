import keras
import numpy as np
import pytest
import tensorflow as tf

from model.networks.normalization import BatchNormalization

MAPS = np.random.default_rng(0).normal(3, 2, (16, 6, 6, 5)).astype(np.float32)


def pair(**options):
    """The layer and Keras's, with the same weights."""
    layers = [layer(momentum=0.9, **options) for layer in (BatchNormalization, keras.layers.BatchNormalization)]
    for layer in layers:
        layer.build(MAPS.shape)
        layer.gamma.assign([1, 2, 3, 4, 0.5])
        layer.beta.assign([0, 1, 0, -1, 0])
    return layers


def trained(layer, maps):
    """Output, gradients of a loss, and the moving statistics after one step of training."""
    maps = tf.constant(maps)
    with tf.GradientTape() as tape:
        tape.watch(maps)
        out = layer(maps, training=True)
        loss = tf.reduce_sum(tf.cast(out, tf.float32) ** 3)
    variables = [layer.gamma.value, layer.beta.value]
    gradients = tape.gradient(loss, [maps, *variables])
    return [out, *gradients, layer.moving_mean.value, layer.moving_variance.value]


def test_in_training_it_computes_what_keras_computes():
    ours, keras_own = (trained(layer, MAPS) for layer in pair())
    *same, variance = zip(ours, keras_own, strict=True)
    for mine, wanted in same:
        assert mine.numpy() == pytest.approx(wanted.numpy(), rel=2e-4, abs=2e-4 * float(np.abs(wanted).max()))
    # The kernel's variance is the unbiased one.
    assert variance[0].numpy() == pytest.approx(variance[1].numpy(), rel=2 / len(MAPS.reshape(-1, 5)))


def test_in_bfloat16_it_stays_in_bfloat16_and_close():
    ours, keras_own = pair(dtype="mixed_bfloat16")
    maps = tf.cast(MAPS, tf.bfloat16)
    out, *gradients = trained(ours, maps)[:4]
    wanted, *wanted_gradients = trained(keras_own, maps)[:4]
    assert out.dtype == gradients[0].dtype == tf.bfloat16 and gradients[1].dtype == tf.float32
    for mine, keras_one in zip([out, *gradients], [wanted, *wanted_gradients], strict=True):
        mine, keras_one = (tf.cast(one, tf.float32).numpy() for one in (mine, keras_one))
        assert mine == pytest.approx(keras_one, abs=0.03 * float(np.abs(keras_one).max()))


def test_out_of_training_frozen_or_without_pixels_it_is_keras():
    ours, keras_own = pair()
    assert ours(MAPS).numpy() == pytest.approx(keras_own(MAPS).numpy())
    ours.trainable = False
    assert ours(MAPS, training=True).numpy() == pytest.approx(ours(MAPS).numpy())
    features = MAPS.reshape(-1, 5)
    dense = [layer(momentum=0.9) for layer in (BatchNormalization, keras.layers.BatchNormalization)]
    outputs = [layer(features, training=True).numpy() for layer in dense]
    assert outputs[0] == pytest.approx(outputs[1])
    assert dense[0].moving_variance.numpy() == pytest.approx(dense[1].moving_variance.numpy())
