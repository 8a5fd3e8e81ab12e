"""Convolutional networks of this project's own proportions."""

from model.blocks import conv_stages, pooled_features
from model.options import ConvOptions
from model.registry import Tensor, register_model


@register_model(ConvOptions(normalization="batch", initializer="he_normal", dropout=0.1))
def cnn(x: Tensor, layers: ConvOptions, *, filters: tuple[int, ...] = (32, 64, 128)) -> Tensor:
    """Convolutional network of three stages of two 3×3 convolutions, global average pooling (arXiv 1312.4400)."""
    return pooled_features(conv_stages(x, filters, layers), layers)
