import keras
import numpy as np
import pytest

from model.metrics import auroc
from model.networks.ensemble import with_tta
from model.networks.registry import build_model, default_config
from model.ood import fit_feature_gaussians, ood_features


def clouds(rng, middles, count=300):
    """Points around each of the middles: float (len(middles) · count, 2), and which they belong to."""
    labels = np.repeat(np.arange(len(middles)), count)
    return np.asarray(middles)[labels] + rng.normal(0, 0.3, (len(labels), 2)), labels


@pytest.fixture
def gaussians():
    features, labels = clouds(np.random.default_rng(0), [(0, 0), (6, 0), (0, 6)])
    return fit_feature_gaussians(features, labels)


def score(gaussians, *points):
    return keras.ops.convert_to_numpy(gaussians.score(np.array(points, np.float32)))


def test_what_lies_between_the_classes_or_far_from_all_scores_above_them(gaussians):
    near = score(gaussians, (0, 0), (6, 0), (0, 6))
    assert score(gaussians, (3, 3), (3, 0), (9, 9), (-20, -20)).min() > near.max() + 5


def test_classes_are_told_from_noise(gaussians):
    rng = np.random.default_rng(1)
    known, _ = clouds(rng, [(0, 0), (6, 0), (0, 6)])
    noise = rng.uniform(-10, 15, (500, 2))
    assert auroc(-score(gaussians, *known), -score(gaussians, *noise)) > 0.95


def test_the_score_is_the_distance_to_a_class_less_most_of_that_to_all():
    rng = np.random.default_rng(2)
    features, labels = clouds(rng, [(0, 0), (6, 0)])
    gaussians = fit_feature_gaussians(features, labels)
    means = np.stack([features[labels == label].mean(axis=0) for label in (0, 1)])
    points = rng.normal(2, 3, (5, 2))

    def distances(deviations, around):
        covariance = deviations.T @ deviations / len(deviations)
        inverse = np.linalg.inv(covariance + 0.01 * np.diag(covariance).mean() * np.eye(2))
        return np.array([(point - around) @ inverse @ (point - around) for point in points])

    nearest = np.min([distances(features - means[labels], mean) for mean in means], axis=0)
    of_all = distances(features - features.mean(axis=0), features.mean(axis=0))
    assert score(gaussians, *points) == pytest.approx(nearest - 0.8 * of_all, rel=1e-3)


def test_it_looks_at_how_maps_vary_where_a_resolution_begins_once_and_at_embed_without_maps():
    cnn = build_model(default_config("cnn", options={"filters": (4, 8, 16)}))
    network = keras.Model(cnn.inputs, ood_features(cnn))
    images = np.random.default_rng(0).integers(0, 256, (3, 28, 28, 1), dtype=np.uint8)
    of_images = network.predict_on_batch(images)
    assert of_images.shape == (3, 4 + 8 + 16)
    stem = keras.Model(cnn.inputs, cnn.get_layer("stem_relu").output).predict_on_batch(images)
    assert of_images[:, :4] == pytest.approx(stem.std(axis=(1, 2)), abs=1e-4)

    looking_twice = with_tta(cnn, tta_flip=True, tta_shift=False)
    network = keras.Model(looking_twice.inputs, ood_features(looking_twice))
    assert network.predict_on_batch(images) == pytest.approx(of_images, abs=1e-4)
    dense = build_model(default_config("mlp"))
    for other in (dense, with_tta(dense, tta_flip=True, tta_shift=False)):
        assert ood_features(other) is other.get_layer("embed").output


def test_features_that_never_vary_are_no_division_by_zero():
    gaussians = fit_feature_gaussians(np.ones((20, 3)), np.arange(20) % 2)
    assert np.isfinite(score(gaussians, (1, 1, 1), (2, 0, 1))).all()
