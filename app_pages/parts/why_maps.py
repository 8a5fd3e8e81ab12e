"""The places of a photo that speak for the model's answer, and what separates it from the next likeliest one."""

import streamlit as st

from app_pages.parts import display
from app_pages.parts.i18n import drawer, group, text
from data.labels import group_named
from model.explanation import NONE, Explanation, place_of
from model.heat_map import AGAINST, FOR
from wardrobe.explaining import ExplainedPhoto

_WIDTH = 270  # pixels: two side by side in half a page
_WEAK = 0.5  # log-odds: places that change less say nothing
_BESIDE = 0.5  # of the support


def show(explained: ExplainedPhoto, said: str | None) -> None:
    """The answer in a sentence, both maps with their legends, and what they show in words."""
    explanation = explained.explanation
    st.markdown(_answer(explanation, said))
    if len(explanation.result.pieces) > 1:
        st.caption(text("why-pieces"))
    answer, rival = name_of(explanation.answer), name_of(explanation.rival)
    named = {"answer": plain_name(explanation.answer), "rival": plain_name(explanation.rival)}
    with st.container(horizontal=True, gap="small"):
        _show_map(
            explained.support,
            text("why-support-title", answer=named["answer"]),
            text("why-legend-for", answer=answer),
            text("why-legend-against", answer=answer),
            _support_in_words(explanation),
        )
        _show_map(
            explained.difference,
            text("why-difference-title", **named),
            text("why-legend-answer", answer=answer),
            text("why-legend-rival", rival=rival),
            _difference_in_words(explanation),
        )
    st.caption(text("why-how", places=explanation.support.size))


def name_of(answer: str) -> str:
    """A class's drawer, or "none of these", escaped for Markdown."""
    return display.escaped(plain_name(answer))


def plain_name(answer: str) -> str:
    """The same for descriptions of pictures, which are no Markdown."""
    return text("none-of-these") if answer == NONE else drawer(answer)


def _show_map(picture: bytes, title: str, orange: str, blue: str, finding: str) -> None:
    with st.container(width=_WIDTH, gap="xsmall"):
        st.markdown(f"**{display.escaped(title)}**")
        st.image(picture, width="stretch", alt=title)
        st.caption(f"{_square(FOR)}&ensp;{orange}  \n{_square(AGAINST)}&ensp;{blue}")
        st.markdown(finding)


def _square(colour: tuple[int, int, int]) -> str:
    """A small square of a colour, as Markdown."""
    red, green, blue = colour
    return f':color[{"&nbsp;" * 4}]{{background="#{red:02x}{green:02x}{blue:02x}"}}'


def _answer(explanation: Explanation, said: str | None) -> str:
    result, shares = explanation.result, explanation.shares
    kind = "class"
    if explanation.answer == NONE:
        kind = "none"
    elif said == explanation.rival:
        kind = "corrected"
    elif result.outcome != "sorted" and result.group_is_sure:
        kind = "group"
    group_name = result.group or ""
    return text(
        f"why-says-{kind}",
        model=display.escaped(result.model),
        answer=name_of(explanation.answer),
        rival=name_of(explanation.rival),
        share=shares[explanation.answer],
        rival_share=shares[explanation.rival],
        group=group(group_name),
        group_share=sum(share for name, share in shares.items() if group_named(name) == group_name),
    )


def _support_in_words(explanation: Explanation) -> str:
    share, lowest = explanation.shares[explanation.answer], explanation.lowest_share
    if not explanation.rests_on_one_place:
        return text("why-finding-everywhere", lowest=lowest, share=share)
    place = text(f"why-place-{place_of(-explanation.covered_shares)}")
    found = text("why-finding-place", place=place, share=share, lowest=lowest)
    beside = explanation.share_beside_garment
    return f"{found} {text('why-finding-beside', beside=beside)}" if beside > _BESIDE else found


def _difference_in_words(explanation: Explanation) -> str:
    difference = explanation.difference
    answer, rival = name_of(explanation.answer), name_of(explanation.rival)
    speaks_for, speaks_against = difference.max() > _WEAK, difference.min() < -_WEAK
    first = text(f"why-place-{place_of(difference)}")
    second = text(f"why-place-{place_of(-difference)}")
    if speaks_for and speaks_against:
        return text("why-pair-both", answer=answer, rival=rival, first=first, second=second)
    if speaks_for:
        return text("why-pair-answer", answer=answer, rival=rival, first=first)
    if speaks_against:
        return text("why-pair-rival", answer=answer, rival=rival, second=second)
    return text("why-pair-neither", answer=answer, rival=rival)
