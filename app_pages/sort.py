"""Sort: photos in, one answer each, a table of them all."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from app_pages import shared
from data.decoding import MAX_BYTES
from data.photos import SUFFIXES
from model.card import Card, ExportError
from wardrobe.preview import Preview
from wardrobe.table import safe_cell

_DETAILS_A_PAGE = 10
_PICTURE_WIDTH = 130  # pixels: three side by side on a screen, two on a phone
_METHODS = {
    "grabcut": "cut out by its colours",
    "border colour": "cut out as what differs from the border's colour",
    "whole frame": "not found, so the whole photo is taken",
    "as it stands": "in the data set's form already",
}


def main() -> None:
    """Draws the page; the model is loaded only when there is a photo to look at."""
    st.title("Sort your clothes")
    st.write(
        "Drop in photos of clothes and see what each one is, and how sure that is. "
        "**One garment, or one pair, a photo.**"
    )
    try:
        cards = shared.export_cards()
    except ExportError as error:
        st.error(str(error), icon=":material/error:")
        return
    photos = _choose_photos()
    model = _choose_model(cards)
    if not photos:
        st.info(
            "Lay a piece on a floor, a sheet or a table, so that all of it is in the picture. "
            "Photos are read in memory on the machine that runs this page, and are not stored.",
            icon=":material/lightbulb:",
        )
        return
    answers = _answer_all(photos, model)
    if answers:
        _show_table(answers, cards[model])
        _show_details(answers, cards[model])


def _choose_photos() -> list[tuple[str, bytes]]:
    uploads = st.file_uploader(
        "Photos",
        type=[suffix.lstrip(".") for suffix in SUFFIXES],
        accept_multiple_files=True,
        key="photos",
        max_upload_size=MAX_BYTES // 2**20,
    )
    with_samples = st.toggle("Try it with ten drawn garments", key="samples")
    photos = [(upload.name, upload.getvalue()) for upload in uploads]
    return photos + (shared.sample_photos() if with_samples else [])


def _choose_model(cards: dict[str, Card]) -> str:
    def describe(model: str) -> str:
        return f"{model}, {_measured(cards[model])[0]['accuracy']:.0%} {_measured(cards[model])[1]}"

    with st.sidebar:
        chosen: str = st.selectbox("Model", list(cards), format_func=describe, key="model")
        st.caption(_how_good(cards[chosen]))
    return chosen


def _measured(card: Card) -> tuple[Mapping[str, Any], str]:
    """What a card says of its export's accuracy, and on what: on photos, if that was measured."""
    return (
        (card.metrics["photos"], "on photos") if "photos" in card.metrics else (card.metrics["test"], "on test images")
    )


def _how_good(card: Card) -> str:
    figures, _ = _measured(card)
    if "photos" not in card.metrics:
        return (
            f"Right on {figures['accuracy']:.1%} of {figures['n']:,} test images of {figures['dataset']}. Photos are "
            "harder: read the confidence, and look at what is marked unsure."
        )
    return (
        f"Right on {figures['accuracy']:.1%} of {figures['n']:,} photos by people whose photos it had not seen; on "
        f"{figures['right_among_sorted']:.1%} of what it called sorted. Look at what is marked unsure."
    )


def _answer_all(photos: list[tuple[str, bytes]], model: str) -> list[Preview]:
    answers = []
    progress = st.progress(0.0, "Loading the model …")
    try:
        shared.classifier(model)
        for done, (file, content) in enumerate(photos):
            progress.progress(done / len(photos), f"{done + 1} of {len(photos)}: {shared.plain(file)}")
            answers.append(shared.answer(file, content, model))
    except ExportError as error:
        st.error(str(error), icon=":material/error:")
    progress.empty()
    return answers


