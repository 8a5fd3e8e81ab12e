import re

from data.labels import PHOTO_CLASS_NAMES
from training.photos.worn_labels import worn_labels


def test_every_label_names_a_photo_a_tag_and_classes():
    labels = worn_labels()
    assert len(labels) > 100
    for (digest, tag), names in labels.items():
        assert re.fullmatch("[0-9a-f]{64}", digest) and tag
        assert names and set(names) <= set(PHOTO_CLASS_NAMES)
