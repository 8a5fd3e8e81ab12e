"""Lesson: backpropagation."""

import json

import pytest

from app_pages.parts.i18n import text

pytestmark = pytest.mark.usefixtures("no_model")


def graphs(page):
    """The drawings and their descriptions."""
    components = [json.loads(one.proto.json) for one in page.get("bidi_component") if "drawing" in one.proto.json]
    return [(one["drawing"], one["label"]) for one in components]


def test_the_chain_rule_starts_with_the_lecture_s_numbers(open_page):
    page = open_page("learn_backpropagation")
    drawing, label = graphs(page)[0]
    assert r"\frac{dz}{dx} = 8 \cdot 3 = 24" in page.latex[0].value
    assert all(f">{words}<" in drawing for words in ("dz/dx = 24", "dz/dy = 8", "3x − 2", "16"))
    assert text("learn-node", name="x", value="2", gradient="24") in label
    page.slider(key="chain-x").set_value(0.0).run()
    assert r"= (-4) \cdot 3 = -12" in page.latex[0].value and "start = 0.0" in page.code[0].value


def test_v_adds_a_factor(open_page):
    page = open_page("learn_backpropagation")
    page.toggle(key="chain-longer").set_value(True).run()
    assert r"\frac{dz}{dv} = 8 \cdot 3 \cdot 5 = 120" in page.latex[0].value
    assert "dz/dv = 120" in graphs(page)[0][0] and "start = 0.8" in page.code[0].value


def test_the_network_by_hand_has_the_lecture_s_numbers_both_ways(open_page, markdown):
    page = open_page("learn_backpropagation")
    drawing, _ = graphs(page)[1]
    assert all(words in drawing for words in ("δ = 0.125", "+0.0625", "+0.03125", "δ = 0<"))
    assert text("learn-hand-descent-why", error="0", back="0") in markdown(page)
    page.button_group(key="way").set_value("lecture").run()
    drawing, _ = graphs(page)[1]
    assert "δ = 0.0009766" in drawing and drawing.count("+0.0004883") == 4
    assert text("learn-hand-lecture-why", error="0.0009766", back="0") in markdown(page)
    page.slider(key="hand-step").set_value(50).run()
    assert not page.exception and "steps = 50" in page.code[1].value and "with_updated = True" in page.code[1].value


def test_a_step_has_no_gradients(open_page, markdown):
    page = open_page("learn_backpropagation")
    assert text("learn-function-sigmoid-why") in markdown(page)
    page.button_group(key="function").set_value("step").run()
    assert text("learn-function-step-why") in markdown(page)
    assert r"\begin{bmatrix}0 & 0 \\ 0 & 0 \\ 0 & 0\end{bmatrix}" in page.latex[-1].value
    assert "function = 'step'" in page.code[3].value
