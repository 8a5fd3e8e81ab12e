"""What pages share: the wardrobe, the loaded classifiers, undo, and how outcomes and names are shown."""

import contextlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from app_pages.parts.i18n import text, translate
from data.messages import Message, UserError
from model.exports.card import Card, ExportError
from model.exports.store import find_export, list_exports
from model.predictor import Predictor
from wardrobe.preview import Photo
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters, Item
from wardrobe.store.session import SessionWardrobe, remove_ended_sessions
from wardrobe.store.settings import SESSION, Settings, SettingsError, storage
from wardrobe.store.store import Wardrobe

EVERYTHING = Filters(state=None)
NO_PICTURE = str(Path(__file__).with_name("no-picture.png"))
_SLACK = 15  # seconds
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:])")

OUTCOMES = {
    "sorted": (":material/check_circle:", "green"),
    "unsure": (":material/help:", "orange"),
    "not_clothing": (":material/block:", "violet"),
    "error": (":material/error:", "red"),
}
"""An outcome's icon and colour; its words, ``outcome-…`` in the catalogue, carry the meaning."""


def wardrobe() -> Wardrobe:
    """The person's wardrobe; raises StoreError or SettingsError, whose sentence `app.py` shows."""
    if storage() == SESSION:
        return _session_wardrobe()
    where = Settings.from_environment()
    return _kept_wardrobe(where.database_url, where.files_url)


@st.cache_resource(show_spinner=False, ttl="24h", on_release=Wardrobe.close)
def _kept_wardrobe(database_url: str, files_url: str) -> Wardrobe:
    """Opened anew each day, since opening empties the bin of what lay there long enough: servers run for months."""
    return Wardrobe(Settings(database_url, files_url))


def _session_wardrobe() -> SessionWardrobe:
    """The wardrobe of this browser session. Its state outlives a lost connection; what is cached for it does not."""
    session: SessionWardrobe | None = st.session_state.get("wardrobe")
    if session is None or session.ended:
        remove_ended_sessions()
        # Nobody can come back after the session's state is gone.
        patience = st.get_option("server.disconnectedSessionTTL") + _SLACK
        session = st.session_state["wardrobe"] = SessionWardrobe(patience, _connected())
    _presence()
    return session


@st.cache_resource(show_spinner=False, scope="session", on_release=SessionWardrobe.leave)
def _presence() -> SessionWardrobe:
    session: SessionWardrobe = st.session_state["wardrobe"]
    session.come_back()
    return session


def _connected() -> Callable[[], bool]:
    """Tells whether this session's browser is connected.

    Any visitor may have all caches cleared, those of other sessions too, which looks as if everybody had left.
    """
    context = get_script_run_ctx()
    session_id = context.session_id if context else ""
    return lambda: runtime.exists() and runtime.get_instance().is_active_session(session_id)


def export_cards() -> dict[str, Card]:
    """The cards of all exports by ``NAME/VERSION``; the one for photos comes first."""
    first = find_export("photo")
    directories = [first, *(directory for directory in list_exports() if directory != first)]
    cards = {}
    for directory in directories:
        # One export that is damaged must not take the others away; the first one's error is the page's own.
        with contextlib.suppress(ExportError) if directory != first else contextlib.nullcontext():
            card = Card.read(directory)
            cards[card.id] = card
    return cards


@st.cache_resource(show_spinner=False)
def predictor(model: str) -> Predictor:
    """The classifier of an export by its id, loaded once for all sessions."""
    return Predictor.load(model)


def describe_model(card: Card) -> str:
    """An export's name and how good it is, for a list of them."""
    figures, on = _measured(card)
    return text("model-described", model=card.id, accuracy=figures["accuracy"], on=on)


def how_good(card: Card) -> str:
    """What an export's card says of it, and what to make of that."""
    figures, on = _measured(card)
    return text(
        f"how-good-on-{on}",
        accuracy=figures["accuracy"],
        n=figures["n"],
        dataset=figures["dataset"],
        sorted=figures.get("right_among_sorted", 0),
    )


def _measured(card: Card) -> tuple[Mapping[str, Any], str]:
    """What a card says of its export's accuracy, and on what: on photos, if that was measured."""
    return (card.metrics["photos"], "photos") if "photos" in card.metrics else (card.metrics["test"], "test")


def model_of(item: Item) -> str:
    """The export that is asked about an item again: that of its current answer, or the default if there is none."""
    cards = export_cards()
    last = item.prediction.model if item.prediction else ""
    return last if last in cards else next(iter(cards))


