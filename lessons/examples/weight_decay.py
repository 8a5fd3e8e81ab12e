"""A network of two layers on two noisy moons, with a penalty on its squared weights."""

import numpy as np

l2 = 0.01
epochs = 1000
units = 16

rng = np.random.default_rng(0)
angle = np.pi * rng.uniform(size=30)
y = np.arange(30) % 2
upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
lower = np.stack([1 - np.cos(angle), 0.4 - np.sin(angle)], axis=1)
x = np.where(y[:, None] == 1, lower, upper) + rng.normal(0, 0.4, (30, 2))

rng = np.random.default_rng(0)
w1, b1 = rng.normal(0, 1, (3, units))[:2], np.zeros(units)
w2, b2 = rng.normal(0, 1, units + 1)[:units], 0.0
v = [0.0, 0.0, 0.0, 0.0]
for epoch in range(epochs + 1):
    hidden = np.tanh(x @ w1 + b1)
    p = 1 / (1 + np.exp(-(hidden @ w2 + b2)))
    if epoch == epochs:
        break
    error = (p - y) / len(x)
    by_sums = np.outer(error, w2) * (1 - hidden**2)
    gradients = [
        x.T @ by_sums + 2 * l2 * w1,
        by_sums.sum(axis=0),
        hidden.T @ error + 2 * l2 * w2,
        error.sum(),
    ]
    v = [0.9 * velocity - 0.3 * gradient for velocity, gradient in zip(v, gradients, strict=True)]
    w1, b1, w2, b2 = w1 + v[0], b1 + v[1], w2 + v[2], b2 + v[3]
print("right", ((p >= 0.5) == y).sum())
print("loss", -np.log(np.where(y == 1, p, 1 - p)).mean())
