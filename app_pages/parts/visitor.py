"""The wardrobe of a browser session, where the server keeps one for each, and who is connected to it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app_pages.parts.state import session, start_anew
from wardrobe.store.session import SessionWardrobe, remove_ended_sessions
from wardrobe.store.sessions import COOKIES, SESSIONS
from wardrobe.store.settings import session_minutes

_PATIENCE = 15  # seconds beyond the time that Streamlit keeps a disconnected session


def session_wardrobe() -> SessionWardrobe:
    """The wardrobe of this browser session. The session's state outlives a lost connection, its cache doesn't."""
    own = session().wardrobe
    if own is None or own.ended:
        remove_ended_sessions()
        # The session cannot be resumed once its state is gone.
        patience, keep = st.get_option("server.disconnectedSessionTTL") + _PATIENCE, 60 * session_minutes()
        if key := session_key():
            own = SESSIONS.enter(key, *_visitor(), patience=patience, keep=keep)
        else:
            own = SessionWardrobe(patience)
        session().wardrobe = own
    _presence(id(own), own)
    return own


def session_key() -> str | None:
    """The key by which `serve.py` lets a browser find its session's wardrobe again; None without one."""
    given = (st.context.cookies.get(name, "") for name in COOKIES) if runtime.exists() else ()
    return next((key for key in given if isinstance(key, str) and SESSIONS.is_key(key)), None)


def end_session() -> None:
    """Deletes this session's wardrobe now; the next page begins with an empty one."""
    if own := session().wardrobe:
        own.close()
    start_anew()  # photos that wait, and steps that can be undone, were of that wardrobe


@dataclass(frozen=True)
class _Presence:
    """A browser's tab that is connected to a session's wardrobe."""

    wardrobe: SessionWardrobe
    visitor: str

    def leave(self) -> None:
        self.wardrobe.leave(self.visitor)


@st.cache_resource(show_spinner=False, scope="session", on_release=_Presence.leave)
def _presence(number: int, _own: SessionWardrobe) -> _Presence:
    """Tells the wardrobe when its browser session ends: Streamlit then releases what it cached for the session.

    Args:
        number: tells this wardrobe from one that the session had before, since Streamlit does not hash ``_own``.
    """
    visitor, is_there = _visitor()
    _own.enter(visitor, is_there)
    return _Presence(_own, visitor)


def _visitor() -> tuple[str, Callable[[], bool]]:
    """This session's id, and what tells whether its browser is connected.

    Any visitor can have the caches of all sessions cleared, which looks as if every session had ended.
    """
    context = get_script_run_ctx()
    session_id = context.session_id if context else ""
    return session_id, lambda: runtime.exists() and runtime.get_instance().is_active_session(session_id)
