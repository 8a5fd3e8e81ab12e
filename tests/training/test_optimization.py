import keras
import numpy as np
import pytest

from training.callbacks import Plateau, out_of_patience
from training.optimization import PLATEAU, learning_rate_for, optimizer_for
from training.options import OPTIMIZERS, Optimization


def rates(schedule, steps, at, **options):
    rate = learning_rate_for(Optimization(learning_rate=0.4, schedule=schedule, **options), steps)
    return [float(rate(step)) if callable(rate) else rate for step in at]


def test_schedules_have_their_values_where_they_should():
    assert rates("constant", 100, (0, 99)) == rates("plateau", 100, (0, 99)) == [0.4, 0.4]
    assert rates("step", 100, (0, 49, 50, 74, 75, 99)) == pytest.approx([0.4, 0.4, 0.04, 0.04, 0.004, 0.004])
    assert rates("cosine", 100, (0, 10, 20, 60, 100), warmup=0.2) == pytest.approx([0, 0.2, 0.4, 0.2, 0], abs=1e-6)
    assert rates("cosine", 100, (0, 50, 100), warmup=0) == pytest.approx([0.4, 0.2, 0], abs=1e-6)
    assert rates("one_cycle", 100, (0, 10, 20, 60, 100), warmup=0.2) == pytest.approx([0, 0.2, 0.4, 0.2, 0], abs=1e-6)
    assert rates("one_cycle", 100, (0, 50, 100), warmup=0) == pytest.approx([0.4, 0.2, 0], abs=1e-6)


def small_network():
    images = keras.Input((8, 8, 2))
    x = keras.layers.Conv2D(6, 3, name="conv")(images)
    x = keras.layers.DepthwiseConv2D(3, name="depthwise")(x)
    x = keras.layers.BatchNormalization(name="norm")(x)
    return keras.Model(images, keras.layers.Dense(3, name="logits")(keras.layers.Flatten()(x)))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_weight_decay_shrinks_kernels_and_leaves_biases_and_normalisation(name):
    network = small_network()
    options = Optimization(name, **(OPTIMIZERS[name] | {"weight_decay": 0.5}), schedule="constant")
    optimizer = optimizer_for(options, 10)
    weights = network.trainable_variables
    for weight in weights:
        weight.assign(np.ones(weight.shape))
    optimizer.apply([np.zeros(weight.shape, np.float32) for weight in weights], weights)
    after = {weight.path.split("/", 1)[-1]: float(np.asarray(weight).mean()) for weight in weights}
    shrunk = pytest.approx(1 - 0.5 * options.learning_rate, abs=1e-5)
    for path, mean in after.items():
        assert mean == (shrunk if "kernel" in path else 1), path


def test_muon_makes_updates_of_convolutions_orthogonal_and_leaves_the_rest_to_adamw():
    network = small_network()
    optimizer = optimizer_for(Optimization("muon", learning_rate=0.1, weight_decay=0, schedule="constant"), 10)
    weights = {weight.path: weight for weight in network.trainable_variables}
    before = {path: keras.ops.convert_to_numpy(weight) for path, weight in weights.items()}
    rng = np.random.default_rng(0)
    optimizer.apply([rng.normal(size=w.shape).astype(np.float32) for w in weights.values()], list(weights.values()))
    steps = {path: before[path] - keras.ops.convert_to_numpy(weight) for path, weight in weights.items()}
    kernel = steps.pop("conv/kernel").reshape(18, 6)
    singular = np.linalg.svd(kernel, compute_uv=False)
    # As large as AdamW's: 0.2 √18 times the learning rate, with what five iterations leave.
    assert singular == pytest.approx(np.full(6, 0.1 * 0.2 * np.sqrt(18)), rel=0.35)
    for path, step in steps.items():
        assert np.abs(step) == pytest.approx(0.1, rel=1e-2), path


def test_accumulated_gradients_make_the_update_of_the_whole_batch():
    rng = np.random.default_rng(0)
    images, targets = rng.normal(size=(24, 8, 8, 2)), np.eye(3)[rng.integers(3, size=24)]
    results = []
    for accumulation in (1, 4):
        keras.utils.set_random_seed(0)
        inputs = keras.Input((8, 8, 2))
        network = keras.Model(inputs, keras.layers.Dense(3)(keras.layers.Flatten()(inputs)))
        options = Optimization("sgd", learning_rate=0.5, weight_decay=0.1, schedule="step")
        network.compile(optimizer_for(options, 4 * accumulation, accumulation), "mse")
        network.fit(images, targets, batch_size=24 // accumulation, epochs=4, shuffle=False, verbose=0)
        assert int(keras.ops.convert_to_numpy(network.optimizer.iterations)) == 4
        results.append(network.get_weights())
    for whole, accumulated in zip(*results, strict=True):
        assert accumulated == pytest.approx(whole, abs=1e-5)


def test_patience_ends_when_no_later_epoch_was_better():
    history = [{"val_accuracy": value} for value in (0.5, 0.7, 0.6, 0.7)]
    assert out_of_patience(history, 2) and not out_of_patience(history, 3) and not out_of_patience(history, 0)
    assert not out_of_patience(history[:2], 1) and not out_of_patience([], 1)
    assert not out_of_patience([{"loss": 1.0}], 0)  # photos have no validation


class History:
    """Stands for a run with these validation losses."""

    def __init__(self, losses):
        self.losses = losses

    def history(self):
        return [{"epoch": float(epoch), "val_loss": loss} for epoch, loss in enumerate(self.losses)]


def test_a_plateau_halves_the_learning_rate_also_when_it_began_before_an_interruption():
    losses = [1.0, 0.9, 0.95, 0.95, 0.95, 0.8, 0.8, 0.8, 0.8]

    def rate_after(seen_before):
        network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
        network.compile(optimizer_for(Optimization("sgd", learning_rate=0.4, schedule="plateau"), 10), "mse")
        plateau = Plateau(History(losses[:seen_before]), 0.4, **PLATEAU)
        plateau.set_model(network)
        plateau.on_train_begin()
        rates = []
        for epoch in range(seen_before, len(losses)):
            plateau.on_epoch_end(epoch, {"val_loss": losses[epoch]})
            rates.append(float(np.asarray(network.optimizer.learning_rate)))
        return rates

    assert rate_after(0) == pytest.approx([0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2, 0.1])
    assert rate_after(7) == pytest.approx([0.2, 0.1])
