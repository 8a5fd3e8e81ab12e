"""Versions of an image of Fashion-MNIST, mirrored and shifted at random: their means, and those of the left half."""

import numpy as np

from model.neighbours import reference_images

number = 0
flip = True
most = 2
seed = 0

image = reference_images().images[number]
rng = np.random.default_rng(seed)
versions = []
for _version in range(8):
    mirrored = flip and rng.random() < 0.5
    down, right = rng.integers(-most, most + 1, 2)
    padded = np.pad(image[:, ::-1] if mirrored else image, most)
    versions.append(padded[most - down : most - down + 28, most - right : most - right + 28])
print("means", *(one.mean() for one in versions))
print("left", *(one[:, :14].mean() for one in versions))
