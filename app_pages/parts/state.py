"""What the pages keep in a browser session, typed. No other module touches ``st.session_state``.

Streamlit keeps the values of widgets in the session too, by the keys of `widget_keys`; `widget_value`,
`set_widget` and `forget_widget` reach them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from data.messages import Message
from data.photos.garment import CutoutOverride
from model.neighbours import Neighbours
from wardrobe.explaining import ExplainedPhoto, ExportAnswer
from wardrobe.preview import Photo, Preview
from wardrobe.reclassification import ReclassifyJob
from wardrobe.saving import SaveJob
from wardrobe.store.session import SessionWardrobe
from wardrobe.transfer.bulk_io import ImportResult

_KEY = "app"


@dataclass(frozen=True)
class UndoStep:
    """An action that can be undone, and the text that reported it."""

    message: str
    undo: Callable[[], object]


@dataclass
class Notice:
    """The report of the last action; ``next_page`` names the page to go to after it, ``failed`` makes it a warning."""

    message: str
    next_page: str | None = None
    failed: bool = False
    shown: bool = False


@dataclass(frozen=True)
class Pile:
    """Photos that were on the Sort page, with their previews and the user's decisions, as `SortState` keeps them."""

    photos: list[Photo]
    previews: dict[tuple[str, str], Preview]
    decisions: dict[str, str]


@dataclass(frozen=True)
class Saving:
    """A save that is going on, what the page held of its photos, and the files that it leaves out for good."""

    job: SaveJob
    pile: Pile
    unreadable: tuple[str, ...] = ()


@dataclass
class SortState:
    """The photos on the Sort page and their previews.

    Attributes:
        upload_round: part of the uploaders' keys; a new number gives new, empty uploaders.
        uploads: by Streamlit's file number, so that each file is read and hashed once.
        taken: the camera's pictures of this round.
        pictures: how many pictures the camera has taken.
        earlier: photos chosen before another page or another source was opened, which empties the uploader.
        chosen: all photos that are on the page.
        previews: by the photo's SHA-256 and the export's id.
        decisions: the drawers that the user chose, by the photo's SHA-256.
        examples: the SHA-256 of drawn photos, which stay apart from the user's own.
        stopped: whether the user stopped the predictions.
        saving: the photos that are being saved, and what they were on this page.
    """

    upload_round: int = 0
    uploads: dict[str, Photo] = field(default_factory=dict)
    taken: list[Photo] = field(default_factory=list)
    pictures: int = 0
    earlier: list[Photo] = field(default_factory=list)
    chosen: list[Photo] = field(default_factory=list)
    previews: dict[tuple[str, str], Preview] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    examples: set[str] = field(default_factory=set)
    stopped: bool = False
    saving: "Saving | None" = None

    def start_round(self) -> None:
        """Begins with no photos and new, empty uploaders."""
        self.upload_round += 1
        self.uploads, self.taken, self.earlier, self.chosen = {}, [], [], []
        self.previews, self.decisions = {}, {}

    def take(self, sha256s: Collection[str]) -> "Pile":
        """Removes photos from the page, with new, empty uploaders for the others to stay; returns the removed."""
        taken = Pile(
            [photo for photo in self.chosen if photo.sha256 in sha256s],
            {key: preview for key, preview in self.previews.items() if key[0] in sha256s},
            {key: drawer for key, drawer in self.decisions.items() if key in sha256s},
        )
        left = Pile(
            [photo for photo in self.chosen if photo.sha256 not in sha256s],
            {key: preview for key, preview in self.previews.items() if key[0] not in sha256s},
            {key: drawer for key, drawer in self.decisions.items() if key not in sha256s},
        )
        self.start_round()
        self.put_back(left)
        return taken

    def put_back(self, pile: "Pile", sha256s: Collection[str] | None = None) -> None:
        """Puts photos on the page again, before those that are there; only those of ``sha256s`` if given."""
        photos = [photo for photo in pile.photos if sha256s is None or photo.sha256 in sha256s]
        here = {(photo.name, photo.sha256) for photo in self.chosen}
        back = [photo for photo in photos if (photo.name, photo.sha256) not in here]
        self.earlier, self.chosen = [*back, *self.earlier], [*back, *self.chosen]
        self.previews = {**pile.previews, **self.previews}
        self.decisions = {**pile.decisions, **self.decisions}


