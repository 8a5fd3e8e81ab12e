"""The images of Fashion-MNIST that a model finds similar to a photo, and what every other model says of it."""

from collections import Counter
from collections.abc import Callable

import streamlit as st

from app_pages.parts import display, resources
from app_pages.parts.i18n import text
from app_pages.parts.state import WhyState
from app_pages.parts.why_maps import name_of, plain_name
from data.labels import CLASS_NAMES
from data.photos.garment import Garment
from model.explanation import NONE
from model.exports.card import ExportError
from model.neighbours import Neighbours
from wardrobe.explaining import answer_of, similar_images

_IMAGE_WIDTH, _SEEN_WIDTH = 84, 104  # pixels


def show_neighbours(why: WhyState, garment: Callable[[], Garment], model: str) -> None:
    """The most similar images of the data set, and how similar they are."""
    st.markdown(f"**{text('why-near-title')}**")
    if not why.has_neighbours:
        with st.spinner(text("why-near-working")):
            why.neighbours = similar_images(resources.predictor(model), garment())
        why.has_neighbours = True
    if why.neighbours is None:
        st.caption(text("why-near-none"))
        return
    names = [CLASS_NAMES[label] for label in why.neighbours.labels]
    with st.container(horizontal=True, gap="small"):
        for image, name, similarity in zip(why.neighbours.images, names, why.neighbours.similarities, strict=True):
            caption = text("why-near-one", drawer=plain_name(name), similarity=float(similarity))
            st.image(image, display.escaped(caption), width=_IMAGE_WIDTH, alt=caption)
    st.markdown(" ".join(_in_words(why, why.neighbours, names)))


def _in_words(why: WhyState, neighbours: Neighbours, names: list[str]) -> list[str]:
    [(most, count)] = Counter(names).most_common(1)
    sentences = [text("why-near-votes", count=count, total=len(names), drawer=name_of(most))]
    answer = why.explained.explanation.answer if why.explained else NONE
    if answer not in (*CLASS_NAMES, NONE):
        sentences.append(text("why-near-no-class", drawer=name_of(answer)))
    figures = {"similarity": float(neighbours.similarities[0]), "usual": neighbours.usual}
    return [*sentences, text(f"why-near-{neighbours.closeness}", **figures)]


def show_models(why: WhyState, garment: Callable[[], Garment]) -> None:
    """What every export's network receives of the photo, and what it says."""
    st.markdown(f"**{text('why-models-title')}**")
    refused = []
    with st.container(horizontal=True, gap="small"):
        for model in resources.export_cards():
            try:
                if model not in why.answers:
                    why.answers[model] = answer_of(resources.predictor(model), garment())
            except ExportError as error:
                refused.append(error)
                continue
            answer = why.answers[model]
            caption = text("why-model-answer", model=model, answer=plain_name(answer.answer), share=answer.share)
            st.image(answer.seen, display.escaped(caption), width=_SEEN_WIDTH, alt=caption)
    for reason in refused:
        display.show_export_error(reason)
    st.caption(text("why-models-what"))
