"""What a trained network looks at: its first weights as images, and its feature maps of one image."""

from dataclasses import dataclass

import cv2
import keras
import numpy as np

from model.networks.registry import build_model
from training.config import TrainConfig
from training.run import Run

_MOST = 32
_CONVOLUTIONS = (keras.layers.Conv2D, keras.layers.SeparableConv2D, keras.layers.DepthwiseConv2D)


@dataclass(frozen=True)
class FirstWeights:
    """The weights of the first layer that sees pixels: float (K, h, w), or (K, h, w, 3) in colour.

    ``convolution``: whether they are filters; else each is an image of one unit's weights. ``of_classes``: whether the
    units are the classes. ``units`` is how many the layer has; the images are of those with the largest weights.
    """

    images: np.ndarray
    layer: str
    convolution: bool
    of_classes: bool
    units: int


def load_network(run: Run, config: TrainConfig) -> keras.Model:
    """The network, or the first of its members, with the weights that are exported, in float32; without its mirror."""
    model = build_model(config.model)
    model.load_weights(run.exported_part.best_weights)
    return model


def first_weights(model: keras.Model) -> FirstWeights | None:
    """The weights on the pixels; None where the first layer with weights is of another kind."""
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
    """What the first and the last convolution give for ``image``, uint8 (size, size, channels).

    The maps with the largest values, before the activation, by the name of their layer: float (maps, size, size), each
    scaled to 0–1 and enlarged without smoothing, and zeros where a layer has fewer. Empty for a network without
    convolutions.
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
