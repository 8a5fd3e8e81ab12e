"""Ask another model about everything in the wardrobe, see what would change, and agree to it or to parts of it."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from app_pages.parts import confidence, item_card, resources
from app_pages.parts.i18n import drawer, text
from model.exports.card import ExportError
from wardrobe.reclassification import ProposedMove, ReclassifyJob, proposed_moves
from wardrobe.store.items import Filters, Item, ItemSummary, StoredPrediction

_A_PAGE = 24
_ROWS = 12  # of the table; more of them say less
_ALL = ("", "")  # instead of drawers from which and to which


def main() -> None:
    """Draws the page; the model is loaded only once a person asks it."""
    st.title(text("reclassify-title"), anchor=False)
    st.markdown(text("reclassify-intro"))
    st.page_link("app_pages/wardrobe.py", label=text("reclassify-back"), icon=":material/arrow_back:")
    resources.show_done()
    summaries = resources.wardrobe().summaries()
    if not summaries:
        _show_empty()
        return
    try:
        model = _choose_model(summaries)
        job = st.session_state.setdefault("jobs", {}).setdefault(model, ReclassifyJob())
        if resources.entered():
            job.retry_unreadable()
        offer = st.empty()  # while the model is asked, the button of the run before must not stand there
        if st.session_state.get("asking") == model:
            _ask(job, summaries, model)
    except ExportError as error:
        _stop()
        st.error(text("model-wrong", reason=resources.escaped(str(error))), icon=":material/error:")
        return
    answers = job.predictions(summaries)
    with offer.container():
        _offer_to_ask(model, waiting=len(job.waiting(summaries)), begun=bool(answers))
    if unreadable := len(job.unreadable(summaries)):
        st.warning(text("reclassify-unreadable", count=unreadable), icon=":material/broken_image:")
    if answers:
        _show_what_would_change(job, summaries, answers, model)


def _show_empty() -> None:
    with st.container(border=True, horizontal_alignment="center"):
        st.subheader(f":material/checkroom: {text('reclassify-empty')}", anchor=False)
        st.markdown(text("reclassify-empty-why"))
        st.page_link("app_pages/sort.py", label=text("page-sort"), icon=":material/add_a_photo:")


def _choose_model(summaries: list[ItemSummary]) -> str:
    cards = resources.export_cards()
    [(usual, _)] = Counter(summary.model for summary in summaries).most_common(1)
    others = [number for number, model in enumerate(cards) if model != usual]
    model: str = st.selectbox(
        text("model"),
        list(cards),
        index=others[0] if others else 0,
        format_func=lambda name: resources.describe_model(cards[name]),
        key="another-model",
    )
    st.caption(resources.how_good(cards[model]))
    return model


def _offer_to_ask(model: str, waiting: int, begun: bool) -> None:
    if not begun:
        st.button(
            text("reclassify-ask", count=waiting),
            type="primary",
            icon=":material/psychology_alt:",
            key="ask",
            on_click=_go_on,
            args=(model,),
            disabled=not waiting,
        )
    elif waiting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(text("reclassify-left", left=waiting), icon=":material/pause_circle:", width="stretch")
            st.button(text("go-on"), icon=":material/play_arrow:", key="go-on", on_click=_go_on, args=(model,))


def _ask(job: ReclassifyJob, summaries: list[ItemSummary], model: str) -> None:
    """Asks on; every answer is kept at once, so that a run that is cut short has lost nothing."""
    waiting = job.waiting(summaries)
    before = len(summaries) - len(waiting)
    controls = st.empty()
    with controls.container(horizontal=True, vertical_alignment="center"):
        progress = st.empty()
        st.button(text("stop"), icon=":material/stop_circle:", key="stop-asking", on_click=_stop)
    progress.progress(before / len(summaries), text("reclassify-loading"))
    predictor = resources.predictor(model)
    started = time.monotonic()
    for done in job.run(resources.wardrobe(), waiting, predictor):
        seconds = (len(waiting) - done) * (time.monotonic() - started) / done
        words = text(
            "reclassify-progress",
            number=before + done,
            of=len(summaries),
            minutes=round(seconds / 60) if seconds > 90 else 0,
            seconds=round(seconds),
        )
        progress.progress((before + done) / len(summaries), words)
    _stop()
    controls.empty()


def _show_what_would_change(
    job: ReclassifyJob, summaries: list[ItemSummary], answers: Mapping[int, StoredPrediction], model: str
) -> None:
    moving = proposed_moves(summaries, answers)
    if not moving:
        st.success(text("reclassify-nothing", count=len(answers), model=model), icon=":material/task_alt:")
        _offer_to_agree(job, answers, [], model)
        return
    st.subheader(text("reclassify-summary", count=len(moving), of=len(answers), model=model), anchor=False)
    left = _choose_what_is_left(moving, model)
    ticks: dict[int, bool] = st.session_state.setdefault("ticks", {}).setdefault(model, {})
    ticked = [change.summary.id for change in moving if ticks.get(change.summary.id, change.summary.id not in left)]
    table = st.container()
    _offer_to_agree(job, answers, ticked, model)
    shown = _choose_what_is_shown(moving)
    some = [change for change in moving if shown in (_ALL, change.drawers)]
    with st.container(horizontal=True):
        for name, icon, value in (("tick", "check_box", True), ("untick", "check_box_outline_blank", False)):
            st.button(
                text(f"reclassify-{name}-all", count=len(some)),
                icon=f":material/{icon}:",
                key=f"{name}-all",
                on_click=ticks.update,
                args=(dict.fromkeys((change.summary.id for change in some), value),),
            )
    _show_grid(some, set(ticked), ticks)
    with table:
        _show_table(moving, set(ticked))


def _choose_what_is_left(moving: Sequence[ProposedMove], model: str) -> set[int]:
    """The items that stay unless a person ticks them."""
    kinds = {
        "decided": {change.summary.id for change in moving if change.summary.decided},
        "unsure": {change.summary.id for change in moving if change.prediction.outcome != "sorted"},
    }
    left: set[int] = set()
    with st.container(horizontal=True):
        for kind, ids in kinds.items():
            if ids:
                label = text(f"reclassify-leave-{kind}", count=len(ids), model=model)
                if st.toggle(label, value=True, key=f"leave-{kind}", on_change=_forget_ticks, args=(model, ids)):
                    left |= ids
    return left


def _show_table(moving: Sequence[ProposedMove], ticked: set[int]) -> None:
    counts = Counter(change.drawers for change in moving)
    going = Counter(change.drawers for change in moving if change.summary.id in ticked)
    # Its cells are read as Markdown.
    rows = [
        (*(resources.escaped(drawer(name)) for name in pair), count, going[pair])
        for pair, count in counts.most_common(_ROWS)
    ]
    if rest := counts.most_common()[_ROWS:]:
        others = text("reclassify-other-drawers")
        rows.append((others, others, sum(count for _, count in rest), sum(going[pair] for pair, _ in rest)))
    columns = [text("reclassify-from"), text("reclassify-to"), text("reclassify-pieces"), text("reclassify-ticked")]
    st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)


def _choose_what_is_shown(moving: Sequence[ProposedMove]) -> tuple[str, str]:
    pairs = [_ALL, *(pair for pair, _ in Counter(change.drawers for change in moving).most_common())]
    if st.session_state.get("shown-drawers") not in pairs:
        st.session_state["shown-drawers"] = _ALL

    def describe(pair: tuple[str, str]) -> str:
        # Without counts: an option is known by its words, and these must not change while it is chosen.
        if pair == _ALL:
            return text("reclassify-show-all")
        return text("reclassify-show-some", source=drawer(pair[0]), target=drawer(pair[1]))

    label = text("reclassify-show")
    chosen: tuple[str, str] = st.selectbox(
        label, pairs, format_func=describe, key="shown-drawers", on_change=_first_page
    )
    return chosen


def _show_grid(some: Sequence[ProposedMove], ticked: set[int], ticks: dict[int, bool]) -> None:
    pages = -(-len(some) // _A_PAGE)
    page = min(st.session_state.get("page-of-changes", 1), pages)
    st.session_state["page-of-changes"] = page
    shown = some[(page - 1) * _A_PAGE : page * _A_PAGE]
    numbers = tuple(change.summary.id for change in shown)
    items = {item.id: item for item in resources.wardrobe().find(Filters(state=None, ids=numbers))}
    with st.grid(min_column_width=150):
        for change in shown:
            if item := items.get(change.summary.id):
                _show_change(change, item, item.id in ticked, ticks)
    if pages > 1:
        st.pagination(pages, key="page-of-changes")


def _show_change(change: ProposedMove, item: Item, ticked: bool, ticks: dict[int, bool]) -> None:
    with st.container(border=True, gap="xsmall"):
        item_card.picture(item, "photo")
        source, target = (resources.escaped(drawer(name)) for name in change.drawers)
        if change.summary.decided:
            st.caption(text("reclassify-now-decided", drawer=source))
        else:
            sure = confidence.sure_of(item.prediction, item.drawer)
            now = text("reclassify-now", drawer=source, sure=sure) if sure else text("reclassify-is-in", drawer=source)
            st.caption(now)
        st.markdown(f"**{text('reclassify-then', drawer=target, sure=confidence.sure(change.prediction))}**")
        if change.prediction.outcome != "sorted":
            resources.outcome_badge(change.prediction.outcome)
        key = f"move-{item.id}"
        st.session_state[key] = ticked  # a page that is not shown forgets its boxes
        st.checkbox(text("reclassify-move", drawer=target), key=key, on_change=_tick, args=(ticks, item.id))


def _offer_to_agree(job: ReclassifyJob, answers: Mapping[int, StoredPrediction], moving: list[int], model: str) -> None:
    st.button(
        text("reclassify-agree", moving=len(moving)),
        type="primary",
        icon=":material/done_all:",
        key="agree",
        on_click=_agree,
        args=(job, answers, moving, model),
    )
    st.caption(text("reclassify-agree-note"))


def _agree(job: ReclassifyJob, answers: Mapping[int, StoredPrediction], moving: list[int], model: str) -> None:
    wardrobe = resources.wardrobe()
    # Of what was shown: a piece may have been changed since, in another tab.
    hold = job.predictions(wardrobe.summaries())
    before = wardrobe.record({n: answer for n, answer in answers.items() if n in hold}, move=frozenset(moving))
    # The answers stay: they hold again once this is undone.
    moved = sum(step.after.drawer != step.before.drawer for step in before)
    message = text("reclassify-done", moved=moved, model=model)
    resources.done(message, undo=lambda: wardrobe.put_back(before))


def _first_page() -> None:
    st.session_state["page-of-changes"] = 1


def _tick(ticks: dict[int, bool], item_id: int) -> None:
    ticks[item_id] = st.session_state[f"move-{item_id}"]


def _forget_ticks(model: str, ids: set[int]) -> None:
    ticks: dict[int, bool] = st.session_state["ticks"][model]
    for item_id in ids & ticks.keys():
        del ticks[item_id]


def _go_on(model: str) -> None:
    st.session_state["asking"] = model


def _stop() -> None:
    st.session_state["asking"] = ""


main()
