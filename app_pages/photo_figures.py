"""What a model is worth on photos of people whose photos it had not seen."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from app_pages import model_charts, shared
from app_pages.texts import text
from model.card import Card
from model.facts import confusion_cells


def show(report: Mapping[str, Any], card: Card) -> None:
    """Accuracy, unknown kinds, outcomes, labels and confusions, as `training.photo_report` measured them."""
    st.markdown(text("models-photos-what", accuracy=f"{report['accuracy']:.1%}", n=report["n"]))
    if report["unknown_n"]:
        st.markdown(
            text(
                "models-photos-unknown",
                n=report["unknown_n"],
                auroc=_percent(report["known_auroc"]),
                refused=_percent(report["unknown_refused"]),
                known=_percent(report["known_refused"]),
            )
        )
    st.markdown(
        text(
            "models-photos-coverage",
            coverage=_percent(report["coverage"]),
            right=_percent(report["right_among_sorted"]),
        )
    )
    st.markdown(f"**{text('models-outcomes')}**")
    with st.container(horizontal=True):
        for outcome, count in report["outcomes"].items():
            if count:
                shared.outcome_badge(outcome, count)
    _show_labels(report, card)
    alt = text("models-photos-confusion-alt")
    model_charts.show_confusion(confusion_cells(report, card.class_names), alt, key=f"photos-confusion-{card.id}")


def _show_labels(report: Mapping[str, Any], card: Card) -> None:
    rows = [
        # An unknown kind is always wrong; how often it is told from a known one is what counts.
        {
            "label": label,
            "n": of["n"],
            "accuracy": of["accuracy"] if of["known"] else None,
            "auroc": of.get("known_auroc"),
        }
        for label, of in sorted(report["per_class"].items(), key=lambda item: -item[1]["n"])
    ]
    share = {"min_value": 0.0, "max_value": 1.0, "format": "percent"}
    config = st.column_config
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        key=f"labels-{card.id}",
        alt=text("models-labels-table"),
        column_config={
            "label": config.TextColumn(text("models-label"), pinned=True),
            "n": config.NumberColumn(text("models-of-label"), format="localized"),
            "accuracy": config.ProgressColumn(text("models-right"), **share),
            "auroc": config.ProgressColumn(text("models-auroc"), help=text("models-auroc-help"), **share),
        },
    )


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
