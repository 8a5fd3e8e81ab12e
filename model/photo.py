"""Networks for photos: colour and the garment's mask in, the classes and "none of them" out."""

from functools import partial

import keras

from model.blocks import conv_block
from model.registry import Tensor, register_model


@register_model(input_size=96, channels=4, recipe="cut-out", rejects=True, mirrored=True)
def photo_cnn(
    x: Tensor,
    *,
    filters: tuple[int, ...] = (32, 64, 128, 256),
    activation: str = "relu",
    normalization: str = "batch",
    initializer: str = "glorot_uniform",
    dropout: float = 0.2,
) -> Tensor:
    """Convolutional network for photos: a 5×5 stem that halves the pixels, then pairs of 3×3 (arXiv 1409.1556)."""
    block = partial(conv_block, activation=activation, normalization=normalization, initializer=initializer)
    first, *stages = filters
    x = block(x, first, name="stem_conv1", kernel_size=5, strides=2)
    x = block(x, first, name="stem_conv2", pool=True)
    for stage, width in enumerate(stages, start=1):
        x = block(x, width, name=f"block{stage}_conv1")
        x = block(x, width, name=f"block{stage}_conv2", pool=stage < len(stages))
    x = keras.layers.GlobalAveragePooling2D(name="average_pool")(x)
    return keras.layers.Dropout(dropout, name="dropout")(x)
