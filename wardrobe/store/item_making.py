"""Makes an item from a photo: what is stored, and what is measured."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from data.photos.colours import Colour, garment_colours
from data.photos.garment import AUTOMATIC, Garment
from data.photos.recipes import read_picture
from model.garments import find_garment
from wardrobe.store import pictures
from wardrobe.store.items import Item, StoredPrediction, decided_at_first


@dataclass(frozen=True)
class PreparedPhoto:
    """All that a wardrobe stores of a photo, without its pixels, so that hundreds can wait to be saved.

    Attributes:
        sha256: of the file's bytes.
        stored: the JPEG that is stored, at most 1600 pixels a side.
        similarity: `pictures.similarity_hash` of the photo.
        colours: of the garment.
        thumbnails: small pictures by name, as `pictures.THUMBNAILS` makes them.
    """

    sha256: str
    stored: bytes
    similarity: str
    colours: tuple[Colour, ...]
    thumbnails: Mapping[str, bytes]


def prepare_photo(content: bytes, sha256: str | None = None) -> tuple[PreparedPhoto, Garment]:
    """Decodes a photo and finds its garment, both once; ``sha256`` saves hashing the bytes again.

    Raises:
        PhotoError: ``content`` is not a photo that can be read.
    """
    picture = read_picture(content)
    garment = find_garment(picture)
    prepared = PreparedPhoto(
        sha256=sha256 or hashlib.sha256(content).hexdigest(),
        stored=pictures.jpeg(picture),
        similarity=pictures.similarity_hash(garment.image),
        colours=garment_colours(garment),
        thumbnails=pictures.thumbnails(garment),
    )
    return prepared, garment


def new_item(
    photo: PreparedPhoto,
    file_name: str,
    drawer: str,
    state: str,
    prediction: StoredPrediction | None,
    now: datetime,
) -> Item:
    """A new item without an id."""
    corrected = prediction is not None and prediction.label != drawer
    return Item(
        id=0,
        sha256=photo.sha256,
        photo=hashlib.sha256(photo.stored).hexdigest(),
        file_name=file_name,
        similarity=photo.similarity,
        drawer=drawer,
        state=state,
        corrected=corrected,
        decided=decided_at_first(corrected, prediction.outcome if prediction else None, state),
        override=AUTOMATIC,
        notes="",
        added_at=now,
        changed_at=now,
        colours=photo.colours,
        predictions=(prediction,) if prediction else (),
    )
