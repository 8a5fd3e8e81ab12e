import keras
import numpy as np
import pytest

from training.averaging import averaged
from training.optimization import optimizer_for
from training.options import Optimization


@pytest.fixture
def images():
    return np.random.default_rng(0).normal(3, 2, (40, 4)).astype(np.float32)


@pytest.fixture
def network():
    keras.utils.set_random_seed(0)
    inputs = keras.Input((4,))
    x = keras.layers.BatchNormalization(name="norm")(keras.layers.Dense(5)(inputs))
    model = keras.Model(inputs, keras.layers.Dense(1)(x))
    model.compile(
        optimizer_for(Optimization("sgd", learning_rate=0.1, schedule="constant", ema_momentum=0.75), 9), "mse"
    )
    return model


class Remember(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.weights = []

    def on_train_batch_end(self, batch, logs=None):
        self.weights.append([keras.ops.convert_to_numpy(weight) for weight in self.model.trainable_variables])
        self.statistics = [keras.ops.convert_to_numpy(weight) for weight in self.model.non_trainable_variables]


def trained(network, images):
    """Every update's weights; the averages are in the optimizer still, which Keras puts in place when `fit` ends."""
    seen = Remember()
    network.fit(images, images[:, :1], batch_size=10, epochs=1, shuffle=False, verbose=0, callbacks=[seen])
    for weight, last in zip(network.trainable_variables, seen.weights[-1], strict=True):
        weight.assign(last)
    return seen


def test_the_average_is_the_one_made_by_hand_and_goes_again(network, images):
    seen = trained(network, images)
    expected = seen.weights[0]
    for later in seen.weights[1:]:
        expected = [0.75 * a + 0.25 * b for a, b in zip(expected, later, strict=True)]
    with averaged(network, [images]):
        inside = [keras.ops.convert_to_numpy(weight) for weight in network.trainable_variables]
    for weight, by_hand in zip(inside, expected, strict=True):
        assert weight == pytest.approx(by_hand, abs=1e-6)
    for weight, own in zip(network.trainable_variables, seen.weights[-1], strict=True):
        assert (keras.ops.convert_to_numpy(weight) == own).all()
    for weight, own in zip(network.non_trainable_variables, seen.statistics, strict=True):
        assert (keras.ops.convert_to_numpy(weight) == own).all()


def test_batch_normalisation_is_measured_with_the_averaged_weights(network, images):
    trained(network, images)
    norm = network.get_layer("norm")
    with averaged(network, [images[:20], images[20:]]):
        features = keras.ops.convert_to_numpy(network.layers[1](images))
        assert keras.ops.convert_to_numpy(norm.moving_mean) == pytest.approx(features.mean(axis=0), abs=1e-4)
        halves = (features[:20].var(axis=0) + features[20:].var(axis=0)) / 2
        assert keras.ops.convert_to_numpy(norm.moving_variance) == pytest.approx(halves, rel=1e-3)
    assert norm.momentum == 0.99


def test_measuring_the_averaged_weights_leaves_the_generators_of_dropout_alone(images):
    keras.utils.set_random_seed(0)
    inputs = keras.Input((4,))
    x = keras.layers.Dropout(0.5, name="dropout")(keras.layers.BatchNormalization()(inputs))
    model = keras.Model(inputs, keras.layers.Dense(1)(x))
    model.compile(
        optimizer_for(Optimization("sgd", learning_rate=0.1, schedule="constant", ema_momentum=0.75), 9), "mse"
    )
    trained(model, images)
    generator = model.get_layer("dropout").seed_generator
    before = np.array(generator.state)
    with averaged(model, [images[:20], images[20:]]):
        pass
    assert (np.array(generator.state) == before).all()
