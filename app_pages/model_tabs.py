"""One model in full: its figures as tiles, and the rest of what its files hold in tabs."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from app_pages import model_charts, photo_figures
from app_pages.texts import drawer, text
from model.card import Card
from model.facts import Facts, confusion_cells, most_confused

_MB = 1e6  # bytes


def show_tiles(one: Facts) -> None:
    """Accuracy, size, speed and cost, each with what it was measured on."""
    card = one.card
    with st.grid(min_column_width=165):
        for part in ("test", "photos"):
            if report := card.metrics.get(part):
                low, high = (f"{end:.1%}" for end in report["accuracy_interval"])
                note = text(f"models-interval-{part}", low=low, high=high, n=report["n"])
                _tile(text(f"models-tile-{part}"), f"{report['accuracy']:.1%}", note)
        network = card.architecture
        shape = text("models-input", size=network.input_size, channels=network.channels, classes=len(card.class_names))
        _tile(text("models-tile-parameters"), text("models-number", n=card.parameters), shape)
        size = text("models-size-note", size=f"{one.saved_model_bytes / _MB:.1f}")
        _tile(text("models-tile-size"), text("models-megabytes", size=f"{one.litert_bytes / _MB:.1f}"), size)
        if one.speed:
            by_runtime = {runtime: f"{value:.2f}" for runtime, value in one.speed.milliseconds.items()}
            note = text("models-speed-note", tensorflow=by_runtime["tensorflow"], machine=one.speed.machine)
            _tile(text("models-tile-speed"), text("models-milliseconds", milliseconds=by_runtime["litert"]), note)
        machine = text("models-machine", **{name: card.environment[name] for name in ("processor", "cores")})
        _tile(text("models-tile-training"), text("models-minutes", minutes=f"{card.seconds / 60:.0f}"), machine)


def _tile(label: str, value: str, note: str) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.metric(label, value)
        st.caption(note)


def show_tabs(one: Facts) -> None:
    """Test images class by class, confusions, reliability, learning curve, photos, card."""
    shows = {"classes": _show_classes, "confusion": _show_confusion, "confidence": _show_confidence}
    test, photos = one.card.metrics.get("test"), one.card.metrics.get("photos")
    names = [*(shows if test else ()), "curve", *(["photos"] if photos else ()), "card"]
    tabs = dict(zip(names, st.tabs([text(f"models-tab-{name}") for name in names]), strict=True))
    for name in shows.keys() & tabs.keys():
        with tabs[name]:
            shows[name](test, one.card)
    with tabs["curve"]:
        _show_curve(one.history)
    if photos:
        with tabs["photos"]:
            photo_figures.show(photos, one.card)
    with tabs["card"]:
        _show_card(one.card)


def _show_classes(report: Mapping[str, Any], card: Card) -> None:
    st.markdown(text("models-classes-what"))
    rows = [{"class": drawer(name), **figures} for name, figures in report["per_class"].items()]
    share = {"min_value": 0.0, "max_value": 1.0, "format": "percent"}
    config = st.column_config
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        key=f"classes-{card.id}",
        alt=text("models-classes-table"),
        column_config={
            "class": config.TextColumn(text("models-class"), pinned=True),
            "precision": config.ProgressColumn(text("models-precision"), **share),
            "recall": config.ProgressColumn(text("models-recall"), **share),
            "f1": config.ProgressColumn(text("models-f1"), **share),
            "support": config.NumberColumn(text("models-images"), format="localized"),
        },
    )


def _show_confusion(report: Mapping[str, Any], card: Card) -> None:
    cells = confusion_cells(report, card.class_names)
    pairs = ", ".join(
        text("models-confused-pair", true=drawer(cell.true), predicted=drawer(cell.predicted), count=cell.count)
        for cell in most_confused(cells)
    )
    st.markdown(text("models-confused", pairs=pairs))
    model_charts.show_confusion(cells, text("models-confusion-alt", pairs=pairs), key=f"confusion-{card.id}")


def _show_confidence(report: Mapping[str, Any], card: Card) -> None:
    show_reliability(report, key=f"reliability-{card.id}")


def show_reliability(report: Mapping[str, Any], key: str) -> None:
    """The reliability diagram of a report, or what is known without it."""
    ece = f"{report['ece']:.1%}"
    if bins := report.get("reliability"):
        st.markdown(text("models-reliability-what", ece=ece))
        model_charts.show_reliability(bins, ece, key)
    else:
        st.info(text("models-no-reliability", ece=ece), icon=":material/history:")


def _show_curve(history: list[dict[str, float]]) -> None:
    if not history:
        st.info(text("models-no-curve"), icon=":material/history:")
        return
    measure = st.segmented_control(
        text("models-curve-measure"),
        ("accuracy", "loss"),
        default="accuracy",
        required=True,
        format_func=lambda name: text(f"models-measure-{name}"),
        key="curve-measure",
        label_visibility="collapsed",
    )
    model_charts.show_curve(history, measure)
    st.caption(text("models-curve-what"))


def _show_card(card: Card) -> None:
    st.markdown(text("models-card-what"))
    network = card.architecture
    parts = {
        "network": {
            "name": network.name,
            "recipe": network.recipe,
            **network.options,
            "temperature": f"{card.temperature:.3f}",
            "thresholds": f"unsure {card.thresholds.unsure:.3f}, not_clothing {card.thresholds.not_clothing:.3f}",
        },
        "trained": _flat(card.training),
        "data": {
            "date": card.date,
            "dataset": card.data["name"],
            "photos": f"{len(card.photos):,}",
            **_flat(card.environment),
            **card.data["md5"],
        },
    }
    for name, values in parts.items():
        st.subheader(text(f"models-card-{name}"), anchor=False)
        columns = [text("models-option"), text("models-value")]
        rows = [(key, str(value)) for key, value in values.items()]
        st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Nested values beside the others: what is inside ``photos`` is ``photos.…``."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{inner}": of_inner for inner, of_inner in _flat(value).items()}
        else:
            flat[key] = value
    return flat
