"""A whole run: data in, trained and calibrated weights and figures out. `train` is all that the command line calls."""

from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console

from data.fashion_mnist import DataError, Dataset, Splits, load_fashion_mnist, stratified_split
from data.labels import CLASS_NAMES
from data.photos import RECIPES
from model.calibration import fit_temperature, fit_thresholds
from model.metrics import answers, classification_report, softmax
from model.registry import build_model
from training.augmentation import augmentation
from training.callbacks import predict_logits
from training.config import TrainConfig
from training.environment import environment
from training.fitting import Batches, fit, load_trained
from training.run import Run


def train(
    config: TrainConfig,
    out: Path,
    *,
    data_dir: Path | None = None,
    resume: bool = False,
    console: Console | None = None,
) -> dict[str, Any]:
    """Trains, calibrates on validation, scores the test images once, and writes it all to the directory ``out``.

    With ``resume``, an unfinished run there goes on after its last whole epoch, with the configuration and the data
    that it was started with; a finished one is left as it is.

    Returns:
        What `result.json` holds.

    Raises:
        DataError: the data set is missing or altered.
        RunError: ``out`` exists and ``resume`` was not given, or holds another run.
        ConfigError: the network cannot be built with its options.
    """
    console = console or Console(stderr=True)
    run = Run(out)
    resume = resume and run.started
    if resume:
        if run.check_resumable(config):
            console.print(f"{out} is finished already.")
            return run.read("result")
        data_dir = data_dir or Path(run.read("config")["data"]["directory"])
    build_model(config.model)  # refused before anything is written
    splits = load_fashion_mnist(data_dir)
    if not len(splits.train):
        raise DataError(f"{splits.directory} holds too few training images to set some aside. It needs 100 or so.")
    if resume:
        run.check_data(splits.checksums)
    if not resume:
        run.start(config, splits.directory, splits.name, splits.checksums)
    run.write("environment", environment())
    _fit(config, splits, run, console)
    result = _score(config, splits, run)
    run.write("result", result)
    run.checkpoint.unlink(missing_ok=True)
    return result


def _fit(config: TrainConfig, splits: Splits, run: Run, console: Console) -> None:
    keras.utils.set_random_seed(config.seed)
    training = training_part(config, splits)
    batch_size = min(config.batch_size, len(training))
    images = network_inputs(config, training)
    fit(
        config,
        run,
        lambda first_epoch: _batches(images, training.labels, batch_size, config, first_epoch),
        len(training) // batch_size,
        batch_size,
        console,
        validation=(network_inputs(config, splits.validation), splits.validation.labels),
    )


def training_part(config: TrainConfig, splits: Splits) -> Dataset:
    """The training images that a run learns from."""
    if not 0 < config.train_images < len(splits.train):
        return splits.train
    share = config.train_images / len(splits.train)
    return splits.train.take(stratified_split(splits.train.labels, share, config.seed)[1])


def network_inputs(config: TrainConfig, dataset: Dataset) -> np.ndarray:
    """The images as the network is fed them: uint8 (N, size, size, channels)."""
    recipe = RECIPES[config.model.recipe]
    return recipe.from_dataset(dataset.images, config.model.input_size, config.model.channels)


def _batches(images: np.ndarray, labels: np.ndarray, batch_size: int, config: TrainConfig, first_epoch: int) -> Batches:
    """Batches without end; every epoch has its own order, the same whether or not the run was interrupted.

    One generator for all epochs: on TensorFlow each new input pipeline costs up to five seconds of waiting.
    """
    augment = augmentation(config)
    targets = np.eye(config.model.classes, dtype=np.float32)[labels]
    epoch = first_epoch
    while True:
        order = np.random.default_rng((config.seed, epoch)).permutation(len(images))
        for start in range(0, len(order) - batch_size + 1, batch_size):
            chosen = order[start : start + batch_size]
            yield augment(images[chosen]), targets[chosen]
        epoch += 1


def _score(config: TrainConfig, splits: Splits, run: Run) -> dict[str, Any]:
    model = load_trained(run, config.model)
    validation = predict_logits(model, network_inputs(config, splits.validation))
    temperature = fit_temperature(validation, splits.validation.labels)
    answered = answers(validation, temperature, len(CLASS_NAMES))
    correct = answered.probabilities.argmax(axis=1) == splits.validation.labels
    thresholds = fit_thresholds(answered, correct)
    test = predict_logits(model, network_inputs(config, splits.test))
    run.write_predictions(validation=validation, test=test)
    history = run.history()
    accuracies = [row["val_accuracy"] for row in history]
    return {
        "parameters": model.count_params(),
        "epochs": len(history),
        "best_epoch": len(accuracies) - int(np.argmax(accuracies[::-1])),
        "seconds": sum(row["seconds"] for row in history),
        "temperature": temperature,
        "thresholds": {"unsure": thresholds.unsure, "not_clothing": thresholds.not_clothing},
        "validation": classification_report(answered.probabilities, splits.validation.labels, CLASS_NAMES),
        "test": classification_report(softmax(test, temperature), splits.test.labels, CLASS_NAMES),
    }
