"""Makes a large wardrobe quickly: many rows that share the photos of a few drawn garments."""

import dataclasses
import hashlib
import random
from datetime import timedelta

from benchmarks.photo_steps import drawn_photos
from data.labels import CLASS_NAMES
from wardrobe.store import mapping, schema
from wardrobe.store.items import FILED, REVIEW, SEASONS, Item, StoredPrediction
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_PHOTOS = 20
_AT_A_TIME = 500  # items
_TAGS = ("office", "party", "sport", "gift", "old", "mended", "Anna's", "Ben's")
_NOTES = ("", "", "", "wool, wash by hand", "from the market", "a button is missing")


def fill(where: Settings, count: int) -> None:
    """Makes a wardrobe of ``count`` items over half a year, in all drawers, with seasons, tags and notes."""
    wardrobe = Wardrobe(where)
    shared = [
        wardrobe.add(content, f"{number}.jpg", drawer=CLASS_NAMES[number % 10])
        for number, content in enumerate(drawn_photos(min(count, _PHOTOS)))
    ]
    wardrobe.close()
    rng = random.Random(0)
    engine = schema.open_database(where.database_url)
    with engine.execution_options(writes=True).begin() as connection:
        for first in range(len(shared), count, _AT_A_TIME):
            numbers = range(first, min(first + _AT_A_TIME, count))
            mapping.insert_all(connection, [_another(shared[one % len(shared)], one, rng) for one in numbers])
    engine.dispose()


def _another(item: Item, number: int, rng: random.Random) -> Item:
    confidence = rng.uniform(0.2, 1.0)
    label = rng.choice(CLASS_NAMES)
    probabilities = {name: confidence if name == label else (1 - confidence) / 9 for name in CLASS_NAMES}
    outcome = "sorted" if confidence > 0.6 else "unsure"
    prediction = StoredPrediction("photo/1", label, confidence, outcome, probabilities, item.added_at)
    added = item.added_at - timedelta(minutes=26 * number)
    return dataclasses.replace(
        item,
        id=0,
        sha256=hashlib.sha256(str(number).encode()).hexdigest(),
        similarity=f"{rng.getrandbits(64):016x}",
        file_name=f"IMG_{number:05}.jpg",
        drawer=label if rng.random() < 0.9 else rng.choice(CLASS_NAMES),
        state=FILED if outcome == "sorted" or rng.random() < 0.5 else REVIEW,
        corrected=rng.random() < 0.1,
        notes=rng.choice(_NOTES),
        added_at=added,
        changed_at=added,
        tags=tuple(rng.sample(_TAGS, rng.randrange(3))),
        seasons=tuple(rng.sample(SEASONS, rng.randrange(3))),
        predictions=(prediction, dataclasses.replace(prediction, model="cnn/1")),
    )
