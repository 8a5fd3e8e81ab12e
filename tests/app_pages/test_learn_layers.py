"""Lesson: activations, losses, initialisation and dropout."""

from itertools import zip_longest

import pytest

from app_pages.parts.i18n import text
from lessons.activations import ACTIVATIONS, LOSSES

pytestmark = pytest.mark.usefixtures("no_model")


def test_every_activation_and_every_loss_is_shown_with_its_formula(open_page):
    page = open_page("learn_layers")
    for activation, loss in zip_longest(ACTIVATIONS, LOSSES, fillvalue=next(iter(LOSSES))):
        page.button_group(key="activation").set_value(activation)
        page.button_group(key="loss").set_value(loss).run()
        formulas = (ACTIVATIONS[activation].formula, LOSSES[loss].formula)
        assert not page.exception, (activation, loss)
        assert all(formula in shown.value for formula, shown in zip(formulas, page.latex[:2], strict=True)), formulas
        assert page.get("vega_lite_chart")[0].proto.alt.startswith(activation)
        assert f"activation = '{activation}'" in page.code[0].value
        assert f"loss = '{loss}'" in page.code[1].value


def test_an_initialiser_is_judged_by_what_becomes_of_the_layers(open_page, markdown):
    page = open_page("learn_layers")
    for initializer, activation, normalize, found in (
        ("normal", "tanh", False, "keep"),
        ("zeros", "tanh", False, "vanish"),
        ("small_normal", "relu", False, "vanish"),
        ("uniform", "tanh", False, "saturate"),
        ("large_normal", "relu", False, "explode"),
        ("large_normal", "relu", True, "keep"),
        ("glorot_normal", "relu", False, "vanish"),
        ("he_normal", "leaky_relu", False, "keep"),
    ):
        page.button_group(key="initializer").set_value(initializer)
        page.button_group(key="layers-activation").set_value(activation)
        page.toggle(key="layers-normalize").set_value(normalize).run()
        assert not page.exception and text(f"learn-layers-{found}") in markdown(page), (initializer, activation)
        program = f"initializer = '{initializer}'\nactivation = '{activation}'"
        assert any(program in shown.value for shown in page.code)
    page.button_group(key="layers-quantity").set_value("gradients").run()
    assert not page.exception


def test_dropout_keeps_the_mean_if_it_is_inverted(open_page):
    page = open_page("learn_layers")
    inverted = [float(tile.value) for tile in page.metric]
    assert inverted == pytest.approx([1, 1], abs=0.2)
    page.button_group(key="dropout-kind").set_value("plain").run()
    assert float(page.metric[0].value) == pytest.approx(0.5, abs=0.1) and float(page.metric[1].value) < 0.01
    page.slider(key="dropout-rate").set_value(0.0).run()
    assert [tile.value for tile in page.metric] == ["1", "1"] and "rate = 0.0" in page.code[3].value
