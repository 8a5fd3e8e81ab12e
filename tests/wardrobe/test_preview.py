import io
import time
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import cv2
import numpy as np
import pytest
from PIL import Image, ImageFile

from data.drawn.scenes import draw_scene
from data.photos.decoding import PhotoError
from data.photos.turns import Turns
from model.garments import read_garment
from model.predictor import Predictor
from model.segmenter import Segmenter
from wardrobe import preview as preview_module
from wardrobe.preview import Photo, predictions_csv, preview, previews
from wardrobe.saving import save
from wardrobe.store.pictures import jpeg


@pytest.fixture(scope="module")
def predictor():
    return Predictor.load("photo", runtime="litert")


def test_a_preview_keeps_small_pictures_and_all_figures(photo_file, predictor):
    content = photo_file.read_bytes()
    shown = preview(Photo.of("t.jpg", content), predictor)
    assert len(shown.prediction.probabilities) == len(predictor.class_names)
    assert shown.photo[:2] == b"\xff\xd8" and shown.seen[1:4] == b"PNG"
    assert shown.cut_out[8:12] == shown.thumbnail[8:12] == b"WEBP"
    assert len(shown.photo) + len(shown.cut_out) + len(shown.thumbnail) + len(shown.seen) < 120_000
    assert preview(Photo.of("x", b""), predictor).error.id == "photo-empty"


@pytest.mark.parametrize("height", [320, 2400])
def test_a_preview_predicts_what_the_command_line_predicts(height, predictor):
    content = jpeg(cv2.resize(draw_scene(3, seed=3).image, (height * 3 // 4, height)))
    shown, result = preview(Photo.of("t.jpg", content), predictor), predictor.predict(content)
    assert shown.prediction.probabilities == result.probabilities and shown.outcome == result.outcome


def test_a_photo_is_decoded_once_and_segmented_once_until_it_is_saved(photo_file, predictor, wardrobe, monkeypatch):
    photo = Photo.of("t.jpg", photo_file.read_bytes() + b"\0")  # a file that no other test has added before
    decoded, load = [], ImageFile.ImageFile.load

    def counting(image):
        if all(image is not earlier for earlier in decoded):
            decoded.append(image)
        return load(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", counting)
    with mock.patch.object(Segmenter, "segment", autospec=True, side_effect=Segmenter.segment) as segment:
        [saved] = save(wardrobe, [preview(photo, predictor)])
        item = wardrobe.get(saved.item_id)
        assert wardrobe.photos.thumbnail(item) and wardrobe.photos.thumbnail(item, "photo") and item.colours
    assert (len(decoded), segment.call_count) == (1, 1)


def test_what_is_saved_is_what_saving_the_file_would_store(photo_file, predictor, wardrobe, empty):
    photo = Photo.of("t.jpg", photo_file.read_bytes())
    shown = preview(photo, predictor)
    [saved] = save(wardrobe, [shown])
    first, second = wardrobe.get(saved.item_id), empty.add(photo.content, "t.jpg", prediction=shown.prediction)
    assert (first.sha256, first.photo, first.colours) == (second.sha256, second.photo, second.colours)
    assert first.similarity == second.similarity == shown.similarity
    assert wardrobe.photos.thumbnail(first) == empty.photos.thumbnail(second) == shown.thumbnail
    # All of it can be measured again from what is stored.
    stored = read_garment(wardrobe.photos.read(first))
    assert (stored.mask == read_garment(photo.content).mask).mean() > 0.98


def test_a_preview_holds_no_arrays(photo_file, predictor):
    shown = preview(Photo.of("t.jpg", photo_file.read_bytes()), predictor)
    held = [*vars(shown).values(), *vars(shown.prepared).values()]
    assert not any(isinstance(value, np.ndarray) for value in held)


def test_shares_sum_to_one_with_none_of_the_classes_among_them(photo_file, predictor):
    made = preview(Photo.of("t.jpg", photo_file.read_bytes()), predictor).prediction
    shares = made.shares()
    assert sum(shares.values()) == pytest.approx(1) and 0 < shares[""] < 1
    assert shares[made.label] == pytest.approx(made.confidence)


def test_previews_come_in_the_order_of_the_photos(photos):
    chosen = [Photo(f"{number}", photos[number % 5] if number % 7 else b"", "") for number in range(30)]
    assert [shown.file for shown in previews(chosen, None)] == [photo.name for photo in chosen]
    assert [shown.outcome == "error" for shown in previews(chosen, None)] == [not photo.content for photo in chosen]


def test_without_a_model_there_is_a_garment_and_no_prediction(photo_file):
    shown = preview(Photo.of("t.jpg", photo_file.read_bytes()), None)
    assert shown.outcome == "sorted" and shown.prediction is None and shown.thumbnail and not shown.seen
    assert preview(Photo.of("x", b"no photo"), None).outcome == "error"


def test_the_table_has_a_row_for_every_photo(photo_file, predictor):
    chosen = [Photo.of("a.jpg", photo_file.read_bytes()), Photo.of("b.jpg", b"")]
    header, first, second = predictions_csv(previews(chosen, predictor)).decode().splitlines()
    assert header.startswith("file,outcome,label,confidence") and "T-shirt/top" in header
    assert first.startswith("a.jpg,") and second.startswith("b.jpg,error,,,,")


def test_the_pictures_of_a_preview_have_one_height(photo_file):
    shown = preview(Photo.of("t.jpg", photo_file.read_bytes()), None)
    photo, cut_out = (Image.open(io.BytesIO(content)) for content in (shown.photo, shown.cut_out))
    assert abs(photo.width / photo.height - cut_out.width / cut_out.height) < 0.01
    assert cut_out.mode == "RGBA" and np.asarray(cut_out)[0, 0, 3] == 0


def test_sessions_share_the_cores(monkeypatch):
    """Each session makes its previews in threads of its own; together they would keep the server from answering."""
    at_work, most = [], []

    def prepare(content, sha256):
        at_work.append(sha256)
        most.append(len(at_work))
        time.sleep(0.01)
        at_work.remove(sha256)
        raise PhotoError("photo-damaged")

    monkeypatch.setattr(preview_module, "prepare_photo", prepare)
    monkeypatch.setattr(preview_module, "TURNS", Turns(2))
    photos = [Photo.of(str(number), str(number).encode()) for number in range(10)]
    with ThreadPoolExecutor(6) as sessions:
        found = list(sessions.map(lambda _: list(previews(photos, None)), range(6)))
    assert [one.outcome for session in found for one in session] == ["error"] * 60
    assert max(most) == 2
