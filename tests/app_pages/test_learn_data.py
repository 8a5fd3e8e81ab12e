"""The lesson on the data set: labelled images, grey levels, answers, augmentation."""

import pytest

from app_pages.parts import widget_keys
from app_pages.parts.display import escaped
from app_pages.parts.i18n import drawer, percent, text
from data.labels import CLASS_NAMES
from lessons.why_bag import probabilities_of_ten
from model.neighbours import reference_images


@pytest.fixture
def page(open_page):
    return open_page("learn_data")


def test_25_images_have_their_labels_and_one_its_grey_levels(page, pictures):
    labels = reference_images().labels
    described = [picture.alt for picture in pictures(page)]
    assert described[:25] == [f"{number}: {drawer(CLASS_NAMES[labels[number]])}" for number in range(25)]
    page.number_input(key=widget_keys.LESSON_PIXELS).set_value(7).run()
    image = reference_images().images[7]
    name = drawer(CLASS_NAMES[labels[7]])
    black = percent(float((image == 0).mean()))
    told = text("data-pixels-alt", label=name, black=black, highest=int(image.max()))
    assert not page.exception and told in [caption.value for caption in page.caption]
    assert page.get("vega_lite_chart")[0].proto.alt == told


def test_a_network_s_answers_are_marked_right_or_wrong(page, pictures, markdown, fake_predictor):
    images, labels = reference_images().images[:15], reference_images().labels[:15]
    page.selectbox(key=widget_keys.LESSON_MODEL).set_value("mlp/1").run()
    found = probabilities_of_ten(fake_predictor("mlp/1"), images).argmax(axis=1)
    right = int((found == labels).sum())
    described = [picture.alt for picture in pictures(page)][25:40]
    assert sum("✓" in one for one in described) == right and sum("✗" in one for one in described) == 15 - right
    assert text("data-answers-right", model=escaped("mlp/1"), right=right, count=15) in markdown(page)
    assert "predictions mlp/1 --images 0..14" in page.code[1].value


def test_augmentation_follows_its_controls_and_shows_its_program(page, pictures):
    page.slider(key=widget_keys.LESSON_SHIFT).set_value(0)
    page.toggle(key=widget_keys.LESSON_FLIP).set_value(False).run()
    assert not page.exception
    shown = [picture.url for picture in pictures(page)[40:]]
    assert len(shown) == 9 and len(set(shown)) == 1, "without augmentation, all versions are the original"
    assert "most = 0" in page.code[2].value and "--set flip=none --set shift=0" in page.code[3].value
    page.slider(key=widget_keys.LESSON_SHIFT).set_value(4).run()
    assert len({picture.url for picture in pictures(page)[40:]}) > 3
