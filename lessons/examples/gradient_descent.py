"""Gradient descent with momentum on the lecture's three points."""

import numpy as np

x = np.array([1.0, 5.0, 6.0])
y = np.array([0.0, 16.0, 20.0])

learning_rate = 0.01
momentum = 0.0
steps = 100
w, b = 2.0, 2.0
v_w, v_b = 0.0, 0.0
for _step in range(steps):
    errors = w * x + b - y
    v_w = momentum * v_w - learning_rate * (2 * errors * x).sum()
    v_b = momentum * v_b - learning_rate * (2 * errors).sum()
    w, b = w + v_w, b + v_b
print("w", w, "b", b)
print("cost", ((w * x + b - y) ** 2).sum())
