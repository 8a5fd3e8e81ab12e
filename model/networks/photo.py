"""Networks for photos. Inputs are colours and the garment's mask; outputs are the classes and "none of them"."""

from model.networks.blocks import conv_block, conv_stages, pooled_features
from model.networks.options import ConvOptions, Tensor
from model.networks.registry import register_model


@register_model(
    ConvOptions(normalization="batch", dropout=0.2),
    input_size=96,
    channels=4,
    recipe="cut-out",
    rejects=True,
    ensemble_size=2,
)
def photo_cnn(x: Tensor, layers: ConvOptions, *, filters: tuple[int, ...] = (32, 64, 128, 256)) -> Tensor:
    """Convolutional network for photos: a 5×5 stem that halves the pixels, then pairs of 3×3 (arXiv 1409.1556)."""
    first, *stages = filters
    x = conv_block(x, first, layers, name="stem_conv1", kernel_size=5, strides=2)
    x = conv_block(x, first, layers, name="stem_conv2", pool=True)
    return pooled_features(conv_stages(x, stages, layers), layers)
