"""Augmentation in the lesson is that of training, and of the program that the lesson shows."""

import numpy as np
import pytest

from lessons.augmentation import COUNT, versions
from model.neighbours import reference_images
from training.augmentation import shift


def test_without_options_every_version_is_the_image():
    image = reference_images().images[3]
    assert (versions(image, flip=False, most=0, seed=1) == image).all()


@pytest.mark.parametrize("most", [1, 4])
def test_every_version_is_one_that_training_can_make(most):
    image = reference_images().images[3]
    many = np.repeat(image[None, ..., None], 2000, axis=0)
    rng = np.random.default_rng(0)
    possible = {one.tobytes() for source in (many, many[:, :, ::-1]) for one in shift(rng, source, most)}
    made = {one.tobytes() for seed in range(20) for one in versions(image, flip=True, most=most, seed=seed)}
    assert made <= possible and len(made) > COUNT


@pytest.mark.parametrize("flip", [True, False])
def test_the_program_prints_the_same(run_snippet, flip):
    printed = run_snippet("augmentation", number=5, flip=flip, most=3, seed=4)
    made = versions(reference_images().images[5], flip=flip, most=3, seed=4)
    assert printed["means"] == pytest.approx(made.mean(axis=(1, 2)))
    assert printed["left"] == pytest.approx(made[:, :, :14].mean(axis=(1, 2)))
