"""Lesson: activations, losses, initialisation and dropout."""

import pytest

from app_pages.parts.i18n import text
from lessons.activations import ACTIVATIONS, LOSSES

pytestmark = pytest.mark.usefixtures("no_model")


def test_every_activation_is_shown_with_its_formula(open_page):
    page = open_page("learn_layers")
    for name, function in ACTIVATIONS.items():
        page.button_group(key="activation").set_value(name).run()
        assert not page.exception and function.formula in page.latex[0].value, name
        assert page.get("vega_lite_chart")[0].proto.alt.startswith(name)
        assert f"activation = '{name}'" in page.code[0].value


def test_every_loss_is_shown_with_its_formula(open_page):
    page = open_page("learn_layers")
    for name, function in LOSSES.items():
        page.button_group(key="loss").set_value(name).run()
        assert not page.exception and function.formula in page.latex[1].value, name
        assert f"loss = '{name}'" in page.code[1].value


@pytest.mark.parametrize(
    ("initializer", "activation", "normalize", "found"),
    [
        ("normal", "tanh", False, "keep"),
        ("zeros", "tanh", False, "vanish"),
        ("small_normal", "relu", False, "vanish"),
        ("uniform", "tanh", False, "saturate"),
        ("large_normal", "relu", False, "explode"),
        ("large_normal", "relu", True, "keep"),
        ("glorot_normal", "relu", False, "vanish"),
        ("he_normal", "leaky_relu", False, "keep"),
    ],
)
def test_an_initialiser_is_judged_by_what_becomes_of_the_layers(
    open_page, markdown, initializer, activation, normalize, found
):
    page = open_page("learn_layers")
    page.button_group(key="initializer").set_value(initializer)
    page.button_group(key="layers-activation").set_value(activation)
    page.toggle(key="layers-normalize").set_value(normalize).run()
    assert not page.exception and text(f"learn-layers-{found}") in markdown(page)
    assert f"initializer = '{initializer}'\nactivation = '{activation}'" in page.code[2].value
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
