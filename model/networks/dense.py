"""Networks of dense layers."""

import keras

from model.networks.blocks import hidden_layers
from model.networks.options import DenseOptions, LinearOptions, Tensor
from model.networks.registry import register_model


@register_model(LinearOptions())
def softmax_regression(x: Tensor, layers: LinearOptions) -> Tensor:
    """Multinomial logistic regression: the pixels are the features (Bishop, PRML, section 4.3.4)."""
    return keras.layers.Flatten(name="flatten")(x)


@register_model(LinearOptions(scaling="unit", initializer="zeros"))
def perceptron(x: Tensor, layers: LinearOptions) -> Tensor:
    """Threshold units, one against all, trained by the perceptron rule (Rosenblatt 1958).

    The rule is in the loss ``perceptron_rule``; a gradient through the threshold would be zero. The unit with the
    highest input decides, because several units may answer yes, or none.
    """
    return keras.layers.Flatten(name="flatten")(x)


@register_model(LinearOptions(scaling="unit", initializer="zeros"))
def adaline(x: Tensor, layers: LinearOptions) -> Tensor:
    """Adaptive linear neurons, one against all, trained by the delta rule (Widrow and Hoff 1960).

    The rule is in the loss ``delta_rule``: the error is that of the linear output, before any threshold.
    """
    return keras.layers.Flatten(name="flatten")(x)


@register_model(LinearOptions(scaling="unit"))
def perceptron_mse(x: Tensor, layers: LinearOptions) -> Tensor:
    """One layer of sigmoid units, trained with mean squared error by gradient descent (Rumelhart et al. 1986).

    The sigmoid takes the place of the perceptron's threshold, so that there is a gradient. Its logits are the inputs of
    the sigmoid, so it predicts with their softmax as all networks do.
    """
    return keras.layers.Flatten(name="flatten")(x)


@register_model(DenseOptions(scaling="unit"))
def tutorial_mlp(x: Tensor, layers: DenseOptions, *, units: tuple[int, ...] = (128,)) -> Tensor:
    """The network of TensorFlow's basic classification tutorial (tensorflow.org/tutorials/keras/classification)."""
    return hidden_layers(x, units, layers)


@register_model(DenseOptions(normalization="batch", initializer="he_normal", dropout=0.2))
def mlp(x: Tensor, layers: DenseOptions, *, units: tuple[int, ...] = (384, 256)) -> Tensor:
    """Multi-layer perceptron of two hidden layers, with batch normalisation and dropout."""
    return hidden_layers(x, units, layers)


@register_model(DenseOptions(normalization="batch", initializer="he_normal", dropout=0.1))
def mlp_deep(x: Tensor, layers: DenseOptions, *, units: tuple[int, ...] = (256, 256, 256, 256, 256)) -> Tensor:
    """Multi-layer perceptron of five hidden layers (Glorot and Bengio 2010, who had 1,000 units in each).

    Without normalisation it shows how gradients vanish with depth; with it, that they need not.
    """
    return hidden_layers(x, units, layers)
