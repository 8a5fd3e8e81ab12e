"""Sort: photos in, one answer each as they come, and one click that keeps them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from app_pages.parts import photo_input, resources
from app_pages.parts.i18n import drawer, text
from app_pages.parts.prediction_card import show_in_full, show_small
from model.exports.card import ExportError
from wardrobe.preview import Photo, Preview, predictions_csv, previews
from wardrobe.saving import DuplicateDetector, SaveResult, save, worth_saving
from wardrobe.store.items import FILED
from wardrobe.transfer.bulk_io import ImportResult, take_back

_A_PAGE = 24
_FEW = 3  # so many answers are shown in full at once
_NO_MODEL = ""


def main() -> None:
    """Draws the page; the model is loaded only when there is a photo to look at."""
    st.title(text("sort-title"), anchor=False)
    st.markdown(text("sort-intro"))
    resources.show_done()
    try:
        photos = photo_input.choose_photos()
        model, own_drawer = _choose_model()
        if not photos:
            st.info(text("sort-empty"), icon=":material/lightbulb:")
            return
        summary = st.container()
        answers = _look_at(photos, model)
    except ExportError as error:
        st.error(text("model-wrong", reason=resources.escaped(str(error))), icon=":material/error:")
        return
    with summary:
        _summarize(answers, photos, model, own_drawer)


def _choose_model() -> tuple[str, str | None]:
    """The export that is asked; or none, and the drawer that all photos go to."""
    cards = resources.export_cards()

    def describe(model: str) -> str:
        return resources.describe_model(cards[model]) if model else text("sort-no-model")

    models = [*cards, _NO_MODEL]
    remembered = resources.wardrobe().setting("model")
    if "model" not in st.session_state and remembered in models:
        st.session_state["model"] = remembered
    with st.expander(text("sort-options"), icon=":material/tune:"):
        model: str = st.selectbox(text("model"), models, format_func=describe, key="model", on_change=_remember_model)
        if model:
            st.caption(resources.how_good(cards[model]))
            return model, None
        own_drawer: str = st.selectbox(
            text("sort-drawer"), resources.all_drawers(), format_func=drawer, key="own-drawer"
        )
        return _NO_MODEL, own_drawer


def _remember_model() -> None:
    resources.wardrobe().set_setting("model", st.session_state["model"])


def _look_at(photos: list[Photo], model: str) -> list[Preview]:
    """The answers, shown as they come; fewer than photos when a person has stopped it."""
    known: dict[tuple[str, str], Preview] = st.session_state.setdefault("answers", {})
    stopped = st.session_state.get("stopped", False)
    waiting = {photo.sha256: photo for photo in photos if (photo.sha256, model) not in known}
    coming = previews(waiting.values(), resources.predictor(model) if model and waiting and not stopped else None)
    outcome = st.session_state.get("shown-outcome")
    found = [known.get((photo.sha256, model)) for photo in photos]
    there = sum(outcome in (None, one.outcome) if one else not stopped for one in found)
    page = max(1, min(st.session_state.get("page", 1), -(-there // _A_PAGE)))
    with st.bottom:  # in sight however far somebody has scrolled
        controls = st.empty()
    places = st.container() if len(photos) <= _FEW else st.grid(min_column_width=160)
    recogniser = DuplicateDetector(resources.wardrobe())
    answers: list[Preview] = []
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
                text("sort-progress", number=number + 1, of=len(photos), file=resources.plain(photo.name)),
            )
            known[key] = next(coming)
        answers.append(replace(known[key], file=photo.name))
        hint = recogniser.hint(answers[-1])
        if outcome not in (None, answers[-1].outcome):
            continue
        if shown // _A_PAGE == page - 1:
            show = show_in_full if len(photos) <= _FEW else show_small
            with places:
                show(number, answers[-1], hint)
        shown += 1
    controls.empty()
    if (pages := -(-shown // _A_PAGE)) > 1:
        st.pagination(pages, key="page")
    # Pictures of photos that are not here any more would fill the memory.
    chosen = {photo.sha256 for photo in photos}
    st.session_state["answers"] = {key: answer for key, answer in known.items() if key[0] in chosen}
    return answers


def _show_controls(place: st.delta_generator.DeltaGenerator) -> st.delta_generator.DeltaGenerator:
    """The stop button, and beside it an empty place for the progress; the button is drawn once, to keep the focus."""
    with place.container(horizontal=True, vertical_alignment="center"):
        progress = st.empty()
        st.button(text("stop"), icon=":material/stop_circle:", key="stop", on_click=_stop)
    return progress


def _summarize(answers: list[Preview], photos: list[Photo], model: str, own_drawer: str | None) -> None:
    _show_outcomes(Counter(answer.outcome for answer in answers), few=len(photos) <= _FEW)
    if left := len(photos) - len(answers):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(text("sort-stopped", left=left), icon=":material/pause_circle:", width="stretch")
            st.button(text("go-on"), icon=":material/play_arrow:", on_click=photo_input.go_on)
    others = any(answer.outcome == "not_clothing" for answer in answers)
    with st.container(horizontal=True, vertical_alignment="center"):
        with_others = others and st.toggle(text("sort-keep-others"), key="keep-others")
        if answers and model:
            st.download_button(
                text("sort-csv"),
                predictions_csv(answers),
                "wardrobe.csv",
                "text/csv",
                icon=":material/download:",
                on_click="ignore",
            )
    if saving := worth_saving(answers, not_clothing=with_others):
        for_drawers = sum(answer.outcome == "sorted" for answer in saving)
        label = text("sort-keep", drawers=for_drawers, review=len(saving) - for_drawers)
        with st.bottom:
            if st.button(label, type="primary", icon=":material/checkroom:", key="keep"):
                _keep(saving, own_drawer)


def _show_outcomes(counts: Counter[str], *, few: bool) -> None:
    """How many there are of each outcome; of many photos, one outcome's can be looked at alone."""
    outcomes = [outcome for outcome in resources.OUTCOMES if counts[outcome]]
    apart = not few and len(outcomes) > 1
    chosen = st.session_state.get("shown-outcome")
    if chosen and not (apart and chosen in outcomes):  # the photos that had it are gone: all others are to be seen
        st.session_state["shown-outcome"] = None
        st.rerun()
    if not apart:
        with st.container(horizontal=True):
            for outcome in outcomes:
                resources.outcome_badge(outcome, counts[outcome])
        return

    def describe(outcome: str) -> str:
        return f"{resources.OUTCOMES[outcome][0]} {text(f'outcome-{outcome}')}: {counts[outcome]}"

    label = text("sort-show-only")
    st.pills(label, outcomes, format_func=describe, key="shown-outcome", on_change=_first_page)


def _first_page() -> None:
    st.session_state["page"] = 1


def _keep(saving: Sequence[Preview], own_drawer: str | None) -> None:
    """Keeps what the person agreed to, and begins with an empty page."""
    bar = st.progress(0.0)
    wardrobe = resources.wardrobe()
    saved: list[SaveResult] = []

    def undo() -> None:
        take_back(wardrobe, ImportResult({one.sha256: one.item_id for one in saved if not one.known}))
        wardrobe.put_back([one.unbinned for one in saved if one.unbinned])

    for number, one in enumerate(save(wardrobe, saving, own_drawer), start=1):
        saved.append(one)
        # Said as it goes: whoever opens another page ends this run, and must see there what was not kept.
        resources.done(text("sort-kept-some", number=number, of=len(saving)), undo)
        bar.progress(number / len(saving), text("sort-keeping", number=number, of=len(saving)))
    filed = sum(one.state == FILED for one in saved)
    resources.done(
        text("sort-kept", drawers=filed, review=len(saved) - filed),
        undo,
        then="review" if filed < len(saved) else "wardrobe",
    )
    st.session_state["batch"] += 1
    photo_input.forget()
    st.rerun()


def _stop() -> None:
    st.session_state["stopped"] = True


main()
