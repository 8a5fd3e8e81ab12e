"""The kind of shoe in photos labelled "Shoes": the clothing data set does not tell, and side views are not enough.

`shoe_kinds.csv` lists 221 of its 370 photos of shoes by the file's SHA-256, labelled by eye: open at toe, heel or
side is a sandal, one that covers the ankle an ankle boot, a low, closed and sporty one a sneaker. Pumps, loafers,
ballet flats, brogues and closed slippers are none of the three and are left out.
"""

import csv
from functools import cache
from pathlib import Path

from data.labels import CLASS_NAMES

_TABLE = Path(__file__).with_suffix(".csv")


@cache
def shoe_kinds() -> dict[str, int]:
    """The number of the Fashion-MNIST class of each photo, by the SHA-256 of its file."""
    with _TABLE.open(newline="", encoding="utf-8") as stream:
        return {row["sha256"]: CLASS_NAMES.index(row["class"]) for row in csv.DictReader(stream)}
