"""A folder of photos of one grey each, and the folder that they are sorted into."""

import numpy as np
import pytest


@pytest.fixture
def source(tmp_path):
    (tmp_path / "photos").mkdir()
    return tmp_path / "photos"


@pytest.fixture
def wardrobe(tmp_path):
    return tmp_path / "wardrobe"


@pytest.fixture
def photo(source, encoded):
    """Makes a photo of one grey; `variant` makes another file of the same grey."""

    def make(name, grey, variant=0):
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encoded(np.full((40, 40 + variant, 3), grey, np.uint8)))
        return path

    return make
