"""The runtime that classifies photos: names it, lets the user choose, and says how far the two differ."""

import math

import streamlit as st

from app_pages.parts import display, done_bar, resources, widget_keys
from app_pages.parts.i18n import decimal, text
from app_pages.parts.state import set_widget, widget_value
from model.exports import store
from model.exports.card import ExportError
from model.exports.summary import SPEED_FILE, read_speeds
from model.runtime_comparison import RUNTIMES_FILE, RuntimeComparison, read_comparisons
from model.runtimes import installed_runtimes, runtime_setting


def show(model: str) -> None:
    """The choice of the runtime, which one runs and why, and how far an export's answers differ between them.

    Args:
        model: the id of the export.
    """
    try:
        runs = resources.chosen_runtime()
    except ExportError as error:
        display.show_export_error(error)
        return
    installed, variable = installed_runtimes(), runtime_setting()
    if variable or len(installed) < 2:
        # Not a control that is disabled: its label would be too pale to read.
        st.markdown(f"**{text('runtime')}**: {text(f'runtime-{runs}')}")
    else:
        set_widget(widget_keys.RUNTIME, runs)
        st.segmented_control(
            text("runtime"),
            list(dict.fromkeys([*installed, runs])),
            required=True,
            format_func=lambda name: text(f"runtime-{name}"),
            key=widget_keys.RUNTIME,
            on_change=_remember,
        )
    if variable:
        st.caption(text("runtime-forced", variable=variable))
    elif len(installed) < 2:
        st.caption(text("runtime-only", runtime=text(f"runtime-{runs}")))
    else:
        st.caption(text("runtime-why"))
    if recorded := read_comparisons(store.EXPORTED / RUNTIMES_FILE).get(model):
        st.caption(_in_words(recorded))


def show_comparison(model: str) -> None:
    """A button that measures here how far an export's answers differ, and the result."""
    if set(installed_runtimes()) != {"litert", "tensorflow"}:
        st.caption(text("runtime-one-installed"))
        return
    if st.button(text("runtime-compare"), icon=":material/compare_arrows:", key=widget_keys.runtime_comparison(model)):
        try:
            with st.spinner(text("runtime-comparing")):
                st.markdown(_in_words(resources.runtime_comparison(model)))
        except ExportError as error:
            display.show_export_error(error)


def _in_words(found: RuntimeComparison) -> str:
    """What was measured now, or else the difference that is on record with the times that are."""
    difference = text(
        "runtime-difference",
        photos=found.photos,
        same=found.same_labels,
        difference=decimal(math.ceil(found.largest_difference * 1e4) / 1e4),
    )
    milliseconds, where = found.milliseconds, text("runtime-this-machine")
    if not milliseconds:
        speed = read_speeds(store.EXPORTED / SPEED_FILE).get(found.export)
        if speed is None:
            return difference
        milliseconds, where = speed.milliseconds, speed.machine
    times = {name: milliseconds[name] for name in ("litert", "tensorflow")}
    return f"{difference} {text('runtime-times', **times, where=where)}"


@done_bar.callback
def _remember() -> None:
    resources.wardrobe().set_setting(resources.RUNTIME_SETTING, widget_value(widget_keys.RUNTIME))
