"""python -m wardrobe cutout."""

import numpy as np
import pytest
from PIL import Image

from data.drawn.scenes import draw_scene
from wardrobe.__main__ import main


@pytest.fixture
def photos(tmp_path):
    for number in range(2):
        scene = draw_scene(number, seed=number, surface="page", height=320, width=240)
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir(exist_ok=True)
            Image.fromarray(scene.image).save(tmp_path / folder / f"{number}.jpg")
    return tmp_path


def test_a_photo_becomes_a_transparent_picture_of_its_size(photos, capsys):
    assert main(["cutout", str(photos / "a"), "--to", str(photos / "out")]) == 0
    assert sorted(path.name for path in (photos / "out").iterdir()) == ["0.png", "1.png"]
    with Image.open(photos / "a" / "0.jpg") as photo, Image.open(photos / "out" / "0.png") as cut:
        assert cut.mode == "RGBA" and cut.size == photo.size
        pixels = np.asarray(cut)
        np.testing.assert_array_equal(pixels[..., :3], np.asarray(photo))
    opacity = pixels[..., 3]
    assert opacity[opacity.shape[0] // 2, opacity.shape[1] // 2] == 255 and opacity[0, 0] == 0
    assert "0.png" in capsys.readouterr().out


def test_photos_of_one_name_are_all_written(photos):
    assert main(["cutout", str(photos / "a"), str(photos / "b"), "--to", str(photos / "out")]) == 0
    assert sorted(path.name for path in (photos / "out").iterdir()) == ["0-2.png", "0.png", "1-2.png", "1.png"]


def test_an_unreadable_photo_is_named_and_stops_nothing(photos, capsys):
    (photos / "broken.jpg").write_bytes(b"\xff\xd8 no photo")
    files = [str(photos / "broken.jpg"), str(photos / "a" / "0.jpg")]
    assert main(["cutout", *files, "--to", str(photos / "out")]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert "broken.jpg: error: " in printed[0] and printed[1].endswith("0.png")
