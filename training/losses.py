"""Cross-entropy where several classes may be right: "Shoes" is right as sandal, sneaker or ankle boot."""

from typing import Any

import keras

_NEVER = -1e9


class AllowedCrossEntropy(keras.losses.Loss):
    """-ln of the probability that the answer is one of the allowed classes, from logits.

    ``y_true``: float (N, K), 1 for each class that is right; ``y_pred``: logits (N, K). With a single 1 a row it is the
    ordinary cross-entropy. ``label_smoothing`` is the share that is spread over all classes (arXiv 1512.00567,
    section 7).
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


def allowed_accuracy(y_true: Any, y_pred: Any) -> Any:
    """1 where the likeliest class is an allowed one, else 0: float (N,)."""
    likeliest = keras.ops.argmax(y_pred, axis=-1)[..., None]
    return keras.ops.squeeze(keras.ops.take_along_axis(y_true, likeliest, axis=-1), axis=-1)
