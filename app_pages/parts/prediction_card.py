"""What a model said of photos that are not kept yet: small in a grid, or in full."""

import streamlit as st

from app_pages.parts import confidence, resources
from app_pages.parts.i18n import drawer, text, translate
from data.messages import Message
from wardrobe.preview import Preview

_PICTURE_WIDTH = 130  # pixels: three side by side on a screen, two on a phone


def show_small(number: int, answer: Preview, hint: str | None) -> None:
    """One cell of a grid; its button opens the whole answer."""
    with st.container(border=True, gap="xsmall"):
        if answer.error:
            _show_error(answer.file, answer.error)
            return
        st.image(answer.thumbnail, width="stretch", alt=text("alt-cut-out", file=answer.file))
        st.markdown(f"**{_title(answer)}**")
        resources.outcome_badge(answer.outcome)
        st.caption(_sure(answer))
        _show_hint(hint)
        if st.button(text("details"), key=f"details-{number}", width="stretch", type="tertiary"):
            # Not a decorator: its title is in the reader's language.
            st.dialog(text("details"), width="medium")(show_in_full)(number, answer, hint)


def show_in_full(number: int, answer: Preview, hint: str | None) -> None:
    """The photo, the garment alone, what the model saw, and its confidence in every class."""
    with st.container(border=True, key=f"answer-{number}"):
        if answer.error:
            _show_error(answer.file, answer.error)
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(_title(answer), anchor=False, width="content")
            resources.outcome_badge(answer.outcome)
            st.caption(_sure(answer), width="content")
        _show_hint(hint)
        _show_pictures(answer)
        if answer.prediction:
            confidence.show(answer.prediction, key=f"chart-{number}")


def _show_pictures(answer: Preview) -> None:
    with st.container(horizontal=True):
        st.image(answer.photo, text("the-photo"), width=_PICTURE_WIDTH, alt=text("alt-photo", file=answer.file))
        method = answer.method.replace(" ", "-")
        st.image(
            answer.cut_out, text(f"method-{method}"), width=_PICTURE_WIDTH, alt=text("alt-cut-out", file=answer.file)
        )
        if answer.seen:
            st.image(answer.seen, text("what-it-sees"), width=_PICTURE_WIDTH, alt=text("alt-seen", file=answer.file))


def _title(answer: Preview) -> str:
    if answer.prediction is None:
        return text("not-asked")
    return text("not-one-of-them") if answer.outcome == "not_clothing" else drawer(answer.prediction.label)


def _sure(answer: Preview) -> str:
    name = resources.plain(answer.file)
    if answer.prediction is None:
        return name
    if answer.outcome == "not_clothing":
        nearest = drawer(answer.prediction.label)
        return f"{text('nearest', drawer=nearest, share=answer.prediction.confidence)} · {name}"
    return f"{confidence.sure(answer.prediction)} · {name}"


def _show_hint(hint: str | None) -> None:
    if hint:
        st.caption(f":material/content_copy: {text(f'hint-{hint}')}")


def _show_error(file: str, why: Message) -> None:
    st.error(f"**{resources.plain(file)}** {resources.escaped(translate(why))}", icon=resources.OUTCOMES["error"][0])