def all_drawers() -> list[str]:
    """The names of all drawers: the classes of the model for photos, a person's own, and others that hold something."""
    names = [*Card.read(find_export("photo")).class_names, *wardrobe().own_drawers(), *wardrobe().counts(EVERYTHING)]
    return list(dict.fromkeys(names))


def storage_problem() -> Message | None:
    """Why there is no wardrobe, if there is none."""
    try:
        wardrobe()
    except (StoreError, SettingsError) as error:
        return error.message
    return None


def explain(error: UserError) -> None:
    """Why something cannot be done; names in it come from outside, and are to be seen as they are."""
    st.error(escaped(translate(error.message)), icon=":material/error:")


def show_where_it_is_kept() -> None:
    """On every page: that a session's wardrobe ends with it, and how to keep it all the same."""
    if storage() == SESSION:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f":material/hourglass: {text('session-note')}", width="stretch")
            st.page_link("app_pages/backup.py", label=text("page-backup"), icon=":material/archive:")


@st.cache_data(show_spinner=False)
def sample_photos() -> list[Photo]:
    """Drawn garments, as if somebody had chosen them."""
    from data.drawn.scenes import draw_samples
    from wardrobe.store.pictures import jpeg

    return [Photo.of(name, jpeg(scene.image)) for name, scene in draw_samples()]


def outcome_badge(outcome: str, count: int | None = None) -> None:
    """An outcome in words, with its icon and colour."""
    icon, colour = OUTCOMES[outcome]
    words = text(f"outcome-{outcome}")
    st.badge(words if count is None else f"{words}: {count}", icon=icon, color=colour)


def done(message: str, undo: Callable[[], object] | None = None, then: str | None = None) -> None:
    """Says what was done, on the page that is drawn next; offers to undo it, and the page where one would go then."""
    steps: list[tuple[str, Callable[[], object]]] = st.session_state.setdefault("steps", [])
    if undo:
        if steps and steps[-1][1] is undo:  # the same step, gone further
            steps.pop()
        steps.append((message, undo))
    st.session_state["done"] = {"message": message, "then": then, "shown": False}


def show_done() -> None:
    """The last thing that was done, and the undo of it and, one after another, of what was done before on this page.

    It stays until something else is done or another page is opened.
    """
    if not (last := st.session_state.get("done")):
        return
    last["shown"] = True
    with st.container(horizontal=True, vertical_alignment="center", key="done-bar"):
        st.success(last["message"], icon=":material/check:", width="stretch")
        if steps := st.session_state.get("steps"):
            st.button(text("undo"), icon=":material/undo:", key="undo", shortcut="U", help=steps[-1][0], on_click=_undo)
        if then := last["then"]:
            st.page_link(f"app_pages/{then}.py", label=text(f"page-{then}"), icon=":material/arrow_forward:")


def enter(page: str) -> None:
    """Called before each page is drawn: what was done on another one, and said there, is not said again."""
    entered = st.session_state.get("page-before") != page
    if entered and st.session_state.get("done", {"shown": False})["shown"]:
        del st.session_state["done"], st.session_state["steps"]
    st.session_state["page-before"] = page
    st.session_state["entered"] = entered


def entered() -> bool:
    """Whether the page was opened just now, and not drawn again."""
    return bool(st.session_state.get("entered"))


def _undo() -> None:
    if not st.session_state.get("steps"):
        return  # a second press came before the page was drawn without the button
    message, undo = st.session_state["steps"].pop()
    said = text("undone", what=message)
    try:
        undo()
    except StoreError as error:  # not all of it
        said += f" {escaped(translate(error.message))}"
    done(said)


def unfolded(key: str, label: str, icon: str) -> DeltaGenerator | None:
    """An expander, if it is open: what is in it need not be worked out, sent and drawn before somebody opens it."""
    st.session_state[key] = st.session_state.get(key, False)  # it stays open when its label changes
    expander = st.expander(label, key=key, icon=f":material/{icon}:", on_change="rerun")
    return expander if expander.open else None


def plain(name: str) -> str:
    """A file's name with Markdown's characters escaped: names come from outside, and are to be seen as they are."""
    return escaped(Path(name).name or name)


def escaped(words: str) -> str:
    """Words that a person chose, or that come from outside, with Markdown's characters escaped."""
    return _MARKDOWN.sub(r"\\\1", words)
