"""A network of two layers learns XOR; without an activation it cannot."""

import numpy as np

x = np.array([(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)])
y = np.array([0, 1, 1, 0])

activation = "tanh"
epochs = 1000
rng = np.random.default_rng(0)
w1, b1 = rng.normal(0, 1, (3, 2))[:2], np.zeros(2)
w2, b2 = rng.normal(0, 1, 3)[:2], 0.0
v = [0.0, 0.0, 0.0, 0.0]
for epoch in range(epochs + 1):
    hidden = np.tanh(x @ w1 + b1) if activation == "tanh" else x @ w1 + b1
    p = 1 / (1 + np.exp(-(hidden @ w2 + b2)))
    if epoch == epochs:
        break
    error = (p - y) / len(x)
    slope = 1 - hidden**2 if activation == "tanh" else 1.0
    by_sums = np.outer(error, w2) * slope
    gradients = [x.T @ by_sums, by_sums.sum(axis=0), hidden.T @ error, error.sum()]
    v = [0.9 * velocity - 0.3 * gradient for velocity, gradient in zip(v, gradients, strict=True)]
    w1, b1, w2, b2 = w1 + v[0], b1 + v[1], w2 + v[2], b2 + v[3]
print("right", ((p >= 0.5) == y).sum())
print("loss", -np.log(np.where(y == 1, p, 1 - p)).mean())
