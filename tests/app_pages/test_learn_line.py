"""Lesson: fitting a line."""

import pytest

from app_pages.parts import widget_keys
from app_pages.parts.i18n import text


@pytest.mark.usefixtures("no_model")
def test_the_page_starts_where_the_lecture_does(open_page, markdown):
    page = open_page("learn_line")
    assert page.metric[0].value == "68"
    assert text("learn-gradient", w="-104", b="-12") in markdown(page)
    charts = [chart.proto.alt for chart in page.get("vega_lite_chart")]
    assert charts[:2] == 2 * [text("learn-fit-alt", w="2", b="2", cost="68")]
    assert "w = 2.0\nb = 2.0" in page.code[0].value


@pytest.mark.parametrize(
    ("line", "cost"), [("y = x", "318"), ("y = 2x + 2", "68"), ("y = 3x", "14"), ("y = 4x", "48"), ("y = 4x − 4", "0")]
)
def test_each_line_of_the_lecture_sets_the_sliders_and_has_its_cost(open_page, line, cost):
    page = open_page("learn_line")
    page.button_group(key=widget_keys.LESSON_LINE).set_value(line).run()
    assert not page.exception and page.metric[0].value == cost
