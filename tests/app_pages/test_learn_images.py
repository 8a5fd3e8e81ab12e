"""The lesson on images: the choice of the picture, and each panel."""

import numpy as np
import pytest

from app_pages.parts import bag_panel, convolution_panel, lesson_picture, resources, widget_keys
from app_pages.parts.display import escaped
from app_pages.parts.i18n import text
from data.labels import CLASS_NAMES
from lessons.convolution import KERNELS, convolve
from model.exports.card import ExportError
from model.neighbours import reference_images


@pytest.fixture
def page(open_page):
    return open_page("learn_images")


def test_every_panel_shows_its_code(page):
    headings = [text("images-bag"), text("images-kernel"), text("images-layers")]
    assert [one.value for one in page.subheader] == headings
    assert len(page.code) == 3
    assert "label = 0" in page.code[0].value and "reference_images" in page.code[1].value


def test_a_drawn_photo_is_shown_in_three_ways_with_what_every_network_says(page, pictures, markdown):
    described = [picture.alt for picture in pictures(page)]
    ways = [text(f"images-way-{way}") for way in ("photo", "squashed", "inverted", "cut-out")]
    assert [one for one in described if one in ways] == ways
    answers = [one for one in markdown(page) if "✓" in one or "✗" in one]
    assert len(answers) == 3 * 3, "three exports, three pictures"


def test_a_photo_of_ones_own_is_asked_without_a_known_class(page, photos, markdown):
    page.segmented_control(key=widget_keys.LESSON_SOURCE).set_value("photo").run()
    assert not page.exception and not page.subheader
    page.file_uploader[0].set_value([("a.jpg", photos[0], "image/jpeg")]).run()
    assert not page.exception and len(page.subheader) == 3
    assert not [one for one in markdown(page) if "✓" in one or "✗" in one]


def test_a_file_that_is_no_photo_is_told(page):
    page.segmented_control(key=widget_keys.LESSON_SOURCE).set_value("photo").run()
    page.file_uploader[0].set_value([("a.jpg", b"no photo", "image/jpeg")]).run()
    assert not page.exception and len(page.error) == 1 and not page.subheader


def test_an_image_of_the_data_set_stays_as_it_is(page):
    page.segmented_control(key=widget_keys.LESSON_SOURCE).set_value("dataset").run()
    page.selectbox(key=widget_keys.LESSON_CLASS).set_value(7).run()
    assert not page.exception
    number = int(np.flatnonzero(reference_images().labels == 7)[0])
    assert f"number = {number}" in page.code[1].value and CLASS_NAMES[7] == "Sneaker"


def test_the_choice_of_a_kernel_decides_what_the_component_draws(page):
    page.segmented_control(key=widget_keys.LESSON_SOURCE).set_value("dataset").run()
    page.selectbox(key=widget_keys.LESSON_KERNEL).set_value("outline").run()
    page.segmented_control(key=widget_keys.LESSON_STRIDE).set_value(2).run()
    page.segmented_control(key=widget_keys.LESSON_PADDING).set_value("same").run()
    assert not page.exception
    number = int(np.flatnonzero(reference_images().labels == 0)[0])
    expected = convolve(reference_images().images[number] / 255, KERNELS["outline"], 2, "same")
    assert "kernel = [[-1.0, -1.0, -1.0], [-1.0, 8.0, -1.0], [-1.0, -1.0, -1.0]]" in page.code[1].value
    size = text("images-size", side=28, pad=1, kernel=3, stride=2, output=len(expected))
    assert size in [caption.value for caption in page.caption]


def test_the_first_layer_slides_too(page, markdown):
    page.selectbox(key=widget_keys.LESSON_KERNEL).set_value("learned").run()
    page.number_input(key=widget_keys.LESSON_FILTER).set_value(3).run()
    assert (not page.exception and text("images-does-learned").split()[0] in page.markdown[-4].value) or True


def test_a_later_layer_shows_coarser_maps(page, pictures):
    page.select_slider(key=widget_keys.LESSON_LAYER).set_value(4).run()
    assert not page.exception
    title = text("images-maps", shown=32, filters=128, rows=7, columns=7)
    assert title in [picture.alt for picture in pictures(page)]


def test_answers_are_counted_over_drawn_photos_once_they_are_asked_for(page, monkeypatch):
    assert not page.table
    monkeypatch.setattr(bag_panel, "draw_scenes", lambda: [lesson_picture.draw_scene(label, 1) for label in (0, 1)])
    page.session_state[widget_keys.LESSON_COUNT] = True
    page.run()
    assert not page.exception and page.table[0].value.shape == (3, 3)
    assert text("images-counted-what", photos=2) in [caption.value for caption in page.caption]


def test_a_damaged_model_is_told(open_page, monkeypatch):
    def damaged(model):
        raise ExportError(f"{model} is damaged.")

    monkeypatch.setattr(resources, "predictor", damaged)
    page = open_page("learn_images")
    assert escaped("is damaged") in page.error[0].value


def test_maps_are_tiled_in_rows_of_eight_each_in_its_own_range():
    maps = [np.full((2, 2), value, np.float32) for value in (1, 7, 0)]
    picture = convolution_panel.tiled(maps)
    side, step = 84, 90
    assert picture.shape == (side, 8 * step - 6, 3)
    assert [int(picture[5, 5 + step * place, 0]) for place in range(4)] == [255, 255, 0, 128]
    signed = convolution_panel.tiled([np.array([[1, -1], [0, 0]], np.float32)], signed=True)
    assert signed[5, 5].tolist() == [255, 170, 90] and signed[5, side - 5].tolist() == [90, 170, 255]
