import numpy as np
import pytest
from PIL import ImageFont

from data.drawn.ood_samples import digit_fonts, draw_digits, draw_noise


def test_at_least_twenty_fonts_have_all_ten_digits():
    drawn = {
        path.stem: {bytes(ImageFont.truetype(path, 40).getmask(d)) for d in "0123456789"} for path in digit_fonts()
    }
    assert len(drawn) >= 20
    assert all(len(digits) == 10 for digits in drawn.values())


@pytest.mark.parametrize("draw", [draw_digits, draw_noise])
def test_ood_samples_have_the_form_of_the_data_set_and_depend_on_the_seed_alone(draw):
    images = draw(20, seed=1)
    assert images.shape == (20, 28, 28) and images.dtype == np.uint8
    assert (images == draw(20, seed=1)).all() and (images != draw(20, seed=2)).any()
    assert len({image.tobytes() for image in images}) == 20


def test_digits_are_bright_strokes_on_black_inside_the_frame():
    images = draw_digits(60, seed=0)
    assert (np.median(images, axis=(1, 2)) == 0).mean() > 0.9
    assert images.max(axis=(1, 2)).min() > 100
    heights = [np.flatnonzero(image.any(axis=1)) for image in images]
    assert all(12 <= rows[-1] - rows[0] + 1 <= 26 for rows in heights)
