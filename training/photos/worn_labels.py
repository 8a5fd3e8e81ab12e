"""What pictures of worn garments show, where their tag does not say it.

Tags name what a person wears, not what a picture of it shows: a blazer is tagged as the shirt under it, a skirt as a
dress. `worn_labels.csv` has what `training.photos.shop_pictures` shows of the held-out photos, by eye, where that is
another class, or where it is open which of several garments the picture is of. What it tells of the tags as a whole,
`OFTEN_MEANT` has for the photos that are trained on.
"""

import csv
from functools import cache
from pathlib import Path

OFTEN_MEANT = {"dress": ("Skirt",), "shirt": ("Coat",), "blouse": ("T-shirt/top",)}
"""Classes besides its own that a tag often stands for: of 41 held-out dresses 17 are skirts alone, of 13 shirts 7 are
jackets. In training each is right, so that such errors are not learnt (a partial label: Jin and Ghahramani, 2002)."""

_TABLE = Path(__file__).with_suffix(".csv")


@cache
def worn_labels() -> dict[tuple[str, str], tuple[str, ...]]:
    """The names of the classes that are right for a picture, by the SHA-256 of its photo's file and the piece's tag."""
    with _TABLE.open(newline="", encoding="utf-8") as stream:
        return {(row["sha256"], row["tag"]): tuple(row["classes"].split("|")) for row in csv.DictReader(stream)}
