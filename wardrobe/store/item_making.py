"""Makes an item from a photo: its stored form, hashes and colours."""

import hashlib
from datetime import datetime

from data.photos.colours import garment_colours
from data.photos.garment import AUTOMATIC, Garment
from data.photos.recipes import read_garment
from wardrobe.store import pictures
from wardrobe.store.items import Item, StoredPrediction, decided_at_first


def new_item(
    content: bytes,
    file_name: str,
    drawer: str,
    state: str,
    prediction: StoredPrediction | None,
    now: datetime,
) -> tuple[Item, bytes, Garment]:
    """A new item without an id, the JPEG that is stored of its photo, and the garment in that JPEG.

    Raises:
        PhotoError: ``content`` is not a photo that can be read.
    """
    stored = pictures.stored_form(content)
    garment = read_garment(stored)  # not of ``content``: everything can be measured again from what is stored
    corrected = prediction is not None and prediction.label != drawer
    item = Item(
        id=0,
        sha256=hashlib.sha256(content).hexdigest(),
        photo=hashlib.sha256(stored).hexdigest(),
        file_name=file_name,
        similarity=pictures.similarity_hash(garment.image),
        drawer=drawer,
        state=state,
        corrected=corrected,
        decided=decided_at_first(corrected, prediction.outcome if prediction else None, state),
        override=AUTOMATIC,
        notes="",
        added_at=now,
        changed_at=now,
        colours=garment_colours(garment),
        predictions=(prediction,) if prediction else (),
    )
    return item, stored, garment
