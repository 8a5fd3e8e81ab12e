"""Convolutional networks from papers and tutorials that end in dense layers, scaled to 28×28 pixels."""

import keras

from model.networks.blocks import conv_block, conv_stages, dropout, hidden_layers
from model.networks.options import ConvOptions, Tensor
from model.networks.registry import register_model


@register_model(ConvOptions(activation="tanh"))
def lenet5(
    x: Tensor, layers: ConvOptions, *, filters: tuple[int, ...] = (6, 16), units: tuple[int, ...] = (120, 84)
) -> Tensor:
    """LeNet-5: two 5×5 convolutions, each averaged over 2×2, and two dense layers (LeCun et al. 1998).

    The paper's layers at the paper's size: padding turns 28×28 pixels into its 32×32. Three details follow today's
    practice: every filter of the second convolution sees all maps (+900 weights), pooling has no trained coefficients
    (−44), and a softmax layer replaces the fixed output codes (+850): 61,706 parameters instead of 60,000.
    """
    for number, width in enumerate(filters, start=1):
        padding = "same" if number == 1 else "valid"
        x = conv_block(x, width, layers, name=f"conv{number}", kernel_size=5, padding=padding)
        x = keras.layers.AveragePooling2D(2, name=f"pool{number}")(x)
        x = dropout(x, layers.conv_dropout, f"conv{number}_dropout")
    return hidden_layers(x, units, layers)


@register_model(ConvOptions(initializer="he_normal", dropout=0.5))
def alexnet_small(
    x: Tensor,
    layers: ConvOptions,
    *,
    filters: tuple[int, ...] = (24, 64, 96, 96, 64),
    units: tuple[int, ...] = (512, 512),
) -> Tensor:
    """AlexNet: five convolutions, overlapping 3×3 pooling, two dense layers with dropout (Krizhevsky et al. 2012).

    Scaled from 224×224: a quarter of the filters, an eighth of the units; the first convolution is 5×5 with stride 1
    instead of 11×11 with stride 4. Local response normalisation and the split over two graphics cards are left out.
    He's initialiser replaces the paper's small normal one, with which training barely starts here.
    """
    for number, width in enumerate(filters, start=1):
        x = conv_block(x, width, layers, name=f"conv{number}", kernel_size=5 if number <= 2 else 3)
        if number in (1, 2, len(filters)):
            x = keras.layers.MaxPooling2D(3, strides=2, padding="same", name=f"pool{number}")(x)
            x = dropout(x, layers.conv_dropout, f"conv{number}_dropout")
    return hidden_layers(x, units, layers)


@register_model(ConvOptions(scaling="unit", conv_dropout=0.25, dropout=0.5))
def mnist_cnn(
    x: Tensor, layers: ConvOptions, *, filters: tuple[int, ...] = (32, 64), units: tuple[int, ...] = (128,)
) -> Tensor:
    """The MNIST example of PyTorch, and for years of Keras: two 3×3 convolutions, one pooling, two dense layers."""
    for number, width in enumerate(filters, start=1):
        last = number == len(filters)
        x = conv_block(x, width, layers, name=f"conv{number}", padding="valid", pool=last)
    return hidden_layers(dropout(x, layers.conv_dropout, "conv_dropout"), units, layers)


@register_model(ConvOptions(initializer="he_normal", dropout=0.5))
def vgg_small(
    x: Tensor,
    layers: ConvOptions,
    *,
    filters: tuple[int, ...] = (32, 64, 128),
    units: tuple[int, ...] = (256, 256),
) -> Tensor:
    """VGG: pairs of 3×3 convolutions with 2×2 pooling, two dense layers with dropout (arXiv 1409.1556).

    Scaled from 224×224: three stages, which leave 3×3 pixels, instead of five; half of the filters, a sixteenth of the
    units. Two convolutions per stage as in the paper's network B.
    """
    return hidden_layers(conv_stages(x, filters, layers, pool_last=True), units, layers)
