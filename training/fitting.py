"""One training of one network, resumable after every epoch: what all runs have in common."""

from collections.abc import Callable, Iterator

import keras
import numpy as np
from rich.console import Console

from model.config import ModelConfig
from model.registry import build_model, mirror_averaged
from training.callbacks import Checkpoint, ProgressLine, Seconds, Validation
from training.config import TrainConfig
from training.environment import has_bfloat16
from training.losses import AllowedCrossEntropy, allowed_accuracy
from training.run import Run

Batches = Iterator[tuple[np.ndarray, np.ndarray]]


def fit(
    config: TrainConfig,
    run: Run,
    batches: Callable[[int], Batches],
    steps: int,
    batch_size: int,
    console: Console,
    *,
    validation: tuple[np.ndarray, np.ndarray] | None = None,
) -> None:
    """Trains until ``config.epochs`` are done, from the last whole epoch in ``run`` if there is one.

    Args:
        batches: from the number of the first epoch to batches without end: images, and targets float (N, outputs).
        steps: batches an epoch.
        batch_size: images a batch, for the line on the terminal.
        validation: images, and labels int (N,) or bool (N, outputs), for figures after every epoch; the best epoch's
            weights are then kept, and without it the last one's.
    """
    model = _compiled_model(config, steps)
    first_epoch = 0
    if run.checkpoint.exists():
        model.optimizer.build(model.trainable_variables)
        model.load_weights(run.checkpoint)
        # The optimizer counts its steps, so that weights and epoch can't come apart.
        first_epoch = int(keras.ops.convert_to_numpy(model.optimizer.iterations)) // steps
        console.print(f"Going on after epoch {first_epoch} of {config.epochs}.")
    run.truncate_history(first_epoch)
    if first_epoch >= config.epochs:
        return
    model.fit(
        batches(first_epoch),
        steps_per_epoch=steps,
        epochs=config.epochs,
        initial_epoch=first_epoch,
        shuffle=False,
        verbose=0,
        callbacks=[
            Seconds(),
            *([Validation(*validation)] if validation else []),
            keras.callbacks.CSVLogger(run.history_file, append=True),
            Checkpoint(run, keep_best=validation is not None),
            ProgressLine(config.epochs, steps, batch_size, console),
        ],
    )


def _compiled_model(config: TrainConfig, steps: int) -> keras.Model:
    reduced = config.precision == "bfloat16" or (config.precision == "auto" and has_bfloat16())
    model = _build(config.model, "mixed_bfloat16" if reduced else "float32")
    all_steps = steps * config.epochs
    warmup_steps = round(config.warmup * all_steps)
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=0.0 if warmup_steps else config.learning_rate,
        decay_steps=max(1, all_steps - warmup_steps),
        warmup_target=config.learning_rate if warmup_steps else None,
        warmup_steps=warmup_steps,
    )
    optimizer = keras.optimizers.AdamW(schedule, weight_decay=config.weight_decay)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    # XLA was measured slower than oneDNN's kernels on processors; accelerators decide for themselves.
    jit_compile = False if keras.backend.backend() == "tensorflow" else "auto"
    model.compile(
        optimizer,
        AllowedCrossEntropy(config.label_smoothing),
        metrics=[keras.metrics.MeanMetricWrapper(allowed_accuracy, name="accuracy")],
        jit_compile=jit_compile,
    )
    return model


def load_trained(run: Run, network: ModelConfig) -> keras.Model:
    """``network`` as it answers, with the weights that a run kept, in float32 whatever it was trained in."""
    model = _build(network, "float32")
    model.load_weights(run.best_weights)
    return mirror_averaged(model) if network.mirrored else model


def _build(network: ModelConfig, policy: str) -> keras.Model:
    previous = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        return build_model(network)
    finally:
        keras.config.set_dtype_policy(previous)
