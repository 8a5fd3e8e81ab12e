"""Backpropagation by hand: two inputs and a bias, two sigmoid units, one sigmoid output."""

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


with_updated = False
steps = 1
x = np.array([1.0, 1.0, 0.0])  # the bias's 1, then x1 = 1 and x2 = 0
hidden_weights, output_weights = np.zeros((3, 2)), np.zeros(3)
for _step in range(steps):
    hidden = np.concatenate([[1.0], sigmoid(x @ hidden_weights)])
    output = sigmoid(hidden @ output_weights)
    output_error = (1 - output) * output * (1 - output)
    output_change = 0.5 * output_error * hidden
    back = output_weights + output_change if with_updated else output_weights
    hidden_error = hidden[1:] * (1 - hidden[1:]) * output_error * back[1:]
    hidden_change = 0.5 * np.outer(x, hidden_error)
    output_weights = output_weights + output_change
    hidden_weights = hidden_weights + hidden_change
print("output", output, "error", output_error, "change", *output_change)
print("hidden", *hidden[1:], "error", *hidden_error, "change", *hidden_change.ravel())
