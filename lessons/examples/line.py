"""The cost of a line through the lecture's three points, and its gradient."""

import numpy as np

x = np.array([1.0, 5.0, 6.0])
y = np.array([0.0, 16.0, 20.0])

w = 2.0
b = 2.0
errors = w * x + b - y
print("cost", (errors**2).sum())
print("gradient", (2 * errors * x).sum(), (2 * errors).sum())
