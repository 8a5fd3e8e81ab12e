"""Convolutions, and the layers of the network that ships."""

import numpy as np
import pytest

from data.drawn.scenes import draw_scene
from data.photos.recipes import RECIPES, to_model_input
from lessons.convolution import KERNELS, convolve, output_side
from lessons.convolution_layers import LayerReader, learned_kernels
from model.exports.card import ExportError
from model.garments import find_garment
from model.neighbours import reference_images

IMAGE = reference_images().images[5]


def test_one_place_is_the_sum_of_nine_products():
    image = np.arange(25.0).reshape(5, 5)
    kernel = KERNELS["edge-vertical"]
    output = convolve(image, kernel)
    assert output[1, 2] == (image[1:4, 2:5] * kernel).sum()
    assert (output == 8).all(), "each row rises by 1 a pixel: (1 + 2 + 1) · 2"


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", ["valid", "same"])
def test_output_has_the_size_that_the_formula_gives(stride, padding):
    output = convolve(IMAGE / 255, KERNELS["blur"], stride, padding)
    assert output.shape == (output_side(28, 3, stride, padding),) * 2
    assert (output == convolve(IMAGE / 255, KERNELS["blur"], 1, padding)[::stride, ::stride]).all()


def test_kernels_do_what_the_page_says():
    flat, half = np.ones((6, 6)), np.repeat([[0, 0, 0, 1, 1, 1]], 6, axis=0)
    for name in ("edge-vertical", "edge-horizontal", "outline"):
        assert convolve(flat, KERNELS[name]) == pytest.approx(0)
    assert convolve(half, KERNELS["edge-vertical"]).max() == 4, "from dark on the left to bright on the right"
    assert convolve(half.T, KERNELS["edge-horizontal"]).max() == 4
    assert convolve(flat, KERNELS["blur"]) == pytest.approx(1) and convolve(flat, KERNELS["sharpen"]) == pytest.approx(
        1
    )


def test_keras_convolves_in_the_same_way():
    keras = pytest.importorskip("keras")
    for stride, padding in ((1, "valid"), (1, "same"), (2, "valid")):
        image, kernel = IMAGE[None, ..., None] / 255, KERNELS["outline"][..., None, None]
        expected = keras.ops.conv(image, kernel, strides=stride, padding=padding)
        found = convolve(IMAGE / 255, KERNELS["outline"], stride, padding)
        assert found == pytest.approx(np.asarray(expected)[0, ..., 0], abs=1e-5)


def test_the_learnt_kernels_slid_by_hand_give_the_feature_maps_of_the_first_layer():
    maps = LayerReader().feature_maps(IMAGE)
    first, recipe = learned_kernels(), RECIPES["fashion-mnist"]
    image = (IMAGE.astype(float) - recipe.mean) / recipe.deviation
    for number, kernel in enumerate(first.kernels):
        by_hand = convolve(image, kernel.astype(float), padding="same") + first.biases[number]
        assert by_hand.clip(min=0) == pytest.approx(maps["stem"][..., number], abs=2e-3)


def test_later_layers_have_fewer_places_and_more_maps():
    shapes = [layer.shape for layer in LayerReader().feature_maps(IMAGE).values()]
    assert shapes[0] == (28, 28, 32) and shapes[-1] == (7, 7, 128)
    assert shapes == sorted(shapes, key=lambda shape: -shape[0])


def test_a_network_without_convolutions_is_an_error():
    with pytest.raises(ExportError, match="Expected a network that starts with a convolution. Received: mlp/"):
        LayerReader("mlp").first_layer()


def test_the_program_slides_a_learnt_kernel_over_the_drawn_photo_as_the_page_does(run_snippet):
    first, recipe = learned_kernels(), RECIPES["fashion-mnist"]
    image = to_model_input(find_garment(draw_scene(2, 3).image))[..., 0]
    kernel, bias = first.kernels[4].tolist(), float(first.biases[4])
    printed = run_snippet(
        "convolution", label=2, kernel=kernel, bias=bias, mean=recipe.mean, deviation=recipe.deviation
    )
    expected = convolve((image - recipe.mean) / recipe.deviation, np.array(kernel)) + bias
    assert printed["lowest"] == pytest.approx([expected.min(), expected.max()])


@pytest.mark.parametrize(("name", "stride", "padding"), [("outline", 1, 0), ("edge-horizontal", 2, 1)])
def test_the_program_on_the_page_gives_the_same_output(run_snippet, name, stride, padding):
    printed = run_snippet("convolution", number=5, kernel=KERNELS[name].tolist(), stride=stride, padding=padding)
    expected = convolve(IMAGE / 255, KERNELS[name], stride, "same" if padding else "valid")
    assert printed["size"] == list(expected.shape)
    assert printed["lowest"] == pytest.approx([expected.min(), expected.max()])


def test_the_program_on_the_page_reads_the_same_layers(run_snippet):
    printed = run_snippet("feature_maps", number=5)
    maps = LayerReader().feature_maps(IMAGE)
    assert printed.keys() == maps.keys()
    # The name of a layer may hold digits.
    assert printed["stem"] == [*maps["stem"].shape, maps["stem"].mean(axis=(0, 1)).argmax()]
