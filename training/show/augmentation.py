"""Training images beside what some epochs make of them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from data.fashion_mnist import load_fashion_mnist
from model.networks.config import ConfigError
from training.augmentation import augmented
from training.config import TrainConfig, train_config
from training.evaluate import is_run
from training.run import Run
from training.show.drawing import draw_tiles
from training.show.shown import Picture, Shown, Table
from training.train import network_inputs

_EPOCHS, _MOST = 5, 10
_OPTIONS = ("flip", "shift", "rotation", "zoom", "random_erasing", "mixup", "cutmix")


def show_augmentation(
    subject: str, preset: str | None = None, settings: Sequence[str] = (), data_dir: Path | None = None
) -> Shown:
    """An image of each class, and what epochs of a training with these options make of it.

    Args:
        subject: the directory of a run, or the name of a network.
        preset, settings: the options of a training of the named network.
        data_dir: the data set; by default that of the run, or the one that this machine has.

    Raises:
        ConfigError: an option does not exist; or it is a run on photos.
        RunError: the run has other data.
    """
    if is_run(subject):
        if preset or settings:
            raise ConfigError(f"Expected --preset and --set with the name of a network only. Received: {subject}.")
        run = Run(Path(subject))
        config, splits, name = run.config(), run.splits(data_dir), run.path.resolve().name
    else:
        config, splits, name = train_config(subject, preset or "quick", settings), load_fashion_mnist(data_dir), subject
    if config.photos:
        raise ConfigError(f"{subject} learns from photos. Expected a run on the images of a data set.")
    first = [np.flatnonzero(splits.train.labels == label)[:1] for label in range(len(splits.class_names))]
    some = splits.train.take(np.concatenate(first)[:_MOST])
    images = network_inputs(config, some)
    targets = np.eye(len(splits.class_names), dtype=np.float32)[some.labels]
    epochs = [augmented(config.augmentation, images, targets, config.seed, epoch) for epoch in range(_EPOCHS)]
    rows = [images, *(changed for changed, _ in epochs)]
    written = _written(config)
    labels = [splits.class_names[label] for label in some.labels]
    return Shown(
        f"augmentation-{name}",
        f"Augmentation of {subject}",
        f"Options: {written}. Every epoch draws new random numbers, so the network hardly ever sees an image twice.",
        (
            Picture(
                draw_tiles(np.stack(rows)[..., 0], ("original", *(f"epoch {n + 1}" for n in range(_EPOCHS)))),
                f"{len(some)} training images ({', '.join(labels)}) above what {_EPOCHS} epochs make of them: "
                f"{written}.",
                f"Above, training images of {splits.name}; below, what {_EPOCHS} epochs make of them.",
            ),
        ),
        (
            Table(
                "Targets",
                ("label", *(f"epoch {number + 1}" for number in range(_EPOCHS))),
                [
                    (label, *(_target(targets[place], splits.class_names) for _, targets in epochs))
                    for place, label in enumerate(labels)
                ],
            ),
        )
        if config.augmentation.mixup or config.augmentation.cutmix
        else (),
    )


def _written(config: TrainConfig) -> str:
    """The options that change something, as they are set."""
    values = {key: getattr(config.augmentation, key) for key in _OPTIONS}
    return ", ".join(f"{key}={value}" for key, value in values.items() if value not in ("none", 0)) or "none"


def _target(target: np.ndarray, names: Sequence[str]) -> str:
    """The classes that a mixed image counts as, with their shares."""
    return ", ".join(f"{names[n]} {target[n]:.0%}" for n in np.argsort(-target, kind="stable") if target[n] >= 0.005)
