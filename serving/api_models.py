"""The exports that the REST interface offers: their names, and what their cards say."""

import contextlib
import dataclasses
from functools import lru_cache
from pathlib import Path
from typing import Any

from model.exports import store
from model.exports.card import CARD_FILE, Card, ExportError


def exports_by_name() -> dict[str, str]:
    """The ids ``NAME/VERSION`` of the exports that classify, by each name that a request may use.

    These are the id itself, ``NAME`` for its highest version, and the job that an export is live for. A path, which
    the command line takes too, is none of them: a client must not choose among the server's files.

    Raises:
        ExportError: `model.exports.store.LIVE_FILE` cannot be read.
    """
    cards = _cards()
    ids = {card.id for card in cards}
    names = {card.name: card.id for card in cards}  # sorted by version
    jobs = {job: export for job, export in store.read_live(store.EXPORTED).items() if export in ids}
    return {**names, **{export: export for export in ids}, **jobs}


def describe_exports() -> list[dict[str, Any]]:
    """The exports that classify, as plain values: id, jobs that each is live for, classes, and card.

    The cards are without the sums of the photos that the exports were trained on.

    Raises:
        ExportError: `model.exports.store.LIVE_FILE` cannot be read.
    """
    live = store.read_live(store.EXPORTED)
    described = []
    for card in _cards():
        values = dataclasses.asdict(card)
        del values["photos"]
        jobs = [job for job, export in live.items() if export == card.id]
        described.append({"id": card.id, "live_for": jobs, "classes": list(card.class_names), "card": values})
    return described


def _cards() -> list[Card]:
    found = []
    for directory in store.list_exports(store.EXPORTED):
        with contextlib.suppress(ExportError, OSError):  # a damaged export is not offered
            found.append(_read_card(directory, (directory / CARD_FILE).stat().st_mtime_ns))
    return found


@lru_cache(maxsize=64)
def _read_card(directory: Path, modified: int) -> Card:
    return Card.read(directory)
