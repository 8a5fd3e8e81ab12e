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
_DOUBTED = 2  # classes that are offered for what the model takes for none of them


def show(item: Item) -> None:
    """Asks for the drawer of an item: what is likely as buttons, all drawers in a list, then Skip and the bin."""
    key, act = widget_keys.review_action("other", item.id), partial(_move_one, item.id)
    placeholder = text("review-other")
    if asked := group_question.of_item(item):
        _head(item, group_question.title(asked), confidence.sure_of_group(asked))
        group_question.show(asked, str(item.id), act, shortcuts=True)
        shown, placeholder = group_question.answers(asked), text("something-else")
    elif item.prediction and item.prediction.verdict == "not_clothing":
        _head(item, text("review-nothing"), confidence.none_or(item.prediction))
        drawer_list.show_ready(key, act)
        st.caption(text("review-or"))
        shown = _show_likely(item, doubted=True)
    else:
        question = text("review-question", drawer=drawer_label(item.drawer))
        _head(item, question, confidence.sure_of(item.prediction, item.drawer))
        shown = _show_likely(item)
        if item.prediction and item.prediction.outcome == "not_clothing":
            st.caption(text("review-no"))
            drawer_list.show_ready(key, act)
    others = [name for name in resources.all_drawers() if name not in shown]
    label = text("review-other")
    drawer_list.show(label, others, key, choose=act, placeholder=placeholder, label_visibility="collapsed")
    with st.container(horizontal=True):
        key = widget_keys.review_action("skip", item.id)
        st.button(text("review-skip"), key=key, shortcut="S", icon=":material/skip_next:", on_click=_skip, args=(item,))
        again = session().bin_asked == item.id
        st.button(
            text("review-bin-again" if again else "review-bin"),
            key=widget_keys.review_action("bin", item.id),
            shortcut="X",
            icon=":material/delete:",
            type="primary" if again else "secondary",
            on_click=_to_bin,
            args=(item,),
        )


@done_bar.callback
def move(ids: list[int], name: str) -> None:
    """Files items in a drawer as the user decided."""
    session().bin_asked = None
    wardrobe = resources.wardrobe()
    before = wardrobe.change(ids, drawer=name, state=FILED)
    message = text("review-filed", count=len(ids), drawer=drawer_label(name))
    done_bar.report(message, undo=lambda: wardrobe.undo(before))


def _head(item: Item, question: str, *facts: str | None) -> None:
    st.subheader(question, anchor=False)
    st.caption(" · ".join(filter(None, [*facts, display.file_label(item.file_name)])))


def _show_likely(item: Item, *, doubted: bool = False) -> list[str]:
    """The predicted drawer and the likeliest others as buttons, the first stressed unless ``doubted``."""
    prediction = item.prediction
    ranked = sorted(prediction.probabilities, key=prediction.probabilities.__getitem__) if prediction else []
    likely = list(dict.fromkeys([item.drawer, *reversed(ranked)]))[: _DOUBTED if doubted else _LIKELY]
    if not doubted:
        _answer(item, 1, likely[0], stressed=True)
    with st.container(horizontal=True, gap="xsmall"):
        for number, name in enumerate(likely, start=1):
            if doubted or number > 1:
                _answer(item, number, name, stressed=False)
    return likely


def _answer(item: Item, number: int, name: str, *, stressed: bool) -> None:
    st.button(
        text("review-yes", drawer=drawer_label(name)) if stressed else drawer_label(name),
        key=widget_keys.review_action(f"choice-{number}", item.id),
        shortcut=str(number),
        type="primary" if stressed else "secondary",
        width="stretch" if stressed else "content",
        on_click=_move_one,
        args=(item.id, name),
    )


def _move_one(item_id: int, name: str | None) -> None:
    if name:
        move([item_id], name)


def _skip(item: Item) -> None:
    session().bin_asked = None
    skipped = session().skipped_items
    skipped.append(item.id)

    def undo() -> None:
        with contextlib.suppress(ValueError):  # the skipped items may have come up again since
            skipped.remove(item.id)

    done_bar.report(text("review-skipped"), undo)


@done_bar.callback
def _to_bin(item: Item) -> None:
    """Moves an item to the bin when asked twice: a single key, hit by accident, does nothing."""
    current = session()
    if current.bin_asked != item.id:
        current.bin_asked = item.id
        return
    current.bin_asked = None
    wardrobe = resources.wardrobe()
    before = wardrobe.delete([item.id])
    done_bar.report(text("deleted", count=1), undo=lambda: wardrobe.undo(before))
