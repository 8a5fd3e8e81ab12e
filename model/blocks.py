"""The pieces that networks are made of. Each takes a tensor and returns one."""

import keras

from model.registry import Tensor

NORMALIZATIONS = ("none", "batch", "layer")


def normalize(x: Tensor, normalization: str, name: str) -> Tensor:
    """Batch (arXiv 1502.03167) or layer (arXiv 1607.06450) normalisation, or none.

    Raises:
        ValueError: ``normalization`` is none of `NORMALIZATIONS`.
    """
    match normalization:
        case "none":
            return x
        case "batch":
            # 0.99, Keras's default, needs longer than a short training has to forget its start.
            return keras.layers.BatchNormalization(momentum=0.95, name=f"{name}_norm")(x)
        case "layer":
            return keras.layers.LayerNormalization(name=f"{name}_norm")(x)
    raise ValueError(f"Expected normalization to be one of {', '.join(NORMALIZATIONS)}. Received: {normalization!r}.")


def dense_block(
    x: Tensor, units: int, *, activation: str, normalization: str, initializer: str, dropout: float, name: str
) -> Tensor:
    """Dense, normalisation, activation, dropout: float (N, F) to float (N, units)."""
    x = keras.layers.Dense(units, use_bias=normalization == "none", kernel_initializer=initializer, name=name)(x)
    x = normalize(x, normalization, name)
    x = keras.layers.Activation(activation, name=f"{name}_{activation}")(x)
    return keras.layers.Dropout(dropout, name=f"{name}_dropout")(x)


def conv_block(
    x: Tensor,
    filters: int,
    *,
    activation: str,
    normalization: str,
    initializer: str,
    name: str,
    pool: bool = False,
    kernel_size: int = 3,
    strides: int = 1,
) -> Tensor:
    """Convolution, normalisation, activation: float (N, H, W, C) to float (N, H, W, filters).

    With ``pool``, the maximum of every 2×2 pixels is taken right after the convolution: normalisation and activation,
    which cost a processor as much as the convolution does, then see a quarter of the pixels.
    """
    x = keras.layers.Conv2D(
        filters,
        kernel_size,
        strides=strides,
        padding="same",
        use_bias=normalization == "none",
        kernel_initializer=initializer,
        name=name,
    )(x)
    if pool:
        x = keras.layers.MaxPooling2D(name=f"{name}_pool")(x)
    x = normalize(x, normalization, name)
    return keras.layers.Activation(activation, name=f"{name}_{activation}")(x)
