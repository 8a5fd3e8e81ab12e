import keras
import numpy as np
import pytest

from training.losses import AllowedCrossEntropy, accuracy, loss_for
from training.options import Augmentation, Objective

LOGITS = np.array([[2.0, 0.0, -1.0], [0.5, 0.5, 3.0]], np.float32)


def test_one_allowed_class_is_the_ordinary_cross_entropy():
    targets = np.eye(3, dtype=np.float32)[[0, 2]]
    for smoothing in (0.0, 0.1):
        expected = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=smoothing)(targets, LOGITS)
        assert float(AllowedCrossEntropy(smoothing)(targets, LOGITS)) == pytest.approx(float(expected), abs=1e-5)


def test_several_allowed_classes_share_the_probability():
    targets = np.array([[1, 1, 0], [1, 0, 1]], np.float32)
    shares = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=1, keepdims=True)
    expected = -np.log((shares * targets).sum(axis=1)).mean()
    assert float(AllowedCrossEntropy()(targets, LOGITS)) == pytest.approx(expected, abs=1e-5)
    assert float(AllowedCrossEntropy()(np.ones((2, 3), np.float32), LOGITS)) == pytest.approx(0, abs=1e-6)


def test_smoothing_keeps_allowed_classes_from_becoming_one():
    targets = np.array([[1, 1, 0]], np.float32)
    even, uneven = (np.log(np.array([shares], np.float32)) for shares in ([0.48, 0.48, 0.04], [0.95, 0.01, 0.04]))
    assert float(AllowedCrossEntropy()(targets, even)) == pytest.approx(
        float(AllowedCrossEntropy()(targets, uneven)), abs=1e-5
    )
    assert float(AllowedCrossEntropy(0.05)(targets, even)) < float(AllowedCrossEntropy(0.05)(targets, uneven))


def test_accuracy_counts_every_allowed_class():
    targets = np.array([[1, 1, 0], [1, 1, 0]], np.float32)
    assert keras.ops.convert_to_numpy(accuracy(targets, LOGITS)).tolist() == [1, 0]


def test_accuracy_of_mixed_targets_is_that_of_the_larger_share_whatever_the_teacher_says():
    mixed = np.array([[0.7, 0.3, 0], [0.4, 0, 0.6]], np.float32)
    assert keras.ops.convert_to_numpy(accuracy(mixed, LOGITS)).tolist() == [1, 1]
    assert keras.ops.convert_to_numpy(accuracy(mixed[:, ::-1], LOGITS)).tolist() == [0, 0]
    targets = np.concatenate([mixed, mixed[:, ::-1]], axis=1)
    assert keras.ops.convert_to_numpy(accuracy(targets, LOGITS)).tolist() == [1, 1]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # Right units keep still; wrong ones move by their input, towards the label: 2.0 is right of class 0.
        ("perceptron_rule", [[0, 0, 0], [1, 1, 0]]),
        ("delta_rule", [[2.0 - 1, 0.0 + 1, -1.0 + 1], [0.5 + 1, 0.5 + 1, 3.0 - 1]]),
    ],
)
def test_the_gradients_of_the_historical_losses_are_their_rules(rule, expected):
    import tensorflow as tf

    outputs = tf.Variable([[2.0, -0.5, -1.0], [0.5, 0.5, 3.0]] if rule == "perceptron_rule" else LOGITS)
    loss = loss_for(Objective(loss=rule), Augmentation())
    with tf.GradientTape() as tape:
        value = 2 * loss(np.eye(3, dtype=np.float32)[[0, 2]], outputs)  # the mean of two images
    assert tape.gradient(value, outputs).numpy() == pytest.approx(np.array(expected))


def test_a_unit_at_zero_counts_as_wrong_so_that_a_perceptron_can_start_there():
    import tensorflow as tf

    outputs = tf.Variable([[0.0, 0.0]])
    with tf.GradientTape() as tape:
        value = loss_for(Objective(loss="perceptron_rule"), Augmentation())(np.array([[1.0, 0.0]]), outputs)
    assert tape.gradient(value, outputs).numpy().tolist() == [[-1, 1]]


def cross_entropy(targets, logits):
    return -(targets * (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))).sum(axis=1).mean()


@pytest.mark.parametrize("mixing", [{"mixup": 0.2}, {"cutmix": 1.0}])
def test_mixed_targets_have_the_soft_cross_entropy_with_the_same_smoothing(mixing):
    targets = np.array([[0.7, 0.3, 0], [0.4, 0, 0.6]], np.float32)
    loss = loss_for(Objective(label_smoothing=0.3), Augmentation(**mixing))
    assert float(loss(targets, LOGITS)) == pytest.approx(cross_entropy(0.7 * targets + 0.1, LOGITS), abs=1e-5)
    hard = np.eye(3, dtype=np.float32)[[0, 2]]
    allowed = loss_for(Objective(label_smoothing=0.3), Augmentation())
    assert float(loss(hard, LOGITS)) == pytest.approx(float(allowed(hard, LOGITS)), abs=1e-5)


def test_the_squared_error_is_of_sigmoids():
    targets = np.eye(3, dtype=np.float32)[[0, 2]]
    loss = loss_for(Objective(loss="mse", label_smoothing=0.3), Augmentation())
    expected = ((1 / (1 + np.exp(-LOGITS)) - (0.7 * targets + 0.1)) ** 2).mean()
    assert float(loss(targets, LOGITS)) == pytest.approx(expected, abs=1e-6)


def test_distillation_mixes_labels_and_teacher_at_its_temperature():
    labels = np.eye(3, dtype=np.float32)[[0, 2]]
    teacher = np.array([[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]], np.float32)
    objective = Objective(label_smoothing=0, teacher="teacher.npz", teacher_weight=0.25, teacher_temperature=4)
    loss = loss_for(objective, Augmentation())(np.concatenate([labels, teacher], axis=1), LOGITS)
    expected = 0.75 * cross_entropy(labels, LOGITS) + 0.25 * 16 * cross_entropy(teacher, LOGITS / 4)
    assert float(loss) == pytest.approx(expected, abs=1e-5)
