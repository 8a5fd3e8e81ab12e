from types import SimpleNamespace

import numpy as np
import pytest

from data.photos.garment import SEGMENTED, Garment
from model.metrics import BatchPredictions
from model.runtime_comparison import compare_runtimes, read_comparisons, write_comparisons


class Runtime:
    """Says of a picture what its brightness is, with an error of its own."""

    card = SimpleNamespace(id="photo/1")

    def __init__(self, error):
        self._error = error

    def input_of(self, garment):
        return garment.image

    def predict_images(self, images):
        share = images.mean(axis=(1, 2, 3)) / 255 + self._error
        return BatchPredictions.from_logits(np.log(np.stack([share, 1 - share], axis=1)), 1.0, 2)


def garments(*levels):
    return [Garment(np.full((8, 8, 3), level, np.uint8), np.full((8, 8), 255, np.uint8), SEGMENTED) for level in levels]


def test_the_largest_difference_and_the_photos_with_the_same_label_are_found():
    found = compare_runtimes({"tensorflow": Runtime(0.0), "litert": Runtime(0.02)}, garments(20, 126, 200))
    assert found.export == "photo/1" and found.photos == 3
    assert found.largest_difference == pytest.approx(0.02, abs=1e-6)
    assert found.same_labels == 2, "126 of 255 is below a half, and above it with the error"
    assert set(found.milliseconds) == {"litert", "tensorflow"} and min(found.milliseconds.values()) > 0


def test_comparisons_are_read_as_they_were_written(tmp_path):
    found = compare_runtimes({"tensorflow": Runtime(0.0), "litert": Runtime(0.01)}, garments(20))
    write_comparisons([found], tmp_path / "runtimes.csv")
    read = read_comparisons(tmp_path / "runtimes.csv")["photo/1"]
    assert (read.photos, read.same_labels, read.milliseconds) == (1, 1, {})
    assert read.largest_difference == pytest.approx(0.01, rel=0.01)
    assert read_comparisons(tmp_path / "none.csv") == {}
