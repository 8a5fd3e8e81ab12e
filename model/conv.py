"""Convolutional networks."""

from functools import partial

import keras

from model.blocks import conv_block
from model.registry import Tensor, register_model


@register_model()
def cnn(
    x: Tensor,
    *,
    filters: tuple[int, ...] = (32, 64, 128),
    activation: str = "relu",
    normalization: str = "batch",
    initializer: str = "he_normal",
    dropout: float = 0.1,
) -> Tensor:
    """Convolutional network of three stages of two 3×3 convolutions, global average pooling (arXiv 1312.4400)."""
    block = partial(conv_block, activation=activation, normalization=normalization, initializer=initializer)
    for stage, width in enumerate(filters, start=1):
        x = block(x, width, name=f"block{stage}_conv1")
        x = block(x, width, name=f"block{stage}_conv2", pool=stage < len(filters))
    x = keras.layers.GlobalAveragePooling2D(name="average_pool")(x)
    return keras.layers.Dropout(dropout, name="dropout")(x)
