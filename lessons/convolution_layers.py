"""The first layers of an export: the kernels that it learnt, and what its layers make of an image (feature maps).

They are read from the export's LiteRT file, so that TensorFlow is not needed.
"""

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.exports.card import ExportError
from model.exports.store import LITERT_FILE, check_export, find_export

_ACTIVATION = re.compile(r"/(\w+?)_relu(?:_\d+)?/Relu")


@dataclass(frozen=True)
class FirstLayer:
    """The first convolution of a network, with its normalisation folded in.

    Attributes:
        kernels: float32 (F, K, K), applied to the standardised image.
        biases: float32 (F,).
    """

    kernels: NDArray[np.float32]
    biases: NDArray[np.float32]


class LayerReader:
    """Runs an export's network on one image of 28×28 pixels and keeps what every layer gave.

    It keeps the memory of all tensors, a few megabytes for a network of this size.
    """

    def __init__(self, name: str = "cnn") -> None:
        """Loads an export by a name that `find_export` knows.

        Raises:
            ExportError: there is no such export, or it is damaged.
        """
        from ai_edge_litert.interpreter import Interpreter, OpResolverType

        directory = find_export(name)
        check_export(directory)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of the memory that kept tensors take
            self._interpreter: Any = Interpreter(
                model_path=str(directory / LITERT_FILE),
                experimental_preserve_all_tensors=True,
                experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
            )
        self._interpreter.allocate_tensors()
        self.export = "/".join(Path(directory).parts[-2:])

    def first_layer(self) -> FirstLayer:
        """The kernels and biases of the first convolution; raises ExportError if the network has none."""
        self._run(np.zeros((28, 28), np.uint8))
        tensors = self._interpreter.get_tensor_details()
        kernels = [one for one in tensors if len(one["shape"]) == 4 and one["shape"][3] == 1 and _is_kernel(one)]
        if not kernels:
            raise ExportError(f"Expected a network that starts with a convolution. Received: {self.export}.")
        filters = int(kernels[0]["shape"][0])
        biases = [one for one in tensors if list(one["shape"]) == [filters] and one["dtype"] is np.float32]
        return FirstLayer(self._value(kernels[0])[..., 0], self._value(biases[0]))

    def feature_maps(self, image: NDArray[np.uint8]) -> dict[str, NDArray[np.float32]]:
        """What each convolution, with its activation, gives for an image: float32 (rows, columns, filters) by layer.

        Args:
            image: uint8 (28, 28), garment bright on black.
        """
        self._run(image)
        found: dict[str, NDArray[np.float32]] = {}
        for tensor in self._interpreter.get_tensor_details():
            layer = _ACTIVATION.search(tensor["name"])
            shape = tensor["shape"]
            # The network also sees the image mirrored and shifted, in a batch of its own.
            if layer and len(shape) == 4 and shape[0] == 1 and layer[1] not in found:
                found[layer[1]] = self._value(tensor)[0]
        return found

    def _run(self, image: NDArray[np.uint8]) -> None:
        [given] = self._interpreter.get_input_details()
        self._interpreter.set_tensor(given["index"], image[None, ..., None])
        self._interpreter.invoke()

    def _value(self, tensor: Any) -> NDArray[np.float32]:
        value: NDArray[np.float32] = self._interpreter.get_tensor(tensor["index"]).copy()
        return value


def _is_kernel(tensor: Any) -> bool:
    rows, columns = tensor["shape"][1:3]
    return bool(rows == columns and 1 < rows <= 7 and tensor["dtype"] is np.float32)


@lru_cache(maxsize=1)
def learned_kernels() -> FirstLayer:
    """The first layer of the export ``cnn``, read once in a process; raises ExportError."""
    return LayerReader().first_layer()
