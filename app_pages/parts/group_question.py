"""The one question about a garment whose group is sure and whose drawer is not: "Shoes: Sneaker or Sandal?"."""

from collections.abc import Callable
from functools import partial
from typing import TypeGuard

import streamlit as st

from app_pages.parts import resources, widget_keys
from app_pages.parts.display import drawer_label
from app_pages.parts.i18n import group, text
from data.labels import group_named
from wardrobe.store.items import Item, StoredPrediction

BIG = 2  # answers that are shown large: the likeliest two


def is_asked(prediction: StoredPrediction | None) -> TypeGuard[StoredPrediction]:
    """Whether there is something to ask: a group is sure, and the model tells drawers in it apart."""
    return prediction is not None and len(_classes(prediction)) > 1


def answers(prediction: StoredPrediction) -> list[str]:
    """The drawers of the group that is sure, the likeliest first, then those that the model does not know."""
    classes = _classes(prediction)
    parents = resources.wardrobe().parents(resources.all_drawers())
    others = [name for name, parent in parents.items() if parent == prediction.sure_group and name not in classes]
    return [*classes, *others]


def title(prediction: StoredPrediction) -> str:
    """The whole question in one line, escaped for Markdown."""
    first, second, *_ = map(drawer_label, _classes(prediction))
    return text("which-of-group", group=group(prediction.sure_group or ""), first=first, second=second)


def short_title(prediction: StoredPrediction) -> str:
    """The question without the group, which is named beside it."""
    first, second, *_ = map(drawer_label, _classes(prediction))
    return text("which-of-two", first=first, second=second)


def of_item(item: Item) -> StoredPrediction | None:
    """The prediction that asks the question that is open for an item, if one is."""
    return item.prediction if item.open_group and is_asked(item.prediction) else None


def show(prediction: StoredPrediction, key: str, answer: Callable[[str], None], *, shortcuts: bool = False) -> None:
    """The answers as buttons: the likeliest two large, the group's others below them.

    Args:
        prediction: that asks something.
        key: ends the keys of the buttons.
        answer: called with the drawer that was chosen.
        shortcuts: whether the number keys answer too.
    """
    names = answers(prediction)
    for number, name in enumerate(names[:BIG], start=1):
        _button(name, number, key, answer, shortcuts=shortcuts)
    if others := names[BIG:]:
        with st.container(horizontal=True, gap="xsmall"):
            for number, name in enumerate(others, start=BIG + 1):
                _button(name, number, key, answer, shortcuts=shortcuts)


def _classes(prediction: StoredPrediction) -> list[str]:
    """The model's classes in the group that is sure, the likeliest first."""
    if prediction.sure_group is None:
        return []
    ranked = sorted(prediction.probabilities, key=lambda name: -prediction.probabilities[name])
    return [name for name in ranked if group_named(name) == prediction.sure_group]


def _button(name: str, number: int, key: str, answer: Callable[[str], None], *, shortcuts: bool) -> None:
    big = number <= BIG
    st.button(
        drawer_label(name),
        key=widget_keys.group_answer(number, key),
        shortcut=str(number) if shortcuts and number < 10 else None,
        type="primary" if number == 1 else "secondary",
        width="stretch" if big else "content",
        on_click=partial(answer, name),
    )