@dataclass
class ReclassifyState:
    """Reclassification.

    Attributes:
        jobs: by the export's id; each keeps its predictions between runs of the page.
        running: the id of the export that predicts now, or nothing.
        ticks: by the export's id, the boxes that the user ticked or unticked, by item number.
    """

    jobs: dict[str, ReclassifyJob] = field(default_factory=dict)
    running: str = ""
    ticks: dict[str, dict[int, bool]] = field(default_factory=dict)


@dataclass
class BackupState:
    """The Back-up page.

    Attributes:
        upload_round: as in `SortState`.
        missing: what the last downloaded files lack.
        adding: what a restore or import that has not ended yet added so far.
        refused: the notice of the last import, and what that import refused.
    """

    upload_round: int = 0
    missing: list[Message] = field(default_factory=list)
    adding: ImportResult | None = None
    refused: tuple[str, list[Message]] = ("", [])


@dataclass
class WhyState:
    """The explanation that was opened last; the others are made anew, so that a session keeps little.

    Attributes:
        key: the photo, its cut-out, the export, and what the answer is compared with.
        explained: None until it is made.
        neighbours: similar images; None as well for an export that finds none.
        has_neighbours: whether they were looked for.
        answers: of the exports that were asked, by id.
    """

    key: tuple[object, ...] = ()
    explained: ExplainedPhoto | None = None
    neighbours: Neighbours | None = None
    has_neighbours: bool = False
    answers: dict[str, ExportAnswer] = field(default_factory=dict)


@dataclass
class SessionState:
    """Everything that the pages keep for one browser session.

    Attributes:
        page: the path of the page that is open.
        page_entered: whether this run is the page's first since another page was open.
        notice, undo_steps: what `done_bar` shows.
        dialog: the name of the open dialog.
        drawer_refused: the key of the list or form whose drawer could not be made or changed, and why.
        drawer_edited: the user's drawer whose name and parent are being edited.
        drawer_merge: the drawer into which that one goes once the user has agreed.
        selected_items: the numbers of the items selected for a bulk action.
        skipped_items: the numbers of the items skipped in review.
        bin_asked: the item in review that goes to the bin if its button is used once more.
        cutout_drafts: cut-outs being edited, by the editor's state of an item.
        why: the explanation of a prediction.
        wardrobe: this session's own, where the server keeps one for each session.
        locale: of texts, dates and numbers, as the last run found it; empty before the first.
        accepted: the ``Accept-Language`` header of the browser; None before it was read.
    """

    page: str = ""
    page_entered: bool = False
    notice: Notice | None = None
    undo_steps: list[UndoStep] = field(default_factory=list)
    dialog: str | None = None
    drawer_refused: tuple[str, Message] | None = None
    drawer_edited: str | None = None
    drawer_merge: str | None = None
    selected_items: set[int] = field(default_factory=set)
    skipped_items: list[int] = field(default_factory=list)
    bin_asked: int | None = None
    cutout_drafts: dict[str, CutoutOverride] = field(default_factory=dict)
    wardrobe: SessionWardrobe | None = None
    locale: str = ""
    accepted: str | None = None
    why: WhyState = field(default_factory=WhyState)
    sort: SortState = field(default_factory=SortState)
    reclassify: ReclassifyState = field(default_factory=ReclassifyState)
    backup: BackupState = field(default_factory=BackupState)


def session() -> SessionState:
    """The state of the browser session that this run belongs to."""
    if _KEY not in st.session_state:  # `setdefault` would build a state for every call, and a run makes hundreds
        st.session_state[_KEY] = SessionState()
    state: SessionState = st.session_state[_KEY]
    return state


def start_anew() -> None:
    """Forgets everything that the pages keep for this session, but for the values of widgets."""
    st.session_state[_KEY] = SessionState()


def widget_value(key: str, default: Any = None) -> Any:
    """The value of a widget, or ``default`` if the widget is not on the page."""
    return st.session_state.get(key, default)


def forget_widget(key: str) -> None:
    """Lets a widget start anew in the next run; unlike `set_widget`, this is allowed after it was drawn."""
    st.session_state.pop(key, None)


def set_widget(key: str, value: Any) -> None:
    """Sets a widget's value; call it before the widget is drawn, or in a callback."""
    st.session_state[key] = value
