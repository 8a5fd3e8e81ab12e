import keras
import pytest

from model.networks.config import ConfigError
from model.networks.layer_grammar import parse_layers
from model.networks.registry import build_model, default_config

TUTORIAL = "flatten, dense 128, relu, dense 10"


def network(layers, **options):
    return build_model(default_config("blocks", options={"layers": layers, **options}))


def kinds(model):
    """The names of its layers without those that every network has."""
    return [layer.name for layer in model.layers if layer.name.startswith("block")]


def test_a_network_has_the_blocks_of_its_text():
    model = network("conv 32 3, bn, relu, pool, conv 64 3, bn, relu, gap, dense 10")
    assert kinds(model) == [
        *("block1_conv", "block2_norm", "block3_relu", "block4_pool"),
        *("block5_conv", "block6_norm", "block7_relu", "block8_gap"),
    ]
    assert model.get_layer("block5_conv").output.shape == (None, 14, 14, 64)
    assert model.output_shape == (None, 10)


def test_the_network_of_the_tutorial_has_the_parameters_of_its_summary():
    assert network(TUTORIAL).count_params() == 101_770


def test_every_block_is_the_layer_that_its_name_says():
    model = network(
        "conv 8 5 stride 2 valid, leaky_relu 0.2, separable 16 3, ln, prelu, depthwise 3, gn, pool avg 3, in, "
        "flatten, dense 20, tanh, dropout 0.3, dense"
    )
    first, leaky, pool = (model.get_layer(name) for name in ("block1_conv", "block2_leaky_relu", "block8_pool"))
    assert (first.kernel_size, first.strides, first.padding) == ((5, 5), (2, 2), "valid")
    assert leaky.negative_slope == pytest.approx(0.2)
    assert isinstance(pool, keras.layers.AveragePooling2D) and pool.pool_size == (3, 3)
    assert model.get_layer("block3_separable").output.shape == (None, 12, 12, 16)
    assert model.get_layer("block4_norm").groups == 1
    assert model.get_layer("block6_depthwise").output.shape == (None, 12, 12, 16)
    assert model.get_layer("block13_dropout").rate == pytest.approx(0.3)


def test_the_last_dense_may_leave_its_number_to_the_classes():
    assert build_model(default_config("blocks", classes=3)).output_shape == (None, 3)


def test_a_residual_block_adds_what_it_receives():
    model = network("conv 8 3, residual(conv 8 3, bn, relu, residual(depthwise 3)), relu, gap, dense")
    inner, outer = model.get_layer("block6_residual"), model.get_layer("block2_residual")
    assert [tensor.shape for tensor in outer.input] == [(None, 28, 28, 8)] * 2
    assert inner.output is outer.input[1] and model.get_layer("block1_conv").output is outer.input[0]


def test_a_kernel_has_no_bias_where_a_normalization_follows_directly():
    model = network("conv 8 3, bn, relu, conv 8 3, relu, bn, gap, dense")
    assert [model.get_layer(name).use_bias for name in ("block1_conv", "block4_conv")] == [False, True]


@pytest.mark.parametrize(
    ("following", "scale"),
    [("bn, relu", 2.0), ("leaky_relu 0.5", 2 / 1.25), ("pool, conv 8 3, relu", 1.0), ("residual(relu)", 1.0)],
)
def test_the_first_weights_fit_the_next_activation(following, scale):
    model = network(f"conv 8 3, {following}, gap, dense")
    assert model.get_layer("block1_conv").kernel_initializer.scale == pytest.approx(scale)


def test_the_fan_in_of_a_depthwise_kernel_is_one_channel():
    model = network("conv 8 3, relu, depthwise 3, relu, gap, dense")
    assert model.get_layer("block3_depthwise").depthwise_initializer.scale == pytest.approx(2.0 * 8)


def test_shared_options_reach_every_kernel():
    model = network("conv 8 3, relu, flatten, dense 5, relu, dense", l2=0.5, initializer="zeros")
    for name in ("block1_conv", "block4_dense"):
        layer = model.get_layer(name)
        assert layer.kernel_regularizer.l2 == pytest.approx(0.5) and not layer.kernel.numpy().any()


def test_blocks_are_counted_over_the_whole_text():
    first, residual, last = parse_layers("relu, residual(bn, elu), dense")
    assert (first.place, residual.place, last.place) == (1, 2, 5)
    assert [(inner.name, inner.place) for inner in residual.inner] == [("bn", 3), ("elu", 4)]


@pytest.mark.parametrize(
    ("layers", "complaint"),
    [
        ("", "Block 1 is empty. Expected one of conv FILTERS SIZE.*write one"),
        ("relu, , gap, dense", "Block 2 is empty"),
        ("relu, cnov 32 3, gap, dense", "Block 2, 'cnov 32 3': there is no block 'cnov'. Is 'conv' meant.*pool"),
        ("conv 32, gap, dense", r"Block 1, 'conv 32': expected conv FILTERS SIZE \[stride N\]"),
        ("conv 32 x, gap, dense", "expected conv FILTERS SIZE.*whole, from 1 to 4096"),
        ("conv 32 3 stride, gap, dense", "expected conv FILTERS SIZE"),
        ("conv 32 3 same valid, gap, dense", "expected conv FILTERS SIZE"),
        ("conv 0 3, gap, dense", "expected conv FILTERS SIZE"),
        ("conv 99999 3, gap, dense", "expected conv FILTERS SIZE"),
        ("pool 2 max, gap, dense", r"expected pool \[max|avg\]"),
        ("relu 3, gap, dense", "expected relu, without values"),
        ("dropout, gap, dense", "expected dropout SHARE. SHARE is from 0 to below 1"),
        ("dropout 1, gap, dense", "'dropout 1': expected dropout SHARE"),
        ("leaky_relu 2, gap, dense", "expected leaky_relu .SLOPE."),
        ("residual, gap, dense", "Block 1, 'residual': expected residual.BLOCK"),
        ("residual(relu, gap, dense", "Block 1.*expected a '.' after the blocks inside"),
        ("residual(relu) gap, dense", "Block 1.*expected a comma after it. Received: 'gap'"),
        ("relu(bn), gap, dense", "Block 1, 'relu': only residual"),
        ("relu), gap, dense", "one '.' too many"),
        ("conv 32 3, gap", "Block 2, 'gap': expected the last block to be dense 10"),
        ("gap, dense 7", "Block 2, 'dense 7': expected 10 units, one for each class. Write dense 10, or dense alone"),
        ("flatten, dense, relu, dense", "Block 2, 'dense': expected dense UNITS. Only the last"),
        ("conv 32 3, dense", "Block 2, 'dense': expected flatten or gap before the first dense"),
        ("conv 32 3, dense 5, relu, dense", "Block 2, 'dense 5': expected flatten or gap"),
        ("flatten, pool, dense", "Block 2, 'pool': expected images, but flatten or gap came before"),
        ("gap, in, dense", "Block 2, 'in': expected images"),
        ("pool 8, pool 4, gap, dense", "Block 2, 'pool 4': expected at least 4 × 4 pixels, received 3 × 3"),
        ("pool 9, conv 8 5 valid, gap, dense", "expected at least 5 × 5 pixels, received 3 × 3"),
        ("residual(conv 8 3), gap, dense", "Block 1.*give what they receive, 28 × 28 × 1, not 28 × 28 × 8"),
    ],
)
def test_what_is_not_a_network_is_refused_with_its_place(layers, complaint):
    with pytest.raises(ConfigError, match=complaint):
        network(layers)
