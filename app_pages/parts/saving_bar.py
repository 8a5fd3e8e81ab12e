"""The progress of a save in the background on every page, and its report once it has ended."""

from collections.abc import Sequence

import streamlit as st

from app_pages.parts import display, done_bar, resources
from app_pages.parts.i18n import text, translate
from app_pages.parts.state import session
from data.photos.turns import giving_up_the_turn
from wardrobe.saving import SaveResult
from wardrobe.store.items import FILED, Filters
from wardrobe.transfer.bulk_io import ImportResult, undo_import

_SHORT = 1.0  # seconds: a save that takes no longer needs no progress bar
_NAMED = 3  # files that a report names


def show() -> None:
    """Draws the progress of a save that is going on; reports one that has ended. Call it before the page is drawn."""
    if session().sort.saving and not finish():
        with st.bottom:
            _progress()


@st.fragment(run_every=1.0)
def _progress() -> None:
    saving = session().sort.saving
    if saving is None or finish():
        st.rerun(scope="app")
    done, of = len(saving.job.results), len(saving.job.previews)
    st.progress(done / of, text("sort-saving", number=done, of=of))


def finish(*, wait: bool = False) -> bool:
    """Reports the save if it has ended, on request after a short wait; returns whether none is going on."""
    sort = session().sort
    saving = sort.saving
    if saving is None:
        return True
    with giving_up_the_turn():
        if not saving.job.wait(_SHORT if wait else 0.0):
            return False
    sort.saving = None
    results, unsaved = saving.job.results, saving.job.unsaved
    if unsaved:
        sort.put_back(saving.pile, {preview.sha256 for preview in unsaved})
    wardrobe = resources.wardrobe()
    drawn = [one.item_id for one in results if one.sha256 in sort.examples and not one.known]
    if drawn:  # so that they can be found among the user's own clothes, and deleted
        wardrobe.change(drawn, add_tags=[text("example-tag")])

    def undo() -> None:
        new = {one.sha256: one.item_id for one in results if not one.known}
        undo_import(wardrobe, ImportResult(new))
        wardrobe.undo([one.changed for one in results if one.changed])
        sort.put_back(saving.pile)

    filed = sum(one.state == FILED for one in results)
    parts = [_report(results)] if results else []
    if saving.unreadable:
        parts.append(text("sort-left-unreadable", count=len(saving.unreadable), files=_named(saving.unreadable)))
    if sort.chosen and not unsaved:
        names = [photo.name for photo in sort.chosen]
        parts.append(text("sort-left-here", count=len(names), files=_named(names)))
    if unsaved:
        reason = display.escaped(translate(saving.job.error)) if saving.job.error else ""
        parts.append(text("sort-not-saved", count=len(unsaved), reason=reason))
    next_page = "review" if filed < len(results) else "wardrobe"
    done_bar.report(" ".join(parts), undo, next_page, failed=bool(unsaved))
    return True


def _report(results: Sequence[SaveResult]) -> str:
    """How many photos went where; those whose item existed before are counted apart."""
    new = [one for one in results if not one.known or one.changed]
    filed = sum(one.state == FILED for one in new)
    saved = text("sort-saved", drawers=filed, review=len(new) - filed)
    copies = len(results) - len(new)
    if not copies:
        return saved
    known = text("sort-saved-known", count=copies)
    ids = tuple(one.item_id for one in results if one.known)
    if archived := len(resources.wardrobe().ids(Filters(archived=True, ids=ids))):
        known += f" {text('sort-saved-archived', count=archived)}"
    return f"{saved} {known}" if new else known


def _named(files: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    named = ", ".join(display.file_label(file) for file in files[:_NAMED])
    return named if len(files) <= _NAMED else f"{named} {text('and-more', count=len(files) - _NAMED)}"
