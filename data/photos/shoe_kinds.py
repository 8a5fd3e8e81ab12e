"""What photos that are labelled "Shoes" show: the clothing data set does not say, and side views do not teach it.

`shoe_kinds.csv` has the class of 221 of its 370 photos of shoes, by the file's SHA-256, as we saw it: open at toe, heel
or side is a sandal, at the ankle or higher an ankle boot, and low, closed and sporty a sneaker. Pumps, loafers, ballet
flats, brogues and closed slippers, which are none of the three, are not in it.
"""

import csv
from functools import cache
from pathlib import Path

from data.labels import CLASS_NAMES

_TABLE = Path(__file__).with_suffix(".csv")


@cache
def shoe_kinds() -> dict[str, int]:
    """The class numbers by SHA-256."""
    with _TABLE.open(newline="", encoding="utf-8") as stream:
        return {row["sha256"]: CLASS_NAMES.index(row["class"]) for row in csv.DictReader(stream)}
