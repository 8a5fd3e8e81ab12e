"""A network of two layers on the inputs of XOR, in matrices."""

import numpy as np

function = "sigmoid"
X = np.array([(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)])  # the last column is the bias's
T = np.array([[0], [1], [1], [0]])
W1 = np.array([(1.0, -1.0), (1.0, -1.0), (-0.5, 1.5)])
W2 = np.array([[1.0], [1.0]])

f = {"sigmoid": lambda x: 1 / (1 + np.exp(-x)), "step": lambda x: (x >= 0).astype(float)}[function]
slope = {"sigmoid": lambda out: out * (1 - out), "step": np.zeros_like}[function]
H_out = f(X @ W1)
O_out = f(H_out @ W2)
gradient_o_in = 2 / len(X) * (O_out - T) * slope(O_out)
gradient_w2 = H_out.T @ gradient_o_in
gradient_w1 = X.T @ (gradient_o_in @ W2.T * slope(H_out))
print("loss", ((O_out - T) ** 2).mean())
print("gradient_w1", *gradient_w1.ravel())
print("gradient_w2", *gradient_w2.ravel())
