"""A whole run: data in, trained and calibrated weights and figures out. `train` is all that the command line calls."""

import itertools
import math
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console

from data.errors import DataError
from data.fashion_mnist import Dataset, Splits, load_fashion_mnist
from data.labels import CLASS_NAMES
from data.photos.recipes import RECIPES
from data.splits import stratified_parts, stratified_split
from model.calibration import fit_temperature, fit_thresholds
from model.metrics import answers, classification_report, softmax
from model.networks.registry import build_model
from training.augmentation import augmentation, mirror, mirrored_images
from training.callbacks import predict_logits
from training.config import TrainConfig
from training.environment import environment
from training.fitting import Batches, fit, load_trained
from training.run import Run
from training.teacher import Teacher, load_teacher


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
        DataError: the data set or the teacher is missing or altered.
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
    teacher = load_teacher(config.objective, len(splits.train) + len(splits.validation), config.model.classes)
    digest = teacher.sha256 if teacher else None
    chosen = training_indices(config, splits)
    if resume:
        run.check_data(splits.checksums, teacher=digest)
    else:
        run.start(config, splits.directory, splits.name, splits.checksums, teacher=digest)
    run.write("environment", environment())
    _fit(config, splits, chosen, teacher, run, console)
    result = _score(config, splits, run)
    run.write("result", result)
    run.checkpoint.unlink(missing_ok=True)
    return result


def _fit(
    config: TrainConfig, splits: Splits, chosen: np.ndarray, teacher: Teacher | None, run: Run, console: Console
) -> None:
    keras.utils.set_random_seed(config.seed)
    update_size = min(config.batch_size or len(chosen), len(chosen))
    accumulation = _accumulation(update_size, config.micro_batch)
    batch_size = update_size // accumulation
    steps = len(chosen) // (batch_size * accumulation) * accumulation
    training = splits.train.take(chosen)
    images, targets = network_inputs(config, training), _targets(splits, chosen, teacher, config.model.classes)
    fit(
        config,
        run,
        lambda first_epoch: _batches(images, targets, batch_size, steps, config, first_epoch),
        steps,
        batch_size,
        console,
        accumulation=accumulation,
        validation=(network_inputs(config, splits.validation), splits.validation.labels),
    )


def _accumulation(update_size: int, micro_batch: int) -> int:
    """How many batches make an update: the fewest that ``micro_batch`` allows, or some more that leave none over."""
    fewest = math.ceil(update_size / micro_batch)
    return next((count for count in range(fewest, 2 * fewest) if update_size % count == 0), fewest)


def training_part(config: TrainConfig, splits: Splits) -> Dataset:
    """The training images that a run learns from."""
    return splits.train.take(training_indices(config, splits))


def training_indices(config: TrainConfig, splits: Splits) -> np.ndarray:
    """Which of ``splits.train`` a run learns from: int (N,), sorted."""
    chosen = np.arange(len(splits.train))
    if config.holdout_part:
        part, parts = map(int, config.holdout_part.split("/"))
        chosen = chosen[stratified_parts(splits.train.labels, parts) != part - 1]
        if not len(chosen):
            raise DataError(
                f"Without part {config.holdout_part} of {splits.directory} there are no training images left."
            )
    share = min(config.train_fraction, (config.train_images or len(chosen)) / len(chosen))
    if share >= 1:
        return chosen
    return chosen[stratified_split(splits.train.labels[chosen], share, config.seed)[1]]


def network_inputs(config: TrainConfig, dataset: Dataset) -> np.ndarray:
    """The images as the network is fed them: uint8 (N, size, size, channels)."""
    recipe = RECIPES[config.model.recipe]
    return recipe.from_dataset(dataset.images, config.model.input_size, config.model.channels)


def _targets(splits: Splits, chosen: np.ndarray, teacher: Teacher | None, classes: int) -> np.ndarray:
    """What is learnt of the training images at ``chosen``: float32 (N, classes), with a teacher (N, 2 · classes)."""
    labels = np.eye(classes, dtype=np.float32)[splits.train.labels[chosen]]
    if teacher is None:
        return labels
    return np.concatenate([labels, teacher.probabilities[splits.train_indices[chosen]]], axis=1)


def _batches(
    images: np.ndarray, targets: np.ndarray, batch_size: int, steps: int, config: TrainConfig, first_epoch: int
) -> Batches:
    """Batches without end; every epoch has its own random numbers, the same whether or not the run was interrupted.

    One generator for all epochs: on TensorFlow each new input pipeline costs up to five seconds of waiting.
    """
    for epoch in itertools.count(first_epoch):
        rng = np.random.default_rng((config.seed, epoch))
        order = rng.permutation(len(images))
        tta_flip = mirrored_images(config.augmentation.flip, len(images), config.seed, epoch)
        augment = augmentation(config.augmentation, rng)
        for step in range(steps):
            chosen = order[step * batch_size : (step + 1) * batch_size]
            yield augment(mirror(images[chosen], tta_flip[chosen]), targets[chosen])


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
    uses_tta = config.model != config.model.without_tta
    return {
        "parameters": model.count_params(),
        "epochs": len(history),
        "best_epoch": len(history) if config.checkpoint == "last" else len(history) - int(np.argmax(accuracies[::-1])),
        "seconds": sum(row["seconds"] for row in history),
        "temperature": temperature,
        "thresholds": {"unsure": thresholds.unsure, "not_clothing": thresholds.not_clothing},
        "validation": classification_report(answered.probabilities, splits.validation.labels, CLASS_NAMES),
        "test": classification_report(softmax(test, temperature), splits.test.labels, CLASS_NAMES),
        **({"without_tta": _accuracies_without_tta(config, splits, run)} if uses_tta else {}),
    }


def _accuracies_without_tta(config: TrainConfig, splits: Splits, run: Run) -> dict[str, float]:
    """What the accuracies are when the network looks at each image once, and at no other form of it."""
    model = load_trained(run, config.model.without_tta)
    parts = {"validation": splits.validation, "test": splits.test}
    return {
        name: float((predict_logits(model, network_inputs(config, part)).argmax(axis=1) == part.labels).mean())
        for name, part in parts.items()
    }
