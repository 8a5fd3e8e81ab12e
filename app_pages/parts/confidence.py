"""A prediction's confidence, as a chart and as text."""

import altair as alt
import pandas as pd
import streamlit as st

from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import chart_locale, drawer, text
from data.labels import group_named
from wardrobe.store.items import StoredPrediction


def show(prediction: StoredPrediction, key: str) -> None:
    """The confidence in every class as bars with figures."""
    chart = _chart(_named_shares(prediction)).configure(locale=chart_locale())
    st.altair_chart(chart, width="stretch", key=key, alt=as_text(prediction))


def as_text(prediction: StoredPrediction) -> str:
    """The confidence in every class as a sentence, the highest first."""
    ranked = sorted(_named_shares(prediction).items(), key=lambda item: -item[1])
    return text("confidence-in-words", shares=", ".join(f"{name} {_percent(share)}" for name, share in ranked))


def sure(prediction: StoredPrediction) -> str:
    """The confidence in the predicted label, for example ``80% sure``."""
    return text("sure", share=prediction.confidence)


def sure_of(prediction: StoredPrediction | None, name: str) -> str | None:
    """The confidence in a drawer, which may not be the predicted one; None if the model has no such class."""
    share = prediction.shares().get(name) if prediction else None
    return None if share is None else text("sure", share=share)


def sure_of_group(prediction: StoredPrediction) -> str:
    """The confidence in the group that is sure, made of that in its classes."""
    shares = prediction.shares().items()
    return text("sure", share=sum(share for name, share in shares if group_named(name) == prediction.sure_group))


def none_or(prediction: StoredPrediction) -> str:
    """That it is none of the classes, and what it resembles most, each with the confidence in it."""
    none = prediction.shares().get("", 0.0)
    return text("none-or", none=none, drawer=drawer_label(prediction.label), share=prediction.confidence)


def _named_shares(prediction: StoredPrediction) -> dict[str, float]:
    return {drawer(name) if name else text("none-of-these"): share for name, share in prediction.shares().items()}


def _percent(share: float) -> str:
    return text("percent", share=share)


def _chart(shares: dict[str, float]) -> alt.Chart:
    table = pd.DataFrame({"class": list(shares), "confidence": list(shares.values())})
    table["likeliest"] = table["confidence"] == table["confidence"].max()
    # The figure is part of the axis label, whose colour follows the theme; the colour of text marks doesn't.
    table["class"] += [f"  {_percent(share)}" for share in shares.values()]
    chart: alt.Chart = (
        alt.Chart(table, height=24 * len(shares))
        .mark_bar(cornerRadiusEnd=3)
        .encode(
            y=alt.Y("class:N", sort=None, title=None, axis=alt.Axis(labelLimit=160)),
            x=alt.X("confidence:Q", scale=alt.Scale(domain=[0, 1]), axis=None),
            opacity=alt.condition("datum.likeliest", alt.value(1.0), alt.value(0.45)),
            tooltip=["class", alt.Tooltip("confidence:Q", format=".2%")],
        )
    )
    return chart
