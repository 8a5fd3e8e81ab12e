"""Lesson: the perceptron and XOR."""

import math

import pytest

from app_pages.parts.i18n import text
from lessons import perceptron

pytestmark = pytest.mark.usefixtures("no_model")


def test_the_rule_is_shown_step_by_step_to_its_end(open_page):
    page = open_page("learn_perceptron")
    for name in ("and", "or", "clouds", "xor"):
        page.button_group(key="rule-points").set_value(name).run()
        training = perceptron.train(*perceptron.points_of(name))
        slider = page.slider(key=f"rule-step-{name}")
        assert slider.max == len(training.steps) and not page.info
        assert training.steps[slider.value - 1].new_weights.any(), "a line is seen from the start"
        slider.set_value(len(training.steps)).run()
        assert not page.exception
        ending = "learn-rule-converged" if training.converged else "learn-rule-cycles"
        assert page.info[0].value == text(ending, epochs=training.steps[-1].epoch)
    assert training.cycle, "XOR comes last"
    assert "labels = [0, 1, 1, 0]" in page.code[0].value


def test_the_formulas_have_the_numbers_of_the_step(open_page):
    page = open_page("learn_perceptron")
    page.slider(key="rule-step-and").set_value(1).run()
    latex = page.latex[0].value
    assert r"w \cdot x + b &= 0 ≥ 0" in latex and r"\hat y = 1" in latex and r"b &:\ 0 \;\rightarrow\; -1" in latex


def test_xor_is_learned_with_tanh_and_not_without(open_page, markdown):
    page = open_page("learn_perceptron")
    right = {text("learn-of", right=number, points=4): number for number in range(5)}
    assert right[page.metric[0].value] == 4
    page.select_slider(key="xor-epoch").set_value(0).run()
    assert right[page.metric[0].value] < 4
    page.button_group(key="xor-hidden").set_value("identity").run()
    page.select_slider(key="xor-epoch").set_value(1000).run()
    assert right[page.metric[0].value] <= 3
    assert text("learn-xor-line", chance=text("learn-number", value=math.log(2))) in markdown(page)
    assert "activation = 'identity'\nepochs = 1000" in page.code[1].value


def test_a_small_penalty_loses_training_points_and_gains_new_ones(open_page):
    page = open_page("learn_perceptron")

    def shares():
        return [float(tile.value.removesuffix("%")) for tile in page.metric[-2:]]

    training, new = shares()
    assert training == 100
    page.select_slider(key="penalty").set_value(0.001).run()
    assert shares()[0] < training and shares()[1] > new + 3
    assert "l2 = 0.001" in page.code[2].value
