"""A model's figures on photos that it was not trained on."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app_pages.parts import display, model_charts, tables
from app_pages.parts.i18n import percent, text
from model.exports.card import Card
from model.exports.summary import confusion_cells


def show(report: Mapping[str, Any], card: Card) -> None:
    """Accuracy, unknown kinds, outcomes, labels and confusions, as `training.photos.metrics` measured them."""
    st.markdown(text("models-photos-what", accuracy=percent(report["accuracy"]), n=report["n"]))
    if report["unknown_n"]:
        st.markdown(
            text(
                "models-photos-unknown",
                n=report["unknown_n"],
                auroc=percent(report["known_auroc"]),
                refused=percent(report["unknown_refused"]),
                known=percent(report["known_refused"]),
            )
        )
    st.markdown(
        text(
            "models-photos-coverage",
            coverage=percent(report["coverage"]),
            right=percent(report["right_among_sorted"]),
        )
    )
    st.markdown(f"**{text('models-outcomes')}**")
    with st.container(horizontal=True):
        for outcome, count in report["outcomes"].items():
            if count:
                display.outcome_badge(outcome, count)
    _show_labels(report, card)
    if "reliability" in report:
        model_charts.show_reliability(report, f"photos-reliability-{card.id}")
    alt = text("models-photos-confusion-alt")
    model_charts.show_confusion(confusion_cells(report, card.class_names), alt, key=f"photos-confusion-{card.id}")


def _show_labels(report: Mapping[str, Any], card: Card) -> None:
    columns = {
        "label": tables.name(text("models-label")),
        "n": tables.number(text("models-of-label")),
        "accuracy": tables.share(text("models-right")),
        "auroc": tables.share(text("models-auroc"), text("models-auroc-help")),
    }
    by_size = sorted(report["per_class"].items(), key=lambda item: -item[1]["n"])
    rows = [{"label": label, "n": of["n"], **_share_of(of)} for label, of in by_size]
    tables.show(rows, columns, text("models-labels-table"), f"labels-{card.id}")


def _share_of(label: Mapping[str, Any]) -> dict[str, float]:
    """A label's figure in per cent: accuracy for a class, AUROC for a kind that is none of the classes."""
    if label["known"]:
        return {"accuracy": 100 * label["accuracy"]}
    auroc = label.get("known_auroc")
    return {} if auroc is None else {"auroc": 100 * auroc}
