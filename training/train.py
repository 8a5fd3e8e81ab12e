"""A whole run on Fashion-MNIST: `train` reads the data, trains, calibrates, and writes weights and figures."""

import dataclasses
import itertools
import math
from pathlib import Path
from typing import Any

import keras
import numpy as np
from rich.console import Console

from data.errors import DataError
from data.fashion_mnist import Dataset, Splits, load_fashion_mnist
from data.photos.recipes import RECIPES
from data.splits import stratified_parts, stratified_split
from model.metrics import BatchPredictions, classification_report
from model.networks.registry import build_model
from training.augmentation import augmentation, mirror, mirrored_images
from training.calibration import calibrate
from training.callbacks import diverged, predict_logits
from training.config import TrainConfig
from training.environment import environment
from training.fitting import Batches, fit, load_trained
from training.printing import print_training_images
from training.run import DivergenceError, Run
from training.teacher import Teacher, load_teacher

MEASURED = 5000
"""Of so many training images loss and accuracy are measured after every epoch: as many as there are for validation."""


def train(
    config: TrainConfig,
    out: Path,
    *,
    data_dir: Path | None = None,
    resume: bool = False,
    console: Console | None = None,
    allow_divergence: bool = False,
) -> dict[str, Any]:
    """Trains a network, measures and calibrates it on the validation images, and writes a run to ``out``.

    The test images are not scored; `training.scoring.score_test_images` does that.

    Args:
        config: what to train, and how.
        out: the run's directory.
        data_dir: the folder of the four files of Fashion-MNIST; see `load_fashion_mnist` for the default.
        resume: whether an unfinished run in ``out`` is continued after its last whole epoch, with the configuration
            and the data that it was started with. A finished one is left unchanged.
        console: where progress is printed; standard error by default.
        allow_divergence: whether a training whose loss is no longer finite is finished and recorded all the same, as
            studies do. Its result has None for figures that are not finite.

    Returns:
        The content of `result.json`.

    Raises:
        DataError: the data set or the teacher is missing or altered.
        RunError: ``out`` exists and ``resume`` was not given, or ``out`` holds another run.
        DivergenceError: a loss is not finite.
        ConfigError: the network cannot be built with its options.

    Example:
        >>> train(train_config("mlp", "smoke"), Path("runs/mlp"))["validation"]["accuracy"]
        0.78
    """
    console = console or Console(stderr=True)
    run = Run(out)
    resume = resume and run.started
    if resume:
        if run.check_resumable(_with_classes(config, len(run.class_names))):
            console.print(f"{out} is finished already.")
            return run.read("result")
        data_dir = data_dir or Path(run.read("config")["data"]["directory"])
    splits = load_fashion_mnist(data_dir)
    config = _with_classes(config, len(splits.class_names))
    build_model(config.model)  # refused before anything is written
    if not len(splits.train):
        raise DataError(f"{splits.directory} holds too few training images to validate on some. Use a larger data set.")
    teacher = load_teacher(config.objective, len(splits.train) + len(splits.validation), config.model.classes)
    digest = teacher.sha256 if teacher else None
    chosen = training_indices(config, splits)
    if resume:
        run.check_data(splits.checksums, teacher=digest)
    else:
        run.start(
            config, splits.directory, splits.name, splits.checksums, teacher=digest, class_names=splits.class_names
        )
    run.write("environment", environment())
    print_training_images(console, config, splits, chosen)
    with np.errstate(invalid="ignore" if allow_divergence else "warn"):
        _fit(config, splits, chosen, teacher, run, console, allow_divergence)
        run.write("result", _result(config, splits, run, allow_divergence))
    run.checkpoint.unlink(missing_ok=True)
    return run.read("result")


def _with_classes(config: TrainConfig, classes: int) -> TrainConfig:
    """The same for a data set of so many classes."""
    return dataclasses.replace(config, model=dataclasses.replace(config.model, classes=classes))


def _fit(
    config: TrainConfig,
    splits: Splits,
    chosen: np.ndarray,
    teacher: Teacher | None,
    run: Run,
    console: Console,
    allow_divergence: bool,
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
        training=(images[:MEASURED], training.labels[:MEASURED]),
        validation=(network_inputs(config, splits.validation), splits.validation.labels),
        allow_divergence=allow_divergence,
    )


