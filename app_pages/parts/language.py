"""The language of the pages: the browser's, or the one that the user chose, which the wardrobe keeps as a setting."""

import streamlit as st

from app_pages.parts import done_bar, i18n, resources, widget_keys
from app_pages.parts.i18n import text
from app_pages.parts.state import session, set_widget, widget_value
from data.messages import language_name, language_of, languages
from wardrobe.store.errors import StoreError
from wardrobe.store.settings import SettingsError

_SETTING = "language"
_BROWSER = ""
"""The entry of the list that leaves the choice to the browser."""


def enter_run() -> None:
    """Finds the language of this run; call it before the first text."""
    session().locale = i18n.browser_locale(_chosen())


def chooser() -> None:
    """A list of the languages, each by its own name."""
    key = widget_keys.LANGUAGE
    of_browser = language_name(language_of(i18n.browser_locale()))
    names = {_BROWSER: text("language-of-browser", language=of_browser)}
    names |= {language: language_name(language) for language in languages()}
    set_widget(key, _chosen() or _BROWSER)
    label = f":material/language: {text('language')}"
    st.selectbox(label, list(names), format_func=names.__getitem__, key=key, on_change=_choose, width=320)


def _chosen() -> str | None:
    """The language that the user chose; None if it is the browser's, or there is no wardrobe to ask."""
    try:
        chosen = resources.wardrobe().setting(_SETTING)
    except (StoreError, SettingsError):  # `app.py` shows it
        return None
    return chosen if chosen in languages() else None


@done_bar.callback
def _choose() -> None:
    resources.wardrobe().set_setting(_SETTING, widget_value(widget_keys.LANGUAGE))
    enter_run()
