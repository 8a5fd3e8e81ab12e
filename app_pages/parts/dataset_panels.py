"""Panels on the images of Fashion-MNIST, as `training show` draws them: labels, grey levels, answers, augmentation.

The images are those of the validation part that ship with the exports, so that the data set need not be there.
"""

import altair as alt
import cv2
import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from app_pages.parts import charts, display, resources, widget_keys
from app_pages.parts.bag_panel import networks
from app_pages.parts.i18n import drawer, percent, text
from app_pages.parts.lesson_panel import show_command, show_snippet
from data.labels import CLASS_NAMES
from data.photos.turns import giving_up_the_turn
from lessons import augmentation
from lessons.why_bag import probabilities_of_ten
from model.neighbours import reference_images
from wardrobe.classification import TURNS

_LABELLED, _ANSWERED = 25, 15  # as in the tutorial of TensorFlow
_SIDE = 82  # pixels: four side by side on a phone
_RIGHT, _WRONG, _OTHER = "#4a86c5", "#d2504b", "#8a8f8d"  # readable on light and on dark
_SEEDS = 10
_SQUARE = 400  # pixels: the image with its legend


@st.fragment
def show_images() -> None:
    """25 images with their labels, and one of them in colours for its grey levels."""
    st.subheader(text("data-images"), anchor=False)
    reference = reference_images()
    st.markdown(text("data-images-what", count=len(reference.images), each=len(reference.images) // len(CLASS_NAMES)))
    with st.container(horizontal=True, gap="xsmall"):
        for number in range(_LABELLED):
            _show(reference.images[number], f"{number}: {drawer(CLASS_NAMES[reference.labels[number]])}")
    number = _choose_image(widget_keys.LESSON_PIXELS)
    image = reference.images[number]
    name = drawer(CLASS_NAMES[reference.labels[number]])
    told = text("data-pixels-alt", label=name, black=percent(float((image == 0).mean())), highest=int(image.max()))
    with st.container(width=_SQUARE):
        charts.show(_pixels(image), "pixels", told)
    st.caption(told)
    show_command("python -m training show data")


def _pixels(image: NDArray[np.uint8]) -> alt.Chart:
    rows, columns = np.indices(image.shape)
    table = pd.DataFrame({"row": rows.ravel(), "column": columns.ravel(), "level": image.ravel()})
    chart: alt.Chart = (
        alt.Chart(table, height=300)
        .mark_rect()
        .encode(
            x=alt.X("column:O", axis=None),
            y=alt.Y("row:O", axis=None),
            color=alt.Color("level:Q", title=text("data-level"), scale=alt.Scale(scheme="viridis", domain=[0, 255])),
            tooltip=[alt.Tooltip("level:Q", title=text("data-level"))],
        )
    )
    return chart


@st.fragment
def show_answers() -> None:
    """15 images with what a network answers, and all probabilities for one of them."""
    st.subheader(text("data-answers"), anchor=False)
    st.markdown(text("data-answers-what"))
    with display.showing_errors():
        model: str = st.selectbox(text("model"), networks(), key=widget_keys.LESSON_MODEL, width=320)
        _show_answers(model)


def _show_answers(model: str) -> None:
    reference = reference_images()
    images, labels = reference.images[:_ANSWERED], reference.labels[:_ANSWERED]
    probabilities = _probabilities(model, resources.chosen_runtime())
    with st.container(horizontal=True, gap="xsmall"):
        for number, (image, shares, label) in enumerate(zip(images, probabilities, labels, strict=True)):
            found = int(shares.argmax())
            answer = text("data-share", name=drawer(CLASS_NAMES[found]), share=float(shares[found]))
            mark = "✓" if found == label else f"✗ ({drawer(CLASS_NAMES[label])})"
            _show(image, f"{number}: {answer} {mark}")
    right = int((probabilities.argmax(axis=1) == labels).sum())
    st.markdown(text("data-answers-right", model=display.escaped(model), right=right, count=_ANSWERED))
    number = _choose_image(widget_keys.LESSON_ANSWER, _ANSWERED)
    label, found = int(labels[number]), int(probabilities[number].argmax())
    colours = [_OTHER] * len(CLASS_NAMES)
    colours[found] = _WRONG
    colours[label] = _RIGHT
    names = [
        text("data-share", name=drawer(name), share=float(share))
        for name, share in zip(CLASS_NAMES, probabilities[number], strict=True)
    ]
    table = pd.DataFrame({"name": names, "share": probabilities[number], "colour": colours})
    bars = alt.Chart(table, height=280).mark_bar(cornerRadiusEnd=3)
    bars = bars.encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("colour:N", scale=None),
    )
    charts.show(bars, "answer", "; ".join(names))
    st.caption(text("data-bars"))
    show_command(f"python -m training show predictions {model} --images 0..14")


@st.cache_data(show_spinner=False, max_entries=8)
def _probabilities(model: str, runtime: str) -> NDArray[np.float64]:
    """Those of the first images, float64 (15, 10); the same for all sessions, and for each image that is chosen."""
    with giving_up_the_turn(), TURNS.taking():
        return probabilities_of_ten(resources.predictor(model), reference_images().images[:_ANSWERED])


@st.fragment
def show_augmentation() -> None:
    """One image beside what augmentation makes of it."""
    st.subheader(text("data-augmentation"), anchor=False)
    st.markdown(text("data-augmentation-what"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = _choose_image(widget_keys.LESSON_AUGMENTED)
        most = st.slider(text("data-shift"), 0, 6, 2, key=widget_keys.LESSON_SHIFT, width=220)
        seed = st.slider(text("data-seed"), 0, _SEEDS - 1, 0, key=widget_keys.LESSON_SEED, width=220)
        flip = st.toggle(text("data-flip"), value=True, key=widget_keys.LESSON_FLIP)
    image = reference_images().images[number]
    with st.container(horizontal=True, gap="xsmall"):
        _show(image, text("data-original"))
        for version, made in enumerate(augmentation.versions(image, flip=flip, most=most, seed=seed), start=1):
            _show(made, text("data-version", number=version))
    show_snippet("augmentation", number=number, flip=flip, most=most, seed=seed)
    mirrored = "random" if flip else "none"
    show_command(f"python -m training show augmentation cnn --set flip={mirrored} --set shift={most}")


def _choose_image(key: str, count: int = _LABELLED) -> int:
    return int(st.number_input(text("data-number"), 0, count - 1, key=key, width=160))


def _show(image: NDArray[np.uint8], caption: str) -> None:
    side = 3 * len(image)
    enlarged = np.asarray(cv2.resize(image, (side, side), interpolation=cv2.INTER_NEAREST))
    st.image(enlarged, display.escaped(caption), width=_SIDE, alt=caption)
