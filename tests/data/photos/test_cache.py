import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.photos import cache
from data.photos.cache import frame_photos


@pytest.fixture
def files(tmp_path, encoded):
    paths = [tmp_path / f"{number}.png" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(encoded(draw_scene(number, seed=number, height=96, width=96).image))
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    return [*paths, tmp_path / "broken.jpg", tmp_path / "missing.jpg"]


def test_a_second_call_reads_from_the_cache(files, monkeypatch):
    done = []
    first = frame_photos(files, 1.5, 48, lambda *counts: done.append(counts))
    assert done == [(number, 5) for number in range(1, 6)]
    monkeypatch.setattr(cache, "read_garment", lambda content: pytest.fail("the photo was read again"))
    monkeypatch.setattr(cache, "PhotoError", Exception)
    second = frame_photos(files[:3], 1.5, 48)
    for before, after in zip(first[:3], second, strict=True):
        assert before.frame.shape == (48, 48, 4) and before.sha256 == after.sha256
        assert (before.frame == after.frame).all()


def test_an_unreadable_file_has_an_error_and_does_not_stop_the_others(files):
    *_, broken, missing = frame_photos(files, 1.5, 48)
    assert broken.frame is None and "not a picture" in broken.error
    assert missing.frame is None and "No such file" in missing.error


def test_other_sizes_and_damaged_cache_files_are_computed_again(files, tmp_path):
    small, large = (frame_photos(files[:1], 1.5, side)[0].frame for side in (48, 64))
    assert small.shape[0] == 48 and large.shape[0] == 64
    for cached in (tmp_path / "home" / "cache").rglob("*.png"):
        cached.write_bytes(cached.read_bytes()[:40])
    assert (frame_photos(files[:1], 1.5, 48)[0].frame == small).all()


def test_the_cache_is_keyed_by_content_not_by_name(files):
    [one] = frame_photos(files[:1], 1.5, 48)
    files[0].write_bytes(files[1].read_bytes())
    [other] = frame_photos(files[:1], 1.5, 48)
    assert np.abs(one.frame.astype(int) - other.frame).max() > 0
