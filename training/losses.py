"""Loss functions on logits, and the accuracy that belongs to each.

Targets are float (N, K); with a teacher (N, 2K): the labels, then the teacher's probabilities.
"""

from typing import Any

import keras

from training.options import Augmentation, Objective

_NEVER = -1e9


def loss_for(objective: Objective, augmentation: Augmentation) -> keras.losses.Loss:
    """The loss function that the options name."""
    smoothing = objective.label_smoothing
    loss: keras.losses.Loss
    if objective.loss == "mse":
        loss = SigmoidSquaredError(smoothing)
    elif objective.loss in _RULES:
        loss = _RULES[objective.loss]()
    elif augmentation.mixup or augmentation.cutmix:
        loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=smoothing)
    else:
        loss = AllowedCrossEntropy(smoothing)
    if objective.teacher:
        return Distillation(loss, objective.teacher_weight, objective.teacher_temperature)
    return loss


class AllowedCrossEntropy(keras.losses.Loss):
    """-ln of the total probability of the allowed classes, from logits.

    ``y_true``: float (N, K), 1 for each class that is right ("Shoes" allows sandal, sneaker and ankle boot);
    ``y_pred``: logits (N, K). With a single 1 per row it is the ordinary cross-entropy. ``label_smoothing`` is the
    share that is spread over all classes (arXiv 1512.00567, section 7). Without it, nothing balances the allowed
    classes, and all shoes on photos drift into one of them.
    """

    def __init__(self, label_smoothing: float = 0.0, **options: Any) -> None:
        super().__init__(**options)
        self.label_smoothing = label_smoothing

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of every image, float (N,), in nats."""
        of_all = keras.ops.logsumexp(y_pred, axis=-1)
        of_allowed = keras.ops.logsumexp(keras.ops.where(y_true > 0, y_pred, _NEVER), axis=-1)
        spread = of_all - keras.ops.mean(y_pred, axis=-1)
        return (1 - self.label_smoothing) * (of_all - of_allowed) + self.label_smoothing * spread


class SigmoidSquaredError(keras.losses.Loss):
    """The mean over the classes of the squared difference between target and sigmoid(logit), both float (N, K)."""

    def __init__(self, label_smoothing: float = 0.0, **options: Any) -> None:
        super().__init__(**options)
        self.label_smoothing = label_smoothing

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of every image, float (N,)."""
        target = (1 - self.label_smoothing) * y_true + self.label_smoothing / y_true.shape[-1]
        return keras.ops.mean(keras.ops.square(keras.ops.sigmoid(y_pred) - target), axis=-1)


class PerceptronRule(keras.losses.Loss):
    """The perceptron criterion of every class against all others, whose gradient is Rosenblatt's rule.

    A unit whose sign is wrong, or that is exactly zero, moves its weights by its input towards the label; a unit that
    is right does not move. ``y_true``: float (N, K), above 0.5 for the classes that are right; ``y_pred``: the inputs
    of the thresholds (N, K). Source: Bishop, PRML, equation 4.54.
    """

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of every image, float (N,): the sum over its wrong units of their distance from zero."""
        products = keras.ops.where(y_true > 0.5, y_pred, -y_pred)
        return keras.ops.sum(keras.ops.where(products <= 0, -products, 0.0), axis=-1)


class DeltaRule(keras.losses.Loss):
    """Half the squared error of linear outputs against -1 and 1, whose gradient is Widrow and Hoff's delta rule.

    ``y_true``: float (N, K) in 0–1; ``y_pred``: the outputs (N, K).
    """

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of every image, float (N,): the sum over the classes."""
        return keras.ops.sum(keras.ops.square(2 * y_true - 1 - y_pred), axis=-1) / 2


_RULES = {"perceptron_rule": PerceptronRule, "delta_rule": DeltaRule}


class Distillation(keras.losses.Loss):
    """The loss on the labels, mixed with the cross-entropy with a teacher at temperature T (arXiv 1503.02531).

    ``y_true``: float (N, 2K), the labels and softmax(the teacher's logits / T); ``y_pred``: logits (N, K). The
    teacher's part is times T², so that its gradient keeps its size (section 2 there).
    """

    def __init__(self, loss: keras.losses.Loss, weight: float, temperature: float, **options: Any) -> None:
        super().__init__(**options)
        self.loss, self.weight, self.temperature = loss, weight, temperature

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of every image, float (N,)."""
        labels, teacher = keras.ops.split(y_true, 2, axis=-1)
        softened = keras.losses.categorical_crossentropy(teacher, y_pred / self.temperature, from_logits=True)
        return (1 - self.weight) * self.loss.call(labels, y_pred) + self.weight * self.temperature**2 * softened


def accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the likeliest class has the largest target, else 0: float (N,); several may be the largest."""
    labels = y_true[..., : y_pred.shape[-1]]
    likeliest = keras.ops.argmax(y_pred, axis=-1)[..., None]
    target = keras.ops.squeeze(keras.ops.take_along_axis(labels, likeliest, axis=-1), axis=-1)
    return keras.ops.cast(target >= keras.ops.max(labels, axis=-1), "float32")
