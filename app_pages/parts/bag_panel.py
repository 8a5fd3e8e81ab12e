"""Lesson: why so many programs for Fashion-MNIST call every photo "Bag"."""

import cv2
import numpy as np
import pandas as pd
import streamlit as st

from app_pages.parts import display, resources, widget_keys
from app_pages.parts.i18n import drawer, text
from app_pages.parts.lesson_panel import show_snippet
from app_pages.parts.lesson_picture import LessonPicture
from data.drawn.scenes import draw_scenes
from data.labels import CLASS_NAMES, has_dataset_classes
from data.photos.turns import giving_up_the_turn
from lessons.why_bag import PREPARATIONS, Count, Said, classify, count
from model.garments import find_garment
from wardrobe.classification import TURNS

_ENLARGED = 6  # times
_WIDTH = 168  # pixels: two side by side on a phone


@st.fragment
def show(picture: LessonPicture) -> None:
    """The photo in three ways, what every network says of each, and the same counted over drawn photos."""
    st.subheader(text("images-bag"), anchor=False)
    st.markdown(text("images-bag-what"))
    with display.showing_errors():
        _show_answers(picture, _answers(picture))
    show_snippet("why_bag", label=picture.label or 0)


def _show_answers(picture: LessonPicture, said: dict[str, list[Said]]) -> None:
    with st.container(horizontal=True, gap="small"):
        with st.container(width=_WIDTH, gap="xsmall"):
            st.markdown(f"**{text('images-way-photo')}**")
            st.image(picture.shown, width=_WIDTH, alt=text("images-way-photo"))
        for place, way in enumerate(PREPARATIONS):
            _show_way(picture, way, {model: answers[place] for model, answers in said.items()})
    bags = sum(one.label == "Bag" for answers in said.values() for one in answers[:2])
    cut_out = sum(answers[2].label == "Bag" for answers in said.values())
    st.markdown(text("images-bag-found", bags=bags, asked=2 * len(said), cut_out=cut_out, networks=len(said)))
    opened = display.lazy_expander(widget_keys.LESSON_COUNT, text("images-count"), "functions")
    if opened:
        with opened:
            _show_counts()


def _show_way(picture: LessonPicture, way: str, said: dict[str, Said]) -> None:
    name = text(f"images-way-{way}")
    image = picture.prepared[way]
    enlarged = cv2.resize(image, None, fx=_ENLARGED, fy=_ENLARGED, interpolation=cv2.INTER_NEAREST)
    with st.container(width=_WIDTH, gap="xsmall"):
        st.markdown(f"**{name}**")
        st.image(np.asarray(enlarged), width=_WIDTH, alt=name)
        for model, one in said.items():
            answer = text("why-model-answer", model=model, answer=drawer(one.label), share=one.probability)
            st.markdown(_coloured(display.escaped(answer), one, picture.label))


def _coloured(answer: str, said: Said, label: int | None) -> str:
    """Green for right and orange for wrong, where the class is known; a word says the same."""
    if label is None:
        return answer
    right = said.label == CLASS_NAMES[label]
    return f":green[{answer} ✓]" if right else f":orange[{answer} ✗]"


def _answers(picture: LessonPicture) -> dict[str, list[Said]]:
    images = np.stack([picture.prepared[way] for way in PREPARATIONS])
    with giving_up_the_turn(), TURNS.taking():
        return {model: classify(resources.predictor(model), images) for model in networks()}


def networks() -> list[str]:
    """The exports that know the ten classes; those that were trained on the data set alone come first."""
    cards = resources.export_cards()
    ten = [model for model, card in cards.items() if has_dataset_classes(card.class_names)]
    return sorted(ten, key=lambda model: resources.for_photos(cards[model]))


def _show_counts() -> None:
    with st.spinner(text("images-counting")):
        photos, counts = _counts(tuple(networks()), resources.chosen_runtime())
    rows = {
        model: {
            text(f"images-way-{way}"): text("images-counted", right=one.right, bags=one.bags)
            for way, one in zip(PREPARATIONS, counted, strict=True)
        }
        for model, counted in counts.items()
    }
    st.table(pd.DataFrame(rows).T)
    st.caption(text("images-counted-what", photos=photos))


@st.cache_data(show_spinner=False, max_entries=2)
def _counts(models: tuple[str, ...], runtime: str) -> tuple[int, dict[str, list[Count]]]:
    scenes = draw_scenes()
    with giving_up_the_turn(), TURNS.taking():
        garments = [find_garment(scene.image) for scene in scenes]
        predictors = {model: resources.predictor(model) for model in models}
        return len(scenes), count(predictors, garments, [scene.label for scene in scenes])
