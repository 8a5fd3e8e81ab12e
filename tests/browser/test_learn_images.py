"""The kernel that slides over an image, with a mouse and with the keyboard."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from data.drawn.scenes import draw_scene
from lessons.convolution import KERNELS, convolve
from lessons.why_bag import prepare
from model.garments import find_garment
from tests.browser.accessibility import serious_findings
from tests.browser.driving import running_app


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("lesson") / "home") as address:
        yield address


def numbers(text):
    return [float(number.replace("−", "-")) for number in re.findall(r"[−-]?\d+\.\d+", text)]


def test_the_numbers_under_the_mouse_are_those_of_the_convolution(open_browser, address):
    page = open_browser(f"{address}/learn_images")
    output, products = page.locator("canvas.output"), page.locator(".products")
    image = prepare(find_garment(draw_scene(0, 3).image))["cut-out"] / 255
    kernel = KERNELS["edge-vertical"]
    expected = convolve(image, kernel)
    side = output.bounding_box()["width"] / len(expected)
    output.hover(position={"x": 10.5 * side, "y": 4.5 * side})
    shown = numbers(products.inner_text())
    assert shown[-1] == pytest.approx(expected[4, 10], abs=0.006)
    pairs = np.array(shown[:-1]).reshape(3, 3, 2)
    assert pairs[..., 0] == pytest.approx(image[4:7, 10:13], abs=0.006)
    assert pairs[..., 1] == pytest.approx(kernel)
    page.locator(".slider").press("ArrowDown")
    expect(products).to_contain_text(f"{expected[5, 10]:.2f}".replace("-", "−"))
    assert serious_findings(page) == []
