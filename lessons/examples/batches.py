"""Batch, mini-batch or on-line gradient descent on noisy points."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(0, 7, 40)
y = 4 * x - 4 + rng.normal(0, 2, 40)

batch_size = 8
learning_rate = 0.02
epochs = 10
rng = np.random.default_rng(1)
w, b = 2.0, 2.0
for _epoch in range(epochs):
    order = rng.permutation(len(x))
    for start in range(0, len(x), batch_size):
        batch = order[start : start + batch_size]
        errors = w * x[batch] + b - y[batch]
        w, b = w - learning_rate * 2 * (errors * x[batch]).mean(), b - learning_rate * 2 * errors.mean()
print("w", w, "b", b)
print("cost", ((w * x + b - y) ** 2).mean())
