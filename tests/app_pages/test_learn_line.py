"""Lesson: fitting a line."""

import pytest

from app_pages.parts import widget_keys
from app_pages.parts.i18n import text
from lessons import batches, line

pytestmark = pytest.mark.usefixtures("no_model")


def descriptions(page):
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


def test_the_page_starts_where_the_lecture_does(open_page, markdown):
    page = open_page("learn_line")
    assert page.metric[0].value == "68"
    assert text("learn-gradient", w="-104", b="-12") in markdown(page)
    assert descriptions(page)[:2] == 2 * [text("learn-fit-alt", w="2", b="2", cost="68")]
    assert "w = 2.0\nb = 2.0" in page.code[0].value
    links = [link.proto.label for link in page.get("page_link")]
    assert links == [text("page-learn_data"), text("page-learn"), text("page-learn_perceptron")]


def test_each_line_of_the_lecture_sets_the_sliders_and_has_its_cost(open_page):
    page = open_page("learn_line")
    for name, cost in {"y = x": 318, "y = 2x + 2": 68, "y = 3x": 14, "y = 4x": 48, "y = 4x − 4": 0}.items():
        page.button_group(key=widget_keys.LESSON_LINE).set_value(name).run()
        assert not page.exception and page.metric[0].value == str(cost)
    page.slider(key=widget_keys.LESSON_SLOPE).set_value(3.0).run()
    assert page.metric[0].value == str(int(line.cost(3, -4)))


def test_a_learning_rate_is_too_small_right_nearly_too_large_or_too_large(open_page, markdown):
    page = open_page("learn_line")
    limit = "0.01554"
    for rate, verdict in {
        0.002: text("learn-rate-slow", cost="15.22"),
        0.01: text("learn-rate-right", cost="1.855"),
        0.015: text("learn-rate-zigzags", cost="0.492", limit=limit),
        0.02: text("learn-rate-diverges", limit=limit),
    }.items():
        page.select_slider(key="walk-rate").set_value(rate).run()
        assert not page.exception and verdict in markdown(page)
        assert f"learning_rate = {rate}" in page.code[1].value


def test_steps_and_momentum_are_those_of_the_sliders(open_page):
    page = open_page("learn_line")
    page.slider(key="walk-steps").set_value(1)
    page.slider(key="walk-momentum").set_value(0.0).run()
    cost = text("learn-number", value=line.descend(0.01, 1).costs[-1])
    assert text("learn-walk-alt", steps=1, plain=cost, momentum=cost) in descriptions(page)


def test_batches_are_compared_after_as_many_epochs(open_page):
    page = open_page("learn_line")
    page.slider(key="batches-epochs").set_value(2).run()
    walk = batches.descend(batches.noisy_points(), 1, 0.01, epochs=2)
    online = text("learn-size-online", size=1, updates=80, cost=text("learn-number", value=walk.costs[-1]))
    assert descriptions(page)[-1].endswith(online) and "epochs = 2" in page.code[2].value
