import io

import numpy as np
import pytest
from PIL import Image

from model.exports.store import find_export
from model.predictor import Predictor
from wardrobe.classification import classify_photo
from wardrobe.preview import Photo, preview, previews


@pytest.fixture(scope="module")
def predictor():
    return Predictor(find_export("photo"), runtime="litert")


def test_a_preview_keeps_small_pictures_and_all_figures(photo_file, predictor):
    content = photo_file.read_bytes()
    answer = classify_photo("t.jpg", content, predictor)
    shown = preview(Photo.of("t.jpg", content), predictor)
    assert shown.prediction.label == answer.prediction.label and len(shown.prediction.probabilities) == 10
    assert shown.photo[:2] == shown.cut_out[:2] == shown.thumbnail[:2] == b"\xff\xd8" and shown.seen[1:4] == b"PNG"
    assert len(shown.photo) + len(shown.cut_out) + len(shown.thumbnail) + len(shown.seen) < 120_000
    assert preview(Photo.of("x", b""), predictor).error.id == "photo-empty"


def test_shares_sum_to_one_with_none_of_the_classes_among_them(photo_file, predictor):
    said = preview(Photo.of("t.jpg", photo_file.read_bytes()), predictor).prediction
    shares = said.shares()
    assert sum(shares.values()) == pytest.approx(1) and 0 < shares[""] < 1
    assert shares[said.label] == pytest.approx(said.confidence)


def test_many_are_looked_at_in_their_order(photos):
    chosen = [Photo(f"{number}", photos[number % 5] if number % 7 else b"", "") for number in range(30)]
    assert [shown.file for shown in previews(chosen, None)] == [photo.name for photo in chosen]
    assert [shown.outcome == "error" for shown in previews(chosen, None)] == [not photo.content for photo in chosen]


def test_without_a_model_there_is_a_garment_and_no_prediction(photo_file):
    shown = preview(Photo.of("t.jpg", photo_file.read_bytes()), None)
    assert shown.outcome == "sorted" and shown.prediction is None and shown.thumbnail and not shown.seen
    assert preview(Photo.of("x", b"no photo"), None).outcome == "error"


def test_the_pictures_of_a_preview_stand_at_one_height(photo_file):
    shown = preview(Photo.of("t.jpg", photo_file.read_bytes()), None)
    photo, cut_out = (Image.open(io.BytesIO(content)) for content in (shown.photo, shown.cut_out))
    assert abs(photo.width / photo.height - cut_out.width / cut_out.height) < 0.01
    assert np.asarray(cut_out)[0, 0].min() > 240
