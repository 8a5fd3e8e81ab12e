"""Dropout and inverted dropout on a hundred activations of 1."""

import numpy as np

rate = 0.5
values = np.ones(100)
kept = np.random.default_rng(0).uniform(size=values.shape) >= rate
plain = np.where(kept, values, 0)
inverted = np.where(kept, values / (1 - rate), 0)
print("kept", kept.sum())
print("plain", plain.mean())
print("inverted", inverted.mean())
