"""Networks for photos: colour and the garment's mask in, the classes and "none of them" out."""

from functools import partial

import keras

from model.blocks import conv_block, residual_block
from model.registry import Tensor, register_model


@register_model(input_size=96, channels=4, recipe="cut-out", rejects=True)
def photo_cnn(
    x: Tensor,
    *,
    filters: tuple[int, ...] = (32, 64, 128, 256),
    activation: str = "relu",
    normalization: str = "batch",
    initializer: str = "he_normal",
    dropout: float = 0.2,
) -> Tensor:
    """Residual network for photos (arXiv 1512.03385), which halves its 96 pixels three times before the wide stages."""
    block = partial(conv_block, activation=activation, normalization=normalization, initializer=initializer)
    residual = partial(residual_block, activation=activation, normalization=normalization, initializer=initializer)
    first, *stages = filters
    x = block(x, first, name="stem", kernel_size=5, strides=2)
    x = block(x, first, name="stem2", pool=True)
    for number, width in enumerate(stages, start=1):
        x = block(x, width, name=f"stage{number}", pool=number > 1)
        x = residual(x, name=f"stage{number}_residual")
    x = keras.layers.GlobalAveragePooling2D(name="average_pool")(x)
    return keras.layers.Dropout(dropout, name="dropout")(x)
