"""The deviation of activations and gradients in eight layers that have learned nothing yet."""

import numpy as np

initializer = "normal"
activation = "tanh"
normalize = False


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


function, derivative, negative_slope = {
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2, 0.0),
    "relu": (lambda x: np.maximum(x, 0), lambda x: x > 0, 0.0),
    "leaky_relu": (lambda x: np.where(x > 0, x, 0.01 * x), lambda x: np.where(x > 0, 1, 0.01), 0.01),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * sigmoid(-x), 0.0),
    "softsign": (lambda x: x / (1 + np.abs(x)), lambda x: 1 / (1 + np.abs(x)) ** 2, 0.0),
}[activation]
deviation = {
    "zeros": 0.0,
    "small_normal": 0.01,
    "normal": 0.1,
    "large_normal": 0.3,
    "uniform": 0.5 / np.sqrt(3),
    "glorot_normal": np.sqrt(2 / (100 + 100)),
    "he_normal": np.sqrt(2 / (1 + negative_slope**2) / 100),
}[initializer]

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 100))
gradients = rng.normal(size=x.shape)
layers = []
for _layer in range(8):
    uniform = initializer == "uniform"
    w = rng.uniform(-0.5, 0.5, (100, 100)) if uniform else rng.normal(0, deviation, (100, 100))
    sums = x @ w
    scale = np.sqrt(sums.var(axis=0) + 0.001) if normalize else 1.0
    if normalize:
        sums = (sums - sums.mean(axis=0)) / scale
    x = function(sums)
    layers.append((w, sums, scale, x.std()))
print("activations", *(layer[-1] for layer in layers))

found = []
for w, sums, scale, _ in reversed(layers):
    found.insert(0, gradients.std())
    gradients = gradients * derivative(sums)
    if normalize:
        gradients = gradients - gradients.mean(axis=0) - sums * (gradients * sums).mean(axis=0)
    gradients = gradients / scale @ w.T
print("gradients", *found)
