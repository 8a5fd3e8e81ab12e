"""Sort: photos in, a prediction for each as it comes, and one click that saves them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages.parts import (
    display,
    done_bar,
    drawer_list,
    photo_input,
    resources,
    runtime_choice,
    saving_bar,
    widget_keys,
)
from app_pages.parts.i18n import text
from app_pages.parts.prediction_card import outcome as outcome_of
from app_pages.parts.prediction_card import show_in_full, show_small
from app_pages.parts.state import Saving, forget_widget, session, set_widget, widget_value
from model.exports.card import ExportError
from wardrobe.preview import Photo, Preview, predictions_csv, previews
from wardrobe.saving import DuplicateDetector, SaveJob, worth_saving

_PER_PAGE = 24
_FEW = 3  # up to this many photos are shown in full
_NO_MODEL = ""


def main() -> None:
    """Draws the page; the model is loaded only when there is a photo to classify."""
    st.title(text("sort-title"), anchor=False)
    above = st.container()
    done_bar.show()
    try:
        photos = photo_input.choose_photos()
        if not photos:
            _show_start(above)
            return
        # The answers come before the options: they are what a small screen should show.
        summary, cards, options = st.container(), st.container(), st.container()
        with options:
            model, own_drawer = _choose_model()
        with cards:
            classified = _classify(photos, model)
        if classified and model:
            with options:
                _show_download(classified)
    except ExportError as error:
        display.show_export_error(error)
        return
    with summary:
        _summarize(classified, photos, model, own_drawer)


def _show_start(above: DeltaGenerator) -> None:
    """The page without photos: what the app is on the first visit, later what a photo should show."""
    first_visit = not resources.wardrobe().ids(resources.ALL_ITEMS) and not session().notice
    with above:
        if first_visit:
            photo_input.show_welcome()
        else:
            st.markdown(text("sort-intro"))
    _choose_model()
    st.info(text("sort-empty"), icon=":material/lightbulb:")
    if not first_visit:
        photo_input.show_example_button()


def _choose_model() -> tuple[str, str | None]:
    """The id of an export and None, or nothing and the drawer that all photos go to, None while it is being named."""
    cards = resources.export_cards()

    def describe(model: str) -> str:
        return resources.describe_model(cards[model]) if model else text("sort-no-model")

    models = [*cards, _NO_MODEL]
    remembered = resources.wardrobe().setting("model")
    # A network for 28×28 images has to be chosen anew each time.
    suits = remembered == _NO_MODEL or (remembered in cards and resources.for_photos(cards[remembered]))
    if widget_value(widget_keys.MODEL) is None and suits:
        set_widget(widget_keys.MODEL, remembered)
    with st.expander(text("sort-options"), icon=":material/tune:"):
        model: str = st.selectbox(
            text("model"), models, format_func=describe, key=widget_keys.MODEL, on_change=_remember_model
        )
        if model:
            st.caption(resources.how_good(cards[model]))
            runtime_choice.show(model)
            return model, None
        drawers = resources.all_drawers()
        chosen = drawer_list.show(text("sort-drawer"), drawers, widget_keys.OWN_DRAWER)
        return _NO_MODEL, chosen


@done_bar.callback
def _remember_model() -> None:
    resources.wardrobe().set_setting("model", widget_value(widget_keys.MODEL))


def _classify(photos: list[Photo], model: str) -> list[Preview]:
    """The previews of the photos, drawn as they come; fewer than the photos if the user stopped it."""
    sort = session().sort
    known, stopped = sort.previews, sort.stopped
    waiting = {photo.sha256: photo for photo in photos if (photo.sha256, model) not in known}
    coming = previews(waiting.values(), resources.predictor(model) if model and waiting and not stopped else None)
    outcome = widget_value(widget_keys.SHOWN_OUTCOME)
    page = _page_of([known.get((photo.sha256, model)) for photo in photos], outcome)
    with st.bottom:  # in sight wherever the user has scrolled to
        controls = st.empty()
    places = st.container() if len(photos) <= _FEW else st.grid(min_column_width=150, key="cards")
    duplicates, drawers = DuplicateDetector(resources.wardrobe()), resources.all_drawers()
    classified: list[Preview] = []
    shown = 0
    progress = None
    for number, photo in enumerate(photos):
        key = photo.sha256, model
        if key not in known:
            if stopped:
                break
            progress = progress or _show_controls(controls)
            progress.progress(
                number / len(photos),
                text("sort-progress", number=number + 1, of=len(photos), file=display.file_label(photo.name)),
            )
            known[key] = next(coming)
        classified.append(replace(known[key], file=photo.name))
        hint = duplicates.find(classified[-1])
        if outcome not in (None, outcome_of(classified[-1])):
            continue
        if shown // _PER_PAGE == page - 1:
            show = show_in_full if len(photos) <= _FEW else show_small
            with places:
                show(number, classified[-1], hint, drawers)
        shown += 1
    controls.empty()
    if (pages := -(-shown // _PER_PAGE)) > 1:
        st.pagination(pages, key=widget_keys.SORT_PAGE)
    # Pictures of photos that are no longer on the page would fill the memory.
    present = {photo.sha256 for photo in photos}
    sort.previews = {key: preview for key, preview in known.items() if key[0] in present}
    sort.decisions = {sha256: name for sha256, name in sort.decisions.items() if sha256 in present}
    return classified


def _page_of(known: Sequence[Preview | None], outcome: str | None) -> int:
    """The page to show: the one chosen, or the last that will have photos of this outcome."""
    stopped = session().sort.stopped
    expected = sum(outcome in (None, outcome_of(preview)) if preview else not stopped for preview in known)
    chosen: int = widget_value(widget_keys.SORT_PAGE, 1)
    return max(1, min(chosen, -(-expected // _PER_PAGE)))


def _show_controls(place: DeltaGenerator) -> DeltaGenerator:
    """The Stop button and an empty place for the progress; the button is drawn once, so that it keeps the focus."""
    with place.container(horizontal=True, vertical_alignment="center"):
        progress = st.empty()
        st.button(text("stop"), icon=":material/stop_circle:", key="stop", on_click=_stop)
    return progress


def _stop() -> None:
    session().sort.stopped = True


def _summarize(classified: list[Preview], photos: list[Photo], model: str, own_drawer: str | None) -> None:
    _show_outcomes(Counter(map(outcome_of, classified)), few=len(photos) <= _FEW)
    if left := len(photos) - len(classified):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(text("sort-stopped", left=left), icon=":material/pause_circle:", width="stretch")
            st.button(text("go-on"), icon=":material/play_arrow:", key="go-on", on_click=photo_input.go_on)
    others = any(outcome_of(preview) == "not_clothing" for preview in classified)
    with_others = others and st.toggle(text("sort-save-others"), value=True, key="save-others")
    if saving := worth_saving(classified, not_clothing=with_others, decided=session().sort.decisions):
        for_drawers = sum(outcome_of(preview) == "sorted" for preview in saving)
        drawn = photo_input.only_examples()
        label = text(
            "sort-save-example" if drawn else "sort-save", drawers=for_drawers, review=len(saving) - for_drawers
        )
        kind: Literal["primary", "secondary"] = "secondary" if drawn else "primary"
        with st.bottom:
            busy, unnamed = session().sort.saving is not None, not model and own_drawer is None
            if st.button(label, type=kind, icon=":material/checkroom:", key="save", disabled=busy or unnamed):
                _save(saving, classified, own_drawer)


def _show_download(classified: Sequence[Preview]) -> None:
    table, icon = predictions_csv(classified), ":material/download:"
    st.download_button(text("sort-csv"), table, "wardrobe.csv", "text/csv", icon=icon, on_click="ignore")


def _show_outcomes(counts: Counter[str], *, few: bool) -> None:
    """Counts of the outcomes; for many photos, buttons that show one outcome only."""
    outcomes = [outcome for outcome in display.OUTCOMES if counts[outcome]]
    selectable = not few and len(outcomes) > 1
    chosen = widget_value(widget_keys.SHOWN_OUTCOME)
    if chosen and not (selectable and chosen in outcomes):  # its photos were removed: show the others
        set_widget(widget_keys.SHOWN_OUTCOME, None)
        st.rerun()
    if not selectable:
        with st.container(horizontal=True):
            for outcome in outcomes:
                display.outcome_badge(outcome, counts[outcome])
        return

    def describe(outcome: str) -> str:
        return f"{display.OUTCOMES[outcome][0]} {text(f'outcome-{outcome}')}: {counts[outcome]}"

    label = text("sort-show-only")
    st.pills(
        label,
        outcomes,
        format_func=describe,
        key=widget_keys.SHOWN_OUTCOME,
        on_change=_show_first_page,
        label_visibility="collapsed",
    )


def _show_first_page() -> None:
    set_widget(widget_keys.SORT_PAGE, 1)


def _save(saving: Sequence[Preview], classified: Sequence[Preview], own_drawer: str | None) -> None:
    """Takes photos off the page and saves them in the background. What is not saved, and can be, stays on the page."""
    sort = session().sort
    unreadable = {preview.sha256: preview.file for preview in classified if preview.outcome == "error"}
    pile = sort.take({preview.sha256 for preview in saving} | set(unreadable))
    job = SaveJob(resources.wardrobe(), saving, own_drawer, pile.decisions)
    sort.saving = Saving(job, pile, tuple(unreadable.values()))
    forget_widget(widget_keys.SHOWN_OUTCOME)
    forget_widget(widget_keys.SORT_PAGE)
    saving_bar.finish(wait=True)  # a few photos are saved before the page is drawn again
    st.rerun()


main()
