"""Reclassify: another model classifies the whole wardrobe, and the user accepts all or some of the proposed moves."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from app_pages.parts import confidence, display, done_bar, item_card, resources, widget_keys
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import drawer, text
from app_pages.parts.state import session, set_widget, widget_value
from model.exports.card import ExportError
from wardrobe.reclassification import ProposedMove, ReclassifyJob, proposed_moves
from wardrobe.store.items import Filters, Item, ItemSummary, StoredPrediction

_PER_PAGE = 24
_ROWS = 12  # of the table; the rest are summed up
_ALL = ("", "")  # instead of the drawers from which and to which items move


def main() -> None:
    """Draws the page; the model is loaded only once the user starts it."""
    st.title(text("reclassify-title"), anchor=False)
    st.markdown(text("reclassify-intro"))
    st.page_link("app_pages/wardrobe.py", label=text("reclassify-back"), icon=":material/arrow_back:")
    done_bar.show()
    summaries = resources.wardrobe().summaries()
    if not summaries:
        _show_empty()
        return
    try:
        model = _choose_model(summaries)
        job = session().reclassify.jobs.setdefault(model, ReclassifyJob())
        if session().page_entered:
            job.retry_unreadable()
        start = st.empty()  # so that the last run's button disappears while the model runs
        if session().reclassify.running == model:
            _predict(job, summaries, model)
    except ExportError as error:
        _stop()
        display.show_export_error(error)
        return
    predictions = job.predictions(summaries)
    with start.container():
        _show_start(model, waiting=len(job.waiting(summaries)), begun=bool(predictions))
    if unreadable := len(job.unreadable(summaries)):
        st.warning(text("reclassify-unreadable", count=unreadable), icon=":material/broken_image:")
    if predictions:
        _show_proposed_moves(job, summaries, predictions, model)


def _show_empty() -> None:
    with st.container(border=True, horizontal_alignment="center"):
        st.subheader(f":material/checkroom: {text('reclassify-empty')}", anchor=False)
        st.markdown(text("reclassify-empty-why"))
        st.page_link("app_pages/sort.py", label=text("page-sort"), icon=":material/add_a_photo:")


def _choose_model(summaries: list[ItemSummary]) -> str:
    cards = resources.export_cards()
    [(usual, _)] = Counter(summary.model for summary in summaries).most_common(1)
    others = [
        number for number, (model, card) in enumerate(cards.items()) if model != usual and resources.for_photos(card)
    ]
    model: str = st.selectbox(
        text("model"),
        list(cards),
        index=others[0] if others else 0,
        format_func=lambda name: resources.describe_model(cards[name]),
        key=widget_keys.RECLASSIFY_MODEL,
    )
    st.caption(resources.how_good(cards[model]))
    return model


def _show_start(model: str, waiting: int, begun: bool) -> None:
    if not begun:
        st.button(
            text("reclassify-start", count=waiting),
            type="primary",
            icon=":material/psychology_alt:",
            key="reclassify",
            on_click=_go_on,
            args=(model,),
            disabled=not waiting,
        )
    elif waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(text("reclassify-left", left=waiting), icon=":material/pause_circle:", width="stretch")
            st.button(text("go-on"), icon=":material/play_arrow:", key="go-on", on_click=_go_on, args=(model,))


def _predict(job: ReclassifyJob, summaries: list[ItemSummary], model: str) -> None:
    """Predicts the open items. The job holds every prediction at once, so a stopped run loses nothing."""
    waiting = job.waiting(summaries)
    before = len(summaries) - len(waiting)
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        progress = st.empty()
        st.button(text("stop"), icon=":material/stop_circle:", key="stop", on_click=_stop)
    progress.progress(before / len(summaries), text("reclassify-loading"))
    predictor = resources.predictor(model)
    started = time.monotonic()
    for done in job.run(resources.wardrobe(), waiting, predictor):
        seconds = (len(waiting) - done) * (time.monotonic() - started) / done
        label = text(
            "reclassify-progress",
            number=before + done,
            of=len(summaries),
            minutes=round(seconds / 60) if seconds > 90 else 0,
            seconds=round(seconds),
        )
        progress.progress((before + done) / len(summaries), label)
    _stop()
    controls.empty()


def _show_proposed_moves(
    job: ReclassifyJob, summaries: list[ItemSummary], predictions: Mapping[int, StoredPrediction], model: str
) -> None:
    moves = proposed_moves(summaries, predictions)
    if not moves:
        st.success(text("reclassify-nothing", count=len(predictions), model=model), icon=":material/task_alt:")
        _show_agree_button(job, predictions, [], model)
        return
    st.subheader(text("reclassify-summary", count=len(moves), of=len(predictions), model=model), anchor=False)
    left = _choose_items_to_leave(moves, model)
    ticks = session().reclassify.ticks.setdefault(model, {})
    ticked = [move.summary.id for move in moves if ticks.get(move.summary.id, move.summary.id not in left)]
    table = st.container()
    _show_agree_button(job, predictions, ticked, model)
    drawers = _choose_drawers(moves)
    shown = [move for move in moves if drawers in (_ALL, move.drawers)]
    with st.container(horizontal=True):
        for name, icon, value in (("tick", "check_box", True), ("untick", "check_box_outline_blank", False)):
            st.button(
                text(f"reclassify-{name}-all", count=len(shown)),
                icon=f":material/{icon}:",
                key=f"{name}-all",
                on_click=ticks.update,
                args=(dict.fromkeys((move.summary.id for move in shown), value),),
            )
    _show_grid(shown, set(ticked), ticks)
    with table:
        _show_table(moves, set(ticked))


def _choose_items_to_leave(moves: Sequence[ProposedMove], model: str) -> set[int]:
    """The items that stay where they are unless the user ticks them."""
    kinds = {
        "decided": {move.summary.id for move in moves if move.summary.decided},
        "unsure": {move.summary.id for move in moves if move.prediction.outcome != "sorted"},
    }
    left: set[int] = set()
    with st.container(horizontal=True):
        for kind, ids in kinds.items():
            if ids:
                label = text(f"reclassify-leave-{kind}", count=len(ids), model=model)
                key = widget_keys.leave_toggle(kind)
                if st.toggle(label, value=True, key=key, on_change=_forget_ticks, args=(model, ids)):
                    left |= ids
    return left


def _show_table(moves: Sequence[ProposedMove], ticked: set[int]) -> None:
    counts = Counter(move.drawers for move in moves)
    going = Counter(move.drawers for move in moves if move.summary.id in ticked)
    # st.table renders Markdown in its cells.
    rows = [(*map(drawer_label, pair), count, going[pair]) for pair, count in counts.most_common(_ROWS)]
    if rest := counts.most_common()[_ROWS:]:
        others = text("reclassify-other-drawers")
        rows.append((others, others, sum(count for _, count in rest), sum(going[pair] for pair, _ in rest)))
    columns = [text("reclassify-from"), text("reclassify-to"), text("reclassify-items"), text("reclassify-ticked")]
    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)


def _choose_drawers(moves: Sequence[ProposedMove]) -> tuple[str, str]:
    pairs = [_ALL, *(pair for pair, _ in Counter(move.drawers for move in moves).most_common())]
    if widget_value(widget_keys.SHOWN_DRAWERS) not in pairs:
        set_widget(widget_keys.SHOWN_DRAWERS, _ALL)

    def describe(pair: tuple[str, str]) -> str:
        # Without counts: Streamlit identifies an option by its label, which must not change while it is chosen.
        if pair == _ALL:
            return text("reclassify-show-all")
        return text("reclassify-show-some", source=drawer(pair[0]), target=drawer(pair[1]))

    label = text("reclassify-show")
    key = widget_keys.SHOWN_DRAWERS
    return st.selectbox(label, pairs, format_func=describe, key=key, on_change=_show_first_page)


def _show_grid(moves: Sequence[ProposedMove], ticked: set[int], ticks: dict[int, bool]) -> None:
    pages = -(-len(moves) // _PER_PAGE)
    page = min(widget_value(widget_keys.RECLASSIFY_PAGE, 1), pages)
    set_widget(widget_keys.RECLASSIFY_PAGE, page)
    shown = moves[(page - 1) * _PER_PAGE : page * _PER_PAGE]
    numbers = tuple(move.summary.id for move in shown)
    items = {item.id: item for item in resources.wardrobe().find(Filters(state=None, ids=numbers))}
    with st.grid(min_column_width=150):
        for move in shown:
            if item := items.get(move.summary.id):
                _show_move(move, item, item.id in ticked, ticks)
    if pages > 1:
        st.pagination(pages, key=widget_keys.RECLASSIFY_PAGE)


def _show_move(move: ProposedMove, item: Item, ticked: bool, ticks: dict[int, bool]) -> None:
    with st.container(border=True, gap="xsmall"):
        item_card.picture(item, "photo")
        source, target = map(drawer_label, move.drawers)
        if move.summary.decided:
            st.caption(text("reclassify-now-decided", drawer=source))
        else:
            sure = confidence.sure_of(item.prediction, item.drawer)
            now = text("reclassify-now", drawer=source, sure=sure) if sure else text("reclassify-is-in", drawer=source)
            st.caption(now)
        st.markdown(f"**{text('reclassify-then', drawer=target, sure=confidence.sure(move.prediction))}**")
        if move.prediction.outcome != "sorted":
            display.outcome_badge(move.prediction.outcome)
        key = widget_keys.move_box(item.id)
        set_widget(key, ticked)  # Streamlit forgets the boxes of pages that are not shown
        st.checkbox(text("reclassify-move", drawer=target), key=key, on_change=_tick, args=(ticks, item.id))


def _show_agree_button(
    job: ReclassifyJob, predictions: Mapping[int, StoredPrediction], moving: list[int], model: str
) -> None:
    st.button(
        text("reclassify-agree", moving=len(moving)),
        type="primary",
        icon=":material/done_all:",
        key="agree",
        on_click=_agree,
        args=(job, predictions, moving, model),
    )
    st.caption(text("reclassify-agree-note"))


@done_bar.callback
def _agree(job: ReclassifyJob, predictions: Mapping[int, StoredPrediction], moving: list[int], model: str) -> None:
    wardrobe = resources.wardrobe()
    # Items that were changed since, in another tab for example, are left out.
    valid = job.predictions(wardrobe.summaries())
    shown = {number: prediction for number, prediction in predictions.items() if number in valid}
    before = wardrobe.record(shown, move=frozenset(moving))
    # The job keeps its predictions: they are valid again after an undo.
    moved = sum(step.after.drawer != step.before.drawer for step in before)
    message = text("reclassify-done", moved=moved, model=model)
    done_bar.report(message, undo=lambda: wardrobe.undo(before))


def _show_first_page() -> None:
    set_widget(widget_keys.RECLASSIFY_PAGE, 1)


def _tick(ticks: dict[int, bool], item_id: int) -> None:
    ticks[item_id] = bool(widget_value(widget_keys.move_box(item_id)))


def _forget_ticks(model: str, ids: set[int]) -> None:
    ticks = session().reclassify.ticks[model]
    for item_id in ids & ticks.keys():
        del ticks[item_id]


def _go_on(model: str) -> None:
    session().reclassify.running = model


def _stop() -> None:
    session().reclassify.running = ""


main()