def _show_table(answers: list[Preview], card: Card) -> None:
    counts = {outcome: sum(answer.outcome == outcome for answer in answers) for outcome in shared.OUTCOMES}
    with st.container(horizontal=True):
        for outcome, (words, icon, colour) in shared.OUTCOMES.items():
            if counts[outcome]:
                st.badge(f"{words}: {counts[outcome]}", icon=icon, color=colour)
    table = pd.DataFrame(
        {
            "file": [answer.file for answer in answers],
            "outcome": [answer.outcome for answer in answers],
            "label": [answer.label for answer in answers],
            "confidence": [answer.confidence for answer in answers],
            "error": [answer.error or "" for answer in answers],
        }
    )
    confidence = st.column_config.ProgressColumn("confidence", format="percent", min_value=0, max_value=1)
    summary = f"{len(answers)} photos: " + ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    shown = table if counts["error"] else table.drop(columns="error")
    st.dataframe(shown, hide_index=True, column_config={"confidence": confidence}, alt=summary)
    table["file"] = table["file"].map(safe_cell)
    for index, name in enumerate(card.class_names):
        table[name] = [answer.probabilities[index] if answer.probabilities else None for answer in answers]
    table["model"] = card.id
    st.download_button(
        "Download as CSV",
        table.to_csv(index=False).encode("utf-8"),
        "wardrobe.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def _show_details(answers: list[Preview], card: Card) -> None:
    pages = -(-len(answers) // _DETAILS_A_PAGE)
    page = st.pagination(pages, key="page") if pages > 1 else 1
    first = (page - 1) * _DETAILS_A_PAGE
    for number, answer in enumerate(answers[first : first + _DETAILS_A_PAGE], start=first):
        with st.container(border=True):
            _show_answer(number, answer, card)


def _show_answer(number: int, answer: Preview, card: Card) -> None:
    words, icon, colour = shared.OUTCOMES[answer.outcome]
    name = shared.plain(answer.file)
    if answer.error or answer.label is None or answer.confidence is None:
        st.error(f"**{name}** {answer.error}", icon=icon)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        refused = answer.outcome == "not_clothing"
        st.subheader("Something else" if refused else answer.label, anchor=False, width="content")
        st.badge(words, icon=icon, color=colour)
        sure = f"nearest: {answer.label}, {answer.confidence:.0%}" if refused else f"{answer.confidence:.0%} sure"
        st.caption(f"{sure} · {name}", width="content")
    pictures, chart = st.columns([3, 2])
    with pictures.container(horizontal=True):
        st.image(answer.photo, "the photo", width=_PICTURE_WIDTH, alt=f"The photo {answer.file}")
        st.image(answer.cut_out, _METHODS[answer.method or ""], width=_PICTURE_WIDTH, alt="The garment alone, on white")
        size = card.architecture.input_size
        st.image(answer.seen, "what the model sees", width=_PICTURE_WIDTH, alt=f"The garment as {size}×{size} pixels")
    chart.altair_chart(
        _confidence_chart(answer, card), width="stretch", key=f"chart-{number}", alt=_in_words(answer, card)
    )


def _confidence_chart(answer: Preview, card: Card) -> alt.Chart:
    shares = _shares(answer, card)
    table = pd.DataFrame({"class": list(shares), "confidence": list(shares.values())})
    table["likeliest"] = table["confidence"] == table["confidence"].max()
    # The figure is part of the axis, whose colour follows the theme; text inside the chart would not.
    table["class"] += [f"  {share:.0%}" for share in shares.values()]
    return (
        alt.Chart(table, height=240)
        .mark_bar(cornerRadiusEnd=3)
        .encode(
            y=alt.Y("class:N", sort=None, title=None, axis=alt.Axis(labelLimit=160)),
            x=alt.X("confidence:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
            opacity=alt.condition("datum.likeliest", alt.value(1.0), alt.value(0.45)),
            tooltip=["class", alt.Tooltip("confidence:Q", format=".2%")],
        )
    )


def _in_words(answer: Preview, card: Card) -> str:
    ranked = sorted(_shares(answer, card).items(), key=lambda item: -item[1])
    return "Confidence: " + ", ".join(f"{name} {share:.0%}" for name, share in ranked)


def _shares(answer: Preview, card: Card) -> dict[str, float]:
    """The confidence in every class and, where the network knows it, in "something else"; they sum to 1."""
    if answer.confidence is None:
        return {}
    # The likeliest class's confidence is its probability times the chance that it is one of the classes at all.
    is_a_class = answer.confidence / max(answer.probabilities)
    shares = {name: p * is_a_class for name, p in zip(card.class_names, answer.probabilities, strict=True)}
    return {**shares, "something else": max(0.0, 1 - is_a_class)} if card.architecture.rejects else shares


main()
