import re
from collections import Counter

from data.labels import photo_label_classes
from data.photos.shoe_kinds import shoe_kinds


def test_the_table_lists_checksums_and_kinds_of_shoe():
    kinds = shoe_kinds()
    assert len(kinds) == 221 and all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in kinds)
    assert set(kinds.values()) == photo_label_classes("Shoes")
    assert min(Counter(kinds.values()).values()) >= 50
