"""What the pages share: the wardrobe, the loaded models, the cards of the exports, and the sample photos."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from app_pages.parts import account, visitor
from app_pages.parts.display import escaped
from app_pages.parts.i18n import drawer_typed, text
from data.messages import Message
from data.photos.turns import Turns
from model.exports import store
from model.exports.card import CARD_FILE, Card, ExportError
from model.garments import find_garment
from model.predictor import Predictor
from model.runtime_comparison import RuntimeComparison, compare_runtimes
from model.runtimes import choose_runtime, installed_runtimes, runtime_setting
from model.startup import available_cores
from wardrobe.preview import Photo
from wardrobe.store.accounts import open_account
from wardrobe.store.database_copies import keep_copy
from wardrobe.store.errors import StoreError
from wardrobe.store.items import Filters, Item, utc_now
from wardrobe.store.settings import ACCOUNT, SESSION, Settings, SettingsError, storage
from wardrobe.store.store import Wardrobe

ALL_ITEMS = Filters(state=None)
PAGE_TURNS = Turns(max(2, available_cores()), lease=1.0)
"""Of all sessions' pages: with fifty at work at once, Python's lock would keep requests waiting for seconds."""
RUNTIME_SETTING = "runtime"
"""The setting that remembers the user's choice of a runtime."""

_DATA_SET_SIDE = 28  # pixels, of the images of Fashion-MNIST


def wardrobe() -> Wardrobe:
    """The user's wardrobe.

    Raises:
        StoreError, SettingsError: it cannot be opened; `app.py` shows the message.
    """
    kind = storage()
    if kind == SESSION:
        return visitor.session_wardrobe()
    if kind == ACCOUNT:
        user = account.signed_in()
        if not user or not user.allowed:  # no page asks; this is what keeps a mistake from opening anything
            raise StoreError("accounts-not-signed-in")
        return _account_wardrobe(user.id)
    where = Settings.from_environment()
    return _local_wardrobe(where.database_url, where.files_url)


@st.cache_resource(show_spinner=False, ttl="24h", on_release=Wardrobe.close)
def _local_wardrobe(database_url: str, files_url: str) -> Wardrobe:
    """Reopened every day: opening removes what has been in the bin for too long, and servers run for months."""
    keep_copy(database_url, utc_now())
    return Wardrobe(Settings(database_url, files_url))


@st.cache_resource(show_spinner=False, ttl="1h", on_release=Wardrobe.close)
def _account_wardrobe(account: str) -> Wardrobe:
    """Closed an hour later: many users would otherwise hold connections to the database."""
    return open_account(account)


def close_account(account: str) -> None:
    """Closes an account's wardrobe, so that it can be deleted."""
    _account_wardrobe(account).close()
    _account_wardrobe.clear(account)


def storage_problem() -> Message | None:
    """Why the wardrobe cannot be opened, or None."""
    try:
        wardrobe()
    except (StoreError, SettingsError) as error:
        return error.message
    return None


def all_drawers() -> list[str]:
    """The classes of the model for photos, the user's own drawers, and any others that hold items."""
    return list(dict.fromkeys([*classes(), *wardrobe().own_drawers(), *wardrobe().counts(ALL_ITEMS)]))


def classes() -> tuple[str, ...]:
    """The classes of the model for photos."""
    return _card(store.find_export("photo", store.EXPORTED)).class_names


def _card(directory: Path) -> Card:
    """The card of an export, read again only when its file has changed: pages need cards many times a run."""
    file = directory / CARD_FILE
    return _read_card(directory, file.stat().st_mtime_ns if file.exists() else 0)


@st.cache_resource(show_spinner=False, max_entries=64)
def _read_card(directory: Path, modified: int) -> Card:
    return Card.read(directory)


def add_drawer(name: str) -> str:
    """Makes a drawer unless there is one of this name, and returns its name; raises StoreError for a bad name."""
    drawers = all_drawers()
    return name if name in drawers else wardrobe().add_drawer(drawer_typed(name), drawers)


def predictor(model: str) -> Predictor:
    """The loaded export with this id on the runtime that the user chose, shared by all sessions."""
    return shared_predictor(model, chosen_runtime())


