import numpy as np
import pytest

from training.report.findings import near_duplicates, suspicious_labels


@pytest.fixture
def noise():
    return np.random.default_rng(4).integers(0, 256, (1200, 28, 28)).astype(np.uint8)


def by_comparing_all(images, limit):
    flat = images.reshape(len(images), -1).astype(np.float64)
    gaps = np.sqrt(np.maximum(np.square(flat[:, None] - flat[None]).mean(axis=2), 0))
    return {(a, b) for a, b in zip(*np.nonzero(gaps <= limit), strict=True) if a < b}


def test_near_and_equal_images_are_found_wherever_they_lie(noise):
    noise[1100] = noise[3]
    noise[900] = np.where(noise[7] < 250, noise[7] + 4, noise[7])
    noise[901] = np.where(noise[8] < 230, noise[8] + 20, noise[8])
    pairs = near_duplicates(noise)
    assert list(zip(pairs.first, pairs.second, strict=True)) == [(3, 1100), (7, 900)]
    assert pairs.distance[0] == 0 and pairs.distance[1] == pytest.approx(4, abs=0.1)


def test_no_pair_is_missed():
    dim = np.random.default_rng(5).integers(0, 12, (150, 28, 28)).astype(np.uint8)
    dim[50:100, :14] += np.arange(50, dtype=np.uint8)[:, None, None] // 8
    for limit in (4.6, 4.9, 5.2):
        pairs = near_duplicates(dim, limit)
        assert set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) == by_comparing_all(dim, limit)
        assert (np.diff(pairs.distance) >= 0).all()


def test_different_images_are_no_duplicates(noise):
    assert len(near_duplicates(noise)) == 0


def test_a_label_is_suspicious_when_another_class_is_as_sure_as_it_usually_is():
    probabilities = np.array(
        [
            [0.9, 0.1],
            [0.7, 0.3],
            [0.2, 0.8],
            [0.4, 0.6],
            [0.95, 0.05],  # labelled 1, and as sure of 0 as those labelled 0 are
            [0.6, 0.4],  # labelled 1 as well, but less sure of 0 than those labelled 0
        ]
    )
    labels = np.array([0, 0, 1, 1, 1, 1], np.uint8)
    assert suspicious_labels(probabilities, labels).tolist() == [4]


def test_the_likeliest_error_comes_first():
    sure, surer = [0.1, 0.9], [0.02, 0.98]
    probabilities = np.array([[0.6, 0.4]] * 4 + [[0.3, 0.7]] * 4 + [sure, surer])
    labels = np.array([0] * 4 + [1] * 4 + [0, 0])
    assert suspicious_labels(probabilities, labels).tolist() == [9, 8]
