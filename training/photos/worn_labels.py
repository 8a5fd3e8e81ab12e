"""What pictures of worn garments show, where their tag does not say it.

Some tags are wrong: a blazer has the tag of the shirt under it, a skirt that of a dress. `worn_labels.csv` lists the
held-out pictures of `training.photos.shop_pictures` that show another class than the tag says, or several garments
alike. They were labelled by eye. `OFTEN_MEANT` applies what was learnt from them to the photos that are trained on.
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
