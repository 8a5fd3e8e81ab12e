"""What is changed in the training images, by Keras's own layers on whole batches."""

from collections.abc import Callable

import keras
import numpy as np

from training.config import TrainConfig


def augmentation(config: TrainConfig) -> Callable[[np.ndarray], np.ndarray]:
    """A function from images of a batch, uint8 (N, 28, 28, C), to changed ones, float32 of the same shape."""
    layers: list[keras.layers.Layer] = []
    # float32 whatever the policy: bfloat16 would round the grey levels.
    if config.flip:
        layers.append(keras.layers.RandomFlip("horizontal", seed=config.seed, dtype="float32"))
    if config.shift:
        share = config.shift / 28
        # The nearest pixel: interpolation would blur images that are as sharp as 28 pixels allow.
        layers.append(
            keras.layers.RandomTranslation(
                share, share, fill_mode="constant", interpolation="nearest", seed=config.seed + 1, dtype="float32"
            )
        )

    def augment(images: np.ndarray) -> np.ndarray:
        for layer in layers:
            images = layer(images, training=True)
        return keras.ops.convert_to_numpy(images)

    return augment
