"""Activations and losses are those of the networks and of training, with the right derivatives."""

import keras
import numpy as np
import pytest

from lessons.activations import ACTIVATIONS, LOSSES
from model.networks.blocks import activate
from model.networks.options import CHOICES, DenseOptions
from training.losses import loss_for
from training.options import CHOICES as TRAINING_CHOICES
from training.options import Augmentation, Objective

X = np.array([-3.0, -1.3, -0.4, 0.3, 0.8, 2.5])  # no kinks


def test_every_activation_and_loss_that_can_be_chosen_has_a_function():
    assert tuple(ACTIVATIONS) == CHOICES["activation"] and tuple(LOSSES) == TRAINING_CHOICES["loss"]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_has_the_values_of_the_networks(name):
    inputs = keras.Input((len(X),))
    model = keras.Model(inputs, activate(inputs, DenseOptions(activation=name), "x"))
    expected = keras.ops.convert_to_numpy(model(X[None].astype("float32")))[0]
    # Keras's GELU is exact, its tolerance that of float32.
    assert ACTIVATIONS[name].value(X) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_has_the_values_of_training(name):
    loss = loss_for(Objective(loss=name, label_smoothing=0.0), Augmentation())
    # Cross-entropy compares outputs: beside one of 0, softmax is a sigmoid.
    outputs = np.stack([X, np.zeros_like(X)], axis=1) if name == "cross_entropy" else X[:, None]
    targets = np.zeros_like(outputs)
    targets[:, 0] = 1
    values = keras.ops.convert_to_numpy(loss.call(targets.astype("float32"), outputs.astype("float32")))
    assert LOSSES[name].value(X) == pytest.approx(values, abs=1e-5)


@pytest.mark.parametrize(("name", "function"), [*ACTIVATIONS.items(), *LOSSES.items()], ids=lambda one: str(one)[:16])
def test_a_derivative_is_that_of_small_changes(name, function):
    change = (function.value(X + 1e-6) - function.value(X - 1e-6)) / 2e-6
    assert function.derivative(X) == pytest.approx(change, abs=1e-6)


PLACES = np.array([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_program_for_an_activation_prints_the_same(run_snippet, name):
    printed = run_snippet("activation", activation=name)
    assert printed["values"] == pytest.approx(ACTIVATIONS[name].value(PLACES), abs=1e-5)
    assert printed["derivatives"] == pytest.approx(ACTIVATIONS[name].derivative(PLACES), abs=1e-5)


@pytest.mark.parametrize("name", LOSSES)
def test_the_program_for_a_loss_prints_the_same(run_snippet, name):
    printed = run_snippet("loss", loss=name)
    assert printed["values"] == pytest.approx(LOSSES[name].value(PLACES), abs=1e-5)
    assert printed["derivatives"] == pytest.approx(LOSSES[name].derivative(PLACES), abs=1e-5)
