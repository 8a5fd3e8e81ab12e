import numpy as np
import pytest

from data.drawn.scenes import SURFACES, draw_samples, draw_scene, draw_surface


@pytest.mark.parametrize("kind", SURFACES)
def test_a_surface_has_its_size_and_is_reproducible(kind):
    first, again, other = (draw_surface(kind, 120, 90, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first.shape == (120, 90, 3) and first.dtype == np.uint8
    assert (first == again).all() and (first != other).any()


def test_an_unknown_surface_is_refused_with_the_choices():
    with pytest.raises(ValueError, match="floor, sheet, page.*kind='lawn'"):
        draw_surface("lawn", 10, 10, np.random.default_rng(0))


@pytest.mark.parametrize("label", range(10))
def test_a_scene_shows_one_whole_garment_and_has_its_mask(label):
    scene = draw_scene(label, seed=label, surface=SURFACES[label % 3], height=320, width=240)
    assert scene.image.shape == (320, 240, 3) and scene.image.dtype == np.uint8
    assert scene.mask.shape == (320, 240) and scene.mask.dtype == np.bool_ and scene.label == label
    assert 0.03 < scene.mask.mean() < 0.75
    edge = np.concatenate([scene.mask[0], scene.mask[-1], scene.mask[:, 0], scene.mask[:, -1]])
    assert not edge.any(), "the garment leaves the picture"


def test_the_mask_covers_the_garment():
    scene = draw_scene(1, seed=4, surface="page", height=320, width=240)  # dark jeans on white paper
    grey = scene.image.mean(axis=2)
    assert np.mean(grey[scene.mask] < 170) > 0.95
    assert np.mean(grey[~scene.mask] > 170) > 0.9


def test_the_same_seed_draws_the_same_photo():
    assert (draw_scene(6, 5, height=160, width=120).image == draw_scene(6, 5, height=160, width=120).image).all()


def test_the_samples_hold_every_class_once_and_every_surface():
    names, scenes = zip(*draw_samples(), strict=True)
    assert sorted(scene.label for scene in scenes) == list(range(10))
    assert len(set(names)) == 10 and all(name.endswith(".jpg") for name in names)
    assert all(any(f"-on-{surface}." in name for name in names) for surface in SURFACES)
