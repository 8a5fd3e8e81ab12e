"""Lesson: a kernel that slides over an image, and what the layers of a network make of it."""

import cv2
import numpy as np
import streamlit as st
from numpy.typing import NDArray

from app_pages.parts import display, kernel_slider, widget_keys
from app_pages.parts.i18n import text
from app_pages.parts.lesson_panel import show_snippet
from app_pages.parts.lesson_picture import LessonPicture
from data.photos.recipes import RECIPES
from lessons.convolution import KERNELS, PADDINGS, convolve, pad_width
from lessons.convolution_layers import LayerReader, learned_kernels

_LEARNED = "learned"
_RECIPE = RECIPES["fashion-mnist"]
_SHOWN_MAPS, _PER_ROW = 32, 8
_TILE, _GAP = 84, 6  # pixels


@st.fragment
def show_kernel(picture: LessonPicture) -> None:
    """The choice of a kernel, stride and padding, and the sliding kernel."""
    st.subheader(text("images-kernel"), anchor=False)
    st.markdown(text("images-kernel-what"))
    with display.showing_errors():
        _show_kernel(picture)


def _show_kernel(picture: LessonPicture) -> None:
    with st.container(horizontal=True, gap="medium"):
        name = st.selectbox(
            text("images-kernel-choice"),
            [*KERNELS, _LEARNED],
            format_func=lambda one: text(f"images-kernel-{one}"),
            key=widget_keys.LESSON_KERNEL,
            width=260,
        )
        stride = st.segmented_control(
            text("images-stride"), [1, 2, 3], default=1, required=True, key=widget_keys.LESSON_STRIDE
        )
        padding = st.segmented_control(
            text("images-padding"),
            PADDINGS,
            default="valid",
            required=True,
            format_func=lambda one: text(f"images-padding-{one}"),
            key=widget_keys.LESSON_PADDING,
        )
        number = 0
        if name == _LEARNED:
            last = len(learned_kernels().kernels)
            number = int(st.number_input(text("images-filter"), 1, last, key=widget_keys.LESSON_FILTER, width=120)) - 1
    kernel, bias, image = _kernel_and_image(name, number, picture)
    output = convolve(image, kernel, stride or 1, padding or "valid") + bias
    kernel_slider.show(
        image, kernel, output, stride=stride or 1, padding=padding or "valid", bias=bias, key=widget_keys.LESSON_SLIDER
    )
    st.markdown(text(f"images-does-{name}"))
    sizes = {"side": len(image), "pad": pad_width(len(kernel), padding or "valid"), "kernel": len(kernel)}
    st.caption(text("images-size", **sizes, stride=stride or 1, output=len(output)))
    shown = [[round(weight, 4) for weight in row] for row in kernel.tolist()]
    values = {"kernel": shown, "stride": stride or 1, "padding": sizes["pad"]}
    if name == _LEARNED:
        values |= {"bias": round(bias, 4), "mean": _RECIPE.mean, "deviation": _RECIPE.deviation}
    show_snippet("convolution", **picture.program_values, **values)


def _kernel_and_image(
    name: str, number: int, picture: LessonPicture
) -> tuple[NDArray[np.float64], float, NDArray[np.float64]]:
    """The kernel, its bias and the image: from 0 to 1 or, for a learnt kernel, as the network standardises it."""
    if name != _LEARNED:
        return KERNELS[name], 0.0, picture.image / 255
    first = learned_kernels()
    image = (picture.image.astype(float) - _RECIPE.mean) / _RECIPE.deviation
    return first.kernels[number].astype(float), float(first.biases[number]), image


@st.fragment
def show_layers(picture: LessonPicture) -> None:
    """The kernels of the first layer, and the feature maps of the layer that is chosen."""
    st.subheader(text("images-layers"), anchor=False)
    st.markdown(text("images-layers-what"))
    with display.showing_errors():
        _show_layers(picture)


def _show_layers(picture: LessonPicture) -> None:
    maps = LayerReader().feature_maps(picture.image)
    names = list(maps)
    place = st.select_slider(
        text("images-layer"),
        range(len(names)),
        format_func=lambda one: text("images-layer-number", number=one + 1),
        key=widget_keys.LESSON_LAYER,
    )
    layer = maps[names[place]]
    strongest = _by_strength(layer)[:_SHOWN_MAPS]
    rows, columns, filters = layer.shape
    title = text("images-maps", shown=len(strongest), filters=filters, rows=rows, columns=columns)
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{title}**")
        st.image(tiled([layer[..., one] for one in strongest]), width="stretch", alt=title)
        st.caption(text("images-maps-legend"))
    with right:
        kernels = learned_kernels().kernels
        kernels_title = text("images-kernels", filters=len(kernels))
        st.markdown(f"**{kernels_title}**")
        ordered = [kernels[one] for one in _by_strength(maps[names[0]])]
        st.image(tiled(ordered, signed=True), width="stretch", alt=kernels_title)
        st.caption(text("images-kernels-legend"))
    st.markdown(text("images-layer-first" if place == 0 else "images-layer-later", rows=rows, columns=columns))
    show_snippet("feature_maps", **picture.program_values)


def _by_strength(layer: NDArray[np.float32]) -> NDArray[np.intp]:
    """The filters of a layer's maps, float (rows, columns, filters), the one with the highest mean first."""
    return np.argsort(-layer.mean(axis=(0, 1)), kind="stable")


def tiled(maps: list[NDArray[np.float32]], *, signed: bool = False) -> NDArray[np.uint8]:
    """Small maps, float (rows, columns) each, as one picture, uint8 (H, W, 3), each scaled to its own range.

    Bright is high; with ``signed``, orange is above 0 and blue below.
    """
    tiles = [_coloured(one) if signed else _grey(one) for one in maps]
    blank = np.full((_TILE, _TILE, 3), 128, np.uint8)
    tiles += [blank] * (-len(tiles) % _PER_ROW)
    gap = ((0, _GAP), (0, _GAP), (0, 0))
    framed = [np.pad(tile, gap, constant_values=128) for tile in tiles]
    rows = [np.hstack(framed[first : first + _PER_ROW]) for first in range(0, len(framed), _PER_ROW)]
    return np.vstack(rows)[:-_GAP, :-_GAP]


def _grey(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    scaled = 255 * values / max(float(values.max()), 1e-6)
    return np.repeat(_enlarged(scaled.clip(0, 255))[..., None], 3, axis=2)


def _coloured(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    share = values / max(float(np.abs(values).max()), 1e-6)
    colours = np.where(share[..., None] > 0, np.array([255, 170, 90]), np.array([90, 170, 255]))
    return _enlarged(24 + (colours - 24) * np.abs(share)[..., None])


def _enlarged(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(values.astype(np.uint8), (_TILE, _TILE), interpolation=cv2.INTER_NEAREST), np.uint8)
