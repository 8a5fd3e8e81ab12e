"""Models: all exports side by side, one in detail, and the studies; read from finished files."""

import streamlit as st

from app_pages.parts import display, done_bar, model_tabs, resources, study_section, tables
from app_pages.parts.i18n import percent, text
from model.exports import store, summary
from model.exports.summary import ExportSummary

_MB = 1e6  # bytes, as download pages count


def main() -> None:
    """Draws the page without loading a model."""
    st.title(text("page-models"), anchor=False)
    done_bar.show()
    st.markdown(text("models-intro"))
    found, damaged = summary.read_exports(store.EXPORTED)
    for reason in damaged:
        st.warning(text("models-damaged", reason=display.escaped(reason)), icon=":material/broken_image:")
    found.sort(key=lambda one: ("photo" not in one.jobs, resources.rank(one.card)))
    if found:
        _show_table(found)
        _show_one(found)
    else:
        _show_nothing()
    study_section.show()


def _show_table(found: list[ExportSummary]) -> None:
    columns = {
        "model": tables.name(text("models-column-model")),
        "for": tables.label(text("models-column-for")),
        "photos": tables.share(text("models-column-photos"), text("models-column-photos-help")),
        "test": tables.share(text("models-column-test"), text("models-column-test-help")),
        "interval": tables.label(text("models-column-interval")),
        "parameters": tables.number(text("models-column-parameters")),
        "size": tables.number(text("models-column-size"), "%.1f"),
        "milliseconds": tables.number(
            text("models-column-milliseconds"), "%.2f", text("models-column-milliseconds-help")
        ),
        "minutes": tables.number(text("models-column-minutes"), "%.0f"),
    }
    tables.show([_row(one) for one in found], columns, text("models-table"), "exports")


def _row(one: ExportSummary) -> dict[str, str | float | None]:
    test, photos = one.card.figures("test"), one.card.figures("photos")
    return {
        "model": one.card.id,
        "for": ", ".join(text(f"models-role-{role}") for role in one.jobs)
        or ("" if resources.for_photos(one.card) else text("models-small")),
        "photos": 100 * photos["accuracy"] if photos else None,
        "test": 100 * test["accuracy"] if test else None,
        "interval": " – ".join(map(percent, test["accuracy_interval"])) if test else None,
        "parameters": one.card.parameters,
        "size": one.litert_bytes / _MB,
        "milliseconds": one.speed.milliseconds.get("litert") if one.speed else None,
        "minutes": one.card.seconds / 60,
    }


def _show_one(found: list[ExportSummary]) -> None:
    st.header(text("models-one"), anchor=False)
    by_id = {one.card.id: one for one in found}
    # The address names the model, so that a link to its figures can be shared.
    one = by_id[st.selectbox(text("model"), list(by_id), key="export", bind="query-params", width=320)]
    with st.container(horizontal=True, vertical_alignment="center"):
        for role in one.jobs:
            st.badge(text(f"models-used-{role}"), icon=":material/star:", color="green")
        st.caption(display.escaped(one.card.role), width="stretch")
    model_tabs.show_tiles(one)
    model_tabs.show_tabs(one)


def _show_nothing() -> None:
    with st.container(border=True, horizontal_alignment="center", key="no-models"):
        st.subheader(f":material/leaderboard: {text('models-none')}", anchor=False, width="content")
        st.markdown(text("models-none-why", command="`python -m training export RUN`"), text_alignment="center")


main()
