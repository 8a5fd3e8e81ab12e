"""A convolution step by step: a kernel that slides over an image, and the sum of products at each place.

As in networks, the kernel is not turned over: mathematics calls it a cross-correlation (Goodfellow, Bengio and
Courville, *Deep Learning*, section 9.1).
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

KERNELS = {
    "edge-vertical": np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]]),
    "edge-horizontal": np.array([[-1.0, -2.0, -1.0], [0.0, 0.0, 0.0], [1.0, 2.0, 1.0]]),
    "outline": np.array([[-1.0, -1.0, -1.0], [-1.0, 8.0, -1.0], [-1.0, -1.0, -1.0]]),
    "blur": np.full((3, 3), 1 / 9),
    "sharpen": np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]]),
}
"""Kernels that people designed, float (3, 3), by name; the first two are Sobel's."""

PADDINGS = ("valid", "same")


def pad_width(kernel: int, padding: str) -> int:
    """The rows and columns of zeros on each side of an image: none for ``valid``, half the kernel for ``same``."""
    return kernel // 2 if padding == "same" else 0


def output_side(side: int, kernel: int, stride: int, padding: str) -> int:
    """How many places a kernel has along a side, in pixels: ⌊(side + 2·pad − kernel) / stride⌋ + 1."""
    return (side + 2 * pad_width(kernel, padding) - kernel) // stride + 1


def convolve(image: Array, kernel: Array, stride: int = 1, padding: str = "valid") -> Array:
    """The sum of products at every place, float (rows, columns).

    Args:
        image: float (H, W).
        kernel: float (K, K), K odd.
        stride: pixels from one place to the next.
        padding: one of `PADDINGS`.
    """
    padded = np.pad(image, pad_width(len(kernel), padding))
    places = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
    sums: Array = np.einsum("rckl,kl->rc", places, kernel)
    return sums
