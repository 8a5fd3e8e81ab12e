"""The perceptron rule on the four points of a logic function."""

import numpy as np

x = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
labels = [0, 0, 0, 1]

w, b = np.zeros(2), 0
for epoch in range(1, 8):
    errors = 0
    for point, label in zip(x, labels, strict=True):
        error = label - int(w @ point + b >= 0)
        w, b = w + error * point, b + error
        errors += abs(error)
    print("epoch", epoch, "errors", errors, "w", *w, "b", b)
    if not errors:
        break
