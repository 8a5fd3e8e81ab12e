"""The training of one network, resumable after every epoch: what runs on images and on photos share."""

import itertools
import math
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import keras
import numpy as np
from rich.console import Console

from model.networks.config import ConfigError, ModelConfig
from model.networks.ensemble import average_ensemble, with_tta
from model.networks.registry import build_model
from training.averaging import averaged
from training.callbacks import (
    BestWeights,
    Checkpoint,
    EarlyStopping,
    Plateau,
    ProgressLine,
    Seconds,
    StopAtDivergence,
    out_of_patience,
)
from training.config import TrainConfig
from training.devices import spread
from training.environment import has_bfloat16
from training.losses import accuracy, loss_for
from training.optimization import PLATEAU, optimizer_for
from training.run import Run

Batches = Iterator[tuple[np.ndarray, np.ndarray]]

_STAGE = re.compile(r"stage(\d+)_")
_ONE_IMAGE = (
    "Warning: with batches of one image, batch normalisation sets every value of a dense layer to the same number, and "
    "normalises a convolution by the image alone. Choose a larger batch_size, or normalization=layer."
)
_IMAGES_FOR_NORMS, _MOST_BATCHES_FOR_NORMS = 5000, 20


def fit(
    config: TrainConfig,
    run: Run,
    batches: Callable[[int], Batches],
    steps: int,
    batch_size: int,
    console: Console,
    *,
    accumulation: int = 1,
    training: tuple[np.ndarray, np.ndarray] | None = None,
    validation: tuple[np.ndarray, np.ndarray] | None = None,
    allow_divergence: bool = False,
    initialize: Callable[[keras.Model], None] | None = None,
    loss: Callable[[Any, Any], Any] | None = None,
) -> None:
    """Trains until ``config.epochs`` are done, from the last whole epoch in ``run`` if there is one.

    Args:
        batches: from the number of the first epoch to an endless iterator of batches: images, and targets float
            (N, outputs).
        steps: batches per epoch, a multiple of ``accumulation``.
        batch_size: images per batch.
        accumulation: the number of batches whose gradients make one update of the weights.
        training: a sample of the training images without augmentation, and labels like those of ``validation``, for
            figures that can be compared.
        validation: images, and labels int (N,) or bool (N, outputs), for figures after every epoch. The weights of
            the best epoch are then saved; without it, those of the last one.
        allow_divergence: whether the training goes on after a loss that is not finite.
        initialize: gives a new model its first weights; by default they are random.
        loss: by default the one that ``config.objective`` names, with the accuracy as a metric.

    Raises:
        DivergenceError: a loss is not finite, and ``allow_divergence`` is not set.
        RunError: the run's directory cannot be written to.
    """
    with spread(batch_size, console):
        model = _compiled_model(config, steps, accumulation, loss)
        if batch_size == 1 and any(isinstance(layer, keras.layers.BatchNormalization) for layer in model.layers):
            console.print(_ONE_IMAGE, soft_wrap=True, highlight=False)
        first_epoch = 0
        if initialize and not run.checkpoint.exists():
            initialize(model)
        if run.checkpoint.exists():
            model.optimizer.build(model.trainable_variables)
            model.load_weights(run.checkpoint)
            # The optimizer's own count of updates always matches the weights beside it.
            updates = int(keras.ops.convert_to_numpy(model.optimizer.iterations))
            first_epoch = updates // (steps // accumulation)
            _advance_dropout(model, first_epoch * steps)
            console.print(f"Continuing after epoch {first_epoch} of {config.epochs}.")
        run.truncate_history(first_epoch)
        if first_epoch >= config.epochs or out_of_patience(run.history(), config.patience):
            return

        def average(model: keras.Model, epoch: int) -> AbstractContextManager[None]:
            enough = min(steps, _MOST_BATCHES_FOR_NORMS, math.ceil(_IMAGES_FOR_NORMS / batch_size))
            return averaged(model, (images for images, _ in itertools.islice(batches(epoch), enough)))

        options = config.optimization
        model.fit(
            batches(first_epoch),
            steps_per_epoch=steps,
            epochs=config.epochs,
            initial_epoch=first_epoch,
            shuffle=False,
            verbose=0,
            callbacks=[
                Seconds(),
                BestWeights(run, validation, average if options.ema_momentum else None, config.checkpoint, training),
                *([] if allow_divergence else [StopAtDivergence(options.learning_rate)]),
                *([Plateau(run, options.learning_rate, **PLATEAU)] if options.schedule == "plateau" else []),
                keras.callbacks.CSVLogger(run.history_file, append=True),
                Checkpoint(run),
                ProgressLine(config.epochs, steps, batch_size, console),
                *([EarlyStopping(run, config.patience)] if config.patience else []),
            ],
        )


def _compiled_model(
    config: TrainConfig, steps: int, accumulation: int, loss: Callable[[Any, Any], Any] | None
) -> keras.Model:
    reduced = config.precision == "bfloat16" or (config.precision == "auto" and has_bfloat16())
    model = _build(config.model, "mixed_bfloat16" if reduced else "float32")
    if config.photos:
        freeze(model, config.photos.trainable)
    # On processors XLA was measured to be slower than oneDNN's kernels.
    jit_compile = False if keras.backend.backend() == "tensorflow" else "auto"
    model.compile(
        optimizer_for(config.optimization, steps * config.epochs, accumulation),
        loss or loss_for(config.objective, config.augmentation),
        metrics=[] if loss else [keras.metrics.MeanMetricWrapper(accuracy, name="accuracy")],
        jit_compile=jit_compile,
    )
    return model


def freeze(model: keras.Model, trainable: str) -> None:
    """Freezes the layers that `PhotoConfig.trainable` leaves as they are; their normalisation keeps its statistics.

    Raises:
        ConfigError: the network has no layers of a backbone with these names.
    """
    stages = sorted({int(found[1]) for layer in model.layers if (found := _STAGE.match(layer.name))})
    if trainable == "all":
        return
    if not stages:
        raise ConfigError(f"Expected trainable=all for {model.name}, which is not pretrained. Received: {trainable!r}.")
    frozen = stages if trainable == "classifier" else stages[:-1]
    for layer in model.layers:
        found = _STAGE.match(layer.name)
        inside = found is not None and int(found[1]) in frozen
        in_ends = layer.name.startswith(("stem", "head") if trainable == "classifier" else "stem")
        layer.trainable = not (inside or in_ends)


def _advance_dropout(model: keras.Model, batches: int) -> None:
    """Sets the generators of dropout to their state after ``batches``, which no checkpoint holds."""
    for layer in model.layers:
        if generator := getattr(layer, "seed_generator", None):
            seed, _ = keras.ops.convert_to_numpy(generator.state)
            generator.state.assign(np.array([seed, batches], "uint32"))


def load_trained(run: Run, network: ModelConfig) -> keras.Model:
    """``network`` with the weights that ``run`` saved, in float32 whatever it was trained in.

    An ensemble averages its members' logits; test-time augmentation is part of the model.
    """
    models = []
    for member in run.members(network.ensemble_size):
        models.append(_build(network, "float32"))
        models[-1].load_weights(member.best_weights)
    model = average_ensemble(models) if len(models) > 1 else models[0]
    if network == network.without_tta:
        return model
    return with_tta(model, tta_flip=network.tta_flip, tta_shift=network.tta_shift)


def _build(network: ModelConfig, policy: str) -> keras.Model:
    previous = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        return build_model(network)
    finally:
        keras.config.set_dtype_policy(previous)
