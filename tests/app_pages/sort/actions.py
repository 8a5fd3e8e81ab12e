"""What the tests of the Sort page do with it."""

from app_pages.parts.i18n import text
from app_pages.parts.state import SessionState
from app_pages.parts.widget_keys import (
    decision,
    drawer_name,
)
from wardrobe.store.items import Filters

EVERYTHING = Filters(state=None)
EXAMPLES = 12


def upload(page, *files):
    page.file_uploader[0].set_value([(name, content, "image/jpeg") for name, content in files]).run()
    assert not page.exception
    return page


def sort_state(page):
    state: SessionState = page.session_state["app"]
    return state.sort


def outcomes_of(page):
    return [preview.outcome for preview in sort_state(page).previews.values()]


def cards(page):
    """The number of photos that are shown small."""
    return sum(button.label == text("details") for button in page.button)


def save_label(drawers, review=0):
    return text("sort-save", drawers=drawers, review=review)


def stop_after(page, count):
    state = sort_state(page)
    state.stopped = True
    state.previews = dict(list(state.previews.items())[:count])
    page.run()


def decision_list(page, number, sha256):
    return page.selectbox(key=decision(number, sha256))


def name_drawer(page, key, name):
    """Names the new drawer of the list with this key."""
    page.text_input(key=drawer_name(key)).set_value(name)
    page.button(key=f"{drawer_name(key)}-make").click().run()
    assert not page.exception
