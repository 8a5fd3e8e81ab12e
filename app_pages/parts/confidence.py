"""A prediction's confidence, as a chart and as text."""

from typing import Any

import streamlit as st

from app_pages.parts import charts
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import drawer, text
from data.labels import group_named
from wardrobe.store.items import StoredPrediction


def show(prediction: StoredPrediction, key: str) -> None:
    """The confidence in every class as bars with figures."""
    st.vega_lite_chart(spec=_chart(_named_shares(prediction)), width="stretch", key=key, alt=as_text(prediction))


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


def _chart(shares: dict[str, float]) -> dict[str, Any]:
    """A Vega-Lite specification: Altair would take 40 ms to check the same one, for every photo in every run."""
    highest = max(shares.values())
    rows = [
        # The figure is part of the axis label, whose colour follows the theme; the colour of text marks doesn't.
        {"class": f"{name}  {_percent(share)}", "confidence": share, "likeliest": share == highest}
        for name, share in shares.items()
    ]
    return {
        "data": {"values": rows},
        "height": 24 * len(rows),
        "mark": {"type": "bar", "cornerRadiusEnd": 3},
        "encoding": {
            "y": {"field": "class", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 160}},
            "x": {"field": "confidence", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": None},
            "opacity": {"condition": {"test": "datum.likeliest", "value": 1.0}, "value": 0.45},
            "tooltip": [
                {"field": "class", "type": "nominal"},
                {"field": "confidence", "type": "quantitative", "format": ".2%"},
            ],
        },
        "config": charts.config(),
    }
