"""An item as a line of JSON; every field is checked when it is read, since anybody may have written it."""

import dataclasses
import json
import math
import re
from datetime import date
from typing import Any

from data.labels import GROUPS
from data.photos.colours import Colour
from data.photos.garment import CutoutOverride
from wardrobe.store.items import (
    ARCHIVED,
    DETAILS,
    FILED,
    PHOTO_KINDS,
    REVIEW,
    SEASONS,
    Item,
    ItemPhoto,
    StoredPrediction,
    decided_at_first,
)
from wardrobe.transfer.json_fields import LONGEST_NAME, MOST, Fields, FormatError, is_share, parse, short

LARGEST_PRICE = 1e9
_TEXTS = [name for name in DETAILS if name != "price"]
_ROUNDING = 0.01
_LARGEST_NUMBER = 2**31 - 1
_OUTCOMES = ("sorted", "unsure", "not_clothing")
_SUM = re.compile(r"[0-9a-f]{64}")
_SIMILARITY = re.compile(r"[0-9a-f]{16}")
_HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")
_KINDS = ("", *PHOTO_KINDS)


def item_to_json(item: Item) -> str:
    """All of an item on one line of ASCII."""
    return json.dumps(dataclasses.asdict(item), default=_iso, separators=(",", ":"))


def item_from_json(line: str | bytes) -> Item:
    """The item of a line, every field of it checked; raises FormatError."""
    fields = Fields(parse(line))
    state, corrected = fields.one_of("state", (FILED, REVIEW)), fields.flag("corrected")
    predictions = tuple(map(_prediction, fields.all("predictions")))
    if "decided" in fields.given:
        decided = fields.flag("decided")
    else:  # earlier back-ups lack it
        decided = decided_at_first(corrected, predictions[0].outcome if predictions else None, state)
    return Item(
        id=fields.whole("id", 1, _LARGEST_NUMBER),
        sha256=fields.code("sha256", _SUM),
        photo=fields.code("photo", _SUM),
        file_name=fields.text("file_name"),
        similarity=fields.code("similarity", _SIMILARITY),
        drawer=fields.text("drawer", 1, LONGEST_NAME),
        state=state,
        corrected=corrected,
        decided=decided,
        # Back-ups of version 1 call it "nudge".
        override=_override(fields.inner("override" if "override" in fields.given else "nudge")),
        notes=fields.text("notes"),
        added_at=fields.time("added_at"),
        changed_at=fields.time("changed_at"),
        deleted_at=None if fields.value("deleted_at") is None else fields.time("deleted_at"),
        # Back-ups of versions 1 and 2 lack what follows, up to ``worn``.
        **{name: fields.text(name, longest=LONGEST_NAME) for name in _TEXTS if name in fields.given},
        price=fields.optional("price", lambda: fields.number("price", LARGEST_PRICE)),
        archived=fields.optional("archived", lambda: fields.one_of("archived", ARCHIVED)),
        worn=fields.days("worn") if "worn" in fields.given else (),
        tags=fields.names("tags"),
        seasons=fields.names("seasons", allowed=SEASONS),
        colours=_colours(fields),
        predictions=predictions,
        # Back-ups of versions 1 to 3 lack what follows.
        photo_kind=fields.one_of("photo_kind", _KINDS) if "photo_kind" in fields.given else "",
        photos=_photos(fields) if "photos" in fields.given else (),
        colours_decided=fields.flag("colours_decided") if "colours_decided" in fields.given else False,
    )


def _iso(moment: date) -> str:
    return moment.isoformat()


def _override(fields: Fields) -> CutoutOverride:
    off, rectangle = fields.flag("off"), fields.value("rectangle")
    turns = fields.whole("turns", 0, 3) if "turns" in fields.given else 0  # earlier back-ups lack it
    try:
        return CutoutOverride(off, None if rectangle is None else _sides(*rectangle), turns)
    except (TypeError, ValueError):
        raise FormatError("format-rectangle", found=short(rectangle)) from None


def _sides(*sides: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = sides
    if not all(map(is_share, sides)):
        raise ValueError("not shares")
    return left, top, right, bottom


def _colours(fields: Fields) -> tuple[Colour, ...]:
    colours = [
        # Shares are rounded: a garment of one colour may have a little more than all of it.
        Colour(colour.text("name", 1, 40), colour.code("hex", _HEX_COLOUR), colour.share("share", 1 + _ROUNDING))
        for colour in fields.all("colours")
    ]
    if len({colour.name for colour in colours}) != len(colours):
        raise FormatError("format-colour-twice")
    return tuple(sorted(colours, key=lambda colour: (-colour.share, colour.name)))


def _photos(fields: Fields) -> tuple[ItemPhoto, ...]:
    photos = [
        ItemPhoto(
            sha256=photo.code("sha256", _SUM),
            photo=photo.code("photo", _SUM),
            file_name=photo.text("file_name"),
            similarity=photo.code("similarity", _SIMILARITY),
            kind=photo.one_of("kind", _KINDS),
            added_at=photo.time("added_at"),
            override=_override(photo.inner("override")),
            deleted_at=None if photo.value("deleted_at") is None else photo.time("deleted_at"),
        )
        for photo in fields.all("photos")
    ]
    if len({photo.sha256 for photo in photos}) != len(photos):
        raise FormatError("format-photo-twice")
    return tuple(sorted(photos, key=lambda photo: (photo.added_at, photo.sha256)))


def _prediction(fields: Fields) -> StoredPrediction:
    shares, label = fields.inner("probabilities").given, fields.text("label", 1, LONGEST_NAME)
    if not (0 < len(shares) <= MOST and all(map(is_share, shares.values())) and _about_one(sum(shares.values()))):
        raise FormatError("format-probabilities")
    if label not in shares:
        raise FormatError("format-label")
    confidence = fields.share("confidence")
    if confidence > shares[label] + _ROUNDING:
        raise FormatError("format-confidence")
    return StoredPrediction(
        fields.text("model", 1, LONGEST_NAME),
        label,
        confidence,
        fields.one_of("outcome", _OUTCOMES),
        shares,
        fields.time("made_at"),
        # Back-ups of versions 1 and 2 lack it.
        fields.optional("sure_group", lambda: fields.one_of("sure_group", GROUPS)),
    )


def _about_one(value: float) -> bool:
    return math.isclose(value, 1, abs_tol=_ROUNDING)
