"""A look into a trained network: its first weights as images, and its feature maps of one image."""

from dataclasses import dataclass

import cv2
import keras
import numpy as np

_MOST = 32
_CONVOLUTIONS = (keras.layers.Conv2D, keras.layers.SeparableConv2D, keras.layers.DepthwiseConv2D)


@dataclass(frozen=True)
class FirstWeights:
    """The weights of the layer that sees the pixels: float (K, h, w), or (K, h, w, 3) in colour.

    Each image shows a filter if it is a ``convolution``, else the weights of one unit, which stands for a class if
    ``of_classes``. The layer has ``units``; the images show those with the largest weights.
    """

    images: np.ndarray
    layer: str
    convolution: bool
    of_classes: bool
    units: int

    @property
    def in_colour(self) -> bool:
        """Whether the layer sees red, green and blue."""
        return self.images.ndim == 4


def first_weights(model: keras.Model) -> FirstWeights | None:
    """The weights on the pixels; None if the first layer with weights is of another kind."""
    _, height, width, channels = model.input_shape
    layer = next(layer for layer in model.layers if layer.trainable_weights)
    kernel = keras.ops.convert_to_numpy(layer.trainable_weights[0])
    if isinstance(layer, keras.layers.Conv2D):
        images = kernel.transpose(3, 0, 1, 2)
    elif isinstance(layer, keras.layers.Dense) and len(kernel) == height * width * channels:
        images = kernel.T.reshape(-1, height, width, channels)
    else:
        return None
    images = images[..., :3] if channels >= 3 else images[..., 0]
    of_classes = layer.name == "logits"
    strength = np.abs(images).sum(axis=tuple(range(1, images.ndim)))
    chosen = np.arange(len(images)) if of_classes else np.sort(np.argsort(-strength, kind="stable")[:_MOST])
    return FirstWeights(images[chosen], layer.name, isinstance(layer, keras.layers.Conv2D), of_classes, len(images))


def feature_maps(model: keras.Model, image: np.ndarray, maps: int = 7) -> dict[str, np.ndarray]:
    """The outputs of the first and the last convolution for ``image``, uint8 (size, size, channels).

    By the name of the layer, the maps with the largest values before the activation: float (maps, size, size), each
    scaled to 0–1 and enlarged without smoothing, with zeros where a layer has fewer. Empty without convolutions.
    """
    names = [layer.name for layer in model.layers if isinstance(layer, _CONVOLUTIONS)]
    if not names:
        return {}
    chosen = list(dict.fromkeys((names[0], names[-1])))
    outputs = keras.Model(model.inputs, [model.get_layer(name).output for name in chosen]).predict_on_batch(image[None])
    return {name: _enlarged(output[0], maps, image.shape[0]) for name, output in zip(chosen, outputs, strict=True)}


def _enlarged(output: np.ndarray, maps: int, size: int) -> np.ndarray:
    strongest = np.argsort(-output.max(axis=(0, 1)), kind="stable")[:maps]
    chosen = output[..., strongest].transpose(2, 0, 1)
    low, span = chosen.min(axis=(1, 2), keepdims=True), np.ptp(chosen, axis=(1, 2), keepdims=True)
    scaled = (chosen - low) / np.maximum(span, 1e-6)
    enlarged = np.zeros((maps, size, size), np.float32)
    for place, one in enumerate(scaled):
        enlarged[place] = cv2.resize(one, (size, size), interpolation=cv2.INTER_NEAREST)
    return enlarged
