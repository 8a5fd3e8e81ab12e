"""Networks of dense layers."""

import keras

from model.blocks import dense_block
from model.registry import Tensor, register_model


@register_model()
def softmax_regression(x: Tensor) -> Tensor:
    """Multinomial logistic regression: the pixels are the features (Bishop, PRML, section 4.3.4)."""
    return keras.layers.Flatten(name="flatten")(x)


@register_model()
def mlp(
    x: Tensor,
    *,
    units: tuple[int, ...] = (384, 256),
    activation: str = "relu",
    normalization: str = "batch",
    initializer: str = "he_normal",
    dropout: float = 0.2,
) -> Tensor:
    """Multi-layer perceptron of two hidden layers, with batch normalisation and dropout."""
    x = keras.layers.Flatten(name="flatten")(x)
    for index, width in enumerate(units, start=1):
        x = dense_block(
            x,
            width,
            activation=activation,
            normalization=normalization,
            initializer=initializer,
            dropout=dropout,
            name=f"hidden{index}",
        )
    return x