def _accumulation(update_size: int, micro_batch: int) -> int:
    """The batches per update: the fewest that ``micro_batch`` allows, or a few more if they divide it evenly."""
    fewest = math.ceil(update_size / micro_batch)
    return next((count for count in range(fewest, 2 * fewest) if update_size % count == 0), fewest)


def training_part(config: TrainConfig, splits: Splits) -> Dataset:
    """The training images that a run uses."""
    return splits.train.take(training_indices(config, splits))


def training_indices(config: TrainConfig, splits: Splits) -> np.ndarray:
    """The indices into ``splits.train`` that a run uses: int (N,), sorted."""
    chosen = np.arange(len(splits.train))
    if config.holdout_part:
        part, parts = map(int, config.holdout_part.split("/"))
        chosen = chosen[stratified_parts(splits.train.labels, parts) != part - 1]
        if not len(chosen):
            raise DataError(
                f"Without part {config.holdout_part} of {splits.directory} there are no training images left."
            )
    share = (config.train_images or len(chosen)) / len(chosen)
    if share >= 1:
        return chosen
    some: np.ndarray = chosen[stratified_split(splits.train.labels[chosen], share, config.seed)[1]]
    return some


def network_inputs(config: TrainConfig, dataset: Dataset) -> np.ndarray:
    """The images in the form of the network's input: uint8 (N, size, size, channels)."""
    recipe = RECIPES[config.model.recipe]
    inputs: np.ndarray = recipe.from_dataset(dataset.images, config.model.input_size, config.model.channels)
    return inputs


def _targets(splits: Splits, chosen: np.ndarray, teacher: Teacher | None, classes: int) -> np.ndarray:
    """The targets of the training images at ``chosen``: float32 (N, classes), with a teacher (N, 2 · classes)."""
    labels: np.ndarray = np.eye(classes, dtype=np.float32)[splits.train.labels[chosen]]
    if teacher is None:
        return labels
    return np.concatenate([labels, teacher.probabilities[splits.train_indices[chosen]]], axis=1)


def _batches(
    images: np.ndarray, targets: np.ndarray, batch_size: int, steps: int, config: TrainConfig, first_epoch: int
) -> Batches:
    """An endless iterator of batches. The random numbers of an epoch depend on its number and the seed alone, so that
    a resumed run sees the same batches.

    One iterator serves all epochs, because on TensorFlow each new input pipeline takes up to five seconds to start.
    """
    for epoch in itertools.count(first_epoch):
        rng = np.random.default_rng((config.seed, epoch))
        order = rng.permutation(len(images))
        flipped = mirrored_images(config.augmentation.flip, len(images), config.seed, epoch)
        augment = augmentation(config.augmentation, rng)
        for step in range(steps):
            chosen = order[step * batch_size : (step + 1) * batch_size]
            yield augment(mirror(images[chosen], flipped[chosen]), targets[chosen])


def _result(config: TrainConfig, splits: Splits, run: Run, allow_divergence: bool) -> dict[str, Any]:
    """The content of `result.json`: figures on the validation images, temperature and thresholds."""
    model, labels = load_trained(run, config.model), splits.validation.labels
    inputs = network_inputs(config, splits.validation)
    logits = predict_logits(model, inputs)
    if not (allow_divergence or np.isfinite(logits).all()):
        raise DivergenceError(diverged("a logit of the trained network is NaN", config.optimization.learning_rate))
    run.write_predictions(validation=logits)
    calibration = calibrate(logits, labels, splits.class_names)
    predictions = BatchPredictions.from_logits(logits, calibration.temperature, len(splits.class_names))
    history = run.history()
    accuracies = [row["val_accuracy"] for row in history]
    result = {
        "parameters": model.count_params(),
        "epochs": len(history),
        "best_epoch": len(history) if config.checkpoint == "last" else len(history) - int(np.argmax(accuracies[::-1])),
        "seconds": sum(row["seconds"] for row in history),
        "temperature": calibration.temperature,
        "thresholds": dataclasses.asdict(calibration.thresholds),
        "calibration_warning": calibration.warning(),
        "validation": classification_report(predictions.probabilities, labels, splits.class_names),
    }
    if config.model != config.model.without_tta:
        plain = predict_logits(load_trained(run, config.model.without_tta), inputs)
        result["without_tta"] = {"validation": accuracy_of(plain, labels)}
    return result


def accuracy_of(logits: np.ndarray, labels: np.ndarray) -> float:
    """The share of images whose largest logit, of float (N, K), is at their label, of int (N,)."""
    return float((logits.argmax(axis=1) == labels).mean())
