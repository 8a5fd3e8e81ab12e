"""Spreads the batches of a training over the devices of a computer: data parallelism, on Keras's backend JAX."""

from contextlib import AbstractContextManager, nullcontext

import keras
from rich.console import Console


def spread(batch_size: int, console: Console) -> AbstractContextManager[None]:
    """A context in which models that are built and trained share each batch among all devices that JAX sees.

    Every device has all weights, computes an equal part of the batch, and gets the mean of all gradients: but for
    rounding, the result is that of one device. Where the devices cannot share a batch evenly, fewer are used. With one
    device or another backend, nothing changes.

    Args:
        batch_size: images per batch.
        console: where it is printed how many devices are used.
    """
    if keras.backend.backend() != "jax":
        return nullcontext()
    devices = keras.distribution.list_devices()
    used = max(count for count in range(1, len(devices) + 1) if batch_size % count == 0)
    if len(devices) > 1:
        console.print(f"Each batch of {batch_size} images is shared by {used} of {len(devices)} devices.")
    if used == 1:
        return nullcontext()
    scope: AbstractContextManager[None] = keras.distribution.DataParallel(devices=devices[:used]).scope()
    return scope
