"""Keras's optimizers and learning rate schedules, from the options."""

import re
from typing import Any

import keras

from training.options import Optimization

PLATEAU = {"monitor": "val_loss", "mode": "min", "factor": 0.5, "patience": 3}
_STEPS = {0.5: 0.1, 0.75: 0.01}  # what the learning rate is multiplied by from this share of the training on


def optimizer_for(options: Optimization, steps: int, accumulation: int = 1) -> keras.optimizers.Optimizer:
    """The optimizer for a training of ``steps`` batches, ``accumulation`` of which make one update."""
    rate = learning_rate_for(options, steps)
    arguments: dict[str, Any] = {"weight_decay": options.weight_decay}
    if accumulation > 1:
        arguments["gradient_accumulation_steps"] = accumulation
    if options.ema_momentum:
        # Keras averages after every batch, not after every update.
        arguments |= {"use_ema": True, "ema_momentum": options.ema_momentum ** (1 / accumulation)}
    optimizers = keras.optimizers
    match options.optimizer:
        case "sgd":
            optimizer = optimizers.SGD(rate, **arguments)
        case "momentum" | "nesterov" as name:
            optimizer = optimizers.SGD(rate, momentum=options.momentum, nesterov=name == "nesterov", **arguments)
        case "muon":
            optimizer = KernelMuon(
                rate,
                momentum=options.momentum,
                adam_weight_decay=options.weight_decay or None,
                exclude_layers=["logits"],
                **arguments,
            )
        case name:
            classes = {
                "rmsprop": optimizers.RMSprop,
                "adagrad": optimizers.Adagrad,
                "adam": optimizers.Adam,
                "adamw": optimizers.AdamW,
                "lion": optimizers.Lion,
            }
            optimizer = classes[name](rate, **arguments)
    # alpha: decay would pull the slopes of PReLU towards ReLU (arXiv 1502.01852, section 2.1).
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta", "alpha"])
    return optimizer


def learning_rate_for(options: Optimization, steps: int) -> float | keras.optimizers.schedules.LearningRateSchedule:
    """The learning rate over ``steps`` batches; a number if it is constant, or changed by a callback.

    Keras calls schedules with the number of batches, not of updates.
    """
    schedules = keras.optimizers.schedules
    peak, warmup = options.learning_rate, round(options.warmup * steps)
    match options.schedule:
        case "step":
            # Keras uses the old value at the boundary itself.
            boundaries = [round(share * steps) - 1 for share in _STEPS]
            return schedules.PiecewiseConstantDecay(boundaries, [peak, *(peak * factor for factor in _STEPS.values())])
        case "cosine":
            return schedules.CosineDecay(
                initial_learning_rate=0.0 if warmup else peak,
                decay_steps=max(1, steps - warmup),
                warmup_target=peak if warmup else None,
                warmup_steps=warmup,
            )
        case "one_cycle":
            return OneCycle(peak, warmup, steps)
    return peak


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Linear from 0 to ``peak`` over ``warmup`` steps, then linear to 0 at the last of ``steps`` (arXiv 1708.07120)."""

    def __init__(self, peak: float, warmup: int, steps: int) -> None:
        self.peak, self.warmup, self.steps = peak, warmup, steps

    def __call__(self, step: Any) -> Any:
        """The learning rate at ``step``, counted from 0."""
        step = keras.ops.cast(step, "float32")
        falling = (self.steps - step) / max(1, self.steps - self.warmup)
        return self.peak * (keras.ops.minimum(step / self.warmup, falling) if self.warmup else falling)


class KernelMuon(keras.optimizers.Muon):
    """Muon for convolutions too: their kernels (H, W, in, out) are matrices (H·W·in, out), as in arXiv 2404.00498.

    Keras's Muon updates everything but matrices by AdamW, in a convolutional network nearly all weights.
    """

    def _should_use_adamw(self, variable: Any) -> bool:
        rows, columns = _matrix_shape(variable.shape)
        excluded = any(re.search(layer, variable.path) for layer in self.exclude_layers)
        # A depthwise kernel is a set of vectors.
        return excluded or min(rows, columns) == 1

    def zeropower_via_newtonschulz5(self, x: Any, steps: int) -> Any:
        """The nearest orthogonal matrix to ``x``, in the shape of ``x``."""
        matrix = keras.ops.reshape(x, _matrix_shape(x.shape))
        return keras.ops.reshape(super().zeropower_via_newtonschulz5(matrix, steps), x.shape)

    def lr_adjust(self, x: Any) -> Any:
        """``x`` scaled to the size of AdamW's updates."""
        matrix = keras.ops.reshape(x, _matrix_shape(x.shape))
        return keras.ops.reshape(super().lr_adjust(matrix), x.shape)


def _matrix_shape(shape: tuple[int, ...]) -> tuple[int, int]:
    rows = 1
    for size in shape[:-1]:
        rows *= size
    return rows, shape[-1]
