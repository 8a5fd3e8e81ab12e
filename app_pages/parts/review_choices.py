"""The question about an item in review, and the buttons that answer it."""

import contextlib
from functools import partial

import streamlit as st

from app_pages.parts import confidence, display, done_bar, drawer_list, group_question, resources, widget_keys
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import text
from app_pages.parts.state import session
from wardrobe.store.items import FILED, Item

_LIKELY = 4  # drawers with a key of their own


def show(item: Item) -> None:
    """Asks for the drawer of an item: what is likely as buttons, all drawers in a list, then Skip and the bin."""
    prediction, move = item.prediction, partial(_move_one, item.id)
    key = widget_keys.review_action("other", item.id)
    nothing = prediction is not None and prediction.outcome == "not_clothing"
    asked = item.open_group is not None and group_question.is_asked(prediction)
    if asked and prediction:
        st.subheader(group_question.title(prediction), anchor=False)
        sure: str | None = confidence.sure_of_group(prediction)
    else:
        question = "review-nothing" if nothing else "review-question"
        st.subheader(text(question, drawer=drawer_label(item.drawer)), anchor=False)
        sure = confidence.sure_of(prediction, item.drawer)
    st.caption(" · ".join(filter(None, [sure, display.file_label(item.file_name)])))
    if asked and prediction:
        likely = group_question.answers(prediction)
        group_question.show(prediction, str(item.id), move, shortcuts=True)
    else:
        if nothing:
            drawer_list.show_ready(key, move)
        likely = _show_likely(item)
    others = [name for name in resources.all_drawers() if name not in likely]
    placeholder = text("something-else") if asked else text("review-other-placeholder")
    drawer_list.show(text("review-other"), others, key, choose=move, placeholder=placeholder)
    with st.container(horizontal=True):
        for name, shortcut, icon, act in (("skip", "S", "skip_next", _skip), ("bin", "X", "delete", _to_bin)):
            label, key = text(f"review-{name}"), widget_keys.review_action(name, item.id)
            st.button(label, key=key, shortcut=shortcut, icon=f":material/{icon}:", on_click=act, args=(item,))


def move(ids: list[int], name: str) -> None:
    """Files items in a drawer as the user decided."""
    wardrobe = resources.wardrobe()
    before = wardrobe.change(ids, drawer=name, state=FILED)
    message = text("review-filed", count=len(ids), drawer=drawer_label(name))
    done_bar.report(message, undo=lambda: wardrobe.undo(before))


def _show_likely(item: Item) -> list[str]:
    """The predicted drawer and the likeliest others as buttons; returns their names."""
    prediction = item.prediction
    ranked = sorted(prediction.probabilities, key=prediction.probabilities.__getitem__) if prediction else []
    likely = list(dict.fromkeys([item.drawer, *reversed(ranked)]))[:_LIKELY]
    for number, name in enumerate(likely, start=1):
        st.button(
            text("review-yes", drawer=drawer_label(name)) if number == 1 else drawer_label(name),
            key=widget_keys.review_action(f"choice-{number}", item.id),
            shortcut=str(number),
            type="primary" if number == 1 else "secondary",
            width="stretch",
            on_click=_move_one,
            args=(item.id, name),
        )
    return likely


def _move_one(item_id: int, name: str | None) -> None:
    if name:
        move([item_id], name)


def _skip(item: Item) -> None:
    skipped = session().skipped_items
    skipped.append(item.id)

    def undo() -> None:
        with contextlib.suppress(ValueError):  # the skipped items may have come up again since
            skipped.remove(item.id)

    done_bar.report(text("review-skipped"), undo)


def _to_bin(item: Item) -> None:
    wardrobe = resources.wardrobe()
    before = wardrobe.delete([item.id])
    done_bar.report(text("deleted", count=1), undo=lambda: wardrobe.undo(before))
