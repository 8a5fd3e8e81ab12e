"""How sure a model is, as a chart and in words."""

import altair as alt
import pandas as pd
import streamlit as st

from app_pages.parts.i18n import drawer, text
from wardrobe.store.items import StoredPrediction


def show(prediction: StoredPrediction, key: str) -> None:
    """The confidence in every class, as bars with their figures."""
    shares = _named_shares(prediction)
    st.altair_chart(_chart(shares), width="stretch", key=key, alt=in_words(prediction))


def in_words(prediction: StoredPrediction) -> str:
    """The same as a sentence, most confident first."""
    ranked = sorted(_named_shares(prediction).items(), key=lambda item: -item[1])
    return text("confidence-in-words", shares=", ".join(f"{name} {_percent(share)}" for name, share in ranked))


def sure(prediction: StoredPrediction) -> str:
    """How sure the model is of its label."""
    return text("sure", share=prediction.confidence)


def sure_of(prediction: StoredPrediction | None, name: str) -> str | None:
    """How sure the model is of a drawer, which may not be the one that it named; None if it knows no such class."""
    share = prediction.shares().get(name) if prediction else None
    return None if share is None else text("sure", share=share)


def _named_shares(prediction: StoredPrediction) -> dict[str, float]:
    return {drawer(name) if name else text("something-else"): share for name, share in prediction.shares().items()}


def _percent(share: float) -> str:
    return text("percent", share=share)


def _chart(shares: dict[str, float]) -> alt.Chart:
    table = pd.DataFrame({"class": list(shares), "confidence": list(shares.values())})
    table["likeliest"] = table["confidence"] == table["confidence"].max()
    # The figure is part of the axis, whose colour follows the theme; text inside the chart would not.
    table["class"] += [f"  {_percent(share)}" for share in shares.values()]
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
