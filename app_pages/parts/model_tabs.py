"""One model in detail: its main figures as tiles, everything else in tabs."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app_pages.parts import display, model_charts, photo_figures, runtime_choice, tables
from app_pages.parts.i18n import drawer, percent, text
from model.exports.card import Card
from model.exports.summary import ExportSummary, confusion_cells, most_confused

_MB = 1e6  # bytes


def show_tiles(one: ExportSummary) -> None:
    """Accuracy, size, speed and training time, each with a note on how it was measured."""
    card = one.card
    with st.grid(min_column_width=150):
        for part in ("photos", "test"):
            if report := card.figures(part):
                low, high = map(percent, report["accuracy_interval"])
                note = text(f"models-interval-{part}", low=low, high=high, n=report["n"])
                _tile(text(f"models-tile-{part}"), percent(report["accuracy"]), note)
        network = card.architecture
        shape = text("models-shape", n=card.parameters, size=network.input_size, channels=network.channels)
        _tile(text("models-tile-parameters"), card.parameters, shape)
        size = text("models-size-note", size=one.saved_model_bytes / _MB)
        _tile(text("models-tile-size"), text("models-megabytes", size=one.litert_bytes / _MB), size)
        if one.speed:
            by_runtime = one.speed.milliseconds
            machine = display.escaped(one.speed.machine)
            note = text("models-speed-note", tensorflow=by_runtime["tensorflow"], machine=machine)
            _tile(text("models-tile-speed"), text("models-milliseconds", milliseconds=by_runtime["litert"]), note)
        processor = display.escaped(str(card.environment["processor"]))
        machine = text("models-machine", processor=processor, cores=card.environment["cores"])
        _tile(text("models-tile-training"), text("models-minutes", minutes=card.seconds / 60), machine)


def _tile(label: str, value: str | int, note: str) -> None:
    with st.container(border=True, gap="xxsmall", height="stretch"):
        st.metric(label, value, format="compact" if isinstance(value, int) else None)
        st.caption(note)


def show_tabs(one: ExportSummary) -> None:
    """Tabs for classes, confusions, confidence, learning curve, photos and card; some need figures of the card."""
    shows = {"classes": _show_classes, "confusion": _show_confusion, "confidence": _show_confidence}
    test, photos = one.card.figures("test"), one.card.figures("photos")
    classifies = not one.card.architecture.segments
    optional = [name for name, there in (("photos", photos), ("runtime", classifies)) if there]
    names = [*(shows if test else ()), "curve", *optional, "card"]
    tabs = dict(zip(names, st.tabs([text(f"models-tab-{name}") for name in names]), strict=True))
    if test:
        for name, show in shows.items():
            with tabs[name]:
                show(test, one.card)
    with tabs["curve"]:
        _show_curve(one.history)
    if photos:
        with tabs["photos"]:
            photo_figures.show(photos, one.card)
    if classifies:
        with tabs["runtime"]:
            runtime_choice.show(one.card.id)
            runtime_choice.show_comparison(one.card.id)
    with tabs["card"]:
        _show_card(one.card)


def _show_classes(report: Mapping[str, Any], card: Card) -> None:
    st.markdown(text("models-classes-what"))
    shares = {
        "precision": tables.share(text("models-precision")),
        "recall": tables.share(text("models-recall")),
        "f1": tables.share(text("models-f1")),
    }
    columns = {
        "class": tables.name(text("models-class")),
        **shares,
        "support": tables.number(text("models-images")),
    }
    rows = [
        {"class": drawer(name), "support": of["support"], **{share: 100 * of[share] for share in shares}}
        for name, of in report["per_class"].items()
        if of["support"]  # the data set has no images of the further kinds
    ]
    tables.show(rows, columns, text("models-classes-table"), f"classes-{card.id}")


def _show_confusion(report: Mapping[str, Any], card: Card) -> None:
    cells = confusion_cells(report, card.class_names)
    pairs = ", ".join(
        text("models-confused-pair", true=drawer(cell.true), predicted=drawer(cell.predicted), count=cell.count)
        for cell in most_confused(cells)
    )
    st.markdown(text("models-confused", pairs=display.escaped(pairs)))
    model_charts.show_confusion(cells, text("models-confusion-alt", pairs=pairs), key=f"confusion-{card.id}")


def _show_confidence(report: Mapping[str, Any], card: Card) -> None:
    if "reliability" in report:
        model_charts.show_reliability(report, f"reliability-{card.id}")
    else:
        st.info(text("models-no-reliability", ece=percent(report["ece"])), icon=":material/history:")


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
    network = card.architecture
    parts = {
        "network": {
            "name": network.name,
            "recipe": network.recipe,
            **network.options,
            "temperature": f"{card.temperature:.3f}",
            "thresholds.unsure": f"{card.thresholds.unsure:.3f}",
            "thresholds.not_clothing": f"{card.thresholds.not_clothing:.3f}",
        },
        "training": _flat(card.training),
        "data": {
            "date": card.date,
            "dataset": card.data["name"],
            "photos": f"{len(card.photos):,}",
            **_flat(card.environment),
            **card.data["md5"],
        },
    }
    with st.grid(min_column_width=300):
        for name, values in parts.items():
            with st.container(gap="xsmall"):
                st.subheader(text(f"models-card-{name}"), anchor=False)
                st.markdown(
                    "\n".join(f"- {display.escaped(key)}: {display.code(str(value))}" for key, value in values.items())
                )


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Nested values as one level: a value inside ``photos`` gets the key ``photos.…``."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{inner}": of_inner for inner, of_inner in _flat(value).items()}
        else:
            flat[key] = value
    return flat
