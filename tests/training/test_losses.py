import keras
import numpy as np
import pytest

from training.losses import AllowedCrossEntropy, accuracy

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


def test_accuracy_counts_every_allowed_class():
    targets = np.array([[1, 1, 0], [1, 1, 0]], np.float32)
    assert keras.ops.convert_to_numpy(accuracy(targets, LOGITS)).tolist() == [1, 0]
