"""The options of a training in groups; each checks its values."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from model.networks.config import ConfigError

OPTIMIZERS = {
    # Starting points for batches of about 256 images.
    "sgd": {"learning_rate": 0.1, "weight_decay": 5e-4},
    "momentum": {"learning_rate": 0.05, "momentum": 0.9, "weight_decay": 5e-3},
    "nesterov": {"learning_rate": 0.05, "momentum": 0.9, "weight_decay": 5e-3},
    "rmsprop": {"learning_rate": 1e-3, "weight_decay": 0.0},
    "adagrad": {"learning_rate": 0.02, "weight_decay": 0.0},
    "adam": {"learning_rate": 2e-3, "weight_decay": 0.0},
    "adamw": {"learning_rate": 2e-3, "weight_decay": 0.02},
    "lion": {"learning_rate": 2e-4, "weight_decay": 0.2},
    "muon": {"learning_rate": 2e-3, "momentum": 0.95, "weight_decay": 0.02},
}
"""The optimizers with their default options."""

CHOICES = {
    "optimizer": tuple(OPTIMIZERS),
    "schedule": ("constant", "step", "cosine", "one_cycle", "plateau"),
    "loss": ("cross_entropy", "mse", "delta_rule", "perceptron_rule"),
    "flip": ("none", "random", "alternating"),
    "classes": ("photo", "fashion-mnist", "own"),
    "trainable": ("all", "last_stage", "classifier"),
    "precision": ("auto", "float32", "bfloat16"),
    "checkpoint": ("best", "last"),
}
"""The possible values of the options that are names."""


def check(options: Any, names: Iterable[str], holds: Callable[[Any], bool], expected: str) -> None:
    """Raises ConfigError for the first of the fields ``names`` whose value fails ``holds``."""
    for name in names:
        value = getattr(options, name)
        if not holds(value):
            raise ConfigError(f"Expected {name} to be {expected}. Received: {value!r}.")


def check_choices(options: Any, *names: str) -> None:
    """Raises ConfigError, with the choices, for the first of the fields ``names`` whose value is not in `CHOICES`."""
    for name in names:
        check(options, (name,), CHOICES[name].__contains__, f"one of {', '.join(CHOICES[name])}")


def check_not_negative(options: Any, *names: str) -> None:
    """Raises ConfigError for the first of the fields ``names`` that is negative or not finite."""
    check(options, names, math.isfinite, "a finite number")
    check(options, names, lambda value: value >= 0, "0 or more")


@dataclass(frozen=True)
class Optimization:
    """Optimizer and learning rate.

    Attributes:
        optimizer: one of `OPTIMIZERS`. ``sgd`` has no momentum; ``momentum`` and ``nesterov`` are SGD with it. Muon
            (arXiv 2502.16982) makes the updates of dense and convolutional kernels orthogonal, and updates the last
            layer and all vectors by AdamW at the same learning rate.
        learning_rate: the highest of the schedule.
        momentum: of momentum, nesterov and muon.
        weight_decay: decoupled (arXiv 1711.05101), times the learning rate; not for biases and normalisation.
        schedule: ``constant``; ``step``, a tenth after half of the training and again after three quarters
            (arXiv 1512.03385); ``cosine`` to zero after warm-up (arXiv 1608.03983); ``one_cycle``, linear up and
            linear down to zero (arXiv 1708.07120); ``plateau``, half whenever the validation loss has not fallen for
            three epochs.
        warmup: share of the training over which ``cosine`` and ``one_cycle`` rise from zero.
        ema_momentum: momentum per update of an exponential moving average of the weights, which is then validated,
            saved and exported; 0 for no average.
    """

    optimizer: str = "adamw"
    learning_rate: float = OPTIMIZERS["adamw"]["learning_rate"]
    momentum: float = 0.0
    weight_decay: float = OPTIMIZERS["adamw"]["weight_decay"]
    schedule: str = "cosine"
    warmup: float = 0.1
    ema_momentum: float = 0.0

    def __post_init__(self) -> None:
        check_choices(self, "optimizer", "schedule")
        check_not_negative(self, "learning_rate", "weight_decay")
        check(self, ("learning_rate",), lambda value: value > 0, "above 0")
        check(self, ("momentum", "warmup", "ema_momentum"), lambda value: 0 <= value < 1, "in [0, 1)")


@dataclass(frozen=True)
class Objective:
    """What the training minimises.

    Attributes:
        loss: ``cross_entropy``; ``mse``, the squared error of sigmoid(logits); ``delta_rule``, that of the logits
            themselves against -1 and 1 (Widrow and Hoff 1960); ``perceptron_rule``, each class against all others
            (Rosenblatt 1958).
        label_smoothing: the share of each label that is spread over all classes (arXiv 1512.00567, section 7); the two
            rules have labels without it.
        teacher: a file of logits to distil (arXiv 1503.02531): .npz with ``logits``, float (N, classes), of all N
            official training images in the order of the file, as `training distil-targets` writes it; or
            ``shipped``, the one that comes with the project.
        teacher_weight: the share of the teacher in the loss.
        teacher_temperature: what the logits of teacher and student are divided by before they are compared.
    """

    loss: str = "cross_entropy"
    label_smoothing: float = 0.1
    teacher: str = ""
    teacher_weight: float = 0.5
    teacher_temperature: float = 2.0

    def __post_init__(self) -> None:
        check_choices(self, "loss")
        check(self, ("label_smoothing",), lambda value: 0 <= value < 1, "in [0, 1)")
        check(self, ("teacher_weight",), lambda value: 0 <= value <= 1, "in [0, 1]")
        check_not_negative(self, "teacher_temperature")
        check(self, ("teacher_temperature",), lambda value: value > 0, "above 0")


@dataclass(frozen=True)
class Augmentation:
    """How each training image is changed, with new random numbers in every epoch. Pixels from outside it are black.

    Attributes:
        flip: mirrors ``none`` of the images, half of them at ``random``, or ``alternating``: half of them in the first
            epoch, and then each image in every second epoch (arXiv 2404.00498, section 3.6).
        shift: the largest shift to each side, in pixels.
        rotation: the largest rotation to each side, in degrees.
        zoom: the largest share by which the image is enlarged or reduced.
        random_erasing: the probability that a rectangle is filled with noise (arXiv 1708.04896).
        mixup: α of the mean with another image (arXiv 1710.09412); 0 for none.
        cutmix: α of the exchange of a rectangle with another image (arXiv 1905.04899); 0 for none.
    """

    flip: str = "random"
    shift: int = 2
    rotation: float = 0.0
    zoom: float = 0.0
    random_erasing: float = 0.0
    mixup: float = 0.0
    cutmix: float = 0.0

    def __post_init__(self) -> None:
        check_choices(self, "flip")
        check_not_negative(self, "shift", "mixup", "cutmix")
        check(self, ("shift",), lambda value: value < 28, "under 28")
        check(self, ("rotation",), lambda value: 0 <= value <= 180, "in [0, 180]")
        check(self, ("zoom",), lambda value: 0 <= value < 1, "in [0, 1)")
        check(self, ("random_erasing",), lambda value: 0 <= value <= 1, "in [0, 1]")


@dataclass(frozen=True)
class PhotoConfig:
    """What a network is trained on besides the photos of each batch, and which photos are held out.

    Attributes:
        classes: ``fashion-mnist`` for its ten classes; ``photo`` for these and the further kinds (`data.labels`) that
            the photos show; ``own`` for the labels of the photo folder.
        folds: each of so many parts of the photos is held out in turn, to measure and calibrate on it, before the
            exported network is trained on all photos. With 0, a fifth is held out and never trained on.
        composites: the number of garments of Fashion-MNIST on other backgrounds, per batch.
        dataset_images: the number of images of Fashion-MNIST as they are, but enlarged, per batch.
        synthetic_negatives: the number of drawn objects that are none of the classes, per batch.
        background_swap: the share of the photos whose background is replaced.
        worn: the share of the garments with reference masks that are put on people, where tagged photos show some.
        shoe_kinds: whether the kinds of shoe in `data.photos.shoe_kinds` are trained on; they are measured anyway.
        trainable: which layers of a pretrained network are trained: ``all``; ``last_stage``, the last one with the head
            and the classifier; or ``classifier`` alone.
        unseen: labels, separated by commas, whose photos are only measured on: how well the network refuses kinds of
            clothes that it was not trained on.
    """

    classes: str = "photo"
    folds: int = 0
    composites: int = 20
    dataset_images: int = 0
    synthetic_negatives: int = 6
    background_swap: float = 0.25
    worn: float = 0.25
    shoe_kinds: bool = True
    trainable: str = "all"
    unseen: str = ""

    def __post_init__(self) -> None:
        check_choices(self, "classes", "trainable")
        check(self, ("folds",), lambda value: value == 0 or value >= 2, "2 or more, or 0")
        check_not_negative(self, "composites", "dataset_images", "synthetic_negatives")
        check(self, ("background_swap", "worn"), lambda value: 0 <= value <= 1, "in [0, 1]")

    @property
    def extras(self) -> int:
        """The number of images per batch that are no photos."""
        return self.composites + self.dataset_images + self.synthetic_negatives

    @property
    def labels_unseen(self) -> tuple[str, ...]:
        """The labels in ``unseen``."""
        return tuple(label.strip() for label in self.unseen.split(",") if label.strip())
