"""The bar that reports the last action, undoes it, and leads to the page where the user may want to go next."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from app_pages.parts.display import escaped
from app_pages.parts.i18n import text, translate
from app_pages.parts.state import Notice, UndoStep, session
from wardrobe.store.errors import StoreError

_Arguments = ParamSpec("_Arguments")


def report(
    message: str, undo: Callable[[], object] | None = None, next_page: str | None = None, *, failed: bool = False
) -> None:
    """Reports an action on the page that is drawn next.

    Args:
        message: what was done, as Markdown.
        undo: undoes it. Reported again with the same ``undo``, an action counts as one step that went further.
        next_page: the page to offer, for example ``review``.
        failed: whether part of it was not done; the report is a warning then.
    """
    current = session()
    if undo:
        if current.undo_steps and current.undo_steps[-1].undo is undo:
            current.undo_steps.pop()
        current.undo_steps.append(UndoStep(message, undo))
    current.notice = Notice(message, next_page, failed)


def callback(change: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Decorates a widget's callback that changes the wardrobe: if it fails, the page drawn next says why.

    Streamlit would show a traceback instead of the page.
    """

    @wraps(change)
    def reported(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        end_report()
        try:
            change(*args, **kwargs)
        except StoreError as error:
            report(escaped(translate(error.message)), failed=True)

    return reported


def show() -> None:
    """Draws the last report, with the undo of all actions since the page was opened, one after another.

    It is at the foot of the window, in sight wherever the user has scrolled to, and stays until the next action, or
    until another page is opened.
    """
    current = session()
    if not (notice := current.notice):
        return
    notice.shown = True
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="done-bar"):
        if notice.failed:
            st.warning(notice.message, icon=":material/warning:", width="stretch")
        else:
            st.success(notice.message, icon=":material/check:", width="stretch")
        if steps := current.undo_steps:
            tip = steps[-1].message
            st.button(text("undo"), icon=":material/undo:", key="undo", shortcut="U", help=tip, on_click=_undo)
        if page := notice.next_page:
            st.page_link(f"app_pages/{page}.py", label=text(f"page-{page}"), icon=":material/arrow_forward:")


def end_report() -> None:
    """Ends a report that was shown, because something else has begun; what it reported can still be undone later."""
    current = session()
    if current.notice and current.notice.shown:
        current.notice = None


def enter_page(page: str) -> None:
    """Notes which page is open; call it before the page is drawn. A report that another page showed ends here."""
    current = session()
    current.page_entered = current.page != page
    current.page = page
    if current.page_entered:
        current.bin_asked = None
    if current.page_entered and current.notice and current.notice.shown:
        current.notice = None
        current.undo_steps.clear()


def _undo() -> None:
    steps = session().undo_steps
    if not steps:
        return  # a second click arrived before the page was drawn without the button
    step = steps.pop()
    message, failed = text("undone", what=step.message), False
    try:
        step.undo()
    except StoreError as error:  # part of it could not be undone
        message, failed = f"{message} {escaped(translate(error.message))}", True
    report(message, failed=failed)
