"""Charts of one model, each with a description for screen readers."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from app_pages.parts import charts
from app_pages.parts.i18n import decimal, drawer, percent, text
from model.exports.summary import Cell

# Fills and text of a confusion matrix from pale to full, by theme: text inside a chart does not follow the theme.
_GROUNDS = {"light": ("#eef2f0", "#245c4d"), "dark": ("#222927", "#7fc4b0")}
_FIGURES = {"light": ("#0f1412", "#ffffff"), "dark": ("#eceae4", "#0f1412")}
_WIDTH = 760  # pixels at most: a wider matrix is hard to read
_FULL = 0.4  # share of a row from which a cell's figure has the other colour


def show_confusion(cells: Sequence[Cell], description: str, key: str) -> None:
    """The confusion matrix: true classes or labels in rows, predicted classes in columns, counts in cells."""
    table = pd.DataFrame(
        [(drawer(cell.true), drawer(cell.predicted), cell.count, cell.share) for cell in cells],
        columns=["true", "predicted", "count", "share"],
    )
    scheme = charts.scheme()
    base = alt.Chart(table, height=28 * table["true"].nunique() + 90).encode(
        x=alt.X("predicted:N", sort=None, title=text("models-predicted"), axis=alt.Axis(labelAngle=-90)),
        y=alt.Y("true:N", sort=None, title=text("models-true"), axis=alt.Axis(labelLimit=100, labelFlush=False)),
        tooltip=[
            alt.Tooltip("true:N", title=text("models-true")),
            alt.Tooltip("predicted:N", title=text("models-predicted")),
            alt.Tooltip("count:Q", title=text("models-count")),
            alt.Tooltip("share:Q", title=text("models-share"), format=".1%"),
        ],
    )
    # On a square root scale, because mistakes are a few per cent and would vanish beside the diagonal.
    scale = alt.Scale(type="sqrt", domain=[0, 1], range=list(_GROUNDS[scheme]))
    pale, full = _FIGURES[scheme]
    colour = alt.condition(alt.datum.share > _FULL, alt.value(full), alt.value(pale))
    figures = base.transform_filter(alt.datum.count > 0).mark_text(fontSize=10).encode(text="count:Q", color=colour)
    chart = base.mark_rect().encode(color=alt.Color("share:Q", scale=scale, legend=None)) + figures
    charts.show(chart, key, description, _WIDTH)


def show_reliability(report: Mapping[str, Any], key: str) -> None:
    """The accuracy in each bin of the confidence, beside the line on which the two are equal."""
    bins, ece = report["reliability"], percent(report["ece"])
    st.markdown(text("models-reliability-what", ece=ece))
    table = pd.DataFrame(bins)
    shares = alt.Axis(format=".0%")
    unit = alt.Scale(domain=[0, 1], nice=False)
    bars = (
        alt.Chart(table, height=320)
        .mark_rect(stroke="#8a8f8d")
        .encode(
            x=alt.X("low:Q", title=text("models-confidence"), axis=shares, scale=unit),
            x2="high:Q",
            y=alt.Y("accuracy:Q", title=text("models-accuracy"), axis=shares, scale=unit),
            y2=alt.datum(0),
            tooltip=[
                alt.Tooltip("confidence:Q", title=text("models-confidence"), format=".1%"),
                alt.Tooltip("accuracy:Q", title=text("models-accuracy"), format=".1%"),
                alt.Tooltip("n:Q", title=text("models-predictions"), format=","),
            ],
        )
    )
    ends = pd.DataFrame({"low": [0.0, 1.0], "accuracy": [0.0, 1.0]})
    line = alt.Chart(ends).mark_line(strokeDash=[6, 4], color="#8a8f8d").encode(x="low:Q", y="accuracy:Q")
    words = "; ".join(
        text(
            "models-reliability-bin",
            n=row["n"],
            confidence=text("percent", share=row["confidence"]),
            accuracy=text("percent", share=row["accuracy"]),
        )
        for row in bins
    )
    described = text("models-reliability-alt", bins=words, ece=ece)
    charts.show(bars + line, key, described, _WIDTH)


def show_curve(history: Sequence[Mapping[str, float]], measure: str) -> None:
    """The accuracy or the loss after each epoch, in training and, if there was one, in validation."""
    # Keras's own training figures, all that earlier versions recorded, are those of the objective.
    training = f"train_{measure}" if any(f"train_{measure}" in row for row in history) else measure
    named = {text("models-part-training"): training, text("models-part-validation"): f"val_{measure}"}
    part = text("models-part")
    curves = {name: [row[column] for row in history if column in row] for name, column in named.items()}
    table = pd.DataFrame(
        [
            {"epoch": epoch, "value": value, "part": name}
            for name, values in curves.items()
            for epoch, value in enumerate(values, start=1)
        ]
    )
    form = ".1%" if measure == "accuracy" else ".3f"
    spelled = percent if measure == "accuracy" else decimal
    title = text(f"models-measure-{measure}")
    epochs = alt.Scale(domain=[1, max(2, len(history))], nice=False)
    chart = (
        alt.Chart(table, height=320)
        .mark_line(point=True)
        .encode(
            x=alt.X("epoch:Q", title=text("models-measure-epoch"), axis=alt.Axis(tickMinStep=1), scale=epochs),
            y=alt.Y("value:Q", title=title, axis=alt.Axis(format=form), scale=alt.Scale(zero=False)),
            color=alt.Color("part:N", title=None, legend=alt.Legend(orient="top")),
            strokeDash=alt.StrokeDash("part:N", title=None),
            tooltip=[
                alt.Tooltip("part:N", title=part),
                alt.Tooltip("epoch:Q", title=text("models-measure-epoch")),
                alt.Tooltip("value:Q", title=title, format=form),
            ],
        )
    )
    words = "; ".join(
        text(
            "models-curve-of",
            part=name,
            measure=title,
            first=spelled(values[0]),
            last=spelled(values[-1]),
            epochs=len(values),
        )
        for name, values in curves.items()
        if values
    )
    described = text("models-curve-alt", curves=words)
    charts.show(chart, f"curve-{measure}", described)