@st.cache_resource(show_spinner=False)
def shared_predictor(model: str, runtime: str) -> Predictor:
    """The loaded export with this id on a runtime, also for requests that belong to no session."""
    return Predictor.load(model, runtime, root=store.EXPORTED)


def chosen_runtime() -> str:
    """The runtime that the environment demands, or else the user's choice, or else the faster one.

    Raises:
        ExportError: what the environment demands does not exist or is not installed.
    """
    remembered = wardrobe().setting(RUNTIME_SETTING)
    if runtime_setting() or remembered not in installed_runtimes():
        return choose_runtime()
    return str(remembered)


@st.cache_resource(show_spinner=False)
def runtime_comparison(model: str) -> RuntimeComparison:
    """An export on TensorFlow against LiteRT, measured now on drawn photos.

    Raises:
        ExportError: a runtime is not installed, or the export cannot be loaded.
    """
    from data.drawn.scenes import draw_scenes

    garments = [find_garment(scene.image) for scene in draw_scenes()]
    return compare_runtimes({name: shared_predictor(model, name) for name in ("tensorflow", "litert")}, garments)


def export_cards() -> dict[str, Card]:
    """The cards of all exports by ``NAME/VERSION``; damaged exports are left out.

    The one for photos comes first, then those made for photos, then by accuracy on photos and on test images.

    Raises:
        ExportError: the export for photos is missing or damaged.
    """
    first = store.find_export("photo", store.EXPORTED)
    found = [_card(first)]
    for directory in store.list_exports(store.EXPORTED):
        with contextlib.suppress(ExportError):
            found.append(_card(directory))
    others = sorted({card.id: card for card in found[1:]}.values(), key=rank)
    cards: dict[str, Card] = {}
    for card in (found[0], *others):
        cards.setdefault(card.id, card)
    return cards


def for_photos(card: Card) -> bool:
    """Whether an export was made for photos, rather than for the 28×28 images of the data set."""
    return card.architecture.input_size > _DATA_SET_SIDE


def rank(card: Card) -> tuple[bool, float, float]:
    """Sorts exports: those made for photos first, then by accuracy on photos, then on test images."""
    accuracies = [(card.figures(part) or {}).get("accuracy") or 0.0 for part in ("photos", "test")]
    return not for_photos(card), -accuracies[0], -accuracies[1]


def model_of(item: Item) -> str:
    """The export that predicts an item again: that of its latest prediction, or else the one for photos."""
    cards = export_cards()
    last = item.prediction.model if item.prediction else ""
    return last if last in cards else next(iter(cards))


def describe_model(card: Card) -> str:
    """An export's name and accuracy in one line; its name alone where no accuracy was measured."""
    figures, measured_on = _measured(card)
    if not figures:
        return card.id
    if not for_photos(card) and measured_on == "test":
        measured_on = "small-images"
    return text("model-described", model=card.id, accuracy=figures["accuracy"], on=measured_on)


def how_good(card: Card) -> str:
    """An export's accuracy, what it was measured on, and what follows from it."""
    if not for_photos(card):
        return f"{_how_good(card)} {text('how-good-small')}"
    return _how_good(card)


def _how_good(card: Card) -> str:
    figures, measured_on = _measured(card)
    if not figures:
        return text("how-good-unknown")
    right_among_sorted = figures.get("right_among_sorted")
    if measured_on == "photos" and right_among_sorted is None:
        measured_on = "photos-none-sorted"
    return text(
        f"how-good-on-{measured_on}",
        accuracy=figures["accuracy"],
        n=figures["n"],
        dataset=escaped(figures["dataset"]),
        sorted=right_among_sorted or 0,
    )


def _measured(card: Card) -> tuple[Mapping[str, Any] | None, str]:
    """An export's figures on photos where its card has them, or else those on test images, if any."""
    photos = card.figures("photos")
    return (photos, "photos") if photos else (card.figures("test"), "test")


@st.cache_data(show_spinner=False)
def example_photos() -> list[Photo]:
    """Drawn photos that show every outcome of sorting."""
    from data.drawn.examples import draw_examples
    from wardrobe.store.pictures import jpeg

    return [Photo.of(name, jpeg(image)) for name, image in draw_examples()]
