import keras
import pytest

from model.networks.cost import multiply_adds
from model.networks.registry import build_model, default_config


def network(*layers, shape=(8, 8, 3)):
    return keras.Sequential([keras.Input(shape), *layers])


@pytest.mark.parametrize(
    ("layers", "by_hand"),
    [
        ([keras.layers.Flatten(), keras.layers.Dense(10), keras.layers.Dense(4)], 8 * 8 * 3 * 10 + 10 * 4),
        ([keras.layers.Dense(10)], 8 * 8 * 3 * 10),
        ([keras.layers.Conv2D(5, 3, padding="same")], 8 * 8 * 3 * 3 * 3 * 5),
        ([keras.layers.Conv2D(5, 3)], 6 * 6 * 3 * 3 * 3 * 5),
        ([keras.layers.Conv2D(6, 3, strides=2, padding="same", groups=3)], 4 * 4 * 3 * 3 * 1 * 6),
        ([keras.layers.DepthwiseConv2D(5, padding="same", depth_multiplier=2)], 8 * 8 * 5 * 5 * 3 * 2),
        ([keras.layers.SeparableConv2D(7, 3, strides=2, padding="same")], 4 * 4 * (3 * 3 * 3 + 3 * 7)),
        ([keras.layers.BatchNormalization(), keras.layers.MaxPooling2D(), keras.layers.PReLU()], 0),
    ],
)
def test_layers_cost_what_is_counted_by_hand(layers, by_hand):
    assert multiply_adds(network(*layers)) == by_hand


def test_lenet_costs_what_is_counted_by_hand():
    convolutions = 28 * 28 * 25 * 6 + 10 * 10 * 25 * 6 * 16
    assert multiply_adds(build_model(default_config("lenet5"))) == convolutions + 400 * 120 + 120 * 84 + 84 * 10
