"""Models: the exports side by side and one in full, and what the studies teach. It reads finished files only."""

import pandas as pd
import streamlit as st

from app_pages import model_tabs, shared, study_charts
from app_pages.texts import text
from model import exports, facts
from model.facts import Facts

_MB = 1e6  # bytes, as download pages count


def main() -> None:
    """Draws the page; it loads and measures nothing."""
    st.title(text("page-models"), anchor=False)
    st.markdown(text("models-intro"))
    found, damaged = facts.read_exports(exports.EXPORTED)
    for reason in damaged:
        st.warning(text("models-damaged", reason=shared.escaped(reason)), icon=":material/broken_image:")
    if found:
        _show_table(found)
        _show_one(found)
    else:
        _show_nothing()
    study_charts.show()


def _show_table(found: list[Facts]) -> None:
    rows = [_row(one) for one in found]
    config = st.column_config
    share = {"min_value": 0.0, "max_value": 1.0, "format": "percent"}
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key="exports",
        alt=text("models-table"),
        column_config={
            "model": config.TextColumn(text("models-column-model"), pinned=True),
            "for": config.TextColumn(text("models-column-for")),
            "test": config.ProgressColumn(
                text("models-column-test"), help=text("models-column-test-help"), width="small", **share
            ),
            "interval": config.TextColumn(text("models-column-interval")),
            "photos": config.ProgressColumn(
                text("models-column-photos"), help=text("models-column-photos-help"), width="small", **share
            ),
            "parameters": config.NumberColumn(text("models-column-parameters"), format="localized"),
            "size": config.NumberColumn(text("models-column-size"), format="%.1f"),
            "milliseconds": config.NumberColumn(
                text("models-column-milliseconds"), help=text("models-column-milliseconds-help"), format="%.2f"
            ),
            "minutes": config.NumberColumn(text("models-column-minutes"), format="%.0f"),
        },
    )


def _row(one: Facts) -> dict[str, str | float | None]:
    test, photos = one.card.metrics.get("test"), one.card.metrics.get("photos")
    return {
        "model": one.card.id,
        "for": ", ".join(text(f"models-role-{role}") for role in one.roles),
        "test": test and test["accuracy"],
        "interval": test and " – ".join(f"{end:.1%}" for end in test["accuracy_interval"]),
        "photos": photos and photos["accuracy"],
        "parameters": one.card.parameters,
        "size": one.litert_bytes / _MB,
        "milliseconds": one.speed and one.speed.milliseconds.get("litert"),
        "minutes": one.card.seconds / 60,
    }


def _show_one(found: list[Facts]) -> None:
    st.header(text("models-one"), anchor=False)
    by_id = {one.card.id: one for one in found}
    # In the address, so that a model's figures can be sent to somebody.
    chosen = st.selectbox(
        text("model"),
        list(by_id),
        format_func=lambda name: shared.describe_model(by_id[name].card),
        key="export",
        bind="query-params",
        label_visibility="collapsed",
    )
    one = by_id[chosen]
    with st.container(horizontal=True, vertical_alignment="center"):
        for role in one.roles:
            st.badge(text(f"models-used-{role}"), icon=":material/star:", color="green")
        st.caption(shared.escaped(one.card.role), width="stretch")
    model_tabs.show_tiles(one)
    model_tabs.show_tabs(one)


def _show_nothing() -> None:
    with st.container(border=True, horizontal_alignment="center", key="no-models"):
        st.subheader(f":material/leaderboard: {text('models-none')}", anchor=False, width="content")
        st.markdown(text("models-none-why", command="`python -m training export RUN`"), text_alignment="center")


main()
